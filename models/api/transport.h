// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "api/apikey.h"
#include "api/exchange.h"
#include "api/httpsender.h"
#include "api/networkroute.h"
#include "api/serveraddress.h"
#include "domain/clock.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QSslConfiguration>

#include <memory>
#include <optional>

namespace sandglass {

class PendingExchange;

/// What may differ from the usual way of talking to a server.
struct TransportOptions
{
    bool allowHttp2 = true;
    NetworkRoute route;
    /// How the key is shown: the API takes a header of its own, the agents in the sandboxes only this
    /// (contract 1.2).
    enum class Credential : quint8
    {
        ApiKeyHeader,
        BearerToken,
    } credential = Credential::ApiKeyHeader;
};

/// The only class that touches QNetworkAccessManager. Sends requests to one server with one key and answers
/// each once, from the event loop, with a whole 2xx answer or an ApiError.
///
/// Nothing is followed, cached or kept: no redirects, no cookies, no cache. The key leaves for the configured
/// origin alone. A POST reaches the server at most once. Every request has a deadline of its own that also
/// ends answers which merely drip. IPv4 and IPv6 are raced by Qt, so a dead IPv6 route costs 0.3 s, not a
/// stall (contract 1.1). All requests over HTTP/2 share one connection; when that breaks or falls silent, the
/// next request takes a new one.
///
/// One per thread; it lives and is used on the thread that made it.
class Transport final : public QObject, public HttpSender
{
    Q_OBJECT

public:
    Transport(Clock &clock, ServerAddress address, ApiKey key, TransportOptions options = {},
              QObject *parent = nullptr);
    ~Transport() override;

    [[nodiscard]] const ServerAddress &address() const { return m_address; }

    [[nodiscard]] RequestHandle send(HttpRequest request, Callback callback) override;

    /// Counts for every request from now on, over new connections; what is under way ends as it began.
    void setRoute(const NetworkRoute &route);

    /// Takes new connections from now on: after a sleep of the computer the pooled ones are dead, but do not
    /// know it. What is under way keeps its own and can still be answered.
    void forgetConnections();

Q_SIGNALS:
    /// One request is over, answered or not (then httpStatus is 0); it may have cost a part of the rate
    /// limit. Comes right before the callback. Requests that never left and cancelled ones are not told.
    void exchanged(const sandglass::Exchange &exchange);

private:
    friend class PendingExchange;

    /// Made when it is wanted first: Qt then loads its TLS library, which plain HTTP does without, and
    /// whichever thread asks first waits for. A window that opens need not be that one.
    [[nodiscard]] const QSslConfiguration &tls();

    Clock &m_clock;
    const ServerAddress m_address;
    const ApiKey m_key;
    TransportOptions m_options;
    std::optional<QSslConfiguration> m_tls; ///< see tls()
    /// Pools connections, and is made anew to let go of them: clearConnectionCache() would also end the
    /// thread of the replies under way, which never finish then. Those hold on to theirs.
    std::shared_ptr<QNetworkAccessManager> m_network;
    MonoTime m_heardAt{}; ///< when m_network's server last answered anything
};

} // namespace sandglass
