// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandbox.h"

#include <QJsonObject>
#include <QString>

namespace sandglass {

/// "2026-01-02T03:04:05Z"; with milliseconds where there are any.
QString isoText(UtcTime moment);

/// A sandbox for programs to read: always the same keys, null for what the server did not report. `expiry`
/// tells apart what a null `expires_at` may mean: "never", "not_reported" or "unreadable"; else it is "at".
/// There is no secret in it, for there is none in a Sandbox.
QJsonObject sandboxJson(const Sandbox &sandbox);

} // namespace sandglass
