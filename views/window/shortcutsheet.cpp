// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shortcutsheet.h"

#include <QAction>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action.shortcuts())
        keys << sequence.toString(QKeySequence::NativeText);
    keys.removeDuplicates();
    return keys.join(ShortcutSheet::tr(" or "));
}

void addLine(QGridLayout &grid, const QString &what, const QString &keys)
{
    const int row = grid.rowCount();
    QWidget *parent = grid.parentWidget();
    auto *name = new QLabel(what, parent);
    auto *key = new QLabel(keys, parent);
    key->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    key->setAccessibleName(QString(what % ": "_L1 % keys));
    grid.addWidget(name, row, 0);
    grid.addWidget(key, row, 1);
}

} // namespace

ShortcutSheet::ShortcutSheet(const QList<QAction *> &actions, QWidget *parent) : QDialog(parent)
{
    setObjectName("shortcutSheet"_L1);
    setWindowTitle(tr("Keyboard Shortcuts"));
    auto *table = new QWidget(this);
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(40);
    grid->setVerticalSpacing(8);
    for (const QAction *action : actions) {
        const QString keys = keysOf(*action);
        if (!keys.isEmpty())
            addLine(*grid, action->text().remove(u'&').remove(u'…'), keys);
    }
    grid->setRowMinimumHeight(grid->rowCount(), 8);
    addLine(*grid, tr("Move in the table"), tr("Arrow keys, Page Up, Page Down"));
    addLine(*grid, tr("Select several"), tr("Shift or Ctrl with the above"));
    addLine(*grid, tr("Menu of the selection"), tr("Menu key or Shift+F10"));
    addLine(*grid, tr("Out of the filter, out of a dialog"), tr("Esc"));

    auto *close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(24);
    layout->addWidget(table);
    layout->addWidget(close, 0, Qt::AlignRight);
    layout->setSizeConstraint(QLayout::SetFixedSize);
}

} // namespace sandglass
