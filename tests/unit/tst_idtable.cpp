// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/idtable.h"
#include "support/randomdata.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

/// What is found by ids is what was added for them, also where hashes are the same.
class IdTableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsFoundInAnEmptyOne();
    void equalHashesAreToldApartByTheirIds();
    void hashesAreNeverNothing();
    void randomChangesAgreeWithAMap_data();
    void randomChangesAgreeWithAMap();
};

constexpr auto kAny = [](int) { return true; };

void IdTableTest::nothingIsFoundInAnEmptyOne()
{
    IdTable<int> table;
    QVERIFY(!table.find(7, kAny));
    table.remove(7, 1);
    table.prefetch(7);
    table.insert(7, 1);
    table.remove(7, 2); // another one
    QCOMPARE(table.size(), 1);
    table.remove(7, 1);
    QCOMPARE(table.size(), 0);
    QVERIFY(!table.find(7, kAny));
}

void IdTableTest::equalHashesAreToldApartByTheirIds()
{
    IdTable<int> table;
    for (int value = 0; value < 5; ++value)
        table.insert(7, value);
    for (int value = 0; value < 5; ++value) {
        const int *found = table.find(7, [value](int other) { return other == value; });
        QVERIFY(found);
        QCOMPARE(*found, value);
    }
    table.remove(7, 2);
    QVERIFY(!table.find(7, [](int other) { return other == 2; }));
    QVERIFY(table.find(7, [](int other) { return other == 4; }));
    QVERIFY(!table.find(8, kAny));
}

void IdTableTest::hashesAreNeverNothing()
{
    constexpr quint64 kHalf = 0x9e37'79b9;
    QCOMPARE(foldedHash(0), 1U);
    QCOMPARE(foldedHash(kHalf << 32U | kHalf), 1U);
    QCOMPARE(foldedHash(kHalf << 32U | 1U), static_cast<IdHash>(kHalf ^ 1U));
}

void IdTableTest::randomChangesAgreeWithAMap_data()
{
    QTest::addColumn<quint32>("differing");
    QTest::addColumn<quint32>("same");
    QTest::newRow("hashes spread") << 0xffff'ffffU << 1U;
    QTest::newRow("many in one place") << 3U << 16U;
    QTest::newRow("around the end") << 0x8000'0007U << 0x7fff'fff8U;
}

void IdTableTest::randomChangesAgreeWithAMap()
{
    QFETCH(const quint32, differing);
    QFETCH(const quint32, same);
    const quint32 seed = testSeed();
    Random random(seed);
    const auto hash = [=](int value) { return (hashOf(QString::number(value)) & differing) | same; };
    IdTable<int> table;
    QSet<int> expected;
    for (int step = 0; step < 4'000; ++step) {
        const int value = random.below(300);
        if (expected.contains(value)) {
            table.remove(hash(value), value);
            expected.remove(value);
        } else {
            table.insert(hash(value), value);
            expected.insert(value);
        }
        QCOMPARE(table.size(), expected.size());
        if (step % 50 != 0)
            continue;
        for (int other = 0; other < 300; ++other) {
            const int *found = table.find(hash(other), [other](int one) { return one == other; });
            QVERIFY2(expected.contains(other) ? found && *found == other : !found,
                     qPrintable(u"seed %1, step %2, %3"_s.arg(seed).arg(step).arg(other)));
        }
    }
}

SANDGLASS_REGISTER_TEST(IdTableTest)

} // namespace

#include "tst_idtable.moc"
