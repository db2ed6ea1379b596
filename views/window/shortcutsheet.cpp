// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shortcutsheet.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
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

QLabel *makeLine(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText); // it may be the name of a profile or a view
    return label;
}

void addHeading(QGridLayout &grid, const QString &text)
{
    const int row = grid.rowCount();
    if (row > 1)
        grid.setRowMinimumHeight(row, 12);
    auto *heading = makeLine(text, grid.parentWidget());
    QFont font = heading->font();
    font.setBold(true);
    heading->setFont(font);
    grid.addWidget(heading, row + 1, 0, 1, 2);
}

void addLine(QGridLayout &grid, const QString &what, const QString &keys)
{
    const int row = grid.rowCount();
    QWidget *parent = grid.parentWidget();
    auto *name = makeLine(what, parent);
    auto *key = makeLine(keys, parent);
    key->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    key->setAccessibleName(QString(what % ": "_L1 % keys));
    grid.addWidget(name, row, 0);
    grid.addWidget(key, row, 1);
}

} // namespace

ShortcutSheet::ShortcutSheet(const QVector<MenuEntry> &entries, QWidget *parent) : QDialog(parent)
{
    setObjectName("shortcutSheet"_L1);
    setWindowTitle(tr("Keyboard Shortcuts"));
    auto *table = new QWidget;
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(40);
    grid->setVerticalSpacing(8);
    addEntries(*grid, entries);
    addHeading(*grid, tr("Table"));
    addLine(*grid, tr("Move"), tr("Arrow keys, Page Up, Page Down"));
    addLine(*grid, tr("Select several"), tr("Shift or Ctrl with the above"));
    addLine(*grid, tr("Menu of the selection"), tr("Menu key or Shift+F10"));
    addLine(*grid, tr("Find by typing"), tr("Letters and digits"));
    addLine(*grid, tr("Leave the filter or close a dialog"), tr("Esc"));

    auto *scroll = new QScrollArea(this);
    scroll->setWidget(table);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(table->sizeHint().width() + scroll->verticalScrollBar()->sizeHint().width() + 12);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addWidget(scroll);
    layout->addWidget(buttons);
    const int wanted = table->sizeHint().height() + 100;
    resize(sizeHint().width(),
           std::min(wanted, parent ? parent->screen()->availableSize().height() - 80 : wanted));
}

void ShortcutSheet::addEntries(QGridLayout &grid, const QVector<MenuEntry> &entries)
{
    QString menu;
    for (const MenuEntry &entry : entries) {
        const QString keys = keysOf(*entry.action);
        if (keys.isEmpty())
            continue;
        if (entry.path.constFirst() != menu) {
            menu = entry.path.constFirst();
            addHeading(grid, menu);
        }
        const QStringList below = entry.path.mid(1) + QStringList(plainTextOf(*entry.action));
        addLine(grid, below.join(u" › "_s), keys);
    }
}

} // namespace sandglass
