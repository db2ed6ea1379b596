// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"
#include "engine/enginehost.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSet>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace sandglass::engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

EngineOptions quick(int sandboxes = 24)
{
    EngineOptions options;
    options.sandboxes = sandboxes;
    options.latency = 0;
    options.life = false;
    options.requestsPerMinute = 100'000;
    return options;
}

} // namespace

/// The engine over real sockets, with an engine of its own for each test.
class TestEngineHttp : public QObject
{
    Q_OBJECT

private:
    struct Reply
    {
        int status = 0;
        QByteArray body;
        QByteArray contentType;
        QNetworkReply::NetworkError error = QNetworkReply::NoError;

        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    };

    void begin(const EngineOptions &options)
    {
        m_engine = std::make_unique<Engine>(options);
        QCOMPARE(m_engine->start(), QString());
    }

    QUrl urlOf(const QString &path) const { return QUrl(m_engine->baseUrl().toString() + path); }

    Reply ask(const QByteArray &verb, const QString &path, const QByteArray &body = {})
    {
        return ask(verb, path, body, m_engine->key());
    }

    Reply ask(const QByteArray &verb, const QString &path, const QByteArray &body, const QByteArray &key)
    {
        QNetworkRequest request(urlOf(path));
        request.setRawHeader("X-API-Key", key);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        request.setTransferTimeout(20'000);
        const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, verb, body));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished())
            finished.wait(25'000);
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
                reply->header(QNetworkRequest::ContentTypeHeader).toByteArray(), reply->error()};
    }

    /// What comes back for these bytes before the connection ends or @p until is seen.
    QByteArray raw(const QByteArray &bytes, const QByteArray &until = {})
    {
        QTcpSocket socket;
        socket.connectToHost(m_engine->baseUrl().host(), quint16(m_engine->baseUrl().port()));
        QByteArray received;
        const auto isDone = [&] {
            received += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState ||
                   (!until.isEmpty() && received.contains(until));
        };
        if (QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }, 5000)) {
            socket.write(bytes);
            [[maybe_unused]] const bool ended = QTest::qWaitFor(isDone, 5000);
        }
        return received;
    }

    QNetworkAccessManager m_network;
    std::unique_ptr<Engine> m_engine;

private Q_SLOTS:
    void cleanup()
    {
        m_network.clearConnectionCache();
        m_engine.reset();
    }

    void answersOnLoopbackOnly()
    {
        begin(quick());
        QCOMPARE(m_engine->baseUrl().host(), u"127.0.0.1"_s);
        QVERIFY(m_engine->baseUrl().port() > 0);
        const Reply health = ask("GET", u"/health"_s, {}, {});
        QCOMPARE(health.status, 200);
        QCOMPARE(health.contentType, QByteArray("application/json"));
    }

    void makesKeysOfTheServicesShape()
    {
        const QRegularExpression shape(u"^hopx_live_[A-Za-z0-9]{12}\\.[A-Za-z0-9_-]{43}$"_s);
        const QByteArray key = makeApiKey();
        QVERIFY(shape.match(QString::fromLatin1(key)).hasMatch());
        QVERIFY(key != makeApiKey());
    }

    void wrongKeyIsRefused()
    {
        begin(quick());
        QCOMPARE(ask("GET", u"/v1/sandboxes?limit=1"_s).status, 200);
        const Reply refused = ask("GET", u"/v1/sandboxes?limit=1"_s, {}, "hopx_live_wrong.key");
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.json().value("error"_L1)["message"_L1].toString(), u"Invalid API key"_s);
        QVERIFY(!refused.body.contains(m_engine->key()));
    }

    void pagesThrough250()
    {
        begin(quick(250));
        QSet<QString> ids;
        QString cursor;
        int pages = 0;
        for (bool more = true; more; ++pages) {
            const Reply page = ask("GET", u"/v1/sandboxes?limit=100"_s +
                                              (cursor.isEmpty() ? u""_s : u"&cursor="_s + cursor));
            QCOMPARE(page.status, 200);
            const QJsonArray rows = page.json().value("data"_L1).toArray();
            for (const QJsonValue &row : rows)
                ids.insert(row["id"_L1].toString());
            more = page.json().value("has_more"_L1).toBool();
            cursor = page.json().value("next_cursor"_L1).toString();
            QCOMPARE(cursor.isEmpty(), !more);
        }
        QCOMPARE(pages, 3);
        QCOMPARE(ids.size(), qsizetype(250));
    }

    void aWholeLife()
    {
        begin(quick(0));
        const Reply made = ask("POST", u"/v1/sandboxes"_s, R"({"template_name":"code-interpreter"})");
        QCOMPARE(made.status, 201);
        const QString path = u"/v1/sandboxes/"_s + made.json().value("id"_L1).toString();
        const auto status = [this, path] { return ask("GET", path).json().value("status"_L1).toString(); };
        QCOMPARE(status(), u"running"_s);
        QCOMPARE(ask("POST", path + u"/pause").status, 200);
        QCOMPARE(status(), u"paused"_s);
        QCOMPARE(ask("POST", path + u"/start").status, 409);
        QCOMPARE(ask("POST", path + u"/resume").status, 200);
        QCOMPARE(ask("POST", path + u"/stop").status, 200);
        QCOMPARE(status(), u"stopped"_s);
        QCOMPARE(ask("POST", path + u"/start").status, 200);
        QCOMPARE(status(), u"running"_s);
        QCOMPARE(ask("PUT", path + u"/timeout", R"({"timeout_seconds":60})").status, 200);
        QCOMPARE(ask("GET", path).json().value("timeout_seconds"_L1).toInt(), 60);
        QCOMPARE(ask("PUT", path + u"/timeout", R"({"timeout_seconds":0})").status, 400);
        QCOMPARE(ask("DELETE", path).status, 200);
        QCOMPARE(ask("GET", path).status, 404);
        QVERIFY(ask("GET", u"/v1/sandboxes"_s).json().value("data"_L1).isNull());
    }

    void expiryDeletesInRealTime()
    {
        begin(quick(0));
        const Reply made = ask("POST", u"/v1/sandboxes"_s, R"({"template_name":"base","timeout_seconds":1})");
        const QString path = u"/v1/sandboxes/"_s + made.json().value("id"_L1).toString();
        QTRY_COMPARE_WITH_TIMEOUT(ask("GET", path).status, 404, 10'000);
    }

    void transitionsTakeTheirTime()
    {
        QString path;
        const auto stop = [&](double latency) {
            EngineOptions options = quick(1);
            options.latency = latency;
            begin(options);
            const QJsonArray rows = ask("GET", u"/v1/sandboxes"_s).json().value("data"_L1).toArray();
            path = u"/v1/sandboxes/"_s + rows.first()["id"_L1].toString();
            QCOMPARE(ask("POST", path + u"/stop").status, 200);
        };
        const auto status = [&] { return ask("GET", path).json().value("status"_L1).toString(); };
        // Some 20 s, so that a slow machine sees it as well; and then so few that nobody waits.
        stop(20);
        QCOMPARE(status(), u"running"_s);
        stop(0.05);
        QTRY_COMPARE_WITH_TIMEOUT(status(), u"stopped"_s, 10'000);
    }

    void tooManyRequests()
    {
        EngineOptions options = quick();
        options.requestsPerMinute = 2;
        begin(options);
        ask("GET", u"/v1/sandboxes"_s);
        ask("GET", u"/v1/sandboxes"_s);
        const Reply refused = ask("GET", u"/v1/sandboxes"_s);
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.json().value("error"_L1)["details"_L1]["retry_after_seconds"_L1].toInt() >= 1);
    }

    void faultsReachTheClient()
    {
        EngineOptions options = quick();
        options.faults = {{FaultKind::BadGatewayHtml, 1.0, 1, {}},
                          {FaultKind::Truncate, 1.0, 1, {}},
                          {FaultKind::NoContent, 1.0, 1, {}}};
        begin(options);
        const Reply html = ask("GET", u"/v1/sandboxes"_s);
        QCOMPARE(html.status, 502);
        QCOMPARE(html.contentType, QByteArray("text/html"));
        const Reply cut = ask("GET", u"/v1/sandboxes"_s);
        QCOMPARE(cut.status, 200);
        QVERIFY(cut.body.startsWith("{\"data\""));
        QVERIFY(cut.json().isEmpty());
        QCOMPARE(ask("GET", u"/v1/sandboxes"_s).status, 204);
        QCOMPARE(ask("GET", u"/v1/sandboxes"_s).status, 200);
    }

    void aHangingAnswerLeavesTheOthersAlone()
    {
        EngineOptions options = quick();
        options.faults = {{FaultKind::Hang, 1.0, {}, u"templates"_s}};
        begin(options);
        QNetworkRequest request(urlOf(u"/v1/templates"_s));
        request.setRawHeader("X-API-Key", m_engine->key());
        const std::unique_ptr<QNetworkReply> hanging(m_network.get(request));
        QSignalSpy sent(hanging.get(), &QNetworkReply::requestSent);
        QVERIFY(sent.wait(5000));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(ask("GET", u"/v1/sandboxes"_s).status, 200);
        QVERIFY(!hanging->isFinished());
        // The engine may go with an answer owed; the client hears of it.
        m_engine.reset();
        QTRY_VERIFY_WITH_TIMEOUT(hanging->isFinished(), 10'000);
        QVERIFY(hanging->error() != QNetworkReply::NoError);
    }

    void aClientThatLeavesBeforeALateAnswer()
    {
        EngineOptions options = quick();
        options.httpLatencyLow = options.httpLatencyHigh = 150ms;
        begin(options);
        {
            QTcpSocket socket;
            socket.connectToHost(m_engine->baseUrl().host(), quint16(m_engine->baseUrl().port()));
            QVERIFY(QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }, 5000));
            socket.write("GET /health HTTP/1.1\r\n\r\n");
            QTRY_COMPARE(socket.bytesToWrite(), 0);
            socket.abort();
        }
        QCOMPARE(ask("GET", u"/health"_s).status, 200);
        QCOMPARE(ask("GET", u"/health"_s).status, 200);
    }

    void garbage_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
        row("no HTTP", "garbage\r\n\r\n");
        row("no version", "GET /health\r\n\r\n");
        row("nothing", "\r\n\r\n\r\n\r\n");
        row("zeros", QByteArray(5000, '\0'));
        row("negative length", "POST /v1/sandboxes HTTP/1.1\r\nContent-Length: -5\r\n\r\n");
        row("endless length", "POST /v1/sandboxes HTTP/1.1\r\nContent-Length: 9223372036854775807\r\n\r\nx");
        row("overflowing length", "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n");
        row("endless chunk", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nabc");
        row("no chunk", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n");
        row("bad path", "GET /v1/%zz%00/..//\\ HTTP/1.1\r\nHost: [::bad\r\n\r\n");
        row("upgrade", "GET /health HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        row("connect", "CONNECT a:1 HTTP/1.1\r\n\r\n");
        row("two at once", "GET /health HTTP/1.1\r\n\r\nGET /health HTTP/1.1\r\n\r\n");
        row("bytes", [] {
            Dice dice(99);
            QByteArray bytes(100'000, Qt::Uninitialized);
            for (char &c : bytes)
                c = char(dice.below(256));
            return bytes;
        }());
    }

    void garbage()
    {
        QFETCH(const QByteArray, bytes);
        begin(quick());
        QTcpSocket socket;
        socket.connectToHost(m_engine->baseUrl().host(), quint16(m_engine->baseUrl().port()));
        QVERIFY(QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }, 5000));
        socket.write(bytes);
        QTRY_VERIFY(socket.bytesToWrite() == 0 || socket.state() != QAbstractSocket::ConnectedState);
        socket.disconnectFromHost();
        QCOMPARE(ask("GET", u"/v1/sandboxes"_s).status, 200);
    }

    void tooMuchIsCutOff()
    {
        begin(quick());
        const QByteArray head = "POST /v1/sandboxes HTTP/1.1\r\nContent-Length: 50000000\r\n\r\n";
        QVERIFY(raw(head + QByteArray(2'000'000, 'x')).startsWith("HTTP/1.1 413"));
        const QByteArray endlessHead =
            QByteArray("GET /health HTTP/1.1\r\n") + QByteArray("A: b\r\n").repeated(300'000);
        QVERIFY(raw(endlessHead).startsWith("HTTP/1.1 413"));
        QCOMPARE(ask("GET", u"/v1/sandboxes"_s).status, 200);
        // Many requests on one connection are no large request.
        for (int i = 0; i < 5; ++i)
            QCOMPARE(ask("POST", u"/v1/sandboxes"_s, QByteArray(400'000, ' ')).status, 400);
    }

    void headHasNoBody()
    {
        begin(quick());
        const QByteArray answer =
            raw("HEAD /v1/sandboxes HTTP/1.1\r\nX-API-Key: " + m_engine->key() + "\r\n\r\n", "\r\n\r\n");
        QVERIFY(answer.startsWith("HTTP/1.1 405"));
        QVERIFY(answer.endsWith("\r\n\r\n"));
    }

    void portInUseIsSaid()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        EngineOptions options = quick();
        options.port = other.serverPort();
        Engine engine(options);
        const QString mistake = engine.start();
        QVERIFY2(mistake.contains(QString::number(other.serverPort())), qPrintable(mistake));
    }

    void hostIsReadyAndStops()
    {
        QUrl url;
        {
            EngineHost host(quick(250));
            QSignalSpy ready(&host, &EngineHost::ready);
            const QSignalSpy failed(&host, &EngineHost::failed);
            host.start();
            QVERIFY(ready.wait(10'000));
            QCOMPARE(failed.size(), 0);
            url = ready.at(0).at(0).toUrl();
            QNetworkRequest request(QUrl(url.toString() + u"/v1/sandboxes"));
            request.setRawHeader("Authorization", "Bearer " + ready.at(0).at(1).toByteArray());
            const std::unique_ptr<QNetworkReply> reply(m_network.get(request));
            QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 10'000);
            QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        }
        // Gone with its host: the port is free again.
        QTcpServer heir;
        QVERIFY2(heir.listen(QHostAddress::LocalHost, quint16(url.port())), qPrintable(heir.errorString()));
    }

    void hostSaysWhyItFailed()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        EngineOptions options = quick();
        options.port = other.serverPort();
        EngineHost host(options);
        QSignalSpy failed(&host, &EngineHost::failed);
        host.start();
        QVERIFY(failed.wait(10'000));
        QVERIFY(failed.at(0).at(0).toString().contains(QString::number(options.port)));
    }

    void hostMayGoAtAnyMoment()
    {
        const EngineHost unused(quick());
        for (int i = 0; i < 20; ++i) {
            EngineHost host(quick(5));
            host.start();
        }
    }
};

QTEST_GUILESS_MAIN(TestEngineHttp)
#include "tst_engine_http.moc"
