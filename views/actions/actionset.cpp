// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionset.h"

#include "actions/actionicon.h"
#include "actions/extendactions.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"
#include "widgets/makeaction.h"
#include "widgets/plaintooltip.h"

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// From so many on the actions follow once in a while.
constexpr qsizetype kMany = 1'000;
constexpr auto kManyWait = 300ms;

// No letters alone: typing in the table filters. Stop is far from the keys of the others; Delete may be the
// key everybody expects, for it asks and can be undone.
struct LifecycleLook
{
    QString text;
    QKeyCombination key;
};

LifecycleLook lookOf(LifecycleAction action)
{
    switch (action) {
    case LifecycleAction::Start:
        return {ActionSet::tr("&Start"), Qt::CTRL | Qt::SHIFT | Qt::Key_S};
    case LifecycleAction::Stop:
        return {ActionSet::tr("S&top"), Qt::CTRL | Qt::SHIFT | Qt::Key_K};
    case LifecycleAction::Pause:
        return {ActionSet::tr("&Pause"), Qt::CTRL | Qt::SHIFT | Qt::Key_P};
    case LifecycleAction::Resume:
        return {ActionSet::tr("&Resume"), Qt::CTRL | Qt::SHIFT | Qt::Key_R};
    case LifecycleAction::Delete:
        return {ActionSet::tr("&Delete"), Qt::Key_Delete};
    case LifecycleAction::Extend:
        break; // needs how long: ExtendActions
    }
    Q_UNREACHABLE();
}

std::size_t indexOf(LifecycleAction action)
{
    return static_cast<std::size_t>(action);
}

} // namespace

ActionSet::ActionSet(LifecycleController &controller, SandboxStore &store, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_store(store)
    , m_clock(clock)
    , m_extend(new ExtendActions(controller, store, this))
    , m_create(makeAction(this, {u"create"_s, tr("&New Sandbox…"), u"plus"_s, {QKeySequence::New}}))
    , m_createLike(makeAction(this, {u"createLike"_s,
                                     tr("Create Another &Like This…"),
                                     u"copy-plus"_s,
                                     {Qt::CTRL | Qt::SHIFT | Qt::Key_N}}))
    , m_undoDelete(makeAction(this, {u"undoDelete"_s,
                                     tr("&Undo Delete"),
                                     {},
                                     {QKeySequence::Undo},
                                     tr("Keep the sandboxes that are about to be deleted")}))
    , m_copyId(makeAction(this, {u"copyId"_s,
                                 tr("&Copy ID"),
                                 u"copy"_s,
                                 {QKeySequence::Copy},
                                 tr("Copy the ids of the selected sandboxes, one per line")}))
    , m_copyJson(
          makeAction(this, {u"copyJson"_s,
                            tr("Copy as &JSON"),
                            u"braces"_s,
                            {Qt::CTRL | Qt::SHIFT | Qt::Key_C},
                            tr("Copy all that is known of the selected sandboxes, for programs to read")}))
    , m_selectAll(makeAction(this, {u"selectAll"_s,
                                    tr("S&elect All"),
                                    {},
                                    {QKeySequence::SelectAll},
                                    tr("Select every sandbox shown")}))
    , m_refresh(makeAction(this, {u"refresh"_s,
                                  tr("&Refresh"),
                                  u"refresh-cw"_s,
                                  {Qt::Key_F5, Qt::CTRL | Qt::Key_R},
                                  tr("Read the list now")}))
    , m_focusFilter(makeAction(this, {u"focusFilter"_s,
                                      tr("&Filter…"),
                                      u"search"_s,
                                      {QKeySequence::Find},
                                      tr("Go to the filter; it looks at id, template, region and state")}))
    , m_clearFilter(makeAction(this, {u"clearFilter"_s,
                                      tr("C&lear Filter"),
                                      u"x"_s,
                                      {Qt::CTRL | Qt::SHIFT | Qt::Key_F},
                                      tr("Show every sandbox again")}))
    , m_showError(makeAction(this, {u"showError"_s,
                                    tr("Sho&w Last Error"),
                                    u"triangle-alert"_s,
                                    {Qt::CTRL | Qt::Key_E},
                                    tr("The report on what failed last on the selected sandbox")}))
    , m_details(makeAction(this, {u"details"_s,
                                  tr("Deta&ils"),
                                  u"panel-right"_s,
                                  {Qt::Key_F4, Qt::ALT | Qt::Key_Return},
                                  tr("Show everything about the selected sandbox beside the list")}))
    , m_events(makeAction(this, {u"events"_s,
                                 tr("&Events"),
                                 u"panel-bottom"_s,
                                 {Qt::Key_F8},
                                 tr("Show what Sandglass did and why below the list")}))
    , m_nextPane(makeAction(this, {u"nextPane"_s,
                                   tr("&Next Pane"),
                                   {},
                                   {Qt::Key_F6},
                                   tr("Go to the next part of the window: filter, list, details, events")}))
    , m_previousPane(makeAction(this, {u"previousPane"_s,
                                       tr("&Previous Pane"),
                                       {},
                                       {Qt::SHIFT | Qt::Key_F6},
                                       tr("Go to the part of the window before this one")}))
{
    for (const LifecycleAction action : kAllActions) {
        const LifecycleLook look = lookOf(action);
        QAction *shared =
            makeAction(this, {wordOfAction(action), look.text, iconNameOf(action), {look.key}, {}});
        connect(shared, &QAction::triggered, this,
                [this, action] { Q_EMIT lifecycleWanted(action, m_selection); });
        m_lifecycle.at(indexOf(action)) = shared;
    }
    m_create->setIconText(tr("New")); // on the toolbar
    m_undoDelete->setEnabled(false);
    m_showError->setEnabled(false);

    connect(&controller, &LifecycleController::factsChanged, this, &ActionSet::scheduleUpdate);
    const auto onRows = [this] {
        if (!m_selection.isEmpty())
            scheduleUpdate();
    };
    connect(&store, &SandboxStore::rowsChanged, this, onRows);
    connect(&store, &SandboxStore::rowsInserted, this, onRows);
    connect(&store, &SandboxStore::rowsRemoved, this, onRows);
    updateNow();
}

QAction *ActionSet::lifecycle(LifecycleAction action) const
{
    return m_lifecycle.at(indexOf(action));
}

const ActionHelp &ActionSet::help(LifecycleAction action) const
{
    return m_help.at(indexOf(action));
}

QList<QAction *> ActionSet::all() const
{
    QList<QAction *> actions(m_lifecycle.begin(), m_lifecycle.end());
    actions << m_extend->all() << m_create << m_createLike << m_undoDelete << m_copyId << m_copyJson
            << m_selectAll << m_refresh << m_focusFilter << m_clearFilter << m_showError << m_details
            << m_events << m_nextPane << m_previousPane;
    return actions;
}

void ActionSet::setSelection(const QStringList &ids)
{
    m_selection = ids;
    m_extend->setSelection(ids);
    if (ids.size() <= kMany) {
        updateNow();
    } else {
        scheduleUpdate();
        // Their keys may be the very next ones, and Qt ignores those of a disabled action.
        updateCopying();
        updateCreating();
    }
    Q_EMIT selectionChanged();
}

void ActionSet::triggerOrExplain(LifecycleAction action)
{
    // The rows may have changed in this very turn of the event loop.
    updateNow();
    QAction *shared = lifecycle(action);
    if (shared->isEnabled())
        shared->trigger();
    else
        Q_EMIT explanationWanted(action, help(action).text);
}

void ActionSet::scheduleUpdate()
{
    if (m_selection.size() <= kMany)
        m_update.schedule();
    else
        m_update.scheduleIn(m_clock, kManyWait);
}

void ActionSet::updateNow()
{
    m_update.cancel();
    const RowTally rows = m_controller.tally(m_selection);
    for (const LifecycleAction action : kAllActions)
        setHelp(action, helpFor(action, rows.judge(action, m_controller.facts())));
    m_extend->update(rows);
    updateCopying();
    updateCreating();
}

void ActionSet::updateCopying()
{
    // What waits for its id has none to copy.
    const bool anyKnown = std::any_of(m_selection.begin(), m_selection.end(),
                                      [](const QString &id) { return !isProvisionalId(id); });
    m_copyId->setEnabled(anyKnown);
    m_copyJson->setEnabled(anyKnown);
}

void ActionSet::updateCreating()
{
    const auto offer = [](QAction *action, const QString &hint, const QString &reason) {
        const QString text = reason.isEmpty() ? hint : reason;
        action->setStatusTip(text);
        action->setToolTip(plainToolTip(withShortcut(action->iconText(), *action), text));
        action->setEnabled(reason.isEmpty());
    };
    const QString refusal = changeRefusal(m_controller.facts());
    offer(m_create, tr("Create a sandbox from one of the account's templates"), refusal);
    QString reason = refusal;
    const SandboxRow *row = m_selection.size() == 1 ? m_store.findEver(m_selection.constFirst()) : nullptr;
    if (reason.isEmpty() && !row)
        reason = tr("Select one sandbox to create another like it");
    offer(m_createLike, tr("Create a sandbox with the template, region and time limit of this one"), reason);
}

void ActionSet::setHelp(LifecycleAction action, const ActionHelp &help)
{
    ActionHelp &known = m_help.at(indexOf(action));
    QAction *shared = lifecycle(action);
    if (known == help && !shared->toolTip().isEmpty() && !shared->statusTip().isEmpty())
        return;
    known = help;
    shared->setToolTip(plainToolTip(withShortcut(help.title, *shared), help.text));
    shared->setStatusTip(help.line());
    shared->setEnabled(help.enabled);
    Q_EMIT helpChanged(action);
}

} // namespace sandglass
