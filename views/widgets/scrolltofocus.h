// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QScrollArea;

namespace sandglass {

/// Whatever in @p area gets the focus by a key is scrolled into view. By itself a scroll area does so only
/// where Tab comes from one of its own widgets, not from beside it.
void scrollToFocus(QScrollArea &area);

} // namespace sandglass
