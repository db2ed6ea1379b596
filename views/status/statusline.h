// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "domain/clock.h"
#include "domain/times.h"

#include <QWidget>

#include <optional>
#include <tuple>

class QLabel;

namespace sandglass {

class BudgetGauge;
class ElidedLabel;
class GrowingLabel;

/// The window's last line: what is selected or under the mouse on one side, how reading goes on the other.
/// Ticks only while somebody can see it. What @p dashboard refers to outlives it.
class StatusLine final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(const Dashboard &dashboard, QWidget *parent = nullptr);
    ~StatusLine() override;

    void setSelection(const QStringList &ids);
    /// Shown instead of the selection, for a while.
    void setHint(const QString &hint);
    /// News for everybody, read out by screen readers too; gives way after a few seconds.
    void announce(const QString &text);
    void setOnScreen(bool onScreen);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Dot;

    void onPollStatus();
    void updateMessage();
    void updateReading();
    void updateConnection();
    void updateBudget();

    Dashboard m_dashboard;
    ElidedLabel *m_message;
    ElidedLabel *m_pace;
    GrowingLabel *m_reading;
    BudgetGauge *m_gauge;
    GrowingLabel *m_budget;
    Dot *m_dot;
    QLabel *m_connection;
    ElidedLabel *m_server;
    QString m_hint;
    QString m_news;
    qsizetype m_selected = 0;
    qsizetype m_selectedGone = 0; ///< of those
    bool m_onScreen = true;
    bool m_wasReading = false;
    /// Data there, selected, of those gone, there, more follow; nullopt while something else is shown.
    std::optional<std::tuple<bool, qsizetype, qsizetype, int, bool>> m_shownCounts;
    std::optional<std::tuple<int, int, bool>> m_shownBudget; ///< used, limit, known
    MonoTime m_readingSince{};
    Timer m_tick;
    Timer m_newsTimer;
    Timer m_hintTimer;
};

} // namespace sandglass
