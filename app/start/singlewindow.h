// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apikey.h"
#include "process/environment.h"
#include "process/runninginstances.h"
#include "start/commandline.h"

#include <QLockFile>

#include <chrono>
#include <memory>
#include <optional>

namespace sandglass {

/// What this start asks a window that is open already, or nullopt where it asks for a window of its own: for
/// the demo, a picture, or plainly for another window. A start that names a server or has a key in its
/// environment is only content with a window that shows just that; any other start with whatever is open.
std::optional<RaiseWish> wishOf(const CommandLine &commandLine, const Environment &environment);

/// The fingerprint of a connection, however its address is written.
QByteArray fingerprintOf(const QString &address, const ApiKey &key);

/// One start at a time asks for a window or opens one, so that two at once do not open two. Held until the
/// window answers others; null when it does not get free in time, which must keep nobody from starting.
std::unique_ptr<QLockFile> waitForTurn(const QString &folder,
                                       std::chrono::milliseconds patience = std::chrono::seconds(5));

} // namespace sandglass
