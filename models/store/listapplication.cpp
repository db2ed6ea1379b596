// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a list does to the rows: what it says of them is believed, or left aside and asked about.
#include "domain/clock.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <algorithm>

namespace sandglass {

namespace {

/// Rows and sandboxes lie far apart in memory. Asked for a little ahead, they are there in time.
template<typename Told>
void lookAhead(const QVector<Told> &all, qsizetype at, const SandboxRows &rows)
{
    constexpr qsizetype kAhead = 12;
    if (at + 4 * kAhead < all.size())
        __builtin_prefetch(all.constData() + at + 4 * kAhead, 1);
    if (at + 3 * kAhead < all.size())
        rows.prefetchNumber(all.at(at + 3 * kAhead).number);
    if (at + 2 * kAhead < all.size())
        rows.prefetchPlace(all.at(at + 2 * kAhead).number);
    if (at + kAhead < all.size())
        rows.prefetchRow(all.at(at + kAhead).number);
}

constexpr std::size_t kMostAskedAbout = 5; // of those one list may have left out or not

/// Its deletion was wished, and not sent yet.
bool isDeletionToCome(const SandboxRow &row)
{
    using Phase = PendingOp::Phase;
    return row.pending && row.pending->action == LifecycleAction::Delete &&
           (row.pending->phase == Phase::Scheduled || row.pending->phase == Phase::Queued);
}

/// A person waits for what becomes of it, and a list that leaves it out is not what they wait for.
bool isUndecided(const SandboxRow &row)
{
    using Phase = PendingOp::Phase;
    if (!row.pending || row.pending->phase == Phase::Overdue)
        return false;
    return row.pending->action != LifecycleAction::Delete || row.pending->phase != Phase::Accepted;
}

} // namespace

/// What one list brings, until all of it is known.
struct SandboxStore::ListNews
{
    const MonoTime now;
    const UtcTime serverNow;
    const QSet<QString> missedBefore; ///< by the list before, see m_missedOnce
    std::vector<Arrival> fresh{};
    std::vector<Departure> gone{};
    std::vector<std::pair<MonoTime, QString>> maybeUnread{}; ///< since when the row was not read
    QSet<QString> older{};                                   ///< rows that are no fresher by this list
    QStringList resend{};
    std::array<QStringList, kAllDoubts.size()> doubts{};
};

void SandboxStore::applySnapshot(const SnapshotDelta &delta)
{
    const Batch batch(*this);
    if (!std::exchange(m_known, true))
        m_countsDirty = true;
    m_isComplete = delta.isComplete() && delta.skippedRows == 0;
    ListNews news{m_clock.monoNow(), m_serverClock.now(),
                  delta.isLastTurn ? std::exchange(m_missedOnce, {}) : QSet<QString>()};
    m_reads.forgetOld(news.now);
    m_isAsForeseen = m_changedRows.empty() && !m_cameUntold;
    if (!delta.isComplete()) {
        const QStringList missing = delta.missingIds();
        news.older = QSet<QString>(missing.begin(), missing.end());
    }
    m_changedRows.reserve(static_cast<std::size_t>(delta.changed.size()));
    for (qsizetype i = 0; i < delta.changed.size(); ++i) {
        lookAhead(delta.changed, i, m_rows);
        applyNamed(delta.changed.at(i), delta, news);
    }
    if (delta.isComplete()) {
        news.gone.reserve(static_cast<std::size_t>(delta.missing.size()));
        for (qsizetype i = 0; i < delta.missing.size(); ++i) {
            lookAhead(delta.missing, i, m_rows);
            applyMissing(delta.missing.at(i), delta, news);
        }
    }
    askAboutUnread(news);
    noteFreshness(delta, news);
    insertRows(std::move(news.fresh));
    m_foreseen = m_isAsForeseen ? delta.foreseen : nullptr;
    removeRows(std::move(news.gone), delta.began);
    m_listRead = true;
    if (!news.resend.isEmpty())
        Q_EMIT resendNeeded(news.resend);
    for (const Doubt why : kAllDoubts) {
        if (const QStringList &ids = news.doubts.at(static_cast<std::size_t>(why)); !ids.isEmpty())
            Q_EMIT doubted(why, ids);
    }
}

void SandboxStore::leaveAside(Doubt why, const QString &id, ListNews &news)
{
    m_isAsForeseen = false;
    news.resend.append(id);
    news.doubts.at(static_cast<std::size_t>(why)).append(id);
    if (why != Doubt::Ended)
        news.older.insert(id);
}

void SandboxStore::applyNamed(const SandboxChange &change, const SnapshotDelta &delta, ListNews &news)
{
    const Sandbox &listed = *change.said;
    m_reads.noteSeen(listed.id);
    const int row = rowOf(change);
    if (row < 0) {
        applyUnknown(change, delta, news);
    } else if (isNewerThan(row, delta.began)) {
        leaveAside(Doubt::Older, listed.id, news);
    } else if (m_reads.contradict(listed, news.now)) {
        leaveAside(Doubt::Contradicts, listed.id, news);
        Q_EMIT rereadWanted(listed.id);
    } else {
        applyChange(row, change, delta);
    }
}

void SandboxStore::applyUnknown(const SandboxChange &change, const SnapshotDelta &delta, ListNews &news)
{
    const Sandbox &listed = *change.said;
    const RecentReads::Verdict verdict = m_reads.judge(listed, delta.began, news.now);
    if (verdict == RecentReads::Verdict::DeadButAsk)
        Q_EMIT rereadWanted(listed.id);
    if (verdict != RecentReads::Verdict::Alive) {
        leaveAside(Doubt::Ended, listed.id, news);
        return;
    }
    if (m_isHeldBack && m_isHeldBack(listed)) {
        m_isAsForeseen = false;
        news.resend.append(listed.id);
        return;
    }
    SandboxRow added;
    added.sandbox = change.now;
    added.readAt = delta.began;
    added.readAtUtc = delta.readAt;
    news.fresh.push_back({std::move(added), change.facts, change.number});
}

void SandboxStore::applyChange(int row, const SandboxChange &change, const SnapshotDelta &delta)
{
    SandboxRow &known = m_rows.at(row);
    if (!known.sandbox.isSame(change.before)) {
        m_isAsForeseen = false;
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

void SandboxStore::applyMissing(const MissingSandbox &missing, const SnapshotDelta &delta, ListNews &news)
{
    const QString &id = missing.id;
    const int row = rowOf(missing);
    if (row < 0)
        return;
    if (isNewerThan(row, delta.isTurn ? delta.listBegan : delta.began)) {
        leaveAside(Doubt::Older, id, news);
        return;
    }
    if (m_reads.wasNamedLately(id, news.now) || isDeletionToCome(m_rows.at(row))) {
        // Created a moment ago, or a person waits for it to be deleted, which would count as done without
        // having been sent: one read tells.
        leaveAside(Doubt::Contradicts, id, news);
        Q_EMIT rereadWanted(id);
        return;
    }
    if (delta.skippedRows > 0) {
        // Any of the rows that could not be read may be this one.
        leaveAside(Doubt::Contradicts, id, news);
        news.maybeUnread.emplace_back(at(row).readAt, id);
        return;
    }
    if (isUndecided(m_rows.at(row)) && !news.missedBefore.contains(id)) {
        // A list that lags would tell of a deletion that the server then refuses. The answer that is waited
        // for decides, or the next list.
        m_missedOnce.insert(id);
        leaveAside(Doubt::Contradicts, id, news);
        return;
    }
    news.gone.push_back({row, endingOf(row, news.serverNow), &missing});
    // A server that misses half of its sandboxes for once has them back in its next list. What ran out of
    // time does not come back, whatever a list that lags says.
    if (news.gone.back().ending.cause == Ending::Cause::Expired)
        m_reads.noteExpired(id, m_rows.at(row).sandbox->expiry, news.now);
}

void SandboxStore::askAboutUnread(ListNews &news)
{
    // Reads cost more than a list: the others stay as they are until their turn comes.
    const std::size_t asked = std::min(news.maybeUnread.size(), kMostAskedAbout);
    std::partial_sort(news.maybeUnread.begin(), news.maybeUnread.begin() + static_cast<std::ptrdiff_t>(asked),
                      news.maybeUnread.end());
    for (std::size_t i = 0; i < asked; ++i)
        Q_EMIT rereadWanted(news.maybeUnread[i].second);
}

void SandboxStore::noteFreshness(const SnapshotDelta &delta, ListNews &news)
{
    // Rows the poll saw unchanged are as fresh as the ones it sent.
    if (delta.isTurn) {
        for (const QString &id : delta.seen) {
            const int row = rowOf(id);
            if (row < 0 || at(row).readAt >= delta.began || news.older.contains(id))
                continue;
            m_rows.at(row).readAt = delta.began;
            m_rows.at(row).readAtUtc = delta.readAt;
        }
    } else if (delta.began > m_lastList.began) {
        for (const QString &id : std::as_const(news.older))
            static_cast<void>(find(id)); // knows of the list before, not of this one
        m_lastList = {delta.began, delta.readAt, std::move(news.older)};
    }
}

int SandboxStore::rowOf(const SandboxChange &change)
{
    const int guess = m_rows.rowOf(change.number);
    // No other row holds the very value the polling thread means.
    if (guess >= 0 && m_rows.at(guess).sandbox.isSame(change.before))
        return guess;
    Q_ASSERT(change.facts.idHash == hashOf(change.said->id));
    const int row = m_rows.rowOf(change.said->id, change.facts.idHash);
    m_isAsForeseen &= row < 0 && guess < 0;
    m_rows.bind(change.number, row);
    return row;
}

int SandboxStore::rowOf(const MissingSandbox &missing)
{
    const int guess = m_rows.rowOf(missing.number);
    if (guess >= 0) {
        const SandboxRef &known = m_rows.at(guess).sandbox;
        if (known.isSame(missing.before) || known->id == missing.id)
            return guess;
    }
    const int row = rowOf(missing.id);
    m_isAsForeseen &= row < 0 && guess < 0;
    return row;
}

} // namespace sandglass
