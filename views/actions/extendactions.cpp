// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/extendactions.h"

#include "actions/actionicon.h"
#include "item/formatting.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"
#include "theme/icons.h"
#include "widgets/actionmenu.h"
#include "widgets/makeaction.h"
#include "widgets/plaintooltip.h"
#include "widgets/timetexts.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// In object names: "15min", "1h".
QString wordOf(std::chrono::minutes step)
{
    const bool whole = step % std::chrono::hours{1} == std::chrono::minutes{0};
    return whole ? u"%1h"_s.arg(step / std::chrono::hours{1}) : u"%1min"_s.arg(step.count());
}

} // namespace

ExtendActions::ExtendActions(LifecycleController &controller, SandboxStore &store, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_store(store)
    , m_toTime(makeAction(this, {u"extend.toTime"_s,
                                 tr("Extend to a &Time…"),
                                 iconNameOf(LifecycleAction::Extend),
                                 {Qt::CTRL | Qt::Key_T}}))
{
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        const auto step = kSteps.at(i);
        // The hour is what people reach for; three keys to remember would be two too many.
        const QList<QKeySequence> keys = step == std::chrono::hours{1}
                                             ? QList<QKeySequence>{Qt::CTRL | Qt::SHIFT | Qt::Key_T}
                                             : QList<QKeySequence>{};
        QAction *action =
            makeAction(this, {"extend."_L1 % wordOf(step), tr("Extend by %1").arg(durationText(step)),
                              u"clock-plus"_s, keys});
        connect(action, &QAction::triggered, this,
                [this, step] { Q_EMIT extendWanted(Extension::later(step), m_selection); });
        m_steps.at(i) = action;
    }
    connect(m_toTime, &QAction::triggered, this, [this] { Q_EMIT timeWanted(m_selection); });
    update(RowTally());
}

QList<QAction *> ExtendActions::all() const
{
    QList<QAction *> actions(m_steps.begin(), m_steps.end());
    actions << m_toTime;
    return actions;
}

QMenu *ExtendActions::makeMenu(QWidget *parent) const
{
    auto *menu = new ActionMenu(tr("E&xtend"), parent);
    menu->setObjectName("extendMenu"_L1);
    menu->setIcon(themedIcon(u"clock-plus"_s));
    menu->menuAction()->setStatusTip(tr("Let the selected sandboxes live longer"));
    for (QAction *action : m_steps)
        menu->addAction(action);
    menu->addSeparator();
    menu->addAction(m_toTime);
    return menu;
}

void ExtendActions::update(const RowTally &rows)
{
    const ConnectionFacts &facts = m_controller.facts();
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        const std::chrono::seconds step = kSteps.at(i);
        const Extension wish = Extension::later(step);
        const TallyVerdict verdict = rows.judge(wish, facts);
        show(m_steps.at(i), tr("by %1").arg(durationText(step)), verdict, promise(wish, verdict.eligible));
    }
    show(m_toTime, tr("to a time"), rows.judge(LifecycleAction::Extend, facts),
         tr("Asks when the server should delete it, with all its files"));
}

QString ExtendActions::promise(const Extension &wish, int eligible) const
{
    if (eligible != 1)
        return consequenceFor(LifecycleAction::Extend, eligible);
    const QStringList ids = m_controller.verdict(wish, m_selection).eligible;
    const SandboxRow *row = ids.isEmpty() ? nullptr : m_store.find(ids.constFirst());
    if (!row || row->sandbox->expiry.kind != Expiry::Kind::At)
        return tr("The server deletes it that much later; when that is, is read first");
    const UtcTime end = row->sandbox->expiry.at;
    return tr("The server deletes it at %1 instead of %2")
        .arg(shortMoment(end + wish.by, end), shortMoment(end, row->readAtUtc));
}

void ExtendActions::show(QAction *action, const QString &name, const TallyVerdict &verdict,
                         const QString &promise)
{
    const qint64 eligible = verdict.eligible;
    QString title = tr("Extend %1").arg(name);
    if (verdict.total > 1 && eligible == verdict.total)
        title = tr("Extend %1 sandboxes %2").arg(countText(eligible), name);
    else if (verdict.total > 1 && eligible > 0)
        title = tr("Extend %1 of %2 sandboxes %3").arg(countText(eligible), countText(verdict.total), name);
    const QString text = verdict.allowed() ? promise : verdict.reason;
    action->setToolTip(plainToolTip(withShortcut(title, *action), text));
    action->setStatusTip(verdict.allowed() ? tr("%1: %2").arg(title, text) : text);
    action->setEnabled(verdict.allowed());
}

void ExtendActions::triggerOrExplain(QAction *action)
{
    // The rows may have changed in this very turn of the event loop.
    update(m_controller.tally(m_selection));
    if (action->isEnabled())
        action->trigger();
    else
        Q_EMIT explanationWanted(action->statusTip());
}

} // namespace sandglass
