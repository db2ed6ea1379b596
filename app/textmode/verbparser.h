// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "textmode/textcommandline.h"

namespace sandglass {

/// Understands the arguments of one verb; they begin with the program's name and the verb. Needs a
/// QCoreApplication.
tl::expected<TextCommandLine, EarlyEnd> parseVerb(Verb verb, const QStringList &arguments);

} // namespace sandglass
