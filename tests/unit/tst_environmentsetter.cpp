// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "creatorfixture.h"
#include "support/testregistry.h"

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;
using Kind = ApiErrorKind;
using Phase = CreationWish::Phase;

/// How the variables of a wish reach the sandbox: through its agent, once that is up, with its token.
class EnvironmentSetterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { f = std::make_unique<CreatorFixture>(); }

    void setsThemOnceTheAgentIsUp();
    void theServerLagsBehindTheAgent();
    void waitsForTheSandbox();
    void anAgentThatIsNotReady();
    void aTokenThatIsRefused();
    void aTokenThatIsNeverAccepted();
    void noTokenInTheAnswer();
    void aClaimedSandboxGetsThemToo();
    void neverWakesASandbox();
    void aSandboxThatGoes();
    void itsOwnReadFindsTheSandboxGone();
    void anAgentThatNeverComesUp();
    void retryingAfterAFailure();
    void givesUpWhenForgotten();

private:
    /// Created and running; the agents are asked next.
    void create(const QByteArray &token = "t1", SandboxStatus status = Running)
    {
        SandboxSpec spec = f->spec();
        spec.environment = {{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}};
        f->creator->create(spec);
        Sandbox one = f->made(u"a"_s, status);
        if (status == Creating)
            one.publicHost.clear(); // as long as there is no agent
        f->answerCreate(one, token);
        f->settle();
    }
    [[nodiscard]] QStringList asked() const { return f->agents.texts(); }
    void healthy()
    {
        f->agents.answerHealth(true);
        f->settle();
    }

    std::unique_ptr<CreatorFixture> f;
};

void EnvironmentSetterTest::setsThemOnceTheAgentIsUp()
{
    create();
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"created"_s);
    QVERIFY(f->creator->isBusy());
    healthy();
    f->agents.answerEnvironment();
    QVERIFY(!f->creator->isBusy());
    QCOMPARE(asked(), (QStringList{u"HEALTH https://a"_s, u"PATCH https://a t1 A=1 B=2"_s}));
    f->list({f->made(u"a"_s)});
    QCOMPARE(f->log.take().mid(7),
             (QStringList{u"0 wish 1 created"_s, u"0 HEALTH https://a"_s, u"0 PATCH https://a t1 A=1 B=2"_s,
                          u"0 wish 1 ended"_s, u"0 wish 1 finished a"_s}));
    f->pass(1h);
    QCOMPARE(f->log.take(), QStringList());
}

/// Its agent answered, and still the list and a read know nothing of it for a while.
void EnvironmentSetterTest::theServerLagsBehindTheAgent()
{
    create();
    f->agents.fail(apiError(Kind::NotFound)); // the way to it is as new
    f->pass(EnvironmentSetter::kBetween);
    healthy();
    f->agents.answerEnvironment();
    f->list({}, {u"a"_s});
    QVERIFY(f->api.fail(f->api.find(u"GET a"_s), apiError(Kind::NotFound)));
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
    f->list({f->made(u"a"_s)});
    QVERIFY(!f->creator->wish(1));
    QCOMPARE(f->store.tombstones().size(), 0);
}

void EnvironmentSetterTest::waitsForTheSandbox()
{
    create("t1", Creating);
    QCOMPARE(f->api.last().text(), u"GET a"_s);
    Sandbox withoutHost = f->made(u"a"_s, Creating);
    withoutHost.publicHost.clear();
    f->api.answer(f->api.count(), withoutHost);
    QCOMPARE(asked(), QStringList());
    f->pass(1'500ms);
    withoutHost.status = Running;
    f->api.answer(f->api.count(), withoutHost);
    f->pass(1'500ms);
    f->api.answer(f->api.count(), f->made(u"a"_s));
    f->settle();
    QCOMPARE(asked(), QStringList{u"HEALTH https://a"_s});
    QCOMPARE(f->api.count(FakeApi::Verb::Get), 3); // nobody else reads it meanwhile
}

void EnvironmentSetterTest::anAgentThatIsNotReady()
{
    create();
    f->agents.fail(apiError(Kind::Unavailable));
    f->pass(1'500ms);
    f->agents.answerHealth(false);
    f->pass(1'500ms);
    f->agents.answerHealth(true);
    f->settle();
    f->agents.fail(apiError(Kind::Unavailable)); // NOT_INITIALIZED
    f->pass(1'500ms);
    f->agents.answerEnvironment();
    QCOMPARE(asked().size(), 5);
    QVERIFY(!f->creator->isBusy());
}

void EnvironmentSetterTest::aTokenThatIsRefused()
{
    create();
    healthy();
    f->agents.fail(apiError(Kind::Unauthorized));
    f->settle();
    QCOMPARE(f->api.last().text(), u"TOKEN a"_s);
    f->api.answer(f->api.count(), ApiKey("t2"));
    f->settle();
    // An agent may take a moment to learn of a new token.
    f->agents.fail(apiError(Kind::Unauthorized));
    f->pass(2'500ms);
    f->agents.answerEnvironment();
    QCOMPARE(asked().mid(1), (QStringList{u"PATCH https://a t1 A=1 B=2"_s, u"PATCH https://a t2 A=1 B=2"_s,
                                          u"PATCH https://a t2 A=1 B=2"_s}));
    QCOMPARE(f->api.count(FakeApi::Verb::Token), 1);
    QVERIFY(!f->creator->isBusy());
    // The key of the account is another matter.
    QVERIFY(!f->log.take().join(u'\n').contains(u"key refused"_s));
}

void EnvironmentSetterTest::aTokenThatIsNeverAccepted()
{
    create();
    healthy();
    f->agents.fail(apiError(Kind::Unauthorized));
    f->settle();
    f->api.answer(f->api.count(), ApiKey("t2"));
    f->settle();
    f->agents.fail(apiError(Kind::Unauthorized));
    f->pass(2'500ms);
    f->agents.fail(apiError(Kind::Unauthorized));
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"environment failed"_s);
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
    f->pass(1h);
    QCOMPARE(asked().size(), 4);
    QCOMPARE(f->api.count(FakeApi::Verb::Token), 1);
}

void EnvironmentSetterTest::noTokenInTheAnswer()
{
    create({});
    healthy();
    QCOMPARE(f->api.last().text(), u"TOKEN a"_s);
    f->api.answer(f->api.count(), ApiKey("t1"));
    f->settle();
    f->agents.answerEnvironment();
    QVERIFY(!f->creator->isBusy());
}

void EnvironmentSetterTest::aClaimedSandboxGetsThemToo()
{
    SandboxSpec spec = f->spec();
    spec.environment = {{u"A"_s, u"1"_s}};
    f->creator->create(spec);
    f->failCreate(Kind::Timeout);
    f->settle();
    f->answerList({f->made(u"a"_s)});
    QCOMPARE(asked(), QStringList());
    f->creator->claim(1, u"a"_s);
    f->settle();
    healthy();
    f->api.answer(f->api.count(), ApiKey("t1"));
    f->settle();
    f->agents.answerEnvironment();
    QCOMPARE(asked().constLast(), u"PATCH https://a t1 A=1"_s);
    QVERIFY(!f->creator->wish(1));
}

void EnvironmentSetterTest::neverWakesASandbox()
{
    create("t1", Creating);
    f->api.answer(f->api.count(), f->made(u"a"_s, Paused));
    f->pass(1h);
    QCOMPARE(asked(), QStringList());
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"environment failed"_s);
    QVERIFY(f->creator->wish(1)->error->serverMessage.contains(u"paused"_s));
}

void EnvironmentSetterTest::aSandboxThatGoes()
{
    create();
    f->agents.answerHealth(false);
    f->store.applyDeleted(u"a"_s);
    f->pass(1h);
    QVERIFY(!f->creator->wish(1));
    QCOMPARE(asked(), QStringList{u"HEALTH https://a"_s});
}

/// The wish ends by the answer to the setter's own request, and the setter with it.
void EnvironmentSetterTest::itsOwnReadFindsTheSandboxGone()
{
    create("t1", Creating);
    f->list({f->made(u"a"_s, Creating)});
    QVERIFY(f->api.fail(f->api.find(u"GET a"_s), apiError(Kind::NotFound)));
    QCOMPARE(f->rows(), QStringList());
    QVERIFY(!f->creator->wish(1));
    f->pass(1h);
    QCOMPARE(asked(), QStringList());
}

void EnvironmentSetterTest::anAgentThatNeverComesUp()
{
    create();
    for (int i = 0; i < 200 && f->creator->wish(1)->phase == Phase::Created; ++i) {
        f->agents.answerHealth(false);
        f->pass(1'500ms);
    }
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"environment failed"_s);
    QVERIFY(f->clock.elapsed() >= EnvironmentSetter::kPatience);
    QVERIFY(!f->creator->isBusy());
}

void EnvironmentSetterTest::retryingAfterAFailure()
{
    create();
    healthy();
    f->agents.fail(apiError(Kind::BadRequest));
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"environment failed"_s);
    f->creator->retryEnvironment(1);
    f->settle();
    healthy();
    f->agents.answerEnvironment();
    QVERIFY(!f->creator->isBusy());
    f->list({f->made(u"a"_s)});
    QCOMPARE(f->log.take().constLast(), u"0 wish 1 finished a"_s);
    QCOMPARE(f->creates(), 1);
}

void EnvironmentSetterTest::givesUpWhenForgotten()
{
    create();
    healthy();
    f->agents.fail(apiError(Kind::BadRequest));
    f->creator->abandon(1);
    QVERIFY(!f->creator->wish(1));
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
}

SANDGLASS_REGISTER_TEST(EnvironmentSetterTest)

} // namespace

#include "tst_environmentsetter.moc"
