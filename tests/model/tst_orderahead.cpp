// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/orderahead.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/snapshotdiff.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <memory>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = SandboxListModel;
using enum SandboxStatus;

constexpr int kMany = 120;

/// Two tables of the same server: one is told what was worked out while the poll was read, one finds out by
/// itself.
class OrderAheadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPollIsShownAsForeseen_data();
    void aPollIsShownAsForeseen();
    void theFirstListToo();
    void whatHappensMeanwhileCounts_data();
    void whatHappensMeanwhileCounts();
    void anotherSearchOrSortingMeanwhileCounts_data();
    void anotherSearchOrSortingMeanwhileCounts();
    void whatTheStoreDoesNotBelieveIsNotShown();
    void rowsThatChangedPlacesAreStillKnown();
    void fewChangesAreAnnouncedExactly();
    void whatOnlyWeKnowIsNotForeseen_data();
    void whatOnlyWeKnowIsNotForeseen();

private:
    struct Side
    {
        explicit Side(ManualClock &clock)
            : serverClock(clock), store(clock, serverClock), list(store, serverClock), filter(list)
        {
            filter.sort(Model::State);
        }
        [[nodiscard]] QStringList ids() const
        {
            QStringList all;
            for (int row = 0; row < filter.rowCount(); ++row)
                all += filter.idAt(row);
            return all;
        }

        SnapshotDiff diff;
        ServerClock serverClock;
        SandboxStore store;
        Model list;
        SandboxFilterModel filter;
    };

    [[nodiscard]] static QString id(int number) { return u"s%1"_s.arg(number, 4, 10, QChar(u'0')); }
    void both(const std::function<void(Side &)> &act)
    {
        act(*m_foreseeing);
        act(*m_plain);
    }
    /// Reads the list as it is on the server; @p meanwhile happens before it is applied. Returns whether it
    /// was shown as foreseen.
    bool poll(const std::function<void(Side &)> &meanwhile = {});
    void changeMany();

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<Side> m_foreseeing;
    std::unique_ptr<Side> m_plain;
    QVector<Sandbox> m_server;
    bool m_wasFirstForeseen = false;
};

void OrderAheadTest::init()
{
    m_foreseeing.reset();
    m_plain.reset();
    m_clock = std::make_unique<ManualClock>();
    m_foreseeing = std::make_unique<Side>(*m_clock);
    m_plain = std::make_unique<Side>(*m_clock);
    m_server.clear();
    for (int i = 0; i < kMany; ++i) {
        m_server.append(sandbox(id(i), i % 2 == 0 ? Running : Paused));
        m_server.last().templateName = i % 3 == 0 ? u"base"_s : u"python"_s;
    }
    m_wasFirstForeseen = poll();
}

bool OrderAheadTest::poll(const std::function<void(Side &)> &meanwhile)
{
    const Foresight foresight = m_foreseeing->filter.foresight();
    const MonoTime began = m_clock->monoNow();
    ListOutcome outcome;
    for (const Sandbox &sandbox : std::as_const(m_server))
        outcome.sandboxes.append(sandbox);
    m_clock->advance(100ms);
    const auto found = [&](Side &side) {
        SnapshotDelta delta = side.diff.take(outcome);
        delta.began = began;
        delta.readAt = m_clock->utcNow();
        return delta;
    };
    SnapshotDelta delta = found(*m_foreseeing);
    if (foresight)
        delta.foreseen = foresight(delta);
    if (meanwhile)
        both(meanwhile);
    m_foreseeing->store.applySnapshot(delta);
    m_plain->store.applySnapshot(found(*m_plain));
    m_clock->advance(5s);
    const auto *order = dynamic_cast<const OrderAhead *>(delta.foreseen.get());
    return order && !order->takeOrder();
}

void OrderAheadTest::changeMany()
{
    for (int i = 0; i < static_cast<int>(m_server.size()); i += 2)
        m_server[i] = sandbox(m_server.at(i).id, Stopped);
}

void OrderAheadTest::aPollIsShownAsForeseen_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::addColumn<QString>("text");
    for (const QString &text : {QString(), u"state:running"_s, u"-paused"_s, u"template:base"_s, u"s00"_s}) {
        for (const int column : {Model::State, Model::Id, Model::Template, Model::Age, Model::TimeLeft}) {
            for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                QTest::addRow("%s %d %d", qPrintable(text), column, static_cast<int>(order))
                    << column << order << text;
            }
        }
    }
}

void OrderAheadTest::aPollIsShownAsForeseen()
{
    QFETCH(int, column);
    QFETCH(Qt::SortOrder, order);
    QFETCH(QString, text);
    both([&](Side &side) {
        side.filter.setText(text);
        side.filter.sort(column, order);
    });
    const QAbstractItemModelTester tester(&m_foreseeing->filter,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QString kept = m_foreseeing->ids().at(3);
    const QPersistentModelIndex selected = m_foreseeing->filter.index(3, 2);
    for (int round = 0; round < 4; ++round) {
        for (int i = round; i < static_cast<int>(m_server.size()); i += 3) {
            const bool wasBase = m_server.at(i).templateName == u"base"_s;
            m_server[i] = sandbox(m_server.at(i).id, i % 2 == round % 2 ? Stopped : Running);
            m_server[i].templateName = wasBase ? u"python"_s : u"base"_s;
            m_server[i].createdAt = ReportedTime::known(m_clock->utcNow() - 1h * i);
            m_server[i].expiry = Expiry::atTime(m_clock->utcNow() + 1min * (i * 7 % 50 + 10));
        }
        const auto goes = [&](const Sandbox &one) {
            return one.id != kept && one.id.endsWith(id(round).back());
        };
        m_server.removeIf(goes);
        for (int i = 0; i < 14; ++i)
            m_server.append(sandbox(id(1'000 * (round + 1) + i * 10 + 9), i % 2 == 0 ? Paused : Error));
        for (Sandbox &one : m_server)
            one.templateName = one.templateName.isEmpty() ? u"base"_s : one.templateName;
        QVERIFY(poll());
        QCOMPARE(m_foreseeing->ids(), m_plain->ids());
        if (selected.isValid())
            QCOMPARE(selected.data(Model::IdRole).toString(), kept);
        for (int row = 0; row < m_foreseeing->filter.rowCount(); ++row)
            QCOMPARE(m_foreseeing->filter.rowOf(m_foreseeing->filter.idAt(row)), row);
    }
}

void OrderAheadTest::theFirstListToo()
{
    QVERIFY(m_wasFirstForeseen);
    QCOMPARE(m_foreseeing->ids().size(), kMany);
    QCOMPARE(m_foreseeing->ids(), m_plain->ids());
}

void OrderAheadTest::whatHappensMeanwhileCounts_data()
{
    QTest::addColumn<int>("event");
    QTest::addColumn<bool>("isForeseen");
    QTest::newRow("nothing") << 0 << true;
    QTest::newRow("a read that moves a row") << 1 << false;
    QTest::newRow("a read of what the poll changes") << 2 << false;
    QTest::newRow("a deletion") << 3 << false;
    QTest::newRow("a sandbox is asked for") << 4 << false;
    QTest::newRow("an action begins") << 5 << true;
}

void OrderAheadTest::whatHappensMeanwhileCounts()
{
    QFETCH(int, event);
    QFETCH(bool, isForeseen);
    changeMany();
    const MonoTime later = m_clock->monoNow() + 50ms;
    const bool wasForeseen = poll([&](Side &side) {
        switch (event) {
        case 1:
            side.store.applyDetails(sandbox(id(1), Error), later);
            break;
        case 2:
            side.store.applyDetails(sandbox(id(2), Error), later);
            break;
        case 3:
            side.store.applyDeleted(id(7));
            break;
        case 4:
            side.store.addProvisional(sandbox(u"wish"_s, Creating), {});
            break;
        case 5:
            side.store.setPending(id(4), {});
            break;
        default:
            break;
        }
    });
    QCOMPARE(wasForeseen, isForeseen);
    QCOMPARE(m_foreseeing->ids(), m_plain->ids());
    QCOMPARE(m_foreseeing->ids().contains(id(7)), event != 3);
}

void OrderAheadTest::anotherSearchOrSortingMeanwhileCounts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("column");
    QTest::newRow("search") << u"state:stopped"_s << int(Model::State);
    QTest::newRow("sorting") << QString() << int(Model::Id);
    QTest::newRow("both") << u"s00"_s << int(Model::Template);
}

void OrderAheadTest::anotherSearchOrSortingMeanwhileCounts()
{
    QFETCH(QString, text);
    QFETCH(int, column);
    changeMany();
    QVERIFY(!poll([&](Side &side) {
        side.filter.setText(text);
        side.filter.sort(column, Qt::DescendingOrder);
    }));
    QCOMPARE(m_foreseeing->ids(), m_plain->ids());
    QVERIFY(!m_foreseeing->ids().isEmpty());
}

void OrderAheadTest::whatTheStoreDoesNotBelieveIsNotShown()
{
    // A read a moment ago said something else than the list will.
    both([this](Side &side) { side.store.applyDetails(sandbox(id(10), Paused), m_clock->monoNow()); });
    m_clock->advance(1s);
    changeMany();
    QVERIFY(!poll());
    QCOMPARE(m_foreseeing->ids(), m_plain->ids());
    QCOMPARE(m_foreseeing->store.find(id(10))->sandbox->status, Paused);
}

void OrderAheadTest::rowsThatChangedPlacesAreStillKnown()
{
    // Those at the end take the places of those that go.
    m_server.removeIf([](const Sandbox &one) { return one.id < u"s0040"_s && one.id.endsWith(u'5'); });
    m_server.removeIf([](const Sandbox &one) { return one.id.endsWith(u'2'); });
    poll();
    for (int round = 0; round < 3; ++round) {
        for (Sandbox &one : m_server)
            one = sandbox(one.id, round % 2 == 0 ? Stopped : Running);
        QVERIFY(poll());
        QCOMPARE(m_foreseeing->ids(), m_plain->ids());
    }
}

void OrderAheadTest::fewChangesAreAnnouncedExactly()
{
    QSignalSpy changed(&m_foreseeing->filter, &QAbstractItemModel::dataChanged);
    m_server[4] = sandbox(id(4), Running);
    m_server[4].region = u"eu"_s;
    poll();
    QCOMPARE(changed.size(), 1);
    const int row = m_foreseeing->filter.rowOf(id(4));
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), row);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), row);
}

void OrderAheadTest::whatOnlyWeKnowIsNotForeseen_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("faults") << u"is:problem"_s;
    QTest::newRow("actions") << u"-is:changing"_s;
    QTest::newRow("time") << u"left:<1h"_s;
}

void OrderAheadTest::whatOnlyWeKnowIsNotForeseen()
{
    QFETCH(QString, text);
    both([&](Side &side) { side.filter.setText(text); });
    QVERIFY(!m_foreseeing->filter.foresight());
    changeMany();
    QVERIFY(!poll());
    QCOMPARE(m_foreseeing->ids(), m_plain->ids());
}

SANDGLASS_REGISTER_TEST(OrderAheadTest)

} // namespace

#include "tst_orderahead.moc"
