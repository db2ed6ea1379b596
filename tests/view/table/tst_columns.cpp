// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/sandboxtable.h"
#include "tablefixture.h"
#include "tabletests.h"

#include <QAction>
#include <QHeaderView>
#include <QTest>

#include <random>

namespace sandglass::test {

using namespace Qt::StringLiterals;

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
    void init() { m_fixture.settings.clear(); }

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
        const auto table = makeTable();
        const QHeaderView &header = *table->horizontalHeader();
        QCOMPARE(header.visualIndex(SandboxListModel::TimeLeft), 1);
        QCOMPARE(header.sectionSize(SandboxListModel::Id), 333);
        QVERIFY(header.isSectionHidden(SandboxListModel::Disk));
        QVERIFY(!actionFor(*table, SandboxListModel::Disk)->isChecked());
        QCOMPARE(header.sortIndicatorSection(), static_cast<int>(SandboxListModel::Memory));
        QCOMPARE(header.sortIndicatorOrder(), Qt::DescendingOrder);
        QCOMPARE(m_fixture.filter.sortColumn(), static_cast<int>(SandboxListModel::Memory));

        table->resetColumns();
        QCOMPARE(header.visualIndex(SandboxListModel::TimeLeft),
                 static_cast<int>(SandboxListModel::TimeLeft));
        QVERIFY(!header.isSectionHidden(SandboxListModel::Disk));
        QCOMPARE(header.sortIndicatorSection(), static_cast<int>(SandboxListModel::Age));
    }

    void stateAndIdCannotBeHidden()
    {
        const auto table = makeTable();
        QVERIFY(!actionFor(*table, SandboxListModel::State));
        QVERIFY(!actionFor(*table, SandboxListModel::Id));
        m_fixture.settings.setValue(u"table/columns"_s,
                                    QStringList{u"state:100:hidden"_s, u"id:100:hidden"_s});
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
        m_fixture.settings.setValue(u"table/columns"_s, columns);
        m_fixture.settings.setValue(u"table/sort"_s, sort);
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
            m_fixture.settings.setValue(u"table/columns"_s, entries);
            m_fixture.settings.setValue(u"table/sort"_s, entries.join(QString()));
            SandboxTable table(m_fixture.filter, m_fixture.clock, m_fixture.serverClock, m_fixture.settings);
            verifyUsable(table);
        }
    }

    void templateTakesTheRoomWithinReason()
    {
        const auto table = makeTable(1'200);
        const QHeaderView &header = *table->horizontalHeader();
        QCOMPARE(header.length(), table->viewport()->width());
        table->resize(3'000, 300);
        QVERIFY(header.sectionSize(SandboxListModel::Template) <= 420);
        table->resize(500, 300);
        QVERIFY(header.sectionSize(SandboxListModel::Template) >= 90);

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

std::unique_ptr<QObject> makeColumnsTest()
{
    return std::make_unique<ColumnsTest>();
}

} // namespace sandglass::test

#include "tst_columns.moc"
