// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/earlyspending.h"

#include <utility>

namespace sandglass {

void EarlySpending::beginMinute()
{
    settle();
    m_inThisMinute.reset();
    m_isSettled = !std::exchange(m_sawBeginning, true);
}

void EarlySpending::note(const Requests &spent, std::chrono::milliseconds old, bool isThrough)
{
    const bool isLate = old > kBeginning;
    // What was seen first may be seen late; it is the best there is.
    if (!m_isSettled && (!isLate || !m_inThisMinute))
        m_inThisMinute = spent;
    if (isLate || isThrough)
        settle();
}

void EarlySpending::settle()
{
    if (m_isSettled || !m_inThisMinute)
        return;
    m_isSettled = true;
    m_usual = m_isKnown ? Requests{(m_usual.ofOthers + m_inThisMinute->ofOthers) / 2,
                                   (m_usual.ownReads + m_inThisMinute->ownReads) / 2}
                        : *m_inThisMinute;
    m_isKnown = true;
}

} // namespace sandglass
