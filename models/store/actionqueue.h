// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace sandglass {

/// What was asked for and waits to be sent, first come first, in two lanes: a click on one or two sandboxes
/// does not wait behind two hundred. A value.
class ActionQueue
{
public:
    enum class Lane : quint8
    {
        Click,
        Bulk
    };
    /// From so many sandboxes on, one request is a bulk.
    static constexpr qsizetype kBulk = 3;

    struct Entry
    {
        quint64 number = 0; ///< of the operation; numbers only grow
        QString id;
        bool operator==(const Entry &) const = default;
    };

    [[nodiscard]] static Lane laneFor(qsizetype sandboxes)
    {
        return sandboxes < kBulk ? Lane::Click : Lane::Bulk;
    }

    /// At the end; or, if it was here before and was sent back by the server, at its old place.
    void add(Lane lane, const Entry &entry)
    {
        m_lanes.at(indexOf(lane)).insert_or_assign(entry.number, entry.id);
    }
    void remove(quint64 number);
    [[nodiscard]] std::optional<Entry> first(Lane lane) const;
    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] std::size_t size() const { return m_lanes[0].size() + m_lanes[1].size(); }
    [[nodiscard]] std::size_t size(Lane lane) const { return m_lanes.at(indexOf(lane)).size(); }
    /// In the order in which they leave.
    [[nodiscard]] std::vector<Entry> entries() const;

private:
    static std::size_t indexOf(Lane lane) { return static_cast<std::size_t>(lane); }

    std::array<std::map<quint64, QString>, 2> m_lanes;
};

} // namespace sandglass
