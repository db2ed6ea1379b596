// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLineEdit;

namespace sandglass {

/// Makes @p edit look like a place to search: a glass at its beginning, and at its end a button that empties
/// it. Qt makes buttons of both and names neither: they are called @p glass and @p clear for who cannot see.
void addSearchLook(QLineEdit &edit, const QString &glass, const QString &clear);

} // namespace sandglass
