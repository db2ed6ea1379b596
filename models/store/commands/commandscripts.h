// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/commands/commandtext.h"

namespace sandglass::commands {

/// @p command as a script with the official SDK of that language, and with the request itself where that is
/// wrong.
QString inPython(const CommandWish &command, const QUrl &server);
QString inJavaScript(const CommandWish &command, const QUrl &server);

} // namespace sandglass::commands
