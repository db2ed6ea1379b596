// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/errorhistory.h"

#include <algorithm>

namespace sandglass {

void ErrorHistory::add(const QString &during, const ApiError &error)
{
    const auto same = std::find_if(m_errors.cbegin(), m_errors.cend(), [&](const NotedError &before) {
        return before.during == during && before.error.kind == error.kind &&
               before.error.httpStatus == error.httpStatus && before.error.serverCode == error.serverCode &&
               before.error.path == error.path && before.error.transportText == error.transportText;
    });
    NotedError noted{during, error};
    if (same != m_errors.cend()) {
        noted.times = same->times + 1;
        m_errors.erase(same);
    } else if (m_errors.size() >= kMost) {
        m_errors.removeFirst();
    }
    m_errors.append(std::move(noted));
}

} // namespace sandglass
