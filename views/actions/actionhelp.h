// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/actionrules.h"

#include <QString>

namespace sandglass {

/// What a person is told about an action on the present selection, the same words for the mouse, the keyboard
/// and the screen reader.
struct ActionHelp
{
    bool enabled = false;
    QString title; ///< "Pause 3 of 5 sandboxes"
    QString text;  ///< the consequence; or why it cannot be done and what can
    QString badge; ///< how many of several it acts on; empty for one

    /// All of it as one line.
    [[nodiscard]] QString line() const;
    /// What the button's own name does not say.
    [[nodiscard]] QString description() const;
    bool operator==(const ActionHelp &) const = default;
};

/// What the action does to so many, for tooltips.
QString consequenceFor(LifecycleAction action, qsizetype count);

ActionHelp helpFor(LifecycleAction action, const TallyVerdict &verdict);

} // namespace sandglass
