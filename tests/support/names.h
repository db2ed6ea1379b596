// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "store/creationmark.h"
#include "store/pendingop.h"

#include <QString>

namespace sandglass::test {

/// The enumerator's name, for logs of tests.
QString nameOf(ApiErrorKind kind);
QString nameOf(PendingOp::Phase phase);
QString nameOf(CreationMark::Phase phase);

} // namespace sandglass::test
