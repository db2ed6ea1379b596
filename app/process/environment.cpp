// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/environment.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace sandglass {

Environment Environment::take()
{
    constexpr auto kKeyName = "HOPX_API_KEY";
    Environment environment;
    environment.key = takeKeyFromEnvironment(kKeyName);
    environment.baseUrl = qEnvironmentVariable("HOPX_BASE_URL");
    return environment;
}

ApiKey takeKeyFromEnvironment(const char *variable)
{
    char *value = std::getenv(variable);
    if (!value)
        return {};
    QString text = QString::fromLocal8Bit(value);
    ApiKey key = ApiKey::fromPasted(text);
    text.fill(u'\0');
    // Unsetting a variable only forgets where it stands: /proc/PID/environ would go on showing it.
    std::fill_n(value, std::strlen(value), '\0');
    qunsetenv(variable);
    return key;
}

} // namespace sandglass
