// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engineclock.h"

#include <QPointer>

#include <map>

namespace sandglass::engine {

/// A clock that moves only when a test turns it, and then through every moment in which something is due.
class ManualClock final : public EngineClock
{
public:
    [[nodiscard]] UtcTime now() const override { return m_now; }

    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) override
    {
        m_due.emplace(m_now + delay, Due{context, std::move(work)});
    }

    void advance(std::chrono::milliseconds by)
    {
        const UtcTime end = m_now + by;
        while (!m_due.empty() && m_due.begin()->first <= end) {
            auto node = m_due.extract(m_due.begin());
            m_now = std::max(m_now, node.key());
            if (node.mapped().context)
                node.mapped().work();
        }
        m_now = end;
    }

private:
    struct Due
    {
        QPointer<QObject> context;
        std::function<void()> work;
    };

    UtcTime m_now{std::chrono::seconds(1'763'382'095)};
    std::multimap<UtcTime, Due> m_due; ///< equal moments keep the order in which they were asked for
};

} // namespace sandglass::engine
