// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicefixture.h"

#include <QTest>

using namespace sandglass;
using namespace sandglass::engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kList = u"/v1/sandboxes"_s;

QString pathOf(const QString &id, QStringView tail = {})
{
    return kList + u'/' + id + tail;
}

EngineOptions with(std::initializer_list<FaultRule> faults)
{
    EngineOptions options;
    options.faults = faults;
    options.latency = 0;
    return options;
}

} // namespace

class TestEngineService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void needsTheKey_data()
    {
        QTest::addColumn<QByteArray>("apiKey");
        QTest::addColumn<QByteArray>("authorization");
        QTest::addColumn<int>("status");
        const QByteArray key = "hopx_live_test.secret";
        QTest::newRow("api key") << key << QByteArray() << 200;
        QTest::newRow("bearer") << QByteArray() << "Bearer " + key << 200;
        QTest::newRow("bearer in capitals") << QByteArray() << "BEARER " + key << 200;
        QTest::newRow("none") << QByteArray() << QByteArray() << 401;
        QTest::newRow("wrong") << "x" + key << QByteArray() << 401;
        QTest::newRow("shortened") << key.left(5) << QByteArray() << 401;
        QTest::newRow("other scheme") << QByteArray() << "Basic " + key << 401;
        QTest::newRow("empty bearer") << QByteArray() << QByteArray("Bearer ") << 401;
        QTest::newRow("wrong key, right bearer") << QByteArray("x") << "Bearer " + key << 401;
    }

    void needsTheKey()
    {
        QFETCH(const QByteArray, apiKey);
        QFETCH(const QByteArray, authorization);
        QFETCH(const int, status);
        ServiceFixture f;
        f.ask(HttpRequest{Method::Get, QUrl(kList), apiKey, authorization, {}});
        QCOMPARE(f.status(), status);
        if (status == 401) {
            QVERIFY(!f.answer->body.contains("secret"));
            // Guessing keys must not use up the owner's budget.
            QCOMPARE(f.header("X-RateLimit-Remaining"), QByteArray("100"));
        }
    }

    void healthNeedsNoKey()
    {
        ServiceFixture f;
        f.ask(HttpRequest{Method::Get, QUrl(u"/health"_s), {}, {}, {}});
        QCOMPARE(f.status(), 200);
        QCOMPARE(f.json().value("status"_L1).toString(), u"healthy"_s);
    }

    void emptyListIsNull()
    {
        EngineOptions options;
        options.sandboxes = 0;
        ServiceFixture f(options);
        f.ask(Method::Get, kList);
        QCOMPARE(f.status(), 200);
        QVERIFY(f.json().contains("data"_L1));
        QVERIFY(f.json().value("data"_L1).isNull());
        QCOMPARE(f.json().value("has_more"_L1).toBool(true), false);
    }

    void listRowsAreFullOrSparse()
    {
        ServiceFixture full;
        full.ask(Method::Get, kList + u"?limit=1");
        const QJsonObject row = full.json().value("data"_L1).toArray().first().toObject();
        for (const auto name : {"id"_L1, "status"_L1, "resources"_L1, "expires_at"_L1, "live_mode"_L1,
                                "organization_id"_L1, "node_id"_L1, "timeout_seconds"_L1})
            QVERIFY2(row.contains(name), name.data());
        QVERIFY(!row.contains("auth_token"_L1));

        EngineOptions options;
        options.sparseList = true;
        ServiceFixture sparse(options);
        sparse.ask(Method::Get, kList + u"?limit=1");
        const QStringList keys = sparse.json().value("data"_L1).toArray().first().toObject().keys();
        QCOMPARE(keys, QStringList({u"created_at"_s, u"id"_s, u"object"_s, u"public_host"_s, u"region"_s,
                                    u"status"_s, u"template_name"_s}));
    }

    void listRefusesNonsense_data()
    {
        QTest::addColumn<QString>("query");
        for (const char *query : {"limit=0", "limit=101", "limit=-1", "limit=x", "limit=", "cursor=%%%",
                                  "cursor=abc", "cursor=cA", "limit=99999999999999999999"})
            QTest::newRow(query) << QString::fromLatin1(query);
    }

    void listRefusesNonsense()
    {
        QFETCH(const QString, query);
        ServiceFixture f;
        f.ask(Method::Get, kList + u'?' + query);
        QCOMPARE(f.status(), 400);
    }

    void listFilters()
    {
        ServiceFixture f;
        f.ask(Method::Get, kList + u"?status=paused&region=us-east&unknown=1");
        const QJsonArray rows = f.json().value("data"_L1).toArray();
        QVERIFY(!rows.isEmpty());
        for (const QJsonValue &row : rows) {
            QCOMPARE(row["status"_L1].toString(), u"paused"_s);
            QCOMPARE(row["region"_L1].toString(), u"us-east"_s);
        }
        f.ask(Method::Get, kList + u"?status=nonsense");
        QCOMPARE(f.status(), 200);
        QVERIFY(f.json().value("data"_L1).isNull());
    }

    void createAnswersWithAToken()
    {
        ServiceFixture f;
        f.ask(Method::Post, kList,
              R"({"template_id":73,"region":"eu-west","timeout_seconds":600,"internet_access":false})");
        QVERIFY(!f.answer); // comes when it runs
        f.clock.advance(4s);
        QCOMPARE(f.status(), 201);
        const QJsonObject made = f.json();
        QCOMPARE(made.value("status"_L1).toString(), u"running"_s);
        QCOMPARE(made.value("template_name"_L1).toString(), u"code-interpreter"_s);
        QCOMPARE(made.value("timeout_seconds"_L1).toInt(), 600);
        QVERIFY(made.value("auth_token"_L1).toString().count(u'.') == 2);
        f.ask(Method::Get, pathOf(made.value("id"_L1).toString()));
        QCOMPARE(f.status(), 200);
        QVERIFY(!f.json().contains("auth_token"_L1));
        QCOMPARE(f.json().value("internet_access"_L1).toBool(true), false);
    }

    void createRefusesNonsense_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char *body, int status) {
            QTest::newRow(body) << QByteArray(body) << status;
        };
        row("", 400);
        row("{", 400);
        row("[]", 400);
        row("null", 400);
        row("{}", 400);
        row(R"({"template_name":5})", 400);
        row(R"({"template_id":[]})", 400);
        row(R"({"template_name":"base","region":"mars"})", 400);
        row(R"({"template_name":"base","region":7})", 400);
        row(R"({"template_name":"base","timeout_seconds":0})", 400);
        row(R"({"template_name":"base","timeout_seconds":1e300})", 400);
        row(R"({"template_name":"base","timeout_seconds":1.5})", 400);
        row(R"({"template_name":"base","timeout_seconds":"60"})", 400);
        row(R"({"template_name":"base","internet_access":"yes"})", 400);
        row(R"({"template_name":"base","env_vars":[]})", 400);
        row(R"({"template_name":"checkout-api-next"})", 400);
        row(R"({"template_name":"python"})", 500);
        row(R"({"template_name":"gpu-train"})", 503);
        row(R"({"template_name":"base","vcpu":null,"region":null})", 201);
    }

    void createRefusesNonsense()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        ServiceFixture f;
        f.ask(Method::Post, kList, body);
        f.clock.advance(4s);
        QCOMPARE(f.status(), status);
        QCOMPARE(f.runtime.count(), qsizetype(status == 201 ? 25 : 24));
    }

    void illegalTransitionNamesTheStatus()
    {
        ServiceFixture f;
        f.ask(Method::Post, pathOf(f.idIn(u"stopped"), u"/pause"));
        QCOMPARE(f.status(), 409);
        const QJsonObject error = f.json().value("error"_L1).toObject();
        QCOMPARE(error.value("code"_L1).toString(), u"conflict"_s);
        QVERIFY(error.value("message"_L1).toString().contains(u"'stopped'"));
        QCOMPARE(error.value("details"_L1)["current_status"_L1].toString(), u"stopped"_s);
        QCOMPARE(error.value("request_id"_L1).toString().toLatin1(), f.header("X-Request-ID"));
    }

    void actionsAnswerWithWhereTheyLead()
    {
        ServiceFixture f;
        const QString id = f.idIn(u"running");
        f.ask(Method::Post, pathOf(id, u"/pause"));
        QCOMPARE(f.status(), 200);
        QCOMPARE(f.json().value("status"_L1).toString(), u"paused"_s);
        f.ask(Method::Get, pathOf(id));
        QCOMPARE(f.json().value("status"_L1).toString(), u"running"_s);
        f.clock.advance(4s);
        f.ask(Method::Get, pathOf(id));
        QCOMPARE(f.json().value("status"_L1).toString(), u"paused"_s);
    }

    void flatErrors()
    {
        EngineOptions options;
        options.errorShape = ErrorShape::Flat;
        ServiceFixture f(options);
        f.ask(Method::Get, pathOf(u"nobody"_s));
        QCOMPARE(f.status(), 404);
        QCOMPARE(f.json().value("error"_L1).toString(), u"Sandbox not found"_s);
        QCOMPARE(f.json().value("code"_L1).toString(), u"RESOURCE_NOT_FOUND"_s);
        QVERIFY(!f.json().value("request_id"_L1).toString().isEmpty());
    }

    void nestedErrors()
    {
        ServiceFixture f;
        f.ask(Method::Delete, pathOf(u"nobody"_s));
        QCOMPARE(f.status(), 404);
        const QJsonObject error = f.json().value("error"_L1).toObject();
        QCOMPARE(error.value("message"_L1).toString(), u"Sandbox not found"_s);
        QCOMPARE(error.value("code"_L1).toString(), u"resource_not_found"_s);
        QCOMPARE(error.value("request_id"_L1).toString().size(), qsizetype(36));
    }

    void withoutStopAndStart()
    {
        EngineOptions options;
        options.withStopStart = false;
        ServiceFixture f(options);
        const QString id = f.idIn(u"running");
        f.ask(Method::Post, pathOf(id, u"/stop"));
        QCOMPARE(f.status(), 404);
        f.ask(Method::Post, pathOf(f.idIn(u"stopped"), u"/start"));
        QCOMPARE(f.status(), 404);
        f.ask(Method::Get, pathOf(id));
        QCOMPARE(f.status(), 200);
        f.ask(Method::Post, pathOf(id, u"/pause"));
        QCOMPARE(f.status(), 200);
    }

    void timeout_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("good") << QByteArray(R"({"timeout_seconds":120})") << 200;
        QTest::newRow("zero") << QByteArray(R"({"timeout_seconds":0})") << 400;
        QTest::newRow("negative") << QByteArray(R"({"timeout_seconds":-5})") << 400;
        QTest::newRow("absent") << QByteArray("{}") << 400;
        QTest::newRow("null") << QByteArray(R"({"timeout_seconds":null})") << 400;
        QTest::newRow("no JSON") << QByteArray("120") << 400;
    }

    void timeout()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        ServiceFixture f;
        const QString id = f.idIn(u"running");
        const auto before = f.runtime.find(id);
        f.ask(Method::Put, pathOf(id, u"/timeout"), body);
        QCOMPARE(f.status(), status);
        if (status == 200)
            QCOMPARE(*f.runtime.find(id)->expiresAt, f.clock.utcNow() + 120s);
        else
            QVERIFY(f.runtime.find(id) == before);
    }

    void wrongMethods()
    {
        ServiceFixture f;
        f.ask(Method::Delete, kList);
        QCOMPARE(f.status(), 405);
        QCOMPARE(f.header("Allow"), QByteArray("GET, POST"));
        f.ask(Method::Get, pathOf(u"x"_s, u"/pause"));
        QCOMPARE(f.status(), 405);
        f.ask(Method::Get, u"/v2/sandboxes"_s);
        QCOMPARE(f.status(), 404);
        f.ask(Method::Get, u"/v1/sandboxes/a/b/c/d"_s);
        QCOMPARE(f.status(), 404);
    }

    void templates()
    {
        ServiceFixture f;
        f.ask(Method::Get, u"/v1/templates"_s);
        const QJsonArray rows = f.json().value("data"_L1).toArray();
        QCOMPARE(std::size_t(rows.size()), templateCatalogue().size());
        for (const QString &name : {u"73"_s, u"code-interpreter"_s}) {
            f.ask(Method::Get, u"/v1/templates/"_s + name);
            QCOMPARE(f.json().value("name"_L1).toString(), u"code-interpreter"_s);
        }
        f.ask(Method::Get, u"/v1/templates/nonsense"_s);
        QCOMPARE(f.status(), 404);
        QSet<QString> words;
        QHash<QString, int> names;
        for (const auto &row : rows) {
            const QJsonObject json = QJsonValue(row).toObject();
            words.insert(json.value("status"_L1).toString());
            ++names[json.value("name"_L1).toString()];
            QVERIFY(json.value("default_resources"_L1).toObject().value("vcpu"_L1).toInt() > 0);
            QVERIFY(!json.contains("description"_L1)); // only a read of one template has it
        }
        QCOMPARE(words, (QSet<QString>{u"active"_s, u"building"_s, u"failed"_s, u"archived"_s}));
        QCOMPARE(names.value(u"base"_s), 2); // one public, one of the organisation's
    }

    void createsAndThenSaysThatItFailed()
    {
        ServiceFixture f(with({{FaultKind::Late500, 1.0, 1, u"create"_s}}));
        f.ask(Method::Post, kList, R"({"template_id":502})");
        f.clock.advance(4s);
        QCOMPARE(f.status(), 500);
        QCOMPARE(f.runtime.count(), qsizetype(25));
        QCOMPARE(f.runtime.page({1, {}, {}, {}}).rows.front().templateId, u"502"_s);
    }

    void agentsFailOnlyWhereTheyAreNamed()
    {
        ServiceFixture all(with({{FaultKind::Internal500, 1.0, {}, {}}}));
        const QString health = u"/agent/"_s + all.idIn(u"running") + u"/health"_s;
        all.ask(Method::Get, health);
        QCOMPARE(all.status(), 200);
        ServiceFixture f(with({{FaultKind::Unavailable503, 1.0, 1, u"agent-health"_s}}));
        f.ask(Method::Get, health);
        QCOMPARE(f.status(), 503);
        QCOMPARE(f.json().value("error"_L1).toString(), u"NOT_INITIALIZED"_s);
        f.ask(Method::Get, health);
        QCOMPARE(f.status(), 200);
    }

    void rateLimit()
    {
        EngineOptions options;
        options.requestsPerMinute = 3;
        ServiceFixture f(options);
        const qint64 begin =
            std::chrono::duration_cast<std::chrono::seconds>(f.clock.utcNow().time_since_epoch()).count();
        for (int left = 2; left >= 0; --left) {
            f.ask(Method::Get, kList);
            QCOMPARE(f.status(), 200);
            QCOMPARE(f.header("X-RateLimit-Limit"), QByteArray("3"));
            QCOMPARE(f.header("X-RateLimit-Remaining"), QByteArray::number(left));
            QCOMPARE(f.header("X-RateLimit-Reset").toLongLong(), begin + 60);
        }
        f.clock.advance(10s);
        f.ask(Method::Get, kList);
        QCOMPARE(f.status(), 429);
        QCOMPARE(f.header("Retry-After"), QByteArray("50"));
        const QJsonObject error = f.json().value("error"_L1).toObject();
        QCOMPARE(error.value("code"_L1).toString(), u"rate_limit_exceeded"_s);
        QCOMPARE(error.value("details"_L1)["retry_after_seconds"_L1].toInt(), 50);
        f.clock.advance(49s);
        f.ask(Method::Get, kList);
        QCOMPARE(f.status(), 429);
        f.clock.advance(1s);
        f.ask(Method::Get, kList);
        QCOMPARE(f.status(), 200);
    }

    void flatRateLimit()
    {
        EngineOptions options;
        options.requestsPerMinute = 1;
        options.errorShape = ErrorShape::Flat;
        ServiceFixture f(options);
        f.ask(Method::Get, kList);
        f.ask(Method::Get, kList);
        QCOMPARE(f.status(), 429);
        QCOMPARE(f.json().value("code"_L1).toString(), u"RATE_LIMIT_EXCEEDED"_s);
        QCOMPARE(f.json().value("retry_after"_L1).toInt(), 60);
    }

    void faultsInsteadOfWork_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, FaultKind kind, int status) {
            QTest::newRow(name) << int(kind) << status;
        };
        row("500", FaultKind::Internal500, 500);
        row("502", FaultKind::BadGatewayHtml, 502);
        row("503", FaultKind::Unavailable503, 503);
        row("429", FaultKind::RateLimited429, 429);
        row("402", FaultKind::Payment402, 402);
        row("403", FaultKind::Forbidden403, 403);
    }

    void faultsInsteadOfWork()
    {
        QFETCH(const int, kind);
        QFETCH(const int, status);
        ServiceFixture f(with({{FaultKind(kind), 1.0, 1, u"pause"_s}}));
        const QString id = f.idIn(u"running");
        f.ask(Method::Get, pathOf(id));
        QCOMPARE(f.status(), 200); // aimed at pause alone
        f.ask(Method::Post, pathOf(id, u"/pause"));
        QCOMPARE(f.status(), status);
        QCOMPARE(f.runtime.find(id)->statusWord, u"running"_s);
        QCOMPARE(f.answer->body.startsWith('<'), status == 502);
        f.ask(Method::Post, pathOf(id, u"/pause"));
        QCOMPARE(f.status(), 200); // once was enough
        QCOMPARE(f.runtime.find(id)->statusWord, u"paused"_s);
    }

    void faultsAfterTheWork_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("hang") << int(FaultKind::Hang);
        QTest::newRow("slow") << int(FaultKind::Slow);
        QTest::newRow("empty") << int(FaultKind::Empty);
        QTest::newRow("204") << int(FaultKind::NoContent);
        QTest::newRow("truncate") << int(FaultKind::Truncate);
    }

    void faultsAfterTheWork()
    {
        QFETCH(const int, kind);
        ServiceFixture f(with({{FaultKind(kind), 1.0, {}, u"stop"_s}}));
        const QString id = f.idIn(u"running");
        f.ask(Method::Post, pathOf(id, u"/stop"));
        QCOMPARE(f.runtime.find(id)->statusWord, u"stopped"_s);
        switch (FaultKind(kind)) {
        case FaultKind::Hang:
            f.clock.advance(24h);
            QVERIFY(!f.answer);
            break;
        case FaultKind::Slow:
            f.clock.advance(4999ms);
            QVERIFY(!f.answer);
            f.clock.advance(8s);
            QCOMPARE(f.status(), 200);
            break;
        case FaultKind::Empty:
            QCOMPARE(f.status(), 200);
            QVERIFY(f.answer->body.isEmpty());
            break;
        case FaultKind::NoContent:
            QCOMPARE(f.status(), 204);
            QVERIFY(f.answer->body.isEmpty());
            break;
        default:
            QCOMPARE(f.status(), 200);
            QVERIFY(!f.answer->body.isEmpty());
            QVERIFY(f.json().isEmpty());
        }
    }

    void faultsByChanceFollowTheSeed()
    {
        const auto sequence = [](quint64 seed) {
            EngineOptions options = with({{FaultKind::Internal500, 0.3, {}, {}}});
            options.seed = seed;
            options.requestsPerMinute = 1000;
            ServiceFixture f(options);
            QList<int> statuses;
            for (int i = 0; i < 400; ++i) {
                f.ask(Method::Get, kList + u"?limit=1");
                statuses.append(f.status());
            }
            return statuses;
        };
        const QList<int> one = sequence(1);
        QCOMPARE(one, sequence(1));
        QVERIFY(one != sequence(2));
        const auto failures = one.count(500);
        QVERIFY2(failures > 80 && failures < 160, qPrintable(QString::number(failures)));
    }

    void networkLatencyDelaysEveryAnswer()
    {
        EngineOptions options;
        options.httpLatencyLow = 20ms;
        options.httpLatencyHigh = 80ms;
        ServiceFixture f(options);
        f.ask(Method::Get, u"/health"_s);
        f.clock.advance(19ms);
        QVERIFY(!f.answer);
        f.clock.advance(61ms);
        QCOMPARE(f.status(), 200);
    }

    void agentFollowsTheSandbox()
    {
        EngineOptions options;
        options.latency = 0;
        ServiceFixture f(options);
        const QString id = f.idIn(u"running");
        f.ask(Method::Put, pathOf(id, u"/timeout"), R"({"timeout_seconds":1000000})");
        f.ask(Method::Get, pathOf(id));
        const QString host = f.json().value("public_host"_L1).toString();
        QCOMPARE(host, u"http://127.0.0.1:1/agent/"_s + id);

        const auto token = [&f, id] {
            f.ask(Method::Post, pathOf(id, u"/token/refresh"));
            return f.json().value("auth_token"_L1).toString().toLatin1();
        };
        const auto agent = [&f, host](Method method, QStringView path, const QByteArray &bearer,
                                      const QByteArray &body = {}) {
            f.ask(HttpRequest{method, QUrl(host + path), {}, "Bearer " + bearer, body});
            return f.status();
        };
        QCOMPARE(agent(Method::Get, u"/health", {}), 200);
        QCOMPARE(f.json().value("status"_L1).toString(), u"healthy"_s);
        const QByteArray first = token();
        QCOMPARE(agent(Method::Patch, u"/env", first, R"({"env_vars":{"A":"1"},"merge":true})"), 200);
        QCOMPARE(agent(Method::Patch, u"/env", first, R"({"env_vars":{"B":"2"}})"), 200);
        QCOMPARE(f.json().value("env_vars"_L1).toObject(), (QJsonObject{{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}}));
        QCOMPARE(agent(Method::Patch, u"/env", first, "[]"), 400);
        QCOMPARE(agent(Method::Get, u"/env", f.options.key), 401);
        QCOMPARE(agent(Method::Get, u"/env", first.chopped(2)), 401);

        QCOMPARE(agent(Method::Get, u"/info", first), 404);
        QCOMPARE(f.json().value("code"_L1).toString(), u"NOT_FOUND"_s);

        f.ask(Method::Post, pathOf(id, u"/pause"));
        QCOMPARE(agent(Method::Get, u"/health", {}), 503);
        f.ask(Method::Post, pathOf(id, u"/resume"));
        QCOMPARE(agent(Method::Get, u"/env", first), 401); // resume made it worthless
        QCOMPARE(agent(Method::Get, u"/env", token()), 200);
        const QByteArray aged = token();
        f.clock.advance(24h);
        QCOMPARE(agent(Method::Get, u"/env", aged), 401);
    }

    void faultSyntax_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("rules"); // -1: refused
        QTest::newRow("nothing") << QString() << 0;
        QTest::newRow("one") << u"500=0.5"_s << 1;
        QTest::newRow("all parts") << u"503=1x2@pause,hang=0.01, slow=.1"_s << 3;
        QTest::newRow("always") << u"truncate@list"_s << 1;
        QTest::newRow("unknown kind") << u"499=1"_s << -1;
        QTest::newRow("unknown route") << u"500=1@health"_s << -1;
        QTest::newRow("too likely") << u"500=1.5"_s << -1;
        QTest::newRow("not a number") << u"500=nan"_s << -1;
        QTest::newRow("no number") << u"500="_s << -1;
        QTest::newRow("never") << u"500=1x0"_s << -1;
    }

    void faultSyntax()
    {
        QFETCH(const QString, text);
        QFETCH(const int, rules);
        QString mistake;
        const auto parsed = parseFaults(text, &mistake);
        QCOMPARE(parsed ? int(parsed->size()) : -1, rules);
        QCOMPARE(mistake.isEmpty(), parsed.has_value());
    }
};

QTEST_GUILESS_MAIN(TestEngineService)
#include "tst_engine_service.moc"
