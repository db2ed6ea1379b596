// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/searchquery.h"
#include "item/searchtext.h"
#include "store/sandboxrow.h"
#include "support/fakeapi.h"
#include "support/setfield.h"
#include "support/testregistry.h"

#include <QRandomGenerator>
#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

const UtcTime kNow{std::chrono::milliseconds(1'800'000'000'000)};

Sandbox subject()
{
    Sandbox sandbox = test::sandbox(u"1763382095i648uu1o"_s, SandboxStatus::Running);
    sandbox.templateName = u"code-interpreter"_s;
    sandbox.templateId = u"73"_s;
    sandbox.region = u"eu-1001"_s;
    sandbox.createdAt = ReportedTime::known(kNow - 50h);
    sandbox.expiry = Expiry::atTime(kNow + 30min);
    sandbox.liveMode = true;
    return sandbox;
}

class SearchQueryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsMeant_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("found");
        const auto row = [](const char *text, bool found) {
            QTest::newRow(text) << QString::fromUtf8(text) << found;
        };
        row("", true);
        row("   ", true);
        row("176338", true);
        row("INTERPRETER", true);
        row("code eu run", true);
        row("code us", false);
        row("-us", true);
        row("-eu", false);
        row("state:running", true);
        row("state:run,paused", true);
        row("state:unknown", false);
        row("is:changing", false);
        row("-is:changing", true);
        row("is:production", true);
        row("-is:production", false);
        row("is:changing,production", true);
        row("is:deleted", false);
        row("-is:deleted", true);
        row("IS:Problem", false);
        row("STATE:Paused", false);
        row("-state:paused", true);
        row("-state:running", false);
        row("template:code", true);
        row("template:73", true);
        row("template:7", false);
        row("template:base", false);
        row("region:eu", true);
        row("id:648uu", true);
        row("id:code", false);
        row("left:<1h", true);
        row("left:<30m", false);
        row("left:<1801s", true);
        row("left:>1h", false);
        row("-left:>1h", true);
        row("age:>2d", true);
        row("age:>1w", false);
        row("age:<3d state:running eu", true);
        row("\"code-interpreter\"", true);
        row("\"code interpreter\"", false);
        row("\"left:<1h\"", false);
        row("template:\"code-inter\"", true);
        row("-", true); // a hyphen alone is a word like any other
    }
    void findsWhatIsMeant()
    {
        QFETCH(QString, text);
        QFETCH(bool, found);
        const SearchQuery query = SearchQuery::parse(text);
        QVERIFY(!query.problem());
        QCOMPARE(query.matches(subject(), kNow), found);
    }

    void theFactsDecideWhereNoMoreIsAskedFor_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::optional<bool>>("found");
        const auto row = [](const char *text, std::optional<bool> found) {
            QTest::newRow(text) << QString::fromUtf8(text) << found;
        };
        row("", true);
        row("running", true);
        row("-running", false);
        row("state:paused", false);
        row("left:<1h", true);
        row("age:<1h", false);
        row("is:problem", false);
        row("-is:deleted", true);
        row("eu", std::nullopt);
        row("id:176", std::nullopt);
        row("state:running eu", std::nullopt);
        row("state:paused eu", false);
        row("-is:production", std::nullopt);
        row("template:base state:running", std::nullopt);
    }

    void theFactsDecideWhereNoMoreIsAskedFor()
    {
        QFETCH(QString, text);
        QFETCH(std::optional<bool>, found);
        QCOMPARE(SearchQuery::parse(text).matchesByFacts(factsOf(subject()), kNow), found);
    }

    void aWordOfTheServersOwnIsNoFact()
    {
        Sandbox sandbox = subject();
        sandbox.status = SandboxStatus::Unknown;
        sandbox.statusWord = u"hibernated"_s;
        const SearchQuery query = SearchQuery::parse(u"state:hib"_s);
        QCOMPARE(query.matchesByFacts(factsOf(sandbox), kNow), std::nullopt);
        QVERIFY(query.matches(sandbox, kNow));
    }

    void unknownIsNeitherNearNorFar()
    {
        Sandbox sandbox = subject();
        sandbox.expiry = {};
        sandbox.createdAt = {ReportedTime::Kind::Unreadable, {}};
        for (const QString &text : {u"left:<1h"_s, u"left:>1h"_s, u"-left:<1h"_s, u"-left:>1h"_s,
                                    u"age:<1h"_s, u"age:>1h"_s, u"-age:>1h"_s})
            QVERIFY2(!SearchQuery::parse(text).matches(sandbox, kNow), qPrintable(text));
        sandbox.expiry = Expiry::never();
        QVERIFY(SearchQuery::parse(u"left:>999w"_s).matches(sandbox, kNow));
        QVERIFY(!SearchQuery::parse(u"left:<999w"_s).matches(sandbox, kNow));
    }

    void serverWordsCanBeSearched()
    {
        Sandbox sandbox = test::sandbox(u"a"_s, SandboxStatus::Unknown);
        sandbox.statusWord = u"suspended"_s;
        QVERIFY(SearchQuery::parse(u"state:susp"_s).matches(sandbox, kNow));
        QVERIFY(SearchQuery::parse(u"susp"_s).matches(sandbox, kNow));
        QVERIFY(SearchQuery::parse(u"state:unknown"_s).matches(sandbox, kNow));
        // But not a word that is long out of date.
        sandbox.status = SandboxStatus::Gone;
        QVERIFY(!SearchQuery::parse(u"state:susp"_s).matches(sandbox, kNow));
        QVERIFY(SearchQuery::parse(u"state:gone"_s).matches(sandbox, kNow));
        QVERIFY(SearchQuery::parse(u"state:deleted"_s).matches(sandbox, kNow));
    }

    void whatIsNotReportedIsNoProductionAndNoTest()
    {
        Sandbox sandbox = subject();
        sandbox.liveMode.reset();
        QVERIFY(!SearchQuery::parse(u"is:production"_s).matches(sandbox, kNow));
        QVERIFY(!SearchQuery::parse(u"-is:production"_s).matches(sandbox, kNow));
        QVERIFY(SearchQuery::parse(u"is:production,problem"_s).matches(sandbox, kNow, {true, false, false}));
    }

    void traitsOfRows()
    {
        SandboxRow row;
        row.sandbox = subject();
        const auto is = [&row](const QString &trait) {
            return SearchQuery::parse(u"is:"_s + trait).matches(row.sandbox, kNow, traitsOf(row));
        };
        QVERIFY(!is(u"problem"_s) && !is(u"changing"_s) && !is(u"deleted"_s));
        row.pending = PendingOp{};
        QVERIFY(is(u"changing"_s) && !is(u"problem"_s));
        row.pending->phase = PendingOp::Phase::Overdue;
        QVERIFY(is(u"problem"_s));
        row.pending.reset();
        row.fault = RowFault{};
        QVERIFY(is(u"problem"_s));
        row.fault.reset();
        for (const SandboxStatus status : kAllStatuses) {
            test::setField(row.sandbox, &Sandbox::status, status);
            QCOMPARE(is(u"problem"_s), status == SandboxStatus::Error || status == SandboxStatus::Unknown);
            QCOMPARE(is(u"deleted"_s), status == SandboxStatus::Gone);
        }
        // A tombstone is found by nothing but the word for it, and is no problem any more.
        test::setField(row.sandbox, &Sandbox::status, SandboxStatus::Gone);
        row.ending = Ending{};
        QVERIFY(is(u"deleted"_s) && !is(u"problem"_s));
        for (const auto &text : {u""_s, u"base"_s, u"id:1763"_s, u"-is:deleted"_s, u"-is:problem"_s})
            QVERIFY2(!SearchQuery::parse(text).matches(row.sandbox, kNow, traitsOf(row)), qPrintable(text));
        QVERIFY(SearchQuery::parse(u"is:deleted id:1763"_s).matches(row.sandbox, kNow, traitsOf(row)));
    }

    void statesInASearch_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("states");
        QTest::addColumn<bool>("limits");
        const auto row = [](const char *text, const char *states, bool limits) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(states) << limits;
        };
        row("", "", false);
        row("base", "", false);
        row("state:running", "running", true);
        row("eu State:Running,paused x", "paused,running", true);
        row("state:run", "", true); // would look like Running alone, but may be more
        row("state:running state:paused", "", true);
        row("-state:running", "", true);
        row("-state:gone state:error,unknown", "error,unknown", true);
        row("state:hibernating", "", true);
        row("state:", "", false);
    }
    void statesInASearch()
    {
        QFETCH(QString, text);
        const SearchQuery query = SearchQuery::parse(text);
        QStringList words;
        const auto states = query.states();
        for (const SandboxStatus status : states)
            words += searchWordOf(status);
        words.sort();
        QTEST(words.join(u','), "states");
        QTEST(query.limitsStates(), "limits");
    }

    void statesAreWrittenIntoASearch_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("states");
        QTest::addColumn<QString>("after");
        const auto row = [](const char *before, const char *states, const char *after) {
            QTest::addRow("%s + %s", before, states)
                << QString::fromUtf8(before) << QString::fromUtf8(states) << QString::fromUtf8(after);
        };
        row("", "", "");
        row("", "running", "state:running");
        row("eu", "running,paused", "eu state:running,paused");
        row("state:stopped eu", "paused", "state:paused eu");
        row("state:stopped eu", "", "eu");
        row("state:stopped a State:error b", "unknown,gone", "state:gone,unknown a b");
        row("-state:stopped", "paused", "-state:stopped state:paused");
        row("\"state:stopped\"  \"a  b\"", "paused", "\"state:stopped\" \"a  b\" state:paused");
        row("state: eu", "paused", "state:paused eu");
        // Behind an open quotation mark it would be a part of what is quoted.
        row("eu \"two wor", "paused", "eu state:paused \"two wor");
    }
    void statesAreWrittenIntoASearch()
    {
        QFETCH(QString, before);
        QFETCH(QString, states);
        QSet<SandboxStatus> wanted;
        for (const SandboxStatus status : kAllStatuses) {
            if (states.split(u',').contains(searchWordOf(status)))
                wanted += status;
        }
        QTEST(withStates(before, wanted), "after");
        if (!before.contains(u"-state"_s) && !before.contains(u'"'))
            QCOMPARE(SearchQuery::parse(withStates(before, wanted)).states(), wanted);
    }

    void problemsArePointedAt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("length");
        QTest::addColumn<bool>("unfinished");
        QTest::newRow("key") << u"base colour:red x"_s << 5 << 10 << false;
        QTest::newRow("no value") << u"state:"_s << 0 << 6 << true;
        QTest::newRow("only commas") << u"state:,,"_s << 0 << 8 << true;
        QTest::newRow("no comparison yet") << u"left:"_s << 0 << 5 << true;
        QTest::newRow("no time yet") << u"left:<"_s << 0 << 6 << true;
        QTest::newRow("no sign") << u"left:1h"_s << 0 << 7 << false;
        QTest::newRow("no unit") << u"eu age:>5"_s << 3 << 6 << true;
        QTest::newRow("no unit at all") << u"age:>5y"_s << 0 << 7 << false;
        QTest::newRow("too long") << u"age:>9999999d"_s << 0 << 13 << false;
        QTest::newRow("quote") << u"eu \"abc"_s << 3 << 4 << true;
        QTest::newRow("negated") << u"-foo:1"_s << 0 << 6 << false;
        QTest::newRow("trait") << u"is:odd"_s << 0 << 6 << false;
        QTest::newRow("half a trait") << u"x is:prob"_s << 2 << 7 << true;
        QTest::newRow("one wrong trait") << u"is:problem,odd"_s << 0 << 14 << false;
    }
    void problemsArePointedAt()
    {
        QFETCH(QString, text);
        const SearchQuery query = SearchQuery::parse(text);
        QVERIFY(query.problem());
        QTEST(query.problem()->at, "at");
        QTEST(query.problem()->length, "length");
        QTEST(query.problem()->unfinished, "unfinished");
        QVERIFY2(query.problem()->text.endsWith(u'.'), qPrintable(query.problem()->text));
    }

    void theRestStillCounts()
    {
        QVERIFY(SearchQuery::parse(u"eu colour:red"_s).matches(subject(), kNow));
        QVERIFY(!SearchQuery::parse(u"us colour:red"_s).matches(subject(), kNow));
    }

    void onlyTimesDependOnTime()
    {
        QVERIFY(SearchQuery::parse(u"eu left:<1h"_s).dependsOnTime());
        QVERIFY(SearchQuery::parse(u"-age:>1d"_s).dependsOnTime());
        QVERIFY(!SearchQuery::parse(u"state:running eu"_s).dependsOnTime());
    }

    void garbageDoesNoHarm()
    {
        const quint32 seed = qEnvironmentVariableIntValue("SANDGLASS_TEST_SEED");
        QRandomGenerator random(seed);
        qInfo("seed %u", seed);
        const QString letters = u"a:-\"<>, \t9hd,stateleft\u202e\u00e9"_s;
        const Sandbox sandbox = subject();
        for (int round = 0; round < 20'000; ++round) {
            QString text;
            for (quint32 i = random.bounded(24U); i > 0; --i)
                text +=
                    letters.at(static_cast<qsizetype>(random.bounded(static_cast<quint32>(letters.size()))));
            const SearchQuery query = SearchQuery::parse(text);
            (void)query.matches(sandbox, kNow);
            if (query.problem()) {
                QVERIFY(query.problem()->at >= 0);
                QVERIFY(query.problem()->at + query.problem()->length <= text.size());
                QVERIFY(query.problem()->length > 0);
            }
        }
    }
};

SANDGLASS_REGISTER_TEST(SearchQueryTest)

} // namespace

#include "tst_searchquery.moc"
