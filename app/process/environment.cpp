// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/environment.h"

namespace sandglass {

Environment Environment::take()
{
    constexpr auto kKeyName = "HOPX_API_KEY";
    Environment environment;
    environment.key = ApiKey::fromPasted(qEnvironmentVariable(kKeyName));
    environment.baseUrl = qEnvironmentVariable("HOPX_BASE_URL");
    qunsetenv(kKeyName);
    return environment;
}

} // namespace sandglass
