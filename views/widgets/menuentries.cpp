// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/menuentries.h"

#include "widgets/literaltext.h"

#include <QMenu>
#include <QMenuBar>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

void collect(const QList<QAction *> &actions, const QStringList &path, QVector<MenuEntry> &entries)
{
    for (QAction *action : actions) {
        if (!action->isVisible() || action->isSeparator())
            continue;
        if (const QMenu *menu = action->menu()) {
            collect(menu->actions(), path + QStringList(withoutMnemonic(menu->title())), entries);
        } else {
            entries.append({path, action});
        }
    }
}

} // namespace

QVector<MenuEntry> menuEntries(const QMenuBar &bar)
{
    QVector<MenuEntry> entries;
    collect(bar.actions(), {}, entries);
    return entries;
}

QString plainTextOf(const QAction &action)
{
    return withoutMnemonic(action.text()).remove(u'…');
}

} // namespace sandglass
