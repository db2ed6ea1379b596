// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"

#include <QLatin1StringView>

#include <array>

namespace sandglass {

/// The service's own server, where no other is named (contract 1).
inline constexpr QLatin1StringView kOfficialServer("https://api.hopx.dev");

/// Where people make keys and pay.
inline constexpr QLatin1StringView kConsole("https://console.hopx.dev");

/// The states the service can be asked to list alone (contract 4.2).
inline constexpr std::array kListedAlone{SandboxStatus::Running, SandboxStatus::Paused,
                                         SandboxStatus::Stopped, SandboxStatus::Creating};

} // namespace sandglass
