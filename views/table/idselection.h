// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QItemSelection>
#include <QStringList>

namespace sandglass {

class SandboxFilterModel;

/// The ids of the selected rows in the order shown, each once.
QStringList idsOf(const QItemSelection &selection, const SandboxFilterModel &model);

/// Whole rows for these ids, neighbours as one range; ids that are not shown are left out.
QItemSelection selectionOf(const QStringList &ids, const SandboxFilterModel &model);

} // namespace sandglass
