// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/actionlist.h"

#include "actions/actionbutton.h"
#include "actions/actionset.h"
#include "widgets/plainlabel.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kListed{LifecycleAction::Start, LifecycleAction::Pause, LifecycleAction::Resume,
                             LifecycleAction::Stop, LifecycleAction::Delete};

QLabel *makeHint(QWidget *parent)
{
    QLabel *hint = makeNote({}, parent);
    hint->setMinimumWidth(60);
    return hint;
}

} // namespace

ActionList::ActionList(ActionSet &actions, QWidget *parent)
    : QWidget(parent), m_actions(actions), m_common(makeHint(this))
{
    m_common->setObjectName("action.text"_L1);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_common, 0, 0, 1, 2);
    int line = 1;
    for (const LifecycleAction action : kListed) {
        auto *button = new ActionButton(actions, action, this);
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        QLabel *text = makeHint(this);
        text->setObjectName("action.text."_L1 + wordOfAction(action));
        grid->addWidget(button, line, 0, Qt::AlignTop);
        grid->addWidget(text, line, 1, Qt::AlignVCenter);
        m_texts.at(static_cast<std::size_t>(action)) = text;
        ++line;
    }
    showTexts();
    connect(&actions, &ActionSet::helpChanged, this, &ActionList::showTexts);
}

void ActionList::showTexts()
{
    const ActionHelp &first = m_actions.help(kListed.front());
    const bool sameForAll =
        std::all_of(kListed.begin(), kListed.end(), [this, &first](LifecycleAction action) {
            const ActionHelp &help = m_actions.help(action);
            return !help.enabled && help.text == first.text;
        });
    setShownText(m_common, sameForAll ? first.text : QString());
    for (const LifecycleAction action : kListed) {
        const ActionHelp &help = m_actions.help(action);
        // With a part of several, the number belongs to the words.
        const QString text = help.badge.isEmpty() ? help.text : help.line();
        setShownText(m_texts.at(static_cast<std::size_t>(action)), sameForAll ? QString() : text);
    }
}

} // namespace sandglass
