// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QObject>

#include <functional>
#include <utility>

namespace sandglass {

/// What many reasons ask for and what is done once for all of them, when the event loop comes round. A member
/// of the object it acts on.
class OncePerTurn final
{
public:
    OncePerTurn(QObject *owner, std::function<void()> act) : m_owner(owner), m_act(std::move(act)) {}
    Q_DISABLE_COPY_MOVE(OncePerTurn)
    ~OncePerTurn() = default;

    [[nodiscard]] bool isScheduled() const { return m_isScheduled; }
    void schedule()
    {
        if (std::exchange(m_isScheduled, true))
            return;
        const auto actIfWanted = [this] {
            if (std::exchange(m_isScheduled, false))
                act();
        };
        QMetaObject::invokeMethod(m_owner, actIfWanted, Qt::QueuedConnection);
    }
    /// The same after @p wait, for what takes a moment and is asked for again and again. The first wait
    /// counts. @p clock outlives the owner.
    void scheduleIn(Clock &clock, std::chrono::milliseconds wait)
    {
        if (!m_isScheduled && !m_later)
            m_later = clock.after(wait, [this] { act(); });
    }
    /// It was done in another way meanwhile.
    void cancel()
    {
        m_isScheduled = false;
        m_later.reset();
    }

private:
    void act()
    {
        m_later.reset();
        m_act();
    }

    QObject *m_owner;
    std::function<void()> m_act;
    bool m_isScheduled = false;
    Timer m_later;
};

} // namespace sandglass
