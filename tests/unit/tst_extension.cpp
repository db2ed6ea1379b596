// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/extension.h"
#include "domain/transitiontable.h"
#include "store/actionrules.h"
#include "support/fakeapi.h"
#include "support/setfield.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Problem = ExtensionProblem;

constexpr UtcTime kNow{std::chrono::milliseconds{1'767'323'045'000}};

Expiry endIn(std::chrono::milliseconds left)
{
    return Expiry::atTime(kNow + left);
}

SandboxRow rowOf(SandboxStatus status, const Expiry &expiry = endIn(1h))
{
    SandboxRow row;
    row.sandbox = test::sandbox(u"a"_s, status);
    test::setField(row.sandbox, &Sandbox::expiry, expiry);
    return row;
}

/// What is sent for a wish, and where Extend is possible at all.
class ExtensionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laterIsRemainingPlusExtra_data();
    void laterIsRemainingPlusExtra();
    void atATime_data();
    void atATime();
    void neverSendsNothingOrLess();
    void shorterMeansClearlyShorter();
    void theTable_data();
    void theTable();
    void verdictsOfAWish();
    void everyProblemHasWords();
};

void ExtensionTest::laterIsRemainingPlusExtra_data()
{
    QTest::addColumn<Expiry>("current");
    QTest::addColumn<qint64>("by");
    QTest::addColumn<qint64>("timeout");
    QTest::addColumn<Problem>("problem");
    QTest::newRow("2 min left, 1 h more") << endIn(2min) << qint64{3'600} << qint64{3'720} << Problem::None;
    QTest::newRow("8 h more") << endIn(1h) << qint64{28'800} << qint64{32'400} << Problem::None;
    QTest::newRow("fractions are rounded up")
        << endIn(1'001ms) << qint64{900} << qint64{902} << Problem::None;
    QTest::newRow("a moment left") << endIn(1ms) << qint64{1} << qint64{2} << Problem::None;
    // Past, but the server has not come round to it: the extra counts from now.
    QTest::newRow("already over") << endIn(-90s) << qint64{3'600} << qint64{3'600} << Problem::None;
    QTest::newRow("no end") << Expiry::never() << qint64{3'600} << qint64{0} << Problem::NoEnd;
    QTest::newRow("not told") << Expiry{} << qint64{3'600} << qint64{0} << Problem::EndNotKnown;
    QTest::newRow("unreadable") << Expiry{Expiry::Kind::Unreadable, {}} << qint64{3'600} << qint64{0}
                                << Problem::EndNotKnown;
    QTest::newRow("by nothing") << endIn(1h) << qint64{0} << qint64{0} << Problem::WouldShorten;
    QTest::newRow("by less than nothing") << endIn(1h) << qint64{-60} << qint64{0} << Problem::WouldShorten;
    QTest::newRow("absurd") << endIn(1h) << std::numeric_limits<qint64>::max() / 2'000 << qint64{0}
                            << Problem::TooFar;
}

void ExtensionTest::laterIsRemainingPlusExtra()
{
    QFETCH(const Expiry, current);
    QFETCH(const qint64, by);
    QFETCH(const qint64, timeout);
    QFETCH(const Problem, problem);
    const ExtensionPlan plan = planOf(Extension::later(std::chrono::seconds{by}), current, kNow);
    QCOMPARE(plan.problem, problem);
    QCOMPARE(plan.timeout.count(), timeout);
    QCOMPARE(plan.isPossible(), plan.timeout > 0s);
    if (plan.isPossible())
        QVERIFY(plan.end == std::max(current.at, kNow) + std::chrono::seconds{by});
}

void ExtensionTest::atATime_data()
{
    QTest::addColumn<Expiry>("current");
    QTest::addColumn<qint64>("inSeconds");
    QTest::addColumn<Problem>("unasked");
    QTest::addColumn<Problem>("agreed");
    const auto none = Problem::None;
    QTest::newRow("later") << endIn(1h) << qint64{7'200} << none << none;
    QTest::newRow("the same") << endIn(1h) << qint64{3'600} << none << none;
    QTest::newRow("sooner") << endIn(1h) << qint64{600} << Problem::WouldShorten << none;
    QTest::newRow("sooner by what clocks differ") << endIn(1h) << qint64{3'596} << none << none;
    QTest::newRow("no end") << Expiry::never() << qint64{7'200} << Problem::WouldEnd << none;
    QTest::newRow("not told") << Expiry{} << qint64{7'200} << Problem::EndNotKnown << none;
    QTest::newRow("unreadable") << Expiry{Expiry::Kind::Unreadable, {}} << qint64{7'200}
                                << Problem::EndNotKnown << none;
    QTest::newRow("now") << endIn(1h) << qint64{0} << Problem::TimePassed << Problem::TimePassed;
    QTest::newRow("past") << endIn(-1h) << qint64{-5} << Problem::TimePassed << Problem::TimePassed;
    QTest::newRow("beyond calendars")
        << endIn(1h) << qint64{200LL * 366 * 86'400} << Problem::TooFar << Problem::TooFar;
}

void ExtensionTest::atATime()
{
    QFETCH(const Expiry, current);
    QFETCH(const qint64, inSeconds);
    const UtcTime until = kNow + std::chrono::seconds{inSeconds};
    const ExtensionPlan unasked = planOf(Extension::at(until), current, kNow);
    QTEST(unasked.problem, "unasked");
    const ExtensionPlan agreed = planOf(Extension::at(until, true), current, kNow);
    QTEST(agreed.problem, "agreed");
    for (const ExtensionPlan &plan : {unasked, agreed}) {
        QCOMPARE(plan.timeout.count(), plan.isPossible() ? inSeconds : 0);
        QVERIFY(!plan.isPossible() || plan.end == until);
    }
}

/// The API refuses 0 and less (contract 4.7), and some clients read 0 as "never".
void ExtensionTest::neverSendsNothingOrLess()
{
    for (const auto left : {-1'000'000ms, -1ms, 0ms, 1ms, 999ms, 1'000ms, 86'400'000ms}) {
        for (const auto by : {1s, 900s, 28'800s}) {
            const ExtensionPlan plan = planOf(Extension::later(by), endIn(left), kNow);
            QVERIFY(plan.isPossible());
            QVERIFY(plan.timeout >= by);
        }
        for (const bool agreed : {false, true}) {
            const ExtensionPlan plan = planOf(Extension::at(kNow + left, agreed), endIn(left), kNow);
            QCOMPARE(plan.isPossible(), left > 0ms);
            QCOMPARE(plan.timeout > 0s, left > 0ms);
        }
    }
}

void ExtensionTest::shorterMeansClearlyShorter()
{
    QVERIFY(isShorter(kNow, endIn(1min)));
    QVERIFY(!isShorter(kNow, endIn(3s)));
    QVERIFY(!isShorter(kNow, endIn(-1min)));
    QVERIFY(!isShorter(kNow, Expiry::never()));
    QVERIFY(!isShorter(kNow, Expiry{}));
}

void ExtensionTest::theTable_data()
{
    QTest::addColumn<SandboxStatus>("status");
    QTest::addColumn<QString>("reason");
    QTest::newRow("creating") << SandboxStatus::Creating
                              << u"This sandbox is still being created: wait until it runs"_s;
    QTest::newRow("running") << SandboxStatus::Running << QString();
    QTest::newRow("paused") << SandboxStatus::Paused << QString();
    QTest::newRow("stopped") << SandboxStatus::Stopped << QString();
    QTest::newRow("error") << SandboxStatus::Error
                           << u"This sandbox has failed, so more time would not help it: create a new one"_s;
    QTest::newRow("gone") << SandboxStatus::Gone << u"This sandbox is gone: it was deleted or has expired"_s;
    QTest::newRow("unknown") << SandboxStatus::Unknown
                             << u"The server did not report this sandbox's state: refresh to read it again"_s;
}

void ExtensionTest::theTable()
{
    QFETCH(const SandboxStatus, status);
    QFETCH(const QString, reason);
    const Transition &cell = transition(status, LifecycleAction::Extend);
    QCOMPARE(cell.from, status);
    QCOMPARE(cell.action, LifecycleAction::Extend);
    QCOMPARE(cell.isAllowed(), reason.isEmpty());
    // The status stays; asking twice sets the same end once more.
    QVERIFY(!cell.isAllowed() || (cell.to == status && cell.safeToRepeat));
    const Verdict verdict = judge(LifecycleAction::Extend, rowOf(status), {});
    QCOMPARE(verdict.allowed, reason.isEmpty());
    QCOMPARE(verdict.reason, reason);
}

void ExtensionTest::verdictsOfAWish()
{
    const Extension hour = Extension::later(1h);
    const Extension noon = Extension::at(kNow + 9h);
    const SandboxRow endless = rowOf(SandboxStatus::Running, Expiry::never());
    const SandboxRow unread = rowOf(SandboxStatus::Running, {});
    const SandboxRow failed = rowOf(SandboxStatus::Error);
    QCOMPARE(judge(hour, endless, {}).reason,
             u"This sandbox has no time limit: it lives until somebody deletes it"_s);
    QVERIFY(judge(noon, endless, {}).allowed);
    // Its end is read before anything is sent.
    QVERIFY(judge(hour, unread, {}).allowed);
    QVERIFY(!judge(noon, failed, {}).allowed);

    const std::array some{&endless, &unread, &failed};
    QCOMPARE(judge(hour, some, {}).eligible.size(), 1);
    QCOMPARE(judge(noon, some, {}).eligible.size(), 2);
    const std::array none{&endless, &failed};
    QCOMPARE(judge(hour, none, {}).reason,
             u"None of the 2 selected sandboxes has a time limit that could move"_s);
    const std::array broken{&failed, &failed};
    QCOMPARE(judge(hour, broken, {}).reason,
             u"None of the 2 selected sandboxes is running, paused or stopped"_s);

    ConnectionFacts facts;
    facts.extendMissing = true;
    QCOMPARE(judge(hour, unread, facts).reason, u"This server cannot change how long a sandbox lives"_s);
    QVERIFY(judge(LifecycleAction::Pause, unread, facts).allowed);
    SandboxRow busy = rowOf(SandboxStatus::Running);
    busy.pending = PendingOp{};
    busy.pending->action = LifecycleAction::Extend;
    QCOMPARE(judge(LifecycleAction::Stop, busy, {}).reason,
             u"Extending… This sandbox can be acted on when that is done"_s);
}

void ExtensionTest::everyProblemHasWords()
{
    QVERIFY(extensionProblemText(Problem::None).isEmpty());
    QSet<QString> texts;
    for (int i = 1; i <= static_cast<int>(Problem::TooFar); ++i)
        texts.insert(extensionProblemText(static_cast<Problem>(i)));
    QCOMPARE(texts.size(), static_cast<int>(Problem::TooFar));
    QVERIFY(!texts.contains(QString()));
    QCOMPARE(nameOfAction(LifecycleAction::Extend), u"Extend"_s);
    QCOMPARE(progressWord(LifecycleAction::Extend), u"Extending…"_s);
    QCOMPARE(wordOfAction(LifecycleAction::Extend), u"extend"_s);
}

SANDGLASS_REGISTER_TEST(ExtensionTest)

} // namespace

#include "tst_extension.moc"
