// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/actionqueue.h"

namespace sandglass {

void ActionQueue::remove(quint64 number)
{
    for (auto &lane : m_lanes)
        lane.erase(number);
}

std::optional<ActionQueue::Entry> ActionQueue::first(Lane lane) const
{
    const auto &entries = m_lanes.at(indexOf(lane));
    if (entries.empty())
        return std::nullopt;
    return Entry{entries.begin()->first, entries.begin()->second};
}

std::vector<ActionQueue::Entry> ActionQueue::entries() const
{
    std::vector<Entry> all;
    all.reserve(size());
    for (const auto &lane : m_lanes) {
        for (const auto &[number, id] : lane)
            all.push_back({number, id});
    }
    return all;
}

} // namespace sandglass
