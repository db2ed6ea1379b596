// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "weather.h"

#include <vector>

namespace sandglass::chaos {

namespace {

using enum Fault;

constexpr std::array<const char *, kFaults> kNames{
    "none",        "refused",   "cut after",    "reset within",    "drip",     "slow",      "early 500",
    "late 500",    "502 page",  "503",          "504 page",        "429",      "truncated", "wrong JSON",
    "portal page", "slow list", "lagging list", "repeated cursor", "no cursor"};

} // namespace

const char *nameOf(Fault fault)
{
    return kNames.at(static_cast<std::size_t>(fault));
}

bool isOfLists(Fault fault)
{
    return fault == SlowList || fault == LaggingList || fault == RepeatedCursor || fault == NoCursor;
}

std::chrono::milliseconds Weather::change()
{
    m_kind = m_random.chance(30) ? Kind::Calm
                                 : static_cast<Kind>(1 + m_random.below(static_cast<int>(Kind::Count) - 1));
    // Now and then nothing works at all.
    m_percent = m_random.chance(15) ? 100 : 10 + m_random.below(70);
    return std::chrono::seconds{15 + m_random.below(150)};
}

Fault Weather::faultFor(bool isList)
{
    static const std::vector<Fault> kLines{Refused, CutAfter, ResetWithin, Drip};
    static const std::vector<Fault> kSlow{Slow, Slow, Slow, Gateway504};
    static const std::vector<Fault> kStorm{Early500, Late500, Gateway502, Unavailable503, Gateway504};
    static const std::vector<Fault> kLimit{Limit429};
    static const std::vector<Fault> kGarbage{Truncated, WrongJson, Portal};
    static const std::vector<Fault> kLists{SlowList,    SlowList,    SlowList,       LaggingList,
                                           LaggingList, LaggingList, RepeatedCursor, NoCursor};
    static const std::vector<Fault> kAll{Refused,     CutAfter,    ResetWithin,   Drip,       Slow,
                                         Slow,        Early500,    Late500,       Gateway502, Unavailable503,
                                         Gateway504,  Limit429,    Truncated,     WrongJson,  Portal,
                                         LaggingList, LaggingList, RepeatedCursor};
    static const std::array<const std::vector<Fault> *, static_cast<std::size_t>(Kind::Count)> kFaultsOf{
        nullptr, &kLines, &kSlow, &kStorm, &kLimit, &kGarbage, &kLists, &kAll};

    const std::vector<Fault> *faults = kFaultsOf.at(static_cast<std::size_t>(m_kind));
    if (!faults || !m_random.chance(m_percent))
        return None;
    const Fault fault = m_random.pick(*faults);
    if (isOfLists(fault) && !isList)
        return None;
    ++m_counts.at(static_cast<std::size_t>(fault));
    return fault;
}

} // namespace sandglass::chaos
