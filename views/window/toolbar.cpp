// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/toolbar.h"

#include "actions/actionbutton.h"
#include "actions/actionset.h"
#include "actions/extendactions.h"
#include "theme/icons.h"
#include "theme/statuscolors.h"
#include "widgets/literaltext.h"
#include "widgets/plaintooltip.h"
#include "widgets/toolbutton.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace sandglass {

using namespace Qt::StringLiterals;

ToolBar::ToolBar(ActionSet &actions, QWidget *parent) : QWidget(parent)
{
    setObjectName("toolBar"_L1);
    setAccessibleName(tr("Toolbar"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    auto *create = new ToolButton(this);
    create->setObjectName("toolBar.create"_L1);
    create->setDefaultAction(actions.create());
    create->setAccessibleName(withoutMnemonic(actions.create()->text()));
    const auto describe = [create, action = actions.create()] {
        create->setAccessibleDescription(action->statusTip());
    };
    connect(actions.create(), &QAction::changed, create, describe);
    describe();
    layout->addWidget(create);
    m_worded += create;
    layout->addSpacing(16);
    for (const LifecycleAction action :
         {LifecycleAction::Start, LifecycleAction::Pause, LifecycleAction::Resume, LifecycleAction::Stop,
          LifecycleAction::Delete}) {
        auto *button = new ActionButton(actions, action, this);
        // Those that lose something must not be hit in passing, nor one for the other.
        if (action == LifecycleAction::Stop)
            layout->addSpacing(16);
        if (action == LifecycleAction::Delete)
            layout->addSpacing(40);
        layout->addWidget(button);
        m_worded += button;
        m_buttons.at(static_cast<std::size_t>(action)) = button;
        if (action == LifecycleAction::Resume) {
            m_worded += makeExtendButton(actions);
            layout->addWidget(m_worded.constLast());
        }
    }
    layout->addStretch(1);

    for (QAction *action : {actions.refresh(), actions.details()}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAccessibleName(withoutMnemonic(action->text()));
        button->setAccessibleDescription(action->statusTip());
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setIconSize({16, 16});
        button->setFixedSize(32, 32);
        layout->addWidget(button);
        m_last = button;
    }
}

ToolButton *ToolBar::makeExtendButton(const ActionSet &actions)
{
    // It opens a menu and changes nothing by itself, so it is never disabled; the entries say why not.
    auto *button = new ToolButton(this);
    QMenu *menu = actions.extend().makeMenu(button);
    button->setObjectName("button.extend"_L1);
    button->setText(nameOfAction(LifecycleAction::Extend));
    button->setAccessibleName(button->text());
    button->setStatusTip(menu->menuAction()->statusTip());
    explain(*button, menu->menuAction()->statusTip());
    button->setIcon(themedIcon(u"clock-plus"_s));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    return button;
}

ActionButton *ToolBar::button(LifecycleAction action) const
{
    return m_buttons.at(static_cast<std::size_t>(action));
}

void ToolBar::addTrailing(QWidget *widget)
{
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->addSpacing(8);
    row->addWidget(widget, 0, Qt::AlignVCenter);
    // What joins a window later would come last of all.
    setTabOrder(m_last, widget);
    m_last = widget;
}

bool ToolBar::event(QEvent *event)
{
    // What stands beside the buttons may need another width than before.
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        fit();
    return QWidget::event(event);
}

void ToolBar::fit()
{
    int needed = layout()->sizeHint().width();
    for (const ToolButton *button : std::as_const(m_worded))
        needed += button->fullWidth() - button->sizeHint().width();
    const bool compact = needed > width();
    for (ToolButton *button : std::as_const(m_worded))
        button->setCompact(compact);
}

void ToolBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), semanticColor(SemanticColor::Separator, palette()));
}

} // namespace sandglass
