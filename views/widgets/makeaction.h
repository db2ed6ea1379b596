// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

class QAction;
class QObject;

namespace sandglass {

/// What a person sees of an action.
struct ActionLook
{
    QString name; ///< the object's name becomes "action.NAME"
    QString text;
    QString icon = {}; ///< for themedIcon(); empty for none
    QList<QKeySequence> shortcuts = {};
    QString hint = {}; ///< one sentence: status line, tooltip, screen reader
};

/// A shortcut that is held down acts once.
[[nodiscard]] QAction *makeAction(QObject *parent, const ActionLook &look);

/// "Refresh  (F5)"
[[nodiscard]] QString withShortcut(const QString &title, const QAction &action);

} // namespace sandglass
