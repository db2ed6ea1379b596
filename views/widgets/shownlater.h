// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

namespace sandglass {

/// Where the window that @p dialog belongs to was sent away, a dialog that comes unasked would stand on the
/// screen alone. Then this calls @p show when the window is back, unless the dialog is gone or visible by
/// then, and returns true. Otherwise it does nothing and returns false.
bool showWithWindow(QWidget &dialog, std::function<void()> show);

} // namespace sandglass
