// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "tablefixture.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <random>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kSteps = 1'000;

struct Place
{
    QString id;
    int offset = 0;
    int value = 0;
};

Place topOf(const SandboxTable &table, const SandboxFilterModel &model)
{
    const int height = table.verticalHeader()->defaultSectionSize();
    const int value = table.verticalScrollBar()->value();
    return {model.idAt(value / height), value % height, value};
}

/// Where the table was scrolled to when it was painted first.
class FirstPainting final : public QObject
{
public:
    explicit FirstPainting(SandboxTable &table) : m_table(table)
    {
        table.viewport()->installEventFilter(this);
    }
    int paintedAt = -1;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && paintedAt < 0)
            paintedAt = m_table.verticalScrollBar()->value();
        return QObject::eventFilter(watched, event);
    }

private:
    SandboxTable &m_table;
};

} // namespace

/// Whatever the server does to the rows, what a person selected, where they are and what they look at stays.
class ChurnTest final : public QObject
{
    Q_OBJECT

    std::mt19937 m_random;

    int below(int limit)
    {
        return limit > 0 ? static_cast<int>(m_random() % static_cast<unsigned>(limit)) : 0;
    }

    Sandbox randomSandbox(const TableFixture &fixture, const QString &id, std::chrono::minutes age)
    {
        Sandbox sandbox = fixture.sandbox(id, kAllStatuses.at(static_cast<std::size_t>(below(6))), age);
        sandbox.region = below(2) ? u"us-east-1"_s : u"eu-west-1"_s;
        sandbox.memoryMb = 512 << below(4);
        return sandbox;
    }

private Q_SLOTS:
    void everythingStays_data()
    {
        QTest::addColumn<int>("sortedBy");
        QTest::addColumn<qsizetype>("fewestForeseen");
        constexpr qsizetype kUsual = SandboxFilterModel::kWorthForeseeing;
        QTest::newRow("rows keep their order") << int(SandboxListModel::Age) << kUsual;
        QTest::newRow("rows change places") << int(SandboxListModel::State) << kUsual;
        QTest::newRow("rows keep their order, as foreseen") << int(SandboxListModel::Age) << qsizetype{1};
        QTest::newRow("rows change places, as foreseen") << int(SandboxListModel::State) << qsizetype{1};
    }

    void everythingStays()
    {
        QFETCH(int, sortedBy);
        QFETCH(qsizetype, fewestForeseen);
        constexpr unsigned kSeed = 20260102;
        qInfo("seed %u", kSeed);
        m_random.seed(kSeed);

        TableFixture fixture;
        fixture.fewestForeseen = fewestForeseen;
        SandboxTable table(fixture.filter, fixture.clock, fixture.serverClock, fixture.settings);
        table.sortByColumn(sortedBy, Qt::AscendingOrder);
        table.resize(700, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QScrollBar &bar = *table.verticalScrollBar();
        const int height = table.verticalHeader()->defaultSectionSize();

        FirstPainting watch(table);
        int made = 0;
        int atTop = 0;
        int anchored = 0;
        for (int step = 0; step < kSteps; ++step) {
            // A person does something.
            if (step % 3 == 0)
                bar.setValue(below(4) == 0 ? 0 : below(bar.maximum() + 1));
            if (step % 7 == 0) {
                QStringList some;
                for (const QString &id : fixture.shownIds()) {
                    if (below(6) == 0)
                        some += id;
                }
                table.selectIds(some);
            }
            if (step % 11 == 0 && fixture.filter.rowCount() > 0)
                table.selectionModel()->setCurrentIndex(
                    fixture.filter.index(below(fixture.filter.rowCount()), 1), QItemSelectionModel::NoUpdate);
            if (step % 13 == 0)
                fixture.filter.setStatuses(below(2) ? QSet<SandboxStatus>{}
                                                    : QSet{SandboxStatus::Running, SandboxStatus::Paused});
            QCoreApplication::processEvents();

            const QStringList selected = table.selectedIds();
            const QString current = table.currentId();
            const Place top = topOf(table, fixture.filter);
            const QStringList order = fixture.shownIds();

            // The server does something else.
            QVector<Sandbox> changed;
            QStringList missing;
            for (const QString &id : order) {
                const int dice = below(40);
                if (dice == 0)
                    missing += id;
                else if (dice < 6)
                    changed += randomSandbox(fixture, id, std::chrono::minutes(below(5'000)));
            }
            // Sometimes just what is being looked at goes.
            if (step % 5 == 0 && !top.id.isEmpty() && !missing.contains(top.id))
                missing += top.id;
            for (const QString &id : std::as_const(missing))
                changed.removeIf([&id](const Sandbox &sandbox) { return sandbox.id == id; });
            if (sortedBy == SandboxListModel::Age) {
                for (Sandbox &sandbox : changed)
                    sandbox.createdAt = fixture.store.find(sandbox.id)->sandbox->createdAt;
            }
            for (int fresh = below(fixture.store.size() < 100 ? 8 : 3); fresh > 0; --fresh)
                changed += randomSandbox(fixture, u"s%1"_s.arg(made++, 6, 10, '0'_L1),
                                         std::chrono::minutes(below(5'000)));
            fixture.clock.advance(5s);
            fixture.poll(changed, missing);
            table.viewport()->update();
            watch.paintedAt = -1;
            QCoreApplication::sendPostedEvents();
            // Right in the very first picture, not only after a flicker.
            QCOMPARE(watch.paintedAt, bar.value());

            const QStringList now = fixture.shownIds();
            QStringList stillThere;
            for (const QString &id : now) {
                if (selected.contains(id))
                    stillThere += id;
            }
            QCOMPARE(table.selectedIds(), stillThere);
            if (now.contains(current))
                QCOMPARE(table.currentId(), current);

            if (top.value == 0) {
                QCOMPARE(bar.value(), 0);
                ++atTop;
                continue;
            }
            QString anchor = top.id;
            if (!now.contains(anchor)) {
                if (sortedBy != SandboxListModel::Age)
                    continue; // its neighbours may have moved as well
                const auto gone = order.indexOf(anchor);
                const auto next = std::find_if(order.begin() + gone, order.end(),
                                               [&now](const QString &id) { return now.contains(id); });
                if (next == order.end())
                    continue;
                anchor = *next;
            }
            const int wanted = static_cast<int>(now.indexOf(anchor)) * height + top.offset;
            QCOMPARE(bar.value(), std::min(wanted, bar.maximum()));
            ++anchored;
        }
        qInfo("%d steps at the top, %d anchored to a row, %d polls shown as foreseen", atTop, anchored,
              fixture.shownAsForeseen);
        QVERIFY(atTop > 50);
        QVERIFY(anchored > 200);
        if (fewestForeseen == 1)
            QVERIFY(fixture.shownAsForeseen > kSteps / 2);
    }

    void selectionSignalComesOncePerChange()
    {
        TableFixture fixture;
        SandboxTable table(fixture.filter, fixture.clock, fixture.serverClock, fixture.settings);
        QVector<Sandbox> sandboxes;
        for (int i = 0; i < 20; ++i)
            sandboxes += fixture.sandbox(u"s%1"_s.arg(i, 2, 10, '0'_L1));
        fixture.poll(sandboxes);

        QSignalSpy spy(&table, &SandboxTable::selectedIdsChanged);
        table.selectIds({u"s03"_s, u"s04"_s, u"s11"_s, u"nobody"_s});
        QCOMPARE(spy.count(), 1);
        QCOMPARE(table.selectedIds(), QStringList({u"s03"_s, u"s04"_s, u"s11"_s}));
        table.selectIds({u"s11"_s, u"s04"_s, u"s03"_s});
        QCOMPARE(spy.count(), 1);

        // Changes of other rows and of the selected ones' contents are none.
        Sandbox other = fixture.sandbox(u"s03"_s, SandboxStatus::Paused);
        fixture.poll({other, fixture.sandbox(u"new"_s)}, {u"s00"_s});
        QCOMPARE(spy.count(), 1);
        fixture.poll({}, {u"s04"_s});
        QCOMPARE(spy.count(), 2);
        QCOMPARE(table.selectedIds(), QStringList({u"s03"_s, u"s11"_s}));
    }

    void currentRowGoingDoesNotScroll()
    {
        TableFixture fixture;
        SandboxTable table(fixture.filter, fixture.clock, fixture.serverClock, fixture.settings);
        QVector<Sandbox> sandboxes;
        for (int i = 0; i < 200; ++i)
            sandboxes += fixture.sandbox(u"s%1"_s.arg(i, 3, 10, '0'_L1));
        fixture.poll(sandboxes);
        table.resize(700, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));

        table.setCurrentId(u"s002"_s);
        table.verticalScrollBar()->setValue(2'000);
        const QString top = topOf(table, fixture.filter).id;
        fixture.poll({}, {u"s002"_s});
        QCoreApplication::sendPostedEvents();
        QCOMPARE(topOf(table, fixture.filter).id, top);
        QVERIFY(table.selectedIds().isEmpty()); // the next row is current, but not chosen
    }

    void manyThatGoLeaveTheirPlacesToTheNext()
    {
        TableFixture fixture;
        SandboxTable table(fixture.filter, fixture.clock, fixture.serverClock, fixture.settings);
        table.sortByColumn(SandboxListModel::Id, Qt::AscendingOrder);
        QVector<Sandbox> sandboxes;
        QStringList going;
        for (int i = 0; i < 400; ++i) {
            sandboxes += fixture.sandbox(u"s%1"_s.arg(i, 3, 10, '0'_L1));
            if (i % 4 != 3)
                going += sandboxes.constLast().id;
        }
        fixture.poll(sandboxes);
        table.resize(700, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const int height = table.verticalHeader()->defaultSectionSize();
        table.setCurrentId(u"s204"_s);
        table.selectIds({u"s203"_s, u"s204"_s, u"s205"_s, u"s207"_s});
        table.verticalScrollBar()->setValue(200 * height);
        const QPersistentModelIndex kept = fixture.filter.index(fixture.filter.rowOf(u"s207"_s), 2);

        // By the server, and by the search.
        fixture.poll({}, going);
        QCOMPARE(fixture.shownAsForeseen, 1);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(fixture.filter.rowCount(), 100);
        QCOMPARE(table.currentId(), u"s207"_s);
        QCOMPARE(table.selectedIds(), (QStringList{u"s203"_s, u"s207"_s}));
        QCOMPARE(topOf(table, fixture.filter).id, u"s203"_s);
        QCOMPARE(kept.row(), fixture.filter.rowOf(u"s207"_s));

        QVector<Sandbox> paused;
        for (int i = 3; i < 400; i += 8)
            paused += fixture.sandbox(u"s%1"_s.arg(i, 3, 10, '0'_L1), SandboxStatus::Paused);
        fixture.poll(paused);
        fixture.filter.setText(u"state:running"_s);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(fixture.filter.rowCount(), 50);
        QCOMPARE(table.currentId(), u"s207"_s);
        QCOMPARE(topOf(table, fixture.filter).id, u"s207"_s);
        fixture.filter.clearFilter();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(fixture.filter.rowCount(), 100);
        QCOMPARE(topOf(table, fixture.filter).id, u"s207"_s);
    }

    void scrollingBetweenChangeAndLayoutCounts()
    {
        TableFixture fixture;
        SandboxTable table(fixture.filter, fixture.clock, fixture.serverClock, fixture.settings);
        QVector<Sandbox> sandboxes;
        for (int i = 0; i < 200; ++i)
            sandboxes += fixture.sandbox(u"s%1"_s.arg(i, 3, 10, '0'_L1));
        fixture.poll(sandboxes);
        table.resize(700, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const int height = table.verticalHeader()->defaultSectionSize();
        table.verticalScrollBar()->setValue(100 * height);

        fixture.poll({}, {u"s001"_s, u"s002"_s});
        table.verticalScrollBar()->setValue(table.verticalScrollBar()->value() + 3 * height);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(topOf(table, fixture.filter).id, u"s103"_s);
    }
};

SANDGLASS_REGISTER_TEST(ChurnTest)

} // namespace sandglass::test

#include "tst_churn.moc"
