// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apikey.h"

#include <QString>

namespace sandglass {

/// What the environment says about the connection. The key is taken out of the environment when it is read,
/// so that no child process inherits it.
struct Environment
{
    ApiKey key;
    QString baseUrl;

    static Environment take();
};

/// The key in this variable, empty when there is none. Neither a child process nor anybody who looks at what
/// this one was started with finds it there afterwards.
ApiKey takeKeyFromEnvironment(const char *variable);

} // namespace sandglass
