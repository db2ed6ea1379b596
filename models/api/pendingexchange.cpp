// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/pendingexchange.h"

#include "api/errorbody.h"
#include "api/redaction.h"
#include "api/responseheaders.h"
#include "api/transporttexts.h"

#include <QLoggingCategory>
#include <QPointer>
#include <QSslError>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcApi, "hopx.api", QtWarningMsg)

constexpr qsizetype kLongestTransportText = 500;
/// Qt reads on another thread; without a bound it would run far ahead while this one is busy.
constexpr qint64 kMostReadAhead = qint64{4} * 1024 * 1024;

bool hasSameOrigin(const QUrl &one, const QUrl &other)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return one.scheme() == other.scheme() && one.host() == other.host() && port(one) == port(other);
}

/// Over HTTP/2 this is how the other side ends a request or the connection; over HTTP/1 it does not speak it.
bool isOfProtocol(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ProtocolFailure || error == QNetworkReply::ProtocolUnknownError ||
           error == QNetworkReply::ProtocolInvalidOperationError;
}

/// Most servers show no statement about their certificate, not every authority makes any, and one about
/// another certificate says nothing: as little of an error as in browsers. A statement that says "revoked" is
/// one, and so is one that cannot be believed.
bool meansNoStatement(const QSslError &error)
{
    return error.error() == QSslError::OcspNoResponseFound || error.error() == QSslError::OcspTryLater ||
           error.error() == QSslError::OcspResponseCertIdUnknown;
}

/// What @p error means; nullopt where that depends on whether the request had left.
std::optional<ApiErrorKind> kindOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return ApiErrorKind::Tls;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return ApiErrorKind::Unreachable;
    case QNetworkReply::UnknownContentError: // a compression that does not unpack
        return ApiErrorKind::Malformed;
    default:
        return std::nullopt;
    }
}

/// Errors that come before a byte of the request can have left.
bool isBeforeSending(ApiErrorKind kind)
{
    return kind == ApiErrorKind::Unreachable || kind == ApiErrorKind::ProxyFailed ||
           kind == ApiErrorKind::Tls;
}

} // namespace

/// The body of a POST, PUT or DELETE, empty or not, as a stream that cannot be rewound. QNetworkAccessManager
/// repeats a request by itself when the peer hangs up before answering; unable to send the body again, it
/// reports an error instead.
class OnceDevice final : public QIODevice
{
public:
    explicit OnceDevice(QByteArray bytes) : m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_read == m_bytes.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_bytes.size() - m_read; }
    bool seek(qint64) override { return false; }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 size = std::min<qint64>(most, bytesAvailable());
        std::copy_n(m_bytes.constData() + m_read, size, data);
        m_read += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    qint64 m_read = 0;
};

PendingExchange::PendingExchange(Transport &transport, HttpRequest request, Transport::Callback callback)
    : QObject(&transport)
    , m_transport(transport)
    , m_request(std::move(request))
    , m_secrets{transport.m_key, m_request.secretValues}
    , m_callback(std::move(callback))
    , m_route(transport.m_options.route)
    , m_network(transport.m_network)
    , m_sentAt(transport.m_clock.utcNow())
    , m_began(transport.m_clock.monoNow())
{}

PendingExchange::~PendingExchange()
{
    letGoOfReply();
    // The reply reads from the upload device and is a child: it must go first.
    delete m_reply;
}

QByteArray PendingExchange::methodName() const
{
    switch (m_request.method) {
    case HttpRequest::Method::Get:
        break;
    case HttpRequest::Method::Post:
        return "POST"_ba;
    case HttpRequest::Method::Put:
        return "PUT"_ba;
    case HttpRequest::Method::Delete:
        return "DELETE"_ba;
    case HttpRequest::Method::Patch:
        return "PATCH"_ba;
    }
    return "GET"_ba;
}

std::optional<QNetworkRequest> PendingExchange::networkRequest() const
{
    if (!m_request.path.startsWith('/'))
        return std::nullopt;
    QUrl url = m_transport.m_address.url;
    url.setPath(url.path(QUrl::FullyEncoded) + QString::fromLatin1(m_request.path), QUrl::TolerantMode);
    if (!m_request.query.isEmpty())
        url.setQuery(QString::fromLatin1(m_request.query), QUrl::TolerantMode);
    if (!url.isValid() || !hasSameOrigin(url, m_transport.m_address.url))
        return std::nullopt;

    QNetworkRequest request{url};
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, m_transport.m_options.allowHttp2);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Sandglass/" SANDGLASS_VERSION ""_s);
    request.setRawHeader("Accept", "application/json");
    if (!m_transport.m_key.isEmpty())
        setCredential(request);
    if (m_request.method == HttpRequest::Method::Post || m_request.method == HttpRequest::Method::Put ||
        m_request.method == HttpRequest::Method::Patch)
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    if (m_request.method != HttpRequest::Method::Get) {
        // Both are what keeps Qt from buffering the body, which would make it repeatable.
        request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    if (request.url().scheme() == "https"_L1)
        request.setSslConfiguration(m_transport.tls());
    // A packed answer is bounded by what it unpacks to, and before it is unpacked.
    request.setDecompressedSafetyCheckThreshold(m_request.mostAnswerBytes);
    return request;
}

void PendingExchange::setCredential(QNetworkRequest &request) const
{
    switch (m_transport.m_options.credential) {
    case TransportOptions::Credential::ApiKeyHeader:
        request.setRawHeader("X-API-Key", m_transport.m_key.secret());
        break;
    case TransportOptions::Credential::BearerToken:
        request.setRawHeader("Authorization", "Bearer " + m_transport.m_key.secret());
        break;
    }
}

void PendingExchange::start()
{
    if (!m_transport.m_key.isEmpty() && !m_transport.m_key.isSendable()) {
        giveUp(ApiErrorKind::Unauthorized, tr("The key holds characters no key can have; it was not sent."));
        return;
    }
    const std::optional<QNetworkRequest> request = networkRequest();
    if (!request) {
        giveUp(ApiErrorKind::BadRequest, tr("The request has no valid address; it was not sent."));
        return;
    }
    switch (m_request.method) {
    case HttpRequest::Method::Get:
        m_reply = m_network->get(*request);
        break;
    case HttpRequest::Method::Post:
        m_upload = std::make_unique<OnceDevice>(m_request.body);
        m_reply = m_network->post(*request, m_upload.get());
        break;
    case HttpRequest::Method::Put:
        m_upload = std::make_unique<OnceDevice>(m_request.body);
        m_reply = m_network->put(*request, m_upload.get());
        break;
    case HttpRequest::Method::Delete:
    case HttpRequest::Method::Patch:
        // deleteResource() takes no device, so Qt would feel free to repeat it.
        m_upload = std::make_unique<OnceDevice>(m_request.body);
        m_reply = m_network->sendCustomRequest(*request, methodName(), m_upload.get());
        break;
    }
    m_reply->setParent(this);
    m_reply->setReadBufferSize(kMostReadAhead);
    watch();
}

void PendingExchange::watch()
{
    // QNetworkRequest's transfer timeout starts anew with every byte, so a dripping answer never meets it.
    m_deadline = m_transport.m_clock.after(m_request.deadline, [this] {
        giveUp(ApiErrorKind::Timeout,
               tr("No complete answer within %n s.", nullptr,
                  static_cast<int>(std::chrono::ceil<std::chrono::seconds>(m_request.deadline).count())));
    });
    connect(m_reply, &QNetworkReply::requestSent, this, [this] {
        m_sent = true;
        m_sentAt = m_transport.m_clock.utcNow();
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] {
        const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
        if (length.isValid() && length.toLongLong() > mostBytes())
            giveUp(ApiErrorKind::TooLarge, tr("The server announced %1 bytes.").arg(length.toLongLong()));
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &PendingExchange::readBody);
    connect(m_reply, &QNetworkReply::sslErrors, this, &PendingExchange::onSslErrors);
    // Queued: what the callback destroys must not be what is calling.
    connect(m_reply, &QNetworkReply::finished, this, &PendingExchange::deliver, Qt::QueuedConnection);
    if (m_reply->isFinished())
        QMetaObject::invokeMethod(this, &PendingExchange::deliver, Qt::QueuedConnection);
}

void PendingExchange::readBody()
{
    m_body += m_reply->readAll();
    if (m_body.size() > mostBytes())
        giveUp(ApiErrorKind::TooLarge, tr("The answer was cut off after %1 bytes.").arg(mostBytes()));
}

qint64 PendingExchange::mostBytes() const
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return status >= 300 ? std::min(m_request.mostAnswerBytes, HttpRequest::kMostAboutOne)
                         : m_request.mostAnswerBytes;
}

void PendingExchange::onSslErrors(const QList<QSslError> &errors)
{
    if (std::all_of(errors.begin(), errors.end(), meansNoStatement)) {
        m_reply->ignoreSslErrors(errors);
        return;
    }
    for (const QSslError &error : errors)
        qCInfo(lcApi).noquote() << error.errorString();
    m_tlsText = certificateReason(errors, m_reply->sslConfiguration().peerCertificate());
}

void PendingExchange::cancel()
{
    m_callback = nullptr;
    m_deadline.reset();
    letGoOfReply();
    deleteLater();
}

void PendingExchange::letGoOfReply()
{
    if (!m_reply)
        return;
    // First, for abort() reports the end from inside the call.
    disconnect(m_reply, nullptr, this, nullptr);
    if (m_reply->isRunning())
        m_reply->abort();
}

void PendingExchange::giveUp(ApiErrorKind kind, const QString &why)
{
    if (m_gaveUp)
        return;
    m_gaveUp = kind;
    m_whyGaveUp = why;
    letGoOfReply();
    QMetaObject::invokeMethod(this, &PendingExchange::deliver, Qt::QueuedConnection);
}

void PendingExchange::deliver()
{
    if (!m_callback)
        return;
    m_deadline.reset();
    const UtcTime now = m_transport.m_clock.utcNow();
    int status = 0;
    ResponseHeaders headers;
    if (m_reply) {
        status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (!m_gaveUp)
            readBody();
        headers = readResponseHeaders([this](const char *name) { return m_reply->rawHeader(name); }, now,
                                      m_secrets);
    }
    m_sent = mayHaveBeenSent(status);
    ApiResult<HttpAnswer> answer = result(status, headers);

    const ApiError &told = answer ? answer->context : answer.error();
    qCDebug(lcApi).noquote() << told.method << told.path << status << told.took.count() << "ms"
                             << told.requestId;

    if (endsConnection(answer))
        m_transport.forgetConnections();
    else if (status != 0)
        m_transport.m_heardAt = m_transport.m_clock.monoNow();

    const auto callback = std::exchange(m_callback, nullptr);
    letGoOfReply();
    deleteLater();
    if (m_sent) {
        Exchange exchange;
        exchange.method = told.method;
        exchange.path = told.path;
        exchange.httpStatus = status;
        exchange.rate = headers.rate;
        if (status == 429 || status == 503)
            exchange.retryAfter = told.retryAfter;
        exchange.serverDate = headers.serverDate;
        exchange.overHttp2 = m_reply && m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
        exchange.sentAt = m_sentAt;
        exchange.answeredAt = now;
        const QPointer<PendingExchange> guard{this};
        Q_EMIT m_transport.exchanged(exchange);
        if (!guard)
            return;
    }
    callback(std::move(answer));
}

bool PendingExchange::endsConnection(const ApiResult<HttpAnswer> &answer) const
{
    if (answer || !mayBeHttp2() || m_network != m_transport.m_network)
        return false;
    // Qt 6.4 keeps a request for ever that comes while it is closing the one connection (one in a hundred, by
    // measurement), and goes on sending into one that is dead until the system notices, after a quarter of an
    // hour. A request that was merely slow costs no other its connection.
    const ApiError &error = answer.error();
    return error.kind == ApiErrorKind::ConnectionLost ||
           (error.kind == ApiErrorKind::Timeout && error.httpStatus == 0 && m_transport.m_heardAt < m_began);
}

bool PendingExchange::mayHaveBeenSent(int status) const
{
    if (m_sent || status != 0)
        return true;
    if (!m_reply || m_request.method == HttpRequest::Method::Get)
        return false;
    // Qt 6.4 does not tell when a POST or a DELETE has left. Being wrongly unsure costs one read more; being
    // wrongly sure would tell a person that nothing happened.
    if (m_gaveUp)
        return true;
    const std::optional<ApiErrorKind> kind = failureKind();
    return !kind || !isBeforeSending(*kind);
}

ApiError PendingExchange::context() const
{
    ApiError error;
    error.method = QString::fromLatin1(methodName());
    error.path = QString::fromLatin1(m_request.path);
    if (m_request.bodyIsPublic)
        error.body = QString::fromUtf8(m_request.body);
    error.at = m_transport.m_clock.utcNow();
    error.took = m_transport.m_clock.monoNow() - m_began;
    return error;
}

ApiResult<HttpAnswer> PendingExchange::result(int status, const ResponseHeaders &headers)
{
    const bool mattersIfSent = m_request.method != HttpRequest::Method::Get;
    // A clear refusal stays one even if its body was cut, or is too long to be read.
    const bool isRefusal = status >= 300 && (!m_gaveUp || *m_gaveUp == ApiErrorKind::TooLarge);
    if (isRefusal)
        return tl::unexpected<ApiError>(statusError(status, headers));
    if (m_gaveUp) {
        ApiError error = context();
        error.kind = *m_gaveUp;
        error.httpStatus = status;
        error.requestId = headers.requestId;
        error.transportText = m_whyGaveUp;
        error.maybeExecuted = mattersIfSent && m_sent;
        return tl::unexpected<ApiError>(std::move(error));
    }
    if (m_reply->error() != QNetworkReply::NoError || status < 200)
        return tl::unexpected<ApiError>(networkError(status));
    if (isCutShort()) {
        ApiError error = context();
        error.kind = ApiErrorKind::ConnectionLost;
        error.httpStatus = status;
        error.requestId = headers.requestId;
        error.transportText = tr("The answer ended before its announced end.");
        error.maybeExecuted = mattersIfSent;
        return tl::unexpected<ApiError>(std::move(error));
    }

    HttpAnswer answer;
    answer.status = status;
    answer.body = std::move(m_body);
    answer.contentType = m_reply->rawHeader("Content-Type");
    answer.context = context();
    answer.context.httpStatus = status;
    answer.context.requestId = headers.requestId;
    answer.context.maybeExecuted = mattersIfSent;
    answer.secrets = m_secrets;
    return answer;
}

bool PendingExchange::mayBeHttp2() const
{
    return m_transport.m_options.allowHttp2 && m_transport.m_address.url.scheme() == "https"_L1;
}

bool PendingExchange::isCutShort() const
{
    // Qt sees this itself over HTTP/1, but takes any end of a stream of HTTP/2 for a good one.
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    return m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool() && length.isValid() &&
           m_reply->rawHeader("Content-Encoding").isEmpty() && m_body.size() < length.toLongLong();
}

ApiError PendingExchange::statusError(int status, const ResponseHeaders &headers) const
{
    const QByteArray type = m_reply->rawHeader("Content-Type");
    const QByteArray read = m_gaveUp ? QByteArray() : m_body;
    const ErrorBody body = parseErrorBody(read, type, m_secrets);
    ApiError error = context();
    error.transportText = m_whyGaveUp;
    error.httpStatus = status;
    // By all that was said: a variable's value may be a word that tells the kind, such as "limit".
    error.kind = classify(status, m_secrets.values.isEmpty() ? body : parseErrorBody(read, type));
    error.serverCode = body.code;
    error.serverMessage = body.message;
    error.requestId = body.requestId.isEmpty() ? headers.requestId : body.requestId;
    error.maybeExecuted = m_request.method != HttpRequest::Method::Get && mayHaveExecuted(status);
    error.isApisWord = body.isApisWord;
    error.retryAfter = body.retryAfter;
    if (!error.retryAfter)
        error.retryAfter = headers.retryAfter;
    if (!error.retryAfter && status == 429)
        error.retryAfter = headers.untilReset;
    if (error.kind == ApiErrorKind::Redirected) {
        const QUrl target = m_reply->url().resolved(m_reply->header(QNetworkRequest::LocationHeader).toUrl());
        // Only where to: the query of a redirect may hold what only the two servers should know.
        error.transportText =
            clean(tr("The server points to %1.")
                      .arg(target.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemovePath |
                                                  QUrl::RemoveQuery | QUrl::RemoveFragment)));
    }
    return error;
}

ApiError PendingExchange::networkError(int status) const
{
    ApiError error = context();
    error.httpStatus = status;
    error.kind = failureKind().value_or(m_sent ? ApiErrorKind::ConnectionLost : ApiErrorKind::Unreachable);
    if (m_reply->error() == QNetworkReply::NoError && !mayBeHttp2()) // an end without a status
        error.kind = ApiErrorKind::NotHopx;
    error.transportText = clean(reason(error.kind));
    qCInfo(lcApi).noquote() << clean(m_reply->errorString());
    error.maybeExecuted = m_request.method != HttpRequest::Method::Get && m_sent;
    return error;
}

std::optional<ProxyFault> PendingExchange::proxyFault() const
{
    const bool byHand =
        m_route.proxies == NetworkRoute::Proxies::Manual && !isThisComputer(m_transport.m_address.url.host());
    return proxyFaultOf(m_reply->error(), m_reply->errorString(), byHand);
}

std::optional<ApiErrorKind> PendingExchange::failureKind() const
{
    if (proxyFault())
        return ApiErrorKind::ProxyFailed;
    if (isOfProtocol(m_reply->error()))
        return mayBeHttp2() ? std::nullopt : std::optional(ApiErrorKind::NotHopx);
    return kindOf(m_reply->error());
}

QString PendingExchange::reason(ApiErrorKind kind) const
{
    if (kind == ApiErrorKind::Tls && !m_tlsText.isEmpty())
        return m_tlsText;
    if (const auto fault = proxyFault())
        return proxyReason(*fault, m_route.proxyName(), m_route.hasCredentials());
    return networkReason(m_reply->error(), m_reply->errorString());
}

QString PendingExchange::clean(const QString &text) const
{
    return safeLine(text, kLongestTransportText, m_secrets);
}

} // namespace sandglass
