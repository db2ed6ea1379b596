// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencespage.h"

#include <functional>

namespace sandglass {

class Settings;

/// What is asked before something is done. A question that was silenced comes back here. The settings outlive
/// it.
class QuestionsPage final : public PreferencesPage
{
    Q_OBJECT

public:
    explicit QuestionsPage(Settings &settings);

private:
    void addBox(const QString &name, const QString &text, bool checked, std::function<void(bool)> follow);
    void addStop(const QString &name, const QString &text, bool demo);
    void addPlans(const QString &name, const QString &text, bool demo);

    Settings &m_settings;
};

} // namespace sandglass
