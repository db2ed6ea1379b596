// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/facts.h"
#include "diagnostics/idveil.h"
#include "recorderfixture.h"
#include "support/testregistry.h"

#include <QDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The text a person gives away: what is in it, and what is not.
class DiagnosticsBundleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyPartIsThere();
    void idsAreWordsUnlessWished();
    void theSameIdIsTheSameWord();
    void oddIds();
    void idsNobodyKnows_data();
    void idsNobodyKnows();
    void whatIsNoIdStays_data();
    void whatIsNoIdStays();
    void secretsAndHomeAreNotInIt();
    void withoutAConnection();

private:
    [[nodiscard]] DiagnosticsRequest request() const
    {
        DiagnosticsRequest made{{programFacts()}, m_fixture->logbook, m_fixture->clock.utcNow()};
        const ConnectionParts parts{
            m_fixture->clock,  m_fixture->poller,      m_fixture->store,     m_fixture->controller,
            m_fixture->budget, m_fixture->serverClock, u"api.example.org"_s, false};
        made.sections += {connectionFacts(parts), budgetFacts(parts), timingFacts(parts)};
        addIdsOf(m_fixture->store, made);
        return made;
    }

    std::unique_ptr<RecorderFixture> m_fixture;
};

void DiagnosticsBundleTest::init()
{
    m_fixture = std::make_unique<RecorderFixture>();
    Sandbox one = sandbox(u"1763382095i648uu1o"_s);
    one.templateId = u"tmpl-base-01"_s;
    one.organizationId = u"9000017"_s;
    m_fixture->answerPoll({one, sandbox(u"plain"_s)});
    m_fixture->controller.request(LifecycleAction::Pause, {one.id});
    ApiError error = apiError(ApiErrorKind::PaymentRequired);
    error.method = u"POST"_s;
    error.path = "/v1/sandboxes/"_L1 % one.id % "/pause"_L1;
    error.requestId = u"req_7f3a9c21"_s;
    error.serverMessage = "no credit for organisation 9000017, sandbox "_L1 % one.id;
    error.took = 120ms;
    m_fixture->api.fail(m_fixture->api.find("POST "_L1 % one.id % "/pause"_L1), error);
}

void DiagnosticsBundleTest::everyPartIsThere()
{
    const QString text = diagnosticsText(request());
    for (const QString &part :
         {u"# Sandglass diagnostics"_s, u"## Program"_s, u"- Sandglass: " SANDGLASS_VERSION ""_s,
          QString(u"- Qt: "_s % QLatin1StringView(qVersion())), u"## Connection"_s,
          u"- Server: api.example.org"_s, u"- Pace: not slowed, 5 s"_s, u"## Request budget"_s,
          u"- Limit: 100 a minute, assumed"_s, u"## Last errors"_s, u"status 402"_s, u"after 120 ms"_s,
          u"## Events"_s, u"Read the list for the first time"_s, u"[Problem]"_s,
          u"## Requests and how long their answers took"_s, u"## Usual time until an action shows"_s})
        QVERIFY2(text.contains(part), qPrintable(QString(part % u" is not in\n"_s % text)));
}

void DiagnosticsBundleTest::idsAreWordsUnlessWished()
{
    DiagnosticsRequest wanted = request();
    const QStringList ids{u"1763382095i648uu1o"_s, u"req_7f3a9c21"_s, u"9000017"_s};
    const QString without = diagnosticsText(wanted);
    for (const QString &id : ids)
        QVERIFY2(!without.contains(id), qPrintable(without));
    QVERIFY(without.contains(u"/v1/sandboxes/sandbox-1/pause"_s));
    QVERIFY(without.contains(u"request request-1"_s));
    QVERIFY(without.contains(u"organisation id-1"_s));
    wanted.withIds = true;
    const QString with = diagnosticsText(wanted);
    for (const QString &id : ids)
        QVERIFY2(with.contains(id), qPrintable(with));
}

void DiagnosticsBundleTest::theSameIdIsTheSameWord()
{
    IdVeil veil;
    veil.know(u"sandbox"_s, u"alpha"_s);
    veil.know(u"sandbox"_s, u"alpha-2"_s);
    veil.know(u"sandbox"_s, u"gamma"_s);
    QCOMPARE(veil.apply(u"gamma, alpha and alpha-2; gamma."_s),
             u"sandbox-1, sandbox-2 and sandbox-3; sandbox-1."_s);
    QCOMPARE(veil.apply(u"alphabet alpha"_s), u"alphabet sandbox-2"_s);
}

void DiagnosticsBundleTest::oddIds()
{
    IdVeil veil;
    veil.know(u"sandbox"_s, u"a.b:c d"_s);
    veil.know(u"sandbox"_s, u"ümläut-1"_s);
    QCOMPARE(veil.apply(u"<a.b:c d> ümläut-1"_s), u"<sandbox-1> sandbox-2"_s);
}

void DiagnosticsBundleTest::idsNobodyKnows_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("veiled");
    QTest::newRow("uuid") << u"see 550e8400-e29b-41d4-a716-446655440000."_s << u"see id-1."_s;
    QTest::newRow("path") << u"GET /v1/sandboxes/x/pause"_s << u"GET /v1/sandboxes/sandbox-1/pause"_s;
    QTest::newRow("template") << u"GET /v1/templates/73"_s << u"GET /v1/templates/template-1"_s;
    QTest::newRow("mixed") << u"node ip10abc22defg is busy"_s << u"node id-1 is busy"_s;
}

void DiagnosticsBundleTest::idsNobodyKnows()
{
    QFETCH(const QString, text);
    QFETCH(const QString, veiled);
    QCOMPARE(IdVeil().apply(text), veiled);
}

void DiagnosticsBundleTest::whatIsNoIdStays_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("route") << u"GET /v1/sandboxes/{id}/pause"_s;
    QTest::newRow("moment") << u"2026-11-24 18:02:11.123Z"_s;
    QTest::newRow("address") << u"127.0.0.1:38231"_s;
    QTest::newRow("number") << u"123456789012345 bytes"_s;
    QTest::newRow("long word") << u"incomprehensibilities"_s;
}

void DiagnosticsBundleTest::whatIsNoIdStays()
{
    QFETCH(const QString, text);
    QCOMPARE(IdVeil().apply(text), text);
}

void DiagnosticsBundleTest::secretsAndHomeAreNotInIt()
{
    ApiError error = apiError(ApiErrorKind::Unauthorized);
    error.serverMessage =
        u"hopx_live_Ab3dEf.0123456789abcdef is no key; token=eyJhbGciOiJI.eyJzdWIi.c2lnbmF0"_s;
    error.transportText = QDir::homePath() + u"/company.pem is not trusted"_s;
    m_fixture->logbook.errors.add(u"reading the list"_s, error);
    for (const bool withIds : {false, true}) {
        DiagnosticsRequest wanted = request();
        wanted.withIds = withIds;
        const QString text = diagnosticsText(wanted);
        QVERIFY2(!text.contains(u"0123456789abcdef"_s) && !text.contains(u"eyJzdWIi"_s), qPrintable(text));
        QVERIFY2(text.contains(u"~/company.pem is not trusted"_s) && !text.contains(QDir::homePath()),
                 qPrintable(text));
    }
}

void DiagnosticsBundleTest::withoutAConnection()
{
    const Logbook empty(m_fixture->clock);
    const QString text = diagnosticsText({{programFacts()}, empty, m_fixture->clock.utcNow()});
    QVERIFY(text.contains(u"## Program"_s) && !text.contains(u"## Connection"_s));
    QVERIFY2(text.contains(u"None were sent."_s), qPrintable(text));
}

SANDGLASS_REGISTER_TEST(DiagnosticsBundleTest)

} // namespace

#include "tst_diagnosticsbundle.moc"
