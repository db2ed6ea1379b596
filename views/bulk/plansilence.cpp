// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/plansilence.h"

#include "actions/actionconfirmation.h"
#include "settingvalue.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

bool losesNothing(LifecycleAction action)
{
    return action != LifecycleAction::Stop && action != LifecycleAction::Delete;
}

QString keyOf(LifecycleAction action, bool demo)
{
    return (demo ? u"confirm/demoPlan/"_s : u"confirm/plan/"_s) + wordOfAction(action);
}

} // namespace

bool isPlanWanted(LifecycleAction action, Settings &settings, bool demo)
{
    return losesNothing(action) ? SettingValue<bool>(settings, keyOf(action, demo), true).get()
                                : ActionConfirmation::isWanted(action, settings, demo);
}

void setPlanWanted(LifecycleAction action, Settings &settings, bool demo, bool wanted)
{
    if (losesNothing(action))
        SettingValue<bool>(settings, keyOf(action, demo), true).set(wanted);
}

QVector<LifecycleAction> actionsWithSilencablePlan()
{
    QVector<LifecycleAction> actions(kAllActions.begin(), kAllActions.end());
    actions += LifecycleAction::Extend; // which is in no such list
    actions.removeIf([](LifecycleAction action) { return !losesNothing(action); });
    return actions;
}

} // namespace sandglass
