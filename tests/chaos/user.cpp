// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "user.h"

namespace sandglass::chaos {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

User::User(Dashboard &dashboard, quint32 seed) : m_dashboard(dashboard), m_random(seed)
{
    connect(&m_dashboard.controller, &LifecycleController::actionsBegun, this,
            [this](LifecycleAction action, const QStringList &ids) {
                for (const QString &id : ids)
                    m_wanted.insert({id, action});
            });
    connect(&m_dashboard.creator, &SandboxCreator::changed, this, [this](quint64 id) {
        if (!m_dashboard.creator.wish(id))
            m_wishes.remove(id);
    });
}

std::chrono::milliseconds User::act()
{
    ++m_clicks;
    switch (m_random.below(10)) {
    case 0:
    case 1:
    case 2:
        select();
        break;
    case 3:
    case 4:
    case 5:
    case 6:
        request();
        break;
    case 7:
        look();
        break;
    case 8:
        create();
        break;
    default:
        settleCreations();
        break;
    }
    // Some wait, some click in a hurry.
    return m_random.chance(25) ? 200ms : 1ms * m_random.below(20'000);
}

void User::select()
{
    const int rows = m_dashboard.filter.rowCount();
    QItemSelection chosen;
    const int wanted = m_random.chance(10) ? rows : m_random.below(6);
    for (int i = 0; i < wanted && rows > 0; ++i) {
        const int row = wanted == rows ? i : m_random.below(rows);
        chosen.select(m_dashboard.filter.index(row, 0),
                      m_dashboard.filter.index(row, SandboxListModel::ColumnCount - 1));
    }
    m_dashboard.selection.select(chosen, QItemSelectionModel::ClearAndSelect);
    const QStringList ids = selectedIds();
    m_dashboard.selected.look(ids.size() == 1 ? ids.first() : QString());
    Q_EMIT selectionMade();
}

QStringList User::selectedIds() const
{
    QStringList ids;
    const QModelIndexList rows = m_dashboard.selection.selectedRows();
    for (const QModelIndex &index : rows)
        ids.append(m_dashboard.filter.idAt(index.row()));
    return ids;
}

void User::request()
{
    const QStringList ids = selectedIds();
    switch (m_random.below(12)) {
    case 0:
    case 1: {
        const QStringList scheduled = m_dashboard.bulk.request(LifecycleAction::Delete, ids);
        for (const QString &id : scheduled)
            m_wanted.insert({id, LifecycleAction::Delete});
        break;
    }
    case 2:
        m_dashboard.deletions.undo();
        break;
    case 3:
        m_dashboard.bulk.stopAll();
        break;
    case 4:
        (void)m_dashboard.bulk.extend(Extension::later(std::chrono::hours{1 + m_random.below(3)}), ids);
        break;
    case 5: {
        const QVector<BulkRun *> shown = m_dashboard.bulk.shown();
        if (!shown.isEmpty() && shown.last()->isOver())
            m_dashboard.bulk.retryFailed(*shown.last());
        break;
    }
    default: {
        static constexpr std::array kActions{LifecycleAction::Start, LifecycleAction::Stop,
                                             LifecycleAction::Pause, LifecycleAction::Resume};
        (void)m_dashboard.bulk.request(m_random.pick(kActions), ids);
        break;
    }
    }
}

void User::look()
{
    static const QStringList kTexts{
        u""_s,           u"state:running"_s, u"is:changing"_s, u"is:problem"_s,  u"base"_s,
        u"is:deleted"_s, u"-state:paused"_s, u"eu"_s,          u"\"unfinished"_s};
    switch (m_random.below(8)) {
    case 0:
    case 1:
        m_dashboard.filter.setText(m_random.chance(50) ? QString() : m_random.pick(kTexts));
        break;
    case 2:
        m_dashboard.sort(m_random.below(SandboxListModel::ColumnCount),
                         m_random.chance(50) ? Qt::AscendingOrder : Qt::DescendingOrder);
        break;
    case 3:
        m_dashboard.poller.pollNow();
        break;
    case 4:
        m_dashboard.poller.setVisible(m_random.chance(60));
        break;
    case 5:
        m_dashboard.selected.setWatched(m_random.chance(70));
        break;
    case 6:
        m_dashboard.templates.want();
        break;
    default:
        m_dashboard.selected.readNow();
        break;
    }
}

void User::create()
{
    if (m_wishes.size() >= 3)
        return settleCreations();
    SandboxSpec spec;
    spec.templateName = m_random.chance(70) ? u"base"_s : u"code-interpreter"_s;
    if (m_random.chance(60))
        spec.timeoutSeconds = 120 + m_random.below(3'000);
    ++m_creates; // before it is sent, which may be within the call
    const WishId id = m_dashboard.creator.create(spec);
    if (!id)
        --m_creates;
    else if (m_dashboard.creator.wish(id))
        m_wishes.insert(id);
}

void User::settleCreations()
{
    const QSet<WishId> wishes = m_wishes;
    for (const WishId id : wishes) {
        const CreationWish *wish = m_dashboard.creator.wish(id);
        if (!wish) {
            m_wishes.remove(id);
            continue;
        }
        const SandboxSpec spec = wish->spec;
        if (wish->phase == CreationWish::Phase::Asking) {
            if (m_random.chance(70))
                m_dashboard.creator.claim(id, QString(wish->candidates.first().id));
            else
                m_dashboard.creator.disclaim(id);
        } else if (wish->phase == CreationWish::Phase::Failed) {
            switch (m_random.below(3)) {
            case 0:
                m_dashboard.creator.lookAgain(id);
                break;
            case 1:
                ++m_creates;
                if (!m_dashboard.creator.retry(id, spec))
                    --m_creates;
                break;
            default:
                m_dashboard.creator.abandon(id);
                break;
            }
        }
    }
}

} // namespace sandglass::chaos
