// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listmemory.h"

#include <utility>

namespace sandglass {

void ListMemory::beginList()
{
    m_before = std::exchange(m_now, {});
    m_placeOf.clear();
    m_next = {};
}

const QVector<SandboxRef> *ListMemory::page(const std::vector<quint64> &prints)
{
    if (m_next.row != 0 || m_next.page >= m_before.size() || m_before[m_next.page].prints != prints)
        return nullptr;
    return &m_before[m_next.page++].sandboxes;
}

const SandboxRef *ListMemory::find(quint64 print)
{
    if (const SandboxRef *expected = takeNext(print))
        return expected;
    if (m_placeOf.isEmpty()) {
        for (std::size_t page = 0; page < m_before.size(); ++page) {
            for (std::size_t row = 0; row < m_before[page].prints.size(); ++row)
                m_placeOf.insert(m_before[page].prints[row], {page, row});
        }
    }
    const auto place = m_placeOf.constFind(print);
    if (place == m_placeOf.constEnd())
        return nullptr;
    m_next = *place;
    return takeNext(print);
}

void ListMemory::remember(std::vector<quint64> prints, const QVector<SandboxRef> &sandboxes)
{
    m_now.push_back({std::move(prints), sandboxes});
}

const SandboxRef *ListMemory::takeNext(quint64 print)
{
    if (m_next.page >= m_before.size())
        return nullptr;
    const Page &page = m_before[m_next.page];
    if (page.prints[m_next.row] != print)
        return nullptr;
    const SandboxRef *found = &page.sandboxes.at(static_cast<qsizetype>(m_next.row));
    if (++m_next.row == page.prints.size())
        m_next = {m_next.page + 1, 0};
    return found;
}

} // namespace sandglass
