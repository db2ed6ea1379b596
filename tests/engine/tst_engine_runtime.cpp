// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/transitiontable.h"
#include "engine/seeding.h"
#include "engine/simulatedruntime.h"
#include "support/manualclock.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace sandglass;
using namespace sandglass::engine;
using sandglass::test::ManualClock;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

SimulatedRuntime::Settings still(int sandboxes, double latency = 1.0)
{
    return {sandboxes, 7, latency, false};
}

std::vector<Instance> everything(const Runtime &runtime)
{
    std::vector<Instance> all;
    PageWish wish;
    do {
        Page page = runtime.page(wish);
        std::ranges::move(page.rows, std::back_inserter(all));
        wish.before = page.next;
    } while (wish.before);
    return all;
}

/// An instance in @p word whose template never misbehaves.
std::optional<Instance> reliableIn(const Runtime &runtime, QStringView word)
{
    for (const Instance &instance : everything(runtime)) {
        if (instance.statusWord == word && findTemplate(instance.templateName)->temper == Temper::Reliable)
            return instance;
    }
    return std::nullopt;
}

Outcome act(Runtime &runtime, const QString &id, LifecycleAction action)
{
    std::optional<Outcome> kept;
    runtime.act(id, action, [&kept](const Outcome &outcome) { kept = outcome; });
    return kept.value_or(Outcome{Problem::NodeFailed, {}, {}});
}

Outcome remove(Runtime &runtime, const QString &id)
{
    std::optional<Outcome> kept;
    runtime.remove(id, [&kept](const Outcome &outcome) { kept = outcome; });
    return kept.value_or(Outcome{Problem::NodeFailed, {}, {}});
}

Outcome setTimeout(Runtime &runtime, const QString &id, int seconds)
{
    std::optional<Outcome> kept;
    runtime.setTimeout(id, seconds, [&kept](const Outcome &outcome) { kept = outcome; });
    return kept.value_or(Outcome{Problem::NodeFailed, {}, {}});
}

/// What comes of @p wish, as soon as it is known.
std::shared_ptr<std::optional<Outcome>> beginCreate(Runtime &runtime, const CreateWish &wish)
{
    auto kept = std::make_shared<std::optional<Outcome>>();
    runtime.create(wish, [kept](const Outcome &outcome) { *kept = outcome; });
    return kept;
}

/// For what is decided at once: refusals, and a runtime without latency.
Outcome create(Runtime &runtime, const CreateWish &wish)
{
    return beginCreate(runtime, wish)->value_or(Outcome{Problem::NodeFailed, {}, {}});
}

QString wordNow(const Runtime &runtime, const QString &id)
{
    const std::optional<Instance> instance = runtime.find(id);
    return instance ? instance->statusWord : u"(none)"_s;
}

} // namespace

class TestEngineRuntime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsInEveryStatus()
    {
        ManualClock clock;
        const SimulatedRuntime runtime(still(24), clock);
        QCOMPARE(runtime.count(), qsizetype(24));
        std::map<QString, int> words;
        int soon = 0;
        int in14 = 0;
        int never = 0;
        const QRegularExpression shape(u"^[0-9]{10}[a-z0-9]{7,8}$"_s);
        for (const Instance &instance : everything(runtime)) {
            ++words[instance.statusWord];
            QVERIFY2(shape.match(instance.id).hasMatch(), qPrintable(instance.id));
            QVERIFY(instance.createdAt <= clock.utcNow());
            if (!instance.expiresAt)
                ++never;
            else if (*instance.expiresAt - clock.utcNow() <= 4min)
                ++soon;
            else if (*instance.expiresAt - clock.utcNow() <= 14min)
                ++in14;
        }
        for (const QString &word :
             {u"creating"_s, u"running"_s, u"paused"_s, u"stopped"_s, u"error"_s, u"suspended"_s})
            QVERIFY2(words[word] >= 1, qPrintable(word));
        QCOMPARE(soon, 1);
        QCOMPARE(in14, 1);
        QVERIFY(never >= 5);
    }

    void everyStatusWithEveryAction_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<LifecycleAction>("action");
        for (const char16_t *word :
             {u"creating", u"running", u"paused", u"stopped", u"error", u"suspended"}) {
            for (const LifecycleAction action : kPowerActions) {
                const QString text = QString::fromUtf16(word);
                QTest::addRow("%s %s", qPrintable(text), qPrintable(wordOfAction(action))) << text << action;
            }
        }
    }

    void everyStatusWithEveryAction()
    {
        QFETCH(const QString, word);
        QFETCH(const LifecycleAction, action);
        ManualClock clock;
        SimulatedRuntime runtime(still(24), clock);
        const std::optional<Instance> instance = reliableIn(runtime, word);
        QVERIFY(instance);
        const Transition &cell = transition(statusFromWord(word), action);

        const Outcome outcome = act(runtime, instance->id, action);
        QCOMPARE(outcome.isAccepted(), cell.isAllowed());
        // Before it is done a read shows the old status.
        QCOMPARE(wordNow(runtime, instance->id), word);
        clock.advance(299ms);
        QCOMPARE(wordNow(runtime, instance->id), word);
        clock.advance(4s);
        if (cell.isAllowed()) {
            QCOMPARE(outcome.targetWord, wordOfStatus(*cell.to));
            QCOMPARE(wordNow(runtime, instance->id), wordOfStatus(*cell.to));
        } else {
            QCOMPARE(outcome.problem, Problem::IllegalTransition);
            QCOMPARE(outcome.instance->statusWord, word);
            QCOMPARE(wordNow(runtime, instance->id), word);
        }
    }

    void unknownIdIsSaid()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(3), clock);
        for (const LifecycleAction action : kAllActions)
            QCOMPARE(act(runtime, u"nobody"_s, action).problem, Problem::NoSuchSandbox);
        QCOMPARE(remove(runtime, u"nobody"_s).problem, Problem::NoSuchSandbox);
        QCOMPARE(setTimeout(runtime, u"nobody"_s, 5).problem, Problem::NoSuchSandbox);
    }

    void askingTwiceIsAskingOnce()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(24), clock);
        const QString id = reliableIn(runtime, u"running")->id;
        QVERIFY(act(runtime, id, LifecycleAction::Pause).isAccepted());
        QVERIFY(act(runtime, id, LifecycleAction::Pause).isAccepted());
        QCOMPARE(act(runtime, id, LifecycleAction::Stop).problem, Problem::Busy);
        clock.advance(4s);
        QCOMPARE(wordNow(runtime, id), u"paused"_s);
        QCOMPARE(act(runtime, id, LifecycleAction::Pause).problem, Problem::IllegalTransition);
    }

    void onlyResumeMakesTokensWorthless()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(24, 0.0), clock);
        const QString id = reliableIn(runtime, u"running")->id;
        act(runtime, id, LifecycleAction::Pause);
        QCOMPARE(runtime.find(id)->tokenEpoch, 0);
        act(runtime, id, LifecycleAction::Resume);
        QCOMPARE(runtime.find(id)->tokenEpoch, 1);
    }

    void withoutLatencyTheAnswerIsTheEnd()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(24, 0.0), clock);
        const QString id = reliableIn(runtime, u"stopped")->id;
        act(runtime, id, LifecycleAction::Start);
        QCOMPARE(wordNow(runtime, id), u"running"_s);
        QCOMPARE(create(runtime, {u"base"_s, {}, {}, true}).instance->statusWord, u"running"_s);
    }

    void creatingBecomesRunning()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(0), clock);
        const auto made = beginCreate(runtime, {u"73"_s, u"eu-west"_s, 3600, false});
        QVERIFY(!made->has_value());
        QCOMPARE(runtime.count(), qsizetype(1));
        const Instance begun = everything(runtime).front();
        QCOMPARE(begun.statusWord, u"creating"_s);
        QCOMPARE(begun.templateName, u"code-interpreter"_s);
        QCOMPARE(begun.region, u"eu-west"_s);
        QCOMPARE(begun.memoryMb, 2048);
        QCOMPARE(begun.internetAccess, false);
        QCOMPARE(*begun.expiresAt, clock.utcNow() + 1h);
        clock.advance(1499ms);
        QCOMPARE(wordNow(runtime, begun.id), u"creating"_s);
        QVERIFY(!made->has_value());
        clock.advance(2600ms);
        QCOMPARE(wordNow(runtime, begun.id), u"running"_s);
        QVERIFY(made->has_value() && (*made)->isAccepted());
        QCOMPARE((*made)->instance->id, begun.id);
        QCOMPARE((*made)->instance->statusWord, u"running"_s);
    }

    void deletedWhileCreating()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(0), clock);
        const auto made = beginCreate(runtime, {u"base"_s, {}, {}, true});
        runtime.remove(everything(runtime).front().id, [](const Outcome &) {});
        clock.advance(10s);
        QVERIFY(made->has_value());
        QCOMPARE((*made)->problem, Problem::NodeFailed);
        QCOMPARE(runtime.count(), qsizetype(0));
    }

    void seededCreatingOnesFinish()
    {
        ManualClock clock;
        SimulatedRuntime runtime({24, 7, 1.0, true}, clock);
        const QString id = reliableIn(runtime, u"creating")->id;
        clock.advance(8s);
        QCOMPARE(wordNow(runtime, id), u"creating"_s);
        clock.advance(40s);
        QCOMPARE(wordNow(runtime, id), u"running"_s);
    }

    void templatesThatFail()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(24), clock);
        QCOMPARE(create(runtime, {u"nonsense"_s, {}, {}, true}).problem, Problem::UnknownTemplate);
        QCOMPARE(create(runtime, {u"checkout-api-next"_s, {}, {}, true}).problem, Problem::TemplateNotReady);
        QCOMPARE(create(runtime, {u"gpu-train"_s, {}, {}, true}).problem, Problem::NoCapacity);
        int refused = 0;
        int ignored = 0;
        for (const Instance &instance : everything(runtime)) {
            if (instance.templateName == u"gpu-train") {
                QCOMPARE(act(runtime, instance.id, LifecycleAction::Start).problem, Problem::NoCapacity);
                ++refused;
            }
            if (instance.templateName == u"legacy-runner") {
                QCOMPARE(act(runtime, instance.id, LifecycleAction::Stop).problem, Problem::NodeFailed);
                ++ignored;
            }
        }
        QVERIFY(refused > 0);
        QVERIFY(ignored > 0);
        QCOMPARE(runtime.count(), qsizetype(24));
    }

    void expiryDeletes()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(0, 0.0), clock);
        const QSignalSpy removed(&runtime, &Runtime::removed);
        const QString longer = create(runtime, {u"base"_s, {}, 120, true}).instance->id;
        const QString shorter = create(runtime, {u"base"_s, {}, 60, true}).instance->id;
        const QString forever = create(runtime, {u"base"_s, {}, {}, true}).instance->id;
        clock.advance(59'999ms);
        QCOMPARE(runtime.count(), qsizetype(3));
        clock.advance(1ms);
        QVERIFY(!runtime.find(shorter));
        QVERIFY(runtime.find(longer));
        clock.advance(60s);
        QVERIFY(!runtime.find(longer));
        clock.advance(10'000h);
        QVERIFY(runtime.find(forever));
        QCOMPARE(removed.size(), 2);
        QCOMPARE(removed.at(0).at(0).toString(), shorter);
    }

    void timeoutCountsFromNow()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(0, 0.0), clock);
        const QString id = create(runtime, {u"base"_s, {}, 60, true}).instance->id;
        clock.advance(50s);
        const Outcome extended = setTimeout(runtime, id, 100);
        QVERIFY(extended.isAccepted());
        QCOMPARE(*extended.instance->expiresAt, clock.utcNow() + 100s);
        QCOMPARE(*extended.instance->timeoutSeconds, 100);
        clock.advance(99s);
        QVERIFY(runtime.find(id));
        // Shorter works too, although a later timer is already running.
        QVERIFY(setTimeout(runtime, id, 1).isAccepted());
        clock.advance(1s);
        QVERIFY(!runtime.find(id));
    }

    void timeoutFollowsTheTable()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(24), clock);
        const QString running = reliableIn(runtime, u"running")->id;
        const QString failed = reliableIn(runtime, u"error")->id;
        const auto before = runtime.find(failed)->expiresAt;
        QVERIFY(setTimeout(runtime, running, 60).isAccepted());
        QCOMPARE(setTimeout(runtime, failed, 60).problem, Problem::IllegalTransition);
        QVERIFY(runtime.find(failed)->expiresAt == before);
    }

    void removalTakesAMoment()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(24), clock);
        const QString id = reliableIn(runtime, u"error")->id;
        QVERIFY(remove(runtime, id).isAccepted());
        QVERIFY(remove(runtime, id).isAccepted());
        QVERIFY(runtime.find(id));
        clock.advance(1s);
        QVERIFY(!runtime.find(id));
        QCOMPARE(runtime.count(), qsizetype(23));
    }

    void nothingSurvivesARemovalInTheMiddle()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(24), clock);
        const QString id = reliableIn(runtime, u"running")->id;
        runtime.remove(id, [](const Outcome &) {});
        QCOMPARE(act(runtime, id, LifecycleAction::Pause).problem, Problem::Busy);
        clock.advance(1min);
        QVERIFY(!runtime.find(id));
    }

    void pagesNeverRepeatNorSkip()
    {
        ManualClock clock;
        SimulatedRuntime runtime(still(250, 0.0), clock);
        std::vector<QString> before;
        for (const Instance &instance : everything(runtime))
            before.push_back(instance.id);
        QCOMPARE(before.size(), std::size_t(250));

        // While somebody pages, one is made and one that was already shown goes.
        std::vector<QString> seen;
        PageWish wish;
        do {
            const Page page = runtime.page(wish);
            for (const Instance &instance : page.rows)
                seen.push_back(instance.id);
            wish.before = page.next;
            create(runtime, {u"base"_s, {}, {}, true});
            runtime.remove(seen.back(), [](const Outcome &) {});
        } while (wish.before);
        QCOMPARE(seen, before);
    }

    void pagesFilter()
    {
        ManualClock clock;
        const SimulatedRuntime runtime(still(240), clock);
        PageWish wish;
        wish.statusWord = u"Suspended"_s;
        const Page page = runtime.page(wish);
        QCOMPARE(page.rows.size(), std::size_t(10));
        QVERIFY(!page.next);
        wish.statusWord.clear();
        wish.region = u"eu-1001"_s;
        const std::vector<Instance> inRegion = runtime.page(wish).rows;
        QVERIFY(!inRegion.empty());
        for (const Instance &instance : inRegion)
            QCOMPARE(instance.region, u"eu-1001"_s);
        const std::vector<Instance> all = everything(runtime);
        QCOMPARE(std::ssize(inRegion), std::count_if(all.begin(), all.end(), [](const Instance &instance) {
                     return instance.region == u"eu-1001";
                 }));
        // A page that is exactly full is the last one.
        wish = {240, {}, {}, {}};
        QCOMPARE(runtime.page(wish).rows.size(), std::size_t(240));
        QVERIFY(!runtime.page(wish).next);
    }

    void oneSeedOneHistory()
    {
        const auto history = [](quint64 seed) {
            ManualClock clock;
            SimulatedRuntime runtime({24, seed, 1.0, true}, clock);
            std::vector<std::vector<Instance>> moments;
            for (int i = 0; i < 60; ++i) {
                moments.push_back(everything(runtime));
                if (i == 10)
                    act(runtime, reliableIn(runtime, u"running")->id, LifecycleAction::Pause);
                clock.advance(20s);
            }
            return moments;
        };
        const auto first = history(5);
        QVERIFY(first == history(5));
        QVERIFY(first != history(6));
    }

    void othersKeepToTheirOwn()
    {
        ManualClock clock;
        SimulatedRuntime runtime({24, 11, 1.0, true}, clock);
        clock.advance(1min); // the seeded creating ones are done
        std::map<QString, Instance> mine;
        for (const Instance &instance : everything(runtime)) {
            if (instance.createdAt < clock.utcNow() - 1min)
                mine.emplace(instance.id, instance);
        }
        std::set<QString> theirs;
        qsizetype most = 0;
        for (int i = 0; i < 500; ++i) {
            clock.advance(10s);
            most = std::max(most, runtime.count());
            for (const Instance &instance : everything(runtime)) {
                const auto known = mine.find(instance.id);
                if (known == mine.end())
                    theirs.insert(instance.id);
                else
                    QVERIFY2(known->second == instance, qPrintable(instance.id));
            }
        }
        QVERIFY2(theirs.size() > 20, qPrintable(QString::number(theirs.size())));
        QVERIFY2(most <= 24 + 8, qPrintable(QString::number(most)));
    }
};

QTEST_GUILESS_MAIN(TestEngineRuntime)
#include "tst_engine_runtime.moc"
