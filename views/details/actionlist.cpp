// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/actionlist.h"

#include "actions/actionbutton.h"
#include "actions/actionset.h"

#include <QGridLayout>
#include <QLabel>

namespace sandglass {

using namespace Qt::StringLiterals;

ActionList::ActionList(ActionSet &actions, QWidget *parent) : QWidget(parent), m_actions(actions)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const LifecycleAction action :
         {LifecycleAction::Start, LifecycleAction::Pause, LifecycleAction::Resume, LifecycleAction::Stop,
          LifecycleAction::Delete}) {
        auto *button = new ActionButton(actions, action, this);
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        auto *text = new QLabel(this);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setForegroundRole(QPalette::PlaceholderText);
        text->setObjectName("action.text."_L1 + wordOfAction(action));
        text->setMinimumWidth(60);
        grid->addWidget(button, line, 0, Qt::AlignTop);
        grid->addWidget(text, line, 1, Qt::AlignVCenter);
        m_texts.at(static_cast<std::size_t>(action)) = text;
        ++line;
        this->update(action);
    }
    connect(&actions, &ActionSet::helpChanged, this, [this](LifecycleAction action) { update(action); });
}

void ActionList::update(LifecycleAction action)
{
    QLabel *text = m_texts.at(static_cast<std::size_t>(action));
    const ActionHelp &help = m_actions.help(action);
    // With a part of several, the number belongs to the words.
    text->setText(help.badge.isEmpty() ? help.text : tr("%1: %2").arg(help.title, help.text));
    text->setAccessibleName(help.line());
}

} // namespace sandglass
