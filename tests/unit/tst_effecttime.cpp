// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/actionqueue.h"
#include "store/effecttime.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Lane = ActionQueue::Lane;

constexpr MonoTime at(std::chrono::milliseconds time)
{
    return MonoTime{1h + time};
}

class EffectTimeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheServersTime();
    void isNotTheTimeNobodyLooked();
    void theServersWordCountsUntilALookSaysOtherwise();
    void queueKeepsTheOrderAndLetsClicksPass();
};

void EffectTimeTest::isTheServersTime()
{
    EffectTime effect;
    effect.sent(at(0s));
    effect.notYet(at(200ms));
    QCOMPARE(effect.doneAt(at(1'200ms), at(1'300ms)), std::optional<std::chrono::milliseconds>(1'300ms));
    effect.notYet(at(1'200ms));
    effect.notYet(at(100ms)); // an older look tells nothing new
    QCOMPARE(effect.lastLook(), at(1'200ms));
    QCOMPARE(effect.doneAt(at(3'200ms), at(3'300ms)), std::optional<std::chrono::milliseconds>(3'300ms));
    // A slow answer is the server's time as well.
    QCOMPARE(effect.doneAt(at(3'200ms), at(9s)), std::optional<std::chrono::milliseconds>(9s));
    // Sent once more, after a 429.
    effect.sent(at(20s));
    QCOMPARE(effect.doneAt(at(20'500ms), at(20'600ms)), std::optional<std::chrono::milliseconds>(600ms));
}

void EffectTimeTest::isNotTheTimeNobodyLooked()
{
    EffectTime effect;
    effect.sent(at(0s));
    effect.notYet(at(300ms));
    QCOMPARE(effect.doneAt(at(25s), at(25s)), std::nullopt);
    effect.notYet(at(10s));
    QCOMPARE(effect.doneAt(at(25s), at(25s)), std::optional<std::chrono::milliseconds>(25s));
}

void EffectTimeTest::theServersWordCountsUntilALookSaysOtherwise()
{
    EffectTime effect;
    effect.sent(at(0s));
    effect.toldDone(at(400ms));
    QCOMPARE(effect.doneAt(at(25s), at(25s)), std::optional<std::chrono::milliseconds>(400ms));
    effect.notYet(at(300ms));
    QCOMPARE(effect.doneAt(at(25s), at(25s)), std::optional<std::chrono::milliseconds>(400ms));
    effect.notYet(at(500ms));
    QCOMPARE(effect.doneAt(at(1s), at(1s)), std::optional<std::chrono::milliseconds>(1s));
}

void EffectTimeTest::queueKeepsTheOrderAndLetsClicksPass()
{
    ActionQueue queue;
    QVERIFY(queue.isEmpty());
    QCOMPARE(queue.first(Lane::Bulk), std::nullopt);
    for (const quint64 number : {1, 2, 3})
        queue.add(Lane::Bulk, {number, u"b"_s + QString::number(number)});
    queue.add(Lane::Click, {4, u"c4"_s});
    QCOMPARE(queue.size(), 4U);
    QCOMPARE(queue.size(Lane::Bulk), 3U);
    QCOMPARE(queue.first(Lane::Click)->id, u"c4"_s);
    queue.remove(1);
    queue.remove(2);
    queue.remove(99);
    // What was refused goes back to where it was.
    queue.add(Lane::Bulk, {1, u"b1"_s});
    QStringList order;
    for (const ActionQueue::Entry &entry : queue.entries())
        order.append(entry.id);
    QCOMPARE(order, (QStringList{u"c4"_s, u"b1"_s, u"b3"_s}));
    QCOMPARE(ActionQueue::laneFor(2), Lane::Click);
    QCOMPARE(ActionQueue::laneFor(3), Lane::Bulk);
}

SANDGLASS_REGISTER_TEST(EffectTimeTest)

} // namespace

#include "tst_effecttime.moc"
