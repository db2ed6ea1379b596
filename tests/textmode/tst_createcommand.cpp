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

/// `sandglass create`: sent once, whatever the answer, and never silent about what may cost.
class CreateCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createsOnceAndSaysSo();
    void takesATemplateByNumber();
    void unknownTemplateSendsNothing();
    void oneNameOfSeveralTemplatesSendsNothing();
    void caseOfANameIsForgiven();
    void unreadableTemplatesSendNothing();
    void aRefusalEndsIt();
    void aLostAnswerThatFoundNothingIsNotSentAgain();
    void asksWhetherItIsTheOneThatAppeared();
    void withoutATerminalItLeavesTheQuestionOpen();
    void runsOutOfTime();
    void runsOutOfTimeBeforeItsVariablesAreSet();
    void runsOutOfTimeBeforeItRuns();
    void endsWhereItCannotBeRead();
    void interrupted();

private:
    static constexpr auto kTemplate = "73"_L1;

    /// Begins with an empty list and one template read, so that the wish is sent.
    static std::unique_ptr<TextFixture> begun(const QStringList &arguments, bool terminal = false)
    {
        auto f = std::make_unique<TextFixture>(arguments, terminal);
        f->api.answer(f->api.find(u"LIST"_s), page({}));
        f->settle();
        f->api.answer(f->api.find(u"TEMPLATES"_s), TemplatePage{{usableTemplate(kTemplate)}, false, {}, 0});
        f->settle();
        return f;
    }
    static QStringList creates(const TextFixture &f) { return f.api.texts().filter(u"CREATE"_s); }
    static Sandbox made(const TextFixture &f, const QString &id, SandboxStatus status = Running)
    {
        Sandbox one = sandbox(id, status);
        one.templateName = u"template-73"_s;
        one.createdAt = ReportedTime::known(f.clock.utcNow());
        return one;
    }
    /// The server made it, with a variable yet to set.
    static std::unique_ptr<TextFixture> createdWithVariables(const QStringList &arguments)
    {
        auto f = begun(QStringList{u"create"_s, u"template-73"_s, u"--env"_s, u"A=1"_s} + arguments);
        f->api.answer(f->api.find(u"CREATE 73"_s), CreatedSandbox{made(*f, u"new"_s, Creating), {}});
        f->settle();
        return f;
    }
    /// The answer to the create is lost, and the next list shows these.
    static void loseAnswer(TextFixture &f, const QVector<Sandbox> &appeared)
    {
        f.api.fail(f.api.find(u"CREATE 73"_s), apiError(Kind::ConnectionLost));
        f.settle();
        // It looks more than once before it believes that there is nothing.
        for (int i = 0; i < 20 && !f.isFinished() && f.console.asked.isEmpty(); ++i) {
            if (const int read = f.api.find(u"LIST"_s); read != 0)
                f.api.answer(read, page(appeared));
            f.settle();
            if (!f.isFinished() && f.console.asked.isEmpty())
                f.clock.advanceToNextTimer();
        }
    }
};

void CreateCommandTest::createsOnceAndSaysSo()
{
    const auto f = begun({u"create"_s, u"template-73"_s, u"--expires-in"_s, u"2h"_s, u"--region"_s, u"eu"_s,
                          u"--no-internet"_s});
    QCOMPARE(creates(*f), QStringList{u"CREATE 73"_s});
    const SandboxSpec &sent = f->api.request(f->api.find(u"CREATE 73"_s)).spec;
    QCOMPARE(sent.timeoutSeconds, 7'200);
    QCOMPARE(sent.region, u"eu"_s);
    QVERIFY(!sent.internetAccess);
    f->api.answer(f->api.find(u"CREATE 73"_s), CreatedSandbox{made(*f, u"new"_s), {}});
    // One word is not enough: a read shows that it is there.
    f->clock.advance(1'500ms);
    f->api.answer(f->api.find(u"GET new"_s), made(*f, u"new"_s));
    f->settle();
    QCOMPARE(f->code, ExitCode::Ok);
    QCOMPARE(f->console.outLines, QStringList{u"new  Running"_s});
    QCOMPARE(f->console.errLines, QStringList());
    QCOMPARE(creates(*f).size(), 1);
}

void CreateCommandTest::takesATemplateByNumber()
{
    const auto f = begun({u"create"_s, u"73"_s, u"--json"_s});
    QCOMPARE(creates(*f), QStringList{u"CREATE 73"_s});
    f->api.answer(f->api.find(u"CREATE 73"_s), CreatedSandbox{made(*f, u"new"_s), {}});
    f->clock.advance(1'500ms);
    f->api.answer(f->api.find(u"GET new"_s), made(*f, u"new"_s));
    f->settle();
    QCOMPARE(f->code, ExitCode::Ok);
    QCOMPARE(f->console.json().value("outcome"_L1).toString(), u"created"_s);
    QCOMPARE(f->console.json().value("id"_L1).toString(), u"new"_s);
    QCOMPARE(f->console.errLines,
             QStringList{u"It has no time limit: it costs until somebody deletes it."_s});
}

void CreateCommandTest::unknownTemplateSendsNothing()
{
    const auto f = begun({u"create"_s, u"basse"_s});
    QCOMPARE(f->code, ExitCode::NotFound);
    QCOMPARE(f->console.errLines,
             QStringList{u"sandglass: There is no template “basse”; there are template-73."_s});
    QCOMPARE(creates(*f), QStringList());
}

void CreateCommandTest::oneNameOfSeveralTemplatesSendsNothing()
{
    TextFixture f({u"create"_s, u"base"_s});
    f.api.answer(f.api.find(u"LIST"_s), page({}));
    f.settle();
    Template own = usableTemplate(u"101"_s);
    own.name = u"base"_s;
    own.isPublic = false;
    Template archived = own;
    archived.id = u"102"_s;
    archived.statusWord = u"archived"_s;
    Template common = own;
    common.id = u"7"_s;
    common.isPublic = true;
    f.api.answer(f.api.find(u"TEMPLATES"_s), TemplatePage{{own, archived, common}, false, {}, 0});
    f.settle();
    QCOMPARE(f.code, ExitCode::Validation);
    QCOMPARE(f.console.errLines,
             QStringList{u"sandglass: “base” is the name of 2 templates: 101 (base, your own); 7 (base, "
                         u"public). Give the number of the one you mean."_s});
    QCOMPARE(creates(f), QStringList());
}

void CreateCommandTest::caseOfANameIsForgiven()
{
    const auto f = begun({u"create"_s, u"Template-73"_s});
    QCOMPARE(creates(*f), QStringList{u"CREATE 73"_s});
}

void CreateCommandTest::unreadableTemplatesSendNothing()
{
    TextFixture f({u"create"_s, u"base"_s});
    f.api.answer(f.api.find(u"LIST"_s), page({}));
    f.settle();
    f.api.fail(f.api.find(u"TEMPLATES"_s), apiError(Kind::Unauthorized));
    f.settle();
    QCOMPARE(f.code, ExitCode::Auth);
    QVERIFY2(f.console.errText().contains(u"Could not read the templates"_s),
             qPrintable(f.console.errText()));
    QCOMPARE(creates(f), QStringList());
}

void CreateCommandTest::aRefusalEndsIt()
{
    const auto f = begun({u"create"_s, u"template-73"_s});
    f->api.fail(f->api.find(u"CREATE 73"_s), apiError(Kind::PaymentRequired));
    f->settle();
    QVERIFY(f->isFinished());
    QVERIFY(*f->code != ExitCode::Ok);
    QVERIFY2(f->console.errText().contains(u"402"_s), qPrintable(f->console.errText()));
    QCOMPARE(f->console.outLines, QStringList());
    QCOMPARE(creates(*f).size(), 1);
}

void CreateCommandTest::aLostAnswerThatFoundNothingIsNotSentAgain()
{
    const auto f = begun({u"create"_s, u"template-73"_s, u"--json"_s});
    loseAnswer(*f, {});
    QVERIFY(f->isFinished());
    QVERIFY(*f->code != ExitCode::Ok);
    QCOMPARE(f->console.json().value("outcome"_L1).toString(), u"failed"_s);
    QCOMPARE(creates(*f).size(), 1);
}

void CreateCommandTest::asksWhetherItIsTheOneThatAppeared()
{
    for (const bool isOurs : {true, false}) {
        const auto f = begun({u"create"_s, u"template-73"_s, u"--ids"_s}, true);
        loseAnswer(*f, {made(*f, u"found"_s)});
        QVERIFY2(f->console.errText().contains(u"found, Running"_s), qPrintable(f->console.errText()));
        QVERIFY(!f->console.asked.isEmpty());
        f->console.reply(isOurs ? u"yes"_s : u"no"_s);
        f->settle();
        QVERIFY(f->isFinished());
        QCOMPARE(*f->code == ExitCode::Ok, isOurs);
        QCOMPARE(f->console.outLines, isOurs ? QStringList{u"found"_s} : QStringList());
        QCOMPARE(creates(*f).size(), 1);
    }
}

void CreateCommandTest::withoutATerminalItLeavesTheQuestionOpen()
{
    const auto f = begun({u"create"_s, u"template-73"_s, u"--json"_s});
    loseAnswer(*f, {made(*f, u"found"_s)});
    QVERIFY(f->isFinished());
    QVERIFY(*f->code != ExitCode::Ok);
    QCOMPARE(f->console.json().value("outcome"_L1).toString(), u"unknown"_s);
    QCOMPARE(f->console.json().value("candidates"_L1).toArray().at(0)["id"_L1].toString(), u"found"_s);
    QVERIFY(f->console.errText().contains(u"found"_s));
    QCOMPARE(creates(*f).size(), 1);
}

void CreateCommandTest::runsOutOfTime()
{
    const auto f = begun({u"create"_s, u"template-73"_s, u"--timeout"_s, u"5"_s});
    f->clock.advance(5s);
    f->settle();
    QCOMPARE(f->code, ExitCode::Timeout);
    QVERIFY2(f->console.errText().contains(u"It may still be created"_s), qPrintable(f->console.errText()));
    QCOMPARE(creates(*f).size(), 1);
}

void CreateCommandTest::runsOutOfTimeBeforeItsVariablesAreSet()
{
    for (const bool json : {true, false}) {
        const auto f = createdWithVariables(json ? QStringList{u"--json"_s} : QStringList{});
        while (!f->isFinished()) {
            QVERIFY(f->clock.advanceToNextTimer());
            if (const int read = f->api.find(u"GET new"_s); read != 0)
                f->api.answer(read, made(*f, u"new"_s, Creating));
            f->settle();
        }
        QCOMPARE(f->code, ExitCode::Timeout);
        QCOMPARE(f->clock.elapsed(), 120s);
        QVERIFY2(f->console.errText().contains(u"before its variables were set"_s),
                 qPrintable(f->console.errText()));
        if (json) {
            QCOMPARE(f->console.json().value("outcome"_L1).toString(), u"without_environment"_s);
            QCOMPARE(f->console.json().value("id"_L1).toString(), u"new"_s);
        } else {
            QCOMPARE(f->console.outLines, QStringList{u"new"_s});
        }
    }
}

void CreateCommandTest::runsOutOfTimeBeforeItRuns()
{
    const auto f = begun({u"create"_s, u"template-73"_s, u"--timeout"_s, u"5"_s, u"--json"_s});
    f->api.answer(f->api.find(u"CREATE 73"_s), CreatedSandbox{made(*f, u"new"_s, Creating), {}});
    f->clock.advance(5s);
    f->settle();
    QCOMPARE(f->code, ExitCode::Timeout);
    QCOMPARE(f->console.errLines, QStringList{u"sandglass: It was created, but does not run yet."_s});
    QCOMPARE(f->console.json().value("outcome"_L1).toString(), u"created"_s);
}

void CreateCommandTest::endsWhereItCannotBeRead()
{
    for (const Kind kind : {Kind::Forbidden, Kind::RouteMissing}) {
        const auto f = begun({u"create"_s, u"template-73"_s});
        f->api.answer(f->api.find(u"CREATE 73"_s), CreatedSandbox{made(*f, u"new"_s, Creating), {}});
        f->clock.advance(1'500ms);
        f->api.fail(f->api.find(u"GET new"_s), apiError(kind));
        f->settle();
        QCOMPARE(f->code, exitCodeOf(kind));
        QCOMPARE(f->console.errLines.constFirst(),
                 u"sandglass: new was created, but whether it runs cannot be read"_s);
        QCOMPARE(f->console.outLines, QStringList{u"new"_s});
    }
    // What may pass is waited for.
    const auto f = begun({u"create"_s, u"template-73"_s});
    f->api.answer(f->api.find(u"CREATE 73"_s), CreatedSandbox{made(*f, u"new"_s, Creating), {}});
    f->clock.advance(1'500ms);
    f->api.fail(f->api.find(u"GET new"_s), apiError(Kind::ServerError));
    f->settle();
    QVERIFY(!f->isFinished());
}

void CreateCommandTest::interrupted()
{
    TextFixture early({u"create"_s, u"template-73"_s});
    early.command->interrupt();
    QCOMPARE(early.console.errLines, QStringList{u"sandglass: Interrupted; nothing was sent."_s});
    const auto f = begun({u"create"_s, u"template-73"_s});
    f->command->interrupt();
    QCOMPARE(f->console.errLines,
             QStringList{u"sandglass: Interrupted. It may still be created: look at the list."_s});
    QCOMPARE(f->console.outLines, QStringList());
    // What exists is told to whoever called, too.
    const auto plain = createdWithVariables({});
    plain->command->interrupt();
    QCOMPARE(plain->console.errLines,
             QStringList{u"sandglass: Interrupted. new was created, stays without its variables and costs "
                         u"until it is deleted."_s});
    QCOMPARE(plain->console.outLines, QStringList{u"new"_s});
    const auto json = createdWithVariables({u"--json"_s});
    json->command->interrupt();
    QCOMPARE(json->console.json().value("outcome"_L1).toString(), u"without_environment"_s);
}

} // namespace

SANDGLASS_REGISTER_TEST(CreateCommandTest)

#include "tst_createcommand.moc"
