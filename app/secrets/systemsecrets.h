// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "secrets/secretstore.h"

#include <memory>

namespace sandglass {

/// The system's store, or one that says there is none where the program was built without QtKeychain.
/// @p service is what the store files the names under.
std::unique_ptr<SecretStore> makeSystemSecrets(Clock &clock, const QString &service);

} // namespace sandglass
