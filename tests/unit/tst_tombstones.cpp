// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/tombstones.h"
#include "support/eventlog.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/snapshots.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;
using Cause = Ending::Cause;

/// What the store keeps of sandboxes that went, and what may bring one back: only the server's word on that
/// very sandbox, or a list that knows better.
class TombstonesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyWayToGoLeavesOne();
    void theLastKnownValueIsKept();
    void ourDeletionIsNamedAsOurs();
    void expiryIsByTheServersClock();
    void aLaggingListRevivesNothing_data();
    void aLaggingListRevivesNothing();
    void aReadThatFindsItRevives();
    void aReadFromBeforeRevivesNothing();
    void aReadThatFindsItDeletedRevivesNothing();
    void aNewerListBringsBackWhatAListMissed();
    void aListWithALaterLimitIsBelieved();
    void theyAreNoRows();
    void theOldestMakeRoom();
    void clearedOnesDoNotComeBackByALaggingList();
    void rangesAreAnnouncedExactly();
    void idsAreInOnePlaceThroughRandomLife();
    void whatIsRememberedStaysSmall();
    void manyThatWentAtOnceAreSeldomLookedThrough();

private:
    [[nodiscard]] SnapshotDelta delta(const QVector<Sandbox> &changed, const QStringList &missing = {},
                                      std::chrono::milliseconds ago = 0ms) const
    {
        return deltaOf(*m_clock, changed, missing, ago);
    }
    void list(const QVector<Sandbox> &changed, const QStringList &missing = {},
              std::chrono::milliseconds ago = 0ms)
    {
        m_store->applySnapshot(delta(changed, missing, ago));
    }
    [[nodiscard]] const SandboxRow *tomb(const QString &id) const { return m_store->tombstones().find(id); }
    [[nodiscard]] Sandbox limited(const QString &id, std::chrono::milliseconds left) const
    {
        Sandbox made = sandbox(id);
        made.expiry = Expiry::atTime(m_clock->utcNow() + left);
        return made;
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<ServerClock> m_serverClock;
    std::unique_ptr<SandboxStore> m_store;
};

void TombstonesTest::init()
{
    m_store.reset();
    m_clock = std::make_unique<ManualClock>();
    m_serverClock = std::make_unique<ServerClock>(*m_clock);
    m_store = std::make_unique<SandboxStore>(*m_clock, *m_serverClock);
}

void TombstonesTest::everyWayToGoLeavesOne()
{
    list({sandbox(u"a"_s), limited(u"b"_s, 4s), sandbox(u"c"_s, Paused), sandbox(u"d"_s)});
    m_clock->advance(5s);
    m_store->applyDeleted(u"a"_s);
    list({}, {u"b"_s, u"c"_s});
    m_store->applyGone(u"d"_s, m_clock->monoNow());
    QCOMPARE(m_store->size(), 0);
    QCOMPARE(m_store->tombstones().size(), 4);
    QCOMPARE(tomb(u"a"_s)->ending->cause, Cause::DeletedHere);
    QCOMPARE(tomb(u"b"_s)->ending->cause, Cause::Expired);
    QCOMPARE(tomb(u"c"_s)->ending->cause, Cause::Elsewhere);
    QCOMPARE(tomb(u"d"_s)->ending->cause, Cause::Elsewhere);
    QCOMPARE(tomb(u"c"_s)->ending->at, m_clock->utcNow());
}

void TombstonesTest::theLastKnownValueIsKept()
{
    Sandbox full = sandbox(u"a"_s, Stopped);
    full.templateName = u"base"_s;
    full.vcpu = 4;
    list({full});
    m_store->setFault(u"a"_s, {LifecycleAction::Start, u"failed"_s, m_clock->utcNow()});
    m_store->setPending(u"a"_s, {});
    m_store->applyGone(u"a"_s, m_clock->monoNow());
    const SandboxRow *row = tomb(u"a"_s);
    QVERIFY(row);
    QCOMPARE(row->sandbox->templateName, u"base"_s);
    QCOMPARE(row->sandbox->vcpu, 4);
    QCOMPARE(row->sandbox->status, Gone);
    QCOMPARE(row->ending->last, Stopped);
    // Nothing is under way there, and nothing is wrong with it any more.
    QVERIFY(!row->pending);
    QVERIFY(!row->fault);
}

void TombstonesTest::ourDeletionIsNamedAsOurs()
{
    // The read that proves it may come before the word that it was us.
    list({sandbox(u"a"_s), sandbox(u"b"_s)});
    m_store->applyGone(u"a"_s, m_clock->monoNow());
    QCOMPARE(tomb(u"a"_s)->ending->cause, Cause::Elsewhere);
    QSignalSpy changed(&m_store->tombstones(), &Tombstones::rowsChanged);
    m_store->applyDeleted(u"a"_s);
    QCOMPARE(tomb(u"a"_s)->ending->cause, Cause::DeletedHere);
    QCOMPARE(changed.size(), 1);
    m_store->applyDeleted(u"a"_s);
    QCOMPARE(changed.size(), 1);
    m_store->applyDeleted(u"nobody"_s);
    QCOMPARE(m_store->tombstones().size(), 1);
}

void TombstonesTest::expiryIsByTheServersClock()
{
    // This computer is ten minutes behind, so by its clock there is time left.
    Exchange exchange;
    exchange.sentAt = m_clock->utcNow();
    exchange.answeredAt = m_clock->utcNow();
    exchange.serverDate = m_clock->utcNow() + 10min;
    m_serverClock->record(exchange);
    list({limited(u"a"_s, 5min), limited(u"b"_s, 15min)});
    list({}, {u"a"_s, u"b"_s});
    QCOMPARE(tomb(u"a"_s)->ending->cause, Cause::Expired);
    QCOMPARE(tomb(u"b"_s)->ending->cause, Cause::Elsewhere);
    QCOMPARE(tomb(u"a"_s)->ending->at, m_serverClock->now());
}

void TombstonesTest::aLaggingListRevivesNothing_data()
{
    QTest::addColumn<QString>("end");
    QTest::newRow("deleted by us") << u"deleted"_s;
    QTest::newRow("a read said so") << u"gone"_s;
    QTest::newRow("its time was over") << u"expired"_s;
}

void TombstonesTest::aLaggingListRevivesNothing()
{
    QFETCH(QString, end);
    const Sandbox before = end == u"expired"_s ? limited(u"a"_s, 1s) : sandbox(u"a"_s);
    list({before, sandbox(u"b"_s)});
    m_clock->advance(5s);
    if (end == u"deleted"_s)
        m_store->applyDeleted(u"a"_s);
    else if (end == u"gone"_s)
        m_store->applyGone(u"a"_s, m_clock->monoNow());
    else
        list({}, {u"a"_s});
    QSignalSpy asked(m_store.get(), &SandboxStore::rereadWanted);
    QSignalSpy resend(m_store.get(), &SandboxStore::resendNeeded);
    // One that began before, and then for ten minutes one that goes on naming it.
    m_clock->advance(1s);
    list({before}, {}, 3s);
    QVERIFY(!m_store->find(u"a"_s));
    for (int poll = 0; poll < 120; ++poll) {
        m_clock->advance(5s);
        list({before});
        QVERIFY(!m_store->find(u"a"_s));
        QVERIFY(tomb(u"a"_s));
    }
    // Each of them is to send it again, and now and then one read is worth it.
    QCOMPARE(resend.size(), 121);
    QVERIFY2(asked.size() >= 15 && asked.size() <= 25, qPrintable(QString::number(asked.size())));
    QCOMPARE(m_store->size(), 1);
}

void TombstonesTest::aReadThatFindsItRevives()
{
    for (const auto &end : {u"deleted"_s, u"gone"_s, u"missing"_s, u"expired"_s}) {
        init();
        list({end == u"expired"_s ? limited(u"a"_s, 0s) : sandbox(u"a"_s)});
        m_clock->advance(5s);
        if (end == u"deleted"_s)
            m_store->applyDeleted(u"a"_s);
        else if (end == u"gone"_s)
            m_store->applyGone(u"a"_s, m_clock->monoNow());
        else
            list({}, {u"a"_s});
        QVERIFY(tomb(u"a"_s));
        m_clock->advance(1s);
        QSignalSpy resend(m_store.get(), &SandboxStore::resendNeeded);
        Sandbox found = sandbox(u"a"_s, Paused);
        found.vcpu = 2;
        found.expiry = Expiry::never();
        QVERIFY(m_store->applyDetails(found, m_clock->monoNow()));
        QVERIFY(!tomb(u"a"_s));
        QVERIFY(m_store->find(u"a"_s));
        QCOMPARE(m_store->find(u"a"_s)->sandbox, found);
        QVERIFY(m_store->find(u"a"_s)->detailed);
        QVERIFY(!m_store->find(u"a"_s)->ending);
        QCOMPARE(m_store->counts().at(static_cast<std::size_t>(Paused)), 1);
        QCOMPARE(resend.size(), 1);
        // From now on lists count again.
        m_clock->advance(15s);
        list({sandbox(u"a"_s, Running)});
        QCOMPARE(m_store->find(u"a"_s)->sandbox->status, Running);
    }
}

void TombstonesTest::aReadFromBeforeRevivesNothing()
{
    list({sandbox(u"a"_s), sandbox(u"b"_s)});
    m_clock->advance(5s);
    const MonoTime early = m_clock->monoNow();
    m_clock->advance(1s);
    m_store->applyDeleted(u"a"_s);
    list({}, {u"b"_s});
    QVERIFY(!m_store->applyDetails(sandbox(u"a"_s), early));
    QVERIFY(!m_store->applyDetails(sandbox(u"b"_s), early));
    QVERIFY(!m_store->applyDetails(sandbox(u"nobody"_s), m_clock->monoNow()));
    QCOMPARE(m_store->size(), 0);
    QCOMPARE(m_store->tombstones().size(), 2);
}

void TombstonesTest::aReadThatFindsItDeletedRevivesNothing()
{
    list({sandbox(u"a"_s)});
    m_store->applyDeleted(u"a"_s);
    m_clock->advance(1s);
    QVERIFY(!m_store->applyDetails(sandbox(u"a"_s, Gone), m_clock->monoNow()));
    QVERIFY(tomb(u"a"_s));
    QCOMPARE(m_store->size(), 0);
}

void TombstonesTest::aNewerListBringsBackWhatAListMissed()
{
    // A server that answers one poll with nothing must not cost a read for each of its sandboxes.
    QVector<Sandbox> all;
    QStringList ids;
    for (int i = 0; i < 200; ++i) {
        all.append(sandbox(u"s%1"_s.arg(i)));
        ids.append(all.last().id);
    }
    list(all);
    m_clock->advance(5s);
    list({}, ids);
    QCOMPARE(m_store->size(), 0);
    QCOMPARE(m_store->tombstones().size(), 200);
    m_clock->advance(5s);
    QSignalSpy asked(m_store.get(), &SandboxStore::rereadWanted);
    list(all);
    QCOMPARE(m_store->size(), 200);
    QCOMPARE(m_store->tombstones().size(), 0);
    QCOMPARE(asked.size(), 0);
}

void TombstonesTest::aListWithALaterLimitIsBelieved()
{
    // Somebody extended it in the last second, and one list had not heard of it.
    list({limited(u"a"_s, 4s)});
    m_clock->advance(5s);
    list({}, {u"a"_s});
    QCOMPARE(tomb(u"a"_s)->ending->cause, Cause::Expired);
    m_clock->advance(5s);
    list({limited(u"a"_s, 1h)});
    QVERIFY(m_store->find(u"a"_s));
    QVERIFY(!tomb(u"a"_s));
}

void TombstonesTest::theyAreNoRows()
{
    list({sandbox(u"a"_s), sandbox(u"b"_s)});
    QSignalSpy counts(m_store.get(), &SandboxStore::countsChanged);
    m_store->applyDeleted(u"a"_s);
    QCOMPARE(counts.size(), 1);
    QCOMPARE(m_store->size(), 1);
    QCOMPARE(m_store->find(u"a"_s), nullptr);
    QCOMPARE(m_store->rowOf(u"a"_s), -1);
    QCOMPARE(m_store->counts().at(static_cast<std::size_t>(Gone)), 0);
    // Overlays do not stick to them.
    m_store->setPending(u"a"_s, {});
    m_store->setFault(u"a"_s, {});
    QVERIFY(!tomb(u"a"_s)->pending && !tomb(u"a"_s)->fault);
    m_store->tombstones().clear();
    QCOMPARE(counts.size(), 1);
    QCOMPARE(m_store->size(), 1);
}

void TombstonesTest::theOldestMakeRoom()
{
    QVector<Sandbox> all;
    QStringList ids;
    for (int i = 0; i < Tombstones::kMost + 500; ++i) {
        all.append(sandbox(u"s%1"_s.arg(i)));
        ids.append(all.last().id);
    }
    list(all);
    m_clock->advance(5s);
    list({}, ids.mid(0, 700));
    QCOMPARE(m_store->tombstones().size(), 700);
    list({}, ids.mid(700));
    QCOMPARE(m_store->tombstones().size(), Tombstones::kMost);
    QVERIFY(!tomb(ids.at(499)));
    QVERIFY(tomb(ids.at(500)));
    QVERIFY(tomb(ids.last()));
    for (int row = 0; row < Tombstones::kMost; ++row)
        QCOMPARE(m_store->tombstones().rowOf(m_store->tombstones().at(row).sandbox->id), row);
    // More at once than there is room.
    init();
    list(all);
    m_clock->advance(5s);
    list({}, ids);
    QCOMPARE(m_store->tombstones().size(), Tombstones::kMost);
    QVERIFY(tomb(ids.last()));
}

void TombstonesTest::clearedOnesDoNotComeBackByALaggingList()
{
    list({sandbox(u"a"_s)});
    m_store->applyDeleted(u"a"_s);
    m_store->tombstones().clear();
    QCOMPARE(m_store->tombstones().size(), 0);
    m_clock->advance(5s);
    list({sandbox(u"a"_s)});
    QCOMPARE(m_store->size(), 0);
    QCOMPARE(m_store->tombstones().size(), 0);
    // And a read that finds it still does.
    QVERIFY(m_store->applyDetails(sandbox(u"a"_s), m_clock->monoNow()));
    QVERIFY(m_store->find(u"a"_s));
}

void TombstonesTest::rangesAreAnnouncedExactly()
{
    list({sandbox(u"a"_s), sandbox(u"b"_s), sandbox(u"c"_s), sandbox(u"d"_s)});
    Tombstones &tombstones = m_store->tombstones();
    QSignalSpy before(&tombstones, &Tombstones::rowsAboutToBeInserted);
    QSignalSpy after(&tombstones, &Tombstones::rowsInserted);
    QSignalSpy removed(&tombstones, &Tombstones::rowsRemoved);
    QSignalSpy storeRemoved(m_store.get(), &SandboxStore::rowsRemoved);
    connect(&tombstones, &Tombstones::rowsAboutToBeInserted, this, [this] {
        // By then the row itself is gone: no id is in two places at any time.
        QVERIFY(!m_store->find(u"a"_s));
    });
    m_clock->advance(5s);
    list({}, {u"a"_s, u"c"_s});
    QCOMPARE(before, (QList<QVariantList>{{0, 1}}));
    QCOMPARE(after, before);
    m_store->applyDeleted(u"d"_s);
    QCOMPARE(after.last(), (QVariantList{2, 2}));
    m_clock->advance(5s);
    list({sandbox(u"c"_s)});
    QCOMPARE(removed, (QList<QVariantList>{{1, 1}}));
    tombstones.clear();
    tombstones.clear();
    QCOMPARE(removed.size(), 2);
    QCOMPARE(removed.last(), (QVariantList{0, 1}));
}

void TombstonesTest::idsAreInOnePlaceThroughRandomLife()
{
    quint32 state = 11;
    const auto random = [&state](int below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<int>((state >> 8U) % static_cast<quint32>(below));
    };
    for (int round = 0; round < 2'000; ++round) {
        m_clock->advance(1s * random(7));
        const QString id = u"s%1"_s.arg(random(12));
        switch (random(6)) {
        case 0:
            m_store->applyDeleted(id);
            break;
        case 1:
            m_store->applyGone(id, m_clock->monoNow() - 1s * random(3));
            break;
        case 2:
            m_store->applyDetails(sandbox(id, kAllStatuses.at(static_cast<std::size_t>(random(7)))),
                                  m_clock->monoNow() - 1s * random(3));
            break;
        case 3:
            m_store->tombstones().remove({id});
            break;
        default:
            if (random(2))
                list({limited(id, 10s * random(3))}, {}, 1s * random(3));
            else
                list({}, {id}, 1s * random(3));
        }
        for (int i = 0; i < 12; ++i) {
            const QString each = u"s%1"_s.arg(i);
            QVERIFY(!(m_store->find(each) && tomb(each)));
        }
        for (int row = 0; row < m_store->tombstones().size(); ++row)
            QVERIFY(m_store->tombstones().at(row).ending);
        for (int row = 0; row < m_store->size(); ++row)
            QVERIFY(!m_store->at(row).ending);
    }
}

void TombstonesTest::whatIsRememberedStaysSmall()
{
    // What went long ago and was named by no list since is forgotten when there is too much of it.
    const auto deleteOne = [this](const QString &id) {
        list({sandbox(id)});
        m_store->applyDeleted(id);
        m_clock->advance(1s);
    };
    for (int i = 0; i < RecentReads::kPrunedFrom; ++i)
        deleteOne(QString::number(i));
    const QString first = u"0"_s;
    list({sandbox(first)});
    QVERIFY(!m_store->find(first)); // still remembered
    deleteOne(u"one more"_s);
    list({sandbox(u"1"_s), sandbox(u"1999"_s)});
    QVERIFY(m_store->find(u"1"_s));
    QVERIFY(!m_store->find(u"1999"_s)); // not long ago
    list({sandbox(first)});
    QVERIFY(!m_store->find(first)); // a list named it just now
    QCOMPARE(m_store->tombstones().size(), Tombstones::kMost);
}

void TombstonesTest::manyThatWentAtOnceAreSeldomLookedThrough()
{
    RecentReads reads;
    qsizetype ended = 0;
    const auto end = [&](qsizetype upTo, MonoTime at) {
        while (ended < upTo)
            reads.noteExpired(QString::number(ended++), {}, at);
    };
    const MonoTime then = m_clock->monoNow();
    end(3 * RecentReads::kPrunedFrom, then);
    const MonoTime now = then + RecentReads::kEndedAtLeast + 1min;
    // One more is no reason to look at all of them: old ones are forgotten when there are twice as many.
    end(ended + 1, now);
    QVERIFY(reads.wentAt(u"0"_s));
    end(6 * RecentReads::kPrunedFrom, now);
    QCOMPARE(reads.wentAt(u"0"_s), std::nullopt);
    QCOMPARE(reads.wentAt(QString::number(ended - 1)), now);
    QCOMPARE(reads.wentAt(QString::number(3 * RecentReads::kPrunedFrom)), now);
}

SANDGLASS_REGISTER_TEST(TombstonesTest)

} // namespace

#include "tst_tombstones.moc"
