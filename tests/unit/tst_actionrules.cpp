// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/transitiontable.h"
#include "store/actionrules.h"
#include "support/fakeapi.h"
#include "support/names.h"
#include "support/setfield.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using enum SandboxStatus;
using enum LifecycleAction;

struct Rows
{
    std::vector<SandboxRow> rows;
    std::vector<const SandboxRow *> pointers;

    explicit Rows(std::initializer_list<SandboxStatus> statuses)
    {
        for (const SandboxStatus status : statuses) {
            SandboxRow row;
            row.sandbox = test::sandbox(u"s%1"_s.arg(rows.size() + 1), status);
            rows.push_back(row);
        }
        for (const SandboxRow &row : rows)
            pointers.push_back(&row);
    }

    void pend(std::size_t index, LifecycleAction action, PendingOp::Phase phase = PendingOp::Phase::Accepted)
    {
        PendingOp op;
        op.action = action;
        op.phase = phase;
        rows.at(index).pending = op;
    }
};

class ActionRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unknownWordsAreNamed();
    void aPendingActionBlocksEveryOther_data();
    void aPendingActionBlocksEveryOther();
    void aRefusedKeyBlocksEverything();
    void readOnlyBlocksEverythingAndSaysSo();
    void carefulProfilesHaveTheNumberTyped();
    void withoutStopAndStartRoutes();
    void noWayOutThatIsNone();
    void selectionCountsTheEligible();
    void selectionReasons_data();
    void selectionReasons();
    void selectionInTransition();
    void scheduledDeletionsBlockWithUndo();
    void everyTextIsThere();
    void countingAgreesWithLookingAtEach();
};

void ActionRulesTest::unknownWordsAreNamed()
{
    SandboxRow row;
    row.sandbox = test::sandbox(u"a"_s, Unknown);
    test::setField(row.sandbox, &Sandbox::statusWord, u"suspended"_s);
    QVERIFY(judge(Delete, row, {}).allowed);
    for (const LifecycleAction action : kPowerActions) {
        const Verdict verdict = judge(action, row, {});
        QVERIFY(!verdict.allowed);
        QVERIFY2(verdict.reason.contains(u"“suspended”"_s), qPrintable(verdict.reason));
    }
    QCOMPARE(nameOfStatus(Unknown, u"suspended"_s), u"suspended"_s);
    QCOMPARE(nameOfStatus(Unknown), u"Unknown"_s);
    QCOMPARE(nameOfStatus(Running, u"RUNNING"_s), u"Running"_s);
}

void ActionRulesTest::aPendingActionBlocksEveryOther_data()
{
    QTest::addColumn<PendingOp::Phase>("phase");
    QTest::addColumn<bool>("blocks");
    using enum PendingOp::Phase;
    for (const PendingOp::Phase phase : {Queued, Sending, Accepted, Unsure, Overdue})
        QTest::addRow("%s", qPrintable(test::nameOf(phase))) << phase << (phase != Overdue);
}

void ActionRulesTest::aPendingActionBlocksEveryOther()
{
    QFETCH(PendingOp::Phase, phase);
    QFETCH(bool, blocks);
    Rows rows{Running};
    rows.pend(0, Pause, phase);
    for (const LifecycleAction action : kAllActions) {
        const Verdict verdict = judge(action, rows.rows.front(), {});
        QCOMPARE(verdict.allowed, !blocks && transition(Running, action).isAllowed());
        if (blocks)
            QCOMPARE(verdict.reason, u"Pausing… This sandbox can be acted on when that is done"_s);
    }
}

void ActionRulesTest::aRefusedKeyBlocksEverything()
{
    ConnectionFacts facts;
    facts.keyRefused = true;
    for (const SandboxStatus status : kAllStatuses) {
        const Rows rows{status, status};
        for (const LifecycleAction action : kAllActions) {
            const QString reason = u"The server refused the API key: connect with another key first"_s;
            QVERIFY(!judge(action, rows.rows.front(), facts).allowed);
            QCOMPARE(judge(action, rows.rows.front(), facts).reason, reason);
            QCOMPARE(judge(action, rows.pointers, facts).reason, reason);
        }
    }
}

void ActionRulesTest::readOnlyBlocksEverythingAndSaysSo()
{
    ConnectionFacts facts;
    facts.readOnly = true;
    facts.keyRefused = true; // another key would not help
    const QString reason = changeRefusal(facts);
    QVERIFY2(reason.contains(u"read-only"_s), qPrintable(reason));
    QVERIFY(changeRefusal({}).isEmpty());
    for (const SandboxStatus status : kAllStatuses) {
        const Rows rows{status, status};
        for (const LifecycleAction action : kAllActions) {
            QCOMPARE(judge(action, rows.rows.front(), facts).reason, reason);
            QVERIFY(judge(action, rows.pointers, facts).eligible.isEmpty());
            QCOMPARE(judge(action, rows.pointers, facts).reason, reason);
        }
    }
}

void ActionRulesTest::carefulProfilesHaveTheNumberTyped()
{
    ConnectionFacts careful;
    careful.careful = true;
    Rows rows{Running, Stopped};
    test::setField(rows.rows.at(0).sandbox, &Sandbox::liveMode, false);
    test::setField(rows.rows.at(1).sandbox, &Sandbox::liveMode, false);
    QVERIFY(!mustTypeNumber(Delete, rows.pointers, careful));
    // True is production; not said may be.
    for (const std::optional<bool> live : {std::optional(true), std::optional<bool>()}) {
        test::setField(rows.rows.at(1).sandbox, &Sandbox::liveMode, live);
        QVERIFY(mustTypeNumber(Delete, rows.pointers, careful));
        QVERIFY(!mustTypeNumber(Delete, rows.pointers, {}));
        for (const LifecycleAction action : kPowerActions)
            QVERIFY(!mustTypeNumber(action, rows.pointers, careful));
    }
    QVERIFY(!mustTypeNumber(Delete, {}, careful));
    QVERIFY(judge(Delete, rows.pointers, careful).allowed());
}

void ActionRulesTest::withoutStopAndStartRoutes()
{
    ConnectionFacts facts;
    facts.stopStartMissing = true;
    const Rows rows{Running, Stopped, Paused};
    const Verdict stop = judge(Stop, rows.rows.at(0), facts);
    QVERIFY(!stop.allowed);
    QCOMPARE(stop.reason, u"This server has no stop: Pause keeps the sandbox instead"_s);
    const Verdict start = judge(Start, rows.rows.at(1), facts);
    QVERIFY(!start.allowed);
    QCOMPARE(start.reason,
             u"This server has no start: only paused sandboxes can be brought back, by Resume"_s);
    QVERIFY(judge(Pause, rows.rows.at(0), facts).allowed);
    QVERIFY(judge(Resume, rows.rows.at(2), facts).allowed);
    QCOMPARE(judge(Stop, rows.pointers, facts).reason, stop.reason);
}

/// A reason must not advise what the next click would refuse.
void ActionRulesTest::noWayOutThatIsNone()
{
    ConnectionFacts facts;
    facts.stopStartMissing = true;
    const Rows rows{Stopped, Paused};
    QCOMPARE(judge(Resume, rows.rows.at(0), facts).reason,
             u"Resume needs a paused sandbox; this one is stopped"_s);
    QCOMPARE(judge(Pause, rows.rows.at(0), facts).reason,
             u"Pause needs a running sandbox; this one is stopped"_s);
}

void ActionRulesTest::selectionCountsTheEligible()
{
    const Rows rows{Running, Paused, Running, Stopped, Running};
    const SelectionVerdict verdict = judge(Pause, rows.pointers, {});
    QVERIFY(verdict.allowed());
    QCOMPARE(verdict.eligible, (QStringList{u"s1"_s, u"s3"_s, u"s5"_s}));
    QCOMPARE(verdict.total, 5);
    QCOMPARE(verdict.reason, QString());

    QCOMPARE(judge(Stop, rows.pointers, {}).eligible.size(), 4);
    QCOMPARE(judge(Resume, rows.pointers, {}).eligible, QStringList{u"s2"_s});
    QCOMPARE(judge(Start, rows.pointers, {}).eligible, QStringList{u"s4"_s});

    Rows busy{Running, Running};
    busy.pend(0, Stop);
    QCOMPARE(judge(Pause, busy.pointers, {}).eligible, QStringList{u"s2"_s});
}

void ActionRulesTest::selectionReasons_data()
{
    QTest::addColumn<LifecycleAction>("action");
    QTest::addColumn<QString>("reason");
    QTest::newRow("start") << Start << u"None of the 2 selected sandboxes is stopped"_s;
    QTest::newRow("stop") << Stop << u"None of the 2 selected sandboxes is running or paused"_s;
    QTest::newRow("pause") << Pause << u"None of the 2 selected sandboxes is running"_s;
    QTest::newRow("resume") << Resume << u"None of the 2 selected sandboxes is paused"_s;
    QTest::newRow("delete") << Delete << u"All 2 selected sandboxes are gone already"_s;
}

void ActionRulesTest::selectionReasons()
{
    QFETCH(LifecycleAction, action);
    QFETCH(QString, reason);
    const Rows rows = action == Delete ? Rows{Gone, Gone} : Rows{Error, Creating};
    const SelectionVerdict verdict = judge(action, rows.pointers, {});
    QVERIFY(!verdict.allowed());
    QCOMPARE(verdict.reason, reason);
    QCOMPARE(judge(action, std::span<const SandboxRow *const>{}, {}).reason, u"Select a sandbox first"_s);
    // One row says exactly why.
    const Rows one{action == Delete ? Gone : Error};
    QCOMPARE(judge(action, one.pointers, {}).reason, judge(action, one.rows.front(), {}).reason);
}

/// Rows in transition are running, or whatever is asked for: saying they are not would be wrong.
void ActionRulesTest::selectionInTransition()
{
    Rows rows{Running, Running};
    rows.pend(0, Pause);
    rows.pend(1, Stop);
    QCOMPARE(judge(Pause, rows.pointers, {}).reason,
             u"All 2 selected sandboxes are changing: they can be acted on when that is done"_s);

    Rows mixed{Running, Stopped, Error};
    mixed.pend(0, Pause);
    QCOMPARE(judge(Pause, mixed.pointers, {}).reason,
             u"Still changing: 1; none of the other selected sandboxes is running"_s);
    QCOMPARE(judge(Resume, mixed.pointers, {}).reason,
             u"Still changing: 1; none of the other selected sandboxes is paused"_s);
}

void ActionRulesTest::scheduledDeletionsBlockWithUndo()
{
    Rows rows{Running, Stopped};
    rows.pend(0, Delete, PendingOp::Phase::Scheduled);
    rows.pend(1, Delete, PendingOp::Phase::Scheduled);
    for (const LifecycleAction action : kAllActions) {
        QVERIFY(!judge(action, rows.rows.front(), {}).allowed);
        QCOMPARE(judge(action, rows.rows.front(), {}).reason,
                 u"This sandbox is about to be deleted: Undo that first"_s);
        QCOMPARE(judge(action, rows.pointers, {}).reason,
                 u"All 2 selected sandboxes are about to be deleted: Undo that first"_s);
    }
}

void ActionRulesTest::everyTextIsThere()
{
    const QStringList names{u"Start"_s, u"Stop"_s, u"Pause"_s, u"Resume"_s, u"Delete"_s};
    const QStringList words{u"Starting…"_s, u"Stopping…"_s, u"Pausing…"_s, u"Resuming…"_s, u"Deleting…"_s};
    for (const LifecycleAction action : kAllActions) {
        QCOMPARE(nameOfAction(action), names.at(static_cast<int>(action)));
        QCOMPARE(progressWord(action), words.at(static_cast<int>(action)));
    }
    QCOMPARE(consequenceText(Pause), u"Keeps memory, processes and files; Resume goes on where it was"_s);
    QCOMPARE(consequenceText(Stop), u"Keeps the files only; memory and everything that runs are lost"_s);
    QVERIFY(!consequenceText(Start).isEmpty());
    QVERIFY(!consequenceText(Resume).isEmpty());
    QVERIFY(consequenceText(Delete).contains(u"for good"_s));
    for (const SandboxStatus status : kAllStatuses)
        QVERIFY(!nameOfStatus(status).isEmpty());
}

/// Every mixture of up to three rows of all kinds, judged one by one, as a selection and by their numbers.
void ActionRulesTest::countingAgreesWithLookingAtEach()
{
    std::vector<SandboxRow> kinds;
    for (const SandboxStatus status : kAllStatuses) {
        SandboxRow row;
        Sandbox sandbox = test::sandbox(u"s%1"_s.arg(kinds.size()), status);
        row.sandbox = sandbox;
        kinds.push_back(row);
        sandbox.expiry = Expiry::never();
        sandbox.id += u"endless"_s;
        row.sandbox = sandbox;
        kinds.push_back(row);
    }
    for (const auto phase :
         {PendingOp::Phase::Scheduled, PendingOp::Phase::Accepted, PendingOp::Phase::Overdue}) {
        SandboxRow row = kinds.at(static_cast<std::size_t>(Running) * 2);
        PendingOp op;
        op.action = Delete;
        op.phase = phase;
        row.pending = op;
        kinds.push_back(row);
    }
    SandboxRow provisional = kinds.front();
    provisional.creation = CreationMark();
    kinds.push_back(provisional);

    ConnectionFacts readOnly;
    readOnly.readOnly = true;
    ConnectionFacts poor;
    poor.stopStartMissing = poor.extendMissing = true;
    const Extension hour = Extension::later(std::chrono::hours{1});
    const auto compare = [](const SelectionVerdict &many, const TallyVerdict &counted, const auto &judgeOne,
                            const std::vector<const SandboxRow *> &rows) {
        QStringList eligible;
        for (const SandboxRow *row : rows) {
            if (judgeOne(*row).allowed)
                eligible += row->sandbox->id;
        }
        QCOMPARE(many.eligible, eligible);
        QCOMPARE(counted.eligible, eligible.size());
        QCOMPARE(counted.total, many.total);
        QCOMPARE(counted.reason, many.reason);
        QCOMPARE(counted.reason.isEmpty(), counted.allowed());
        if (rows.size() == 1)
            QCOMPARE(counted.reason, judgeOne(*rows.front()).reason);
    };
    const std::size_t count = kinds.size();
    for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = a; b <= count; ++b) {
            for (std::size_t c = b; c <= count; ++c) {
                std::vector<const SandboxRow *> rows;
                RowTally tally;
                for (const std::size_t kind : {a, b, c}) {
                    if (kind == count)
                        continue;
                    rows.push_back(&kinds.at(kind));
                    tally.add(kinds.at(kind));
                }
                for (const ConnectionFacts &facts : {ConnectionFacts(), readOnly, poor}) {
                    for (const LifecycleAction action : {Start, Stop, Pause, Resume, Delete, Extend})
                        compare(
                            judge(action, rows, facts), tally.judge(action, facts),
                            [&](const SandboxRow &row) { return judge(action, row, facts); }, rows);
                    compare(
                        judge(hour, rows, facts), tally.judge(hour, facts),
                        [&](const SandboxRow &row) { return judge(hour, row, facts); }, rows);
                    if (QTest::currentTestFailed())
                        return;
                }
            }
        }
    }
}

SANDGLASS_REGISTER_TEST(ActionRulesTest)

} // namespace

#include "tst_actionrules.moc"
