// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"

#include <QAction>
#include <QPointer>
#include <QString>
#include <QVector>

class QMenuBar;

namespace sandglass {

class SandboxStore;

/// One line of the command palette: an action of the menus, asked at every look whether it is possible now,
/// or a sandbox to go to.
struct Command
{
    QString text;             ///< "Pause", "1795453567pnwfafw9"
    QString detail;           ///< where in the menus; a sandbox's state, template and region
    QPointer<QAction> action; ///< null for a sandbox
    QString sandboxId;        ///< empty for an action
    SandboxStatus status = SandboxStatus::Unknown;

    [[nodiscard]] bool isPossible() const { return !sandboxId.isEmpty() || (action && action->isEnabled()); }
    /// What it does, or why it cannot; one sentence.
    [[nodiscard]] QString help() const;
    /// The keys that do the same, as the system writes them.
    [[nodiscard]] QString shortcut() const;
};

/// Everything the menus offer.
[[nodiscard]] QVector<Command> actionCommands(const QMenuBar &menus);

/// The sandboxes that answer all of @p words, those whose id begins with the first one first, @p most at the
/// most.
[[nodiscard]] QVector<Command> sandboxCommands(const SandboxStore &store, const QStringList &words, int most);

} // namespace sandglass
