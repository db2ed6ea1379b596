// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "creatorfixture.h"
#include "support/testregistry.h"

#include <QSignalSpy>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;
using Kind = ApiErrorKind;
using Phase = CreationWish::Phase;

/// One wish, and everything that can come between it and a sandbox. Whatever happens, the server sees one
/// request for each time a person asked.
class CreatorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { f = std::make_unique<CreatorFixture>(); }

    void aCreateThatWorks();
    void sendsWhatIsWished();
    void whatCannotWorkIsNotSent_data();
    void whatCannotWorkIsNotSent();
    void watchesUntilItRuns();
    void vanishesBeforeItRuns();
    void theServerNeedsAWhileToShowIt();
    void theServerNeverShowsIt();
    void neverShownWithVariables();
    void isShownAfterAll();
    void theAnswerNamesAnother();
    void endsWatchingOneThatNeverRuns();

    void thePollShowsItFirst();
    void onlyWhatMayBeItIsHeldBack();
    void isNotHeldBackForEver();
    void isNamedInItsPlace();
    void aRowOfItsOwnTakesOver();

    void timeoutAfterReallyCreating();
    void whatIsNewMayLookOld();
    void oldOnesAreDoubtfulWhereNotAllWasKnown();
    void timeoutAndNothingThere();
    void theListLags();
    void doubts_data();
    void doubts();
    void theListCannotBeRead();
    void theListCannotBeReadForTheKey();
    void aPersonSaysNo();
    void candidatesComeAndGo();
    void notEverySandboxIsACandidate();
    void clearRefusals_data();
    void clearRefusals();
    void aRefusedKeyEndsAllThatWaits();

    void aReadOnlyProfile();
    void oneAfterTheOther();
    void aQuestionStopsNobody();
    void waitsForTheBudget();
    void abandoning();
    void nothingElseCanBeDoneToIt();
    void aListThatLagsDoesNotTakeItAway();
    void endsEverythingWithItself();

private:
    /// A create that the server never answered, with the list to be read.
    void loseAnswer(Kind kind = Kind::Timeout)
    {
        f->creator->create(f->spec());
        f->pass(100ms);
        QVERIFY(f->failCreate(kind));
        f->settle();
    }

    std::unique_ptr<CreatorFixture> f;
};

void CreatorTest::aCreateThatWorks()
{
    QCOMPARE(f->creator->create(f->spec()), WishId(1));
    QVERIFY(f->creator->isBusy());
    f->pass(2s);
    QVERIFY(f->answerCreate(f->made(u"a"_s)));
    f->list({f->made(u"a"_s)});
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{
                                u"0 new1: Creating, new queued"_s,
                                u"0 #2 CREATE 73"_s,
                                u"0 new1: Creating, new sending"_s,
                                u"0 wish 1 sending"_s,
                                u"2000 a: Running"_s,
                                u"2000 resend a"_s,
                                u"2000 wish 1 is a"_s,
                                u"2000 wish 1 created"_s,
                                u"2000 wish 1 ended"_s,
                                u"2000 wish 1 finished a"_s,
                            }));
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
    QVERIFY(!f->creator->isBusy());
    QVERIFY(!f->creator->wish(1));
}

void CreatorTest::sendsWhatIsWished()
{
    SandboxSpec spec = f->spec();
    spec.region = u"eu-west"_s;
    spec.internetAccess = false;
    spec.environment = {{u"A"_s, u"1"_s}};
    f->creator->create(spec);
    // The name is for telling it apart in lists that give no ids.
    spec.templateName = u"template-73"_s;
    QVERIFY(f->api.last().spec == spec);
    const Sandbox &draft = f->store.at(0).sandbox;
    QCOMPARE(draft.templateName, u"template-73"_s);
    QCOMPARE(draft.region, u"eu-west"_s);
    QCOMPARE(draft.status, Creating);
    QCOMPARE(f->store.counts().at(std::size_t(Creating)), 1);
}

void CreatorTest::whatCannotWorkIsNotSent_data()
{
    QTest::addColumn<SandboxSpec>("spec");
    const auto row = [](const char *name, const std::function<void(SandboxSpec &)> &spoil) {
        SandboxSpec spec = CreatorFixture::spec();
        spoil(spec);
        QTest::newRow(name) << spec;
    };
    row("no template", [](SandboxSpec &spec) { spec.templateId.clear(); });
    row("unknown template", [](SandboxSpec &spec) { spec.templateId = u"99"_s; });
    row("unknown name", [](SandboxSpec &spec) {
        spec.templateId.clear();
        spec.templateName = u"python"_s;
    });
    row("a template being built", [](SandboxSpec &spec) { spec.templateId = u"80"_s; });
    row("no time at all", [](SandboxSpec &spec) { spec.timeoutSeconds = 0; });
    row("negative time", [](SandboxSpec &spec) { spec.timeoutSeconds = -1; });
    row("two years", [](SandboxSpec &spec) { spec.timeoutSeconds = qint64{730} * 86'400; });
    row("a region with a slash", [](SandboxSpec &spec) { spec.region = u"eu/west"_s; });
    row("a name twice", [](SandboxSpec &spec) { spec.environment = {{u"A"_s, u"1"_s}, {u"A"_s, u"2"_s}}; });
    row("no name", [](SandboxSpec &spec) { spec.environment = {{{}, u"1"_s}}; });
    row("a bad name", [](SandboxSpec &spec) { spec.environment = {{u"A-B"_s, u"1"_s}}; });
    row("far too much", [](SandboxSpec &spec) { spec.environment = {{u"A"_s, u"x"_s.repeated(200'000)}}; });
}

void CreatorTest::whatCannotWorkIsNotSent()
{
    QFETCH(const SandboxSpec, spec);
    Template building = usableTemplate(u"80"_s);
    building.statusWord = u"building"_s;
    f = std::make_unique<CreatorFixture>(QVector<Template>{usableTemplate(u"73"_s), building});
    QVERIFY(!whyNotCreate(spec, f->library).isEmpty());
    QCOMPARE(f->creator->create(spec), WishId(0));
    f->pass(1h);
    QCOMPARE(f->log.take(), QStringList());
    QCOMPARE(f->creates(), 0);
}

void CreatorTest::watchesUntilItRuns()
{
    f->creator->create(f->spec());
    f->answerCreate(f->made(u"a"_s, Creating));
    (void)f->log.take();
    f->pass(1'500ms);
    QCOMPARE(f->api.last().text(), u"GET a"_s);
    f->api.answer(f->api.count(), f->made(u"a"_s, Creating));
    f->pass(3s);
    f->api.answer(f->api.count(), f->made(u"a"_s));
    f->pass(1h);
    QCOMPARE(f->log.take(),
             (QStringList{u"1500 #3 GET a"_s, u"1500 resend a"_s, u"4500 #4 GET a"_s, u"4500 resend a"_s,
                          u"4500 a: Running"_s, u"4500 wish 1 ended"_s, u"4500 wish 1 finished a"_s}));
}

void CreatorTest::vanishesBeforeItRuns()
{
    f->creator->create(f->spec());
    f->answerCreate(f->made(u"a"_s, Creating));
    f->pass(1'500ms);
    f->api.answer(f->api.count(), f->made(u"a"_s, Creating));
    f->pass(3s);
    (void)f->log.take();
    f->api.fail(f->api.count(), apiError(Kind::NotFound));
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{u"4500 a: –"_s, u"4500 wish 1 ended"_s, u"4500 resend a"_s}));
    QCOMPARE(f->rows(), QStringList());
}

/// It said 201, and for a while neither its list nor a read knows of that.
void CreatorTest::theServerNeedsAWhileToShowIt()
{
    f->creator->create(f->spec());
    f->answerCreate(f->made(u"a"_s));
    f->pass(1'500ms);
    QVERIFY(f->api.fail(f->api.find(u"GET a"_s), apiError(Kind::NotFound)));
    f->list({});
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"created"_s);
    QVERIFY(!f->controller->verdict(LifecycleAction::Stop, u"a"_s).reason.contains(u"gone"_s));
    f->list({f->made(u"a"_s)});
    QVERIFY(!f->creator->wish(1));
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
    QCOMPARE(f->store.tombstones().size(), 0);
}

/// And one that it never shows: nobody may think that all is well, or that nothing was asked for.
void CreatorTest::theServerNeverShowsIt()
{
    f->api.onRequest = [this](const FakeApi::Request &request) {
        if (request.text() == u"GET a"_s)
            f->api.fail(request.number, apiError(Kind::NotFound));
    };
    f->creator->create(f->spec());
    f->answerCreate(f->made(u"a"_s));
    f->pass(25s);
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
    f->pass(20s);
    QCOMPARE(f->rows(), QStringList());
    QCOMPARE(f->store.tombstones().at(0).ending->cause, Ending::Cause::NeverShown);
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"failed, never shown"_s);
    QVERIFY(f->creator->wish(1)->error->serverMessage.contains(u"created a,"_s));
    QVERIFY(f->creator->wish(1)->mayRetry());
    QCOMPARE(f->api.count(FakeApi::Verb::Create), 1);
    f->creator->abandon(1);
    QVERIFY(!f->creator->wish(1));
}

/// It is one failure, not a second one about the variables of a sandbox that nobody ever saw.
void CreatorTest::neverShownWithVariables()
{
    SandboxSpec spec = f->spec();
    spec.environment = {{u"A"_s, u"1"_s}};
    f->creator->create(spec);
    f->answerCreate(f->made(u"a"_s, Creating), "t1");
    QVERIFY(f->creator->isBusy());
    for (int i = 0; i < 45; ++i) {
        f->pass(1s);
        while (const int read = f->api.find(u"GET a"_s))
            f->api.fail(read, apiError(Kind::NotFound));
    }
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"failed, never shown"_s);
    QVERIFY(!f->creator->isBusy());
    f->pass(1h);
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"failed, never shown"_s);
    QCOMPARE(f->agents.texts(), QStringList());
}

/// Nobody has to ask for a second one that costs as much again.
void CreatorTest::isShownAfterAll()
{
    SandboxSpec spec = f->spec();
    spec.environment = {{u"A"_s, u"1"_s}};
    f->creator->create(spec);
    f->answerCreate(f->made(u"a"_s), "t1");
    f->pass(RecentReads::kPatience + 1s);
    f->list({}, {u"a"_s});
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"failed, never shown"_s);
    QCOMPARE(f->rows(), QStringList());
    f->pass(1min);
    f->list({f->made(u"a"_s, Running, 2min)});
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"created"_s);
    QVERIFY(!f->creator->retry(1, spec));
    f->settle();
    f->agents.answerHealth(true);
    f->settle();
    // The answer's token went with the failure.
    QVERIFY(f->api.answer(f->api.find(u"TOKEN a"_s), ApiKey("t2")));
    f->settle();
    f->agents.answerEnvironment();
    QVERIFY(!f->creator->wish(1));
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
    QCOMPARE(f->creates(), 1);
}

/// An answer with somebody else's sandbox is no answer: the list tells.
void CreatorTest::theAnswerNamesAnother()
{
    f->know({f->made(u"old"_s, Running, 1h)});
    f->creator->create(f->spec());
    f->answerCreate(f->made(u"old"_s, Running, 1h));
    f->settle();
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"looking"_s);
    f->answerList({f->made(u"old"_s, Running, 1h), f->made(u"new"_s)});
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"asking new"_s);
    QVERIFY(f->creator->wish(1)->error->serverMessage.contains(u"old"_s));
}

void CreatorTest::endsWatchingOneThatNeverRuns()
{
    f->api.onRequest = [this](const FakeApi::Request &request) {
        if (request.verb != FakeApi::Verb::Get)
            return;
        const auto answer = [this, number = request.number] {
            f->api.answer(number, f->made(u"a"_s, Creating));
        };
        QMetaObject::invokeMethod(&f->store, answer, Qt::QueuedConnection);
    };
    f->creator->create(f->spec());
    f->answerCreate(f->made(u"a"_s, Creating));
    for (int i = 0; i < 300; ++i) {
        f->pass(1s);
        QCoreApplication::processEvents();
    }
    QVERIFY(!f->creator->wish(1));
    QVERIFY2(f->api.count(FakeApi::Verb::Get) < 25, qPrintable(QString::number(f->api.count())));
    QCOMPARE(f->rows(), QStringList{u"a Creating"_s});
}

void CreatorTest::thePollShowsItFirst()
{
    f->know({f->made(u"old"_s)});
    f->creator->create(f->spec());
    f->pass(500ms);
    (void)f->log.take();
    f->list({f->made(u"a"_s, Creating)});
    QCOMPARE(f->log.take(), QStringList{u"500 resend a"_s});
    QCOMPARE(f->rows(), (QStringList{u"old Running"_s, u"new1 Creating, new sending"_s}));
    f->pass(2s);
    f->answerCreate(f->made(u"a"_s));
    f->list({f->made(u"a"_s)});
    QCOMPARE(f->rows(), (QStringList{u"old Running"_s, u"a Running"_s}));
}

void CreatorTest::onlyWhatMayBeItIsHeldBack()
{
    f->creator->create(f->spec());
    Sandbox other = f->made(u"other"_s);
    other.templateName = u"template-71"_s;
    f->list({other, f->made(u"older"_s, Running, 1h), f->made(u"first"_s), f->made(u"second"_s)});
    QCOMPARE(f->rows(), (QStringList{u"new1 Creating, new sending"_s, u"other Running"_s, u"older Running"_s,
                                     u"second Running"_s}));
    // It was somebody else's: the next list brings it.
    f->answerCreate(f->made(u"mine"_s));
    f->list({f->made(u"first"_s)});
    QCOMPARE(f->rows(), (QStringList{u"mine Running"_s, u"other Running"_s, u"older Running"_s,
                                     u"second Running"_s, u"first Running"_s}));
}

void CreatorTest::isNotHeldBackForEver()
{
    f->creator->create(f->spec());
    f->pass(SandboxCreator::kHoldBack - 1ms);
    f->list({f->made(u"a"_s, Running, 1s)});
    QCOMPARE(f->rows().size(), 1);
    f->pass(1ms);
    f->list({f->made(u"a"_s, Running, 1s)});
    QCOMPARE(f->rows(), (QStringList{u"new1 Creating, new sending"_s, u"a Running"_s}));
}

void CreatorTest::isNamedInItsPlace()
{
    f->creator->create(f->spec());
    f->list({f->made(u"b"_s, Running, 1h)});
    QSignalSpy named(&f->store, &SandboxStore::sandboxNamed);
    QSignalSpy removed(&f->store, &SandboxStore::rowsRemoved);
    const QString provisional = f->store.at(0).sandbox->id;
    QVERIFY(isProvisionalId(provisional));
    f->answerCreate(f->made(u"a"_s));
    QCOMPARE(f->rows(), (QStringList{u"a Running"_s, u"b Running"_s}));
    QCOMPARE(f->store.rowOf(u"a"_s), 0);
    QCOMPARE(f->store.rowOf(provisional), -1);
    QCOMPARE(named.count(), 1);
    QCOMPARE(named.first(), (QVariantList{provisional, u"a"_s}));
    QCOMPARE(removed.count(), 0);
    QCOMPARE(f->store.counts().at(std::size_t(Creating)), 0);
    QCOMPARE(f->store.counts().at(std::size_t(Running)), 2);
}

void CreatorTest::aRowOfItsOwnTakesOver()
{
    f->creator->create(f->spec());
    f->pass(30s);
    f->list({f->made(u"a"_s, Creating, 29s)});
    QCOMPARE(f->store.size(), 2);
    const QString provisional = f->store.at(0).sandbox->id;
    bool bothWereThere = false;
    QObject::connect(&f->store, &SandboxStore::sandboxNamed, &f->store,
                     [&](const QString &from, const QString &to) {
                         bothWereThere = f->store.rowOf(from) == 0 && f->store.rowOf(to) == 1;
                     });
    f->answerCreate(f->made(u"a"_s));
    QVERIFY(bothWereThere); // so that a selection can move over
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
    QCOMPARE(f->store.rowOf(provisional), -1);
}

void CreatorTest::timeoutAfterReallyCreating()
{
    f->know({f->made(u"old"_s, Running, 1h)});
    f->creator->create(f->spec());
    f->pass(120s);
    f->failCreate(Kind::Timeout);
    f->settle();
    f->answerList({f->made(u"old"_s, Running, 1h), f->made(u"a"_s, Running, 118s)});
    QCOMPARE(
        f->log.take().mid(4),
        (QStringList{u"120000 new1: Creating, new looking"_s, u"120000 wish 1 looking"_s, u"120000 #3 LIST"_s,
                     u"120000 new1: Creating, new asking"_s, u"120000 wish 1 asking a"_s}));
    // Nothing is sent again, however long the question stands.
    const CreationWish *wish = f->creator->wish(1);
    QVERIFY(!wish->mayRetry());
    QVERIFY(!f->creator->retry(1, f->spec()));
    f->pass(1h);
    QCOMPARE(f->creates(), 1);

    f->creator->claim(1, u"nonsense"_s);
    QCOMPARE(f->creator->wish(1)->phase, Phase::Asking);
    f->creator->claim(1, u"a"_s);
    QCOMPARE(f->log.take(), (QStringList{u"3720000 a: Running"_s, u"3720000 resend a"_s,
                                         u"3720000 wish 1 is a"_s, u"3720000 wish 1 created"_s,
                                         u"3720000 wish 1 ended"_s, u"3720000 wish 1 finished a"_s}));
    QCOMPARE(f->rows(), (QStringList{u"old Running"_s, u"a Running"_s}));
    QCOMPARE(f->creates(), 1);
}

/// A server that tells local times without saying so, or a clock here that is ahead, makes what is new look
/// old.
void CreatorTest::whatIsNewMayLookOld()
{
    f->know({f->made(u"old"_s)});
    loseAnswer();
    f->answerList({f->made(u"old"_s), f->made(u"far"_s, Running, 30h), f->made(u"near"_s)});
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"asking near far"_s);
}

/// Where not all was known before, what looks a little old is no less to be asked about.
void CreatorTest::oldOnesAreDoubtfulWhereNotAllWasKnown()
{
    SnapshotDelta part = deltaOf(f->clock, {f->made(u"known"_s)});
    part.incompleteness = Incompleteness::NoCursor;
    f->store.applySnapshot(part);
    loseAnswer();
    f->answerList(
        {f->made(u"zone"_s, Running, 12h), f->made(u"old"_s, Running, 24h * 30), f->made(u"near"_s)});
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"asking near zone"_s);
}

void CreatorTest::timeoutAndNothingThere()
{
    loseAnswer();
    (void)f->log.take();
    for (const auto pause : {0ms, 2'000ms, 3'000ms, 5'000ms, 10'000ms}) {
        f->pass(pause);
        QVERIFY(!f->creator->wish(1)->mayRetry());
        f->answerList({});
    }
    QCOMPARE(f->log.take(),
             (QStringList{u"2100 #4 LIST"_s, u"5100 #5 LIST"_s, u"10100 #6 LIST"_s, u"20100 #7 LIST"_s,
                          u"20100 new1: –"_s, u"20100 wish 1 failed, nothing found"_s}));
    f->pass(1h);
    QCOMPARE(f->creates(), 1);
    QVERIFY(f->creator->wish(1)->mayRetry());
    // Only a person sends it again, and may have changed it.
    QVERIFY(f->creator->retry(1, f->spec(u"71"_s)));
    QCOMPARE(f->creates(), 2);
    QCOMPARE(f->api.last().text(), u"CREATE 71"_s);
    QVERIFY(!f->creator->retry(1, f->spec()));
    QCOMPARE(f->rows(), QStringList{u"new2 Creating, new sending"_s});
    f->answerCreate(f->made(u"a"_s));
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
}

void CreatorTest::theListLags()
{
    loseAnswer(Kind::ConnectionLost);
    f->answerList({});
    f->pass(2s);
    f->answerList({f->made(u"a"_s, Creating, 2s)});
    QCOMPARE(f->log.take().constLast(), u"2100 wish 1 asking a"_s);
    QCOMPARE(f->creates(), 1);
}

void CreatorTest::doubts_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<int>("lists");
    QTest::addColumn<bool>("isApisWord");
    const auto row = [](const char *name, Kind kind, int httpStatus, int lists, bool isApisWord = false) {
        QTest::newRow(name) << kind << httpStatus << lists << isApisWord;
    };
    row("timeout", Kind::Timeout, 0, 5);
    row("lost", Kind::ConnectionLost, 0, 5);
    row("cut answer", Kind::Malformed, 201, 5);
    row("see elsewhere", Kind::Redirected, 303, 5);
    row("answer of a stranger", Kind::NotHopx, 200, 5);
    row("500", Kind::ServerError, 500, 2, true);
    row("502", Kind::Unavailable, 502, 5);
    row("503", Kind::Unavailable, 503, 2, true);
    row("503 of a proxy", Kind::Unavailable, 503, 5);
    row("504", Kind::Unavailable, 504, 5);
}

void CreatorTest::doubts()
{
    QFETCH(const Kind, kind);
    QFETCH(const int, httpStatus);
    QFETCH(const bool, isApisWord);
    f->know({f->made(u"old"_s, Running, 1h)});
    f->creator->create(f->spec());
    ApiError error = apiError(kind);
    error.httpStatus = httpStatus;
    error.isApisWord = isApisWord;
    error.maybeExecuted = true;
    f->api.fail(f->newestCreate(), error);
    for (int i = 0; i < 60; ++i) {
        if (f->api.find(u"LIST"_s) > 0)
            f->answerList({f->made(u"old"_s, Running, 1h)});
        f->pass(1s);
    }
    QTEST(f->api.count(FakeApi::Verb::List), "lists");
    QCOMPARE(f->creates(), 1);
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"failed, nothing found"_s);
    QCOMPARE(f->creator->wish(1)->error->httpStatus, httpStatus);
}

void CreatorTest::theListCannotBeRead()
{
    loseAnswer();
    for (int i = 0; i < 5; ++i) {
        f->api.fail(f->api.find(u"LIST"_s), apiError(Kind::Unreachable));
        f->pass(10s);
    }
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"failed, list unread"_s);
    QVERIFY(!f->creator->retry(1, f->spec()));
    QCOMPARE(f->creates(), 1);

    f->creator->lookAgain(1);
    f->settle();
    f->answerList({});
    for (int i = 0; i < 4; ++i) {
        f->pass(10s);
        f->api.fail(f->api.find(u"LIST"_s), apiError(Kind::Unreachable));
    }
    // What it did not find at once may have come since.
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"failed, list unread"_s);
    QVERIFY(!f->creator->retry(1, f->spec()));

    f->creator->lookAgain(1);
    f->settle();
    for (int i = 0; i < 4; ++i) {
        f->api.fail(f->api.find(u"LIST"_s), apiError(Kind::Unreachable));
        f->pass(10s);
    }
    f->answerList({});
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"failed, nothing found"_s);
    QVERIFY(f->creator->retry(1, f->spec()));
    QCOMPARE(f->creates(), 2);
}

void CreatorTest::theListCannotBeReadForTheKey()
{
    loseAnswer();
    f->api.fail(f->api.find(u"LIST"_s), apiError(Kind::Unauthorized));
    QCOMPARE(f->log.take().mid(7),
             (QStringList{u"100 new1: –"_s, u"100 wish 1 failed, list unread"_s, u"100 key refused"_s}));
    f->pass(1h);
    QCOMPARE(f->log.take(), QStringList());
}

void CreatorTest::aPersonSaysNo()
{
    loseAnswer();
    f->answerList({f->made(u"theirs"_s)});
    f->creator->disclaim(1);
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"failed, not ours"_s);
    QCOMPARE(f->rows(), QStringList());
    QVERIFY(f->creator->retry(1, f->spec()));
    f->failCreate(Kind::Timeout);
    f->settle();
    // Said once is enough.
    f->answerList({f->made(u"theirs"_s), f->made(u"mine"_s)});
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"asking mine"_s);
    QCOMPARE(f->creates(), 2);
}

void CreatorTest::candidatesComeAndGo()
{
    loseAnswer();
    f->answerList({f->made(u"a"_s), f->made(u"b"_s)});
    f->know({f->made(u"a"_s), f->made(u"b"_s)});
    f->list({}, {u"a"_s}, -1s);
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"asking b"_s);
    f->list({}, {u"b"_s}, -2s);
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"failed, nothing found"_s);
    QVERIFY(f->creator->wish(1)->mayRetry());
}

void CreatorTest::notEverySandboxIsACandidate()
{
    f->know({f->made(u"known"_s)});
    SandboxSpec spec = f->spec();
    spec.region = u"eu-west"_s;
    f->creator->create(spec);
    f->failCreate(Kind::Timeout);
    f->settle();
    Sandbox otherName = f->made(u"other-name"_s);
    otherName.templateName = u"template-71"_s;
    Sandbox otherId = f->made(u"other-id"_s);
    otherId.templateId = u"71"_s;
    Sandbox elsewhere = f->made(u"elsewhere"_s);
    elsewhere.region = u"us-east"_s;
    Sandbox sameId = f->made(u"same-id"_s, Paused);
    sameId.templateId = u"73"_s;
    sameId.templateName = u"renamed"_s;
    sameId.region = u"eu-west"_s;
    Sandbox sparse = sandbox(u"sparse"_s);
    f->answerList({f->made(u"known"_s), otherName, otherId, elsewhere, f->made(u"older"_s, Running, 11s),
                   f->made(u"gone"_s, Gone), sameId, sparse, f->made(u"clock"_s, Error, 9s)});
    QCOMPARE(f->phaseOf(*f->creator->wish(1)), u"asking same-id sparse clock older"_s);
}

void CreatorTest::clearRefusals_data()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind : {Kind::Unreachable, Kind::Tls, Kind::Redirected, Kind::BadRequest,
                            Kind::PaymentRequired, Kind::Forbidden, Kind::PlanLimit, Kind::NotFound,
                            Kind::RouteMissing, Kind::Conflict, Kind::RateLimited})
        QTest::newRow(qPrintable(nameOf(kind))) << kind;
}

void CreatorTest::clearRefusals()
{
    QFETCH(const Kind, kind);
    loseAnswer(kind);
    f->pass(1h);
    QCOMPARE(f->log.take().mid(4), (QStringList{u"100 new1: –"_s, u"100 wish 1 failed"_s}));
    QVERIFY(f->creator->wish(1)->mayRetry());
    QCOMPARE(f->creates(), 1);
}

void CreatorTest::aRefusedKeyEndsAllThatWaits()
{
    f->creator->create(f->spec());
    f->creator->create(f->spec());
    (void)f->log.take();
    f->failCreate(Kind::Unauthorized);
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{u"0 new1: –"_s, u"0 wish 1 failed"_s, u"0 new2: –"_s,
                                         u"0 wish 2 failed"_s, u"0 key refused"_s}));
    QCOMPARE(f->creates(), 1);
}

void CreatorTest::aReadOnlyProfile()
{
    f->creator->create(f->spec());
    f->creator->create(f->spec());
    (void)f->log.take();
    f->controller->setSafety(true, false);
    const QStringList lines = f->log.take();
    QCOMPARE(lines.mid(lines.size() - 2), (QStringList{u"0 new2: –"_s, u"0 wish 2 failed"_s}));
    QVERIFY(!f->creator->whyNot(f->spec()).isEmpty());
    QCOMPARE(f->creator->create(f->spec()), WishId(0));
    QVERIFY(!f->creator->retry(2, f->spec()));
    // What was sent goes on.
    f->answerCreate(f->made(u"a"_s));
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
    f->controller->setSafety(false, false);
    QVERIFY(f->creator->retry(2, f->spec()));
    QCOMPARE(f->creates(), 2);
}

void CreatorTest::oneAfterTheOther()
{
    f->creator->create(f->spec());
    f->creator->create(f->spec(u"71"_s));
    f->creator->create(f->spec());
    QCOMPARE(f->creates(), 1);
    QCOMPARE(f->rows(), (QStringList{u"new1 Creating, new sending"_s, u"new2 Creating, new queued"_s,
                                     u"new3 Creating, new queued"_s}));
    f->answerCreate(f->made(u"a"_s));
    QCOMPARE(f->creates(), 2);
    f->failCreate(Kind::Timeout);
    // While nobody knows what became of one, the next would only blur it.
    QCOMPARE(f->creates(), 2);
    for (int i = 0; i < 5; ++i) {
        f->settle();
        f->answerList({f->made(u"a"_s)});
        f->pass(10s);
    }
    QCOMPARE(f->creates(), 3);
    f->answerCreate(f->made(u"c"_s));
    QCOMPARE(f->rows(), (QStringList{u"a Running"_s, u"c Running"_s}));
}

void CreatorTest::aQuestionStopsNobody()
{
    f->creator->create(f->spec());
    f->creator->create(f->spec());
    f->failCreate(Kind::Timeout);
    f->settle();
    f->answerList({f->made(u"a"_s)});
    QCOMPARE(f->creates(), 2);
    f->answerCreate(f->made(u"b"_s));
    f->creator->claim(1, u"a"_s);
    QCOMPARE(f->rows(), (QStringList{u"a Running"_s, u"b Running"_s}));
}

void CreatorTest::waitsForTheBudget()
{
    Exchange exchange;
    exchange.httpStatus = 429;
    exchange.retryAfter = 5s;
    f->budget.record(exchange, f->clock.monoNow());
    f->creator->create(f->spec());
    f->pass(4'999ms);
    QCOMPARE(f->creates(), 0);
    QCOMPARE(f->rows(), QStringList{u"new1 Creating, new queued"_s});
    f->pass(1ms);
    QCOMPARE(f->creates(), 1);
}

void CreatorTest::abandoning()
{
    f->creator->create(f->spec());
    f->creator->create(f->spec());
    // What is on its way cannot be called back, so it does not look as if.
    f->creator->abandon(1);
    QVERIFY(f->creator->wish(1));
    f->creator->abandon(2);
    QVERIFY(!f->creator->wish(2));
    QCOMPARE(f->rows(), QStringList{u"new1 Creating, new sending"_s});
    f->failCreate(Kind::Timeout);
    f->settle();
    f->answerList({f->made(u"a"_s)});
    f->creator->abandon(1);
    QVERIFY(!f->creator->wish(1));
    QCOMPARE(f->rows(), QStringList());
    f->pass(1h);
    QCOMPARE(f->creates(), 1);
}

void CreatorTest::nothingElseCanBeDoneToIt()
{
    f->creator->create(f->spec());
    const QString id = f->store.at(0).sandbox->id;
    for (const LifecycleAction action : kAllActions) {
        QVERIFY(!f->controller->verdict(action, id).allowed);
        QVERIFY(!f->controller->verdict(action, id).reason.isEmpty());
        QVERIFY(f->request(action, {id}).isEmpty());
    }
    f->controller->reread(id);
    f->pass(1h);
    QCOMPARE(f->api.count(FakeApi::Verb::Get), 0);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 0);
}

void CreatorTest::aListThatLagsDoesNotTakeItAway()
{
    f->creator->create(f->spec());
    f->answerCreate(f->made(u"a"_s));
    f->pass(1'500ms);
    f->api.answer(3, f->made(u"a"_s));
    f->pass(4s);
    (void)f->log.take();
    f->list({}, {u"a"_s});
    QCOMPARE(f->rows(), QStringList{u"a Running"_s});
    QCOMPARE(f->log.take(), (QStringList{u"5500 #4 GET a"_s, u"5500 reread wanted a"_s, u"5500 resend a"_s}));
    // But it is no ghost: the read decides.
    f->api.fail(4, apiError(Kind::NotFound));
    QCOMPARE(f->rows(), QStringList());
}

void CreatorTest::endsEverythingWithItself()
{
    f->creator->create(f->spec());
    f->creator->create(f->spec());
    (void)f->log.take();
    f->creator.reset();
    f->pass(1h);
    QCOMPARE(f->log.take(), QStringList{u"0 #2 cancelled"_s});
    f->list({f->made(u"a"_s)});
    QVERIFY(f->store.find(u"a"_s));
}

SANDGLASS_REGISTER_TEST(CreatorTest)

} // namespace

#include "tst_creator.moc"
