// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencespage.h"

namespace sandglass {

class PreferencesDesk;

/// How servers are reached and whom to trust on the way. The desk outlives it.
class NetworkPage final : public PreferencesPage
{
    Q_OBJECT

public:
    explicit NetworkPage(PreferencesDesk &desk);
};

} // namespace sandglass
