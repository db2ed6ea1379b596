// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencespage.h"

#include <QVector>

#include <functional>

class QCheckBox;

namespace sandglass {

class Settings;

/// What is asked before something is done. A question that was silenced comes back here; one that is silenced
/// while this is open shows so. The settings outlive it.
class QuestionsPage final : public PreferencesPage
{
    Q_OBJECT

public:
    explicit QuestionsPage(Settings &settings);

private:
    struct Box
    {
        QCheckBox *box;
        std::function<bool()> isWanted;
    };

    void addBox(const QString &name, const QString &text, std::function<bool()> isWanted,
                std::function<void(bool)> follow);
    void addStop(const QString &name, const QString &text, bool demo);
    void addPlans(const QString &name, const QString &text, bool demo);
    void showWanted();

    Settings &m_settings;
    QVector<Box> m_boxes;
};

} // namespace sandglass
