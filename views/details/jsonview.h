// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace sandglass {

/// The answer of the last read as text, to look through and to copy. A new answer is written over the old one
/// only where they differ, so that the place scrolled to and what is selected stay.
class JsonView final : public QWidget
{
    Q_OBJECT

public:
    explicit JsonView(QWidget *parent = nullptr);

    /// Empty: nothing was read yet.
    void setJson(const QString &json);

Q_SIGNALS:
    void copied();

private:
    QPlainTextEdit *m_text;
    QLabel *m_hint;
    QPushButton *m_copy;
    QString m_json;
};

} // namespace sandglass
