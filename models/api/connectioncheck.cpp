// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/connectioncheck.h"

#include "api/codec.h"
#include "api/decoding.h"
#include "api/transporttexts.h"

#include <QCoreApplication>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct CheckText
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionCheck)
};

using Kind = ConnectionVerdict::Kind;

Kind verdictOf(const ApiError &error)
{
    switch (error.kind) {
    case ApiErrorKind::Unauthorized:
    case ApiErrorKind::Forbidden:
        return Kind::WrongKey;
    case ApiErrorKind::ProxyFailed:
        return Kind::ProxyProblem;
    case ApiErrorKind::Unreachable:
    case ApiErrorKind::ConnectionLost:
    case ApiErrorKind::Timeout:
        return Kind::NoNetwork;
    case ApiErrorKind::Tls:
        return Kind::TlsProblem;
    case ApiErrorKind::Redirected:
    case ApiErrorKind::NotHopx:
    case ApiErrorKind::Malformed:
    case ApiErrorKind::TooLarge:
    // Every HopX server has the list, so one that does not know the path is none.
    case ApiErrorKind::NotFound:
    case ApiErrorKind::RouteMissing:
        return Kind::NotHopx;
    case ApiErrorKind::BadRequest:
    case ApiErrorKind::PaymentRequired:
    case ApiErrorKind::PlanLimit:
    case ApiErrorKind::Conflict:
    case ApiErrorKind::RateLimited:
    case ApiErrorKind::ServerError:
    case ApiErrorKind::Unavailable:
        break;
    }
    return Kind::OtherError;
}

/// @p detail comes first, as a sentence of its own.
QString withDetail(const QString &detail, const QString &sentence)
{
    return detail.isEmpty() ? sentence : QString{asSentence(detail) % u' ' % sentence};
}

void describe(ConnectionVerdict &verdict, const ApiError &error, const QString &host)
{
    switch (verdict.kind) {
    case Kind::Good:
        verdict.text = CheckText::tr("Connected to %1.").arg(host);
        return;
    case Kind::WrongKey:
        if (error.httpStatus == 0) {
            verdict.text = CheckText::tr("This cannot be a key: it holds characters no key can have.");
            verdict.nextStep = CheckText::tr("Copy the key again and paste it whole.");
            return;
        }
        verdict.text = CheckText::tr("%1 answered, but does not accept this key.").arg(host);
        verdict.nextStep =
            CheckText::tr("Copy the key again, or make a new one at https://console.hopx.dev.");
        return;
    case Kind::NoNetwork:
        verdict.nextStep =
            CheckText::tr("Check the address, the network connection and the proxy, then try again.");
        if (error.kind == ApiErrorKind::Timeout) {
            verdict.text = CheckText::tr("%1 did not answer in time.").arg(host);
            return;
        }
        verdict.text = CheckText::tr("%1 cannot be reached.").arg(host);
        verdict.nextStep = withDetail(error.transportText, verdict.nextStep);
        return;
    case Kind::ProxyProblem:
        verdict.text = CheckText::tr("The proxy does not lead to %1.").arg(host);
        verdict.nextStep = withDetail(
            error.transportText,
            CheckText::tr("Check it in the preferences, on the page Network, or in the desktop's settings."));
        return;
    case Kind::NotHopx:
        verdict.text = CheckText::tr("Something answers at %1, but it is not a HopX server.").arg(host);
        verdict.nextStep = withDetail(
            error.transportText,
            CheckText::tr("Check the address. In a hotel or company network, sign in to it first."));
        return;
    case Kind::TlsProblem:
        verdict.text =
            CheckText::tr("The connection to %1 is not secure, so the key was not sent.").arg(host);
        verdict.nextStep = withDetail(
            error.transportText,
            CheckText::tr(
                "Check the address and this computer's date. If your company inspects encrypted "
                "connections, name its certificate authority in the preferences (Ctrl+,) on the page "
                "Network, or have it added to this system."));
        return;
    case Kind::OtherError:
        if (error.kind == ApiErrorKind::RateLimited) {
            verdict.text = CheckText::tr("%1 asks to wait: too many requests.").arg(host);
            verdict.nextStep = CheckText::tr("Try again in a minute.");
            return;
        }
        if (error.kind == ApiErrorKind::PaymentRequired) {
            verdict.text = CheckText::tr("%1 accepts requests only with credit on the account.").arg(host);
            verdict.nextStep = CheckText::tr("Add credit at https://console.hopx.dev, then try again.");
            return;
        }
        verdict.text = CheckText::tr("%1 answered with an error (HTTP %2).")
                           .arg(host, QString::number(error.httpStatus));
        verdict.nextStep =
            withDetail(error.serverMessage, CheckText::tr("The key may be right. Try again later."));
        return;
    }
}

} // namespace

ConnectionVerdict verdictOn(const ApiError &error, const ServerAddress &address)
{
    ConnectionVerdict verdict;
    verdict.kind = verdictOf(error);
    verdict.error = error;
    describe(verdict, error, address.url.authority());
    return verdict;
}

ConnectionCheck::ConnectionCheck(Clock &clock, const ServerAddress &address, const ApiKey &key,
                                 TransportOptions options)
    : m_transport(clock, address, key, std::move(options))
{}

void ConnectionCheck::start(std::function<void(const ConnectionVerdict &)> done)
{
    HttpRequest request;
    request.path = "/v1/sandboxes"_ba;
    request.query = "limit=1"_ba;
    request.deadline = kDeadline;
    request.mostAnswerBytes = HttpRequest::kMostOfList; // not every server heeds the limit
    m_request = m_transport.send(
        std::move(request), [this, done = std::move(done)](const ApiResult<HttpAnswer> &answer) {
            if (!answer) {
                done(verdictOn(answer.error(), m_transport.address()));
                return;
            }
            const Decoded<ListPage> page = codec::decodeList(answer->body);
            if (!page) {
                done(verdictOn(undecoded(*answer, page.error()), m_transport.address()));
                return;
            }
            ConnectionVerdict good;
            describe(good, {}, m_transport.address().url.authority());
            done(good);
        });
}

} // namespace sandglass
