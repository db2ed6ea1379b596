// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;

namespace sandglass {

class BulkRun;

/// A run row by row, beside the window rather than over it: it holds nothing up. It stays up to date and goes
/// with the run.
class RunDetails final : public QDialog
{
    Q_OBJECT

public:
    explicit RunDetails(BulkRun &run, QWidget *parent = nullptr);

    /// What the strip says of the run.
    void setTexts(const QString &headline, const QString &text);

Q_SIGNALS:
    void copyWanted();

private:
    QLabel *m_headline;
    QLabel *m_text;
};

} // namespace sandglass
