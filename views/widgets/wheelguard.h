// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace sandglass {

/// For a form that is scrolled: the wheel scrolls it and changes none of its fields in passing. Only what has
/// the focus by a click or a key takes it. Counts for what is in @p form now.
void guardFromWheel(QWidget &form);

} // namespace sandglass
