// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sandboxstore.h"

#include "domain/clock.h"
#include "store/rowruns.h"
#include "store/serverclock.h"

#include <algorithm>
#include <iterator>

namespace sandglass {

using namespace std::chrono_literals;

SandboxStore::SandboxStore(Clock &clock, const ServerClock &serverClock, QObject *parent)
    : QObject(parent), m_clock(clock), m_serverClock(serverClock)
{}

SandboxStore::~SandboxStore() = default;

const SandboxRow &SandboxStore::confirmed(int row) const
{
    SandboxRow &known = m_rows.at(row);
    if (!m_lastList.older.contains(known.sandbox->id)) {
        known.readAt = m_lastList.began;
        known.readAtUtc = m_lastList.readAt;
    }
    return known;
}

bool SandboxStore::isNewerThan(int row, MonoTime began) const
{
    if (m_rows.at(row).readAt > began)
        return true;
    return m_lastList.began > began && at(row).readAt > began;
}

const SandboxRow *SandboxStore::find(const QString &id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &at(row);
}

const SandboxRow *SandboxStore::findEver(const QString &id) const
{
    const SandboxRow *row = find(id);
    return row ? row : m_tombstones.find(id);
}

bool SandboxStore::applyDetails(const Sandbox &sandbox, MonoTime began)
{
    const Batch batch(*this);
    const int row = rowOf(sandbox.id);
    if (row < 0)
        return reviveBy(sandbox, began);
    if (isNewerThan(row, began)) {
        Q_EMIT doubted(Doubt::Older, {sandbox.id});
        return false;
    }
    m_reads.noteRead(sandbox, m_clock.monoNow());
    m_reads.noteSeen(sandbox.id);
    m_rows.at(row).detailed = true;
    setSandbox(row, updated(m_rows.at(row).sandbox, sandbox), began, m_clock.utcAt(began));
    m_readIds.append(sandbox.id);
    Q_EMIT resendNeeded({sandbox.id});
    return true;
}

void SandboxStore::applyTimeout(const QString &id, const Expiry &end, std::optional<qint64> timeoutSeconds,
                                MonoTime began)
{
    const int row = rowOf(id);
    if (row < 0 || isNewerThan(row, began))
        return;
    const Batch batch(*this);
    Sandbox fresh = *m_rows.at(row).sandbox;
    fresh.expiry = end;
    if (timeoutSeconds)
        fresh.timeoutSeconds = timeoutSeconds;
    m_reads.noteTimeLimit(id, end, m_clock.monoNow());
    setSandbox(row, updated(m_rows.at(row).sandbox, fresh), began, m_clock.utcAt(began));
    m_readIds.append(id);
    Q_EMIT resendNeeded({id});
}

void SandboxStore::applyGone(const QString &id, MonoTime began)
{
    const int row = rowOf(id);
    if (row < 0 || isNewerThan(row, began))
        return;
    if (m_reads.isUnseen(id) && m_reads.wasNamedLately(id, m_clock.monoNow())) {
        Q_EMIT doubted(Doubt::Contradicts, {id});
        return;
    }
    const Batch batch(*this);
    m_reads.noteGone(id, m_clock.monoNow());
    expectGone(id);
    removeRow(row, began);
    Q_EMIT resendNeeded({id});
}

void SandboxStore::applyRead(const QString &id, const ApiResult<Sandbox> &answer, MonoTime began)
{
    if (answer)
        applyDetails(*answer, began);
    else if (answer.error().kind == ApiErrorKind::NotFound)
        applyGone(id, began);
}

void SandboxStore::applyDeleted(const QString &id)
{
    m_reads.noteDeletedHere(id, m_clock.monoNow());
    expectGone(id);
    if (const int row = rowOf(id); row >= 0) {
        const Batch batch(*this);
        removeRow(row, m_clock.monoNow());
        Q_EMIT resendNeeded({id});
    }
    m_tombstones.setCause(id, Ending::Cause::DeletedHere);
}

bool SandboxStore::reviveBy(const Sandbox &sandbox, MonoTime began)
{
    const SandboxRow *tombstone = m_tombstones.find(sandbox.id);
    const std::optional<MonoTime> wentAt = m_reads.wentAt(sandbox.id);
    const bool wentLater = (tombstone && tombstone->readAt > began) || (wentAt && *wentAt > began);
    // A sandbox nobody ever saw here comes with a list: this answer may be older than what became of it.
    if ((!tombstone && !wentAt) || wentLater || sandbox.status == SandboxStatus::Gone)
        return false;
    SandboxRow row;
    row.sandbox = tombstone ? updated(tombstone->sandbox, sandbox) : SandboxRef(sandbox);
    row.readAt = began;
    row.readAtUtc = m_clock.utcAt(began);
    row.detailed = true;
    m_reads.noteRead(sandbox, m_clock.monoNow());
    m_reads.noteSeen(sandbox.id);
    insertRow(std::move(row));
    m_readIds.append(sandbox.id);
    Q_EMIT resendNeeded({sandbox.id});
    return true;
}

void SandboxStore::addProvisional(const Sandbox &draft, const CreationMark &mark)
{
    if (rowOf(draft.id) >= 0)
        return;
    const Batch batch(*this);
    SandboxRow row;
    row.sandbox = draft;
    row.creation = mark;
    row.readAt = m_clock.monoNow();
    row.readAtUtc = m_clock.utcNow();
    insertRow(std::move(row));
}

void SandboxStore::setCreation(const QString &provisional, const CreationMark &mark)
{
    const int row = rowOf(provisional);
    if (row < 0 || m_rows.at(row).creation == mark)
        return;
    const Batch batch(*this);
    m_rows.at(row).creation = mark;
    markChanged(row);
}

void SandboxStore::removeProvisional(const QString &provisional)
{
    const int row = rowOf(provisional);
    if (row < 0)
        return;
    const Batch batch(*this);
    removeRow(row, m_clock.monoNow());
}

void SandboxStore::nameProvisional(const QString &provisional, const Sandbox &sandbox)
{
    const int row = rowOf(provisional);
    if (row < 0)
        return;
    const Batch batch(*this);
    const MonoTime now = m_clock.monoNow();
    m_reads.noteRead(sandbox, now);
    m_reads.noteNamed(sandbox.id, now);
    if (const int listed = rowOf(sandbox.id); listed >= 0) {
        m_reads.noteSeen(sandbox.id);
        setSandbox(listed, updated(m_rows.at(listed).sandbox, sandbox), now, m_clock.utcNow());
        m_readIds.append(sandbox.id);
        flushChanged();
        Q_EMIT sandboxNamed(provisional, sandbox.id);
        removeRow(rowOf(provisional), now);
    } else {
        m_rows.at(row).creation.reset();
        setSandbox(row, sandbox, now, m_clock.utcNow());
        Q_EMIT rowRenamed(row);
        m_readIds.append(sandbox.id);
        flushChanged();
        Q_EMIT sandboxNamed(provisional, sandbox.id);
    }
    Q_EMIT resendNeeded({sandbox.id});
}

Ending SandboxStore::endingOf(int row, UtcTime now) const
{
    const SandboxFacts &facts = m_rows.facts(row);
    Ending ending;
    ending.last = facts.status;
    ending.at = now;
    if (facts.expiry == Expiry::Kind::At && facts.end <= now + kExpiryIsNear)
        ending.cause = Ending::Cause::Expired;
    else if (m_reads.isUnseen(m_rows.at(row).sandbox->id))
        ending.cause = Ending::Cause::NeverShown;
    return ending;
}

void SandboxStore::setPending(const QString &id, const PendingOp &op)
{
    const int row = rowOf(id);
    if (row < 0 || m_rows.at(row).pending == op)
        return;
    const Batch batch(*this);
    m_rows.at(row).pending = op;
    noteOverlay(row);
}

void SandboxStore::clearPending(const QString &id)
{
    const int row = rowOf(id);
    if (row < 0 || !m_rows.at(row).pending)
        return;
    const Batch batch(*this);
    m_rows.at(row).pending.reset();
    noteOverlay(row);
}

void SandboxStore::setFault(const QString &id, const RowFault &fault)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    const Batch batch(*this);
    m_rows.at(row).fault = fault;
    noteOverlay(row);
}

void SandboxStore::clearFault(const QString &id)
{
    const int row = rowOf(id);
    if (row < 0 || !m_rows.at(row).fault)
        return;
    const Batch batch(*this);
    m_rows.at(row).fault.reset();
    noteOverlay(row);
}

void SandboxStore::insertRow(SandboxRow row)
{
    const SandboxFacts facts = factsOf(row.sandbox);
    std::vector<Arrival> arrivals;
    arrivals.push_back({std::move(row), facts, -1});
    insertRows(std::move(arrivals));
}

void SandboxStore::insertRows(std::vector<Arrival> &&arrivals)
{
    if (arrivals.empty())
        return;
    QStringList back;
    for (const auto &[row, facts, number] : arrivals) {
        m_rows.prefetchId(facts.idHash);
        // The last list knew nothing of it.
        if (row.readAt < m_lastList.began)
            m_lastList.older.insert(row.sandbox->id);
        m_reads.noteBack(row.sandbox->id);
        if (m_tombstones.rowOf(row.sandbox->id, facts.idHash) >= 0)
            back.append(row.sandbox->id);
    }
    m_tombstones.remove(back);
    const int first = size();
    const int last = first + static_cast<int>(arrivals.size()) - 1;
    Q_EMIT rowsAboutToBeInserted(first, last);
    for (auto &[row, facts, number] : arrivals) {
        ++m_counts.at(static_cast<std::size_t>(facts.status));
        m_rows.append(std::move(row), facts, number);
    }
    m_countsDirty = true;
    m_cameUntold = true;
    Q_EMIT rowsInserted(first, last);
}

void SandboxStore::removeRow(int row, MonoTime began)
{
    removeRows({{row, endingOf(row, m_serverClock.now())}}, began);
}

SandboxRow SandboxStore::tombstoneOf(const Departure &departure, MonoTime began) const
{
    const SandboxRow &last = at(departure.row);
    const MissingSandbox *told = departure.told;
    SandboxRow tombstone;
    if (told && !told->gone.isNull() && last.sandbox.isSame(told->before))
        std::swap(tombstone.sandbox, told->gone);
    else
        tombstone.sandbox = ended(last.sandbox);
    tombstone.readAt = began;
    tombstone.readAtUtc = last.readAtUtc;
    tombstone.detailed = last.detailed;
    tombstone.ending = departure.ending;
    return tombstone;
}

void SandboxStore::removeRows(std::vector<Departure> departures, MonoTime began)
{
    if (departures.empty())
        return;
    std::sort(departures.begin(), departures.end(),
              [](const Departure &one, const Departure &other) { return one.row < other.row; });
    QVector<int> rows;
    rows.reserve(static_cast<qsizetype>(departures.size()));
    for (const Departure &departure : departures)
        rows.append(departure.row);
    flushChanged(rows);
    QVector<SandboxRow> tombstones;
    std::vector<IdHash> idHashes;
    tombstones.reserve(rows.size());
    idHashes.reserve(departures.size());
    for (Departure &departure : departures) {
        const SandboxRow &last = m_rows.at(departure.row);
        if (!departure.told)
            departure.id = last.sandbox->id;
        // What stands for a wish never was more.
        if (!last.creation) {
            tombstones.append(tombstoneOf(departure, began));
            idHashes.push_back(m_rows.facts(departure.row).idHash);
        }
    }

    // All that follow get new numbers.
    constexpr int kMostRenumbered = 2'000;
    const int count = static_cast<int>(rows.size());
    std::vector<RowRun> runs = runsOf(rows);
    if (runs.size() > kMostRuns || size() - rows.constFirst() - count > kMostRenumbered) {
        Q_EMIT rowsAboutToBeSwapped();
        Q_EMIT rowsSwapped(m_rows.swapToTheEnd(rows));
        runs = {{size() - count, size() - 1}};
    }
    std::vector<SandboxRef> left;
    left.reserve(departures.size());
    for (const auto &[first, last] : lastFirst(std::move(runs))) {
        Q_EMIT rowsAboutToBeRemoved(first, last);
        for (int row = first; row <= last; ++row)
            --m_counts.at(static_cast<std::size_t>(m_rows.facts(row).status));
        m_rows.remove(first, last, left);
        m_countsDirty = true;
        Q_EMIT rowsRemoved(first, last);
    }
    QVector<SandboxRow> oldest = m_tombstones.add(std::move(tombstones), std::move(idHashes));
    // The polling thread lets go of them, where it may.
    for (std::size_t i = 0; i < departures.size(); ++i) {
        if (const MissingSandbox *told = departures[i].told) {
            const auto at = static_cast<qsizetype>(i);
            told->left = {std::move(left[i]),
                          at < oldest.size() ? std::move(oldest[at].sandbox) : SandboxRef()};
        }
    }
    for (const Departure &departure : departures)
        Q_EMIT sandboxGone(departure.told ? departure.told->id : departure.id);
}

void SandboxStore::setSandbox(int row, const SandboxRef &fresh, MonoTime readAt, UtcTime readAtUtc)
{
    SandboxRow &known = m_rows.at(row);
    known.readAt = readAt;
    known.readAtUtc = readAtUtc;
    if (known.sandbox.isSame(fresh))
        return;
    known.sandbox = fresh;
    noteFacts(row, factsOf(fresh));
}

void SandboxStore::noteFacts(int row, const SandboxFacts &facts)
{
    recount(m_rows.facts(row).status, facts.status);
    m_rows.setFacts(row, facts);
    markChanged(row);
}

void SandboxStore::noteOverlay(int row)
{
    m_rows.noteOverlay(row);
    markChanged(row);
}

void SandboxStore::markChanged(int row)
{
    m_changedRows.push_back(row);
    m_soonestEnd = std::min(m_soonestEnd, endOf(m_rows.facts(row)));
}

void SandboxStore::flushChanged(const QVector<int> &going)
{
    TouchedRows touched;
    touched.foreseen = std::exchange(m_foreseen, {});
    if (m_changedRows.empty() && going.isEmpty() && !m_cameUntold)
        return;
    m_cameUntold = false;
    touched.soonestEnd = std::exchange(m_soonestEnd, UtcTime::max());
    touched.going = going;
    sortRows(m_changedRows, size());
    std::vector<int> staying;
    if (!going.isEmpty()) {
        std::set_difference(m_changedRows.begin(), m_changedRows.end(), going.begin(), going.end(),
                            std::back_inserter(staying));
        m_changedRows.swap(staying);
    }
    touched.changed = QVector<int>(m_changedRows.begin(), m_changedRows.end());
    m_changedRows.clear();
    Q_EMIT rowsTouched(touched);
    const QVector<int> &rows = touched.changed;
    if (rows.isEmpty())
        return;
    // Every single announcement makes whoever hears it look around; past a few, one range is cheaper.
    if (rows.size() > 64) {
        Q_EMIT rowsChanged(rows.constFirst(), rows.constLast());
        return;
    }
    for (const auto &[first, last] : runsOf(rows))
        Q_EMIT rowsChanged(first, last);
}

void SandboxStore::recount(SandboxStatus from, SandboxStatus to)
{
    if (from == to)
        return;
    --m_counts.at(static_cast<std::size_t>(from));
    ++m_counts.at(static_cast<std::size_t>(to));
    m_countsDirty = true;
}

SandboxStore::Batch::Batch(SandboxStore &store) : m_store(store)
{
    ++m_store.m_batchDepth;
}

SandboxStore::Batch::~Batch()
{
    if (--m_store.m_batchDepth > 0)
        return;
    m_store.flushChanged();
    if (std::exchange(m_store.m_countsDirty, false))
        Q_EMIT m_store.countsChanged();
    // Last, when everything is consistent: whoever hears of a read may write here again.
    const QStringList read = std::exchange(m_store.m_readIds, {});
    for (const QString &id : read)
        Q_EMIT m_store.sandboxRead(id);
    if (std::exchange(m_store.m_listRead, false))
        Q_EMIT m_store.listRead();
}

} // namespace sandglass
