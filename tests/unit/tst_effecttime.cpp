// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/effecttime.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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

SANDGLASS_REGISTER_TEST(EffectTimeTest)

} // namespace

#include "tst_effecttime.moc"
