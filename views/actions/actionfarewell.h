// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QMessageBox;

namespace sandglass {

class LifecycleController;

/// Leaving while the server has not answered an action: the end of the connection may come before the request
/// has reached it, so it is waited for, and asked about where that takes longer than a moment. The clock,
/// @p controller and @p page outlive it.
class ActionFarewell final : public QObject
{
    Q_OBJECT

public:
    ActionFarewell(Clock &clock, const LifecycleController &controller, QWidget *page);
    ~ActionFarewell() override;

    /// All was answered, or a person said that it may stay unknown.
    [[nodiscard]] bool mayEnd() const;
    /// Calls @p goOn when all is answered or a person does not want to wait; never when the answer is to stay
    /// or an action failed meanwhile, which should be seen.
    void end(std::function<void()> goOn);

private:
    void ask();
    void onAnswered();
    void stay();

    Clock &m_clock;
    const LifecycleController &m_controller;
    QWidget *m_page;
    QPointer<QMessageBox> m_question;
    std::function<void()> m_goOn; ///< empty: nobody wants to leave
    Timer m_patience;
    bool m_mayStayUnknown = false;
};

} // namespace sandglass
