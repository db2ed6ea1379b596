// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionicon.h"

namespace sandglass {

using namespace Qt::StringLiterals;

QString iconNameOf(LifecycleAction action)
{
    switch (action) {
    case LifecycleAction::Start:
        return u"play"_s;
    case LifecycleAction::Stop:
        return u"square"_s;
    case LifecycleAction::Pause:
        return u"pause"_s;
    case LifecycleAction::Resume:
        return u"step-forward"_s;
    case LifecycleAction::Delete:
        return u"trash-2"_s;
    case LifecycleAction::Extend:
        return u"clock"_s;
    }
    return {};
}

} // namespace sandglass
