// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/previewurl.h"

#include "domain/sandbox.h"

#include <QRegularExpression>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// The part of the host that names the sandbox; empty where it cannot be told from a port before it.
QString nameLabel(const QString &label, const QString &id)
{
    static const QRegularExpression kPortFirst(uR"(^\d+-(.*)\z)"_s);
    if (label.compare(id, Qt::CaseInsensitive) == 0)
        return label;
    const QRegularExpressionMatch match = kPortFirst.match(label);
    if (!match.hasMatch())
        return label;
    // Ids have no "-", so what is cut off was a port only if the id is what remains.
    return match.captured(1).compare(id, Qt::CaseInsensitive) == 0 ? match.captured(1) : QString{};
}

QUrl madeFromHost(const Sandbox &sandbox, int port)
{
    static const QRegularExpression kHost(
        uR"(^(?:https?://)?([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\.((?:[a-z0-9-]+\.)+vms\.hopx\.dev)/?\z)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = kHost.match(sandbox.publicHost);
    if (!match.hasMatch())
        return {};
    const QString name = nameLabel(match.captured(1), sandbox.id);
    if (name.isEmpty())
        return {};
    return QUrl(u"https://%1-%2.%3/"_s.arg(port).arg(name, match.captured(2)), QUrl::StrictMode);
}

/// A server's word is opened in a browser only if it is a plain web address: no other scheme, no password.
QUrl webAddress(const QString &text)
{
    QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    return url.isValid() && isWeb && !url.host().isEmpty() && url.userInfo().isEmpty() ? url : QUrl{};
}

bool isWithin(const QString &host, const QString &domain)
{
    return host == domain || host.endsWith(u'.' + domain);
}

} // namespace

PreviewUrl previewUrl(const Sandbox &sandbox, int port)
{
    if (port < 1 || port > kHighestPort)
        return {{}, PreviewProblem::BadPort, false};
    if (QUrl made = madeFromHost(sandbox, port); made.isValid() && !made.isEmpty())
        return {std::move(made), PreviewProblem::None, true};
    if (QUrl given = webAddress(sandbox.previewUrl); !given.isEmpty())
        return {std::move(given), PreviewProblem::None, false};
    const bool told = !sandbox.publicHost.isEmpty() || !sandbox.previewUrl.isEmpty();
    return {{}, told ? PreviewProblem::UnknownHost : PreviewProblem::NoHost, false};
}

bool isOfService(const QUrl &url, const QUrl &server)
{
    const QString host = url.host().toLower();
    const QString own = server.host().toLower();
    return isWithin(host, u"hopx.dev"_s) || (!own.isEmpty() && isWithin(host, own));
}

} // namespace sandglass
