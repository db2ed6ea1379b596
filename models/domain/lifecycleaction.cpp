// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/lifecycleaction.h"

namespace sandglass {

using namespace Qt::StringLiterals;

QString wordOfAction(LifecycleAction action)
{
    switch (action) {
    case LifecycleAction::Start:
        return u"start"_s;
    case LifecycleAction::Stop:
        return u"stop"_s;
    case LifecycleAction::Pause:
        return u"pause"_s;
    case LifecycleAction::Resume:
        return u"resume"_s;
    case LifecycleAction::Delete:
        return u"delete"_s;
    case LifecycleAction::Extend:
        return u"extend"_s;
    }
    return {};
}

} // namespace sandglass
