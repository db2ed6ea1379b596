// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/agentclient.h"
#include "api/codec.h"
#include "apifixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiErrorKind;

constexpr const char *kToken = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
constexpr const char *kCreatedBody =
    R"({"id":"1763382095i648uu1o","status":"running","template_id":73,"template_name":"base",
        "public_host":"https:\/\/7777-1763382095i648uu1o.eu-1001.vms.hopx.dev/","region":"eu-1001",
        "auth_token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl","token_expires_at":"2025-11-18T12:21:35Z"})";

/// Templates, creating and the agents: what goes over the wire, what odd answers become.
class TestCreate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void templates();
    void oddTemplates_data();
    void oddTemplates();
    void noTemplates_data();
    void noTemplates();
    void templateDetails();
    void templateKeysThatLeadElsewhereAreNotSent();

    void createSendsWhatIsWanted_data();
    void createSendsWhatIsWanted();
    void createdIsRead();
    void aSparseAnswerIsNoPromiseForEver();
    void createIsSeenOnce_data();
    void createIsSeenOnce();
    void createGivesUpAfterItsTime();
    void valuesAreNotRepeatedInErrors_data();
    void valuesAreNotRepeatedInErrors();
    void valuesDoNotDecideWhatAnErrorMeans();
    void tokenIsRead();
    void noToken_data();
    void noToken();

    void agentHealth_data();
    void agentHealth();
    void agentGetsTheTokenAndNeverTheKey();
    void agentEnvironmentMayAnswerNothing();
    void unusableAgentsAreNotAsked_data();
    void unusableAgentsAreNotAsked();
    void droppingAHandleEndsARequestToAnAgent();
};

void TestCreate::templates()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::json(
        R"({"object":"list","has_more":true,"next_cursor":"c 2","data":[{"id":"73","name":"code-interpreter",
            "display_name":"Code Interpreter","is_public":true,"organization_id":"","status":"active","build_id":7,
            "default_resources":{"vcpu":2,"memory_mb":2048,"disk_gb":10},"object":"template"}]})"));
    f.server.enqueue(ScriptedReply::json(R"({"data":[],"has_more":false})"));
    Outcome<TemplatePage> first;
    Outcome<TemplatePage> second;
    const RequestHandle handle = f.client.templates({}, first.callback());
    QTRY_COMPARE(first.calls, 1);
    QVERIFY(first.result->has_value());
    const TemplatePage &page = **first.result;
    QCOMPARE(page.templates.size(), 1);
    QVERIFY(page.hasMore);
    Template wanted;
    wanted.id = u"73"_s;
    wanted.name = u"code-interpreter"_s;
    wanted.displayName = u"Code Interpreter"_s;
    wanted.statusWord = u"active"_s;
    wanted.isPublic = true;
    wanted.vcpu = 2;
    wanted.memoryMb = 2048;
    wanted.diskMb = 10'240;
    QVERIFY(page.templates.first() == wanted);

    const RequestHandle next = f.client.templates(page.nextCursor, second.callback());
    QTRY_COMPARE(second.calls, 1);
    QVERIFY((*second.result)->templates.isEmpty());
    QCOMPARE(f.server.requests().at(0).target, QByteArray("/v1/templates?limit=100"));
    QCOMPARE(f.server.requests().at(1).target, QByteArray("/v1/templates?limit=100&cursor=c%202"));
}

void TestCreate::oddTemplates_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<int>("skipped");
    const auto row = [](const char *name, const QByteArray &body, const QStringList &keys, int skipped) {
        QTest::newRow(name) << body << keys << skipped;
    };
    row("null for none", R"({"object":"list","data":null,"has_more":false})", {}, 0);
    row("no data at all", R"({"object":"list","has_more":false})", {}, 0);
    row("a bare array", R"([{"id":"1"}])", {u"1"_s}, 0);
    row("ids as numbers", R"({"data":[{"id":489,"name":"x"},{"id":9007199254740993}]})",
        {u"489"_s, u"9007199254740993"_s}, 0);
    row("the build's spelling", R"({"data":[{"template_id":12}]})", {u"12"_s}, 0);
    row("a name alone", R"({"data":[{"name":"base"}]})", {u"base"_s}, 0);
    row("null and nameless rows", R"({"data":[null,{},{"id":"","name":null},{"id":"1"}]})", {u"1"_s}, 3);
    row("fractions are no ids", R"({"data":[{"id":1.5},{"id":2}]})", {u"2"_s}, 1);
    row("a name that cannot be sent as it is", R"({"data":[{"name":"a\nb"},{"id":"1","name":"a\nb"}]})",
        {u"1"_s}, 1);
}

void TestCreate::oddTemplates()
{
    QFETCH(const QByteArray, body);
    const Decoded<TemplatePage> page = codec::decodeTemplates(body);
    QVERIFY(page.has_value());
    QStringList keys;
    for (const Template &made : page->templates)
        keys += made.key();
    QTEST(keys, "keys");
    QTEST(page->skipped, "skipped");
}

void TestCreate::noTemplates_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<CodecError::Kind>("kind");
    QTest::newRow("empty") << QByteArray() << CodecError::Kind::Malformed;
    QTest::newRow("cut") << QByteArray(R"({"data":[{"id":"1")") << CodecError::Kind::Malformed;
    QTest::newRow("page") << QByteArray("<html><title>Login</title></html>") << CodecError::Kind::NotHopx;
    QTest::newRow("something else") << QByteArray(R"({"version":1})") << CodecError::Kind::NotHopx;
    QTest::newRow("numbers") << QByteArray(R"({"data":[1,2]})") << CodecError::Kind::NotHopx;
    QTest::newRow("an error") << QByteArray(R"({"success":false,"message":"no","data":null})")
                              << CodecError::Kind::NotHopx;
}

void TestCreate::noTemplates()
{
    QFETCH(const QByteArray, body);
    const Decoded<TemplatePage> page = codec::decodeTemplates(body);
    QVERIFY(!page.has_value());
    QTEST(page.error().kind, "kind");
}

void TestCreate::templateDetails()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::json(
        R"({"id":71,"name":"base","description":"A small Debian\nwith nothing added","category":"general",
            "language":"bash","is_active":false,"min_resources":null,"default_resources":{"vcpu":0,"disk_mb":512},
            "fluent_api_config":[123,34]})"));
    Outcome<Template> outcome;
    const RequestHandle handle = f.client.templateDetails(u"71"_s, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    const Template &made = **outcome.result;
    QCOMPARE(made.id, u"71"_s);
    QCOMPARE(made.description, u"A small Debian with nothing added"_s);
    QCOMPARE(made.isActive, std::optional<bool>(false));
    QVERIFY(!made.vcpu);
    QCOMPARE(made.diskMb, std::optional<int>(512));
    QCOMPARE(f.server.requests().constFirst().target, QByteArray("/v1/templates/71"));
}

void TestCreate::templateKeysThatLeadElsewhereAreNotSent()
{
    ApiFixture f;
    for (const QString &key : {u""_s, u"."_s, u".."_s, u"a\nb"_s}) {
        Outcome<Template> outcome;
        const RequestHandle handle = f.client.templateDetails(key, outcome.callback());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.error().kind, Kind::BadRequest);
    }
    QVERIFY(f.server.requests().isEmpty());
}

void TestCreate::createSendsWhatIsWanted_data()
{
    QTest::addColumn<SandboxSpec>("spec");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const SandboxSpec &spec, const QByteArray &body) {
        QTest::newRow(name) << spec << body;
    };
    row("the id counts", {u"73"_s, u"base"_s, {}, {}, true, {}},
        R"({"template_id":"73","internet_access":true})");
    row("the name where there is no id", {{}, u"base"_s, {}, {}, true, {}},
        R"({"template_name":"base","internet_access":true})");
    row("everything",
        {u"73"_s, u"base"_s, u"eu-west"_s, 900, false, {{u"A"_s, u"1"_s}, {u"B"_s, u"\"ü\"\n"_s}}},
        R"({"template_id":"73","region":"eu-west","timeout_seconds":900,"internet_access":false,
            "env_vars":{"A":"1","B":"\"ü\"\n"}})");
    row("no timeout that makes no sense", {u"73"_s, {}, {}, 0, true, {}},
        R"({"template_id":"73","internet_access":true})");
}

void TestCreate::createSendsWhatIsWanted()
{
    QFETCH(const SandboxSpec, spec);
    QFETCH(const QByteArray, body);
    ApiFixture f;
    f.server.enqueue(ScriptedReply::http(201, kCreatedBody));
    Outcome<CreatedSandbox> outcome;
    const RequestHandle handle = f.client.create(spec, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(f.server.requests().size(), 1);
    const SeenRequest &seen = f.server.requests().constFirst();
    QCOMPARE(seen.method, QByteArray("POST"));
    QCOMPARE(seen.target, QByteArray("/v1/sandboxes"));
    QCOMPARE(seen.header("content-type"), QByteArray("application/json"));
    QCOMPARE(seen.header("x-api-key"), QByteArray(kKey));
    QVERIFY(QJsonDocument::fromJson(body).isObject());
    QCOMPARE(QJsonDocument::fromJson(seen.body), QJsonDocument::fromJson(body));
}

void TestCreate::createdIsRead()
{
    const Decoded<CreatedSandbox> created = codec::decodeCreated(kCreatedBody);
    QVERIFY(created.has_value());
    QCOMPARE(created->sandbox.id, u"1763382095i648uu1o"_s);
    QCOMPARE(created->sandbox.status, SandboxStatus::Running);
    QCOMPARE(created->sandbox.templateId, u"73"_s);
    QCOMPARE(created->token.secret(), QByteArray(kToken));
}

void TestCreate::aSparseAnswerIsNoPromiseForEver()
{
    const Decoded<CreatedSandbox> sparse = codec::decodeCreated(R"({"id":"a","status":"creating"})");
    QCOMPARE(sparse->sandbox.expiry.kind, Expiry::Kind::NotReported);
    QVERIFY(sparse->token.isEmpty());
    const Decoded<CreatedSandbox> clear =
        codec::decodeCreated(R"({"id":"a","expires_at":null,"timeout_seconds":null})");
    QCOMPARE(clear->sandbox.expiry.kind, Expiry::Kind::Never);
}

void TestCreate::createIsSeenOnce_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("maybeExecuted");
    QTest::newRow("closed at once") << ScriptedReply::closeAtOnce() << Kind::ConnectionLost << true;
    QTest::newRow("reset at once") << ScriptedReply::reset() << Kind::ConnectionLost << true;
    QTest::newRow("cut in the body") << ScriptedReply::cutBody(kCreatedBody, 20) << Kind::ConnectionLost
                                     << true;
    QTest::newRow("truncated JSON") << ScriptedReply::http(201, R"({"id":"a)") << Kind::Malformed << true;
    QTest::newRow("empty") << ScriptedReply::http(201) << Kind::Malformed << true;
    QTest::newRow("204") << ScriptedReply::http(204) << Kind::Malformed << true;
    QTest::newRow("no id") << ScriptedReply::http(201, R"({"status":"running"})") << Kind::NotHopx << true;
    QTest::newRow("page") << ScriptedReply::http(200, "<html></html>", {}, "text/html") << Kind::NotHopx
                          << true;
    QTest::newRow("400") << ScriptedReply::http(400, R"({"error":"no"})") << Kind::BadRequest << false;
    QTest::newRow("401") << ScriptedReply::http(401) << Kind::Unauthorized << false;
    QTest::newRow("402") << ScriptedReply::http(402, R"({"error":"Insufficient credits"})")
                         << Kind::PaymentRequired << false;
    QTest::newRow("403 limit") << ScriptedReply::http(403, R"({"error":"Limit of 5 sandboxes"})")
                               << Kind::PlanLimit << false;
    QTest::newRow("404") << ScriptedReply::http(404, R"({"error":"Template not found"})") << Kind::NotFound
                         << false;
    QTest::newRow("429") << ScriptedReply::http(429) << Kind::RateLimited << false;
    QTest::newRow("500") << ScriptedReply::http(500) << Kind::ServerError << true;
    QTest::newRow("503") << ScriptedReply::http(503, R"({"error":"No nodes available"})") << Kind::Unavailable
                         << true;
    QTest::newRow("504") << ScriptedReply::http(504) << Kind::Unavailable << true;
}

void TestCreate::createIsSeenOnce()
{
    QFETCH(const ScriptedReply, reply);
    ApiFixture f;
    // A second one, should there be one, would succeed.
    f.server.setDefault(ScriptedReply::http(201, kCreatedBody));
    f.server.enqueue(reply);
    Outcome<CreatedSandbox> outcome;
    const RequestHandle handle = f.client.create(
        {u"73"_s, {}, {}, {}, true, {{u"TOKEN"_s, u"x"_s.repeated(5000)}}}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!outcome.result->has_value());
    QTEST(outcome.error().kind, "kind");
    QTEST(outcome.error().maybeExecuted, "maybeExecuted");
    QCOMPARE(outcome.error().path, u"/v1/sandboxes"_s);
    QCOMPARE(f.server.requests().size(), 1);
}

void TestCreate::createGivesUpAfterItsTime()
{
    ApiFixture f;
    f.server.setDefault(ScriptedReply::hang());
    Outcome<CreatedSandbox> outcome;
    const RequestHandle handle = f.client.create({u"73"_s, {}, {}, {}, true, {}}, outcome.callback());
    QTRY_COMPARE(f.server.requests().size(), 1);
    f.clock.advance(HopxClient::kCreateDeadline - 1ms);
    QCoreApplication::processEvents();
    QCOMPARE(outcome.calls, 0);
    f.clock.advance(1ms);
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, Kind::Timeout);
    QVERIFY(outcome.error().maybeExecuted);
    QCOMPARE(f.server.requests().size(), 1);
}

void TestCreate::valuesAreNotRepeatedInErrors_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("secret"); // a part of it nobody may see
    QTest::addColumn<ScriptedReply>("reply");
    const auto row = [](const char *name, const QString &value, const QString &secret,
                        const ScriptedReply &reply) { QTest::newRow(name) << value << secret << reply; };
    const auto json = [](const QJsonObject &body) {
        return ScriptedReply::http(400, QJsonDocument(body).toJson(QJsonDocument::Compact));
    };
    const QString dsn = u"postgres://u:pw-of-the-database"_s;
    const QString key = u"-----BEGIN KEY-----\nMIIEvQIBADAN\n-----END KEY-----\n"_s;
    const QString account = u"{\"type\":  \"account\",\n \"id\": \"C:\\\\new\"}"_s;

    row("words", u"correct horse"_s, u"horse"_s, json({{u"error"_s, u"VALUE 'correct horse' is wrong"_s}}));
    row("short", u"hunter2"_s, u"hunt"_s, json({{u"error"_s, u"VALUE=hunter2"_s}}));
    row("four letters", u"hunt"_s, u"hunt"_s, json({{u"error"_s, u"VALUE=hunt"_s}}));
    row("in the code", u"hunter2"_s, u"hunt"_s, json({{u"error"_s, u"VALUE"_s}, {u"code"_s, u"hunter2"_s}}));
    row("in the request's id", u"hunter2"_s, u"hunt"_s,
        json({{u"error"_s, u"VALUE"_s}, {u"request_id"_s, u"r-hunter2"_s}}));
    row("in the header", u"hunter2"_s, u"hunt"_s,
        ScriptedReply::http(400, R"({"error":"VALUE"})", {{"X-Request-ID", "r-hunter2"}}));
    row("lines", key, u"MIIE"_s, json({{u"error"_s, QString(u"VALUE: "_s + key)}}));
    row("lines folded by the server", key, u"MIIE"_s,
        json({{u"error"_s, QString(u"VALUE: "_s + key.simplified())}}));
    row("across the cut", dsn, u"postgres"_s,
        json({{u"error"_s, QString(u"VALUE "_s + u"x"_s.repeated(470) + u' ' + dsn)}}));
    row("across the cut of the code", dsn, u"postgres"_s,
        json({{u"error"_s, u"VALUE"_s}, {u"code"_s, QString(u"x"_s.repeated(50) + dsn)}}));
    row("in detail, across the cut", dsn, u"postgres"_s,
        json({{u"detail"_s, QJsonArray{QJsonObject{{u"a"_s, QString(u"VALUE "_s + u"x"_s.repeated(140))},
                                                   {u"input"_s, QJsonObject{{u"DATABASE_URL"_s, dsn}}}}}}}));
    row("JSON within JSON", account, u"account"_s,
        json({{u"detail"_s, QJsonArray{QJsonObject{{u"input"_s, account}, {u"name"_s, u"VALUE"_s}}}}}));
    row("JSON within JSON within JSON", account, u"account"_s,
        json({{u"error"_s, QString::fromUtf8(QJsonDocument(QJsonObject{{u"VALUE"_s, account}}).toJson())}}));
    row("escaped letters", u"gr\u00fc\u00dfe"_s, u"gr"_s,
        ScriptedReply::http(400, R"({"detail":["VALUE gr\u00fc\u00DFe"]})"));
    row("cut by the network", dsn, u"postgres"_s,
        ScriptedReply::http(400, R"({"error":"VALUE )" + dsn.left(25).toUtf8()));
    row("a page", u"hunter2"_s, u"hunt"_s,
        ScriptedReply::http(200, "<title>VALUE hunter2</title>", {}, "text/html"));
}

void TestCreate::valuesAreNotRepeatedInErrors()
{
    QFETCH(const QString, value);
    QFETCH(const QString, secret);
    QFETCH(const ScriptedReply, reply);
    ApiFixture f;
    f.server.setDefault(reply);
    Outcome<CreatedSandbox> outcome;
    const RequestHandle handle = f.client.create(
        {u"73"_s, {}, {}, {}, true, {{u"VALUE"_s, value}, {u"PORT"_s, u"80"_s}}}, outcome.callback());
    AgentClient agents(f.clock);
    Outcome<ActionAnswer> set;
    const RequestHandle another = agents.setEnvironment({f.server.url().toString(), ApiKey{kToken}},
                                                        {{u"VALUE"_s, value}}, set.callback());
    QTRY_COMPARE(outcome.calls + set.calls, 2);
    for (const ApiError *error : {&outcome.error(), &set.error()}) {
        const QString all = QStringList{error->serverCode,    error->serverMessage, error->requestId,
                                        error->transportText, error->path,          error->body}
                                .join(u'\n');
        QVERIFY2(!all.contains(secret), qPrintable(all));
        QVERIFY2(all.contains(u"VALUE"_s), qPrintable(all));
        QVERIFY2(all.contains(u'…'), qPrintable(all));
    }
}

void TestCreate::valuesDoNotDecideWhatAnErrorMeans()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::http(403, R"({"error":"Over the limit of 5"})"));
    Outcome<CreatedSandbox> outcome;
    const RequestHandle handle =
        f.client.create({u"73"_s, {}, {}, {}, true, {{u"MODE"_s, u"limit"_s}}}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, Kind::PlanLimit);
    QCOMPARE(outcome.error().serverMessage, u"Over the … of 5"_s);
}

void TestCreate::tokenIsRead()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::json("{\"auth_token\":\"" + QByteArray(kToken) + "\"}"));
    Outcome<ApiKey> outcome;
    const RequestHandle handle = f.client.refreshToken(u"a"_s, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE((*outcome.result)->secret(), QByteArray(kToken));
    QCOMPARE(f.server.requests().constFirst().method, QByteArray("POST"));
    QCOMPARE(f.server.requests().constFirst().target, QByteArray("/v1/sandboxes/a/token/refresh"));
}

void TestCreate::noToken_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no field") << QByteArray("{}");
    QTest::newRow("null") << QByteArray(R"({"auth_token":null})");
    QTest::newRow("not fit for a header") << QByteArray(R"({"auth_token":"a\r\nX-Evil: 1"})");
}

void TestCreate::noToken()
{
    QFETCH(const QByteArray, body);
    QVERIFY(!codec::decodeToken(body));
}

void TestCreate::agentHealth_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<int>("works"); // -1: an error
    QTest::newRow("healthy") << ScriptedReply::json(R"({"status":"healthy","features":[]})") << 1;
    QTest::newRow("ok") << ScriptedReply::json(R"({"status":"OK"})") << 1;
    QTest::newRow("starting") << ScriptedReply::json(R"({"status":"starting"})") << 0;
    QTest::newRow("no word") << ScriptedReply::json("{}") << 0;
    QTest::newRow("502 page") << ScriptedReply::http(502, "<html></html>", {}, "text/html") << -1;
    QTest::newRow("not ready")
        << ScriptedReply::http(
               503, R"({"error":"NOT_INITIALIZED","message":"JWT authentication not yet initialized"})")
        << -1;
}

void TestCreate::agentHealth()
{
    QFETCH(const ScriptedReply, reply);
    QFETCH(const int, works);
    ApiFixture f;
    AgentClient agents(f.clock);
    f.server.enqueue(reply);
    Outcome<bool> outcome;
    const RequestHandle handle =
        agents.health({f.server.url().toString(), ApiKey{kToken}}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.result->has_value() ? int(**outcome.result) : -1, works);
    QCOMPARE(f.server.requests().constFirst().target, QByteArray("/health"));
}

void TestCreate::agentGetsTheTokenAndNeverTheKey()
{
    ApiFixture f;
    AgentClient agents(f.clock);
    f.server.enqueue(ScriptedReply::json("{}"));
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = agents.setEnvironment(
        {f.server.url().toString() + u"/agent/a/"_s, ApiKey{kToken}}, {{u"A"_s, u"1"_s}}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    const SeenRequest &seen = f.server.requests().constFirst();
    QCOMPARE(seen.method, QByteArray("PATCH"));
    QCOMPARE(seen.target, QByteArray("/agent/a/env"));
    QCOMPARE(seen.header("authorization"), QByteArray("Bearer ") + kToken);
    QCOMPARE(seen.header("content-type"), QByteArray("application/json"));
    QVERIFY(!seen.has("x-api-key"));
    QCOMPARE(QJsonDocument::fromJson(seen.body),
             QJsonDocument::fromJson(R"({"env_vars":{"A":"1"},"merge":true})"));
}

void TestCreate::agentEnvironmentMayAnswerNothing()
{
    ApiFixture f;
    AgentClient agents(f.clock);
    f.server.enqueue(ScriptedReply::http(204));
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = agents.setEnvironment({f.server.url().toString(), ApiKey{kToken}},
                                                       {{u"A"_s, u"1"_s}}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
}

void TestCreate::unusableAgentsAreNotAsked_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("none yet") << QString();
    QTest::newRow("in the clear over a network") << u"http://a.vms.example"_s;
    QTest::newRow("no address") << u"https://"_s;
    QTest::newRow("another scheme") << u"ftp://a.vms.example"_s;
    QTest::newRow("a password") << u"https://me:pw@a.vms.example"_s;
}

void TestCreate::unusableAgentsAreNotAsked()
{
    QFETCH(const QString, host);
    ManualClock clock;
    AgentClient agents(clock);
    Outcome<bool> outcome;
    const RequestHandle handle = agents.health({host, ApiKey{kToken}}, outcome.callback());
    QCOMPARE(outcome.calls, 0);
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!outcome.result->has_value());
    QCOMPARE(outcome.error().kind, Kind::BadRequest);
    QVERIFY(!outcome.error().maybeExecuted);
}

void TestCreate::droppingAHandleEndsARequestToAnAgent()
{
    ApiFixture f;
    auto agents = std::make_unique<AgentClient>(f.clock);
    f.server.setDefault(ScriptedReply::hang());
    const AgentAccess access{f.server.url().toString(), ApiKey{kToken}};
    Outcome<bool> dropped;
    Outcome<bool> orphaned;
    {
        const RequestHandle handle = agents->health(access, dropped.callback());
        QTRY_COMPARE(f.server.requests().size(), 1);
    }
    const RequestHandle handle = agents->health(access, orphaned.callback());
    QTRY_COMPARE(f.server.requests().size(), 2);
    agents.reset();
    f.clock.advance(1h);
    QCoreApplication::processEvents();
    QCOMPARE(dropped.calls, 0);
    QCOMPARE(orphaned.calls, 0);
}

} // namespace sandglass::test

QTEST_GUILESS_MAIN(sandglass::test::TestCreate)

#include "tst_api_create.moc"
