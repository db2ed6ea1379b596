// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/columnactions.h"

#include "table/sandboxtable.h"
#include "widgets/makeaction.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStep = 16; // pixels

} // namespace

ColumnActions::ColumnActions(SandboxTable &table, QObject *parent) : QObject(parent)
{
    const auto add = [this](const ActionLook &look, auto change) {
        QAction *action = makeAction(this, look);
        connect(action, &QAction::triggered, this, [this, change] { Q_EMIT announced(change()); });
        m_actions += action;
    };
    add({u"columnSort"_s,
         tr("&Sort by Column"),
         {},
         {Qt::ALT | Qt::SHIFT | Qt::Key_S},
         tr("By the column of the current cell; once more turns the order round")},
        [&table] { return table.sortByCurrentColumn(); });
    add({u"columnLeft"_s,
         tr("Move Column &Left"),
         {},
         {Qt::ALT | Qt::SHIFT | Qt::Key_Left},
         tr("The column of the current cell, one place to the left")},
        [&table] { return table.moveColumn(-1); });
    add({u"columnRight"_s,
         tr("Move Column &Right"),
         {},
         {Qt::ALT | Qt::SHIFT | Qt::Key_Right},
         tr("The column of the current cell, one place to the right")},
        [&table] { return table.moveColumn(1); });
    add({u"columnWider"_s,
         tr("&Widen Column"),
         {},
         {Qt::ALT | Qt::SHIFT | Qt::Key_Up},
         tr("More room for the column of the current cell")},
        [&table] { return table.resizeColumn(kStep); });
    add({u"columnNarrower"_s,
         tr("&Narrow Column"),
         {},
         {Qt::ALT | Qt::SHIFT | Qt::Key_Down},
         tr("Less room for the column of the current cell")},
        [&table] { return table.resizeColumn(-kStep); });
}

} // namespace sandglass
