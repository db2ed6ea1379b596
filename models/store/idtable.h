// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/idhash.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace sandglass {

/// What is known by ids, of which it keeps the hashes alone: to add, to take away and to make room looks at
/// one place in memory each and at no text, where QHash looks at the ids of the neighbours too. The ids are
/// its owner's. A value.
template<typename Value>
class IdTable
{
public:
    [[nodiscard]] qsizetype size() const { return m_size; }

    /// What was added for the id of this hash for which @p isIt says so; nullptr if there is none.
    template<typename IsIt>
    [[nodiscard]] const Value *find(IdHash hash, IsIt isIt) const
    {
        if (m_size == 0)
            return nullptr;
        for (std::size_t at = home(hash); m_slots[at].hash != 0; at = next(at)) {
            if (m_slots[at].hash == hash && isIt(m_slots[at].value))
                return &m_slots[at].value;
        }
        return nullptr;
    }

    /// Its id must not be here.
    void insert(IdHash hash, Value value)
    {
        Q_ASSERT(hash != 0);
        // A third stays free, so that what is looked for is found near its home.
        if (m_slots.empty() || static_cast<std::size_t>(m_size + 1) * 3 > m_slots.size() * 2)
            grow();
        put({hash, std::move(value)});
        ++m_size;
    }

    /// What is not here does no harm.
    void remove(IdHash hash, const Value &value)
    {
        Q_ASSERT(hash != 0);
        if (m_size == 0)
            return;
        std::size_t gap = home(hash);
        for (; m_slots[gap].hash != hash || m_slots[gap].value != value; gap = next(gap)) {
            if (m_slots[gap].hash == 0)
                return;
        }
        // Those behind come nearer to their homes, but not beyond them.
        for (std::size_t at = next(gap); m_slots[at].hash != 0; at = next(at)) {
            if (distance(home(m_slots[at].hash), at) < distance(gap, at))
                continue;
            m_slots[gap] = std::move(m_slots[at]);
            gap = at;
        }
        m_slots[gap] = {};
        --m_size;
    }

    /// Asks the processor for where @p hash is looked for, without waiting for it.
    void prefetch(IdHash hash) const
    {
        if (!m_slots.empty())
            __builtin_prefetch(&m_slots[home(hash)], 1);
    }

private:
    struct Slot
    {
        IdHash hash = 0; ///< 0: nothing is here
        Value value{};
    };

    [[nodiscard]] std::size_t home(IdHash hash) const { return hash & (m_slots.size() - 1); }
    [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & (m_slots.size() - 1); }
    [[nodiscard]] std::size_t distance(std::size_t from, std::size_t to) const
    {
        return (to - from) & (m_slots.size() - 1);
    }

    void put(Slot slot)
    {
        std::size_t at = home(slot.hash);
        while (m_slots[at].hash != 0)
            at = next(at);
        m_slots[at] = std::move(slot);
    }

    void grow()
    {
        constexpr std::size_t kLeast = 16;
        std::vector<Slot> before(std::max(kLeast, m_slots.size() * 2));
        before.swap(m_slots);
        for (Slot &slot : before) {
            if (slot.hash != 0)
                put(std::move(slot));
        }
    }

    std::vector<Slot> m_slots; ///< a power of two
    qsizetype m_size = 0;
};

} // namespace sandglass
