// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sandboxnumbers.h"

namespace sandglass {

void SandboxNumbers::beginList()
{
    m_before.swap(m_order);
    m_order.clear();
    m_next = 0;
}

bool SandboxNumbers::isNext(const SandboxRef &sandbox) const
{
    if (m_next >= m_before.size())
        return false;
    const SandboxRef &expected = at(m_before[m_next]);
    return expected.isSame(sandbox) || expected->id == sandbox->id;
}

int SandboxNumbers::numberOf(const SandboxRef &sandbox)
{
    int number = -1;
    if (isNext(sandbox)) {
        number = m_before[m_next++];
    } else {
        const qsizetype knownBefore = size();
        int &entry = m_byId[sandbox->id]; // looked up once, also where it is new
        if (size() > knownBefore)
            entry = newNumber(sandbox);
        else
            m_next = known(entry).place + 1; // those behind it mostly stayed behind it
        number = entry;
    }
    Known &one = known(number);
    if (!one.sandbox.isSame(sandbox))
        one.sandbox = sandbox;
    one.place = m_order.size();
    m_order.push_back(number);
    return number;
}

int SandboxNumbers::numberOf(const QString &id)
{
    if (const int number = m_byId.value(id, -1); number >= 0)
        return number;
    Sandbox nothingElse;
    nothingElse.id = id;
    const int number = newNumber(nothingElse);
    m_byId.insert(id, number);
    return number;
}

int SandboxNumbers::newNumber(const SandboxRef &sandbox)
{
    int number = bound();
    if (m_free.empty()) {
        m_known.emplace_back();
    } else {
        number = m_free.back();
        m_free.pop_back();
    }
    known(number) = {sandbox, m_before.size()};
    return number;
}

void SandboxNumbers::remove(int number)
{
    m_byId.remove(at(number)->id);
    known(number) = {};
    m_free.push_back(number);
}

} // namespace sandglass
