// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ratebudget.h"
#include "store/templatelibrary.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiErrorKind;

/// Reading the templates once, and again when it is due.
class TemplateLibraryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsOnceAndKeeps();
    void followsPages();
    void doesNotRunInCircles_data();
    void doesNotRunInCircles();
    void aFailedReadKeepsWhatThereWas();
    void tellsOfARefusedKey();
    void descriptionsAreReadOnce();
    void theDescriptionOfAnotherIsNotTaken();
    void findsByIdAndName();
    void waitsForTheBudget();
    void endsWithItself();

private:
    static TemplatePage pageOf(const QStringList &ids, const QString &next = {})
    {
        TemplatePage page;
        for (const QString &id : ids)
            page.templates += usableTemplate(id);
        page.hasMore = !next.isEmpty();
        page.nextCursor = next;
        return page;
    }
    [[nodiscard]] QStringList ids() const
    {
        QStringList all;
        for (const Template &one : m_library->templates())
            all += one.id;
        return all;
    }
    void answer(const TemplatePage &page) { m_api->answer(m_api->open().value(0), page); }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<FakeApi> m_api;
    std::unique_ptr<RateBudget> m_budget;
    std::unique_ptr<TemplateLibrary> m_library;
};

void TemplateLibraryTest::init()
{
    m_library.reset();
    m_clock = std::make_unique<ManualClock>();
    m_api = std::make_unique<FakeApi>();
    m_budget = std::make_unique<RateBudget>();
    m_library = std::make_unique<TemplateLibrary>(*m_clock, *m_api, *m_budget);
}

void TemplateLibraryTest::readsOnceAndKeeps()
{
    QVERIFY(!m_library->hasData());
    const QSignalSpy changed(m_library.get(), &TemplateLibrary::changed);
    m_library->want();
    m_library->want();
    QVERIFY(m_library->isReading());
    QCOMPARE(m_api->texts(), QStringList{u"TEMPLATES"_s});
    answer(pageOf({u"1"_s, u"2"_s}));
    QVERIFY(m_library->hasData());
    QVERIFY(!m_library->isReading());
    QCOMPARE(changed.count(), 2);
    QCOMPARE(ids(), (QStringList{u"1"_s, u"2"_s}));
    m_clock->advance(59s);
    m_library->want();
    QCOMPARE(m_api->count(), 1);
    m_clock->advance(1s);
    m_library->want();
    QCOMPARE(m_api->count(), 2);
    QCOMPARE(ids().size(), 2); // the old ones meanwhile
    answer(pageOf({u"3"_s}));
    QCOMPARE(ids(), QStringList{u"3"_s});
}

void TemplateLibraryTest::followsPages()
{
    m_library->want();
    answer(pageOf({u"1"_s, u"2"_s}, u"c2"_s));
    QVERIFY(!m_library->hasData());
    // A row that moved from one page to the next.
    answer(pageOf({u"2"_s, u"3"_s}, u"c3"_s));
    answer(pageOf({u"4"_s}));
    QCOMPARE(m_api->texts(),
             (QStringList{u"TEMPLATES"_s, u"TEMPLATES cursor=c2"_s, u"TEMPLATES cursor=c3"_s}));
    QCOMPARE(ids(), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
    QVERIFY(!m_library->isIncomplete());
}

void TemplateLibraryTest::doesNotRunInCircles_data()
{
    QTest::addColumn<QString>("second");
    QTest::addColumn<QStringList>("secondIds");
    QTest::newRow("the cursor comes again") << u"c2"_s << QStringList{u"3"_s};
    QTest::newRow("nothing new") << u"c3"_s << QStringList{u"1"_s};
}

void TemplateLibraryTest::doesNotRunInCircles()
{
    QFETCH(const QString, second);
    QFETCH(const QStringList, secondIds);
    m_library->want();
    answer(pageOf({u"1"_s}, u"c2"_s));
    answer(pageOf(secondIds, second));
    QVERIFY(m_api->open().isEmpty());
    QVERIFY(m_library->hasData());
    QVERIFY(m_library->isIncomplete());
}

void TemplateLibraryTest::aFailedReadKeepsWhatThereWas()
{
    m_library->want();
    m_api->fail(1, apiError(Kind::Unreachable));
    QVERIFY(!m_library->hasData());
    QCOMPARE(m_library->error()->kind, Kind::Unreachable);
    m_library->want(); // at once: there is nothing to wait with
    answer(pageOf({u"1"_s}));
    QVERIFY(!m_library->error());
    m_library->readNow();
    m_api->fail(m_api->count(), apiError(Kind::ServerError));
    QCOMPARE(ids(), QStringList{u"1"_s});
    QVERIFY(m_library->error());
    QVERIFY(m_library->hasData());
}

void TemplateLibraryTest::tellsOfARefusedKey()
{
    const QSignalSpy refused(m_library.get(), &TemplateLibrary::keyRefused);
    m_library->want();
    m_api->fail(1, apiError(Kind::Unauthorized));
    QCOMPARE(refused.count(), 1);
}

void TemplateLibraryTest::descriptionsAreReadOnce()
{
    m_library->want();
    answer(pageOf({u"1"_s}));
    m_library->wantDetails(u"1"_s);
    m_library->wantDetails(u"1"_s);
    m_library->wantDetails({});
    QCOMPARE(m_api->count(FakeApi::Verb::Template), 1);
    Template details;
    details.id = u"1"_s;
    details.description = u"one"_s;
    m_api->answer(m_api->count(), details);
    QCOMPARE(m_library->find(u"1"_s)->description, u"one"_s);
    QCOMPARE(m_library->find(u"1"_s)->displayName, u"Template 1"_s);
    m_library->wantDetails(u"1"_s);
    QCOMPARE(m_api->count(FakeApi::Verb::Template), 1);
    // A list, which has none, does not take it away.
    m_library->readNow();
    answer(pageOf({u"1"_s, u"2"_s}));
    QCOMPARE(m_library->find(u"1"_s)->description, u"one"_s);
    // One that could not be read is asked for again.
    m_library->wantDetails(u"2"_s);
    m_api->fail(m_api->count(), apiError(Kind::ServerError));
    m_library->wantDetails(u"2"_s);
    QCOMPARE(m_api->count(FakeApi::Verb::Template), 3);
}

void TemplateLibraryTest::theDescriptionOfAnotherIsNotTaken()
{
    m_library->want();
    answer(pageOf({u"1"_s, u"2"_s}));
    Template other = usableTemplate(u"2"_s);
    other.description = u"two"_s;
    for (const bool hasId : {true, false}) {
        if (!hasId)
            other.id.clear();
        m_library->wantDetails(u"1"_s);
        m_api->answer(m_api->count(), other);
        QCOMPARE(ids(), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(m_library->find(u"1"_s)->description, QString());
    }
}

void TemplateLibraryTest::findsByIdAndName()
{
    m_library->want();
    TemplatePage page = pageOf({u"1"_s, u"2"_s, u"3"_s});
    page.templates[0].name = u"base"_s;
    page.templates[0].statusWord = u"building"_s;
    page.templates[1].name = u"base"_s;
    Template nameless;
    nameless.name = u"only"_s;
    page.templates += nameless;
    answer(page);
    QCOMPARE(m_library->find(u"1"_s, u"base"_s)->id, u"1"_s);
    QCOMPARE(m_library->find({}, u"base"_s)->id, u"2"_s);  // the one that can be used
    QCOMPARE(m_library->find(u"9"_s, u"base"_s), nullptr); // the id counts
    QCOMPARE(m_library->find({}, {}), nullptr);
    QCOMPARE(m_library->find({}, u"only"_s)->key(), u"only"_s);
    QCOMPARE(m_library->find(u"only"_s)->name, u"only"_s);
}

void TemplateLibraryTest::waitsForTheBudget()
{
    Exchange exchange;
    exchange.httpStatus = 429;
    exchange.retryAfter = 3s;
    m_budget->record(exchange, m_clock->monoNow());
    m_library->want();
    QVERIFY(m_library->isReading());
    // Of descriptions the one that is wanted last comes, once there is room.
    m_library->wantDetails(u"1"_s);
    m_library->wantDetails(u"2"_s);
    QCOMPARE(m_api->count(), 0);
    m_clock->advance(3s);
    QCOMPARE(m_api->texts(), (QStringList{u"TEMPLATES"_s, u"TEMPLATE 2"_s}));
}

void TemplateLibraryTest::endsWithItself()
{
    m_library->want();
    m_library->wantDetails(u"1"_s);
    QCOMPARE(m_api->open().size(), 2);
    m_library.reset();
    QVERIFY(m_api->open().isEmpty());
}

SANDGLASS_REGISTER_TEST(TemplateLibraryTest)

} // namespace

#include "tst_templatelibrary.moc"
