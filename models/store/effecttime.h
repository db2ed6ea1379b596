// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <algorithm>
#include <optional>

namespace sandglass {

/// How long a sandbox took to do what was asked. It is only looked at now and then, and when the request
/// budget is short rarely: a time that would measure our looking rather than the server is not known. A
/// value.
class EffectTime
{
public:
    void sent(MonoTime at)
    {
        m_sent = at;
        m_notBefore = at;
        m_told.reset();
    }
    /// Asked for at @p at, the sandbox had not done it yet.
    void notYet(MonoTime at)
    {
        m_notBefore = std::max(m_notBefore, at);
        if (m_told && *m_told <= at)
            m_told.reset();
    }
    /// The answer to the action itself said that it is done.
    void toldDone(MonoTime at) { m_told = at; }

    [[nodiscard]] MonoTime sentAt() const { return m_sent; }
    [[nodiscard]] MonoTime lastLook() const { return m_notBefore; }

    /// A look asked for at @p asked and answered at @p answered shows it done; nullopt where that says little
    /// about the server.
    [[nodiscard]] std::optional<std::chrono::milliseconds> doneAt(MonoTime asked, MonoTime answered) const
    {
        if (m_told)
            return *m_told - m_sent;
        // The first look comes after a second, the next ones after twice the time of the one before.
        const std::chrono::milliseconds took = answered - m_sent;
        const std::chrono::milliseconds blind = asked - m_notBefore;
        return blind <= std::max<std::chrono::milliseconds>(kFirstLook, took * 2 / 3) ? std::optional(took)
                                                                                      : std::nullopt;
    }

private:
    static constexpr std::chrono::milliseconds kFirstLook{1'000};

    MonoTime m_sent{};
    MonoTime m_notBefore{};
    std::optional<MonoTime> m_told;
};

} // namespace sandglass
