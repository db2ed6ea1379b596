// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace sandglass {

/// The first of @p total lines, and one that counts the rest where there is any: "and 1,200 more".
QStringList withRest(QStringList first, qsizetype total);

} // namespace sandglass
