// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace sandglass {

/// What is wrong with a field, right below it: shown, told to assistive technology and described at the field
/// while there is something, hidden otherwise. The field outlives it or goes with the same parent.
class ProblemLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ProblemLabel(QWidget *field);

    void setProblem(const QString &problem);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColour();

    QWidget *m_field;
    QString m_usualDescription; ///< of the field, while nothing is wrong
};

} // namespace sandglass
