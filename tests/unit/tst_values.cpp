// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/lifecycleaction.h"
#include "domain/sandboxref.h"
#include "store/rare.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Sandbox fullSandbox()
{
    Sandbox full = test::sandbox(u"a"_s, SandboxStatus::Running);
    full.templateName = u"code-interpreter"_s;
    full.templateId = u"73"_s;
    full.region = u"eu-1001"_s;
    full.organizationId = u"12"_s;
    full.nodeId = u"node"_s;
    full.publicHost = u"https://7777-a.example"_s;
    full.previewUrl = u"https://preview.example"_s;
    full.vcpu = 2;
    full.memoryMb = 2048;
    full.diskMb = 10'240;
    full.internetAccess = true;
    full.liveMode = false;
    full.timeoutSeconds = 3600;
    full.createdAt = ReportedTime::known(UtcTime{1'000'000ms});
    full.expiry = Expiry::atTime(UtcTime{2'000'000ms});
    return full;
}

class ValuesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusFromWord_data();
    void statusFromWord();
    void wordsOfStatusesComeBack();
    void absentFieldsKeepWhatIsKnown();
    void reportedFieldsReplaceWhatIsKnown();
    void eachFieldAloneIsNews();
    void anUnreadableTimeIsNews();
    void aRareValueIsCopied();
    void manualClockFiresInOrder();
    void manualClockTimersMayEndEachOther();
    void manualClockMovesItsHandsApart();
    void manualClockTellsOfJumps();
    void fakeApiNeverCallsAfterCancel();
    void fakeApiOutlivesItsHandles();
};

void ValuesTest::statusFromWord_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<SandboxStatus>("status");
    const std::pair<const char *, SandboxStatus> known[] = {
        {"creating", SandboxStatus::Creating}, {"running", SandboxStatus::Running},
        {"paused", SandboxStatus::Paused},     {"stopped", SandboxStatus::Stopped},
        {"error", SandboxStatus::Error},       {"failed", SandboxStatus::Error},
        {"deleted", SandboxStatus::Gone},      {"killed", SandboxStatus::Gone},
        {"expired", SandboxStatus::Gone},
    };
    for (const auto &[word, status] : known) {
        const QString text = QString::fromLatin1(word);
        QTest::addRow("%s", word) << text << status;
        QTest::addRow("%s upper", word) << text.toUpper() << status;
        QTest::addRow("%s blanks", word) << u"  "_s + text + u"\n"_s << status;
    }
    // Near misses must never enable an action.
    for (const char *word : {"", " ", "active", "ready", "pausing", "resuming", "suspended", "unknown", "run",
                             "runnin", "runnings", "not running", "0", "null", "RUNN\xCC\x87ING"})
        QTest::addRow("other '%s'", word) << QString::fromUtf8(word) << SandboxStatus::Unknown;
}

void ValuesTest::statusFromWord()
{
    QFETCH(QString, word);
    QFETCH(SandboxStatus, status);
    QCOMPARE(sandglass::statusFromWord(word), status);
}

void ValuesTest::wordsOfStatusesComeBack()
{
    for (const SandboxStatus status : kAllStatuses)
        QCOMPARE(sandglass::statusFromWord(wordOfStatus(status)), status);
    QCOMPARE(wordOfStatus(SandboxStatus::Gone), u"deleted"_s);
}

void ValuesTest::absentFieldsKeepWhatIsKnown()
{
    const Sandbox known = fullSandbox();
    Sandbox listed;
    listed.id = known.id;
    listed.status = SandboxStatus::Paused;
    listed.statusWord = u"PAUSED"_s;

    Sandbox expected = known;
    expected.status = SandboxStatus::Paused;
    expected.statusWord = u"PAUSED"_s;
    const SandboxRef now = updated(known, listed);
    QCOMPARE(*now, expected);
    QVERIFY(updated(now, listed).isSame(now));

    // A row without status says so: an old status is not better than none.
    Sandbox bare;
    bare.id = known.id;
    QCOMPARE(updated(now, bare)->status, SandboxStatus::Unknown);
}

void ValuesTest::reportedFieldsReplaceWhatIsKnown()
{
    Sandbox listed = fullSandbox();
    listed.status = SandboxStatus::Stopped;
    listed.statusWord = u"stopped"_s;
    listed.templateName = u"base"_s;
    listed.templateId = u"74"_s;
    listed.region = u"us-east"_s;
    listed.organizationId = u"13"_s;
    listed.nodeId = u"other"_s;
    listed.publicHost = u"https://elsewhere.example"_s;
    listed.previewUrl = u"https://other.example"_s;
    listed.vcpu = 0;
    listed.memoryMb = 0;
    listed.diskMb = 0;
    listed.internetAccess = false;
    listed.liveMode = true;
    listed.timeoutSeconds = 0;
    listed.createdAt = ReportedTime::known(UtcTime{1ms});
    listed.expiry = Expiry::never();
    const SandboxRef said = listed;
    QVERIFY(updated(fullSandbox(), said).isSame(said)); // nothing left out, nothing copied
}

void ValuesTest::eachFieldAloneIsNews()
{
    const auto isNews = [](auto change) {
        const SandboxRef known = fullSandbox();
        Sandbox changed = known;
        change(changed);
        const SandboxRef said = changed;
        const SandboxRef now = updated(known, said);
        return now.isSame(said) && !now.isSame(known) && updated(now, changed).isSame(now);
    };
    QVERIFY(isNews([](Sandbox &said) { said.status = SandboxStatus::Stopped; }));
    QVERIFY(isNews([](Sandbox &said) { said.statusWord = u"other"_s; }));
    for (QString Sandbox::*text :
         {&Sandbox::id, &Sandbox::templateName, &Sandbox::templateId, &Sandbox::region,
          &Sandbox::organizationId, &Sandbox::nodeId, &Sandbox::publicHost, &Sandbox::previewUrl})
        QVERIFY(isNews([text](Sandbox &said) { said.*text = u"other"_s; }));
    for (std::optional<int> Sandbox::*size : {&Sandbox::vcpu, &Sandbox::memoryMb, &Sandbox::diskMb})
        QVERIFY(isNews([size](Sandbox &said) { said.*size = 77; }));
    for (std::optional<bool> Sandbox::*flag : {&Sandbox::internetAccess, &Sandbox::liveMode})
        QVERIFY(isNews([flag](Sandbox &said) { said.*flag = !(said.*flag).value_or(false); }));
    QVERIFY(isNews([](Sandbox &said) { said.timeoutSeconds = 77; }));
    QVERIFY(isNews([](Sandbox &said) { said.createdAt = ReportedTime::known(UtcTime{1ms}); }));
    QVERIFY(isNews([](Sandbox &said) { said.expiry = Expiry::never(); }));
}

void ValuesTest::anUnreadableTimeIsNews()
{
    Sandbox listed = fullSandbox();
    listed.createdAt = {ReportedTime::Kind::Unreadable, {}};
    listed.expiry = {Expiry::Kind::Unreadable, {}};
    const SandboxRef merged = updated(fullSandbox(), listed);
    QCOMPARE(merged->createdAt.kind, ReportedTime::Kind::Unreadable);
    QCOMPARE(merged->expiry.kind, Expiry::Kind::Unreadable);
}

void ValuesTest::aRareValueIsCopied()
{
    Rare<QString> none;
    QVERIFY(!none && !none.has_value());
    Rare<QString> one = u"a"_s;
    Rare<QString> copy = one;
    QVERIFY(copy == one);
    *copy = u"b"_s;
    QCOMPARE(*one, u"a"_s);
    QVERIFY(copy != one && one != none);
    QVERIFY(copy == u"b"_s);
    copy = none;
    QVERIFY(copy == none);
    one.reset();
    QVERIFY(one == none);
}

void ValuesTest::manualClockFiresInOrder()
{
    test::ManualClock clock;
    QStringList fired;
    std::vector<Timer> timers;
    const auto at = [&](std::chrono::milliseconds delay, const QString &name) {
        timers.push_back(clock.after(
            delay, [&, name] { fired.append(name + u'@' + QString::number(clock.elapsed().count())); }));
    };
    at(30ms, u"c"_s);
    at(10ms, u"a"_s);
    at(20ms, u"b1"_s);
    at(20ms, u"b2"_s);
    timers.push_back(clock.after(10ms, [&] { at(5ms, u"nested"_s); }));
    timers.push_back(clock.after(15ms, [&] { fired.append(u"cancelled"_s); }));
    timers.back().reset();
    clock.advance(9ms);
    QCOMPARE(fired, QStringList());
    clock.advance(11ms);
    QCOMPARE(fired, (QStringList{u"a@10"_s, u"nested@15"_s, u"b1@20"_s, u"b2@20"_s}));
    QCOMPARE(clock.untilNextTimer(), std::optional(10ms));
    QVERIFY(clock.advanceToNextTimer());
    QCOMPARE(fired.last(), u"c@30"_s);
    QVERIFY(!clock.advanceToNextTimer());
}

void ValuesTest::manualClockTimersMayEndEachOther()
{
    test::ManualClock clock;
    int fired = 0;
    Timer own;
    Timer other;
    own = clock.after(10ms, [&] {
        ++fired;
        own.reset();
        other.reset();
    });
    other = clock.after(10ms, [&] { ++fired; });
    clock.advance(1s);
    QCOMPARE(fired, 1);
    QCOMPARE(clock.timerCount(), 0);
}

void ValuesTest::manualClockMovesItsHandsApart()
{
    test::ManualClock clock;
    const UtcTime utc = clock.utcNow();
    const MonoTime mono = clock.monoNow();
    int fired = 0;
    const Timer timer = clock.after(1s, [&] { ++fired; });
    clock.jumpWall(1h);
    QCOMPARE(clock.utcNow() - utc, std::chrono::milliseconds(1h));
    QCOMPARE(clock.monoNow(), mono);
    QCOMPARE(clock.slept(), 0ms);
    clock.suspend(1h, 5s);
    QCOMPARE(clock.slept(), std::chrono::milliseconds(1h - 5s));
    QCOMPARE(fired, 0);
    QCOMPARE(clock.monoNow() - mono, std::chrono::milliseconds(5s));
    clock.advance(0ms);
    QCOMPARE(fired, 1);
    QCOMPARE(clock.monoNow() - mono, std::chrono::milliseconds(5s));
}

void ValuesTest::manualClockTellsOfJumps()
{
    test::ManualClock clock;
    QVector<std::chrono::milliseconds> told;
    Timer watch = clock.whenJumped([&](std::chrono::milliseconds late) { told += late; });
    clock.advance(1h);
    QVERIFY(told.isEmpty());
    clock.suspend(1h, 5s);
    QVERIFY(told.isEmpty());
    clock.advance(0ms);
    clock.advance(0ms);
    clock.jumpWall(-1h);
    clock.advance(0ms);
    QCOMPARE(told, (QVector<std::chrono::milliseconds>{5s, 0s}));
    watch.reset();
    clock.suspend(1h);
    clock.advance(0ms);
    QCOMPARE(told.size(), 2);
}

void ValuesTest::fakeApiNeverCallsAfterCancel()
{
    test::FakeApi api;
    int calls = 0;
    {
        const RequestHandle handle = api.get(u"a"_s, [&](const ApiResult<Sandbox> &) { ++calls; });
    }
    QCOMPARE(api.request(1).state, test::FakeApi::State::Cancelled);
    QVERIFY(!api.answer(1, test::sandbox(u"a"_s)));
    QCOMPARE(calls, 0);

    // A callback may destroy its own handle.
    auto handle = std::make_unique<RequestHandle>();
    const auto marker = std::make_shared<int>(7);
    *handle = api.get(u"b"_s, [&handle, &calls, marker](const ApiResult<Sandbox> &answer) {
        handle.reset();
        calls += *marker + (answer ? 1 : 0);
    });
    QVERIFY(api.answer(2, test::sandbox(u"b"_s)));
    QCOMPARE(calls, 8);
    QCOMPARE(api.request(2).state, test::FakeApi::State::Answered);
}

void ValuesTest::fakeApiOutlivesItsHandles()
{
    RequestHandle handle;
    {
        test::FakeApi api;
        handle = api.list({}, [](const ApiResult<ListPage> &) {});
        QCOMPARE(api.texts(), QStringList{u"LIST"_s});
    }
    handle.cancel();
}

SANDGLASS_REGISTER_TEST(ValuesTest)

} // namespace

#include "tst_values.moc"
