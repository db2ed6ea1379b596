// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sandboxlistmodel.h"
#include "item/searchcompletion.h"
#include "item/searchquery.h"
#include "item/searchwords.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SearchCompletionTest final : public QObject
{
    Q_OBJECT

    static SearchVocabulary vocabulary()
    {
        SearchVocabulary words;
        words.states = {u"hibernating"_s};
        words.templates = {u"base"_s, u"code-interpreter"_s, u"data science"_s};
        words.regions = {u"eu-1001"_s, u"us-east"_s};
        words.ids = [](const QString &part, int most) {
            QStringList found;
            for (const auto &id : {u"1763abc"_s, u"1764def"_s}) {
                if (id.contains(part) && found.size() < most)
                    found += id;
            }
            return found;
        };
        return words;
    }

    /// The cursor stands where the bar is.
    static SearchCompletion complete(QString text)
    {
        const int cursor = static_cast<int>(text.indexOf(u'|'));
        return completionAt(text.remove(u'|'), cursor, vocabulary());
    }

private Q_SLOTS:
    void suggests_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("suggested");
        QTest::addColumn<bool>("sure");
        const auto row = [](const char *text, const char *suggested, bool sure = false) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(suggested) << sure;
        };
        row("|", "state: is: template: region: id: left: age:");
        row("eu |", "state: is: template: region: id: left: age:");
        row("s|", "state:");
        row("-t|", "template:");
        row("le|", "left:");
        row("st|", "state: state:stopped");
        row("ru|", "state:running");
        row("eu|", "region:eu-1001");
        row("ba|", "template:base");
        row("da|", "template:\"data science\"");
        row("pro|", "is:problem is:production");
        row("zz|", "");
        row("-|", "");
        row("\"st|", "");
        row("state:|", "creating running paused stopped error gone unknown hibernating");
        row("state:ru|", "running", true);
        row("STATE:P|", "paused stopped", true);
        row("-state:e|", "error creating paused stopped gone hibernating", true);
        row("state:running|", "");
        row("state:running,|", "creating paused stopped error gone unknown hibernating");
        row("state:running,st|", "stopped", true);
        row("state:running| eu", "");
        row("is:|", "problem changing deleted production");
        row("is:del|", "deleted", true);
        row("template:|", "base code-interpreter \"data science\"");
        row("template:sci|", "\"data science\"", true);
        row("template:\"data s|", "\"data science\"", true);
        row("region:eu|", "eu-1001", true);
        row("id:17|", "1763abc 1764def", true);
        row("id:def|", "1764def", true);
        row("left:|", "<15m <1h <8h <1d >1h >1d");
        row("left:>|", ">1h >1d");
        row("left:<5|", "<5m <5h <5d <5w <5s");
        row("age:>30|", ">30m >30h >30d >30w >30s");
        row("left:<5m|", "");
        row("left:5|", "");
        row("colour:r|", "");
        row("sta|te:running", "state:");
    }
    void suggests()
    {
        QFETCH(QString, text);
        const SearchCompletion completion = complete(text);
        QStringList suggested;
        for (const SearchSuggestion &suggestion : completion.suggestions)
            suggested += suggestion.text;
        QTEST(suggested.join(u' '), "suggested");
        QTEST(completion.isSure, "sure");
    }

    void completesInPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("after");
        const auto row = [](const char *text, const char *after) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(after);
        };
        row("eu st| base", "eu state:| base");
        row("-t|", "-template:|");
        row("state:ru| eu", "state:running| eu");
        row("state:running,pa|", "state:running,paused|");
        row("-template:sc|", "-template:\"data science\"|");
        row("template:\"data s|", "template:\"data science\"|");
        row("left:<5| x", "left:<5m| x");
        row("sta|te:running", "state:|running");
        row("|", "state:|");
    }
    void completesInPlace()
    {
        QFETCH(QString, text);
        const SearchCompletion completion = complete(text);
        QVERIFY(!completion.suggestions.isEmpty());
        int cursor = 0;
        QString after = completed(text.remove(u'|'), completion, completion.suggestions.constFirst(), cursor);
        QTEST(after.insert(cursor, u'|'), "after");
    }

    void explainsWhatIsSuggested()
    {
        for (const auto &text : {u"|"_s, u"is:|"_s, u"left:|"_s, u"left:<5|"_s}) {
            for (const SearchSuggestion &suggestion : complete(text).suggestions)
                QVERIFY2(!suggestion.detail.isEmpty(), qPrintable(suggestion.text));
        }
        QVERIFY(complete(u"|"_s).isAnything);
        QVERIFY(!complete(u"s|"_s).isAnything);
        QVERIFY(!complete(u"state:|"_s).isAnything);
    }

    void everySuggestionIsUnderstood()
    {
        for (const QString &key : SearchQuery::keys()) {
            const SearchCompletion completion = complete(key + u":|"_s);
            QVERIFY(!completion.suggestions.isEmpty());
            for (const SearchSuggestion &suggestion : completion.suggestions) {
                const QString whole = key + u':' + suggestion.text;
                QVERIFY2(!SearchQuery::parse(whole).problem(), qPrintable(whole));
            }
        }
    }

    void vocabularyIsWhatTheListHolds()
    {
        ManualClock clock;
        const ServerClock serverClock(clock);
        SandboxStore store(clock, serverClock);
        const SandboxListModel list(store, serverClock);
        SnapshotDelta delta;
        for (int i = 0; i < 5'000; ++i) {
            Sandbox one = sandbox(u"id%1"_s.arg(i));
            one.templateName = i % 2 ? u"base"_s : u"Alpine"_s;
            one.region = u"r%1"_s.arg(i);
            if (i == 7) {
                one.status = SandboxStatus::Unknown;
                one.statusWord = u"hibernating"_s;
            }
            if (i == 8) {
                one.templateName.clear();
                one.templateId = u"73"_s;
            }
            delta.changed.append(firstChange(one));
        }
        store.applySnapshot(delta);
        SearchWords collector(list, clock);
        const QSignalSpy changed(&collector, &SearchWords::changed);
        QVERIFY(collector.words().templates.isEmpty()); // the first key does not wait for all of them
        clock.advance(0ms);
        QCOMPARE(changed.count(), 1);
        const SearchVocabulary &words = collector.words();
        QCOMPARE(words.states, QStringList{u"hibernating"_s});
        QCOMPARE(words.templates, (QStringList{u"73"_s, u"Alpine"_s, u"base"_s}));
        QCOMPARE(words.regions.size(), 200); // no more than anybody reads
        QCOMPARE(words.ids(u"D499"_s, 3), (QStringList{u"id499"_s, u"id4990"_s, u"id4991"_s}));
    }

    void garbageDoesNoHarm()
    {
        const quint32 seed = qEnvironmentVariableIntValue("SANDGLASS_TEST_SEED");
        QRandomGenerator random(seed);
        qInfo("seed %u", seed);
        const QString letters = u"st:-\"<>, \t9aideleft\u202e\u00e9"_s;
        const SearchVocabulary words = vocabulary();
        for (int round = 0; round < 20'000; ++round) {
            QString text;
            for (quint32 i = random.bounded(16U); i > 0; --i)
                text +=
                    letters.at(static_cast<qsizetype>(random.bounded(static_cast<quint32>(letters.size()))));
            const int cursor = static_cast<int>(random.bounded(static_cast<quint32>(text.size() + 1)));
            const SearchCompletion completion = completionAt(text, cursor, words);
            QVERIFY(completion.from >= 0 && completion.from <= cursor);
            QVERIFY(completion.to >= cursor && completion.to <= text.size());
            for (const SearchSuggestion &suggestion : completion.suggestions) {
                int after = 0;
                const QString whole = completed(text, completion, suggestion, after);
                QVERIFY(after >= 0 && after <= whole.size());
                QVERIFY(whole.contains(suggestion.text));
            }
        }
    }
};

SANDGLASS_REGISTER_TEST(SearchCompletionTest)

} // namespace

#include "tst_searchcompletion.moc"
