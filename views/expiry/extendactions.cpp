// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "expiry/extendactions.h"

#include "actions/actionhelp.h"
#include "actions/actionmenu.h"
#include "actions/makeaction.h"
#include "actions/plaintooltip.h"
#include "expiry/extendtodialog.h"
#include "item/formatting.h"
#include "status/timetexts.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <QAction>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ExtendActions::ExtendActions(LifecycleController &controller, SandboxStore &store,
                             const ServerClock &serverClock, QWidget *page)
    : QObject(page)
    , m_controller(controller)
    , m_store(store)
    , m_serverClock(serverClock)
    , m_page(page)
    , m_steps{{15min, makeAction(this, {u"extend.15min"_s, tr("By 15 &Minutes"), u"clock"_s})},
              {1h, makeAction(this, {u"extend.1h"_s, tr("By 1 &Hour"), u"clock"_s, {Qt::CTRL | Qt::Key_T}})},
              {8h, makeAction(this, {u"extend.8h"_s, tr("By &8 Hours"), u"clock"_s})}}
    , m_to(makeAction(this,
                      {u"extend.to"_s, tr("To a &Time…"), u"clock"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_T}}))
{
    for (const Step &step : std::as_const(m_steps)) {
        connect(step.action, &QAction::triggered, this, [this, by = step.by] { extendBy(by, m_selection); });
    }
    connect(m_to, &QAction::triggered, this, &ExtendActions::askForTime);
    connect(&controller, &LifecycleController::extended, this, &ExtendActions::onExtended);
    connect(&controller, &LifecycleController::factsChanged, this, &ExtendActions::scheduleUpdate);
    connect(&store, &SandboxStore::rowsChanged, this, &ExtendActions::scheduleUpdate);
    connect(&store, &SandboxStore::rowsRemoved, this, &ExtendActions::scheduleUpdate);
    update();
}

ExtendActions::~ExtendActions() = default;

QList<QAction *> ExtendActions::all() const
{
    QList<QAction *> actions;
    for (const Step &step : m_steps)
        actions << step.action;
    return actions << m_to;
}

void ExtendActions::addTo(QMenu &menu) const
{
    auto *submenu = new ActionMenu(tr("E&xtend"), m_page); // goes with the actions, not with the menu
    submenu->addActions(all());
    menu.addMenu(submenu);
}

void ExtendActions::setSelection(const QStringList &ids)
{
    m_selection = ids;
    update();
}

void ExtendActions::extendBy(std::chrono::seconds by, const QStringList &ids)
{
    send(Extension::later(by), ids);
}

void ExtendActions::scheduleUpdate()
{
    if (std::exchange(m_updateScheduled, true))
        return;
    QMetaObject::invokeMethod(this, &ExtendActions::update, Qt::QueuedConnection);
}

void ExtendActions::update()
{
    m_updateScheduled = false;
    const auto tell = [](QAction &action, const ActionHelp &help) {
        action.setEnabled(help.enabled);
        action.setStatusTip(help.line());
        action.setToolTip(plainToolTip(withShortcut(help.title, action), help.text));
        action.setWhatsThis(help.text);
    };
    for (const Step &step : std::as_const(m_steps))
        tell(*step.action,
             helpFor(LifecycleAction::Extend, m_controller.verdict(Extension::later(step.by), m_selection)));
    tell(*m_to, helpFor(LifecycleAction::Extend, m_controller.verdict(LifecycleAction::Extend, m_selection)));
}

void ExtendActions::askForTime()
{
    if (m_dialog)
        return;
    m_dialog = new ExtendToDialog(
        m_store, m_serverClock, m_controller.verdict(LifecycleAction::Extend, m_selection).eligible, m_page);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ExtendToDialog::chosen, this, &ExtendActions::send);
    m_dialog->open();
}

void ExtendActions::send(const Extension &wish, const QStringList &ids)
{
    const QStringList begun = m_controller.extend(wish, ids);
    if (begun.isEmpty()) {
        const QString reason = m_controller.verdict(wish, ids).reason;
        if (!reason.isEmpty())
            Q_EMIT announced(reason);
        return;
    }
    Q_EMIT announced(begun.size() == 1 ? tr("Extending %1…").arg(begun.constFirst())
                                       : tr("Extending %1 sandboxes…").arg(countText(begun.size())));
}

void ExtendActions::onExtended(const QString &id, UtcTime end, UtcTime wished)
{
    const UtcTime now = m_serverClock.now();
    const QString text = tr("%1 lives until %2 (%3)").arg(id, momentText(end), relativeText(end, now));
    // A server may have a limit of its own, and the person counts on what was asked for.
    Q_EMIT announced(end + 1min < wished ? tr("%1, sooner than asked for").arg(text) : text);
}

} // namespace sandglass
