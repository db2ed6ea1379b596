// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/creationwish.h"
#include "store/errorreport.h"

namespace sandglass {

/// The report on a wish that failed, or whose environment did; it has an error. @p title is what people call
/// the template. Retry is marked as safe where the wish allows it and it may help.
ErrorReport creationReport(const CreationWish &wish, const QString &title, const QUrl &server);

/// Where the cause can be removed: the account's pages for what credit or the plan forbids. Empty otherwise.
QUrl pageAgainst(const ApiError &error);

} // namespace sandglass
