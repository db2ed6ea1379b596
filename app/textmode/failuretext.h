// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "store/errorreport.h"

#include <QJsonObject>
#include <QString>

namespace sandglass {

/// @p report as it stands on a terminal: what failed, why, what to do, and the details to quote.
QString failureText(const ErrorReport &report);

/// @p error for programs to read. Without secrets.
QJsonObject errorJson(const ApiError &error);

/// One JSON document as text.
QString jsonText(const QJsonObject &document);
/// The same in one line.
QString jsonLine(const QJsonObject &document);

} // namespace sandglass
