// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"

#include <span>

namespace sandglass {

/// How the text mode ends; the numbers are those of the HopX CLI (contract 10).
enum class ExitCode : quint8
{
    Ok = 0,
    General = 1,
    Validation = 2, ///< a wrong call, or an action the state of the sandbox does not allow
    Auth = 3,
    NotFound = 4,
    Timeout = 5,
    Network = 6,
    RateLimit = 7,
    Interrupted = 130, ///< Ctrl-C
    Terminated = 143,  ///< SIGTERM, as a shell counts it
};

ExitCode exitCodeOf(ApiErrorKind kind);

/// One code for several sandboxes: what all that failed have in common, General where that is nothing.
ExitCode combined(std::span<const ExitCode> codes);

} // namespace sandglass
