// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watcher.h"

#include "api/codec.h"
#include "store/creationmark.h"
#include "support/foreseen.h"

#include <QUrl>

namespace sandglass::chaos {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The store's own: within this a list that contradicts a read is asked about, not believed.
constexpr auto kTrust = 10'000ms;
// Queue, refusals, patience and giving up, one after the other.
constexpr auto kLongestPending = std::chrono::minutes{45};
constexpr qsizetype kMostViolations = 5;

QString idIn(const QByteArray &path)
{
    const QByteArrayList parts = path.split('/');
    return parts.size() > 3 ? QString::fromUtf8(QByteArray::fromPercentEncoding(parts.at(3))) : QString();
}

} // namespace

Watcher::Watcher(Dashboard &dashboard, const User &user) : m_dashboard(dashboard), m_user(user)
{
    for (Wire *wire : {&dashboard.actionWire, &dashboard.pollWire}) {
        const bool isPoll = wire == &dashboard.pollWire;
        // Nobody else uses the key, so the client can know what is left.
        wire->onLimit = [this] { violated(u"more requests were sent than the limit allows"_s); };
        wire->onSent = [this](const HttpRequest &request) { onSent(request); };
        wire->onAnswer = [this, isPoll](const HttpRequest &request, MonoTime sent,
                                        const Wire::Answer &answer) {
            onAnswer(isPoll, request, sent, answer);
        };
    }
    connect(&dashboard.store, &SandboxStore::sandboxGone, this, &Watcher::onGone);
    connect(&dashboard.store, &SandboxStore::sandboxNamed, this, &Watcher::onNamed);
    connect(&dashboard, &Dashboard::snapshotTaken, this, &Watcher::onSnapshot);
    connect(&dashboard, &Dashboard::snapshotApplied, this, &Watcher::onApplied);
    connect(&dashboard.controller, &LifecycleController::actionsBegun, this,
            [this](LifecycleAction action, const QStringList &ids) {
                for (const QString &id : ids)
                    ++m_counts[{id, action}].begun;
            });
    const auto changed = [this] { m_viewChanged = true; };
    connect(&dashboard.filter, &QAbstractItemModel::rowsInserted, this, changed);
    connect(&dashboard.filter, &QAbstractItemModel::rowsRemoved, this, changed);
    connect(&dashboard.filter, &QAbstractItemModel::dataChanged, this, changed);
    connect(&dashboard.filter, &QAbstractItemModel::layoutChanged, this, changed);
    connect(&dashboard.list, &QAbstractItemModel::rowsInserted, this, changed);
    connect(&dashboard.list, &QAbstractItemModel::rowsRemoved, this, changed);
    connect(&dashboard.list, &QAbstractItemModel::dataChanged, this, changed);
    connect(&dashboard.selection, &QItemSelectionModel::selectionChanged, this, changed);
    connect(&dashboard.filter, &SandboxFilterModel::filterChanged, this, changed);
    connect(&user, &User::selectionMade, this, [this] { m_selected = selected(); });
}

void Watcher::violated(const QString &text)
{
    if (m_violations.size() < kMostViolations)
        m_violations.append(
            u"%1 s: %2"_s.arg(m_dashboard.clock.elapsed().count() / 1000.0, 0, 'f', 3).arg(text));
}

std::optional<std::pair<QString, LifecycleAction>> Watcher::actionOf(const HttpRequest &request)
{
    using Method = HttpRequest::Method;
    const QString id = idIn(request.path);
    if (id.isEmpty() || !request.path.startsWith("/v1/sandboxes/"))
        return std::nullopt;
    if (request.method == Method::Delete)
        return std::pair(id, LifecycleAction::Delete);
    if (request.method == Method::Put)
        return std::pair(id, LifecycleAction::Extend);
    for (const LifecycleAction action :
         {LifecycleAction::Start, LifecycleAction::Stop, LifecycleAction::Pause, LifecycleAction::Resume}) {
        if (request.method == Method::Post &&
            request.path.endsWith(QByteArray('/' + wordOfAction(action).toLatin1())))
            return std::pair(id, action);
    }
    return std::nullopt;
}

void Watcher::onSent(const HttpRequest &request)
{
    ++m_requests;
    if (const auto action = actionOf(request)) {
        Count &count = m_counts[*action];
        ++count.sent;
        // What the server refused for the limit's sake, or never got, may go out once more.
        if (count.sent - count.refused > count.begun)
            violated(u"%1 %2 was sent more often than it was asked for"_s.arg(
                QString::fromLatin1(methodOf(request)), QString::fromLatin1(request.path)));
    } else if (request.method == HttpRequest::Method::Post && request.path == "/v1/sandboxes") {
        if (++m_createsSent > m_user.creates())
            violated(u"a create was sent more often than it was asked for"_s);
    }
}

void Watcher::onAnswer(bool isPoll, const HttpRequest &request, MonoTime sent, const Wire::Answer &answer)
{
    const QString id = idIn(request.path);
    if (const auto action = actionOf(request)) {
        if (answer.status == 429)
            ++m_counts[*action].refused;
        if (action->second == LifecycleAction::Delete && (answer.status == 404 || answer.status / 100 == 2))
            learnGone(m_known[id], sent, true);
        return;
    }
    if (request.path == "/v1/sandboxes" && request.method == HttpRequest::Method::Post) {
        if (answer.status == 201) {
            if (const auto created = codec::decodeCreated(answer.body))
                learn(created->sandbox, m_dashboard.clock.monoNow(), true);
        }
        return;
    }
    if (request.method != HttpRequest::Method::Get)
        return;
    if (request.path == "/v1/sandboxes" && answer.status == 200) {
        const auto page = codec::decodeList(answer.body);
        if (!page)
            return;
        const MonoTime began = isPoll ? m_dashboard.pollBegan : sent;
        for (const Sandbox &sandbox : page->sandboxes) {
            learn(sandbox, began, false);
            if (isPoll)
                m_polls[began][sandbox.id] = sandbox.status;
        }
        return;
    }
    if (id.isEmpty() || !request.path.startsWith("/v1/sandboxes/"))
        return;
    if (answer.status == 404) {
        learnGone(m_known[id], sent, true);
    } else if (answer.status == 200) {
        if (const auto sandbox = codec::decodeSandbox(answer.body); sandbox && sandbox->id == id)
            learn(*sandbox, sent, true);
    }
}

void Watcher::learn(const Sandbox &sandbox, MonoTime began, bool single)
{
    Known &known = m_known[sandbox.id];
    known.reports.push_back({sandbox.status, began});
    // It is there after all, so if its row goes now that needs another reason. Whether a list may bring it
    // back only a read of it alone can say.
    if (began > known.goneBegan) {
        known.maybeGone = false;
        known.surelyGone = known.surelyGone && !single;
    }
    if (!single)
        return;
    if (known.ended && began >= known.endedAt)
        known.mayComeBack = true;
    if (!known.single || began >= known.singleBegan) {
        known.single = true;
        known.singleBegan = began;
        known.singleStatus = sandbox.status;
    }
}

void Watcher::learnGone(Known &known, MonoTime began, bool single)
{
    known.maybeGone = true;
    known.surelyGone = known.surelyGone || single;
    known.goneBegan = std::max(known.goneBegan, began);
}

void Watcher::onSnapshot(const SnapshotDelta &delta)
{
    const auto &brought = m_polls[m_dashboard.pollBegan];
    if (!delta.isComplete())
        return;
    for (auto &[id, known] : m_known) {
        if (!brought.contains(id))
            learnGone(known, m_dashboard.pollBegan, false);
    }
}

void Watcher::onApplied(const SnapshotDelta &delta)
{
    while (m_polls.size() > 3)
        m_polls.erase(m_polls.begin());
    if (test::wasShownAsForeseen(delta)) {
        ++m_foreseenPolls;
        checkOrder();
    }
    if (!m_expectTruth || !delta.isComplete())
        return;
    ++m_truthfulPolls;
    const MonoTime began = m_dashboard.pollBegan;
    const auto &brought = m_polls[began];
    for (int row = 0; row < m_dashboard.store.size(); ++row) {
        const SandboxRow &shown = m_dashboard.store.at(row);
        const QString &id = shown.sandbox->id;
        if (isProvisionalId(id) || shown.readAt > began)
            continue;
        const auto listed = brought.find(id);
        const bool young = m_dashboard.clock.monoNow() - m_known[id].singleBegan <= kTrust;
        if (listed == brought.end() && !young)
            violated(u"%1 is shown, but the server has it no more"_s.arg(id));
        else if (listed != brought.end() && listed->second != shown.sandbox->status && !young)
            violated(u"%1 is shown as %2, but is %3"_s.arg(id, wordOfStatus(shown.sandbox->status),
                                                           wordOfStatus(listed->second)));
    }
    for (const auto &[id, status] : brought) {
        const Known &known = m_known[id];
        // While a create is on its way, what may be it is held back for a while.
        const bool isNew =
            m_dashboard.creator.isBusy() && m_dashboard.clock.monoNow() - known.reports.front().began <
                                                SandboxCreator::kHoldBack + 2 * Poller::kNormalInterval;
        // What just went may still be listed by an answer that was under way.
        if (m_dashboard.store.rowOf(id) < 0 && !known.ended && !isNew)
            violated(u"%1 is not shown, but the server has it"_s.arg(id));
    }
}

void Watcher::onGone(const QString &id)
{
    if (isProvisionalId(id))
        return;
    Known &known = m_known[id];
    if (!known.maybeGone)
        violated(u"the row of %1 went, but nothing said that it is gone"_s.arg(id));
    known.ended = true;
    known.endedAt = m_dashboard.clock.monoNow();
    // What a list merely left out comes back by the next one.
    known.mayComeBack = !known.surelyGone;
}

void Watcher::onNamed(const QString &provisional, const QString &id)
{
    // Where both have a row, the provisional one goes and takes its selection along.
    if (m_selected.remove(provisional) && m_dashboard.store.rowOf(provisional) < 0)
        m_selected.insert(id);
}

QSet<QString> Watcher::shown() const
{
    QSet<QString> ids;
    for (int row = 0; row < m_dashboard.filter.rowCount(); ++row)
        ids.insert(m_dashboard.filter.idAt(row));
    return ids;
}

QSet<QString> Watcher::selected() const
{
    QSet<QString> ids;
    const QModelIndexList rows = m_dashboard.selection.selectedRows();
    for (const QModelIndex &index : rows)
        ids.insert(m_dashboard.filter.idAt(index.row()));
    return ids;
}

void Watcher::check()
{
    ++m_checks;
    checkRows();
    // Comparing everything with everything is only worth it where something changed; now and then all the
    // same, for what changes unannounced.
    if (!std::exchange(m_viewChanged, false) && m_checks % 16 != 0)
        return;
    checkView();
    checkSelection();
}

void Watcher::checkRows()
{
    const SandboxStore &store = m_dashboard.store;
    const MonoTime now = m_dashboard.clock.monoNow();
    QSet<QString> ids;
    for (int row = 0; row < store.size(); ++row) {
        const SandboxRow &shown = store.at(row);
        const QString &id = shown.sandbox->id;
        if (ids.contains(id) || store.rowOf(id) != row)
            violated(u"%1 has more than one row"_s.arg(id));
        ids.insert(id);
        if (shown.pending) {
            if (!m_user.wanted(id, shown.pending->action))
                violated(u"%1 shows an action nobody asked for"_s.arg(id));
            auto &number = m_pendingNumber[id];
            const bool isSame = m_pendingSince.contains(id) && number == shown.pending->operation;
            number = shown.pending->operation;
            if (!isSame)
                m_pendingSince[id] = now;
            else if (now - m_pendingSince[id] > kLongestPending)
                violated(u"an action on %1 does not end"_s.arg(id));
        } else {
            m_pendingSince.erase(id);
        }
        if (isProvisionalId(id)) {
            if (m_user.creates() == 0)
                violated(u"a sandbox is being made that nobody asked for"_s);
            continue;
        }
        Known &known = m_known[id];
        if (known.ended) {
            if (!known.mayComeBack)
                violated(u"%1 is back, but no read found it"_s.arg(id));
            if (store.tombstones().find(id))
                violated(u"%1 is a row and a tombstone"_s.arg(id));
            known.ended = false;
        }
        const bool reported =
            std::any_of(known.reports.begin(), known.reports.end(), [&](const Report &report) {
                // The newest read of it alone is the least that may be shown.
                return report.status == shown.sandbox->status &&
                       (!known.single || report.began >= known.singleBegan);
            });
        if (!reported)
            violated(u"%1 is shown as %2, which nothing newer than its last read said"_s.arg(
                id, wordOfStatus(shown.sandbox->status)));
        // What is older than the newest read is not needed any more.
        if (known.single && known.reports.size() > 64) {
            std::erase_if(known.reports,
                          [&](const Report &report) { return report.began < known.singleBegan; });
        }
        if (known.reports.size() > 256)
            known.reports.erase(known.reports.begin(), known.reports.end() - 64);
    }
}

void Watcher::checkView()
{
    const SandboxFilterModel &filter = m_dashboard.filter;
    const QSet<QString> ids = shown();
    if (ids.size() != filter.rowCount())
        violated(u"the view shows a row twice"_s);
    if (m_dashboard.list.rowCount() != m_dashboard.store.size() + m_dashboard.store.tombstones().size())
        violated(u"the list has %1 rows, the store %2 and %3 tombstones"_s.arg(m_dashboard.list.rowCount())
                     .arg(m_dashboard.store.size())
                     .arg(m_dashboard.store.tombstones().size()));
    for (int row = 0; row < m_dashboard.list.rowCount(); ++row) {
        const SandboxRow &one = m_dashboard.list.row(row);
        const bool fits = filter.query().matches(one.sandbox, m_dashboard.list.serverNow(), traitsOf(one));
        if (fits != ids.contains(one.sandbox->id))
            violated(u"%1 is %2the view although the search says otherwise"_s.arg(
                one.sandbox->id, fits ? u"not in "_s : u"in "_s));
    }
}

void Watcher::checkOrder()
{
    // One that has foreseen nothing puts them in the same order.
    SandboxFilterModel plain(m_dashboard.list);
    plain.setText(m_dashboard.filter.text());
    plain.sort(m_dashboard.sortedBy, m_dashboard.sortOrder);
    for (int row = 0; row < std::max(plain.rowCount(), m_dashboard.filter.rowCount()); ++row) {
        if (plain.idAt(row) != m_dashboard.filter.idAt(row))
            return violated(
                u"row %1 is %2 instead of %3"_s.arg(row).arg(m_dashboard.filter.idAt(row), plain.idAt(row)));
    }
}

void Watcher::checkSelection()
{
    const QSet<QString> now = selected();
    // Rows that left the view take their selection along; nothing else changes it.
    QSet<QString> expected = m_selected;
    expected.intersect(shown());
    if (now != expected)
        violated(u"the selection changed by itself: %1 instead of %2"_s.arg(
            QStringList(now.begin(), now.end()).join(u' '),
            QStringList(expected.begin(), expected.end()).join(u' ')));
    m_selected = now;
}

void Watcher::expectPeace()
{
    for (int row = 0; row < m_dashboard.store.size(); ++row) {
        if (m_dashboard.store.at(row).pending)
            violated(u"the action on %1 never ended"_s.arg(m_dashboard.store.at(row).sandbox->id));
    }
    for (const BulkRun *run : m_dashboard.bulk.shown()) {
        if (!run->isOver())
            violated(u"a run of many never ended"_s);
    }
    if (m_dashboard.bulk.queued() > 0)
        violated(u"something still waits for its turn"_s);
    // Each has had its turn: one that was sent twice is not hidden by another that still waits.
    if (m_createsSent != m_user.creates())
        violated(u"%1 creates were sent, but %2 were asked for"_s.arg(m_createsSent).arg(m_user.creates()));
    if (m_truthfulPolls == 0)
        violated(u"no poll came through although the weather was fine"_s);
}

} // namespace sandglass::chaos
