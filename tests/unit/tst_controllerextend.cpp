// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerfixture.h"
#include "store/failurecenter.h"
#include "support/names.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;
using Kind = ApiErrorKind;

/// Extend: read, reckon, send, and believe the answer or a later read.
class ControllerExtendTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { f = std::make_unique<ControllerFixture>(); }

    void readsThenSendsRemainingPlusExtra();
    void isReckonedFromWhatOthersSetMeanwhile();
    void aListMeanwhileTakesNothingAway();
    void anEndTheReadDoesNotTellIsUnknown();
    void isReckonedWhenItsTurnComes();
    void isReckonedByTheServersClock();
    void aTimeThatWouldShortenMeanwhileIsNotSent();
    void shorteningThatWasAgreedToIsSent();
    void anEndNeverToldSendsNothing();
    void onlyWhatCanBeExtended();
    void ofWhatIsGoneTheReasonTellsWhy();
    void aStateThatChangedMeanwhileSendsNothing();
    void anAnswerWithoutAnEndIsProvedByARead();
    void theServerMayAllowLess();
    void aWrongClockIsCorrectedOnce_data();
    void aWrongClockIsCorrectedOnce();
    void anEndThatCameSoonerIsAFailure_data();
    void anEndThatCameSoonerIsAFailure();
    void silenceIsDecidedByReads_data();
    void silenceIsDecidedByReads();
    void aReadThatFailsSendsNothing();
    void vanishesBeforeItIsSent();
    void refusals_data();
    void refusals();
    void aMissingRouteIsRemembered();
    void anOldListDoesNotTakeTheEndBack();
    void retryReckonsAnew();
    void retryAsksOncePerWish();
    void isNotAskedForByRequest();

private:
    Sandbox ending(const QString &id, std::chrono::milliseconds left, SandboxStatus status = Running) const
    {
        Sandbox one = sandbox(id, status);
        one.expiry = Expiry::atTime(f->clock.utcNow() + left);
        return one;
    }
    TimeoutAnswer granting(std::chrono::seconds timeout) const
    {
        return {timeout.count(), Expiry::atTime(f->clock.utcNow() + timeout)};
    }
    [[nodiscard]] std::chrono::milliseconds leftOf(const QString &id) const
    {
        return f->store.find(id)->sandbox->expiry.at - f->clock.utcNow();
    }
    /// The wish, and its read answered with @p left.
    void extendA(const Extension &wish, std::chrono::milliseconds left)
    {
        f->know({ending(u"a"_s, left)});
        QCOMPARE(f->controller->extend(wish, {u"a"_s}), QStringList{u"a"_s});
        f->api.answer(f->api.count(), ending(u"a"_s, left));
    }

    std::unique_ptr<ControllerFixture> f;
};

void ControllerExtendTest::readsThenSendsRemainingPlusExtra()
{
    QSignalSpy extended(f->controller.get(), &LifecycleController::extended);
    f->know({ending(u"a"_s, 2min)});
    f->controller->extend(Extension::later(1h), {u"a"_s});
    f->pass(200ms);
    f->api.answer(1, ending(u"a"_s, 2min - 200ms));
    f->pass(300ms);
    f->api.answer(2, granting(3'720s));
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{
                                u"0 #1 GET a"_s,
                                u"0 a: Running, extend sending"_s,
                                u"200 resend a"_s,
                                u"200 #2 PUT a/timeout 3720"_s,
                                u"500 resend a"_s,
                                u"500 a: Running, extend accepted"_s,
                                u"500 a: Running"_s,
                                u"500 done extend a in 300"_s,
                            }));
    QCOMPARE(extended.count(), 1);
    QVERIFY(extended.at(0).at(1).value<UtcTime>() == ManualClock::kStartUtc + 500ms + 3'720s);
    QCOMPARE(f->store.find(u"a"_s)->sandbox->timeoutSeconds, std::optional<qint64>(3'720));
}

/// The row says 2 minutes; somebody gave 8 hours a moment ago. "An hour more" is then 9, not one.
void ControllerExtendTest::isReckonedFromWhatOthersSetMeanwhile()
{
    f->know({ending(u"a"_s, 2min)});
    f->controller->extend(Extension::later(1h), {u"a"_s});
    f->api.answer(1, ending(u"a"_s, 8h));
    QCOMPARE(f->api.last().text(), u"PUT a/timeout 32400"_s);
}

/// A list that was asked for after the read and is answered first may still lag behind it.
void ControllerExtendTest::aListMeanwhileTakesNothingAway()
{
    f->know({ending(u"a"_s, 2min), ending(u"b"_s, 2min)});
    f->controller->extend(Extension::later(1h), {u"a"_s});
    f->controller->extend(Extension::at(f->clock.utcNow() + 1h), {u"b"_s});
    f->pass(1s);
    f->list({ending(u"a"_s, 2min - 1s), ending(u"b"_s, 2min - 1s)});
    f->api.answer(1, ending(u"a"_s, 8h));
    QCOMPARE(f->api.last().text(), u"PUT a/timeout 32400"_s);
    f->api.answer(2, ending(u"b"_s, 8h));
    QCOMPARE(f->api.count(FakeApi::Verb::SetTimeout), 1);
    QVERIFY(f->store.find(u"b"_s)->fault->text.contains(u"lives longer than the time asked for"_s));
}

/// Somebody may have given it hours since the list told of its end, which is over by now.
void ControllerExtendTest::anEndTheReadDoesNotTellIsUnknown()
{
    f->know({ending(u"a"_s, 1s)});
    f->pass(2s);
    f->controller->extend(Extension::later(1h), {u"a"_s});
    Sandbox silent = sandbox(u"a"_s);
    silent.timeoutSeconds = 3'600;
    f->api.answer(1, silent);
    QCOMPARE(f->api.count(), 1);
    QVERIFY(f->store.find(u"a"_s)->fault->text.contains(u"did not say when this sandbox ends"_s));
}

void ControllerExtendTest::isReckonedWhenItsTurnComes()
{
    QVector<Sandbox> all;
    QStringList ids;
    for (const QChar name : QStringView(u"abcde")) {
        ids += QString(name);
        all += ending(ids.last(), 10min);
    }
    f->know(all);
    f->controller->extend(Extension::later(15min), ids);
    QCOMPARE(f->api.count(), f->controller->placesFor(static_cast<int>(ids.size())));
    f->pass(60s); // the others wait in the queue
    for (int number = 1; number <= 3; ++number)
        f->api.fail(number, apiError(Kind::PaymentRequired));
    f->api.answer(f->api.find(u"GET e"_s), ending(u"e"_s, 9min));
    QCOMPARE(f->api.last().text(), u"PUT e/timeout 1440"_s);
}

void ControllerExtendTest::isReckonedByTheServersClock()
{
    // This computer's clock is 30 minutes behind the server's.
    Exchange exchange;
    exchange.sentAt = f->clock.utcNow();
    exchange.answeredAt = f->clock.utcNow();
    exchange.serverDate = f->clock.utcNow() + 30min;
    f->serverClock.record(exchange);
    const auto skew = f->serverClock.offset();
    QVERIFY(skew > 29min);
    extendA(Extension::later(15min), skew + 5min);
    QCOMPARE(f->api.last().text(), u"PUT a/timeout 1200"_s);
}

void ControllerExtendTest::aTimeThatWouldShortenMeanwhileIsNotSent()
{
    f->know({ending(u"a"_s, 2min)});
    f->controller->extend(Extension::at(f->clock.utcNow() + 1h), {u"a"_s});
    f->api.answer(1, ending(u"a"_s, 8h));
    QCOMPARE(f->api.count(), 1);
    QCOMPARE(f->shown(u"a"_s), u"Running !"_s);
    QCOMPARE(f->store.find(u"a"_s)->fault->text,
             u"Could not extend a: This sandbox lives longer than the time asked for, so it was left as it "
             u"is. The sandbox is running now."_s);
}

void ControllerExtendTest::shorteningThatWasAgreedToIsSent()
{
    extendA(Extension::at(f->clock.utcNow() + 10min, true), 8h);
    QCOMPARE(f->api.last().text(), u"PUT a/timeout 600"_s);
    // What the list said before is no proof; the answer is.
    f->api.answer(2, granting(600s));
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
    QVERIFY(leftOf(u"a"_s) == 10min);
}

void ControllerExtendTest::anEndNeverToldSendsNothing()
{
    f->know({sandbox(u"a"_s)});
    f->controller->extend(Extension::later(1h), {u"a"_s});
    f->api.answer(1, sandbox(u"a"_s));
    QCOMPARE(f->api.count(), 1);
    QVERIFY(f->store.find(u"a"_s)->fault->text.contains(u"did not say when this sandbox ends"_s));

    // A list without the field is no such sandbox: the read tells.
    f->know({sandbox(u"b"_s)});
    f->controller->extend(Extension::later(1h), {u"b"_s});
    f->api.answer(2, ending(u"b"_s, 1min));
    QCOMPARE(f->api.last().text(), u"PUT b/timeout 3660"_s);
}

void ControllerExtendTest::ofWhatIsGoneTheReasonTellsWhy()
{
    f->know({ending(u"a"_s, 1min)});
    f->store.applyGone(u"a"_s, f->clock.monoNow());
    const Verdict verdict = f->controller->verdict(Extension::later(1h), u"a"_s);
    QVERIFY(!verdict.allowed);
    QCOMPARE(verdict.reason, f->controller->verdict(LifecycleAction::Extend, u"a"_s).reason);
    QCOMPARE(verdict.reason, f->controller->verdict(Extension::later(1h), QStringList{u"a"_s}).reason);
}

void ControllerExtendTest::onlyWhatCanBeExtended()
{
    QVector<Sandbox> all;
    QStringList ids;
    for (const SandboxStatus status : kAllStatuses) {
        ids += nameOfStatus(status);
        all += ending(ids.last(), 1min, status);
    }
    ids += u"endless"_s;
    Sandbox endless = sandbox(u"endless"_s);
    endless.expiry = Expiry::never();
    all += endless;
    ids += u"nobody"_s;
    f->know(all);
    QVERIFY(f->controller->verdict(Extension::later(1h), u"Running"_s).allowed);
    QVERIFY(!f->controller->verdict(Extension::later(1h), u"nobody"_s).allowed);
    QCOMPARE(f->controller->verdict(Extension::later(1h), ids).eligible,
             (QStringList{u"Running"_s, u"Paused"_s, u"Stopped"_s}));
    QCOMPARE(f->controller->extend(Extension::later(1h), ids),
             (QStringList{u"Running"_s, u"Paused"_s, u"Stopped"_s}));
    // While that is under way nothing more is done to them.
    QCOMPARE(f->controller->extend(Extension::later(1h), ids), QStringList());
    QCOMPARE(f->request(LifecycleAction::Stop, {u"Running"_s}), QStringList());
}

void ControllerExtendTest::aStateThatChangedMeanwhileSendsNothing()
{
    f->know({ending(u"a"_s, 1min)});
    f->controller->extend(Extension::later(1h), {u"a"_s});
    f->api.answer(1, ending(u"a"_s, 1min, Error));
    QCOMPARE(f->api.count(), 1);
    QCOMPARE(f->shown(u"a"_s), u"Error !"_s);
}

void ControllerExtendTest::anAnswerWithoutAnEndIsProvedByARead()
{
    extendA(Extension::later(1h), 1min);
    f->api.answer(2, TimeoutAnswer{});
    QCOMPARE(f->shown(u"a"_s), u"Running, extend accepted"_s);
    f->settle();
    QCOMPARE(f->api.last().text(), u"GET a"_s);
    f->api.answer(3, ending(u"a"_s, 1min)); // not yet
    QCOMPARE(f->shown(u"a"_s), u"Running, extend accepted"_s);
    f->pass(1s);
    f->api.answer(4, ending(u"a"_s, 61min));
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
    QVERIFY(leftOf(u"a"_s) == 61min);
}

void ControllerExtendTest::theServerMayAllowLess()
{
    QSignalSpy extended(f->controller.get(), &LifecycleController::extended);
    extendA(Extension::later(8h), 1min);
    f->api.answer(2, granting(3'600s));
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
    QVERIFY(leftOf(u"a"_s) == 1h);
    QVERIFY(extended.at(0).at(2).value<UtcTime>() - extended.at(0).at(1).value<UtcTime>() == 7h + 1min);
}

void ControllerExtendTest::aWrongClockIsCorrectedOnce_data()
{
    QTest::addColumn<std::chrono::seconds>("behind");
    QTest::addColumn<bool>("told");
    QTest::addColumn<QString>("correction");
    QTest::newRow("behind ours") << std::chrono::seconds(6h) << true << u"PUT a/timeout 32400"_s;
    QTest::newRow("ahead of ours") << std::chrono::seconds(-24h) << true << u"PUT a/timeout 32400"_s;
    QTest::newRow("a few seconds") << std::chrono::seconds(20s) << true << QString();
    QTest::newRow("behind, by a read") << std::chrono::seconds(6h) << false << u"PUT a/timeout 32400"_s;
    QTest::newRow("ahead, by a read") << std::chrono::seconds(-24h) << false << u"PUT a/timeout 32400"_s;
}

/// A server whose clock is not known to be another: what it had left was 8 hours, an hour more is 9.
void ControllerExtendTest::aWrongClockIsCorrectedOnce()
{
    QFETCH(const std::chrono::seconds, behind);
    QFETCH(const bool, told);
    QFETCH(const QString, correction);
    const auto grant = [&](std::chrono::seconds timeout) {
        const TimeoutAnswer granted{timeout.count(), Expiry::atTime(f->clock.utcNow() - behind + timeout)};
        if (told) {
            f->api.answer(f->api.count(), granted);
            return;
        }
        f->api.answer(f->api.count(), TimeoutAnswer{});
        f->settle();
        Sandbox read = sandbox(u"a"_s);
        read.timeoutSeconds = granted.timeoutSeconds;
        read.expiry = granted.expiry;
        f->api.answer(f->api.find(u"GET a"_s), read);
    };
    const std::chrono::seconds left = 8h;
    extendA(Extension::later(1h), left - behind);
    grant(f->api.last().timeout);
    if (!correction.isEmpty()) {
        QCOMPARE(f->shown(u"a"_s), u"Running, extend sending"_s);
        QCOMPARE(f->api.last().text(), correction);
        grant(9h);
    }
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
    QCOMPARE(f->api.count(FakeApi::Verb::SetTimeout), correction.isEmpty() ? 1 : 2);
    QVERIFY(std::chrono::abs(leftOf(u"a"_s) + behind - 9h) <= std::chrono::abs(behind) % 1h);
}

void ControllerExtendTest::anEndThatCameSoonerIsAFailure_data()
{
    QTest::addColumn<bool>("told");
    QTest::newRow("by the answer") << true;
    QTest::newRow("by a read") << false;
}

void ControllerExtendTest::anEndThatCameSoonerIsAFailure()
{
    QFETCH(const bool, told);
    extendA(Extension::later(1h), 8h);
    if (told) {
        f->api.answer(2, TimeoutAnswer{1'800, Expiry::atTime(f->clock.utcNow() + 30min)});
    } else {
        f->api.answer(2, TimeoutAnswer{});
        f->settle();
        f->api.answer(f->api.find(u"GET a"_s), ending(u"a"_s, 30min));
    }
    QVERIFY(leftOf(u"a"_s) == 30min);
    QCOMPARE(f->shown(u"a"_s), u"Running !"_s);
    QVERIFY(f->store.find(u"a"_s)->fault->text.contains(u"sooner than it would have"_s));
    QCOMPARE(f->api.count(FakeApi::Verb::SetTimeout), 1);
}

void ControllerExtendTest::silenceIsDecidedByReads_data()
{
    QTest::addColumn<bool>("wasDone");
    QTest::newRow("it was done") << true;
    QTest::newRow("it was not") << false;
}

void ControllerExtendTest::silenceIsDecidedByReads()
{
    QFETCH(const bool, wasDone);
    extendA(Extension::later(1h), 10min);
    f->api.fail(2, apiError(Kind::Timeout));
    QCOMPARE(f->shown(u"a"_s), u"Running, extend unsure"_s);
    for (int reads = 0; reads < 8 && f->store.find(u"a"_s)->pending; ++reads) {
        f->clock.advanceToNextTimer();
        if (const int read = f->api.find(u"GET a"_s))
            f->api.answer(read, ending(u"a"_s, (wasDone ? 70min : 10min) - f->clock.elapsed()));
    }
    QCOMPARE(f->shown(u"a"_s), wasDone ? u"Running"_s : u"Running !"_s);
    QCOMPARE(f->api.count(FakeApi::Verb::SetTimeout), 1);
}

void ControllerExtendTest::aReadThatFailsSendsNothing()
{
    f->know({ending(u"a"_s, 1min)});
    f->controller->extend(Extension::later(1h), {u"a"_s});
    f->api.fail(1, apiError(Kind::Timeout));
    f->pass(1h);
    QCOMPARE(f->api.count(), 1);
    QCOMPARE(f->shown(u"a"_s), u"Running !"_s);

    f->controller->extend(Extension::later(1h), {u"a"_s});
    f->api.fail(2, apiError(Kind::Unauthorized));
    QVERIFY(f->controller->facts().keyRefused);
    QCOMPARE(f->controller->extend(Extension::later(1h), {u"a"_s}), QStringList());
}

void ControllerExtendTest::vanishesBeforeItIsSent()
{
    f->know({ending(u"a"_s, 1s)});
    f->controller->extend(Extension::later(1h), {u"a"_s});
    f->pass(2s);
    f->api.fail(1, apiError(Kind::NotFound));
    QCOMPARE(f->shown(u"a"_s), u"–"_s);
    QVERIFY(f->log.take().contains(u"2000 failed extend a: NotFound, gone"_s));
    QCOMPARE(f->api.count(), 1);
}

void ControllerExtendTest::refusals_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("400") << Kind::BadRequest << u"did not accept"_s;
    QTest::newRow("403") << Kind::Forbidden << u"may not be part of the account's plan"_s;
    QTest::newRow("402") << Kind::PaymentRequired << u"out of credit"_s;
    QTest::newRow("409") << Kind::Conflict << u"busy with another change"_s;
}

void ControllerExtendTest::refusals()
{
    QFETCH(const Kind, kind);
    QFETCH(const QString, words);
    extendA(Extension::later(1h), 10min);
    f->api.fail(2, apiError(kind));
    f->settle();
    if (const int read = f->api.find(u"GET a"_s))
        f->api.answer(read, ending(u"a"_s, 10min));
    QCOMPARE(f->shown(u"a"_s), u"Running !"_s);
    QVERIFY2(f->store.find(u"a"_s)->fault->text.contains(words),
             qPrintable(f->store.find(u"a"_s)->fault->text));
}

void ControllerExtendTest::aMissingRouteIsRemembered()
{
    extendA(Extension::later(1h), 10min);
    f->api.fail(2, apiError(Kind::NotFound));
    f->settle();
    f->api.answer(3, ending(u"a"_s, 10min));
    QVERIFY(f->controller->facts().extendMissing);
    QVERIFY(!f->controller->facts().stopStartMissing);
    QCOMPARE(f->controller->extend(Extension::later(1h), {u"a"_s}), QStringList());
    QVERIFY(f->controller->verdict(LifecycleAction::Pause, u"a"_s).allowed);
}

void ControllerExtendTest::anOldListDoesNotTakeTheEndBack()
{
    extendA(Extension::later(1h), 1min);
    f->pass(100ms);
    f->api.answer(2, granting(3'660s));
    const auto left = leftOf(u"a"_s);
    // A list that began before, and one that lags behind: asked about by one read, not believed.
    f->list({ending(u"a"_s, 1min)}, {}, 500ms);
    QVERIFY(leftOf(u"a"_s) == left);
    QCOMPARE(f->api.count(), 2);
    f->pass(1s);
    (void)f->log.take();
    f->list({ending(u"a"_s, 59s)});
    QVERIFY(leftOf(u"a"_s) == left - 1s);
    QVERIFY(f->log.take().contains(u"1100 reread wanted a"_s));
    f->api.answer(f->api.find(u"GET a"_s), ending(u"a"_s, 59s));
    QVERIFY(leftOf(u"a"_s) == 59s);
    // The same end, rounded otherwise, is no contradiction.
    f->list({ending(u"a"_s, 59'900ms)});
    QVERIFY(!f->log.take().contains(u"1100 reread wanted a"_s));
}

void ControllerExtendTest::retryReckonsAnew()
{
    FailureCenter failures(*f->controller, QUrl(u"https://api.example.org"_s));
    QSignalSpy opened(&failures, &FailureCenter::groupOpened);
    extendA(Extension::later(1h), 10min);
    f->api.fail(2, apiError(Kind::PaymentRequired));
    QCOMPARE(opened.count(), 1);
    const auto group = opened.at(0).at(0).toULongLong();
    QCOMPARE(failures.report(group).headline, u"Could not extend a"_s);
    QVERIFY(failures.report(group).retrySafe);
    f->pass(5min);
    failures.retry(group);
    f->api.answer(f->api.find(u"GET a"_s), ending(u"a"_s, 5min));
    QCOMPARE(f->api.last().text(), u"PUT a/timeout 3900"_s);
    f->api.answer(f->api.count(), granting(3'900s));
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
}

/// Many stay many: they leave in the lane of many, and one strip tells of them.
void ControllerExtendTest::retryAsksOncePerWish()
{
    FailureCenter failures(*f->controller, {});
    QSignalSpy opened(&failures, &FailureCenter::groupOpened);
    f->know({ending(u"a"_s, 1h), ending(u"b"_s, 1h), ending(u"c"_s, 1h), ending(u"d"_s, 1h)});
    const auto fail = [this](const QStringList &ids) {
        for (const QString &id : ids)
            f->api.fail(f->api.find(u"GET "_s + id), apiError(Kind::PaymentRequired));
    };
    f->controller->extend(Extension::later(1h), {u"a"_s, u"b"_s, u"c"_s, u"d"_s});
    fail({u"a"_s, u"b"_s, u"c"_s, u"d"_s});
    f->controller->extend(Extension::later(2h), {u"b"_s});
    fail({u"b"_s});
    QCOMPARE(opened.count(), 1);
    QStringList begun;
    connect(f->controller.get(), &LifecycleController::actionsBegun, &failures,
            [&begun](LifecycleAction, const QStringList &ids) { begun.append(ids.join(u' ')); });
    const int before = f->api.count();
    failures.retry(opened.at(0).at(0).toULongLong());
    QCOMPARE(begun, (QStringList{u"a c d"_s, u"b"_s}));
    QCOMPARE(f->api.texts().mid(before), (QStringList{u"GET a"_s, u"GET c"_s, u"GET d"_s, u"GET b"_s}));
    f->api.answer(f->api.find(u"GET b"_s), ending(u"b"_s, 1h));
    QCOMPARE(f->api.last().text(), u"PUT b/timeout 10800"_s); // as it was wished for last
}

void ControllerExtendTest::isNotAskedForByRequest()
{
    f->know({ending(u"a"_s, 1min)});
    QCOMPARE(f->request(LifecycleAction::Extend, {u"a"_s}), QStringList());
    QCOMPARE(f->api.count(), 0);
}

SANDGLASS_REGISTER_TEST(ControllerExtendTest)

} // namespace

#include "tst_controllerextend.moc"
