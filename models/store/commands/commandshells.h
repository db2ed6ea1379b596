// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/commands/commandtext.h"

namespace sandglass::commands {

/// @p command as lines for a shell: with curl, with the official command line tool, with our own text mode.
QString inCurl(const CommandWish &command, const QUrl &server);
QString inHopxCli(const CommandWish &command, const QUrl &server);
QString inSandglass(const CommandWish &command, const QUrl &server);

} // namespace sandglass::commands
