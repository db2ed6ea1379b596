// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/transport.h"
#include "domain/clock.h"

#include <QNetworkReply>
#include <QObject>

#include <memory>
#include <optional>

namespace sandglass {

class OnceDevice;
enum class ProxyFault : quint8;
struct ResponseHeaders;

/// One request under way, from the call to its callback. A part of Transport.
class PendingExchange final : public QObject
{
    Q_OBJECT

public:
    PendingExchange(Transport &transport, HttpRequest request, Transport::Callback callback);
    ~PendingExchange() override;

    void start();
    /// Ends the request without a callback.
    void cancel();

private:
    [[nodiscard]] std::optional<QNetworkRequest> networkRequest() const;
    void setCredential(QNetworkRequest &request) const;
    [[nodiscard]] QByteArray methodName() const;
    void watch();
    void readBody();
    /// How long the answer may be, as far as it is known by now.
    [[nodiscard]] qint64 mostBytes() const;
    void onSslErrors(const QList<QSslError> &errors);
    /// Our own end of the request: no answer will be waited for any longer.
    void giveUp(ApiErrorKind kind, const QString &why);
    void letGoOfReply();
    void deliver();

    /// Whether the connection that @p answer came over, or did not, is of no use to others.
    [[nodiscard]] bool endsConnection(const ApiResult<HttpAnswer> &answer) const;
    [[nodiscard]] bool mayHaveBeenSent(int status) const;
    [[nodiscard]] ApiError context() const;
    [[nodiscard]] ApiResult<HttpAnswer> result(int status, const ResponseHeaders &headers);
    /// Whether it was is known only once an answer has begun.
    [[nodiscard]] bool mayBeHttp2() const;
    /// Whether less came than the answer said of itself.
    [[nodiscard]] bool isCutShort() const;
    [[nodiscard]] ApiError statusError(int status, const ResponseHeaders &headers) const;
    [[nodiscard]] ApiError networkError(int status) const;
    [[nodiscard]] std::optional<ProxyFault> proxyFault() const;
    /// What the reply's error means; nothing where that depends on whether the request had left.
    [[nodiscard]] std::optional<ApiErrorKind> failureKind() const;
    [[nodiscard]] QString reason(ApiErrorKind kind) const;
    [[nodiscard]] QString clean(const QString &text) const;

    Transport &m_transport;
    HttpRequest m_request;
    const KnownSecrets m_secrets; ///< what no error may repeat
    Transport::Callback m_callback;
    const NetworkRoute m_route;                             ///< the transport may go another one meanwhile
    const std::shared_ptr<QNetworkAccessManager> m_network; ///< of that route; outlives the reply
    std::unique_ptr<OnceDevice> m_upload;
    QNetworkReply *m_reply = nullptr; ///< a child
    Timer m_deadline;
    QByteArray m_body;
    QString m_tlsText;
    UtcTime m_sentAt{};
    MonoTime m_began{};
    std::optional<ApiErrorKind> m_gaveUp;
    QString m_whyGaveUp;
    bool m_sent = false; ///< or may have been; see mayHaveBeenSent()
};

} // namespace sandglass
