// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/plansilence.h"

#include "actions/actionconfirmation.h"
#include "settings/settingvalue.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(LifecycleAction action, bool demo)
{
    return (demo ? u"confirm/demoPlan/"_s : u"confirm/plan/"_s) + wordOfAction(action);
}

} // namespace

bool isPlanWanted(LifecycleAction action, Settings &settings, bool demo)
{
    return losesSomething(action) ? ActionConfirmation::isWanted(action, settings, demo)
                                  : SettingValue<bool>(settings, keyOf(action, demo), true).get();
}

void setPlanWanted(LifecycleAction action, Settings &settings, bool demo, bool wanted)
{
    if (!losesSomething(action))
        SettingValue<bool>(settings, keyOf(action, demo), true).set(wanted);
}

QVector<LifecycleAction> actionsWithSilencablePlan()
{
    QVector<LifecycleAction> actions(kAllActions.begin(), kAllActions.end());
    actions += LifecycleAction::Extend; // which is in no such list
    actions.removeIf(losesSomething);
    return actions;
}

} // namespace sandglass
