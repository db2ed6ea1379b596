// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sandbox.h"
#include "domain/transitiontable.h"
#include "store/actionrules.h"
#include "support/fakeapi.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using enum SandboxStatus;
using enum LifecycleAction;

/// The machine once more, written from the contract (5.2) and not from the code.
struct Cell
{
    SandboxStatus from;
    LifecycleAction action;
    std::optional<SandboxStatus> to;
    Consequence consequence;
    const char16_t *reason; ///< to people, where it is refused
};

const Cell kCells[] = {
    {Creating, Start, {}, {}, u"This sandbox is still being created: wait until it runs"},
    {Creating, Stop, {}, {}, u"This sandbox is still being created: wait until it runs"},
    {Creating, Pause, {}, {}, u"This sandbox is still being created: wait until it runs"},
    {Creating, Resume, {}, {}, u"This sandbox is still being created: wait until it runs"},
    {Creating, Delete, Gone, Consequence::LosesEverything, u""},
    {Running, Start, {}, {}, u"This sandbox is running already"},
    {Running, Stop, Stopped, Consequence::KeepsFilesOnly, u""},
    {Running, Pause, Paused, Consequence::KeepsEverything, u""},
    {Running, Resume, {}, {}, u"This sandbox is running already"},
    {Running, Delete, Gone, Consequence::LosesEverything, u""},
    {Paused, Start, {}, {}, u"Start needs a stopped sandbox; this one is paused: Resume it"},
    {Paused, Stop, Stopped, Consequence::KeepsFilesOnly, u""},
    {Paused, Pause, {}, {}, u"This sandbox is paused already"},
    {Paused, Resume, Running, Consequence::KeepsEverything, u""},
    {Paused, Delete, Gone, Consequence::LosesEverything, u""},
    {Stopped, Start, Running, Consequence::KeepsFilesOnly, u""},
    {Stopped, Stop, {}, {}, u"This sandbox is stopped already"},
    {Stopped, Pause, {}, {}, u"Pause needs a running sandbox; this one is stopped: Start it"},
    {Stopped, Resume, {}, {}, u"Resume needs a paused sandbox; this one is stopped: Start it"},
    {Stopped, Delete, Gone, Consequence::LosesEverything, u""},
    {Error, Start, {}, {}, u"This sandbox has failed and cannot be brought back: create a new one"},
    {Error, Stop, {}, {}, u"This sandbox has failed and cannot be brought back: create a new one"},
    {Error, Pause, {}, {}, u"This sandbox has failed and cannot be brought back: create a new one"},
    {Error, Resume, {}, {}, u"This sandbox has failed and cannot be brought back: create a new one"},
    {Error, Delete, Gone, Consequence::LosesEverything, u""},
    {Gone, Start, {}, {}, u"This sandbox is gone: it was deleted or has expired"},
    {Gone, Stop, {}, {}, u"This sandbox is gone: it was deleted or has expired"},
    {Gone, Pause, {}, {}, u"This sandbox is gone: it was deleted or has expired"},
    {Gone, Resume, {}, {}, u"This sandbox is gone: it was deleted or has expired"},
    {Gone, Delete, {}, {}, u"This sandbox is gone: it was deleted or has expired"},
    {Unknown, Start, {}, {}, u"The server did not report this sandbox's state: refresh to read it again"},
    {Unknown, Stop, {}, {}, u"The server did not report this sandbox's state: refresh to read it again"},
    {Unknown, Pause, {}, {}, u"The server did not report this sandbox's state: refresh to read it again"},
    {Unknown, Resume, {}, {}, u"The server did not report this sandbox's state: refresh to read it again"},
    {Unknown, Delete, Gone, Consequence::LosesEverything, u""},
};

SandboxRow rowOf(SandboxStatus status)
{
    SandboxRow row;
    row.sandbox = test::sandbox(u"a"_s, status);
    return row;
}

class TransitionTableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPair_data();
    void everyPair();
    void coversEveryPairOnce();
};

void TransitionTableTest::everyPair_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(std::size(kCells)); ++i) {
        const Cell &cell = kCells[i];
        QTest::addRow("%s/%s", qPrintable(nameOfStatus(cell.from)), qPrintable(wordOfAction(cell.action)))
            << i;
    }
}

void TransitionTableTest::everyPair()
{
    QFETCH(int, index);
    const Cell &expected = kCells[index];

    const Transition &cell = transition(expected.from, expected.action);
    QCOMPARE(cell.from, expected.from);
    QCOMPARE(cell.action, expected.action);
    QCOMPARE(cell.to, expected.to);
    QCOMPARE(cell.consequence, expected.consequence);
    QCOMPARE(cell.safeToRepeat, expected.to.has_value());

    const Verdict verdict = judge(expected.action, rowOf(expected.from), {});
    QCOMPARE(verdict.allowed, expected.to.has_value());
    QCOMPARE(verdict.reason, QStringView(expected.reason).toString());
    QCOMPARE(verdict.reason.isEmpty(), verdict.allowed);
}

void TransitionTableTest::coversEveryPairOnce()
{
    for (const SandboxStatus status : kAllStatuses) {
        for (const LifecycleAction action : kAllActions) {
            QCOMPARE(
                std::count_if(std::begin(kCells), std::end(kCells),
                              [&](const Cell &cell) { return cell.from == status && cell.action == action; }),
                1);
        }
    }
}

SANDGLASS_REGISTER_TEST(TransitionTableTest)

} // namespace

#include "tst_transitiontable.moc"
