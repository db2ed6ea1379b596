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

int SandboxNumbers::find(const QString &id, IdHash idHash) const
{
    const int *number = m_byId.find(idHash, [&](int known) { return at(known)->id == id; });
    return number ? *number : -1;
}

int SandboxNumbers::numberOf(const SandboxRef &sandbox)
{
    int number = -1;
    if (isNext(sandbox)) {
        number = m_before[m_next++];
    } else {
        const IdHash idHash = hashOf(sandbox->id);
        number = find(sandbox->id, idHash);
        if (number < 0)
            number = newNumber(sandbox, idHash);
        else
            m_next = known(number).place + 1; // those behind it mostly stayed behind it
    }
    Known &one = known(number);
    if (!one.sandbox.isSame(sandbox))
        one.sandbox = sandbox;
    one.place = static_cast<quint32>(m_order.size());
    m_order.push_back(number);
    return number;
}

int SandboxNumbers::numberOf(const QString &id)
{
    const IdHash idHash = hashOf(id);
    if (const int number = find(id, idHash); number >= 0)
        return number;
    Sandbox nothingElse;
    nothingElse.id = id;
    return newNumber(nothingElse, idHash);
}

int SandboxNumbers::newNumber(const SandboxRef &sandbox, IdHash idHash)
{
    int number = bound();
    if (m_free.empty()) {
        m_known.emplace_back();
    } else {
        number = m_free.back();
        m_free.pop_back();
    }
    known(number) = {sandbox, idHash, static_cast<quint32>(m_before.size())};
    m_byId.insert(idHash, number);
    return number;
}

void SandboxNumbers::remove(int number)
{
    m_byId.remove(known(number).idHash, number);
    known(number) = {};
    m_free.push_back(number);
}

} // namespace sandglass
