// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "store/recentreads.h"
#include "store/sandboxrows.h"
#include "store/snapshot.h"
#include "store/tombstones.h"

#include <QObject>
#include <QSet>
#include <QVector>

#include <array>
#include <functional>
#include <vector>

namespace sandglass {

class Clock;
class ServerClock;

/// Sandboxes by status. What the server reports counts, not what we asked for.
using StatusCounts = std::array<int, kAllStatuses.size()>;

/// What happened to the rows.
struct TouchedRows
{
    QVector<int> changed;                ///< exactly, sorted; the same as in rowsChanged
    QVector<int> going;                  ///< will be removed next; sorted, and none of the former
    UtcTime soonestEnd = UtcTime::max(); ///< of those that changed, see endOf()
    ForeseenPtr foreseen;                ///< of the poll, where that was taken at its word; or null
};

/// Why an answer was not taken at its word.
enum class Doubt : quint8
{
    Older,       ///< asked for before what the row shows already
    Contradicts, ///< a list that says otherwise than a read a moment ago
    Ended,       ///< a list that names what went
};

inline constexpr std::array kAllDoubts{Doubt::Older, Doubt::Contradicts, Doubt::Ended};

/// The one truth in memory: every sandbox we know, what we asked of it, and how old the knowledge is.
/// Lives on the GUI thread. Rows stay where they are but for some at the end, which take the places of those
/// that go from among many; every change is announced exactly, before and after, so models on top never
/// reset. Only the controller and the poller write here.
class SandboxStore final : public QObject
{
    Q_OBJECT

public:
    /// @p serverClock tells whether a time limit has passed.
    SandboxStore(Clock &clock, const ServerClock &serverClock, QObject *parent = nullptr);
    ~SandboxStore() override;

    /// Whether any list has been applied: until then no rows does not mean that there are none.
    /// countsChanged() tells.
    [[nodiscard]] bool isKnown() const { return m_known; }
    /// Whether the last list told of every sandbox there was.
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    [[nodiscard]] int size() const { return m_rows.size(); }
    [[nodiscard]] const SandboxRow &at(int row) const
    {
        const SandboxRow &known = m_rows.at(row);
        return known.readAt < m_lastList.began ? confirmed(row) : known;
    }
    /// The same without what the last list confirmed of it.
    [[nodiscard]] const Sandbox &sandboxAt(int row) const { return m_rows.at(row).sandbox; }
    /// What the row is put in order by. Asks for less memory than a look at the row, for whoever looks at all
    /// of them.
    [[nodiscard]] const SandboxFacts &factsAt(int row) const { return m_rows.facts(row); }
    /// Whether there is a pending action or a fault: the facts do not tell of them.
    [[nodiscard]] bool isOverlaid(int row) const { return m_rows.isOverlaid(row); }
    [[nodiscard]] const SandboxRow *find(const QString &id) const;
    [[nodiscard]] int rowOf(const QString &id) const { return m_rows.rowOf(id); }
    /// By SandboxChange::number; -1 or beyond the end: no row is known by it.
    [[nodiscard]] const QVector<int> &rowsByNumber() const { return m_rows.rowsByNumber(); }
    [[nodiscard]] const StatusCounts &counts() const { return m_counts; }
    /// What went while this store lived. None of them is a row.
    [[nodiscard]] Tombstones &tombstones() { return m_tombstones; }
    [[nodiscard]] const Tombstones &tombstones() const { return m_tombstones; }
    /// Whether the server named it in answer to a create, and no answer has told of it since.
    [[nodiscard]] bool isUnseen(const QString &id) const { return m_reads.isUnseen(id); }
    /// The row of @p id or, where it went, its tombstone.
    [[nodiscard]] const SandboxRow *findEver(const QString &id) const;

    /// Applies a poll. Rows that changed here after the poll began are left alone, whatever it says of them;
    /// a list that contradicts a very recent read of one sandbox is not believed either, nor does one with
    /// rows that could not be read take a row away. All are announced by resendNeeded, and those a read can
    /// decide also by rereadWanted.
    void applySnapshot(const SnapshotDelta &delta);

    /// Applies the answer to a read of one sandbox that was asked for at @p began. Older answers than what
    /// the row already shows are dropped. What went comes back when the read is newer than its end and finds
    /// it alive; nothing else brings a row. Returns false if the answer was dropped.
    bool applyDetails(const Sandbox &sandbox, MonoTime began);

    /// The server set a new time limit for @p id, in answer to a request sent at @p began; @p end is known.
    void applyTimeout(const QString &id, const Expiry &end, std::optional<qint64> timeoutSeconds,
                      MonoTime began);

    /// The server said that @p id does not exist, in an answer asked for at @p began. Not believed of what it
    /// has only just created.
    void applyGone(const QString &id, MonoTime began);

    /// Whichever of the two a read of @p id that began then was answered with; other errors tell nothing.
    void applyRead(const QString &id, const ApiResult<Sandbox> &answer, MonoTime began);

    /// @p id was deleted by us: its row goes, and no list brings it back. A list that keeps naming it is
    /// asked about from time to time; only a read that finds it revives it.
    void applyDeleted(const QString &id);

    /// @name A sandbox that was asked for and has no name yet
    /// Its row has a provisional id and the status Creating; no list touches it.
    /// @{
    void addProvisional(const Sandbox &draft, const CreationMark &mark);
    void setCreation(const QString &provisional, const CreationMark &mark);
    void removeProvisional(const QString &provisional);
    /// The server says that it is @p sandbox, in an answer that just came: the row becomes it where it
    /// stands, or gives way to the row that has this id already.
    void nameProvisional(const QString &provisional, const Sandbox &sandbox);
    /// It is there by more than the word of the answer that named it.
    void noteSeen(const QString &id) { m_reads.noteSeen(id); }
    /// Sandboxes seen for the first time for which @p isHeldBack is true get no row yet and are asked for
    /// again; empty to hold none back. Called while a list is applied: it must not write here.
    void setHoldBack(std::function<bool(const Sandbox &)> isHeldBack)
    {
        m_isHeldBack = std::move(isHeldBack);
    }
    /// @}

    /// The server accepted that @p id be deleted: lists may leave it out from now on, with many others too.
    void expectGone(const QString &id) { Q_EMIT goneExpected({id}); }

    /// Overlays; no effect on a row that is not there.
    void setPending(const QString &id, const PendingOp &op);
    void clearPending(const QString &id);
    void setFault(const QString &id, const RowFault &fault);
    void clearFault(const QString &id);

    /// Several changes in the scope of one batch are announced once, with merged ranges.
    class Batch
    {
    public:
        explicit Batch(SandboxStore &store);
        ~Batch();
        Batch(const Batch &) = delete;
        Batch &operator=(const Batch &) = delete;

    private:
        SandboxStore &m_store;
    };

Q_SIGNALS:
    void rowsAboutToBeInserted(int first, int last);
    void rowsInserted(int first, int last);
    void rowsAboutToBeRemoved(int first, int last);
    void rowsRemoved(int first, int last);
    /// Runs of rows; many scattered ones are announced as one run.
    void rowsChanged(int first, int last);
    /// Comes before rowsChanged, after all insertions and before all removals, also where no row changed, so
    /// that whoever puts rows in order can do so once for all three.
    void rowsTouched(const sandglass::TouchedRows &touched);
    /// The sandbox of this row has another id now; before it is among the rows that changed.
    void rowRenamed(int row);
    /// Many rows that will be removed go to the end: these rows take each other's places, no row twice. Where
    /// few go, they go from where they are.
    void rowsAboutToBeSwapped();
    void rowsSwapped(const QVector<sandglass::RowSwap> &swaps);
    void countsChanged();

    /// A sandbox went from the server, by whomever; after its row is gone.
    void sandboxGone(const QString &id);
    /// The row of @p provisional is now that of @p id; where both had a row, while both are still there.
    void sandboxNamed(const QString &provisional, const QString &id);
    /// An answer about this sandbox alone changed or confirmed the server's word on it.
    void sandboxRead(const QString &id);
    /// A list was applied, and did so for any of the rows.
    void listRead();
    /// The next poll has to send these rows again, for what it sent was not used.
    void resendNeeded(const QStringList &ids);
    /// To the polling thread: single answers told that these are gone, or soon will be.
    void goneExpected(const QStringList &ids);
    /// One read of this sandbox should decide which of two answers is right.
    void rereadWanted(const QString &id);
    /// What an answer said of these was left aside. For the record alone: nobody may write here meanwhile.
    void doubted(sandglass::Doubt why, const QStringList &ids);

private:
    /// Of a row that goes @p now, by the server's clock.
    [[nodiscard]] Ending endingOf(int row, UtcTime now) const;
    [[nodiscard]] bool reviveBy(const Sandbox &sandbox, MonoTime began);
    /// A row that comes.
    struct Arrival
    {
        SandboxRow row;
        SandboxFacts facts;
        int number = -1; ///< see SandboxChange
    };

    /// A row that goes, and what the list that does not name it tells of that.
    struct Departure
    {
        int row;
        Ending ending;
        const MissingSandbox *told = nullptr;
        QString id{}; ///< kept while the row goes, where nothing is told
    };

    /// @name What a list says, in listapplication.cpp
    /// @{
    struct ListNews;
    void applyNamed(const SandboxChange &change, const SnapshotDelta &delta, ListNews &news);
    void applyUnknown(const SandboxChange &change, const SnapshotDelta &delta, ListNews &news);
    /// Of a sandbox that has a row. The same as updated() by what it says, at the cost of a pointer where the
    /// polling thread knew what the row shows.
    void applyChange(int row, const SandboxChange &change, const SnapshotDelta &delta);
    void applyMissing(const MissingSandbox &missing, const SnapshotDelta &delta, ListNews &news);
    void leaveAside(Doubt why, const QString &id, ListNews &news);
    void askAboutUnread(ListNews &news);
    void noteFreshness(const SnapshotDelta &delta, ListNews &news);
    /// The row the polling thread means.
    [[nodiscard]] int rowOf(const SandboxChange &change);
    [[nodiscard]] int rowOf(const MissingSandbox &missing);
    /// @}

    void insertRow(SandboxRow row);
    void insertRows(std::vector<Arrival> &&arrivals);
    void removeRow(int row, MonoTime began);
    /// Whatever was known last by an answer asked for at @p began becomes a tombstone.
    void removeRows(std::vector<Departure> departures, MonoTime began);
    [[nodiscard]] SandboxRow tombstoneOf(const Departure &departure, MonoTime began) const;
    /// The row with what the last list confirmed of it.
    [[nodiscard]] const SandboxRow &confirmed(int row) const;
    /// Whether the row shows an answer that was asked for later.
    [[nodiscard]] bool isNewerThan(int row, MonoTime began) const;
    void setSandbox(int row, const SandboxRef &fresh, MonoTime readAt, UtcTime readAtUtc);
    void noteFacts(int row, const SandboxFacts &facts);
    void noteOverlay(int row);
    void markChanged(int row);
    /// Tells what changed and came since, and which rows (sorted) will go.
    void flushChanged(const QVector<int> &going = {});
    void recount(SandboxStatus from, SandboxStatus to);

    Clock &m_clock;
    const ServerClock &m_serverClock;
    /// The last list that was applied. Every row it did not leave out is as fresh as it; what a row says of
    /// that itself is brought up to date when somebody looks, for there may be a hundred thousand.
    struct LastList
    {
        MonoTime began;
        UtcTime readAt;
        QSet<QString> older; ///< rows it told nothing of, or nothing that was believed
    };

    mutable SandboxRows m_rows; ///< see LastList
    LastList m_lastList;
    QSet<QString> m_missedOnce; ///< with an action under way; a second list in a row is believed
    RecentReads m_reads;
    std::function<bool(const Sandbox &)> m_isHeldBack;
    Tombstones m_tombstones;
    StatusCounts m_counts{};
    std::vector<int> m_changedRows;
    UtcTime m_soonestEnd = UtcTime::max(); ///< of them
    QStringList m_readIds;
    bool m_known = false;
    bool m_isComplete = false;
    bool m_listRead = false;
    bool m_countsDirty = false;
    bool m_cameUntold = false; ///< rows were inserted since rowsTouched
    ForeseenPtr m_foreseen;    ///< for the next rowsTouched
    bool m_isAsForeseen = false;
    int m_batchDepth = 0;
};

} // namespace sandglass
