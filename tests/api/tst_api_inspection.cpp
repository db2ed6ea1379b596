// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/codec.h"
#include "api/safejson.h"
#include "apifixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;

namespace {

Inspection inspected(const QByteArray &body)
{
    const Decoded<Inspection> inspection = codec::decodeInspection(body);
    if (!inspection) {
        qWarning("no sandbox");
        return {};
    }
    return *inspection;
}

} // namespace

/// What of an answer about one sandbox is kept for a person to read and copy.
class TestInspection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesOfSecrets_data();
    void namesOfSecrets();
    void secretsGoWhereverTheyStand();
    void nothingToHideStays();
    void readsWhatARowHolds();
    void extrasAreTheRest();
    void whatIsShownIsNoExtra();
    void hugeAnswersAreCut();
    void textCannotTurnTheDirection();
    void theKeyIsHiddenByItsValue();
    void asksByAPlainGet();
};

void TestInspection::namesOfSecrets_data()
{
    QTest::addColumn<bool>("secret");
    for (const char *name :
         {"auth_token",    "authToken",       "AUTH-TOKEN",  "token",    "refresh_tokens", "api_key",
          "apiKey",        "apikey",          "x-api-key",   "password", "DB_PASSWORD",    "passwd",
          "client_secret", "ssh_private_key", "credentials", "jwt",      "Authorization",  "set-cookie",
          "signature",     "vnc_pass",        "otp"})
        QTest::newRow(name) << true;
    for (const char *name : {"token_expires_at", "tokenExpiresAt", "id", "status", "public_host", "monkey",
                             "author", "keyboard", "passenger", "spinning", "template_name", ""})
        QTest::newRow(name) << false;
}

void TestInspection::namesOfSecrets()
{
    QTEST(namesSecret(QString::fromLatin1(QTest::currentDataTag())), "secret");
}

void TestInspection::secretsGoWhereverTheyStand()
{
    // Every "hush…" is a secret; none may come out, however it is nested or typed.
    const Inspection inspection = inspected(R"({
        "id":"a","status":"running","auth_token":"hush1","access":{"apiKey":"hush2","inner":[{"password":"hush3"}]},
        "credentials":{"user":"hush4","list":["hush5",{"x":"hush6"}]},
        "env_vars":{"PATH":"hush7","N":815},"environment":["A=hush8"],
        "note":"Bearer hush9hush9","key_hint":"hopx_live_Ab3dEf6hIj9k.hush10hush10",
        "vnc_url":"https://v.example/?token=hush11&x=1&sig=hush12","pin":4711,
        "no_link":"https://u:[]p@v.example/a b?sig=hush14hush14&x=1",
        "link_in_link":"https://v.example/?next=https://w.example/?sig=hush15#pin=hush16",
        "half":"\ud800 Bearer hush17hush17 https://v.example/?sig=hush18","api\udc00_key":"hush19",
        "log":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.hush13"})");
    QVERIFY2(!inspection.json.contains("hush"_L1), qPrintable(inspection.json));
    QVERIFY2(!inspection.json.contains("815"_L1) && !inspection.json.contains("4711"_L1),
             qPrintable(inspection.json));
    for (const ExtraField &extra : inspection.extras)
        QVERIFY2(!extra.value.contains("hush"_L1), qPrintable(extra.name));
    // What is left can still be understood.
    const QJsonObject json = QJsonDocument::fromJson(inspection.json.toUtf8()).object();
    QCOMPARE(json["auth_token"_L1].toString(), u"(removed)"_s);
    QCOMPARE(json["env_vars"_L1]["PATH"_L1].toString(), u"(removed)"_s);
    QVERIFY(json["vnc_url"_L1].toString().contains("x=1"_L1));
}

void TestInspection::nothingToHideStays()
{
    const QJsonObject object{{u"auth_token"_s, QJsonValue::Null},
                             {u"password"_s, u""_s},
                             {u"has_token"_s, false},
                             {u"token_expires_at"_s, u"2025-11-18T12:21:35Z"_s},
                             {u"nested"_s, QJsonArray{1, 2.5, u"plain"_s}}};
    QCOMPARE(withoutSecrets(object), QJsonValue(object));
}

void TestInspection::readsWhatARowHolds()
{
    const QByteArray body = R"({"id":"a","status":"paused","template_id":73,"request_id":"req_1"})";
    const Inspection inspection = inspected(body);
    QCOMPARE(inspection.sandbox, *codec::decodeSandbox(body));
    QCOMPARE(inspection.json, u"{\n    \"id\": \"a\",\n    \"request_id\": \"req_1\",\n"
                              "    \"status\": \"paused\",\n    \"template_id\": 73\n}\n"_s);
    QVERIFY(!codec::decodeInspection("{}"));
    QVERIFY(!codec::decodeInspection("<html>"));
}

void TestInspection::extrasAreTheRest()
{
    const Inspection inspection = inspected(R"({"id":"a","status":"running","region":"eu","request_id":"r",
        "updated_at":"2025-11-17T12:21:35Z","started_at":"","boot_ms":1200,"spot":true,"nested":{"x":1},
        "odd_at":"yesterday","auth_token":"hush","owner":null})");
    const QVector<ExtraField> wanted{
        {u"boot_ms"_s, u"1200"_s, {}},
        {u"odd_at"_s, u"yesterday"_s, {}},
        {u"spot"_s, u"true"_s, {}},
        {u"updated_at"_s, u"2025-11-17T12:21:35Z"_s,
         ReportedTime::known(UtcTime{std::chrono::milliseconds{1'763'382'095'000}})}};
    QCOMPARE(inspection.extras, wanted);
}

void TestInspection::whatIsShownIsNoExtra()
{
    // The address under its older name is the host; a size counts only where sizes stand.
    const Inspection inspection =
        inspected(R"({"sandbox_id":"a","status":"running","direct_url":"a.example","vcpu":2})");
    QCOMPARE(inspection.sandbox.publicHost, u"a.example"_s);
    QCOMPARE(inspection.sandbox.vcpu, std::nullopt);
    QCOMPARE(inspection.extras, (QVector<ExtraField>{{u"vcpu"_s, u"2"_s, {}}}));
    QCOMPARE(inspected(R"({"id":"a","public_host":"a.example","direct_url":"a.example"})").extras,
             QVector<ExtraField>());
    QCOMPARE(inspected(R"({"id":"a","public_host":"a.example","direct_url":"b.example"})").extras,
             (QVector<ExtraField>{{u"direct_url"_s, u"b.example"_s, {}}}));
}

void TestInspection::hugeAnswersAreCut()
{
    QByteArray body = R"({"id":"a","status":"running","blob":")";
    body += QByteArray(1'000'000, 'x') + "\"}";
    const Inspection inspection = inspected(body);
    QVERIFY(inspection.json.size() < 210'000);
    QVERIFY(inspection.json.contains("cut here"_L1));
    // Nothing of what is said about that gets into the server's words.
    const Inspection places =
        inspected(R"({"id":"a","status":"running","blob":"%1 %2 )" + QByteArray(1'000'000, 'x') + "\"}");
    QVERIFY(places.json.contains("%1 %2 xxx"_L1));
    QVERIFY(places.json.contains("(cut here: the answer has 1000"_L1));
}

void TestInspection::textCannotTurnTheDirection()
{
    const Inspection inspection =
        inspected(u"{\"id\":\"a\",\"status\":\"running\",\"note\":\"x\u202Egnp\"}"_s.toUtf8());
    QVERIFY(!inspection.json.contains(QChar(0x202e)));
    QVERIFY(inspection.json.contains(QChar(QChar::ReplacementCharacter)));
    // Nor begin a line that looks like one of the answer's.
    const Inspection lines =
        inspected(u"{\"id\":\"a\",\"status\":\"running\",\"note\":\"x\u2028y\u2029z\"}"_s.toUtf8());
    QVERIFY(!lines.json.contains(QChar(0x2028)) && !lines.json.contains(QChar(0x2029)));
}

void TestInspection::theKeyIsHiddenByItsValue()
{
    ApiFixture f;
    const QByteArray half = kKeySecret;
    f.server.enqueue(ScriptedReply::json(R"({"id":"a","status":"running","echo":")" + half +
                                         R"(","deep":{"e":")" + half + "\"}}"));
    Outcome<Inspection> outcome;
    const RequestHandle handle = f.client.inspect(u"a"_s, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    const Inspection &inspection = **outcome.result;
    QVERIFY2(!inspection.json.contains(QLatin1StringView(kKeySecret)), qPrintable(inspection.json));
    QCOMPARE(inspection.extras.size(), 1);
    QCOMPARE(inspection.extras.first().value, u"…"_s);
}

void TestInspection::asksByAPlainGet()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::json(R"({"id":"other","status":"running"})"));
    Outcome<Inspection> outcome;
    const RequestHandle handle = f.client.inspect(u"a"_s, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(f.server.requests().size(), 1);
    QCOMPARE(f.server.requests().constFirst().method, "GET"_ba);
    QCOMPARE(f.server.requests().constFirst().target, "/v1/sandboxes/a"_ba);
    QCOMPARE(outcome.error().kind, ApiErrorKind::NotHopx);
}

} // namespace sandglass::test

QTEST_GUILESS_MAIN(sandglass::test::TestInspection)
#include "tst_api_inspection.moc"
