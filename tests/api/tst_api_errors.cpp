// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/errorbody.h"
#include "api/plaintext.h"
#include "api/redaction.h"
#include "apifixture.h"
#include "store/actionrules.h"
#include "store/errorreport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ApiErrorKind;

namespace {

constexpr int kKinds = static_cast<int>(Kind::Unavailable) + 1;
const QUrl kServer{u"https://api.hopx.dev"_s};

ApiError errorOf(Kind kind, int status, const QString &code = {}, const QString &message = {})
{
    ApiError error;
    error.kind = kind;
    error.httpStatus = status;
    error.serverCode = code;
    error.serverMessage = message;
    error.method = u"POST"_s;
    error.path = u"/v1/sandboxes/a/pause"_s;
    error.at = ManualClock::kStartUtc;
    return error;
}

ActionFailure failureOf(LifecycleAction action, SandboxStatus now, const ApiError &error,
                        const QString &id = u"a"_s)
{
    ActionFailure failure;
    failure.action = action;
    failure.sandboxId = id;
    failure.statusNow = now;
    failure.statusWord = wordOfStatus(now);
    failure.error = error;
    failure.error.path = u"/v1/sandboxes/%1/%2"_s.arg(id, wordOfAction(action));
    return failure;
}

ErrorReport reportOn(const ActionFailure &failure)
{
    return reportOf(std::span{&failure, 1}, kServer);
}

QString detail(const ErrorReport &report, const QString &label)
{
    for (const ErrorReport::Detail &known : report.details) {
        if (known.label == label)
            return known.value;
    }
    return {};
}

} // namespace

/// Errors from the bytes of a body to the words in a dialog, and the secrets that must stay out of them.
class TestErrors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodies_data();
    void bodies();
    void whoSpeaks_data();
    void whoSpeaks();
    void classes_data();
    void classes();
    void executedOrNot_data();
    void executedOrNot();

    void redaction_data();
    void redaction();
    void redactionLeavesOrdinaryTextAlone_data();
    void redactionLeavesOrdinaryTextAlone();
    void secretsInOtherForms_data();
    void secretsInOtherForms();
    void pastedKeys_data();
    void pastedKeys();
    void sendableKeys();
    void keysAssignedOverAreWiped();
    void maskedKeys_data();
    void maskedKeys();
    void addresses_data();
    void addresses();
    void refusedAddresses_data();
    void refusedAddresses();
    void keysAreNoAddresses_data();
    void keysAreNoAddresses();

    void everyKindHasWords();
    void headlines();
    void goneIsSaid();
    void conflictSaysTheStateNow_data();
    void conflictSaysTheStateNow();
    void missingRouteNamesAWayOut();
    void creditIsNotTheKey();
    void threeMeaningsOf403();
    void unsureIsSaid();
    void ownFindingsAreTheCause();
    void theServersReasonIsSaid();
    void waitIsSaid();
    void retryOnlyWhereItHelps_data();
    void retryOnlyWhereItHelps();
    void causeKeys();
    void severalFailuresMakeOneReport();
    void curlCanBePastedIntoAShell();
    void reportsHoldNoKey();
    void backgroundReport();
};

void TestErrors::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("requestId");
    QTest::addColumn<int>("wait"); // seconds, -1: none
    const auto row = [](const char *name, const QByteArray &body, const char *message, const char *code = "",
                        const char *requestId = "", int wait = -1) {
        QTest::newRow(name) << body << QString::fromUtf8(message) << QString::fromUtf8(code)
                            << QString::fromUtf8(requestId) << wait;
    };
    row("E1",
        R"({"error":{"message":"Boom","code":"internal_server_error","request_id":"u-1","details":{"limit":5}}})",
        "Boom", "internal_server_error", "u-1");
    row("E1 wait", R"({"error":{"message":"Slow","details":{"retry_after_seconds":2.5}}})", "Slow", "", "",
        3);
    row("E1 outer request id", R"({"error":{"message":"Boom"},"request_id":"u-2"})", "Boom", "", "u-2");
    row("E1 code alone", R"({"error":{"code":"conflict"}})", "", "conflict");
    row("E2", R"({"error":"Sandbox not found","code":"RESOURCE_NOT_FOUND","request_id":"req_1"})",
        "Sandbox not found", "RESOURCE_NOT_FOUND", "req_1");
    row("E2 wait", R"({"error":"Slow down","code":"RATE_LIMIT_EXCEEDED","retry_after":60})", "Slow down",
        "RATE_LIMIT_EXCEEDED", "", 60);
    row("E2 text alone", R"({"error":"Bad"})", "Bad");
    row("E2 shouting", R"({"error":"NOT FOUND","message":"x"})", "NOT FOUND");
    row("E3", R"({"message":"Nope","code":"X1"})", "Nope", "X1");
    row("E4", R"({"error":"NOT_INITIALIZED","message":"JWT not yet there"})", "JWT not yet there",
        "NOT_INITIALIZED");
    row("E4 without message", R"({"error":"NOT_INITIALIZED"})", "NOT_INITIALIZED");
    row("E5",
        R"({"error":"File not found: /x","code":"FILE_NOT_FOUND","request_id":"r","path":"/x","timestamp":"t"})",
        "File not found: /x", "FILE_NOT_FOUND", "r");
    row("E6", R"({"success":false,"message":"No"})", "No");
    row("numeric code and id", R"({"error":"No","code":17,"request_id":99})", "No", "17", "99");
    row("wait as text", R"({"error":"No","retry_after":"9"})", "No", "", "", 9);
    row("wait of another type", R"({"error":"No","retry_after":{}})", "No");
    row("empty", "", "");
    row("blank", " \r\n ", "");
    row("text", "upstream  failed\nbadly", "upstream failed badly");
    row("page", "<html><head><title>\n 503 Service\nUnavailable </title></head></html>",
        "503 Service Unavailable");
    row("page without title", "<html><body>secret text</body></html>", "");
    row("page with a nasty title", "<title>a&lt;b&gt; &amp;lt;</title>", "a<b> &lt;");
    row("cut JSON", R"({"error":{"message":"Bo)", R"({"error":{"message":"Bo)");
    row("empty object", "{}", "{}");
    row("array", "[1]", "[1]");
    row("null error", R"({"error":null,"message":"m"})", "m");
}

void TestErrors::bodies()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, wait);
    const ErrorBody read = parseErrorBody(body);
    QTEST(read.message, "message");
    QTEST(read.code, "code");
    QTEST(read.requestId, "requestId");
    QCOMPARE(read.retryAfter.has_value(), wait >= 0);
    if (read.retryAfter)
        QCOMPARE(std::chrono::ceil<std::chrono::seconds>(*read.retryAfter).count(), wait);

    const ErrorBody longer = parseErrorBody(QByteArray(R"({"error":")" + QByteArray(100'000, 'x') + "\"}"));
    QVERIFY(longer.message.size() <= 501);
}

void TestErrors::whoSpeaks_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isApi");
    const auto row = [](const QByteArray &body, bool isApi) {
        QTest::newRow(body.isEmpty() ? "nothing" : body.constData()) << body << isApi;
    };
    row(R"({"error":{"message":"Boom","code":"internal_server_error"}})", true);
    row(R"({"error":"Sandbox not found","code":"RESOURCE_NOT_FOUND"})", true);
    row(R"({"error":"Sandbox not found"})", true);
    row(R"({"message":"Nope","code":"X1"})", true);
    row(R"({"message":"Sandbox not found"})", true);
    row(R"({"detail":"No such sandbox: 17"})", true);
    row(R"({"message":"no Route matched with those values"})", false);
    row(R"({"error":null,"message":"m"})", false);
    row("{}", false);
    row("[1]", false);
    row("", false);
    row("404 page not found", false);
    row("upstream connect error or disconnect/reset before headers", false);
    row("<html><title>404</title></html>", false);
    row(R"({"error":{"message":"Bo)", false);
}

void TestErrors::whoSpeaks()
{
    QFETCH(const QByteArray, body);
    QTEST(parseErrorBody(body).isApisWord, "isApi");
}

void TestErrors::classes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("isHtml");
    QTest::addColumn<Kind>("kind");
    const auto row = [](int status, Kind kind, const char *code = "", const char *message = "",
                        bool isHtml = false) {
        QTest::addRow("%d %s %s%s", status, code, message, isHtml ? " page" : "")
            << status << QString::fromLatin1(code) << QString::fromLatin1(message) << isHtml << kind;
    };
    row(302, Kind::Redirected);
    row(304, Kind::Redirected);
    row(400, Kind::BadRequest, "INVALID_REQUEST");
    row(400, Kind::NotHopx, "", "", true);
    row(401, Kind::Unauthorized, "INVALID_TOKEN");
    row(401, Kind::Unauthorized, "", "", true);
    row(402, Kind::PaymentRequired, "PAYMENT_REQUIRED");
    row(403, Kind::Forbidden, "FORBIDDEN");
    row(403, Kind::PlanLimit, "", "Sandbox LIMIT reached");
    row(403, Kind::PlanLimit, "quota_exceeded");
    row(403, Kind::RateLimited, "RATE_LIMIT_EXCEEDED");
    row(403, Kind::NotHopx, "", "Blocked by policy", true);
    row(404, Kind::NotFound, "SANDBOX_NOT_FOUND");
    row(405, Kind::RouteMissing);
    row(406, Kind::BadRequest);
    row(407, Kind::ProxyFailed);
    row(408, Kind::Unavailable, "EXECUTION_TIMEOUT");
    row(409, Kind::Conflict, "conflict");
    row(410, Kind::NotFound);
    row(418, Kind::BadRequest);
    row(422, Kind::BadRequest);
    row(423, Kind::Conflict);
    row(429, Kind::RateLimited, "RATE_LIMIT_EXCEEDED");
    row(429, Kind::RateLimited);
    row(429, Kind::PlanLimit, "resource_limit_error");
    row(500, Kind::ServerError, "internal_server_error");
    row(501, Kind::RouteMissing);
    row(502, Kind::Unavailable, "", "", true);
    row(503, Kind::Unavailable);
    row(504, Kind::Unavailable);
    row(505, Kind::ServerError);
    row(599, Kind::ServerError);
    row(600, Kind::NotHopx);
    row(199, Kind::NotHopx);
}

void TestErrors::classes()
{
    QFETCH(const int, status);
    QFETCH(const QString, code);
    QFETCH(const QString, message);
    QFETCH(const bool, isHtml);
    ErrorBody body;
    body.code = code;
    body.message = message;
    body.isHtml = isHtml;
    QTEST(classify(status, body), "kind");
}

void TestErrors::executedOrNot_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("maybe");
    for (const int status : {304, 307, 308, 400, 401, 402, 403, 404, 405, 409, 410, 422, 429, 501})
        QTest::addRow("%d", status) << status << false;
    for (const int status : {301, 302, 303, 408, 500, 502, 503, 504, 520})
        QTest::addRow("%d", status) << status << true;
}

void TestErrors::executedOrNot()
{
    QFETCH(const int, status);
    QTEST(mayHaveExecuted(status), "maybe");
}

void TestErrors::redaction_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("secret");
    const QString secret = u"Zy8wVu5tSrQpOnMlKjIh"_s;
    const auto row = [&secret](const char *text) {
        QTest::newRow(text) << QString::fromUtf8(text).arg(secret) << secret;
    };
    row("key hopx_live_Ab3dEf6hIj9k.%1 refused");
    row("hopx_test_%1");
    row("HOPX_LIVE_%1");
    row("sk_live_%1");
    row("sk_%1");
    row("Authorization: Bearer %1");
    row("authorization: bearer   %1");
    row("Basic %1==");
    row("X-API-Key: %1");
    row(R"({"x-api-key":"%1"})");
    row("?token=%1&x=1");
    row(R"({"auth_token":"%1"})");
    row("api_key=%1");
    row("password: %1");
    row("https://user:%1@host/path");
    row("BASIC %1==");
    row("SeCrEt=%1");
    // Letters that fold to ours.
    row("pa\u017f\u017fword: %1");
    row("to\u212aen=%1");
    row("jwt eyJhbGciOiJIUzI1NiJ9.%1.c2ln end");
}

void TestErrors::redaction()
{
    QFETCH(const QString, text);
    QFETCH(const QString, secret);
    const QString masked = redacted(text);
    QVERIFY2(!masked.contains(secret), qPrintable(masked));
    QVERIFY2(masked.contains(u'…'), qPrintable(masked));
    QCOMPARE(redacted(masked), masked);
}

void TestErrors::redactionLeavesOrdinaryTextAlone_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"Sandbox 1763382095i648uu1o not found", "Token expired", "The key is invalid",
                             "rate limit: 100 per minute", "0b7a3f0c-1111-2222-3333-444455556666",
                             "req_1763382095_0123456789abcdef", "Basic plan", "ask_me",
                             "https://api.hopx.dev/v1/sandboxes", "mail me@example.com", ""})
        QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text);
}

void TestErrors::redactionLeavesOrdinaryTextAlone()
{
    QFETCH(const QString, text);
    QCOMPARE(redacted(text), text);
    QCOMPARE(redacted(withoutKnown(text, {ApiKey{kKey}, {}})), text);
}

void TestErrors::secretsInOtherForms_data()
{
    QTest::addColumn<QString>("written");
    const QString value = u"s3cr3t/v\u00e4l&<\"x'>=+ y%41"_s;
    const QString html = value.toHtmlEscaped();
    const QString address = QString::fromLatin1(QUrl::toPercentEncoding(value));
    QTest::newRow("plain") << value;
    QTest::newRow("HTML") << html;
    QTest::newRow("HTML, by numbers") << u"s3cr3t/v&#228;l&#38;&#x3c;&#34;x&#39;&#x3E;=+ y%41"_s;
    QTest::newRow("address") << address;
    QTest::newRow("form") << QString(address).replace("%20"_L1, "+"_L1);
    QTest::newRow("address in an address") << QString::fromLatin1(QUrl::toPercentEncoding(address));
    QTest::newRow("HTML in an address") << QString::fromLatin1(QUrl::toPercentEncoding(html));
    QTest::newRow("JSON") << QString::fromUtf8(
                                 QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
                                 .mid(2)
                                 .chopped(2);
    QTest::newRow("characters of no width") << QString(value).insert(4, u'\u200b');
    QTest::newRow("hexadecimal") << QString::fromLatin1(value.toUtf8().toHex());
    QTest::newRow("HEXADECIMAL") << QString::fromLatin1(value.toUtf8().toHex()).toUpper();
    for (const char *before : {"", "a", "ab"}) {
        QTest::addRow("base64 behind %zu", strlen(before))
            << QString::fromLatin1(QByteArray(before + value.toUtf8() + "z").toBase64());
    }
    QTest::newRow("base64 of addresses")
        << QString::fromLatin1(value.toUtf8().toBase64(QByteArray::Base64UrlEncoding));
}

/// Whatever a server makes of a value before it quotes it.
void TestErrors::secretsInOtherForms()
{
    QFETCH(const QString, written);
    const QString value = u"s3cr3t/v\u00e4l&<\"x'>=+ y%41"_s;
    const QString text = withoutKnown(u"bad: [%1] here"_s.arg(written), {{}, {value}});
    QVERIFY2(text.startsWith("bad: ["_L1) && text.endsWith("] here"_L1), qPrintable(text));
    QVERIFY2(text.size() <= u"bad: [abc…xyz=] here"_s.size(), qPrintable(text));
    // As a key it is no different.
    QCOMPARE(withoutKnown(u"bad: [%1] here"_s.arg(written), {ApiKey{value.toUtf8()}, {}}), text);
}

void TestErrors::pastedKeys_data()
{
    QTest::addColumn<QString>("pasted");
    const auto row = [](const char *name, const QString &pattern) {
        QTest::newRow(name) << pattern.arg(QLatin1StringView(kKey));
    };
    row("plain", u"%1"_s);
    row("spaces", u"  %1 \n"_s);
    row("Windows line end", u"%1\r\n"_s);
    row("quotes", u"\"%1\""_s);
    row("single quotes", u"'%1'\n"_s);
    row("typographic quotes", u"“%1”"_s);
    row("backticks", u"`%1`"_s);
    row("assignment", u"HOPX_API_KEY=%1"_s);
    row("spaced assignment", u"HOPX_API_KEY = \"%1\""_s);
    row("export", u"export HOPX_API_KEY=%1\n"_s);
    row("export quoted", u"export HOPX_API_KEY='%1';"_s);
    row("set", u"set HOPX_API_KEY=%1"_s);
    row("PowerShell", u"$env:HOPX_API_KEY = \"%1\""_s);
    row("YAML", u"HOPX_API_KEY: \"%1\""_s);
    row("config file", u"api_key: %1"_s);
    row("lower case", u"hopx_api_key=%1"_s);
    row("Bearer", u"Bearer %1"_s);
    row("header", u"X-API-Key: %1"_s);
    row("curl header", u"-H \"X-API-Key: %1\""_s);
    row("authorization", u"Authorization: Bearer %1"_s);
    row("JSON", u"\"api_key\": \"%1\","_s);
    row("invisible", u"\u200b%1\ufeff"_s);
    QTest::newRow("broken lines") << QString::fromLatin1(kKey).insert(30, u"\n  "_s);
}

void TestErrors::pastedKeys()
{
    QFETCH(const QString, pasted);
    const ApiKey key = ApiKey::fromPasted(pasted);
    QCOMPARE(key.secret(), QByteArray(kKey));
    QVERIFY(key.isSendable());
}

void TestErrors::sendableKeys()
{
    QVERIFY(!ApiKey{}.isSendable());
    QVERIFY(ApiKey{}.isEmpty());
    QVERIFY(ApiKey::fromPasted(u" \"\" \n"_s).isEmpty());
    QVERIFY(ApiKey::fromPasted(u"export HOPX_API_KEY="_s).isEmpty());
    QVERIFY(ApiKey{"anything-else_1.x"}.isSendable());
    QVERIFY(!ApiKey{"a b"}.isSendable());
    QVERIFY(!ApiKey{"a\nb"}.isSendable());
    QVERIFY(!ApiKey{QByteArray("a\0b", 3)}.isSendable());
    QVERIFY(!ApiKey::fromPasted(u"schlüssel"_s).isSendable());
    // A copy survives what it was copied from.
    std::optional<ApiKey> first{QByteArray(kKey)};
    const ApiKey copy = *first;
    first.reset();
    QCOMPARE(copy.secret(), QByteArray(kKey));
}

#ifdef Q_OS_LINUX
namespace {

/// Asked of the system, for the memory may not be the program's any more.
QByteArray memoryAt(quintptr place, qsizetype size)
{
    QByteArray found(size, '\0');
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    const ssize_t got = ::pread(memory, found.data(), static_cast<size_t>(size), static_cast<off_t>(place));
    ::close(memory);
    return got == size ? found : QByteArray();
}

} // namespace
#endif

void TestErrors::keysAssignedOverAreWiped()
{
#ifdef Q_OS_LINUX
    const qsizetype size = QByteArrayView(kKey).size();
    const ApiKey other{"hopx_live_other"};
    for (const bool byCopy : {true, false}) {
        ApiKey key{QByteArray(kKey)};
        const auto place = reinterpret_cast<quintptr>(key.secret().constData());
        QCOMPARE(memoryAt(place, size), QByteArray(kKey));
        if (byCopy)
            key = other;
        else
            key = ApiKey{"hopx_live_third"};
        const QByteArray left = memoryAt(place, size);
        QCOMPARE(left.size(), size);
        QVERIFY2(!left.contains(QByteArray(kKey).last(8)), left.constData());
    }
#endif
}

void TestErrors::maskedKeys_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("masked");
    QTest::newRow("usual") << QByteArray(kKey) << u"hopx_live_Ab3…"_s;
    QTest::newRow("test key without dot") << "hopx_test_abcdefghijklmnopqrstuvwxyz"_ba << u"hopx_test_…"_s;
    QTest::newRow("short public part") << "hopx_live_abc.defghijklmnop"_ba << u"hopx_live_…"_s;
    QTest::newRow("sk") << "sk_live_abcdefghijklmnop"_ba << u"sk_live_…"_s;
    QTest::newRow("other") << "abcdefghijklmnop"_ba << u"key set"_s;
    QTest::newRow("other with dot") << "abcdefgh.ijklmnop"_ba << u"key set"_s;
    QTest::newRow("none") << ""_ba << QString();
}

void TestErrors::maskedKeys()
{
    QFETCH(const QByteArray, key);
    QTEST(ApiKey{key}.masked(), "masked");
}

void TestErrors::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *typed, const char *url) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(url);
    };
    row("https://api.hopx.dev", "https://api.hopx.dev");
    row("api-eu.hopx.dev", "https://api-eu.hopx.dev");
    row("  https://api.hopx.dev/ \n", "https://api.hopx.dev");
    row("https://api.hopx.dev/v1", "https://api.hopx.dev");
    row("https://api.hopx.dev/v1/", "https://api.hopx.dev");
    row("https://api.hopx.dev//v1//", "https://api.hopx.dev");
    row("\"https://api.hopx.dev\"", "https://api.hopx.dev");
    row("HTTPS://API.hopx.dev", "https://api.hopx.dev");
    row("https://api.hopx.dev:443", "https://api.hopx.dev");
    row("https://api.hopx.dev:8443/v1", "https://api.hopx.dev:8443");
    row("https://proxy.example/hopx/v1", "https://proxy.example/hopx");
    row("http://localhost:8080/", "http://localhost:8080");
    row("http://127.0.0.1:1234", "http://127.0.0.1:1234");
    row("http://127.8.9.10", "http://127.8.9.10");
    row("http://[::1]:99/v1", "http://[::1]:99");
    row("localhost:8080", "https://localhost:8080");
    row("https://proxy.example/v1/v1/", "https://proxy.example");
    // Saved decoded, this one could not be read again.
    row("https://proxy.example/hopx%20eu/v1", "https://proxy.example/hopx%20eu");
}

void TestErrors::addresses()
{
    QFETCH(const QString, typed);
    const auto address = ServerAddress::parse(typed);
    QVERIFY2(address.has_value(), qPrintable(address ? QString() : address.error()));
    QTEST(address->text(), "url");
    QVERIFY(ServerAddress::parse(address->text()) == address);
}

void TestErrors::refusedAddresses_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed :
         {"", "   ", "http://api.hopx.dev", "http://128.0.0.1", "http://localhost.example.com",
          "http://10.0.0.1", "ftp://api.hopx.dev", "file:///etc/passwd", "https://",
          "https://user:hunter22@api.hopx.dev", "https://api.hopx.dev/?x=1", "https://api.hopx.dev/#x",
          "https://api hopx dev", "https://api.hopx.dev:99999", "http://[::2]/", "https:/api.hopx.dev",
          "htp:/x", "https:///api.hopx.dev", "https://api.hopx.dev/%E2%80%A8"})
        QTest::newRow(*typed ? typed : "empty") << QString::fromLatin1(typed);
}

void TestErrors::refusedAddresses()
{
    QFETCH(const QString, typed);
    const auto address = ServerAddress::parse(typed);
    QVERIFY(!address.has_value());
    QVERIFY(address.error().size() > 20);
    QVERIFY(!address.error().contains("hunter22"_L1));
}

void TestErrors::keysAreNoAddresses_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed :
         {"hopx_live_Ab3d.Zy8wVu5t", "  hopx_live_Ab3d.Zy8wVu5t", "https://hopx_live_Ab3d.Zy8wVu5t/v1",
          "HOPX_API_KEY=hopx_live_Ab3d.Zy8wVu5t", "Bearer Zy8wVu5tZy8wVu5t", "sk_live_Zy8wVu5tZy8wVu5t",
          "Zy8wVu5t89abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
          "https://Zy8wVu5t89abcdef0123456789abcdef/"})
        QTest::newRow(typed) << QString::fromLatin1(typed);
}

void TestErrors::keysAreNoAddresses()
{
    QFETCH(const QString, typed);
    const auto address = ServerAddress::parse(typed);
    QVERIFY(!address.has_value());
    QVERIFY2(address.error().contains("looks like an API key"_L1), qPrintable(address.error()));
    QVERIFY2(!address.error().contains("Zy8wVu5t"_L1, Qt::CaseInsensitive), qPrintable(address.error()));
    for (const char *usual : {"https://sk-hosting.example", "risk_management.example",
                              "https://0123456789abcdef0123456789abcdef.example", "https://api.hopx.dev"})
        QVERIFY2(ServerAddress::parse(QString::fromLatin1(usual)), usual);
}

void TestErrors::everyKindHasWords()
{
    for (int i = 0; i < kKinds; ++i) {
        const auto kind = static_cast<Kind>(i);
        for (const SandboxStatus now : kAllStatuses) {
            for (const LifecycleAction action : kAllActions) {
                ApiError error = errorOf(kind, 400 + i);
                for (const bool maybe : {false, true}) {
                    error.maybeExecuted = maybe;
                    const ErrorReport report = reportOn(failureOf(action, now, error, u"box-17"_s));
                    QVERIFY2(report.headline.contains("box-17"_L1), qPrintable(report.headline));
                    QVERIFY2(report.cause.endsWith(u'.'), qPrintable(report.cause));
                    QVERIFY2(report.nextStep.endsWith(u'.'), qPrintable(report.nextStep));
                    QVERIFY(!report.cause.contains(u'%') && !report.nextStep.contains(u'%'));
                    QVERIFY(!report.cause.contains(u'<'));
                }
            }
        }
        const ErrorReport background = reportOf(errorOf(kind, 0), kServer);
        QVERIFY(!background.headline.isEmpty());
        QVERIFY(background.cause.endsWith(u'.') && background.nextStep.endsWith(u'.'));
    }
}

void TestErrors::headlines()
{
    const ApiError error = errorOf(Kind::ServerError, 500);
    QCOMPARE(
        reportOn(failureOf(LifecycleAction::Pause, SandboxStatus::Running, error, u"1763382095i648uu1o"_s))
            .headline,
        u"Could not pause 1763382095i648uu1o"_s);
    QVector<ActionFailure> failures;
    for (int i = 0; i < 5; ++i)
        failures.append(failureOf(LifecycleAction::Stop, SandboxStatus::Running, error, u"s%1"_s.arg(i)));
    // A repeat of the same sandbox is not one more sandbox.
    failures.append(failures.first());
    const ErrorReport report = reportOf(failures, kServer);
    QCOMPARE(report.headline, u"Could not stop 5 sandboxes"_s);
    QCOMPARE(report.sandboxIds.size(), 5);
}

void TestErrors::goneIsSaid()
{
    ActionFailure failure =
        failureOf(LifecycleAction::Pause, SandboxStatus::Unknown, errorOf(Kind::NotFound, 404));
    failure.gone = true;
    const ErrorReport report = reportOn(failure);
    QCOMPARE(report.cause, u"It was deleted or expired meanwhile."_s);
    QVERIFY(!report.retrySafe);
}

void TestErrors::conflictSaysTheStateNow_data()
{
    QTest::addColumn<LifecycleAction>("action");
    QTest::addColumn<SandboxStatus>("now");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("nextStep");
    QTest::addColumn<bool>("retry");
    QTest::newRow("already") << LifecycleAction::Pause << SandboxStatus::Paused << u"paused now"_s
                             << u"Nothing is left to do."_s << false;
    QTest::newRow("instead") << LifecycleAction::Resume << SandboxStatus::Stopped << u"it is stopped now"_s
                             << u"Use Start instead."_s << false;
    QTest::newRow("busy") << LifecycleAction::Pause << SandboxStatus::Running << u"running now"_s
                          << u"Try again."_s << true;
    QTest::newRow("creating") << LifecycleAction::Pause << SandboxStatus::Creating << u"creating now"_s
                              << u"Choose an action"_s << false;
    QTest::newRow("error") << LifecycleAction::Start << SandboxStatus::Error << u"in error"_s
                           << u"create a new one"_s << false;
    QTest::newRow("not known") << LifecycleAction::Start << SandboxStatus::Unknown
                               << u"state the sandbox is in"_s << u"Choose an action"_s << false;
}

void TestErrors::conflictSaysTheStateNow()
{
    QFETCH(const LifecycleAction, action);
    QFETCH(const SandboxStatus, now);
    QFETCH(const QString, cause);
    QFETCH(const QString, nextStep);
    const ErrorReport report = reportOn(failureOf(action, now, errorOf(Kind::Conflict, 409)));
    QVERIFY2(report.cause.contains(cause), qPrintable(report.cause));
    QVERIFY2(report.nextStep.contains(nextStep), qPrintable(report.nextStep));
    QTEST(report.retrySafe, "retry");
}

void TestErrors::missingRouteNamesAWayOut()
{
    for (const LifecycleAction action : kAllActions) {
        const ErrorReport report =
            reportOn(failureOf(action, SandboxStatus::Running, errorOf(Kind::RouteMissing, 404)));
        QVERIFY(report.cause.contains(u"“%1”"_s.arg(wordOfAction(action))));
        QVERIFY(report.cause.contains("api.hopx.dev"_L1));
        QVERIFY(!report.retrySafe);
    }
    const ErrorReport stop =
        reportOn(failureOf(LifecycleAction::Stop, SandboxStatus::Running, errorOf(Kind::RouteMissing, 404)));
    QVERIFY(stop.nextStep.contains("Pause"_L1));
}

void TestErrors::creditIsNotTheKey()
{
    const ErrorReport report = reportOn(
        failureOf(LifecycleAction::Start, SandboxStatus::Stopped, errorOf(Kind::PaymentRequired, 402)));
    QVERIFY(report.cause.contains("credit"_L1));
    QVERIFY(report.nextStep.contains("https://console.hopx.dev"_L1));
    QVERIFY(!report.nextStep.contains("key"_L1));
}

void TestErrors::threeMeaningsOf403()
{
    const auto cause = [](Kind kind) {
        return reportOn(failureOf(LifecycleAction::Start, SandboxStatus::Stopped, errorOf(kind, 403))).cause;
    };
    QVERIFY(cause(Kind::Forbidden).contains("organisation"_L1));
    QVERIFY(cause(Kind::PlanLimit).contains("plan"_L1));
    QVERIFY(cause(Kind::RateLimited).contains("so many requests a minute"_L1));
    QVERIFY(cause(Kind::NotHopx).contains("not a HopX server"_L1));
}

void TestErrors::unsureIsSaid()
{
    for (const Kind kind :
         {Kind::Timeout, Kind::ConnectionLost, Kind::ServerError, Kind::Unavailable, Kind::NotHopx}) {
        ApiError error = errorOf(kind, 0);
        error.maybeExecuted = true;
        const ErrorReport report = reportOn(failureOf(LifecycleAction::Pause, SandboxStatus::Running, error));
        QVERIFY2(
            report.cause.contains("The sandbox is running now. The request may still be carried out."_L1),
            qPrintable(report.cause));
        error.maybeExecuted = false;
        const ErrorReport sure = reportOn(failureOf(LifecycleAction::Pause, SandboxStatus::Running, error));
        QVERIFY(!sure.cause.contains("may still"_L1));
    }
}

void TestErrors::ownFindingsAreTheCause()
{
    ApiError error =
        errorOf(Kind::Timeout, 0, {}, u"The server accepted the request, but never showed the new state."_s);
    error.maybeExecuted = true;
    ActionFailure failure = failureOf(LifecycleAction::Stop, SandboxStatus::Running, error);
    failure.error.path.clear();
    const ErrorReport report = reportOn(failure);
    QCOMPARE(report.cause, error.serverMessage + u" The sandbox is running now."_s);
    QVERIFY(detail(report, u"Server's text"_s).isEmpty());
    QVERIFY(report.curl.isEmpty());
    // What the sandbox became instead tells the way out.
    failure.error.kind = Kind::Conflict;
    failure.action = LifecycleAction::Start;
    const auto stepFrom = [&](SandboxStatus status) {
        failure.statusNow = status;
        return reportOn(failure).nextStep;
    };
    QCOMPARE(stepFrom(SandboxStatus::Paused), u"Use Resume instead."_s);
    QCOMPARE(stepFrom(SandboxStatus::Stopped), u"Try again."_s);
    QVERIFY(stepFrom(SandboxStatus::Error).contains(u"create a new one"_s));
}

void TestErrors::theServersReasonIsSaid()
{
    const QString words = u"No nodes in eu-1001 for s1."_s;
    ActionFailure failure = failureOf(LifecycleAction::Start, SandboxStatus::Stopped,
                                      errorOf(Kind::Unavailable, 503, {}, words), u"s1"_s);
    QVERIFY2(reportOn(failure).cause.endsWith(u"The server says: “No nodes in eu-1001 for s1”."_s),
             qPrintable(reportOn(failure).cause));
    // Of a conflict too, whose cause is told from the state.
    failure.error.kind = Kind::Conflict;
    QVERIFY(reportOn(failure).cause.contains("The server says"_L1));
    // Not what the client itself found, and not where nothing is left to explain.
    failure.error.kind = Kind::NotHopx;
    QVERIFY(!reportOn(failure).cause.contains("The server says"_L1));
    failure.error.kind = Kind::NotFound;
    failure.gone = true;
    QVERIFY(!reportOn(failure).cause.contains("The server says"_L1));

    const auto unavailable = [](const QString &id, const QString &message) {
        return failureOf(LifecycleAction::Start, SandboxStatus::Stopped,
                         errorOf(Kind::Unavailable, 503, {}, message), id);
    };
    // Words that differ in the id alone are the same words.
    const QVector<ActionFailure> alike{unavailable(u"s1"_s, u"no node for s1"_s),
                                       unavailable(u"s2"_s, u"no node for s2"_s)};
    QVERIFY(reportOf(alike, kServer).cause.endsWith(u"The server says: “no node for s2”."_s));
    const QVector<ActionFailure> different{unavailable(u"s1"_s, u"no node"_s),
                                           unavailable(u"s2"_s, u"maintenance"_s)};
    QVERIFY(reportOf(different, kServer).cause.endsWith(u"among other things: “maintenance”."_s));

    const ActionFailure endless = unavailable(u"s1"_s, QString(5000, u'x'));
    QVERIFY(reportOn(endless).cause.size() < 500);
    const ActionFailure leaky = unavailable(u"s1"_s, u"bad key hopx_live_Ab3dEf6hIj9k.secretsecret"_s);
    QVERIFY(!reportOn(leaky).cause.contains("secretsecret"_L1));
}

void TestErrors::waitIsSaid()
{
    ApiError error = errorOf(Kind::RateLimited, 429);
    error.retryAfter = 12'300ms;
    const ErrorReport report = reportOn(failureOf(LifecycleAction::Pause, SandboxStatus::Running, error));
    QVERIFY2(report.nextStep.contains("13 "_L1), qPrintable(report.nextStep));
    QVERIFY(report.retryAfter == error.retryAfter);
    QVERIFY(report.retrySafe);
}

void TestErrors::retryOnlyWhereItHelps_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("helps");
    const QSet<Kind> helpless{Kind::Tls,          Kind::Redirected, Kind::TooLarge, Kind::BadRequest,
                              Kind::Unauthorized, Kind::Forbidden,  Kind::NotFound, Kind::RouteMissing};
    for (int i = 0; i < kKinds; ++i) {
        const auto kind = static_cast<Kind>(i);
        QTest::addRow("%d", i) << kind << !helpless.contains(kind);
    }
}

void TestErrors::retryOnlyWhereItHelps()
{
    QFETCH(const Kind, kind);
    QFETCH(const bool, helps);
    const ApiError error = errorOf(kind, 0);
    QCOMPARE(reportOn(failureOf(LifecycleAction::Pause, SandboxStatus::Running, error)).retrySafe, helps);
    // Never where the table refuses, and never for what is gone.
    QVERIFY(!reportOn(failureOf(LifecycleAction::Pause, SandboxStatus::Paused, error)).retrySafe);
    QVERIFY(!reportOn(failureOf(LifecycleAction::Pause, SandboxStatus::Unknown, error)).retrySafe);
    ActionFailure gone = failureOf(LifecycleAction::Pause, SandboxStatus::Running, error);
    gone.gone = true;
    QVERIFY(!reportOn(gone).retrySafe);
}

void TestErrors::causeKeys()
{
    const auto key = [](LifecycleAction action, const ApiError &error, const QString &id = u"a"_s) {
        return causeKey(failureOf(action, SandboxStatus::Running, error, id));
    };
    const auto pause = LifecycleAction::Pause;
    QCOMPARE(key(pause, errorOf(Kind::ServerError, 500, u"X"_s, u"a failed"_s), u"a"_s),
             key(pause, errorOf(Kind::ServerError, 500, u"x"_s, u"b failed"_s), u"b"_s));
    QCOMPARE(key(pause, errorOf(Kind::NotFound, 404, u"NOT_FOUND"_s)),
             key(pause, errorOf(Kind::NotFound, 404, u"sandbox_not_found"_s)));
    QVERIFY(key(pause, errorOf(Kind::ServerError, 500)) !=
            key(LifecycleAction::Stop, errorOf(Kind::ServerError, 500)));
    QVERIFY(key(pause, errorOf(Kind::ServerError, 500)) != key(pause, errorOf(Kind::Unavailable, 503)));
    QVERIFY(key(pause, errorOf(Kind::ServerError, 500, u"A"_s)) !=
            key(pause, errorOf(Kind::ServerError, 500, u"B"_s)));
    // The message tells the cause of a refused request; the id inside it does not.
    QVERIFY(key(pause, errorOf(Kind::BadRequest, 400, {}, u"one"_s)) !=
            key(pause, errorOf(Kind::BadRequest, 400, {}, u"two"_s)));
    QCOMPARE(key(pause, errorOf(Kind::BadRequest, 400, {}, u"box17 is odd"_s), u"box17"_s),
             key(pause, errorOf(Kind::BadRequest, 400, {}, u"box18 is odd"_s), u"box18"_s));
    ActionFailure gone = failureOf(pause, SandboxStatus::Unknown, errorOf(Kind::NotFound, 404));
    const QString there = causeKey(gone);
    gone.gone = true;
    QVERIFY(causeKey(gone) != there);
}

void TestErrors::severalFailuresMakeOneReport()
{
    QVector<ActionFailure> failures;
    for (int i = 0; i < 30; ++i) {
        ApiError error = errorOf(Kind::ServerError, 500, u"internal"_s);
        error.requestId = u"req-%1"_s.arg(i);
        failures.append(failureOf(LifecycleAction::Pause,
                                  i == 7 ? SandboxStatus::Paused : SandboxStatus::Running, error,
                                  u"s%1"_s.arg(i)));
    }
    const ErrorReport report = reportOf(failures, kServer);
    QCOMPARE(report.sandboxIds.size(), 30);
    QCOMPARE(detail(report, u"HTTP status"_s), u"500"_s);
    QCOMPARE(detail(report, u"Server code"_s), u"internal"_s);
    QVERIFY(detail(report, u"Request id"_s).startsWith("req-0, req-1"_L1));
    QVERIFY(detail(report, u"Request id"_s).endsWith(u'…'));
    QCOMPARE(report.curl.count(u"curl"_s), 20);
    QVERIFY(report.retrySafe);
    QCOMPARE(causeOf(failures, kServer), report.cause);
    // Who differs, and who repeats, is found wherever it stands.
    failures.append(failures.first());
    failures.last().error.requestId = u"req-last"_s;
    failures.last().error.serverCode = u"internal_error"_s;
    const ErrorReport more = reportOf(failures, kServer);
    QCOMPARE(more.sandboxIds, report.sandboxIds);
    QCOMPARE(detail(more, u"Server code"_s), u"internal, internal_error"_s);
    QCOMPARE(detail(more, u"Request id"_s), detail(report, u"Request id"_s));
}

void TestErrors::curlCanBePastedIntoAShell()
{
    ActionFailure failure =
        failureOf(LifecycleAction::Pause, SandboxStatus::Running, errorOf(Kind::ServerError, 500));
    failure.error.path = u"/v1/sandboxes/it's;reboot/pause"_s;
    QCOMPARE(reportOn(failure).curl, u"curl -X POST -H 'Content-Type: application/json' --data '' "
                                     "-H \"X-API-Key: $HOPX_API_KEY\" "
                                     "'https://api.hopx.dev/v1/sandboxes/it'\\''s;reboot/pause'"_s);
    // The body is part of what was asked for.
    failure.action = LifecycleAction::Extend;
    failure.error.method = u"PUT"_s;
    failure.error.path = u"/v1/sandboxes/a/timeout"_s;
    failure.error.body = u"{\"timeout_seconds\":3600}"_s;
    QCOMPARE(reportOn(failure).curl, u"curl -X PUT -H 'Content-Type: application/json' --data "
                                     "'{\"timeout_seconds\":3600}' -H \"X-API-Key: $HOPX_API_KEY\" "
                                     "'https://api.hopx.dev/v1/sandboxes/a/timeout'"_s);
    ApiError read = errorOf(Kind::ServerError, 500);
    read.method = u"GET"_s;
    read.path = u"/v1/sandboxes"_s;
    QCOMPARE(reportOf(read, kServer).curl,
             u"curl -H \"X-API-Key: $HOPX_API_KEY\" 'https://api.hopx.dev/v1/sandboxes'"_s);
}

void TestErrors::reportsHoldNoKey()
{
    const QString key = QString::fromLatin1(kKey);
    for (int i = 0; i < kKinds; ++i) {
        ApiError error = errorOf(static_cast<Kind>(i), 400, key, u"bad key "_s + key);
        error.transportText = u"X-API-Key: "_s + key;
        error.requestId = key;
        error.path = u"/v1/sandboxes/"_s + key;
        const ActionFailure failure = failureOf(LifecycleAction::Stop, SandboxStatus::Running, error);
        for (const ErrorReport &report : {reportOn(failure), reportOf(error, kServer)}) {
            QString all = report.asText() + report.headline + report.cause + report.nextStep + report.curl;
            for (const ErrorReport::Detail &known : report.details)
                all += known.value;
            QVERIFY2(!all.contains(QLatin1StringView(kKeySecret)), qPrintable(all));
            QVERIFY(report.asText().contains(report.headline));
            QVERIFY(report.asText().contains("400"_L1));
        }
    }
}

void TestErrors::backgroundReport()
{
    ApiError error = errorOf(Kind::Tls, 0);
    error.method = u"GET"_s;
    error.path = u"/v1/sandboxes"_s;
    error.transportText = u"The certificate is for “x”, issued by “Corp CA”."_s;
    const ErrorReport report = reportOf(error, kServer);
    QVERIFY(report.cause.contains("api.hopx.dev"_L1));
    QVERIFY(report.nextStep.contains("certificate authority"_L1));
    QCOMPARE(detail(report, u"Network"_s), error.transportText);
    QCOMPARE(detail(report, u"Time"_s), u"2026-01-02T03:04:05Z"_s);
    QCOMPARE(detail(report, u"Endpoint"_s), u"GET https://api.hopx.dev/v1/sandboxes"_s);
    QVERIFY(report.sandboxIds.isEmpty());
    // Without a configured server, as for the mark on a row, there is no line to copy.
    QVERIFY(reportOf(error, {}).curl.isEmpty());
    QVERIFY(reportOf(error, {}).cause.startsWith("The connection to the server"_L1));
    // The list names no sandbox, so none is to blame.
    error.path = u"/v1/sandboxes?limit=100"_s;
    for (const Kind kind : {Kind::NotFound, Kind::Forbidden}) {
        error.kind = kind;
        const ErrorReport list = reportOf(error, kServer);
        QVERIFY2(!list.cause.contains(u"sandbox "_s) && !list.nextStep.contains(u"sandbox"_s),
                 qPrintable(list.cause));
        QVERIFY(!list.nextStep.contains(u"Read the list"_s));
    }
    error.path = u"/v1/sandboxes/a"_s;
    QVERIFY(reportOf(error, kServer).cause.contains(u"the sandbox may belong"_s));
}

} // namespace sandglass::test

QTEST_APPLESS_MAIN(sandglass::test::TestErrors)

#include "tst_api_errors.moc"
