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

namespace {

// Lists of such services lag behind reads of one sandbox for a while (contract 14): within this time a list
// that says otherwise is asked about, not believed.
constexpr auto kTrustInRecentRead = 10'000ms;

// Two answers may round the same moment differently.
constexpr auto kSameMoment = 2'000ms;

// How often a list that goes on naming a sandbox that went is worth a read.
constexpr auto kAskAboutEnded = 30'000ms;

// The server may be a little early, and its clock is known to the second.
constexpr auto kExpiryIsNear = 2'000ms;

bool hasOverlay(const SandboxRow &row)
{
    return row.pending || row.fault;
}

} // namespace

SandboxStore::SandboxStore(Clock &clock, const ServerClock *serverClock, QObject *parent)
    : QObject(parent), m_clock(clock), m_serverClock(serverClock)
{}

SandboxStore::~SandboxStore() = default;

const SandboxRow &SandboxStore::confirmed(int row) const
{
    SandboxRow &known = rowAt(row);
    if (!m_lastList.older.contains(known.sandbox->id)) {
        known.readAt = m_lastList.began;
        known.readAtUtc = m_lastList.readAt;
    }
    return known;
}

bool SandboxStore::isNewerThan(int row, MonoTime began) const
{
    if (rowAt(row).readAt > began)
        return true;
    return m_lastList.began > began && at(row).readAt > began;
}

int SandboxStore::rowOf(const SandboxChange &change)
{
    const int guess = m_rowByNumber.value(change.number, -1);
    // No other row holds the very value the polling thread means.
    if (guess >= 0 && guess < size() && rowAt(guess).sandbox.isSame(change.before))
        return guess;
    const int row = rowOf(change.said->id);
    bind(change.number, row);
    return row;
}

void SandboxStore::bind(int number, int row)
{
    if (number < 0)
        return;
    if (number >= m_rowByNumber.size())
        m_rowByNumber.resize(std::max<qsizetype>(number + 1, size()), -1);
    m_rowByNumber[number] = row;
}

void SandboxStore::prefetchSeat(const SandboxChange &change) const
{
    if (const int guess = m_rowByNumber.value(change.number, -1); guess >= 0 && guess < size()) {
        __builtin_prefetch(&m_rows[static_cast<std::size_t>(guess)]);
        __builtin_prefetch(m_facts.constData() + guess, 1);
    }
}

void SandboxStore::prefetch(const SandboxChange &change) const
{
    if (const int guess = m_rowByNumber.value(change.number, -1); guess >= 0 && guess < size())
        __builtin_prefetch(m_rows[static_cast<std::size_t>(guess)].get(), 1);
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

void SandboxStore::applySnapshot(const SnapshotDelta &delta)
{
    const Batch batch(*this);
    const MonoTime now = m_clock.monoNow();
    if (!std::exchange(m_known, true))
        m_countsDirty = true;
    m_confirmed.removeIf([now](auto it) { return now - it.value().at > kTrustInRecentRead; });

    QStringList resend;
    std::array<QStringList, kAllDoubts.size()> doubts;
    QSet<QString> older; // rows that are no fresher by this
    if (!delta.isComplete())
        older = QSet<QString>(delta.missing.begin(), delta.missing.end());
    const auto leaveAside = [&](Doubt why, const QString &id) {
        resend.append(id);
        doubts.at(static_cast<std::size_t>(why)).append(id);
        if (why != Doubt::Ended)
            older.insert(id);
    };
    QVector<SandboxRow> fresh;
    std::vector<int> freshNumbers;
    for (qsizetype i = 0; i < delta.changed.size(); ++i) {
        // Rows and sandboxes lie far apart in memory. Asked for a little ahead, they are there in time.
        constexpr qsizetype kAhead = 12;
        if (i + 2 * kAhead < delta.changed.size())
            prefetchSeat(delta.changed.at(i + 2 * kAhead));
        if (i + kAhead < delta.changed.size())
            prefetch(delta.changed.at(i + kAhead));
        const SandboxChange &change = delta.changed.at(i);
        const Sandbox &listed = *change.said;
        const int row = rowOf(change);
        if (row < 0) {
            if (isDeadForNow(listed, delta.began, now)) {
                leaveAside(Doubt::Ended, listed.id);
                continue;
            }
            if (m_isHeldBack && m_isHeldBack(listed)) {
                resend.append(listed.id);
                continue;
            }
            SandboxRow added;
            added.sandbox = change.now;
            added.readAt = delta.began;
            added.readAtUtc = delta.readAt;
            fresh.append(std::move(added));
            freshNumbers.push_back(change.number);
        } else if (isNewerThan(row, delta.began)) {
            leaveAside(Doubt::Older, listed.id);
        } else if (contradictsRecentRead(listed, now)) {
            leaveAside(Doubt::Contradicts, listed.id);
            Q_EMIT rereadWanted(listed.id);
        } else {
            applyChange(row, change, delta);
        }
    }

    QVector<int> gone;
    if (delta.isComplete()) {
        for (const QString &id : delta.missing) {
            const int row = rowOf(id);
            if (row < 0)
                continue;
            if (isNewerThan(row, delta.isTurn ? delta.listBegan : delta.began)) {
                leaveAside(Doubt::Older, id);
                continue;
            }
            if (const auto named = m_named.constFind(id);
                named != m_named.constEnd() && now - *named <= kTrustInRecentRead) {
                // Created a moment ago: a list that lags does not know it yet, one read tells.
                leaveAside(Doubt::Contradicts, id);
                Q_EMIT rereadWanted(id);
                continue;
            }
            gone.append(row);
            // A server that misses half of its sandboxes for once has them back in its next list. What ran
            // out of time does not come back, whatever a list that lags says.
            if (const SandboxRow &last = at(row); endingOf(last).cause == Ending::Cause::Expired)
                rememberEnd(id, last.sandbox->expiry, kTrustInRecentRead);
        }
    }
    // Rows the poll saw unchanged are as fresh as the ones it sent.
    if (delta.isTurn) {
        for (const QString &id : delta.seen) {
            const int row = rowOf(id);
            if (row < 0 || at(row).readAt >= delta.began || older.contains(id))
                continue;
            rowAt(row).readAt = delta.began;
            rowAt(row).readAtUtc = delta.readAt;
        }
    } else if (delta.began > m_lastList.began) {
        for (const QString &id : std::as_const(older))
            static_cast<void>(find(id)); // knows of the list before, not of this one
        m_lastList = {delta.began, delta.readAt, std::move(older)};
    }
    for (std::size_t i = 0; i < freshNumbers.size(); ++i)
        bind(freshNumbers[i], size() + static_cast<int>(i));
    insertRows(std::move(fresh));
    removeRows(std::move(gone), delta.began);
    m_listRead = true;
    if (!resend.isEmpty())
        Q_EMIT resendNeeded(resend);
    for (const Doubt why : kAllDoubts) {
        if (const QStringList &ids = doubts.at(static_cast<std::size_t>(why)); !ids.isEmpty())
            Q_EMIT doubted(why, ids);
    }
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
    m_confirmed.insert(sandbox.id, {sandbox.status, sandbox.expiry, m_clock.monoNow()});
    rowAt(row).detailed = true;
    setSandbox(row, updated(rowAt(row).sandbox, sandbox), began, m_clock.utcNow());
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
    Sandbox fresh = *rowAt(row).sandbox;
    fresh.expiry = end;
    if (timeoutSeconds)
        fresh.timeoutSeconds = timeoutSeconds;
    Confirmed &confirmed = m_confirmed[id];
    confirmed.expiry = end;
    confirmed.at = m_clock.monoNow();
    setSandbox(row, updated(rowAt(row).sandbox, fresh), began, m_clock.utcNow());
    m_readIds.append(id);
    Q_EMIT resendNeeded({id});
}

void SandboxStore::applyGone(const QString &id, MonoTime began)
{
    const int row = rowOf(id);
    if (row < 0 || isNewerThan(row, began))
        return;
    const Batch batch(*this);
    m_confirmed.remove(id);
    rememberEnd(id, {}, kTrustInRecentRead);
    removeRows({row}, began);
    Q_EMIT resendNeeded({id});
}

void SandboxStore::applyDeleted(const QString &id)
{
    rememberEnd(id, {}, kAskAboutEnded);
    if (const int row = rowOf(id); row >= 0) {
        const Batch batch(*this);
        m_confirmed.remove(id);
        removeRows({row}, m_clock.monoNow());
        Q_EMIT resendNeeded({id});
    }
    m_tombstones.setCause(id, Ending::Cause::DeletedHere);
}

bool SandboxStore::reviveBy(const Sandbox &sandbox, MonoTime began)
{
    const SandboxRow *tombstone = m_tombstones.find(sandbox.id);
    const auto ended = m_ended.constFind(sandbox.id);
    const bool wentLater =
        (tombstone && tombstone->readAt > began) || (ended != m_ended.constEnd() && ended->since > began);
    // A sandbox nobody ever saw here comes with a list: this answer may be older than what became of it.
    if ((!tombstone && ended == m_ended.constEnd()) || wentLater || sandbox.status == SandboxStatus::Gone)
        return false;
    SandboxRow row;
    row.sandbox = tombstone ? updated(tombstone->sandbox, sandbox) : SandboxRef(sandbox);
    row.readAt = began;
    row.readAtUtc = m_clock.utcNow();
    row.detailed = true;
    m_confirmed.insert(sandbox.id, {sandbox.status, sandbox.expiry, m_clock.monoNow()});
    insertRows({std::move(row)});
    m_readIds.append(sandbox.id);
    Q_EMIT resendNeeded({sandbox.id});
    return true;
}

void SandboxStore::rememberEnd(const QString &id, const Expiry &expiry, std::chrono::milliseconds untilAsked)
{
    const MonoTime now = m_clock.monoNow();
    if (m_ended.size() >= kMostEnded) {
        m_ended.removeIf([now](auto it) { return now - std::max(it->since, it->asked) > kEndedAtLeast; });
    }
    m_ended.insert(id, {now, now + untilAsked - kAskAboutEnded, expiry});
}

bool SandboxStore::isDeadForNow(const Sandbox &listed, MonoTime began, MonoTime now)
{
    const auto ended = m_ended.find(listed.id);
    if (ended == m_ended.end())
        return false;
    if (ended->since >= began)
        return true;
    const bool extended = ended->expiry.kind == Expiry::Kind::At && listed.expiry.kind == Expiry::Kind::At &&
                          listed.expiry.at > ended->expiry.at;
    if (extended)
        return false;
    if (listed.status != SandboxStatus::Gone && now - ended->asked >= kAskAboutEnded) {
        ended->asked = now;
        Q_EMIT rereadWanted(listed.id);
    }
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
    insertRows({row});
}

void SandboxStore::setCreation(const QString &provisional, const CreationMark &mark)
{
    const int row = rowOf(provisional);
    if (row < 0 || rowAt(row).creation == mark)
        return;
    const Batch batch(*this);
    rowAt(row).creation = mark;
    markChanged(row);
}

void SandboxStore::removeProvisional(const QString &provisional)
{
    const int row = rowOf(provisional);
    if (row < 0)
        return;
    const Batch batch(*this);
    removeRows({row}, m_clock.monoNow());
}

void SandboxStore::nameProvisional(const QString &provisional, const Sandbox &sandbox)
{
    const int row = rowOf(provisional);
    if (row < 0)
        return;
    const Batch batch(*this);
    const MonoTime now = m_clock.monoNow();
    m_confirmed.insert(sandbox.id, {sandbox.status, sandbox.expiry, now});
    m_named.removeIf([now](auto it) { return now - it.value() > kTrustInRecentRead; });
    m_named.insert(sandbox.id, now);
    if (const int listed = rowOf(sandbox.id); listed >= 0) {
        setSandbox(listed, updated(rowAt(listed).sandbox, sandbox), now, m_clock.utcNow());
        m_readIds.append(sandbox.id);
        flushChanged();
        Q_EMIT sandboxNamed(provisional, sandbox.id);
        removeRows({rowOf(provisional)}, now);
    } else {
        m_seatById.insert(sandbox.id, m_seatById.take(provisional));
        rowAt(row).creation.reset();
        setSandbox(row, sandbox, now, m_clock.utcNow());
        Q_EMIT rowRenamed(row);
        m_readIds.append(sandbox.id);
        flushChanged();
        Q_EMIT sandboxNamed(provisional, sandbox.id);
    }
    Q_EMIT resendNeeded({sandbox.id});
}

Ending SandboxStore::endingOf(const SandboxRow &row) const
{
    Ending ending;
    ending.last = row.sandbox->status;
    ending.at = m_serverClock ? m_serverClock->now() : m_clock.utcNow();
    const Expiry &expiry = row.sandbox->expiry;
    if (expiry.kind == Expiry::Kind::At && expiry.at <= ending.at + kExpiryIsNear)
        ending.cause = Ending::Cause::Expired;
    return ending;
}

void SandboxStore::setPending(const QString &id, const PendingOp &op)
{
    const int row = rowOf(id);
    if (row < 0 || rowAt(row).pending == op)
        return;
    const Batch batch(*this);
    rowAt(row).pending = op;
    noteOverlay(row);
}

void SandboxStore::clearPending(const QString &id)
{
    const int row = rowOf(id);
    if (row < 0 || !rowAt(row).pending)
        return;
    const Batch batch(*this);
    rowAt(row).pending.reset();
    noteOverlay(row);
}

void SandboxStore::setFault(const QString &id, const RowFault &fault)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    const Batch batch(*this);
    rowAt(row).fault = fault;
    noteOverlay(row);
}

void SandboxStore::clearFault(const QString &id)
{
    const int row = rowOf(id);
    if (row < 0 || !rowAt(row).fault)
        return;
    const Batch batch(*this);
    rowAt(row).fault.reset();
    noteOverlay(row);
}

void SandboxStore::insertRows(QVector<SandboxRow> rows)
{
    if (rows.isEmpty())
        return;
    QStringList back;
    for (const SandboxRow &row : std::as_const(rows)) {
        // The last list knew nothing of it.
        if (row.readAt < m_lastList.began)
            m_lastList.older.insert(row.sandbox->id);
        m_ended.remove(row.sandbox->id);
        if (m_tombstones.find(row.sandbox->id))
            back.append(row.sandbox->id);
    }
    m_tombstones.remove(back);
    const int first = size();
    const int last = first + static_cast<int>(rows.size()) - 1;
    Q_EMIT rowsAboutToBeInserted(first, last);
    for (SandboxRow &row : rows) {
        const Sandbox &sandbox = row.sandbox;
        const QString id = sandbox.id;
        ++m_counts.at(static_cast<std::size_t>(sandbox.status));
        m_facts.append(factsOf(sandbox));
        m_overlaid.push_back(hasOverlay(row) ? 1 : 0);
        m_rows.push_back(std::make_unique<Seat>(Seat{std::move(row), size()}));
        m_seatById.insert(id, m_rows.back().get());
    }
    m_countsDirty = true;
    m_cameUntold = true;
    Q_EMIT rowsInserted(first, last);
}

void SandboxStore::removeRows(QVector<int> rows, MonoTime began)
{
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end());
    flushChanged(rows);
    QStringList gone;
    QVector<SandboxRow> ended;
    gone.reserve(rows.size());
    ended.reserve(rows.size());
    for (const int row : std::as_const(rows)) {
        const SandboxRow &last = at(row);
        gone.append(last.sandbox->id);
        if (last.creation)
            continue; // it never was more than a wish
        SandboxRow tombstone;
        Sandbox lastKnown = *last.sandbox;
        lastKnown.status = SandboxStatus::Gone;
        tombstone.sandbox = std::move(lastKnown);
        tombstone.readAt = began;
        tombstone.readAtUtc = last.readAtUtc;
        tombstone.detailed = last.detailed;
        tombstone.ending = endingOf(last);
        ended.append(std::move(tombstone));
    }

    // All that follow get new numbers.
    constexpr int kMostRenumbered = 2'000;
    const int count = static_cast<int>(rows.size());
    std::vector<RowRun> runs = runsOf(rows);
    if (runs.size() > kMostRuns || size() - rows.constFirst() - count > kMostRenumbered) {
        swapToTheEnd(rows);
        runs = {{size() - count, size() - 1}};
    }
    // Last run first, so that the numbers of the others stay right.
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        const auto [first, last] = *run;
        Q_EMIT rowsAboutToBeRemoved(first, last);
        for (int row = first; row <= last; ++row) {
            const Sandbox &sandbox = rowAt(row).sandbox;
            m_seatById.remove(sandbox.id);
            --m_counts.at(static_cast<std::size_t>(sandbox.status));
        }
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        m_facts.remove(first, last - first + 1);
        m_overlaid.erase(m_overlaid.begin() + first, m_overlaid.begin() + last + 1);
        numberFrom(first);
        m_countsDirty = true;
        Q_EMIT rowsRemoved(first, last);
    }
    m_tombstones.add(std::move(ended));
    for (const QString &id : std::as_const(gone))
        Q_EMIT sandboxGone(id);
}

void SandboxStore::numberFrom(int row)
{
    for (; row < size(); ++row)
        m_rows[static_cast<std::size_t>(row)]->row = row;
}

void SandboxStore::swapToTheEnd(const QVector<int> &rows)
{
    Q_EMIT rowsAboutToBeSwapped();
    QVector<RowSwap> swaps;
    swaps.reserve(rows.size());
    const int staying = size() - static_cast<int>(rows.size());
    auto going = rows.begin();
    auto atTheEnd = std::lower_bound(rows.begin(), rows.end(), staying);
    for (int row = staying; row < size(); ++row) {
        if (atTheEnd != rows.end() && *atTheEnd == row) {
            ++atTheEnd;
            continue;
        }
        const int place = *going++;
        std::swap(m_rows[static_cast<std::size_t>(place)], m_rows[static_cast<std::size_t>(row)]);
        std::swap(m_facts[place], m_facts[row]);
        std::swap(m_overlaid[static_cast<std::size_t>(place)], m_overlaid[static_cast<std::size_t>(row)]);
        m_rows[static_cast<std::size_t>(place)]->row = place;
        m_rows[static_cast<std::size_t>(row)]->row = row;
        swaps.append({place, row});
    }
    Q_EMIT rowsSwapped(swaps);
}

void SandboxStore::applyChange(int row, const SandboxChange &change, const SnapshotDelta &delta)
{
    SandboxRow &known = rowAt(row);
    if (!known.sandbox.isSame(change.before)) {
        setSandbox(row, updated(known.sandbox, change.said), delta.began, delta.readAt);
        return;
    }
    known.readAt = delta.began;
    known.readAtUtc = delta.readAt;
    if (known.sandbox.isSame(change.now))
        return;
    std::swap(known.sandbox, change.now);
    noteFacts(row, change.facts);
}

void SandboxStore::setSandbox(int row, const SandboxRef &fresh, MonoTime readAt, UtcTime readAtUtc)
{
    SandboxRow &known = rowAt(row);
    known.readAt = readAt;
    known.readAtUtc = readAtUtc;
    if (known.sandbox.isSame(fresh))
        return;
    known.sandbox = fresh;
    noteFacts(row, factsOf(fresh));
}

void SandboxStore::noteFacts(int row, const SandboxFacts &facts)
{
    recount(m_facts.at(row).status, facts.status);
    m_facts[row] = facts;
    markChanged(row);
}

void SandboxStore::noteOverlay(int row)
{
    m_overlaid[static_cast<std::size_t>(row)] = hasOverlay(rowAt(row)) ? 1 : 0;
    markChanged(row);
}

void SandboxStore::markChanged(int row)
{
    m_changedRows.append(row);
}

void SandboxStore::flushChanged(const QVector<int> &going)
{
    if (m_changedRows.isEmpty() && going.isEmpty() && !m_cameUntold)
        return;
    m_cameUntold = false;
    QVector<int> rows = std::exchange(m_changedRows, {});
    sortRows(rows, size());
    if (!going.isEmpty()) {
        QVector<int> staying;
        std::set_difference(rows.begin(), rows.end(), going.begin(), going.end(),
                            std::back_inserter(staying));
        rows = std::move(staying);
    }
    Q_EMIT rowsTouched(rows, going);
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

bool SandboxStore::contradictsRecentRead(const Sandbox &listed, MonoTime now) const
{
    const auto confirmed = m_confirmed.constFind(listed.id);
    if (confirmed == m_confirmed.constEnd() || now - confirmed->at > kTrustInRecentRead)
        return false;
    if (confirmed->status && *confirmed->status != listed.status)
        return true;
    return confirmed->expiry.kind == Expiry::Kind::At && listed.expiry.kind == Expiry::Kind::At &&
           std::chrono::abs(confirmed->expiry.at - listed.expiry.at) > kSameMoment;
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
