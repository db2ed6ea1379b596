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

/// `sandglass list` and `sandglass get`.
class ReadingCommandsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTable();
    void narrowTerminals();
    void chosenColumnsAndOrder();
    void coloursOnlyWhereWanted();
    void doubtfulTimesAreExplainedToPeople();
    void idsForOtherPrograms();
    void aSearch();
    void aSearchForTimeLeftReadsWhatListsLeaveOut();
    void detailsWithinTheBudget();
    void whatGoesWhileDetailsAreRead();
    void nothingThere();
    void listAsJson();
    void listFails();
    void incompleteListsAreSaidToBeSo();
    void theRateLimitCutsNoListOff();
    void getOne();
    void getAsJson();
    void getWhatIsNotThere();

private:
    /// Everything known; created an hour ago, deleted in two.
    static Sandbox full(const QString &id, SandboxStatus status = Running)
    {
        Sandbox made = sandbox(id, status);
        made.templateName = u"base"_s;
        made.templateId = u"73"_s;
        made.region = u"eu-1001"_s;
        made.vcpu = 2;
        made.memoryMb = 2048;
        made.diskMb = 10240;
        made.internetAccess = true;
        made.createdAt = ReportedTime::known(ManualClock::kStartUtc - 1h);
        made.expiry = Expiry::atTime(ManualClock::kStartUtc + 2h);
        return made;
    }
    static std::unique_ptr<TextFixture> listed(const QStringList &arguments,
                                               const QVector<Sandbox> &sandboxes,
                                               const std::function<void(FakeConsole &)> &prepare = {})
    {
        auto f = std::make_unique<TextFixture>(QStringList{u"list"_s} + arguments);
        if (prepare)
            prepare(f->console);
        f->api.answer(1, page(sandboxes));
        f->settle();
        return f;
    }
};

void ReadingCommandsTest::theTable()
{
    Sandbox sparse = sandbox(u"bb"_s, Unknown);
    sparse.statusWord = u"suspended"_s;
    const auto f = listed({}, {full(u"a"_s), sparse});
    QCOMPARE(f->code, ExitCode::Ok);
    QCOMPARE(f->console.outLines,
             QStringList({u"ID  STATE      TEMPLATE  REGION   VCPU  MEMORY   DISK  AGE  TIME LEFT"_s,
                          u"a   Running    base      eu-1001     2    2 GB  10 GB  1 h        2 h"_s,
                          u"bb  suspended  –         –           –       –      –    –          –"_s}));
    QCOMPARE(f->console.errLines, QStringList());
}

void ReadingCommandsTest::narrowTerminals()
{
    const auto f = listed({}, {full(u"a"_s)}, [](FakeConsole &console) { console.columns = 40; });
    QCOMPARE(f->console.outLines.constFirst(), u"ID  STATE    TEMPLATE  AGE  TIME LEFT"_s);
    const auto chosen = listed({u"--columns"_s, u"id,disk,vcpu,memory,age"_s}, {full(u"a"_s)},
                               [](FakeConsole &console) { console.columns = 10; });
    QCOMPARE(chosen->console.outLines.constFirst(), u"ID   DISK  VCPU  MEMORY  AGE"_s);
}

void ReadingCommandsTest::chosenColumnsAndOrder()
{
    Sandbox later = full(u"a"_s);
    later.expiry = Expiry::atTime(ManualClock::kStartUtc + 3h);
    const auto f = listed({u"--columns"_s, u"left,id"_s, u"--sort"_s, u"left"_s}, {later, full(u"b"_s)});
    QCOMPARE(f->console.outLines, QStringList({u"TIME LEFT  ID"_s, u"      2 h  b"_s, u"      3 h  a"_s}));
    const auto reversed =
        listed({u"--columns"_s, u"id"_s, u"--sort"_s, u"left"_s, u"-r"_s}, {full(u"b"_s), later});
    QCOMPARE(reversed->console.outLines.mid(1), QStringList({u"a"_s, u"b"_s}));
}

void ReadingCommandsTest::coloursOnlyWhereWanted()
{
    const auto coloured = listed({}, {full(u"a"_s)}, [](FakeConsole &console) { console.colours = true; });
    QVERIFY2(coloured->console.outText().contains(u"\x1b[32mRunning\x1b[0m"_s),
             qPrintable(coloured->console.outText()));
    QVERIFY(!listed({}, {full(u"a"_s)})->console.outText().contains(u'\x1b'));
}

void ReadingCommandsTest::doubtfulTimesAreExplainedToPeople()
{
    const auto atTerminal = [](FakeConsole &console) { console.columns = 200; };
    QVERIFY(listed({}, {full(u"a"_s, Paused)}, atTerminal)->console.errText().startsWith(u"?: "_s));
    QCOMPARE(listed({}, {full(u"a"_s)}, atTerminal)->console.errText(), QString());
    QCOMPARE(listed({}, {full(u"a"_s, Paused)})->console.errText(), QString());
}

void ReadingCommandsTest::idsForOtherPrograms()
{
    const auto f = listed({u"-q"_s, u"--sort"_s, u"id"_s, u"state:paused"_s},
                          {full(u"c"_s, Paused), full(u"b"_s), full(u"a"_s, Paused)});
    QCOMPARE(f->console.outLines, QStringList({u"a"_s, u"c"_s}));
}

void ReadingCommandsTest::aSearch()
{
    const auto f = listed({u"state:running"_s, u"region:eu"_s, u"--columns"_s, u"id"_s},
                          {full(u"a"_s), full(u"b"_s, Stopped), sandbox(u"c"_s)});
    QCOMPARE(f->console.outLines, QStringList({u"ID"_s, u"a"_s}));
    const auto none = listed({u"template:gpu"_s}, {full(u"a"_s), full(u"b"_s)});
    QCOMPARE(none->code, ExitCode::Ok);
    QCOMPARE(none->console.outLines, QStringList());
    QCOMPARE(none->console.errLines, QStringList(u"None of the sandboxes matches; there are 2."_s));
}

void ReadingCommandsTest::aSearchForTimeLeftReadsWhatListsLeaveOut()
{
    const auto f = listed({u"left:<3h"_s, u"-q"_s}, {sandbox(u"a"_s), full(u"b"_s)});
    QVERIFY(!f->isFinished());
    QCOMPARE(f->api.texts().mid(1), QStringList(u"GET a"_s));
    QCOMPARE(f->api.answer(2, full(u"a"_s)), true);
    f->settle();
    QCOMPARE(f->code, ExitCode::Ok);
    QCOMPARE(QSet<QString>(f->console.outLines.begin(), f->console.outLines.end()),
             QSet<QString>({u"a"_s, u"b"_s}));
}

void ReadingCommandsTest::detailsWithinTheBudget()
{
    QVector<Sandbox> sparse;
    for (int i = 0; i < 150; ++i)
        sparse += sandbox(u"s%1"_s.arg(i));
    const auto f = listed({u"--details"_s, u"-q"_s}, sparse);
    // Every answer counts, as the transport would tell.
    const auto answerAll = [&f] {
        while (!f->api.open().isEmpty()) {
            const int number = f->api.open().constFirst();
            f->budget.record({}, f->clock.monoNow());
            f->api.answer(number, full(f->api.request(number).id));
            f->settle();
        }
    };
    answerAll();
    // The rest of the minute is for whoever else uses the key.
    QCOMPARE(f->api.count(FakeApi::Verb::Get), RateBudget::kDefaultPerMinute * 8 / 10);
    QVERIFY(!f->isFinished());
    QCOMPARE(f->console.lastProgress, u"Reading details, 80 of 150…"_s);
    f->clock.advance(60s);
    answerAll();
    QCOMPARE(f->code, ExitCode::Ok);
    QCOMPARE(f->api.count(FakeApi::Verb::Get), 150);
    QCOMPARE(f->console.outLines.size(), 150);
}

void ReadingCommandsTest::whatGoesWhileDetailsAreRead()
{
    const auto read = [](const QStringList &how, const std::function<void(FakeConsole &)> &prepare = {}) {
        auto f = listed(QStringList{u"--details"_s, u"is:deleted"_s} + how, {sandbox(u"a"_s), full(u"b"_s)},
                        prepare);
        f->clock.advance(1s);
        f->api.fail(f->api.find(u"GET a"_s), apiError(Kind::NotFound));
        f->settle();
        return f;
    };
    const auto inJson = read({u"--json"_s});
    QCOMPARE(inJson->code, ExitCode::Ok);
    const QJsonObject document = inJson->console.json();
    QCOMPARE(document.value(u"total"_s), 1);
    const QJsonArray sandboxes = document.value(u"sandboxes"_s).toArray();
    QCOMPARE(sandboxes.size(), 1);
    QCOMPARE(sandboxes.at(0)[u"id"_s], u"a"_s);
    QCOMPARE(sandboxes.at(0)[u"status"_s], u"deleted"_s);
    const auto onTerminal =
        read({u"--columns"_s, u"id,left"_s}, [](FakeConsole &console) { console.columns = 80; });
    QCOMPARE(onTerminal->code, ExitCode::Ok);
    QVERIFY2(onTerminal->console.outLines.value(1).startsWith(u"a  "_s),
             qPrintable(onTerminal->console.outText()));
}

void ReadingCommandsTest::nothingThere()
{
    const auto f = listed({}, {});
    QCOMPARE(f->code, ExitCode::Ok);
    QCOMPARE(f->console.outLines, QStringList());
    QCOMPARE(f->console.errLines, QStringList(u"There are no sandboxes."_s));
    QCOMPARE(listed({u"--json"_s}, {})->console.json().value(u"sandboxes"_s).toArray().size(), 0);
}

void ReadingCommandsTest::listAsJson()
{
    const auto f =
        listed({u"--json"_s, u"--sort"_s, u"id"_s, u"-q"_s}, {sandbox(u"b"_s, Stopped), full(u"a"_s)});
    const QJsonObject document = f->console.json();
    QCOMPARE(document.value(u"server"_s), u"https://api.example"_s);
    QCOMPARE(document.value(u"complete"_s), true);
    QCOMPARE(document.value(u"total"_s), 2);
    QCOMPARE(document.value(u"read_at"_s), u"2026-01-02T03:04:05Z"_s);
    const QJsonArray sandboxes = document.value(u"sandboxes"_s).toArray();
    QCOMPARE(sandboxes.size(), 2);
    const QJsonObject known = sandboxes.at(0).toObject();
    QCOMPARE(known.value(u"id"_s), u"a"_s);
    QCOMPARE(known.value(u"status"_s), u"running"_s);
    QCOMPARE(known.value(u"memory_mb"_s), 2048);
    QCOMPARE(known.value(u"created_at"_s), u"2026-01-02T02:04:05Z"_s);
    QCOMPARE(known.value(u"expires_at"_s), u"2026-01-02T05:04:05Z"_s);
    QCOMPARE(known.value(u"expiry"_s), u"at"_s);
    const QJsonObject sparse = sandboxes.at(1).toObject();
    QCOMPARE(sparse.keys(), known.keys()); // always the same
    QVERIFY(sparse.value(u"memory_mb"_s).isNull());
    QVERIFY(sparse.value(u"expires_at"_s).isNull());
    QCOMPARE(sparse.value(u"expiry"_s), u"not_reported"_s);
}

void ReadingCommandsTest::listFails()
{
    for (const auto &[kind, code] :
         std::initializer_list<std::pair<Kind, ExitCode>>{{Kind::Unauthorized, ExitCode::Auth},
                                                          {Kind::Unreachable, ExitCode::Network},
                                                          {Kind::Timeout, ExitCode::Timeout},
                                                          {Kind::RateLimited, ExitCode::RateLimit},
                                                          {Kind::ServerError, ExitCode::General},
                                                          {Kind::NotHopx, ExitCode::Network}}) {
        TextFixture f({u"list"_s, u"--json"_s});
        f.api.fail(1, apiError(kind));
        f.settle();
        QCOMPARE(f.code, code);
        QCOMPARE(f.console.errLines.constFirst(), u"sandglass: Could not read the sandboxes"_s);
        QVERIFY(f.console.json().contains(u"error"_s));
    }
}

void ReadingCommandsTest::incompleteListsAreSaidToBeSo()
{
    TextFixture f({u"list"_s, u"--json"_s});
    f.api.answer(1, page({sandbox(u"a"_s)}, u"c1"_s));
    f.settle();
    f.api.answer(2, page({sandbox(u"a"_s)}, u"c1"_s)); // the same page again
    f.settle();
    QCOMPARE(f.code, ExitCode::Ok);
    QCOMPARE(f.console.json().value(u"complete"_s), false);
    QVERIFY2(f.console.errText().contains(u"may not be complete"_s), qPrintable(f.console.errText()));
}

void ReadingCommandsTest::theRateLimitCutsNoListOff()
{
    TextFixture f({u"list"_s, u"--json"_s});
    for (int i = 1; i <= 24; ++i) {
        const QString number = QString::number(i);
        f.api.answer(f.api.count(), page({sandbox(u's' + number)}, u'c' + number));
    }
    f.api.fail(f.api.count(), apiError(Kind::RateLimited));
    f.settle();
    QVERIFY(!f.isFinished());
    QVERIFY2(f.console.errText().contains(u"only a part of the list; going on in"_s),
             qPrintable(f.console.errText()));
    f.clock.advanceToNextTimer();
    f.api.answer(f.api.find(u"LIST cursor=c24"_s), page({sandbox(u"s25"_s)}));
    f.settle();
    QCOMPARE(f.code, ExitCode::Ok);
    QCOMPARE(f.console.json().value(u"complete"_s), true);
    QCOMPARE(f.console.json().value(u"total"_s), 25);
}

void ReadingCommandsTest::getOne()
{
    TextFixture f({u"get"_s, u"a"_s});
    Sandbox known = full(u"a"_s, Paused);
    known.publicHost = u"https://7777-a.eu-1001.vms.hopx.dev"_s;
    f.api.answer(1, known);
    f.settle();
    QCOMPARE(f.code, ExitCode::Ok);
    QCOMPARE(f.console.outLines.at(0), u"ID            a"_s);
    QCOMPARE(f.console.outLines.at(1), u"State         Paused"_s);
    // What the window's buttons would allow.
    QCOMPARE(f.console.outLines.at(2), u"Actions       Stop, Resume, Delete"_s);
    QVERIFY(f.console.outLines.contains(u"Template      base (template 73)"_s));
    QVERIFY(f.console.outLines.contains(u"Internet      yes"_s));
    QVERIFY(f.console.outLines.contains(u"Mode          –"_s));
    QVERIFY(f.console.outLines.contains(u"Host          https://7777-a.eu-1001.vms.hopx.dev"_s));
    QVERIFY2(
        f.console.outText().contains(u"Time left     2 h? (The server deletes it, with all its files, at "_s),
        qPrintable(f.console.outText()));
}

void ReadingCommandsTest::getAsJson()
{
    TextFixture f({u"get"_s, u"b"_s, u"a"_s, u"x"_s, u"--json"_s});
    f.api.answer(f.api.find(u"GET a"_s), full(u"a"_s));
    f.api.answer(f.api.find(u"GET b"_s), full(u"b"_s));
    f.api.fail(f.api.find(u"GET x"_s), apiError(Kind::NotFound));
    f.settle();
    QCOMPARE(f.code, ExitCode::NotFound);
    const QJsonObject document = f.console.json();
    const QJsonArray sandboxes = document.value(u"sandboxes"_s).toArray();
    QCOMPARE(sandboxes.size(), 2);
    QCOMPARE(sandboxes.at(0).toObject().value(u"id"_s), u"b"_s); // as asked for
    const QJsonArray failures = document.value(u"failures"_s).toArray();
    QCOMPARE(failures.size(), 1);
    QCOMPARE(failures.at(0).toObject().value(u"id"_s), u"x"_s);
}

void ReadingCommandsTest::getWhatIsNotThere()
{
    TextFixture f({u"get"_s, u"a"_s});
    f.api.fail(1, apiError(Kind::NotFound));
    f.settle();
    QCOMPARE(f.code, ExitCode::NotFound);
    QCOMPARE(f.console.errLines.constFirst(), u"sandglass: There is no sandbox a"_s);
    QCOMPARE(f.console.outLines, QStringList());
}

} // namespace

SANDGLASS_REGISTER_TEST(ReadingCommandsTest)

#include "tst_readingcommands.moc"
