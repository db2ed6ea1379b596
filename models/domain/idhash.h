// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStringView>

namespace sandglass {

/// What an id is looked up by. Never 0, and another one in every run of the program, so that no server can
/// choose ids that all have the same.
using IdHash = quint32;

constexpr IdHash foldedHash(std::size_t hash)
{
    const auto folded = static_cast<IdHash>(hash ^ (hash >> 31U >> 1U)); // it may have 32 bits only
    return folded == 0 ? 1 : folded;
}

inline IdHash hashOf(QStringView id)
{
    return foldedHash(qHash(id, QHashSeed::globalSeed()));
}

} // namespace sandglass
