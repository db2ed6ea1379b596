// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/command.h"

#include "store/actionrules.h"
#include "store/sandboxstore.h"
#include "widgets/menuentries.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// Field by field, so that looking through a hundred thousand sandboxes builds no text.
bool answers(const Sandbox &sandbox, const QString &status, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return sandbox.id.contains(word, Qt::CaseInsensitive) ||
               sandbox.templateName.contains(word, Qt::CaseInsensitive) ||
               sandbox.region.contains(word, Qt::CaseInsensitive) ||
               status.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace

QString Command::help() const
{
    if (!sandboxId.isEmpty())
        return QCoreApplication::translate("CommandPalette", "Select %1 in the table.").arg(sandboxId);
    return action ? action->statusTip() : QString();
}

QString Command::shortcut() const
{
    return action ? action->shortcut().toString(QKeySequence::NativeText) : QString();
}

QVector<Command> actionCommands(const QMenuBar &menus)
{
    QVector<Command> commands;
    for (const MenuEntry &entry : menuEntries(menus))
        commands.append({plainTextOf(*entry.action), entry.path.join(u" › "_s), entry.action, {}});
    return commands;
}

QVector<Command> sandboxCommands(const SandboxStore &store, const QStringList &words, int most)
{
    QVector<Command> first;
    QVector<Command> others;
    if (words.isEmpty())
        return first;
    std::array<QString, kAllStatuses.size()> names;
    for (const SandboxStatus status : kAllStatuses)
        names.at(static_cast<std::size_t>(status)) = nameOfStatus(status);
    for (int i = 0; i < store.size() && first.size() < most; ++i) {
        const Sandbox &sandbox = store.at(i).sandbox;
        const QString status = sandbox.status == SandboxStatus::Unknown
                                   ? nameOfStatus(sandbox.status, sandbox.statusWord)
                                   : names.at(static_cast<std::size_t>(sandbox.status));
        if (!answers(sandbox, status, words))
            continue;
        const bool begins = sandbox.id.startsWith(words.constFirst(), Qt::CaseInsensitive);
        QVector<Command> &list = begins ? first : others;
        if (list.size() >= most)
            continue;
        QStringList detail{status, sandbox.templateName, sandbox.region};
        detail.removeAll(QString());
        list.append({sandbox.id, detail.join(u" · "_s), {}, sandbox.id, sandbox.status});
    }
    return (first + others).mid(0, most);
}

} // namespace sandglass
