// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sandboxstore.h"

#include "domain/clock.h"

#include <QSet>

#include <algorithm>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

// Lists of such services lag behind reads of one sandbox for a while (contract 14): within this time a list
// that says otherwise is asked about, not believed.
constexpr auto kTrustInRecentRead = 10'000ms;

// Two answers may round the same moment differently.
constexpr auto kSameMoment = 2'000ms;

// How often a list that goes on naming a sandbox we deleted is worth a read.
constexpr auto kAskAboutDeleted = 30'000ms;

/// Calls @p use with every run of neighbouring numbers in @p sorted, last run first if @p backwards.
template<typename Use>
void forEachRun(const QVector<int> &sorted, bool backwards, Use use)
{
    QVector<std::pair<int, int>> runs;
    for (const int row : sorted) {
        if (!runs.isEmpty() && runs.last().second == row - 1)
            runs.last().second = row;
        else if (runs.isEmpty() || runs.last().second != row)
            runs.append({row, row});
    }
    if (backwards)
        std::reverse(runs.begin(), runs.end());
    for (const auto &[first, last] : std::as_const(runs))
        use(first, last);
}

} // namespace

SandboxStore::SandboxStore(Clock &clock, QObject *parent) : QObject(parent), m_clock(clock) {}

SandboxStore::~SandboxStore() = default;

const Sandbox &SandboxStore::announced(int row) const
{
    const auto before = m_unannounced.constFind(row);
    return before == m_unannounced.constEnd() ? m_rows.at(row).sandbox : before.value();
}

const SandboxRow *SandboxStore::find(const QString &id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_rows.at(row);
}

void SandboxStore::applySnapshot(const SnapshotDelta &delta)
{
    const Batch batch(*this);
    const MonoTime now = m_clock.monoNow();
    m_confirmed.removeIf([now](auto it) { return now - it.value().at > kTrustInRecentRead; });

    QStringList resend;
    QVector<SandboxRow> fresh;
    QSet<QString> older(delta.missing.begin(), delta.missing.end());
    for (const Sandbox &listed : delta.changed) {
        const int row = rowOf(listed.id);
        if (row < 0) {
            if (isDeadForNow(listed, delta.began, now)) {
                resend.append(listed.id);
                continue;
            }
            if (m_isHeldBack && m_isHeldBack(listed)) {
                resend.append(listed.id);
                continue;
            }
            SandboxRow added;
            added.sandbox = listed;
            added.readAt = delta.began;
            added.readAtUtc = delta.readAt;
            fresh.append(std::move(added));
        } else if (m_rows.at(row).readAt > delta.began) {
            resend.append(listed.id);
            older.insert(listed.id);
        } else if (contradictsRecentRead(listed, now)) {
            resend.append(listed.id);
            older.insert(listed.id);
            Q_EMIT rereadWanted(listed.id);
        } else {
            replaceSandbox(row, mergedWithSparse(m_rows.at(row).sandbox, listed), delta.began, delta.readAt);
        }
    }

    QVector<int> gone;
    if (delta.isComplete()) {
        for (const QString &id : delta.missing) {
            const int row = rowOf(id);
            if (row < 0)
                continue;
            if (m_rows.at(row).readAt > delta.began) {
                resend.append(id);
            } else if (now - m_named.value(id, now - 2 * kTrustInRecentRead) <= kTrustInRecentRead) {
                // Created a moment ago: a list that lags does not know it yet, one read tells.
                resend.append(id);
                older.insert(id);
                Q_EMIT rereadWanted(id);
            } else {
                gone.append(row);
            }
        }
    }
    // Rows the poll saw unchanged are as fresh as the ones it sent.
    for (SandboxRow &row : m_rows) {
        if (row.readAt < delta.began && !older.contains(row.sandbox.id)) {
            row.readAt = delta.began;
            row.readAtUtc = delta.readAt;
        }
    }
    removeRows(std::move(gone));
    insertRows(std::move(fresh));
    if (!resend.isEmpty())
        Q_EMIT resendNeeded(resend);
}

bool SandboxStore::applyDetails(const Sandbox &sandbox, MonoTime began)
{
    const Batch batch(*this);
    const int row = rowOf(sandbox.id);
    if (row < 0) {
        // Only lists bring rows: a late answer must not revive what is gone. But it may allow them to.
        const auto dead = m_deleted.constFind(sandbox.id);
        if (dead != m_deleted.constEnd() && dead.value() <= began && sandbox.status != SandboxStatus::Gone)
            m_deleted.erase(dead);
        return false;
    }
    if (m_rows.at(row).readAt > began)
        return false;
    m_confirmed.insert(sandbox.id, {sandbox.status, sandbox.expiry, m_clock.monoNow()});
    m_rows[row].detailed = true;
    replaceSandbox(row, mergedWithSparse(m_rows.at(row).sandbox, sandbox), began, m_clock.utcNow());
    Q_EMIT resendNeeded({sandbox.id});
    return true;
}

void SandboxStore::applyTimeout(const QString &id, const Expiry &end, std::optional<qint64> timeoutSeconds,
                                MonoTime began)
{
    const int row = rowOf(id);
    if (row < 0 || m_rows.at(row).readAt > began)
        return;
    const Batch batch(*this);
    Sandbox fresh = m_rows.at(row).sandbox;
    fresh.expiry = end;
    if (timeoutSeconds)
        fresh.timeoutSeconds = timeoutSeconds;
    Confirmed &confirmed = m_confirmed[id];
    confirmed.expiry = end;
    confirmed.at = m_clock.monoNow();
    replaceSandbox(row, fresh, began, m_clock.utcNow());
    Q_EMIT resendNeeded({id});
}

void SandboxStore::applyGone(const QString &id, MonoTime began)
{
    const int row = rowOf(id);
    if (row < 0 || m_rows.at(row).readAt > began)
        return;
    const Batch batch(*this);
    const MonoTime now = m_clock.monoNow();
    m_goneAt.removeIf([now](auto it) { return now - it.value() > 2 * kTrustInRecentRead; });
    m_goneAt.insert(id, now);
    m_confirmed.remove(id);
    removeRows({row});
    Q_EMIT resendNeeded({id});
}

void SandboxStore::applyDeleted(const QString &id)
{
    m_deleted.insert(id, m_clock.monoNow());
    if (const int row = rowOf(id); row >= 0) {
        const Batch batch(*this);
        m_confirmed.remove(id);
        removeRows({row});
        Q_EMIT resendNeeded({id});
    }
}

bool SandboxStore::isDeadForNow(const Sandbox &listed, MonoTime began, MonoTime now)
{
    if (const auto gone = m_goneAt.constFind(listed.id); gone != m_goneAt.constEnd()) {
        // A read said it is gone; a list that lags must not bring it back.
        if (gone.value() >= began || now - gone.value() < kTrustInRecentRead)
            return true;
        m_goneAt.erase(gone);
    }
    const auto deleted = m_deleted.find(listed.id);
    if (deleted == m_deleted.end())
        return false;
    if (listed.status != SandboxStatus::Gone && now - deleted.value() >= kAskAboutDeleted) {
        deleted.value() = now;
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
    if (row < 0 || m_rows.at(row).creation == mark)
        return;
    const Batch batch(*this);
    m_rows[row].creation = mark;
    markChanged(row);
}

void SandboxStore::removeProvisional(const QString &provisional)
{
    const int row = rowOf(provisional);
    if (row < 0)
        return;
    const Batch batch(*this);
    removeRows({row});
}

void SandboxStore::nameProvisional(const QString &provisional, const Sandbox &sandbox)
{
    const int row = rowOf(provisional);
    if (row < 0)
        return;
    const Batch batch(*this);
    const MonoTime now = m_clock.monoNow();
    m_confirmed.insert(sandbox.id, {sandbox.status, now});
    m_named.removeIf([now](auto it) { return now - it.value() > kTrustInRecentRead; });
    m_named.insert(sandbox.id, now);
    if (const int listed = rowOf(sandbox.id); listed >= 0) {
        replaceSandbox(listed, mergedWithSparse(m_rows.at(listed).sandbox, sandbox), now, m_clock.utcNow());
        flushChanged();
        Q_EMIT sandboxNamed(provisional, sandbox.id);
        removeRows({rowOf(provisional)});
    } else {
        m_rowById.remove(provisional);
        m_rowById.insert(sandbox.id, row);
        m_rows[row].creation.reset();
        replaceSandbox(row, sandbox, now, m_clock.utcNow());
        flushChanged();
        Q_EMIT sandboxNamed(provisional, sandbox.id);
    }
    Q_EMIT resendNeeded({sandbox.id});
}

void SandboxStore::setPending(const QString &id, const PendingOp &op)
{
    const int row = rowOf(id);
    if (row < 0 || m_rows.at(row).pending == op)
        return;
    const Batch batch(*this);
    m_rows[row].pending = op;
    markChanged(row);
}

void SandboxStore::clearPending(const QString &id)
{
    const int row = rowOf(id);
    if (row < 0 || !m_rows.at(row).pending)
        return;
    const Batch batch(*this);
    m_rows[row].pending.reset();
    markChanged(row);
}

void SandboxStore::setFault(const QString &id, const RowFault &fault)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    const Batch batch(*this);
    m_rows[row].fault = fault;
    markChanged(row);
}

void SandboxStore::clearFault(const QString &id)
{
    const int row = rowOf(id);
    if (row < 0 || !m_rows.at(row).fault)
        return;
    const Batch batch(*this);
    m_rows[row].fault.reset();
    markChanged(row);
}

void SandboxStore::insertRows(QVector<SandboxRow> rows)
{
    if (rows.isEmpty())
        return;
    flushChanged();
    const int first = size();
    const int last = first + static_cast<int>(rows.size()) - 1;
    Q_EMIT rowsAboutToBeInserted(first, last);
    for (int i = first; i <= last; ++i) {
        const Sandbox &sandbox = rows.at(i - first).sandbox;
        m_rowById.insert(sandbox.id, i);
        ++m_counts.at(static_cast<std::size_t>(sandbox.status));
    }
    m_rows.append(std::move(rows));
    m_countsDirty = true;
    Q_EMIT rowsInserted(first, last);
}

void SandboxStore::removeRows(QVector<int> rows)
{
    if (rows.isEmpty())
        return;
    flushChanged();
    std::sort(rows.begin(), rows.end());
    QStringList gone;
    gone.reserve(rows.size());
    for (const int row : std::as_const(rows))
        gone.append(m_rows.at(row).sandbox.id);

    forEachRun(rows, true, [this](int first, int last) {
        Q_EMIT rowsAboutToBeRemoved(first, last);
        for (int row = first; row <= last; ++row) {
            const Sandbox &sandbox = m_rows.at(row).sandbox;
            m_rowById.remove(sandbox.id);
            --m_counts.at(static_cast<std::size_t>(sandbox.status));
        }
        m_rows.remove(first, last - first + 1);
        for (int row = first; row < size(); ++row)
            m_rowById[m_rows.at(row).sandbox.id] = row;
        m_countsDirty = true;
        Q_EMIT rowsRemoved(first, last);
    });
    for (const QString &id : std::as_const(gone))
        Q_EMIT sandboxGone(id);
}

void SandboxStore::replaceSandbox(int row, const Sandbox &fresh, MonoTime readAt, UtcTime readAtUtc)
{
    SandboxRow &old = m_rows[row];
    old.readAt = readAt;
    old.readAtUtc = readAtUtc;
    if (old.sandbox != fresh) {
        recount(old.sandbox.status, fresh.status);
        if (!m_unannounced.contains(row))
            m_unannounced.insert(row, old.sandbox);
        old.sandbox = fresh;
        markChanged(row);
    }
    m_readIds.append(fresh.id);
}

void SandboxStore::markChanged(int row)
{
    m_changedRows.append(row);
}

void SandboxStore::flushChanged()
{
    if (m_changedRows.isEmpty())
        return;
    QVector<int> rows = std::exchange(m_changedRows, {});
    std::sort(rows.begin(), rows.end());
    // Every single announcement makes a sorted view look at all its rows; past a few, one range is cheaper.
    if (rows.size() > 64) {
        m_unannounced.clear();
        Q_EMIT rowsChanged(rows.first(), rows.last());
        return;
    }
    forEachRun(rows, false, [this](int first, int last) {
        for (int row = first; row <= last; ++row)
            m_unannounced.remove(row);
        Q_EMIT rowsChanged(first, last);
    });
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
}

} // namespace sandglass
