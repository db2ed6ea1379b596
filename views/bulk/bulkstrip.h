// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "domain/clock.h"
#include "onceperturn.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace sandglass {

class BulkRun;
class BulkRuns;
class Picture;
class RunDetails;

/// One run of many sandboxes above the table, while it goes on and until it is dismissed: how far it is, how
/// long it takes, Cancel the rest; then how it ended, Retry failed, Copy report. Never takes the focus.
/// The references outlive it.
class BulkStrip final : public QWidget
{
    Q_OBJECT

public:
    /// A run that ended well needs nobody: its strip goes after this.
    static constexpr std::chrono::milliseconds kGoodNewsLasts{8'000};

    BulkStrip(BulkRun &run, Dashboard dashboard, QWidget *parent = nullptr);
    ~BulkStrip() override;

    /// Something about where the failed ones are, beside why they failed.
    void setAside(const QString &text);

Q_SIGNALS:
    void copied();
    /// The button with the focus can be used no more: somebody has to take it, or it goes to whatever comes
    /// next.
    void focusLost();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void scheduleUpdate();
    void updateNow();
    void onEnded();
    void showDetails();
    void copyReport();
    void updateIcon();
    [[nodiscard]] bool endedBadly() const;

    BulkRun &m_run;
    Dashboard m_dashboard;
    Picture *m_icon;
    QLabel *m_headline;
    QLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_details;
    QPushButton *m_stop;
    QPushButton *m_retry;
    QPushButton *m_copy;
    QPushButton *m_dismiss;
    QPointer<RunDetails> m_window;
    QString m_aside;
    Timer m_tick;
    Timer m_leave;
    OncePerTurn m_update{this, [this] { updateNow(); }};
};

} // namespace sandglass
