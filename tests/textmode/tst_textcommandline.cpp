// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testregistry.h"
#include "textmode/textcommandline.h"

#include <QTest>

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TextCommandLineTest : public QObject
{
    Q_OBJECT

private:
    using Column = TextCommandLine::Column;

    static tl::expected<TextCommandLine, EarlyEnd> parse(const QStringList &arguments)
    {
        return parseTextCommandLine(QStringList{u"/some/where/sandglass"_s} + arguments);
    }

private Q_SLOTS:
    void theDefaults()
    {
        const auto line = parse({u"list"_s});
        QVERIFY(line);
        QCOMPARE(line->verb, Verb::List);
        QCOMPARE(line->search, QString());
        QVERIFY(!line->json && !line->idsOnly && !line->details && !line->columnsGiven);
        QCOMPARE(line->columns.size(), 9);
        QCOMPARE(line->sortBy, Column::Age);
    }

    void aSearchMayBeOneArgumentOrMany()
    {
        QCOMPARE(parse({u"list"_s, u"state:running left:<1h"_s})->search, u"state:running left:<1h"_s);
        QCOMPARE(parse({u"list"_s, u"--json"_s, u"state:running"_s, u"left:<1h"_s})->search,
                 u"state:running left:<1h"_s);
        QCOMPARE(parse({u"watch"_s, u"--"_s, u"-region:eu"_s})->search, u"-region:eu"_s);
    }

    void aSearchNobodyUnderstandsIsPointedAt()
    {
        const auto line = parse({u"list"_s, u"base"_s, u"sate:running"_s});
        QVERIFY(!line);
        QCOMPARE(line.error().code, ExitCode::Validation);
        const QStringList lines = line.error().text.split(u'\n');
        QVERIFY2(lines.at(0).contains(u"sate:"_s), qPrintable(lines.at(0)));
        QCOMPARE(lines.at(1), u"  base sate:running"_s);
        QCOMPARE(lines.at(2), u"       ^^^^^^^^^^^^"_s);
    }

    void columnsAndSorting()
    {
        const auto line =
            parse({u"list"_s, u"--columns"_s, u"id, left,STATE"_s, u"--sort"_s, u"left"_s, u"-r"_s});
        QVERIFY(line);
        QCOMPARE(line->columns, QVector<Column>({Column::Id, Column::TimeLeft, Column::State}));
        QVERIFY(line->columnsGiven);
        QCOMPARE(line->sortBy, Column::TimeLeft);
        QCOMPARE(line->sortOrder, Qt::DescendingOrder);
        for (int column = 0; column < SandboxListModel::ColumnCount; ++column) {
            const QString word = wordOfColumn(static_cast<Column>(column));
            QCOMPARE(parse({u"list"_s, u"--columns"_s, word})->columns.constFirst(),
                     static_cast<Column>(column));
        }
    }

    void idsOnceEach()
    {
        const auto line = parse({u"stop"_s, u"b"_s, u"a"_s, u"b"_s, u"--no-wait"_s, u"--timeout"_s, u"7"_s});
        QVERIFY(line);
        QCOMPARE(line->verb, Verb::Stop);
        QCOMPARE(line->ids, QStringList({u"b"_s, u"a"_s}));
        QVERIFY(!line->wait);
        QCOMPARE(line->timeout, 7s);
        QVERIFY(parse({u"delete"_s, u"-y"_s, u"a"_s})->yes);
        QCOMPARE(parse({u"watch"_s, u"--interval"_s, u"9"_s})->interval, 9s);
    }

    void wrongCalls_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("mentions");
        QTest::newRow("no id") << QStringList{u"stop"_s} << u"id of a sandbox"_s;
        QTest::newRow("unknown command") << QStringList{u"kill"_s, u"a"_s} << u"kill"_s;
        QTest::newRow("unknown option") << QStringList{u"list"_s, u"--color"_s} << u"color"_s;
        QTest::newRow("option of another command") << QStringList{u"list"_s, u"--yes"_s} << u"yes"_s;
        QTest::newRow("unknown column") << QStringList{u"list"_s, u"--columns"_s, u"id,cpu"_s} << u"“cpu”"_s;
        QTest::newRow("no columns") << QStringList{u"list"_s, u"--columns"_s, u","_s} << u"--columns"_s;
        QTest::newRow("unknown sorting") << QStringList{u"list"_s, u"--sort"_s, u"cpu"_s} << u"“cpu”"_s;
        QTest::newRow("no number") << QStringList{u"stop"_s, u"a"_s, u"--timeout"_s, u"soon"_s}
                                   << u"--timeout"_s;
        QTest::newRow("zero") << QStringList{u"watch"_s, u"--interval"_s, u"0"_s} << u"--interval"_s;
        QTest::newRow("a dash") << QStringList{u"list"_s, u"-region:eu"_s} << u"“--”"_s;
        QTest::newRow("nothing") << QStringList{} << u"Commands"_s;
    }

    void wrongCalls()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, mentions);
        const auto line = parse(arguments);
        QVERIFY(!line);
        QCOMPARE(line.error().code, ExitCode::Validation);
        QVERIFY2(line.error().text.contains(mentions), qPrintable(line.error().text));
    }

    void aKeyIsNeverRepeated_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QString key = u"hopx_live_abc.def"_s;
        const QString hex = u"0123456789abcdef0123456789abcdef"_s;
        QTest::newRow("as an option") << QStringList{u"list"_s, u"--api-key=%1"_s.arg(key)};
        QTest::newRow("as an option before the command")
            << QStringList{u"--api-key=%1"_s.arg(key), u"list"_s};
        QTest::newRow("as an unknown option") << QStringList{u"list"_s, u"--api-key"_s, key};
        QTest::newRow("as a command") << QStringList{key};
        QTest::newRow("as a command, of another form") << QStringList{u"sk_live_abcdefgh"_s};
        QTest::newRow("as a command, without a form") << QStringList{hex};
        QTest::newRow("as a command explained") << QStringList{u"help"_s, key};
        QTest::newRow("as letters") << QStringList{u"list"_s, u"-sk_live_abcdefgh"_s};
    }

    void aKeyIsNeverRepeated()
    {
        QFETCH(const QStringList, arguments);
        const auto line = parse(arguments);
        QVERIFY(!line);
        QCOMPARE(line.error().code, ExitCode::Validation);
        QVERIFY2(!line.error().text.contains(u"abc"_s), qPrintable(line.error().text));
        QVERIFY2(line.error().text.contains(u"HOPX_API_KEY"_s), qPrintable(line.error().text));
        QVERIFY2(!line.error().text.contains(u"_, l, i"_s), qPrintable(line.error().text));
    }

    void aKeyAmongColumnsIsNotRepeated()
    {
        const auto line = parse({u"list"_s, u"--columns"_s, u"hopx_live_abc.def"_s});
        QVERIFY(!line);
        QVERIFY2(!line.error().text.contains(u"abc"_s), qPrintable(line.error().text));
    }

    void helpAboutNothingIsAMistake()
    {
        const auto nothing = parse({u"help"_s, u"nope"_s});
        QCOMPARE(nothing.error().code, ExitCode::Validation);
        QVERIFY(nothing.error().text.contains(u"“nope” is no command"_s));
    }

    void everyCommandHasHelp()
    {
        for (const VerbWord &row : kVerbs) {
            const QString word =
                QString::fromLatin1(row.word.data(), static_cast<qsizetype>(row.word.size()));
            const auto general = parse({u"help"_s});
            QVERIFY(!general);
            QCOMPARE(general.error().code, ExitCode::Ok);
            QVERIFY2(general.error().text.contains(u"\n  %1 "_s.arg(word)), qPrintable(general.error().text));
            if (row.verb == Verb::Help)
                continue;
            const auto own = parse({word, u"--help"_s});
            QVERIFY(!own);
            QCOMPARE(own.error().code, ExitCode::Ok);
            QVERIFY2(own.error().text.startsWith(u"Usage: sandglass %1 "_s.arg(word)),
                     qPrintable(own.error().text));
            QVERIFY2(own.error().text.contains(u"--json"_s), qPrintable(own.error().text));
            QCOMPARE(parse({u"help"_s, word}).error().text, own.error().text);
        }
    }

    void exitCodesOfErrors()
    {
        QCOMPARE(exitCodeOf(ApiErrorKind::Unauthorized), ExitCode::Auth);
        QCOMPARE(exitCodeOf(ApiErrorKind::NotFound), ExitCode::NotFound);
        QCOMPARE(exitCodeOf(ApiErrorKind::Timeout), ExitCode::Timeout);
        QCOMPARE(exitCodeOf(ApiErrorKind::Unreachable), ExitCode::Network);
        QCOMPARE(exitCodeOf(ApiErrorKind::RateLimited), ExitCode::RateLimit);
        QCOMPARE(exitCodeOf(ApiErrorKind::Conflict), ExitCode::Validation);
        QCOMPARE(exitCodeOf(ApiErrorKind::ServerError), ExitCode::General);
    }

    void severalCodesBecomeOne()
    {
        using enum ExitCode;
        const auto of = [](std::initializer_list<ExitCode> codes) {
            return combined(std::span(codes.begin(), codes.size()));
        };
        QCOMPARE(of({}), Ok);
        QCOMPARE(of({Ok, Ok}), Ok);
        QCOMPARE(of({Ok, NotFound, NotFound}), NotFound);
        QCOMPARE(of({NotFound, Timeout}), General);
    }
};

SANDGLASS_REGISTER_TEST(TextCommandLineTest)

#include "tst_textcommandline.moc"
