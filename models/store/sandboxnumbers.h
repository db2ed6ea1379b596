// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxref.h"
#include "store/idtable.h"

#include <vector>

namespace sandglass {

/// Small numbers for the sandboxes of lists, each kept until it is removed. Lists mostly come in the order of
/// the list before, so the sandbox that came next then is looked at first: an id is looked up only where the
/// order changed. A value.
class SandboxNumbers
{
public:
    /// The sandboxes come from the first one on.
    void beginList();
    /// Of what was not known before, a new one.
    [[nodiscard]] int numberOf(const SandboxRef &sandbox);
    /// The same, of one that does not come in a list.
    [[nodiscard]] int numberOf(const QString &id);

    /// What has this number came in none of the lists from now on; the number will be another one's.
    void remove(int number);

    /// How many are known.
    [[nodiscard]] qsizetype size() const { return m_byId.size(); }
    /// All numbers are below.
    [[nodiscard]] int bound() const { return static_cast<int>(m_known.size()); }
    [[nodiscard]] bool isFree(int number) const { return known(number).sandbox.isNull(); }
    [[nodiscard]] const SandboxRef &at(int number) const { return known(number).sandbox; }

private:
    struct Known
    {
        SandboxRef sandbox; ///< as it came last
        IdHash idHash = 0;
        quint32 place = 0; ///< in the list it came in last
    };

    [[nodiscard]] Known &known(int number) { return m_known[static_cast<std::size_t>(number)]; }
    [[nodiscard]] const Known &known(int number) const { return m_known[static_cast<std::size_t>(number)]; }
    /// One that nothing has, for @p sandbox; its id is not among m_byId yet.
    [[nodiscard]] int newNumber(const SandboxRef &sandbox, IdHash idHash);
    /// -1 where it is not known.
    [[nodiscard]] int find(const QString &id, IdHash idHash) const;
    [[nodiscard]] bool isNext(const SandboxRef &sandbox) const;

    IdTable<int> m_byId;
    std::vector<Known> m_known; ///< by number
    std::vector<int> m_free;
    std::vector<int> m_order;  ///< numbers as they came in this list
    std::vector<int> m_before; ///< and in the one before it
    std::size_t m_next = 0;    ///< what is expected, in m_before
};

} // namespace sandglass
