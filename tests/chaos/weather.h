// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/randomdata.h"

#include <array>

namespace sandglass::chaos {

/// What can happen to one request.
enum class Fault : quint8
{
    None,
    Refused,        ///< no connection: nothing was sent
    CutAfter,       ///< carried out, but the connection breaks before the answer
    ResetWithin,    ///< carried out, and the answer breaks off
    Drip,           ///< carried out, but the answer never ends
    Slow,           ///< carried out; the answer takes seconds and is overtaken by later ones
    Early500,       ///< not carried out
    Late500,        ///< carried out all the same
    Gateway502,     ///< a page; carried out all the same
    Unavailable503, ///< not carried out
    Gateway504,     ///< a page, after a long time; carried out all the same
    Limit429,       ///< not carried out; with one of the hints how long to wait, or none
    Truncated,      ///< carried out; the JSON breaks off
    WrongJson,      ///< carried out; well-formed, but something else
    Portal,         ///< 200 and a page: whoever sells the network answered
    SlowList,       ///< a list that was asked for long before it comes; reads of single rows overtake it
    LaggingList,    ///< a list as it was some seconds ago
    RepeatedCursor, ///< a list that says there is more, and leads back to where it began
    NoCursor,       ///< a list that says there is more, and not how to get it
    Count
};

constexpr std::size_t kFaults = static_cast<std::size_t>(Fault::Count);
const char *nameOf(Fault fault);
/// Only what reads the list can be spoiled like this.
bool isOfLists(Fault fault);

/// Spells of one kind of trouble, calm ones between.
class Weather
{
public:
    explicit Weather(quint32 seed) : m_random(seed) {}

    /// Another spell; returns how long it lasts.
    std::chrono::milliseconds change();
    /// From now on nothing goes wrong.
    void clear() { m_kind = Kind::Calm; }
    [[nodiscard]] bool isCalm() const { return m_kind == Kind::Calm; }

    Fault faultFor(bool isList);
    [[nodiscard]] const std::array<int, kFaults> &counts() const { return m_counts; }
    test::Random &random() { return m_random; }

private:
    enum class Kind : quint8
    {
        Calm,
        Lines, ///< connections break
        Slow,
        Storm5xx,
        Storm429,
        Garbage, ///< answers that say something else
        Lists,   ///< lists that lag or do not end
        Mixed,
        Count
    };

    Kind m_kind = Kind::Calm;
    int m_percent = 0;
    test::Random m_random;
    std::array<int, kFaults> m_counts{};
};

} // namespace sandglass::chaos
