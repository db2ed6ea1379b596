// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/snapshotdiff.h"
#include "support/eventlog.h"
#include "support/fakeapi.h"
#include "support/listening.h"
#include "support/manualclock.h"
#include "support/randomdata.h"
#include "support/snapshots.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

#include <map>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int kMostIds = 30;
constexpr int kSteps = 3'000;

/// The same, said by a polling thread that remembers nothing of what it sent. What has no row yet, or none
/// any more, begins with all that lists ever told of it.
SnapshotDelta forgetful(SnapshotDelta delta, const SandboxStore &store)
{
    for (SandboxChange &change : delta.changed)
        change = firstChange(store.find(change.said->id) ? change.said : change.now);
    return delta;
}

/// What the polling thread and the window share is a short cut and nothing more: the rows are those of a
/// store which is told everything anew.
class SharedValuesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatDidNotChangeIsOneValue();
    void aRowThatKnowsMoreKeepsIt();
    void theShortCutLeadsToTheSameRows();

private:
    void changeTheServer(Random &random);
    void readSome(Random &random);
    void poll(Random &random);
    void check() const;
    /// What happens to one happens to the other.
    template<typename Deed>
    void toBoth(Deed deed)
    {
        deed(*m_store);
        deed(*m_other);
    }

    ManualClock m_clock;
    ServerClock m_serverClock{m_clock};
    SnapshotDiff m_diff;
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<SandboxStore> m_other;
    std::map<QString, SandboxRef> m_server;
};

void SharedValuesTest::whatDidNotChangeIsOneValue()
{
    const SandboxRef known(sandbox(u"a"_s));
    QVERIFY(updated(known, known).isSame(known));
    // Told again, it is the known one; told anew, the new one; told in part, a third one.
    const SandboxRef again(sandbox(u"a"_s));
    QVERIFY(!again.isSame(known));
    QVERIFY(updated(known, again).isSame(known));
    const SandboxRef paused(sandbox(u"a"_s, SandboxStatus::Paused));
    QVERIFY(updated(known, paused).isSame(paused));
    Sandbox sized = sandbox(u"a"_s);
    sized.vcpu = 2;
    const SandboxRef both = updated(SandboxRef(sized), paused);
    QCOMPARE(both->status, SandboxStatus::Paused);
    QCOMPARE(both->vcpu, std::optional(2));
    QVERIFY(SandboxRef().isNull());
    QCOMPARE(*SandboxRef(), Sandbox());
}

void SharedValuesTest::aRowThatKnowsMoreKeepsIt()
{
    SandboxStore store(m_clock, m_serverClock);
    SnapshotDiff diff;
    const auto poll = [&](const SandboxRef &listed) {
        ListOutcome outcome;
        outcome.sandboxes = {listed};
        SnapshotDelta delta = diff.take(outcome);
        delta.began = m_clock.monoNow();
        store.applySnapshot(delta);
        m_clock.advance(20s);
    };
    poll(sandbox(u"a"_s));
    Sandbox full = sandbox(u"a"_s);
    full.vcpu = 4;
    QVERIFY(store.applyDetails(full, m_clock.monoNow()));
    m_clock.advance(20s);
    // The polling thread never heard of the four.
    poll(sandbox(u"a"_s, SandboxStatus::Paused));
    QCOMPARE(store.at(0).sandbox->status, SandboxStatus::Paused);
    QCOMPARE(store.at(0).sandbox->vcpu, std::optional(4));
    QVERIFY(store.at(0).detailed);
}

void SharedValuesTest::changeTheServer(Random &random)
{
    for (int changes = random.below(8); changes > 0; --changes) {
        const QString id = u"s%1"_s.arg(random.below(kMostIds));
        if (random.chance(25))
            m_server.erase(id);
        else
            m_server[id] = random.sandbox(id, m_clock.utcNow());
    }
}

void SharedValuesTest::readSome(Random &random)
{
    for (int reads = random.below(3); reads > 0; --reads) {
        const QString id = u"s%1"_s.arg(random.below(kMostIds));
        const MonoTime asked = m_clock.monoNow() - 1s * random.below(3);
        const auto found = m_server.find(id);
        if (random.chance(10))
            toBoth([&](SandboxStore &store) { store.applyDeleted(id); });
        else if (found == m_server.end())
            toBoth([&](SandboxStore &store) { store.applyGone(id, asked); });
        else
            toBoth([&](SandboxStore &store) { store.applyDetails(found->second, asked); });
        toBoth([&](SandboxStore &store) { store.setFault(id, {}); });
    }
}

void SharedValuesTest::poll(Random &random)
{
    ListOutcome outcome;
    outcome.incompleteness = random.chance(15) ? Incompleteness::NoCursor : Incompleteness::None;
    const MonoTime began = m_clock.monoNow();
    for (const auto &[id, listed] : m_server) {
        if (outcome.incompleteness == Incompleteness::None || random.chance(70))
            outcome.sandboxes.append(listed);
    }
    if (random.chance(20))
        std::reverse(outcome.sandboxes.begin(), outcome.sandboxes.end());
    m_clock.advance(1s * random.below(3));
    if (random.chance(30))
        readSome(random); // overtakes the list
    SnapshotDelta delta = m_diff.take(outcome);
    delta.began = began;
    delta.listBegan = began;
    delta.readAt = m_clock.utcNow();
    const SnapshotDelta plain = forgetful(delta, *m_other);
    // Now and then it comes twice, as from a worker that was told of a loss too late.
    for (int times = random.chance(10) ? 2 : 1; times > 0; --times) {
        m_store->applySnapshot(delta);
        m_other->applySnapshot(plain);
    }
}

void SharedValuesTest::check() const
{
    QCOMPARE(m_store->size(), m_other->size());
    QCOMPARE(m_store->counts(), m_other->counts());
    for (int row = 0; row < m_store->size(); ++row) {
        const SandboxRow &one = m_store->at(row);
        QCOMPARE(one.sandbox, m_other->at(row).sandbox);
        QVERIFY2(one == m_other->at(row), qPrintable(EventLog::describe(one)));
        QCOMPARE(m_store->rowOf(one.sandbox->id), row);
        QCOMPARE(endOf(m_store->factsAt(row)), endOf(m_other->factsAt(row)));
        QVERIFY(m_store->factsAt(row) == factsOf(one.sandbox));
        QVERIFY(m_other->factsAt(row) == factsOf(one.sandbox));
    }
    QCOMPARE(m_store->tombstones().size(), m_other->tombstones().size());
}

void SharedValuesTest::theShortCutLeadsToTheSameRows()
{
    Random random(testSeed());
    m_store = std::make_unique<SandboxStore>(m_clock, m_serverClock);
    m_other = std::make_unique<SandboxStore>(m_clock, m_serverClock);
    QStringList wanted;
    QStringList others;
    const auto one =
        listen(m_store.get(), &SandboxStore::resendNeeded, [&](const QStringList &ids) { wanted += ids; });
    const auto other =
        listen(m_other.get(), &SandboxStore::resendNeeded, [&](const QStringList &ids) { others += ids; });
    for (int step = 0; step < kSteps && !QTest::currentTestFailed(); ++step) {
        changeTheServer(random);
        if (random.chance(40))
            readSome(random);
        poll(random);
        QCOMPARE(wanted, others);
        m_diff.resend(std::exchange(wanted, {}));
        others.clear();
        check();
        m_clock.advance(1s * random.below(12));
    }
    QVERIFY(m_store->size() > 0);
}

SANDGLASS_REGISTER_TEST(SharedValuesTest)

} // namespace

#include "tst_sharedvalues.moc"
