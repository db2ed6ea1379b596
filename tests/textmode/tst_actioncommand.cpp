// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testregistry.h"
#include "textfixture.h"

#include <QJsonArray>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;
using Kind = ApiErrorKind;

/// `sandglass start|stop|pause|resume|delete`: what is sent, how often, what is said and how it ends.
class ActionCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsUntilTheServerShowsIt();
    void noWaitEndsWithTheAcceptance();
    void refusedByTheTable();
    void unknownId();
    void silenceIsResolvedByReadsAndSentOnce();
    void runsOutOfTime();
    void runsOutOfTimeWhileReading();
    void isMorePatientThanTheController();
    void missingRouteIsExplained();
    void refusedKeyEndsAll();
    void severalWithASummary();
    void manyAreLookedUpInTheList();
    void theListTellsWhatBecameOfMany();
    void whatNobodyLookedAtIsNotCalledUndone();
    void oneReportForOneCause();
    void waitsForTheRateLimit();
    void givesUpWhereTheRateLimitOutlastsTheTime();
    void deleteAsks();
    void deleteOfSeveralAsksForTheNumber();
    void deleteRefusesWithoutATerminal();
    void deleteWithYes();
    void interrupted();
    void json();

private:
    /// Begins with the sandbox read and in this state.
    static std::unique_ptr<TextFixture> begun(const QStringList &arguments, SandboxStatus status)
    {
        auto f = std::make_unique<TextFixture>(arguments);
        const int read = f->api.find(u"GET a"_s);
        if (read == 0)
            qFatal("it does not read first");
        f->api.answer(read, sandbox(u"a"_s, status));
        f->settle();
        return f;
    }
    static void answerRead(TextFixture &f, const QString &id, SandboxStatus status)
    {
        f.api.answer(f.api.find(u"GET "_s + id), sandbox(id, status));
        f.settle();
    }
};

void ActionCommandTest::waitsUntilTheServerShowsIt()
{
    const auto f = begun({u"pause"_s, u"a"_s}, Running);
    QCOMPARE(f->api.texts(), QStringList({u"GET a"_s, u"POST a/pause"_s}));
    QCOMPARE(f->console.lastProgress, u"Pausing…"_s);
    f->api.answer(2, ActionAnswer{});
    f->clock.advance(1s);
    answerRead(*f, u"a"_s, Running);
    QVERIFY(!f->isFinished());
    f->clock.advance(2s);
    answerRead(*f, u"a"_s, Paused);
    QCOMPARE(f->code, ExitCode::Ok);
    QCOMPARE(f->console.outLines, QStringList(u"a  Paused  after 3 s"_s));
    QCOMPARE(f->console.errLines, QStringList());
    QCOMPARE(f->console.lastProgress, QString());
}

void ActionCommandTest::noWaitEndsWithTheAcceptance()
{
    const auto f = begun({u"stop"_s, u"a"_s, u"--no-wait"_s}, Paused);
    f->api.answer(2, ActionAnswer{});
    f->settle();
    QCOMPARE(f->code, ExitCode::Ok);
    QCOMPARE(f->console.outLines, QStringList(u"a  Stopping…"_s));
}

void ActionCommandTest::refusedByTheTable()
{
    const auto f = begun({u"start"_s, u"a"_s}, Paused);
    QCOMPARE(f->code, ExitCode::Validation);
    QCOMPARE(f->api.count(), 1);
    // The words of the window's disabled button.
    QCOMPARE(f->console.errLines,
             QStringList(u"sandglass: a: Start needs a stopped sandbox; this one is paused: Resume it"_s));
    QCOMPARE(f->console.outLines, QStringList());
}

void ActionCommandTest::unknownId()
{
    TextFixture f({u"delete"_s, u"--yes"_s, u"a"_s});
    f.api.fail(1, apiError(Kind::NotFound));
    f.settle();
    QCOMPARE(f.code, ExitCode::NotFound);
    QCOMPARE(f.console.errLines, QStringList(u"sandglass: a: There is no such sandbox"_s));
    QCOMPARE(f.api.count(FakeApi::Verb::Act), 0);
}

void ActionCommandTest::silenceIsResolvedByReadsAndSentOnce()
{
    const auto f = begun({u"resume"_s, u"a"_s}, Paused);
    f->api.fail(2, apiError(Kind::ConnectionLost));
    f->settle();
    QVERIFY(!f->isFinished());
    answerRead(*f, u"a"_s, Running);
    QCOMPARE(f->code, ExitCode::Ok);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 1);
}

void ActionCommandTest::runsOutOfTime()
{
    const auto f = begun({u"pause"_s, u"a"_s, u"--timeout"_s, u"10"_s}, Running);
    f->api.answer(2, ActionAnswer{});
    while (!f->isFinished()) {
        QVERIFY(f->clock.advanceToNextTimer());
        if (f->api.find(u"GET a"_s) != 0)
            answerRead(*f, u"a"_s, Running);
    }
    QCOMPARE(f->code, ExitCode::Timeout);
    QCOMPARE(f->clock.elapsed(), 10s);
    QVERIFY2(
        f->console.errText().contains(u"accepted it, but does not show the new state yet; it is running"_s),
        qPrintable(f->console.errText()));
}

void ActionCommandTest::runsOutOfTimeWhileReading()
{
    TextFixture f({u"pause"_s, u"a"_s, u"--timeout"_s, u"3"_s});
    f.clock.advance(3s);
    QCOMPARE(f.code, ExitCode::Timeout);
    QVERIFY2(f.console.errText().contains(u"Not sent"_s), qPrintable(f.console.errText()));
    // What comes later begins nothing any more.
    f.api.answer(1, sandbox(u"a"_s));
    f.settle();
    QCOMPARE(f.api.count(FakeApi::Verb::Act), 0);
}

void ActionCommandTest::isMorePatientThanTheController()
{
    const auto f = begun({u"stop"_s, u"a"_s, u"--timeout"_s, u"300"_s}, Running);
    f->api.answer(2, ActionAnswer{});
    while (!f->isFinished()) {
        QVERIFY(f->clock.advanceToNextTimer());
        if (f->api.find(u"GET a"_s) != 0)
            answerRead(*f, u"a"_s, f->clock.elapsed() < 150s ? Running : Stopped);
    }
    QCOMPARE(f->code, ExitCode::Ok);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 1);
    QVERIFY(f->clock.elapsed() < 160s);
}

void ActionCommandTest::missingRouteIsExplained()
{
    const auto f = begun({u"stop"_s, u"a"_s}, Running);
    f->api.fail(2, apiError(Kind::NotFound));
    f->settle();
    answerRead(*f, u"a"_s, Running);
    QCOMPARE(f->code, ExitCode::General);
    QVERIFY2(f->console.errText().contains(u"offers no “stop”"_s), qPrintable(f->console.errText()));
    QVERIFY2(f->console.errText().contains(u"Use Pause instead"_s), qPrintable(f->console.errText()));
}

void ActionCommandTest::refusedKeyEndsAll()
{
    TextFixture f({u"pause"_s, u"a"_s, u"b"_s, u"c"_s});
    f.api.fail(1, apiError(Kind::Unauthorized));
    f.settle();
    QCOMPARE(f.code, ExitCode::Auth);
    QCOMPARE(f.api.count(FakeApi::Verb::Act), 0);
    QCOMPARE(f.console.errText().count(u"does not accept the API key"_s), 1);
    QCOMPARE(f.console.errLines.constLast(), u"0 of 3 done"_s);
}

void ActionCommandTest::severalWithASummary()
{
    TextFixture f({u"pause"_s, u"a"_s, u"b"_s, u"c"_s});
    answerRead(f, u"a"_s, Running);
    answerRead(f, u"b"_s, Stopped);
    answerRead(f, u"c"_s, Running);
    QCOMPARE(f.console.errLines,
             QStringList(u"sandglass: b: Pause needs a running sandbox; this one is stopped: Start it"_s));
    f.api.answer(f.api.find(u"POST a/pause"_s), ActionAnswer{Paused});
    f.settle();
    answerRead(f, u"a"_s, Paused);
    QCOMPARE(f.console.lastProgress, u"Pausing… 2 of 3"_s);
    f.api.answer(f.api.find(u"POST c/pause"_s), ActionAnswer{Paused});
    f.settle();
    answerRead(f, u"c"_s, Paused);
    QCOMPARE(f.code, ExitCode::Validation);
    QCOMPARE(f.console.outLines, QStringList({u"a  Paused"_s, u"c  Paused"_s}));
    QCOMPARE(f.console.errLines.constLast(), u"2 of 3 done"_s);
}

void ActionCommandTest::manyAreLookedUpInTheList()
{
    const QStringList ids{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s};
    TextFixture f(QStringList{u"stop"_s, u"--no-wait"_s} + ids);
    QCOMPARE(f.api.texts(), QStringList(u"LIST"_s));
    QVector<Sandbox> listed;
    for (const QString &id : ids.mid(1))
        listed += sandbox(id);
    f.api.answer(1, page(listed));
    f.settle();
    // What the list does not know may be new.
    QCOMPARE(f.api.texts().mid(1), QStringList(u"GET a"_s));
    answerRead(f, u"a"_s, Running);
    for (const QString &id : ids) {
        QVERIFY2(f.api.find(u"POST %1/stop"_s.arg(id)) != 0, qPrintable(id));
        f.api.answer(f.api.find(u"POST %1/stop"_s.arg(id)), ActionAnswer{});
        f.settle();
    }
    QCOMPARE(f.code, ExitCode::Ok);
    QCOMPARE(f.console.errLines, QStringList(u"6 of 6 done"_s));
}

void ActionCommandTest::theListTellsWhatBecameOfMany()
{
    const QStringList ids{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s};
    TextFixture f(QStringList{u"delete"_s, u"-y"_s} + ids);
    QVector<Sandbox> listed;
    for (const QString &id : ids)
        listed += sandbox(id);
    f.api.answer(1, page(listed));
    f.settle();
    for (const QString &id : ids) {
        f.api.answer(f.api.find(u"DELETE "_s + id), ActionAnswer{});
        f.settle();
    }
    f.clock.advance(1s);
    // It may lag at first.
    f.api.answer(f.api.find(u"LIST"_s), page(listed));
    f.clock.advance(2s);
    f.api.answer(f.api.find(u"LIST"_s), page({sandbox(u"z"_s)}));
    f.settle();
    QCOMPARE(f.code, ExitCode::Ok);
    QCOMPARE(f.console.errLines, QStringList(u"6 of 6 done"_s));
    QCOMPARE(f.api.count(FakeApi::Verb::Get), 0);
    QCOMPARE(f.api.count(FakeApi::Verb::List), 3);
}

void ActionCommandTest::whatNobodyLookedAtIsNotCalledUndone()
{
    TextFixture f({u"stop"_s, u"--timeout"_s, u"5"_s, u"a"_s});
    answerRead(f, u"a"_s, Running);
    f.clock.advance(4s);
    f.api.answer(f.api.find(u"POST a/stop"_s), ActionAnswer{});
    f.clock.advance(1s);
    f.settle();
    QCOMPARE(f.code, ExitCode::Timeout);
    QVERIFY2(f.console.errLines.constLast().endsWith(
                 u"The server accepted it; what became of it could not be looked up in time"_s),
             qPrintable(f.console.errLines.join(u'\n')));
}

void ActionCommandTest::oneReportForOneCause()
{
    TextFixture f({u"pause"_s, u"a"_s, u"b"_s});
    answerRead(f, u"a"_s, Running);
    answerRead(f, u"b"_s, Running);
    for (const QString &id : {u"a"_s, u"b"_s}) {
        f.api.fail(f.api.find(u"POST %1/pause"_s.arg(id)), apiError(Kind::PlanLimit));
        f.settle();
    }
    QCOMPARE(f.code, ExitCode::General);
    QCOMPARE(f.console.errText().count(u"A limit of the account's plan is reached."_s), 1);
    QVERIFY2(f.console.errText().contains(u"\n  a, b\n"_s), qPrintable(f.console.errText()));
}

void ActionCommandTest::waitsForTheRateLimit()
{
    const auto f = begun({u"pause"_s, u"a"_s}, Running);
    ApiError limited = apiError(Kind::RateLimited);
    limited.retryAfter = 8s;
    Exchange exchange;
    exchange.httpStatus = 429;
    exchange.retryAfter = 8s;
    f->budget.record(exchange, f->clock.monoNow());
    f->api.fail(2, limited);
    f->settle();
    QVERIFY(!f->isFinished());
    QCOMPARE(f->console.lastProgress, u"Pausing… The rate limit is used up; going on in 8 s"_s);
    f->clock.advance(8s + 1s + 249ms); // an eighth and a moment more, in which a read would go first
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 1);
    f->clock.advance(1ms);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 2);
    f->api.answer(f->api.find(u"POST a/pause"_s), ActionAnswer{Paused});
    f->settle();
    answerRead(*f, u"a"_s, Paused);
    QCOMPARE(f->code, ExitCode::Ok);
    // Of several it also says how many are done.
    TextFixture many({u"pause"_s, u"a"_s, u"b"_s});
    answerRead(many, u"a"_s, Running);
    answerRead(many, u"b"_s, Running);
    many.budget.record(exchange, many.clock.monoNow());
    many.api.fail(many.api.find(u"POST a/pause"_s), limited);
    many.settle();
    QCOMPARE(many.console.lastProgress, u"Pausing… 0 of 2. The rate limit is used up; going on in 8 s"_s);
}

void ActionCommandTest::givesUpWhereTheRateLimitOutlastsTheTime()
{
    const auto f = begun({u"pause"_s, u"a"_s, u"--timeout"_s, u"5"_s}, Running);
    ApiError limited = apiError(Kind::RateLimited);
    limited.retryAfter = 8s;
    Exchange exchange;
    exchange.httpStatus = 429;
    exchange.retryAfter = 8s;
    f->budget.record(exchange, f->clock.monoNow());
    f->api.fail(2, limited);
    f->settle();
    QCOMPARE(f->code, ExitCode::RateLimit);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 1);
    QVERIFY2(f->console.errText().contains(u"8 s"_s), qPrintable(f->console.errText()));
}

void ActionCommandTest::deleteAsks()
{
    for (const QString &answer : {u"yes"_s, u"y"_s, u""_s}) {
        TextFixture f({u"delete"_s, u"a"_s}, true);
        Sandbox known = sandbox(u"a"_s, Running);
        known.templateName = u"base"_s;
        f.api.answer(1, known);
        f.settle();
        QCOMPARE(f.console.errLines,
                 QStringList({u"This sandbox will be deleted with all its files, for good:"_s,
                              u"  a, Running, template base"_s}));
        QVERIFY2(f.console.asked.contains(u"“yes”"_s), qPrintable(f.console.asked));
        QCOMPARE(f.api.count(FakeApi::Verb::Act), 0);
        // A person may think for longer than a server may take.
        f.clock.advance(1h);
        QVERIFY(!f.isFinished());
        f.console.reply(answer);
        f.settle();
        if (answer == u"yes"_s) {
            QCOMPARE(f.api.texts().constLast(), u"DELETE a"_s);
            continue;
        }
        QCOMPARE(f.code, ExitCode::General);
        QCOMPARE(f.api.count(FakeApi::Verb::Act), 0);
        QCOMPARE(f.console.errLines.constLast(), u"Nothing was deleted."_s);
    }
}

void ActionCommandTest::deleteOfSeveralAsksForTheNumber()
{
    const std::optional<QString> endOfInput;
    for (const auto &answer :
         {std::optional(u"2"_s), std::optional(u"yes"_s), std::optional(u"y"_s), std::optional(u"1"_s),
          std::optional(u"3"_s), std::optional(u""_s), endOfInput}) {
        TextFixture f({u"delete"_s, u"a"_s, u"b"_s}, true);
        answerRead(f, u"a"_s, Running);
        answerRead(f, u"b"_s, Stopped);
        QCOMPARE(f.console.errLines,
                 QStringList({u"These 2 sandboxes will be deleted with all their files, for good:"_s,
                              u"  a, Running"_s, u"  b, Stopped"_s}));
        QVERIFY2(f.console.asked.contains(u"the number"_s), qPrintable(f.console.asked));
        QCOMPARE(f.api.count(FakeApi::Verb::Act), 0);
        f.console.reply(answer);
        f.settle();
        const bool agreed = answer == u"2"_s;
        QCOMPARE(f.api.count(FakeApi::Verb::Act), agreed ? 2 : 0);
        QCOMPARE(f.isFinished(), !agreed);
        if (!agreed)
            QVERIFY(f.console.errLines.contains(u"Nothing was deleted."_s));
    }
}

void ActionCommandTest::deleteRefusesWithoutATerminal()
{
    TextFixture f({u"delete"_s, u"a"_s});
    QCOMPARE(f.code, ExitCode::Validation);
    QCOMPARE(f.api.count(), 0);
    QVERIFY2(f.console.errText().contains(u"--yes"_s), qPrintable(f.console.errText()));
    QCOMPARE(f.console.outLines, QStringList());
    const TextFixture json({u"delete"_s, u"--json"_s, u"a"_s, u"b"_s});
    QCOMPARE(json.code, ExitCode::Validation);
    const QJsonArray results = json.console.json().value(u"results"_s).toArray();
    QCOMPARE(results.size(), 2);
    QCOMPARE(results.at(0)[u"id"_s], u"a"_s);
    QCOMPARE(results.at(0)[u"outcome"_s], u"refused"_s);
    QVERIFY(!results.at(0)[u"reason"_s].toString().isEmpty());
}

void ActionCommandTest::deleteWithYes()
{
    const auto f = begun({u"delete"_s, u"-y"_s, u"a"_s}, Stopped);
    QCOMPARE(f->api.texts().constLast(), u"DELETE a"_s);
    f->api.fail(2, apiError(Kind::NotFound)); // somebody was faster
    f->settle();
    f->api.fail(f->api.find(u"GET a"_s), apiError(Kind::NotFound));
    f->settle();
    QCOMPARE(f->code, ExitCode::Ok);
    QCOMPARE(f->console.outLines, QStringList(u"a  Deleted"_s));
}

void ActionCommandTest::interrupted()
{
    TextFixture reading({u"pause"_s, u"a"_s});
    reading.command->interrupt();
    QCOMPARE(reading.console.errLines, QStringList(u"sandglass: Interrupted; nothing was sent."_s));

    const auto f = begun({u"pause"_s, u"a"_s}, Running);
    f->command->interrupt();
    QCOMPARE(f->console.errLines,
             QStringList({u"sandglass: Interrupted."_s,
                          u"  a: Sent, but the answer is not clear yet; it may still be carried out"_s}));

    // Where all is settled there is nothing to say.
    const auto done = begun({u"start"_s, u"a"_s}, Paused);
    const QStringList said = done->console.errLines;
    done->command->interrupt();
    QCOMPARE(done->console.errLines, said);
}

void ActionCommandTest::json()
{
    TextFixture f({u"pause"_s, u"a"_s, u"b"_s, u"--json"_s});
    answerRead(f, u"a"_s, Running);
    ApiError unknown = apiError(Kind::NotFound);
    unknown.requestId = u"req_1"_s;
    f.api.fail(f.api.find(u"GET b"_s), unknown);
    f.settle();
    f.api.answer(f.api.find(u"POST a/pause"_s), ActionAnswer{Paused});
    f.settle();
    answerRead(f, u"a"_s, Paused);
    QCOMPARE(f.code, ExitCode::NotFound);
    const QJsonObject document = f.console.json();
    QCOMPARE(document.value(u"action"_s), u"pause"_s);
    const QJsonArray results = document.value(u"results"_s).toArray();
    QCOMPARE(results.size(), 2);
    const QJsonObject done = results.at(0).toObject();
    QCOMPARE(done.value(u"id"_s), u"a"_s);
    QCOMPARE(done.value(u"outcome"_s), u"done"_s);
    QCOMPARE(done.value(u"status"_s), u"paused"_s);
    QVERIFY(done.value(u"error"_s).isNull());
    const QJsonObject failed = results.at(1).toObject();
    QCOMPARE(failed.value(u"outcome"_s), u"failed"_s);
    QVERIFY(failed.value(u"status"_s).isNull());
    QCOMPARE(failed.value(u"error"_s).toObject().value(u"kind"_s), u"not_found"_s);
    QCOMPARE(failed.value(u"error"_s).toObject().value(u"request_id"_s), u"req_1"_s);
}

} // namespace

SANDGLASS_REGISTER_TEST(ActionCommandTest)

#include "tst_actioncommand.moc"
