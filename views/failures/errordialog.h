// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/errorreport.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace sandglass {

class DetailsPanel;

/// How often a failure happened, and when.
struct Occurrences
{
    int count = 1;
    UtcTime first{};
    UtcTime last{};
};

/// One cause of failure: what failed, why, what to do, and under Details what a support person asks for.
/// Never modal, never takes the focus by itself. Every text is shown literally. @p clock outlives it.
class ErrorDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ErrorDialog(Clock &clock, QWidget *parent = nullptr);
    ~ErrorDialog() override;

    /// Also when it is open already: what a person has unfolded or selected stays. Of very many sandboxes it
    /// lists some, and the copied report all.
    void setReport(const ErrorReport &report, const Occurrences &occurrences);
    [[nodiscard]] const ErrorReport &report() const { return m_report; }

    /// Shows it beside whatever has the focus now.
    void showCalmly();

Q_SIGNALS:
    void retryWanted();
    void closed();

protected:
    void done(int result) override;

private:
    enum class Fit : quint8
    {
        Exactly,
        AtLeast,
    };
    void fitHeight(Fit fit);
    void updateRetry();
    void copy(QPushButton *button, const QString &text);

    Clock &m_clock;
    ErrorReport m_report;
    MonoTime m_retryAt{};
    Timer m_retryTimer;
    Timer m_copiedTimer;
    QLabel *m_headline;
    QLabel *m_cause;
    QLabel *m_nextStep;
    QPlainTextEdit *m_sandboxes;
    QLabel *m_occurrences;
    DetailsPanel *m_details;
    QPushButton *m_copyReport;
    QPushButton *m_copyCurl;
    QPushButton *m_retry;
    QPushButton *m_close;
};

} // namespace sandglass
