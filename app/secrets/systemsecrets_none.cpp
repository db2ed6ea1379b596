// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/nosecrets.h"
#include "secrets/systemsecrets.h"

namespace sandglass {

std::unique_ptr<SecretStore> makeSystemSecrets(Clock & /*clock*/, const QString & /*service*/)
{
    return std::make_unique<NoSecrets>();
}

} // namespace sandglass
