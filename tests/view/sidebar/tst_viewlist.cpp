// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/querycounter.h"
#include "sidebar/builtinview.h"
#include "sidebar/viewlist.h"
#include "support/randomdata.h"
#include "support/testregistry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

constexpr int kBuiltIn = static_cast<int>(kBuiltInViews.size());

class ViewListTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<Settings>(m_folder->filePath(u"s.ini"_s));
    }
    void cleanup()
    {
        m_settings.reset(); // writes the rest, for which it would make the folder anew
        m_folder.reset();
    }

    void builtInOnesAreAlwaysThere()
    {
        const ViewList views(*m_settings);
        QCOMPARE(names(views), (QStringList{u"All"_s, u"Running"_s, u"Paused"_s, u"Stopped"_s,
                                            u"Expiring soon"_s, u"Problems"_s, u"Deleted"_s}));
        QSet<QString> words;
        for (int row = 0; row < kBuiltIn; ++row) {
            const View view = views.viewAt(row);
            words += view.word;
            QVERIFY2(!SearchQuery::parse(view.query).problem(), qPrintable(view.query));
            QCOMPARE(views.rowOfQuery(view.query), row);
            QVERIFY(!views.index(row).data(Qt::DecorationRole).value<QIcon>().isNull());
        }
        QCOMPARE(words.size(), kBuiltIn);
        for (const BuiltInView view : kBuiltInViews)
            QVERIFY(!nothingIn(view).headline.isEmpty());
    }

    void savedOnesAreRemembered()
    {
        {
            ViewList views(*m_settings);
            views.add(u"  EU   nightlies "_s, u"region:eu   state:running"_s);
            views.add(u"Ünï “q” \\ ; = %"_s, u"\"a b\" -x,y"_s);
            views.add(u"Third"_s, u"age:>2d"_s);
            views.rename(kBuiltIn + 3, u"Old"_s);
            views.setQuery(kBuiltIn + 3, u"age:>9d"_s);
            views.move(kBuiltIn + 3, -1);
        }
        QVERIFY(m_settings->writeNow());
        const Settings file(m_settings->fileName());
        const ViewList views(*m_settings);
        QCOMPARE(names(views).mid(kBuiltIn),
                 (QStringList{u"Saved views"_s, u"EU nightlies"_s, u"Old"_s, u"Ünï “q” \\ ; = %"_s}));
        QCOMPARE(views.viewAt(kBuiltIn + 1).query, u"region:eu state:running"_s);
        QCOMPARE(views.viewAt(kBuiltIn + 2).query, u"age:>9d"_s);
        QCOMPARE(views.viewAt(kBuiltIn + 3).query, u"\"a b\" -x,y"_s);
    }

    void everyProfileHasItsOwn()
    {
        ViewList one(ViewSettings(*m_settings, u"one"_s));
        one.add(u"Mine"_s, u"x"_s);
        QCOMPARE(ViewList(ViewSettings(*m_settings, u"two"_s)).rowCount(), kBuiltIn);
        QCOMPARE(ViewList(ViewSettings(*m_settings, u"one"_s)).rowCount(), kBuiltIn + 2);
    }

    void wordsAreNeverGivenTwice()
    {
        ViewList views(*m_settings);
        views.add(u"a"_s, u"a"_s);
        views.add(u"b"_s, u"b"_s);
        const QString second = views.viewAt(kBuiltIn + 2).word;
        views.remove(kBuiltIn + 2);
        views.add(u"c"_s, u"c"_s);
        QVERIFY(views.viewAt(kBuiltIn + 2).word != second);
    }

    void garbageInTheSettingsDoesNoHarm_data()
    {
        QTest::addColumn<QVariant>("saved");
        QTest::addColumn<QStringList>("kept");
        const QString good = uR"({"id":"v1","name":"Good","query":"x"})"_s;
        QTest::newRow("nothing") << QVariant() << QStringList();
        QTest::newRow("a number") << QVariant(7) << QStringList();
        QTest::newRow("bytes") << QVariant(QByteArray("\xff\x00\xfe", 3)) << QStringList();
        QTest::newRow("one text") << QVariant(good) << QStringList{u"Good"_s};
        QTest::newRow("no object") << QVariant(QStringList{u"[1]"_s, u"{"_s, u""_s, good})
                                   << QStringList{u"Good"_s};
        QTest::newRow("no name") << QVariant(QStringList{uR"({"id":"v2","name":"  "})"_s, good})
                                 << QStringList{u"Good"_s};
        QTest::newRow("same word") << QVariant(QStringList{good, uR"({"id":"v1","name":"B","query":"x"})"_s})
                                   << QStringList{u"Good"_s};
        QTest::newRow("same name") << QVariant(
                                          QStringList{good, uR"({"id":"v2","name":"gOOD","query":"x"})"_s})
                                   << QStringList{u"Good"_s};
        QTest::newRow("name of a built-in one")
            << QVariant(QStringList{uR"({"id":"v2","name":"running","query":"x"})"_s}) << QStringList();
        QTest::newRow("word of a built-in one")
            << QVariant(QStringList{uR"({"id":"all","name":"B","query":"x"})"_s}) << QStringList();
        QTest::newRow("number out of range") << QVariant(QStringList{uR"({"id":"v99999999999","name":"B"})"_s,
                                                                     uR"({"id":"v-3","name":"C"})"_s})
                                             << QStringList();
        QTest::newRow("endless search")
            << QVariant(QStringList{uR"({"id":"v2","name":"B","query":"%1"})"_s.arg(QString(5'000, u'x'))})
            << QStringList();
    }
    void garbageInTheSettingsDoesNoHarm()
    {
        QFETCH(QVariant, saved);
        m_settings->setValue(u"profiles/default/view/saved"_s, saved);
        const ViewList views(*m_settings);
        QTEST(names(views).mid(kBuiltIn + 1), "kept");
    }

    void namesAreRefusedWithAReason()
    {
        ViewList views(*m_settings);
        views.add(u"Mine"_s, u"x"_s);
        const int mine = kBuiltIn + 1;
        QVERIFY(!views.refusalOfName(u"  "_s).isEmpty());
        QVERIFY(!views.refusalOfName(u"mine"_s).isEmpty());
        QVERIFY(!views.refusalOfName(u" Running "_s).isEmpty());
        QVERIFY(!views.refusalOfName(QString(61, u'x')).isEmpty());
        QCOMPARE(views.refusalOfName(u"Other"_s), QString());
        QCOMPARE(views.refusalOfName(u"MINE"_s, mine), QString()); // its own, written otherwise
        for (int i = 0; i < ViewList::kMostSaved - 1; ++i) {
            QVERIFY(!views.isFull());
            views.add(QString::number(i), u"x"_s);
        }
        QVERIFY(views.isFull());
    }

    void deletedOnesComeBackWhereTheyWere()
    {
        ViewList views(*m_settings);
        for (const auto &name : {u"a"_s, u"b"_s, u"c"_s})
            views.add(name, name);
        QSignalSpy forgotten(&views, &ViewList::forgotten);
        const View before = views.viewAt(kBuiltIn + 2);
        views.remove(kBuiltIn + 2);
        QCOMPARE(names(views).mid(kBuiltIn + 1), (QStringList{u"a"_s, u"c"_s}));
        QCOMPARE(views.removed(), before);
        QCOMPARE(views.undoRemove(), kBuiltIn + 2);
        QCOMPARE(views.viewAt(kBuiltIn + 2), before);
        QCOMPARE(views.undoRemove(), -1);
        // Another deletion makes the one before final.
        views.remove(kBuiltIn + 1);
        views.remove(kBuiltIn + 1);
        QCOMPARE(forgotten.size(), 1);
        views.forgetRemoved();
        QCOMPARE(forgotten.size(), 2);
        QCOMPARE(forgotten.last().constFirst().toString(), before.word);
        // The last one takes the heading with it, and brings it back.
        views.remove(kBuiltIn + 1);
        QCOMPARE(views.rowCount(), kBuiltIn);
        QCOMPARE(views.undoRemove(), kBuiltIn + 1);
        QCOMPARE(views.rowCount(), kBuiltIn + 2);
        // Built-in ones and the heading are not for deleting.
        views.remove(0);
        views.remove(kBuiltIn);
        QCOMPARE(views.rowCount(), kBuiltIn + 2);
    }

    void onlySavedOnesMoveAndOnlyAmongThemselves()
    {
        ViewList views(*m_settings);
        for (const auto &name : {u"a"_s, u"b"_s, u"c"_s})
            views.add(name, name);
        const auto order = [&views] { return names(views).mid(kBuiltIn + 1).join(QString()); };
        QVERIFY(views.move(kBuiltIn + 1, 1));
        QCOMPARE(order(), u"bac"_s);
        QVERIFY(!views.move(kBuiltIn + 1, -1));
        QVERIFY(!views.move(kBuiltIn + 3, 1));
        QVERIFY(!views.move(0, 1));
        QVERIFY(!views.move(kBuiltIn, 1));
        // By dragging: to the end, and to among the built-in ones, which is the top.
        QVERIFY(views.moveRow({}, kBuiltIn + 1, {}, views.rowCount()));
        QCOMPARE(order(), u"acb"_s);
        QVERIFY(views.moveRow({}, kBuiltIn + 3, {}, 2));
        QCOMPARE(order(), u"bac"_s);
        QVERIFY(!views.moveRow({}, kBuiltIn + 1, {}, 0)); // is there already
        QVERIFY(views.flags(views.index(kBuiltIn + 1)).testFlag(Qt::ItemIsDragEnabled));
        QVERIFY(!views.flags(views.index(0)).testFlag(Qt::ItemIsDragEnabled));
        QVERIFY(!views.flags(views.index(kBuiltIn)).testFlag(Qt::ItemIsEnabled));
    }

    void countsStayWithTheirViews()
    {
        ViewList views(*m_settings);
        views.add(u"a"_s, u"a"_s);
        views.add(u"b"_s, u"b"_s);
        QCOMPARE(views.index(0).data(ViewList::CountRole).toInt(), QueryCounter::kNotCounted);
        QCOMPARE(views.index(0).data(Qt::AccessibleTextRole).toString(), u"All"_s);
        QVector<int> counts;
        for (int i = 0; i < kBuiltIn + 2; ++i)
            counts += 10 * i;
        views.setCounts(counts);
        QCOMPARE(views.index(1).data(Qt::AccessibleTextRole).toString(), u"Running, 10"_s);
        views.move(kBuiltIn + 1, 1);
        QCOMPARE(views.index(kBuiltIn + 1).data(Qt::AccessibleTextRole).toString(), u"b, 80"_s);
        QCOMPARE(views.index(kBuiltIn + 2).data(Qt::AccessibleTextRole).toString(), u"a, 70"_s);
        views.remove(kBuiltIn + 1);
        QCOMPARE(views.index(kBuiltIn + 1).data(Qt::AccessibleTextRole).toString(), u"a, 70"_s);
    }

    void countsOfAPartSaySo()
    {
        ViewList views(*m_settings);
        const auto texts = [&views](int row) {
            return QStringList{views.index(row).data(ViewList::CountTextRole).toString(),
                               views.index(row).data(Qt::AccessibleTextRole).toString()};
        };
        views.setExtent(ViewList::Extent::Part);
        QCOMPARE(texts(0), (QStringList{{}, u"All"_s}));
        QVector<int> counts(kBuiltIn, 0);
        counts[0] = 600;
        views.setCounts(counts);
        QCOMPARE(texts(0), (QStringList{u"600+"_s, u"All, 600 so far"_s}));
        QCOMPARE(texts(1), (QStringList{u"–"_s, u"Running, none so far"_s}));
        const int deleted = views.rowOfQuery(u"is:deleted"_s);
        QCOMPARE(texts(deleted), (QStringList{u"0"_s, u"Deleted, 0"_s}));
        views.setExtent(ViewList::Extent::InTurns);
        QCOMPARE(texts(0), (QStringList{u"≈600"_s, u"All, about 600"_s}));
        QCOMPARE(texts(1), (QStringList{u"0"_s, u"Running, 0"_s}));
        views.setExtent(ViewList::Extent::Whole);
        QCOMPARE(texts(0), (QStringList{u"600"_s, u"All, 600"_s}));
        QCOMPARE(texts(1), (QStringList{u"0"_s, u"Running, 0"_s}));
    }

    void severalViewsOfOneSearchKeepApart()
    {
        ViewList views(*m_settings);
        views.add(u"Mine"_s, u"STATE:running"_s);
        QCOMPARE(views.rowOfQuery(u" state:Running "_s), 1);
        QCOMPARE(views.rowOfQuery(u"state:running"_s, views.viewAt(kBuiltIn + 1).word), kBuiltIn + 1);
        QCOMPARE(views.rowOfQuery(u"state:running"_s, u"all"_s), 1);
        QCOMPARE(views.rowOfQuery(u"something else"_s), -1);
        QCOMPARE(views.rowOfQuery(u"  "_s), 0);
    }

    void everythingHoldsThroughRandomLife()
    {
        ViewList views(*m_settings);
        const QAbstractItemModelTester tester(&views, QAbstractItemModelTester::FailureReportingMode::Fatal);
        Random random(testSeed());
        for (int step = 0; step < 2'000; ++step) {
            const int row = random.below(views.rowCount() + 1);
            switch (random.below(7)) {
            case 0:
            case 1:
                if (!views.isFull())
                    views.add(u"n%1"_s.arg(step), u"q%1"_s.arg(random.below(5)));
                break;
            case 2:
                views.remove(row);
                break;
            case 3:
                views.undoRemove();
                break;
            case 4:
                views.moveRow({}, row, {}, random.below(views.rowCount() + 1));
                break;
            case 5:
                views.rename(row, u"r%1"_s.arg(step));
                break;
            default:
                views.setCounts(QVector<int>(views.viewRows().size(), step));
            }
            const ViewList read(*m_settings);
            QCOMPARE(names(read), names(views));
        }
    }

private:
    static QStringList names(const ViewList &views)
    {
        QStringList all;
        for (int row = 0; row < views.rowCount(); ++row)
            all += views.index(row).data().toString();
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
};

SANDGLASS_REGISTER_TEST(ViewListTest)

} // namespace

#include "tst_viewlist.moc"
