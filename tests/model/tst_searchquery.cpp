// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/searchquery.h"
#include "support/fakeapi.h"
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
    }

    void problemsArePointedAt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("length");
        QTest::newRow("key") << u"base colour:red x"_s << 5 << 10;
        QTest::newRow("no value") << u"state:"_s << 0 << 6;
        QTest::newRow("only commas") << u"state:,,"_s << 0 << 8;
        QTest::newRow("no sign") << u"left:1h"_s << 0 << 7;
        QTest::newRow("no unit") << u"eu age:>5"_s << 3 << 6;
        QTest::newRow("too long") << u"age:>9999999d"_s << 0 << 13;
        QTest::newRow("quote") << u"eu \"abc"_s << 3 << 4;
        QTest::newRow("negated") << u"-foo:1"_s << 0 << 6;
    }
    void problemsArePointedAt()
    {
        QFETCH(QString, text);
        const SearchQuery query = SearchQuery::parse(text);
        QVERIFY(query.problem());
        QTEST(query.problem()->at, "at");
        QTEST(query.problem()->length, "length");
        QVERIFY(!query.problem()->text.isEmpty());
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
