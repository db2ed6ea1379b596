// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/environment.h"
#include "domain/template.h"
#include "support/testregistry.h"

#include <QTest>

#include <ctime>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using Mistake = DotEnv::Mistake;

/// "A=1|B=two words"
QString flat(const QVector<EnvironmentVariable> &variables)
{
    QStringList parts;
    for (const EnvironmentVariable &variable : variables)
        parts += variable.name + u'=' + variable.value;
    return parts.join(u'|');
}

/// What is read from a .env text, which names are good, what is a secret, which templates can be used.
class EnvironmentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void problems_data();
    void problems();
    void aProblemCostsOnlyItsLine();
    void megabytesAreReadAtOnce_data();
    void megabytesAreReadAtOnce();
    void names_data();
    void names();
    void secrets_data();
    void secrets();
    void templates_data();
    void templates();
    void aSparseTemplateKeepsWhatIsKnown();
};

void EnvironmentTest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("variables");
    const auto row = [](const char *name, const QString &text, const QString &variables) {
        QTest::newRow(name) << text << variables;
    };
    row("nothing", {}, {});
    row("blank lines and comments", u"\n  \n# A=1\n   # B=2\n"_s, {});
    row("plain", u"A=1\nB=two"_s, u"A=1|B=two"_s);
    row("no value", u"A=\nB="_s, u"A=|B="_s);
    row("spaces around", u"  A =  one two \t\nB=\tx"_s, u"A=one two|B=x"_s);
    row("export", u"export A=1\nexport\tB=2"_s, u"A=1|B=2"_s);
    row("a variable called export", u"export=1"_s, u"export=1"_s);
    row("comment behind", u"A=1 # one\nB=a#b\nC=#none"_s, u"A=1|B=a#b|C="_s);
    row("equals in the value", u"A=b=c=d"_s, u"A=b=c=d"_s);
    row("single quotes are literal", uR"(A='x\n$B "y" # z')"_s, uR"(A=x\n$B "y" # z)"_s);
    row("double quotes", uR"(A="x\ty \"q\" \\ \$B \d")"_s, u"A=x\ty \"q\" \\ $B \\d"_s);
    row("backticks", u"A=`x'y\"`"_s, u"A=x'y\""_s);
    row("comment behind quotes", u"A=\"1\"  # one\nB='2'#two"_s, u"A=1|B=2"_s);
    row("several lines", u"A=\"one\ntwo\"\nB=3"_s, u"A=one\ntwo|B=3"_s);
    row("references stay", u"A=$HOME/x\nB=\"${A}\""_s, u"A=$HOME/x|B=${A}"_s);
    row("line ends of elsewhere", u"A=1\r\nB=\"2\r\n3\"\rC=4\r\n"_s, u"A=1|B=2\n3|C=4"_s);
    row("byte order mark", u"\ufeffA=1"_s, u"A=1"_s);
    row("the last one counts, where the first one stood", u"A=1\nB=2\nA=3"_s, u"A=3|B=2"_s);
    row("not ASCII", u"A=grün 🌱"_s, u"A=grün 🌱"_s);
    row("a quote inside", u"A=it's\nB=x\"y"_s, u"A=it's|B=x\"y"_s);
}

void EnvironmentTest::reads()
{
    QFETCH(const QString, text);
    const DotEnv read = parseDotEnv(text);
    QTEST(flat(read.variables), "variables");
    QVERIFY(read.problems.isEmpty());
}

void EnvironmentTest::problems_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<Mistake>("mistake");
    const auto row = [](const char *name, const QString &text, int line, Mistake mistake) {
        QTest::newRow(name) << text << line << mistake;
    };
    row("no equals", u"A"_s, 1, Mistake::NoEquals);
    row("no equals in the last line", u"A=1\nB"_s, 2, Mistake::NoEquals);
    row("yaml", u"A: 1"_s, 1, Mistake::NoEquals);
    row("no name", u"=1"_s, 1, Mistake::BadName);
    row("digit first", u"1A=1"_s, 1, Mistake::BadName);
    row("dash", u"A-B=1"_s, 1, Mistake::BadName);
    row("space in the name", u"A B=1"_s, 1, Mistake::BadName);
    row("open double quote", u"\n\nA=\"x"_s, 3, Mistake::UnclosedQuote);
    row("open single quote", u"A='x"_s, 1, Mistake::UnclosedQuote);
    row("escape at the end", u"A=\"x\\"_s, 1, Mistake::UnclosedQuote);
    row("text behind", u"A=\"x\"y"_s, 1, Mistake::TextAfterQuote);
    row("after several lines", u"A=\"x\ny\nz\"\nB"_s, 4, Mistake::NoEquals);
}

void EnvironmentTest::problems()
{
    QFETCH(const QString, text);
    QFETCH(const int, line);
    QFETCH(const Mistake, mistake);
    const DotEnv read = parseDotEnv(text);
    QCOMPARE(read.problems.size(), 1);
    QCOMPARE(read.problems.first(), (DotEnv::Problem{line, mistake}));
}

void EnvironmentTest::aProblemCostsOnlyItsLine()
{
    const DotEnv read = parseDotEnv(u"A=1\nB=\"never closed\nC=3\nnonsense\nD=4"_s);
    QCOMPARE(flat(read.variables), u"A=1|C=3|D=4"_s);
    QCOMPARE(read.problems, (QVector<DotEnv::Problem>{{2, Mistake::UnclosedQuote}, {4, Mistake::NoEquals}}));
}

void EnvironmentTest::megabytesAreReadAtOnce_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("variables");
    QTest::newRow("no equals anywhere") << u"x\n"_s.repeated(2'000'000) << 0;
    QTest::newRow("quotes that never close") << u"A=\"x\nB='y\n"_s.repeated(300'000) << 0;
    QString names;
    for (int i = 0; i < 200'000; ++i)
        names += u"N%1=%1\n"_s.arg(i);
    QTest::newRow("many names") << names << 200'000;
}

void EnvironmentTest::megabytesAreReadAtOnce()
{
    // A wrong file is pasted easily. Each of these took minutes, in which the window stood still.
    QFETCH(const QString, text);
    timespec before{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
    const DotEnv read = parseDotEnv(text);
    timespec after{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
    QTEST(static_cast<int>(read.variables.size()), "variables");
    QVERIFY(after.tv_sec - before.tv_sec < 10);
}

void EnvironmentTest::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    for (const char *good : {"A", "a", "_", "_1", "PATH", "NODE_ENV", "x9"})
        QTest::newRow(good) << QString::fromLatin1(good) << true;
    for (const char *bad : {"", " ", "1", "1A", "A B", "A-B", "A.B", "A=", "$A", "A\n"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << false;
    QTest::newRow("umlaut") << u"GRÜN"_s << false;
}

void EnvironmentTest::names()
{
    QFETCH(const QString, name);
    QTEST(isEnvironmentName(name), "good");
}

void EnvironmentTest::secrets_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("secret");
    const auto row = [](const QString &name, const QString &value, bool secret) {
        QTest::newRow(qPrintable(name + u'=' + value)) << name << value << secret;
    };
    row(u"API_KEY"_s, {}, true);
    row(u"db_password"_s, {}, true);
    row(u"GITHUB_TOKEN"_s, {}, true);
    row(u"SECRET"_s, {}, true);
    row(u"DATABASE_URL"_s, u"postgres://me:pw@db/x"_s, true);
    row(u"DATABASE_URL"_s, u"postgres://db:5432/x"_s, false);
    row(u"HOMEPAGE"_s, u"https://example.org/@me"_s, false);
    row(u"X"_s, u"sk-abc"_s, true);
    row(u"X"_s, u"hopx_live_abc.def"_s, true);
    row(u"X"_s, u"-----BEGIN PRIVATE KEY-----"_s, true);
    row(u"PORT"_s, u"8080"_s, false);
    row(u"KEYBOARD"_s, u"de"_s, false);
    row(u"NODE_ENV"_s, u"production"_s, false);
    row(u"MONKEY"_s, u"x"_s, false);
}

void EnvironmentTest::secrets()
{
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    QTEST(looksSecret({name, value}), "secret");
}

void EnvironmentTest::templates_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("active"); // -1: not told
    QTest::addColumn<TemplateUse>("use");
    const auto row = [](const QString &word, int active, TemplateUse use) {
        QTest::addRow("%s %d", qPrintable(word), active) << word << active << use;
    };
    row(u"active"_s, -1, TemplateUse::Ready);
    row(u"Active"_s, 1, TemplateUse::Ready);
    row(u"active"_s, 0, TemplateUse::Inactive);
    row({}, -1, TemplateUse::Ready);
    row({}, 1, TemplateUse::Ready);
    row({}, 0, TemplateUse::Inactive);
    for (const QString &word : {u"pending"_s, u"building"_s, u"publishing"_s, u"success"_s, u"completed"_s})
        row(word, 1, TemplateUse::BeingBuilt);
    row(u"failed"_s, -1, TemplateUse::Failed);
    row(u"error"_s, 1, TemplateUse::Failed);
    row(u"archived"_s, 1, TemplateUse::Archived);
    row(u"resting"_s, 1, TemplateUse::Unknown);
}

void EnvironmentTest::templates()
{
    QFETCH(const QString, word);
    QFETCH(const int, active);
    Template made;
    made.statusWord = word;
    if (active >= 0)
        made.isActive = active == 1;
    QTEST(useOf(made), "use");
}

void EnvironmentTest::aSparseTemplateKeepsWhatIsKnown()
{
    Template known;
    known.id = u"73"_s;
    known.name = u"base"_s;
    known.description = u"Debian"_s;
    known.vcpu = 2;
    known.isPublic = true;
    known.statusWord = u"active"_s;
    Template read;
    read.id = u"73"_s;
    read.statusWord = u"building"_s;
    read.memoryMb = 512;
    const Template merged = mergedWithSparse(known, read);
    QCOMPARE(merged.statusWord, u"building"_s);
    QCOMPARE(merged.memoryMb, std::optional<int>(512));
    QCOMPARE(merged.description, u"Debian"_s);
    QCOMPARE(merged.vcpu, std::optional<int>(2));
    QCOMPARE(merged.isPublic, std::optional<bool>(true));
    QCOMPARE(merged.title(), u"base"_s);
    QCOMPARE(merged.key(), u"73"_s);
}

SANDGLASS_REGISTER_TEST(EnvironmentTest)

} // namespace

#include "tst_environment.moc"
