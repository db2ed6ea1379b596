// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStringView>

namespace sandglass {

/// What an id is looked up by. Never 0, and another one in every run of the program, so that no server can
/// choose ids that all have the same.
using IdHash = quint32;

inline IdHash hashOf(QStringView id)
{
    const std::size_t hash = qHash(id, QHashSeed::globalSeed());
    const auto folded = static_cast<IdHash>(hash ^ (hash >> 31U >> 1U)); // may be all of it
    return folded == 0 ? 1 : folded;
}

} // namespace sandglass
