// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QByteArrayView>
#include <QLatin1StringView>
#include <QStringView>

#include <optional>

namespace sandglass {

/// Reads a moment as HopX may write it (contract 2.2): RFC 3339 with `T`, `t` or a space, 0 to 9 fraction
/// digits (cut to milliseconds), `Z`, `z`, `±hh:mm`, `±hhmm`, `±hh` or no offset, which means UTC. Empty text
/// and Go's zero time are Absent; anything else that is no real moment is Unreadable, never Absent.
ReportedTime parseTimestamp(QStringView text);
ReportedTime parseTimestamp(QLatin1StringView text);

/// The date of an HTTP header, in the one form servers send today: "Sun, 06 Nov 1994 08:49:37 GMT".
std::optional<UtcTime> parseHttpDate(QByteArrayView text);

} // namespace sandglass
