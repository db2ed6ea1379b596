// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sandboxnumbers.h"
#include "support/fakeapi.h"
#include "support/randomdata.h"
#include "support/testregistry.h"

#include <QTest>

#include <algorithm>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

/// Whatever order lists come in, a sandbox keeps its number and shares it with no other.
class SandboxNumbersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsInOrderNeedNoLookup();
    void anyOrderFindsTheSame();
    void whatWentLeavesItsNumber();
    void randomListsAgreeWithAMap();
};

QVector<SandboxRef> list(const QStringList &ids)
{
    QVector<SandboxRef> all;
    for (const QString &id : ids)
        all.append(SandboxRef(sandbox(id)));
    return all;
}

QVector<int> numbersOf(SandboxNumbers &numbers, const QStringList &ids)
{
    numbers.beginList();
    QVector<int> all;
    for (const SandboxRef &one : list(ids))
        all.append(numbers.numberOf(one));
    return all;
}

void SandboxNumbersTest::listsInOrderNeedNoLookup()
{
    SandboxNumbers numbers;
    const QStringList ids{u"a"_s, u"b"_s, u"c"_s};
    QCOMPARE(numbersOf(numbers, ids), (QVector<int>{0, 1, 2}));
    QCOMPARE(numbersOf(numbers, ids), (QVector<int>{0, 1, 2}));
    QCOMPARE(numbers.size(), 3);
    QCOMPARE(numbers.at(1)->id, u"b"_s);
}

void SandboxNumbersTest::anyOrderFindsTheSame()
{
    SandboxNumbers numbers;
    QCOMPARE(numbersOf(numbers, {u"a"_s, u"b"_s, u"c"_s, u"d"_s}), (QVector<int>{0, 1, 2, 3}));
    QCOMPARE(numbersOf(numbers, {u"d"_s, u"c"_s, u"b"_s, u"a"_s}), (QVector<int>{3, 2, 1, 0}));
    // One named twice, as where rows move between pages; one in front; one that is not named this time.
    QCOMPARE(numbersOf(numbers, {u"e"_s, u"d"_s, u"c"_s, u"d"_s, u"a"_s}), (QVector<int>{4, 3, 2, 3, 0}));
    QCOMPARE(numbersOf(numbers, {u"b"_s, u"e"_s}), (QVector<int>{1, 4}));
    // Told of outside lists.
    QCOMPARE(numbers.numberOf(u"c"_s), 2);
    QCOMPARE(numbers.numberOf(u"new"_s), 5);
    QCOMPARE(numbersOf(numbers, {u"new"_s}), QVector<int>{5});
}

void SandboxNumbersTest::whatWentLeavesItsNumber()
{
    SandboxNumbers numbers;
    QCOMPARE(numbersOf(numbers, {u"a"_s, u"b"_s, u"c"_s}), (QVector<int>{0, 1, 2}));
    numbers.remove(1);
    QVERIFY(numbers.isFree(1));
    QCOMPARE(numbers.size(), 2);
    QCOMPARE(numbersOf(numbers, {u"a"_s, u"new"_s, u"c"_s}), (QVector<int>{0, 1, 2}));
    QVERIFY(!numbers.isFree(1));
    QCOMPARE(numbers.at(1)->id, u"new"_s);
    QCOMPARE(numbersOf(numbers, {u"b"_s}), QVector<int>{3});
}

void SandboxNumbersTest::randomListsAgreeWithAMap()
{
    Random random(testSeed());
    SandboxNumbers numbers;
    QHash<QString, int> known;
    QStringList ids;
    int made = 0;
    for (int round = 0; round < 2'000; ++round) {
        // Some come, some move, some are named twice or not at all, and some went.
        for (int i = random.below(3); i > 0; --i)
            ids.insert(random.below(static_cast<int>(ids.size()) + 1), u"id%1"_s.arg(made++));
        for (int i = random.below(3); i > 0 && !ids.isEmpty(); --i)
            ids.move(random.below(static_cast<int>(ids.size())), random.below(static_cast<int>(ids.size())));
        QStringList named = ids;
        if (!named.isEmpty() && random.chance(25))
            named.insert(random.below(static_cast<int>(named.size())),
                         named.at(random.below(static_cast<int>(named.size()))));
        if (!named.isEmpty() && random.chance(25))
            named.removeAt(random.below(static_cast<int>(named.size())));
        const QVector<int> told = numbersOf(numbers, named);
        for (qsizetype i = 0; i < named.size(); ++i) {
            const auto before = known.constFind(named.at(i));
            if (before == known.constEnd())
                known.insert(named.at(i), told.at(i));
            else
                QCOMPARE(told.at(i), *before);
            QCOMPARE(numbers.at(told.at(i))->id, named.at(i));
        }
        if (!ids.isEmpty() && random.chance(33)) {
            const QString gone = ids.takeAt(random.below(static_cast<int>(ids.size())));
            if (const auto number = known.constFind(gone); number != known.constEnd()) {
                numbers.remove(*number);
                known.erase(number);
            }
        }
        QList<int> used = known.values();
        std::sort(used.begin(), used.end());
        QVERIFY(std::adjacent_find(used.cbegin(), used.cend()) == used.cend());
        QCOMPARE(numbers.size(), known.size());
    }
}

SANDGLASS_REGISTER_TEST(SandboxNumbersTest)

} // namespace

#include "tst_sandboxnumbers.moc"
