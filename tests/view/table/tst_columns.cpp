// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "tablefixture.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QTest>

#include <random>

namespace sandglass::test {

using namespace Qt::StringLiterals;

namespace {

const QString kColumnsKey = u"profiles/default/view/columns"_s;
const QString kSortingKey = u"profiles/default/view/sorting/table"_s;

} // namespace

class ColumnsTest final : public QObject
{
    Q_OBJECT

    TableFixture m_fixture;

    std::unique_ptr<SandboxTable> makeTable(int width = 1'200)
    {
        auto table = std::make_unique<SandboxTable>(m_fixture.filter, m_fixture.clock, m_fixture.serverClock,
                                                    m_fixture.settings);
        table->resize(width, 300);
        table->show();
        [[maybe_unused]] const bool exposed = QTest::qWaitForWindowExposed(table.get());
        return table;
    }
    static QAction *actionFor(const SandboxTable &table, int column)
    {
        for (QAction *action : table.columnActions()) {
            if (action->data().toInt() == column)
                return action;
        }
        return nullptr;
    }

private Q_SLOTS:
    void init()
    {
        const QStringList keys = m_fixture.settings.values().keys();
        for (const QString &key : keys)
            m_fixture.settings.remove(key);
    }

    void timeLeftOfWhatIsGoneHasAnotherTitle()
    {
        const auto table = makeTable();
        const auto titles = [&] {
            return QStringList{
                table->model()->headerData(SandboxListModel::TimeLeft, Qt::Horizontal).toString(),
                actionFor(*table, SandboxListModel::TimeLeft)->text()};
        };
        QCOMPARE(titles(), (QStringList{u"Time left"_s, u"Time left"_s}));
        m_fixture.filter.setText(u"is:deleted"_s);
        QCOMPARE(titles(), (QStringList{u"Gone"_s, u"Gone"_s}));
        m_fixture.filter.setText({});
        QCOMPARE(titles(), (QStringList{u"Time left"_s, u"Time left"_s}));
    }

    void arrangementIsRemembered()
    {
        {
            const auto table = makeTable();
            QHeaderView &header = *table->horizontalHeader();
            header.moveSection(header.visualIndex(SandboxListModel::TimeLeft), 1);
            header.resizeSection(SandboxListModel::Id, 333);
            actionFor(*table, SandboxListModel::Disk)->setChecked(false);
            table->sortByColumn(SandboxListModel::Memory, Qt::DescendingOrder);
        }
        Sandbox small = m_fixture.sandbox(u"a"_s);
        small.memoryMb = 512;
        Sandbox large = m_fixture.sandbox(u"b"_s);
        large.memoryMb = 4'096;
        m_fixture.poll({small, large});
        m_fixture.filter.sort(SandboxListModel::Id, Qt::AscendingOrder);
        const auto table = makeTable();
        const QHeaderView &header = *table->horizontalHeader();
        QCOMPARE(header.visualIndex(SandboxListModel::TimeLeft), 1);
        QCOMPARE(header.sectionSize(SandboxListModel::Id), 333);
        QVERIFY(header.isSectionHidden(SandboxListModel::Disk));
        QVERIFY(!actionFor(*table, SandboxListModel::Disk)->isChecked());
        QCOMPARE(header.sortIndicatorSection(), static_cast<int>(SandboxListModel::Memory));
        QCOMPARE(header.sortIndicatorOrder(), Qt::DescendingOrder);
        QCOMPARE(m_fixture.shownIds(), (QStringList{u"b"_s, u"a"_s}));
        m_fixture.poll({}, {u"a"_s, u"b"_s});

        table->resetColumns();
        QCOMPARE(header.visualIndex(SandboxListModel::TimeLeft),
                 static_cast<int>(SandboxListModel::TimeLeft));
        QVERIFY(!header.isSectionHidden(SandboxListModel::Disk));
        QCOMPARE(header.sortIndicatorSection(), static_cast<int>(SandboxListModel::Age));
    }

    void aHiddenColumnKeepsItsWidth()
    {
        for (const auto column : {SandboxListModel::Region, SandboxListModel::Template}) {
            {
                const auto table = makeTable();
                table->horizontalHeader()->resizeSection(column, 222);
                actionFor(*table, column)->setChecked(false);
            }
            {
                // Whatever else is arranged while it is hidden, also another time.
                const auto table = makeTable();
                QVERIFY(table->horizontalHeader()->isSectionHidden(column));
                table->horizontalHeader()->resizeSection(SandboxListModel::Id, 333);
            }
            const auto table = makeTable();
            actionFor(*table, column)->setChecked(true);
            QCOMPARE(table->horizontalHeader()->sectionSize(column), 222);
        }
    }

    void everyProfileHasItsOwn()
    {
        {
            SandboxTable table(m_fixture.filter, m_fixture.clock, m_fixture.serverClock,
                               ViewSettings(m_fixture.settings, u"work"_s));
            actionFor(table, SandboxListModel::Disk)->setChecked(false);
            table.sortByColumn(SandboxListModel::Memory, Qt::DescendingOrder);
        }
        const auto other = makeTable();
        QVERIFY(!other->horizontalHeader()->isSectionHidden(SandboxListModel::Disk));
        QCOMPARE(other->sortingWord(), u"age:ascending"_s);
        const SandboxTable again(m_fixture.filter, m_fixture.clock, m_fixture.serverClock,
                                 ViewSettings(m_fixture.settings, u"work"_s));
        QVERIFY(again.horizontalHeader()->isSectionHidden(SandboxListModel::Disk));
        QCOMPARE(again.sortingWord(), u"memory:descending"_s);
    }

    void everyNamedSortingIsRememberedByItself()
    {
        const auto table = makeTable();
        table->sortByColumn(SandboxListModel::Region, Qt::AscendingOrder);
        table->useSorting(u"expiring"_s, u"timeleft:ascending"_s);
        QCOMPARE(table->sortingWord(), u"timeleft:ascending"_s);
        QCOMPARE(table->horizontalHeader()->sortIndicatorSection(),
                 static_cast<int>(SandboxListModel::TimeLeft));
        table->sortByColumn(SandboxListModel::Id, Qt::DescendingOrder);
        table->useSorting({}, {});
        QCOMPARE(table->sortingWord(), u"region:ascending"_s);
        table->useSorting(u"expiring"_s, u"timeleft:ascending"_s);
        QCOMPARE(table->sortingWord(), u"id:descending"_s);
        // As on the first day is as on the first day of this one.
        table->resetColumns();
        QCOMPARE(table->sortingWord(), u"timeleft:ascending"_s);
        table->useSorting({}, {});
        QCOMPARE(table->sortingWord(), u"region:ascending"_s);
    }

    void columnsMoveWithoutAMouse()
    {
        const auto table = makeTable();
        m_fixture.poll({m_fixture.sandbox(u"a"_s)});
        const QHeaderView &header = *table->horizontalHeader();
        table->setCurrentIndex(m_fixture.filter.index(0, SandboxListModel::TimeLeft));
        actionFor(*table, SandboxListModel::Template)->setChecked(false);
        // Over the hidden one.
        QCOMPARE(table->moveColumn(-1), u"Time left is now before ID"_s);
        QCOMPARE(header.visualIndex(SandboxListModel::TimeLeft), 1);
        QCOMPARE(table->moveColumn(-1), u"Time left is now before State"_s);
        QCOMPARE(table->moveColumn(-1), u"Time left is the first column already"_s);
        QCOMPARE(table->moveColumn(1), u"Time left is now behind State"_s);
        const int width = header.sectionSize(SandboxListModel::TimeLeft);
        QCOMPARE(table->resizeColumn(16), u"Time left is wider now"_s);
        QCOMPARE(header.sectionSize(SandboxListModel::TimeLeft), width + 16);
        for (int i = 0; i < 50; ++i)
            table->resizeColumn(-16);
        QCOMPARE(table->resizeColumn(-16), u"Time left cannot be made narrower"_s);
        QVERIFY(header.sectionSize(SandboxListModel::TimeLeft) >= 40);
        // And all of that is remembered.
        const int placed = header.visualIndex(SandboxListModel::TimeLeft);
        const auto again = makeTable();
        QCOMPARE(again->horizontalHeader()->visualIndex(SandboxListModel::TimeLeft), placed);
        QVERIFY(again->horizontalHeader()->isSectionHidden(SandboxListModel::Template));
        m_fixture.poll({}, {u"a"_s});
    }

    void headerMenuActsOnItsColumn()
    {
        const auto table = makeTable();
        QHeaderView &header = *table->horizontalHeader();
        const auto menuAt = [&](int column) {
            const int x = header.sectionViewportPosition(column) + 5;
            Q_EMIT header.customContextMenuRequested(QPoint(x, 5));
            return table->findChild<QMenu *>();
        };
        const auto entry = [](const QMenu *menu, const QString &text) -> QAction * {
            for (QAction *action : menu->actions()) {
                if (action->text() == text)
                    return action;
            }
            return nullptr;
        };
        QMenu *menu = menuAt(SandboxListModel::State);
        QVERIFY(menu);
        QVERIFY(!entry(menu, u"Move Left"_s)->isEnabled());
        QVERIFY(!entry(menu, u"Hide"_s)->isEnabled());
        entry(menu, u"Move Right"_s)->trigger();
        QCOMPARE(header.visualIndex(SandboxListModel::State), 1);
        delete menu;
        menu = menuAt(SandboxListModel::Memory);
        entry(menu, u"Hide"_s)->trigger();
        QVERIFY(header.isSectionHidden(SandboxListModel::Memory));
        QVERIFY(!actionFor(*table, SandboxListModel::Memory)->isChecked());
        delete menu;
        menu = menuAt(SandboxListModel::Template);
        header.resizeSection(SandboxListModel::Template, 400);
        entry(menu, u"Size to Contents"_s)->trigger();
        QVERIFY(header.sectionSize(SandboxListModel::Template) < 200);
        delete menu;
    }

    void stateAndIdCannotBeHidden()
    {
        const auto table = makeTable();
        QVERIFY(!actionFor(*table, SandboxListModel::State));
        QVERIFY(!actionFor(*table, SandboxListModel::Id));
        m_fixture.settings.setValue(kColumnsKey, QStringList{u"state:100:hidden"_s, u"id:100:hidden"_s});
        const auto again = makeTable();
        QVERIFY(!again->horizontalHeader()->isSectionHidden(SandboxListModel::State));
        QVERIFY(!again->horizontalHeader()->isSectionHidden(SandboxListModel::Id));
    }

    void garbageDoesNoHarm_data()
    {
        QTest::addColumn<QVariant>("columns");
        QTest::addColumn<QVariant>("sort");
        QTest::newRow("nothing") << QVariant() << QVariant();
        QTest::newRow("empty texts") << QVariant(QStringList{QString(), u":"_s, u"::"_s}) << QVariant(u""_s);
        QTest::newRow("unknown columns")
            << QVariant(QStringList{u"price:100:shown"_s}) << QVariant(u"price:up"_s);
        QTest::newRow("twice") << QVariant(
                                      QStringList{u"age:100:shown"_s, u"age:90:hidden"_s, u"id:1:shown"_s})
                               << QVariant(u"age:descending:x"_s);
        QTest::newRow("impossible widths")
            << QVariant(QStringList{u"id:-5:shown"_s, u"state:99999999999:shown"_s, u"disk:wide:shown"_s})
            << QVariant(u"id"_s);
        QTest::newRow("other types") << QVariant(42) << QVariant(QByteArray("\xff\xfe\x00", 3));
        QTest::newRow("one text") << QVariant(u"state"_s) << QVariant(QStringList{u"a"_s});
    }

    void garbageDoesNoHarm()
    {
        QFETCH(QVariant, columns);
        QFETCH(QVariant, sort);
        m_fixture.settings.setValue(kColumnsKey, columns);
        m_fixture.settings.setValue(kSortingKey, sort);
        verifyUsable(*makeTable());
    }

    void randomGarbageDoesNoHarm()
    {
        constexpr unsigned kSeed = 42;
        qInfo("seed %u", kSeed);
        std::mt19937 random(kSeed);
        const QStringList bits{u"id"_s, u"state"_s, u"age"_s,    u"timeleft"_s, u":"_s,         u"100"_s,
                               u"-1"_s, u"shown"_s, u"hidden"_s, u" "_s,        u"ascending"_s, u"0"_s};
        for (int round = 0; round < 50; ++round) {
            QStringList entries;
            for (unsigned i = random() % 15; i > 0; --i) {
                QString entry;
                for (unsigned j = random() % 6; j > 0; --j)
                    entry += bits.at(static_cast<qsizetype>(random() % static_cast<unsigned>(bits.size())));
                entries += entry;
            }
            m_fixture.settings.setValue(kColumnsKey, entries);
            m_fixture.settings.setValue(kSortingKey, entries.join(QString()));
            SandboxTable table(m_fixture.filter, m_fixture.clock, m_fixture.serverClock, m_fixture.settings);
            verifyUsable(table);
        }
    }

    void theTimeLeftIsSeenWhereThereIsLittleRoom()
    {
        const auto table = makeTable(1'200);
        const QHeaderView &header = *table->horizontalHeader();
        const auto widths = [&header] {
            return QList<int>{header.sectionSize(SandboxListModel::State),
                              header.sectionSize(SandboxListModel::Id),
                              header.sectionSize(SandboxListModel::Template),
                              header.sectionSize(SandboxListModel::TimeLeft)};
        };
        const auto end = [&header] {
            return header.sectionPosition(SandboxListModel::TimeLeft) +
                   header.sectionSize(SandboxListModel::TimeLeft);
        };
        const QList<int> roomy = widths();
        table->resize(450, 300);
        QCOMPARE(end(), table->viewport()->width());
        QVERIFY(widths().at(0) < roomy.at(0));
        table->resize(1'200, 300);
        QCOMPARE(widths(), roomy);

        // What was not touched follows the room another time too; what was stays.
        table->horizontalHeader()->resizeSection(SandboxListModel::Id, 222);
        const auto again = makeTable(560);
        QCOMPARE(again->horizontalHeader()->sectionSize(SandboxListModel::Id), 222);
        QVERIFY(again->horizontalHeader()->sectionSize(SandboxListModel::State) < roomy.at(0));
        // Nobody looks for it behind the edge.
        actionFor(*again, SandboxListModel::TimeLeft)->setChecked(false);
        QCOMPARE(again->horizontalHeader()->sectionSize(SandboxListModel::State), roomy.at(0));
    }

    void theEdgeOfAColumnFollowsTheHand()
    {
        const auto table = makeTable(480);
        QHeaderView &header = *table->horizontalHeader();
        const int state = header.sectionSize(SandboxListModel::State);
        const int id = header.sectionSize(SandboxListModel::Id);
        const int left = header.sectionPosition(SandboxListModel::Id);
        for (const int by : {10, 20, 10, -10}) { // squeezed or not, what stands before it does not move
            header.resizeSection(SandboxListModel::Id, id + by);
            QCOMPARE(header.sectionPosition(SandboxListModel::Id), left);
            QCOMPARE(header.sectionSize(SandboxListModel::State), state);
            QCOMPARE(header.sectionSize(SandboxListModel::Id), id + by);
        }
        // Another time, all of it follows the room.
        table->resize(1'200, 300);
        QVERIFY(header.sectionSize(SandboxListModel::State) > state);
    }

    void noColumnIsSqueezedInVain()
    {
        const auto table = makeTable(1'200);
        QHeaderView &header = *table->horizontalHeader();
        const int state = header.sectionSize(SandboxListModel::State);
        const int id = header.sectionSize(SandboxListModel::Id);
        table->resize(450, 300);
        QVERIFY(header.sectionSize(SandboxListModel::State) < state);
        // At the end it is out of sight whatever the others give, and they have their widths at once.
        header.moveSection(header.visualIndex(SandboxListModel::TimeLeft), header.count() - 1);
        QCOMPARE(header.sectionSize(SandboxListModel::State), state);
        QCOMPARE(header.sectionSize(SandboxListModel::Id), id);
        header.moveSection(header.visualIndex(SandboxListModel::TimeLeft), 3);
        QVERIFY(header.sectionSize(SandboxListModel::State) < state);
    }

    void firstWidthsOfEarlierVersionsAreNobodysChoice()
    {
        QStringList entries;
        {
            const auto table = makeTable(480);
            table->resize(1'200, 300);
            const QHeaderView &header = *table->horizontalHeader();
            const auto entry = [&header](const QString &word, int column) {
                return u"%1:%2:shown"_s.arg(word).arg(header.sectionSize(column));
            };
            entries = {entry(u"state"_s, SandboxListModel::State), entry(u"id"_s, SandboxListModel::Id),
                       u"template:0:shown"_s, entry(u"timeleft"_s, SandboxListModel::TimeLeft)};
        }
        m_fixture.settings.setValue(kColumnsKey, entries);
        const auto table = makeTable(450);
        const QHeaderView &header = *table->horizontalHeader();
        QCOMPARE(header.sectionPosition(SandboxListModel::TimeLeft) +
                     header.sectionSize(SandboxListModel::TimeLeft),
                 table->viewport()->width());
    }

    void templateTakesTheRoomWithinReason()
    {
        const auto table = makeTable(1'200);
        const QHeaderView &header = *table->horizontalHeader();
        QCOMPARE(header.length(), table->viewport()->width());
        table->resize(3'000, 300);
        QVERIFY(header.sectionSize(SandboxListModel::Template) <= 420);
        table->resize(500, 300);
        // The name of the commonest template can still be read.
        QVERIFY(header.sectionSize(SandboxListModel::Template) >
                table->fontMetrics().horizontalAdvance(u"code-interpreter"_s));

        // Not any more once a person has set it.
        table->horizontalHeader()->resizeSection(SandboxListModel::Template, 150);
        table->resize(1'200, 300);
        QCOMPARE(header.sectionSize(SandboxListModel::Template), 150);
    }

private:
    void verifyUsable(const SandboxTable &table)
    {
        const QHeaderView &header = *table.horizontalHeader();
        QSet<int> places;
        for (int column = 0; column < SandboxListModel::ColumnCount; ++column) {
            places += header.visualIndex(column);
            if (!header.isSectionHidden(column))
                QVERIFY(header.sectionSize(column) >= 40 && header.sectionSize(column) <= 2'000);
        }
        QCOMPARE(places.size(), static_cast<qsizetype>(SandboxListModel::ColumnCount));
        QVERIFY(!header.isSectionHidden(SandboxListModel::State));
        QVERIFY(header.sortIndicatorSection() >= 0 &&
                header.sortIndicatorSection() < SandboxListModel::ColumnCount);
    }
};

SANDGLASS_REGISTER_TEST(ColumnsTest)

} // namespace sandglass::test

#include "tst_columns.moc"
