// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/snapshots.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = SandboxListModel;

const UtcTime kNow = ManualClock::kStartUtc;

class SandboxFilterModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sorts_data();
    void sorts();
    void tiesKeepTheirPlacesBothWays();
    void sortsWhatChanges();
    void sortsWhatChangesTogether();
    void whatGetsItsNameIsPutInItsPlace();
    void filtersByWords_data();
    void filtersByWords();
    void filtersByStatus();
    void bothFiltersAndBack();
    void blanksAreNoFilter();
    void statesAreAPartOfTheSearch();
    void whatWentIsFoundOnlyWhenAskedFor();
    void whatWentIsSortedByItsEnd();
    void findsRowsById();

private:
    void show(const QVector<Sandbox> &sandboxes, const QStringList &missing = {})
    {
        m_store->applySnapshot(deltaOf(*m_clock, sandboxes, missing));
    }
    [[nodiscard]] QString ids() const
    {
        QString text;
        for (int row = 0; row < m_filter->rowCount(); ++row)
            text += m_filter->idAt(row);
        return text;
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<ServerClock> m_serverClock;
    std::unique_ptr<Model> m_list;
    std::unique_ptr<SandboxFilterModel> m_filter;
};

void SandboxFilterModelTest::init()
{
    m_filter.reset();
    m_list.reset();
    m_store.reset();
    m_clock = std::make_unique<ManualClock>();
    m_serverClock = std::make_unique<ServerClock>(*m_clock);
    m_store = std::make_unique<SandboxStore>(*m_clock, *m_serverClock);
    m_list = std::make_unique<Model>(*m_store, *m_serverClock);
    m_filter = std::make_unique<SandboxFilterModel>(*m_list);
}

/// Rows d, b, a, c, e: a and b equal in every column but the id, e knows nothing.
QVector<Sandbox> fixture()
{
    Sandbox c = sandbox(u"c"_s, SandboxStatus::Stopped);
    c.templateName = u"Zeta"_s;
    c.region = u"us"_s;
    c.vcpu = 10;
    c.memoryMb = 512;
    c.diskMb = 100'000;
    c.createdAt = ReportedTime::known(kNow - 1h);
    c.expiry = Expiry::never();
    Sandbox a = sandbox(u"a"_s, SandboxStatus::Running);
    a.templateName = u"alpha"_s;
    a.region = u"EU"_s;
    a.vcpu = 2;
    a.memoryMb = 2048;
    a.diskMb = 0;
    a.createdAt = ReportedTime::known(kNow - 25h);
    a.expiry = Expiry::atTime(kNow + 90s);
    Sandbox b = a;
    b.id = u"b"_s;
    b.templateName = u"Alpha"_s;
    b.region = u"eu"_s;
    Sandbox d = a;
    d.id = u"d"_s;
    d.status = SandboxStatus::Creating;
    d.statusWord = u"creating"_s;
    // Shown by its number where there is no name, and sorted by what is shown.
    d.templateName.clear();
    d.templateId = u"beta"_s;
    d.region = u"sa"_s;
    d.vcpu = 3;
    d.memoryMb = 1024;
    d.diskMb = 9;
    d.createdAt = ReportedTime::known(kNow - 2min);
    d.expiry = Expiry::atTime(kNow + 25h);
    const Sandbox e = sandbox(u"e"_s, SandboxStatus::Unknown);
    return {d, b, a, c, e};
}

void SandboxFilterModelTest::sorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("ascending");
    QTest::addColumn<QString>("descending");
    // Equal rows keep the order of their ids, whichever way.
    QTest::newRow("state") << int(Model::State) << u"dabce"_s << u"ecabd"_s;
    QTest::newRow("id") << int(Model::Id) << u"abcde"_s << u"edcba"_s;
    QTest::newRow("template") << int(Model::Template) << u"eabdc"_s << u"cdabe"_s;
    QTest::newRow("region") << int(Model::Region) << u"eabdc"_s << u"cdabe"_s;
    QTest::newRow("vcpu, by number") << int(Model::Vcpu) << u"eabdc"_s << u"cdabe"_s;
    QTest::newRow("memory, by size") << int(Model::Memory) << u"ecdab"_s << u"abdce"_s;
    QTest::newRow("disk, zero is not unknown") << int(Model::Disk) << u"eabdc"_s << u"cdabe"_s;
    QTest::newRow("age, youngest first, unknown last") << int(Model::Age) << u"dcabe"_s << u"eabcd"_s;
    QTest::newRow("time left, soonest first") << int(Model::TimeLeft) << u"abdce"_s << u"ecdab"_s;
}

void SandboxFilterModelTest::sorts()
{
    QFETCH(int, column);
    QFETCH(QString, ascending);
    QFETCH(QString, descending);
    show(fixture());
    m_filter->sort(column, Qt::AscendingOrder);
    QCOMPARE(ids(), ascending);
    m_filter->sort(column, Qt::DescendingOrder);
    QCOMPARE(ids(), descending);
}

void SandboxFilterModelTest::tiesKeepTheirPlacesBothWays()
{
    show({sandbox(u"c"_s), sandbox(u"a"_s), sandbox(u"b"_s)});
    for (int column = 0; column < Model::ColumnCount; ++column) {
        if (column == Model::Id)
            continue;
        for (const Qt::SortOrder order : {Qt::DescendingOrder, Qt::AscendingOrder}) {
            m_filter->sort(column, order);
            QCOMPARE(ids(), u"abc"_s);
        }
    }
}

void SandboxFilterModelTest::sortsWhatChanges()
{
    show(fixture());
    m_filter->sort(Model::State, Qt::AscendingOrder);
    const QPersistentModelIndex a = m_filter->index(m_filter->rowOf(u"a"_s), Model::Id);
    show({sandbox(u"a"_s, SandboxStatus::Gone), sandbox(u"f"_s, SandboxStatus::Paused)}, {u"b"_s});
    QCOMPARE(ids(), u"dfcae"_s);
    QCOMPARE(a.row(), 3);
    QCOMPARE(a.data(Model::IdRole).toString(), u"a"_s);
    // What we asked for is no state of the server's: the row stays where it is.
    PendingOp op;
    op.action = LifecycleAction::Start;
    m_store->setPending(u"c"_s, op);
    QCOMPARE(ids(), u"dfcae"_s);
}

/// Rows far apart change in one poll, and the view hears of one after the other.
void SandboxFilterModelTest::sortsWhatChangesTogether()
{
    QVector<Sandbox> rows;
    for (int i = 0; i < 26; ++i) {
        rows.append(sandbox(QString(QChar(u'a' + i))));
        rows.last().vcpu = 1000 - i;
    }
    show(rows);
    m_filter->sort(Model::Vcpu, Qt::AscendingOrder);
    for (int round = 0; round < 50; ++round) {
        QVector<Sandbox> changed;
        for (int i = round % 3; i < 26; i += 3) {
            rows[i].vcpu = (i * 7919 + round * 104'729) % 1009;
            changed.append(rows.at(i));
        }
        m_clock->advance(1s);
        show(changed);
        QVector<Sandbox> expected = rows;
        std::sort(expected.begin(), expected.end(), [](const Sandbox &left, const Sandbox &right) {
            return std::pair(left.vcpu, left.id) < std::pair(right.vcpu, right.id);
        });
        QString text;
        for (const Sandbox &one : std::as_const(expected))
            text += one.id;
        QCOMPARE(ids(), text);
    }
}

void SandboxFilterModelTest::whatGetsItsNameIsPutInItsPlace()
{
    const auto of = [](const QString &id, const QString &templateName) {
        Sandbox one = sandbox(id);
        one.templateName = templateName;
        return one;
    };
    show({of(u"a"_s, u"kiwi"_s), of(u"b"_s, u"lime"_s), of(u"c"_s, u"pear"_s)});
    m_filter->sort(Model::Template, Qt::AscendingOrder);
    Sandbox draft;
    draft.id = provisionalId(1);
    draft.status = SandboxStatus::Creating;
    draft.templateName = u"lime"_s;
    m_store->addProvisional(draft, {});
    QCOMPARE(m_filter->rowOf(draft.id), 1); // its id is before all others
    // The server calls the template what no row was called before, so all rows are ranked anew.
    m_store->nameProvisional(draft.id, of(u"d"_s, u"zebra"_s));
    QCOMPARE(ids(), u"abcd"_s);
    for (int row = 0; row < m_filter->rowCount(); ++row)
        QCOMPARE(m_filter->rowOf(m_filter->idAt(row)), row);
}

void SandboxFilterModelTest::filtersByWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("nothing") << u""_s << u"abcde"_s;
    QTest::newRow("template, any case") << u"ALPH"_s << u"ab"_s;
    QTest::newRow("template id") << u"beta"_s << u"d"_s;
    QTest::newRow("region") << u"us"_s << u"c"_s;
    QTest::newRow("state") << u"stopped"_s << u"c"_s;
    QTest::newRow("every word") << u"  eu   running "_s << u"ab"_s;
    QTest::newRow("words of different rows") << u"zeta running"_s << u""_s;
    QTest::newRow("no pattern") << u"."_s << u""_s;
    QTest::newRow("nobody") << u"xyzzy"_s << u""_s;
}

void SandboxFilterModelTest::filtersByWords()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    show(fixture());
    m_filter->sort(Model::Id);
    m_filter->setText(text);
    QCOMPARE(ids(), shown);
    m_filter->clearFilter();
    QCOMPARE(ids(), u"abcde"_s);
    QCOMPARE(m_filter->text(), QString());
}

void SandboxFilterModelTest::filtersByStatus()
{
    show(fixture());
    m_filter->sort(Model::Id);
    m_filter->setStatuses({SandboxStatus::Running, SandboxStatus::Unknown});
    QCOMPARE(ids(), u"abe"_s);
    // Rows come and go with their state.
    show({sandbox(u"a"_s, SandboxStatus::Paused), sandbox(u"c"_s, SandboxStatus::Running)});
    QCOMPARE(ids(), u"bce"_s);
    m_filter->setStatuses({});
    QCOMPARE(ids(), u"abcde"_s);
}

void SandboxFilterModelTest::bothFiltersAndBack()
{
    show(fixture());
    m_filter->sort(Model::Id);
    QSignalSpy changed(m_filter.get(), &SandboxFilterModel::filterChanged);
    QVERIFY(!m_filter->isFiltering());
    m_filter->setText(u"eu"_s);
    m_filter->setText(u"eu"_s);
    m_filter->setStatuses({SandboxStatus::Creating});
    m_filter->setStatuses({SandboxStatus::Creating});
    QCOMPARE(changed.size(), 2);
    QVERIFY(m_filter->isFiltering());
    QCOMPARE(ids(), QString());
    m_filter->clearFilter();
    QCOMPARE(changed.size(), 3);
    m_filter->clearFilter();
    QCOMPARE(changed.size(), 3);
    QVERIFY(!m_filter->isFiltering());
    QCOMPARE(ids(), u"abcde"_s);
}

/// "Nothing matches this filter" over an account without sandboxes would be wrong.
void SandboxFilterModelTest::blanksAreNoFilter()
{
    m_filter->setText(u"  "_s);
    QVERIFY(!m_filter->isFiltering());
    m_filter->clearFilter();
    QCOMPARE(m_filter->text(), QString());
}

void SandboxFilterModelTest::statesAreAPartOfTheSearch()
{
    show(fixture());
    m_filter->sort(Model::Id);
    m_filter->setText(u"eu"_s);
    m_filter->setStatuses({SandboxStatus::Paused});
    QCOMPARE(m_filter->text(), u"eu state:paused"_s);
    QCOMPARE(m_filter->query().states(), QSet{SandboxStatus::Paused});
    m_filter->setText(u"state:stopped,creating"_s);
    QCOMPARE(m_filter->query().states(), (QSet{SandboxStatus::Stopped, SandboxStatus::Creating}));
}

void SandboxFilterModelTest::whatWentIsFoundOnlyWhenAskedFor()
{
    show(fixture());
    m_filter->sort(Model::Id);
    m_store->applyDeleted(u"a"_s);
    m_store->applyGone(u"c"_s, m_clock->monoNow());
    QCOMPARE(ids(), u"bde"_s);
    QCOMPARE(m_filter->rowOf(u"a"_s), -1);
    m_filter->setText(u"-state:running"_s);
    QVERIFY(!ids().contains(u'a') && !ids().contains(u'c'));
    m_filter->setText(u"is:deleted"_s);
    QCOMPARE(ids(), u"ac"_s);
    QCOMPARE(m_filter->rowOf(u"a"_s), 0);
    QCOMPARE(m_filter->idAt(1), u"c"_s);
    m_filter->setText(u"is:deleted id:c"_s);
    QCOMPARE(ids(), u"c"_s);
    m_filter->setText(u"-is:deleted"_s);
    QCOMPARE(ids(), u"bde"_s);
    // What the server itself still lists as deleted belongs to both.
    m_filter->setText(u"is:deleted"_s);
    show({sandbox(u"b"_s, SandboxStatus::Gone)});
    QCOMPARE(ids(), u"abc"_s);
    m_store->tombstones().clear();
    QCOMPARE(ids(), u"b"_s);
}

void SandboxFilterModelTest::whatWentIsSortedByItsEnd()
{
    show(fixture());
    for (const auto &id : {u"c"_s, u"a"_s, u"e"_s}) {
        m_clock->advance(10s);
        m_store->applyDeleted(id);
    }
    m_filter->setText(u"is:deleted"_s);
    m_filter->sort(Model::TimeLeft, Qt::DescendingOrder);
    QCOMPARE(ids(), u"eac"_s);
    m_filter->sort(Model::TimeLeft, Qt::AscendingOrder);
    QCOMPARE(ids(), u"cae"_s);
}

void SandboxFilterModelTest::findsRowsById()
{
    show(fixture());
    m_filter->sort(Model::Id, Qt::DescendingOrder);
    QCOMPARE(m_filter->rowOf(u"e"_s), 0);
    QCOMPARE(m_filter->idAt(4), u"a"_s);
    QCOMPARE(m_filter->rowOf(u"nobody"_s), -1);
    QCOMPARE(m_filter->idAt(5), QString());
    QCOMPARE(m_filter->idAt(-1), QString());
    m_filter->setStatuses({SandboxStatus::Stopped});
    QCOMPARE(m_filter->rowOf(u"e"_s), -1);
    QCOMPARE(m_filter->rowOf(u"c"_s), 0);
}

SANDGLASS_REGISTER_TEST(SandboxFilterModelTest)

} // namespace

#include "tst_sandboxfiltermodel.moc"
