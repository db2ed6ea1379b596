// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/expirytier.h"
#include "item/sandboxlistmodel.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
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
using Model = SandboxListModel;

const QString kDash = u"–"_s;

class SandboxListModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everythingKnown();
    void nothingKnown();
    void nothingKnownAfterAnOwnRead();
    void unreadableTimes();
    void noTimeLimit();
    void timesFollowTheServersClock();
    void timeThatMayStandStill();
    void tiersAreAnnouncedForWholeRows();
    void unknownStatesAreShownAsSent();
    void pendingActionsShowInPlaceOfTheState();
    void rowsThatWaitForTheRateLimitSayForHowLong();
    void faultsStayVisible();
    void everyDashHasAReason();
    void aRowIsASentence();
    void headers();
    void roles();
    void indexesOutside();
    void freshness();
    void freshnessThatComesBack();

private:
    void show(const QVector<Sandbox> &sandboxes, std::chrono::milliseconds ago = 0ms)
    {
        m_store->applySnapshot(deltaOf(*m_clock, sandboxes, {}, ago));
    }
    [[nodiscard]] QString text(Model::Column column, int role = Qt::DisplayRole, int row = 0) const
    {
        return m_model->index(row, column).data(role).toString();
    }
    [[nodiscard]] QString tip(Model::Column column) const { return text(column, Qt::ToolTipRole); }
    [[nodiscard]] QString sentence() const { return text(Model::Id, Qt::AccessibleDescriptionRole); }
    [[nodiscard]] Sandbox full() const
    {
        Sandbox made = sandbox(u"1761048129dsaqav4n"_s);
        made.templateName = u"code-interpreter"_s;
        made.templateId = u"73"_s;
        made.region = u"eu-1001"_s;
        made.vcpu = 2;
        made.memoryMb = 2048;
        made.diskMb = 10'240;
        made.createdAt = ReportedTime::known(m_clock->utcNow() - 200min);
        made.expiry = Expiry::atTime(m_clock->utcNow() + 299s);
        return made;
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<ServerClock> m_serverClock;
    std::unique_ptr<Model> m_model;
};

void SandboxListModelTest::init()
{
    m_model.reset();
    m_store.reset();
    m_clock = std::make_unique<ManualClock>();
    m_serverClock = std::make_unique<ServerClock>(*m_clock);
    m_store = std::make_unique<SandboxStore>(*m_clock, *m_serverClock);
    m_model = std::make_unique<Model>(*m_store, *m_serverClock);
}

void SandboxListModelTest::everythingKnown()
{
    show({full()});
    QCOMPARE(text(Model::State), u"Running"_s);
    QCOMPARE(text(Model::Id), u"1761048129dsaqav4n"_s);
    QCOMPARE(text(Model::Template), u"code-interpreter"_s);
    QCOMPARE(text(Model::Region), u"eu-1001"_s);
    QCOMPARE(text(Model::Vcpu), u"2"_s);
    QCOMPARE(text(Model::Memory), u"2 GB"_s);
    QCOMPARE(text(Model::Disk), u"10 GB"_s);
    QCOMPARE(text(Model::Age), u"3 h 20 min"_s);
    QCOMPARE(text(Model::TimeLeft), u"4 min"_s);

    QVERIFY(tip(Model::State).startsWith(u"Running\nRead "_s));
    QCOMPARE(tip(Model::Id), u"1761048129dsaqav4n"_s);
    QCOMPARE(tip(Model::Template), u"code-interpreter (template 73)"_s);
    QCOMPARE(tip(Model::Region), u"eu-1001"_s);
    QVERIFY(tip(Model::Vcpu).startsWith(u"Virtual CPUs: 2"_s));
    QCOMPARE(tip(Model::Memory), u"2048 MB of memory"_s);
    QCOMPARE(tip(Model::Disk), u"10240 MB of disk"_s);
    QVERIFY(tip(Model::Age).startsWith(u"Created "_s) && tip(Model::Age).endsWith(u"23:44:05 UTC"_s));
    QVERIFY(tip(Model::TimeLeft).startsWith(u"The server deletes it, with all its files, at "_s));
    for (int column = 0; column < Model::ColumnCount; ++column)
        QCOMPARE(text(Model::Column(column), Qt::AccessibleTextRole), text(Model::Column(column)));
}

void SandboxListModelTest::nothingKnown()
{
    show({sandbox(u"a"_s)});
    for (const Model::Column column : {Model::Template, Model::Region, Model::Vcpu, Model::Memory,
                                       Model::Disk, Model::Age, Model::TimeLeft})
        QCOMPARE(text(column), kDash);
    QCOMPARE(tip(Model::Region), u"Not reported in the list of sandboxes"_s);
    QCOMPARE(tip(Model::TimeLeft), u"Not reported in the list of sandboxes: it may well have a time limit"_s);
    // Zero is not absent.
    Sandbox zero = sandbox(u"b"_s);
    zero.vcpu = 0;
    zero.memoryMb = 0;
    show({zero});
    QCOMPARE(text(Model::Vcpu, Qt::DisplayRole, 1), u"0"_s);
    QCOMPARE(text(Model::Memory, Qt::DisplayRole, 1), u"0 MB"_s);
}

void SandboxListModelTest::nothingKnownAfterAnOwnRead()
{
    show({sandbox(u"a"_s)});
    m_store->applyDetails(sandbox(u"a"_s), m_clock->monoNow());
    QCOMPARE(tip(Model::Vcpu), u"The server does not report this for the sandbox"_s);
}

void SandboxListModelTest::unreadableTimes()
{
    Sandbox odd = sandbox(u"a"_s);
    odd.createdAt = {ReportedTime::Kind::Unreadable, {}};
    odd.expiry = {Expiry::Kind::Unreadable, {}};
    show({odd});
    QCOMPARE(text(Model::Age), kDash);
    QCOMPARE(text(Model::TimeLeft), kDash);
    QVERIFY(tip(Model::Age).contains(u"cannot be read"_s));
    QVERIFY(tip(Model::TimeLeft).contains(u"may well have a time limit"_s));
}

void SandboxListModelTest::noTimeLimit()
{
    Sandbox endless = sandbox(u"a"_s);
    endless.expiry = Expiry::never();
    show({endless});
    QCOMPARE(text(Model::TimeLeft), u"no limit"_s);
    QVERIFY(tip(Model::TimeLeft).contains(u"no time limit"_s));
}

void SandboxListModelTest::timesFollowTheServersClock()
{
    show({full()});
    m_clock->advance(60s);
    QCOMPARE(text(Model::Age), u"3 h 21 min"_s);
    QCOMPARE(text(Model::TimeLeft), u"3 min"_s);
    // Our clock is an hour slow; the server's counts.
    Exchange exchange;
    exchange.sentAt = exchange.answeredAt = m_clock->utcNow();
    exchange.serverDate = m_clock->utcNow() + 1h;
    m_serverClock->record(exchange);
    QCOMPARE(text(Model::Age), u"4 h 21 min"_s);
    QCOMPARE(text(Model::TimeLeft), u"expired"_s);
    QVERIFY2(sentence().endsWith(u", expired"_s), qPrintable(sentence()));
}

/// Nobody says whether time runs on while a sandbox is paused: the number is shown, and that.
void SandboxListModelTest::timeThatMayStandStill()
{
    Sandbox paused = full();
    paused.status = SandboxStatus::Paused;
    show({paused});
    QCOMPARE(text(Model::TimeLeft), u"4 min?"_s);
    QVERIFY(tip(Model::TimeLeft).contains(u"unless its time stands still"_s));
    QVERIFY2(sentence().contains(u"4 min left unless its time stands still"_s), qPrintable(sentence()));
    QCOMPARE(m_model->index(0, 0).data(Model::ExpiryTierRole).value<ExpiryTier>(), ExpiryTier::VerySoon);
    m_clock->advance(1h);
    QCOMPARE(text(Model::TimeLeft), u"expired?"_s);
    QCOMPARE(m_model->index(0, 0).data(Model::ExpiryTierRole).value<ExpiryTier>(), ExpiryTier::None);
}

void SandboxListModelTest::tiersAreAnnouncedForWholeRows()
{
    Sandbox other = sandbox(u"b"_s);
    show({full(), other, sandbox(u"c"_s)});
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->announceTiers({u"c"_s, u"b"_s, u"nobody"_s});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex(), m_model->index(1, 0));
    QCOMPARE(changed.at(0).at(1).toModelIndex(), m_model->index(2, Model::ColumnCount - 1));
    QCOMPARE(changed.at(0).at(2).value<QList<int>>(), QList<int>{Model::ExpiryTierRole});
    m_model->announceTiers({u"nobody"_s});
    QCOMPARE(changed.count(), 1);
}

void SandboxListModelTest::unknownStatesAreShownAsSent()
{
    Sandbox odd = sandbox(u"a"_s, SandboxStatus::Unknown);
    odd.statusWord = u"Suspended"_s;
    show({odd, sandbox(u"b"_s, SandboxStatus::Unknown)});
    QCOMPARE(text(Model::State), u"Suspended"_s);
    QVERIFY(tip(Model::State)
                .startsWith(u"The server reports “Suspended”, a state this version does not know\n"_s));
    QCOMPARE(text(Model::State, Qt::DisplayRole, 1), u"Unknown"_s);
    QVERIFY(text(Model::State, Qt::ToolTipRole, 1).startsWith(u"The server did not report a state\n"_s));
}

void SandboxListModelTest::pendingActionsShowInPlaceOfTheState()
{
    show({sandbox(u"a"_s)});
    QCOMPARE(m_model->index(0, 0).data(Model::PendingRole).toInt(), -1);
    PendingOp op;
    op.action = LifecycleAction::Pause;
    op.phase = PendingOp::Phase::Accepted;
    m_store->setPending(u"a"_s, op);
    QCOMPARE(text(Model::State), u"Pausing…"_s);
    QVERIFY(tip(Model::State).startsWith(u"Pausing… The server last reported: Running\n"_s));
    QCOMPARE(m_model->index(0, 5).data(Model::PendingRole).toInt(), static_cast<int>(LifecycleAction::Pause));
    // What the server said is never overwritten.
    QCOMPARE(m_model->index(0, 0).data(Model::StatusRole).value<SandboxStatus>(), SandboxStatus::Running);
    QCOMPARE(sentence(), u"Sandbox a, Pausing…"_s);
    op.phase = PendingOp::Phase::Overdue;
    m_store->setPending(u"a"_s, op);
    QVERIFY(tip(Model::State).contains(u"unusually long"_s));
}

void SandboxListModelTest::rowsThatWaitForTheRateLimitSayForHowLong()
{
    show({sandbox(u"a"_s)});
    PendingOp op;
    op.action = LifecycleAction::Pause;
    op.phase = PendingOp::Phase::Queued;
    m_store->setPending(u"a"_s, op);
    QCOMPARE(text(Model::State), u"Pausing…"_s);
    QVERIFY(!m_model->index(0, Model::State).data(Model::TickingRole).toBool());
    op.due = m_clock->monoNow() + 12s;
    m_store->setPending(u"a"_s, op);
    QCOMPARE(text(Model::State), u"Pause in 12 s (rate limit)"_s);
    QVERIFY(
        tip(Model::State)
            .startsWith(u"Waiting for the rate limit: Pause in 12 s. The server last reported: Running\n"_s));
    QVERIFY(m_model->index(0, Model::State).data(Model::TickingRole).toBool());
    m_clock->advance(1ms);
    QCOMPARE(text(Model::State), u"Pause in 12 s (rate limit)"_s);
    m_clock->advance(11s);
    QCOMPARE(text(Model::State), u"Pause in 1 s (rate limit)"_s);
    // Its turn may come a moment later than foretold.
    m_clock->advance(1s);
    QCOMPARE(text(Model::State), u"Pausing…"_s);
}

void SandboxListModelTest::faultsStayVisible()
{
    show({sandbox(u"a"_s)});
    m_store->setFault(u"a"_s, {LifecycleAction::Stop, u"Stop failed: no credit"_s, m_clock->utcNow()});
    QCOMPARE(m_model->index(0, 3).data(Model::FaultRole).toString(), u"Stop failed: no credit"_s);
    QVERIFY(tip(Model::State).contains(u"\nStop failed: no credit ("_s));
    QCOMPARE(sentence(), u"Sandbox a, Running, Stop failed: no credit"_s);
    m_store->clearFault(u"a"_s);
    QCOMPARE(m_model->index(0, 3).data(Model::FaultRole).toString(), QString());
}

void SandboxListModelTest::everyDashHasAReason()
{
    QVector<Sandbox> rows;
    for (int i = 0; i < 8; ++i) {
        Sandbox made = i & 1 ? sandbox(QString::number(i)) : full();
        made.id = QString::number(i);
        made.createdAt.kind = i & 2 ? ReportedTime::Kind::Unreadable : ReportedTime::Kind::Absent;
        made.expiry.kind = i & 4 ? Expiry::Kind::Unreadable : Expiry::Kind::NotReported;
        rows.append(made);
    }
    show(rows);
    m_store->applyDetails(rows.last(), m_clock->monoNow());
    int dashes = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (int column = 0; column < Model::ColumnCount; ++column) {
            const QModelIndex index = m_model->index(row, column);
            QVERIFY(!index.data().toString().isEmpty());
            QVERIFY(!index.data(Qt::ToolTipRole).toString().isEmpty());
            if (index.data().toString() != kDash)
                continue;
            ++dashes;
            QVERIFY(index.data(Qt::ToolTipRole).toString().size() > 20);
        }
    }
    QCOMPARE(dashes, 4 * 5 + 8 * 2);
}

void SandboxListModelTest::aRowIsASentence()
{
    Sandbox made = full();
    made.id = u"a"_s;
    made.liveMode = false;
    show({made, sandbox(u"b"_s, SandboxStatus::Paused)});
    QCOMPARE(
        sentence(),
        u"Sandbox a, Running, template code-interpreter, in eu-1001, created 3 h 20 min ago, 4 min left, test mode"_s);
    QCOMPARE(text(Model::State, Qt::AccessibleDescriptionRole, 1), u"Sandbox b, Paused"_s);
}

void SandboxListModelTest::headers()
{
    QStringList names;
    for (int column = 0; column < Model::ColumnCount; ++column)
        names.append(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    QCOMPARE(names, (QStringList{u"State"_s, u"ID"_s, u"Template"_s, u"Time left"_s, u"Age"_s, u"Region"_s,
                                 u"vCPU"_s, u"Memory"_s, u"Disk"_s}));
    QVERIFY(!m_model->headerData(Model::Age, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    show({sandbox(u"a"_s)});
    for (int column = 0; column < Model::ColumnCount; ++column)
        QCOMPARE(m_model->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole),
                 m_model->index(0, column).data(Qt::TextAlignmentRole));
    QVERIFY(!m_model->headerData(-1, Qt::Horizontal, Qt::DisplayRole).isValid());
    QVERIFY(!m_model->headerData(Model::ColumnCount, Qt::Horizontal, Qt::DisplayRole).isValid());
    QVERIFY(!m_model->headerData(0, Qt::Vertical, Qt::DisplayRole).isValid());
}

void SandboxListModelTest::roles()
{
    show({full(), sandbox(u"b"_s)});
    for (int column = 0; column < Model::ColumnCount; ++column) {
        const QModelIndex index = m_model->index(0, column);
        QCOMPARE(index.data(Model::IdRole).toString(), u"1761048129dsaqav4n"_s);
        QCOMPARE(index.data(Model::TickingRole).toBool(), column == Model::Age || column == Model::TimeLeft);
        // A dash stands still.
        QVERIFY(!m_model->index(1, column).data(Model::TickingRole).toBool());
        QVERIFY(!index.data(Qt::EditRole).isValid());
    }
}

void SandboxListModelTest::indexesOutside()
{
    show({sandbox(u"a"_s)});
    QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 0);
    QCOMPARE(m_model->columnCount(m_model->index(0, 0)), 0);
    QVERIFY(!m_model->data({}, Qt::DisplayRole).isValid());
    QVERIFY(!m_model->index(1, 0).isValid());
    QVERIFY(!m_model->index(0, Model::ColumnCount).isValid());
}

void SandboxListModelTest::freshness()
{
    show({sandbox(u"a"_s), sandbox(u"b"_s), sandbox(u"c"_s)});
    QSignalSpy changed(m_model.get(), &Model::dataChanged);
    const auto old = [this](int row) { return m_model->index(row, 0).data(Model::FreshnessRole).toBool(); };
    m_model->setFreshness(false, {});
    QCOMPARE(changed.size(), 0);
    QVERIFY(!old(0));
    m_model->setFreshness(true, {});
    QCOMPARE(changed.size(), 1);
    QVERIFY(old(0) && old(1) && old(2));
    QVERIFY(sentence().contains(u"old data, read "_s));
    m_model->setFreshness(true, {});
    QCOMPARE(changed.size(), 1);
    m_model->setFreshness(false, {});
    QCOMPARE(changed.size(), 2);
    // One row read later than the others.
    m_clock->advance(5s);
    m_store->applyDetails(sandbox(u"b"_s), m_clock->monoNow());
    changed.clear();
    m_model->setFreshness(false, m_clock->monoNow() - 1s);
    QVERIFY(old(0) && !old(1) && old(2));
    QCOMPARE(changed.size(), 1);
    // Who looks at one sees that it is fresh again, although nothing else changed.
    changed.clear();
    m_store->applyDetails(sandbox(u"c"_s), m_clock->monoNow());
    QVERIFY(!old(2));
    QCOMPARE(changed.constLast().at(0).toModelIndex().row(), 2);
    QCOMPARE(changed.constLast().at(2).value<QList<int>>(), QList<int>{Model::FreshnessRole});
}

/// The store tells nobody that an unchanged row was read again: the model must.
void SandboxListModelTest::freshnessThatComesBack()
{
    show({sandbox(u"a"_s), sandbox(u"b"_s)});
    m_clock->advance(20s);
    SnapshotDelta partial = deltaOf(*m_clock, {}, {u"b"_s});
    partial.incompleteness = Incompleteness::NoCursor;
    m_store->applySnapshot(partial);
    m_model->setFreshness(false, m_clock->monoNow() - 10s);
    QVERIFY(!m_model->isOld(m_model->row(0)));
    QVERIFY(m_model->isOld(m_model->row(1)));
    QSignalSpy changed(m_model.get(), &Model::dataChanged);
    m_clock->advance(5s);
    show({});
    QVERIFY(!m_model->isOld(m_model->row(1)));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex().row(), 0);
    QCOMPARE(changed.constFirst().at(1).toModelIndex().row(), 1);
    // Where the list is always read as a whole, nothing of that is told.
    m_model->setFreshness(false, {});
    changed.clear();
    show({});
    QCOMPARE(changed.size(), 0);
}

SANDGLASS_REGISTER_TEST(SandboxListModelTest)

} // namespace

#include "tst_sandboxlistmodel.moc"
