// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/router.h"

#include <QStringList>

#include <array>

namespace sandglass::engine {

using namespace Qt::StringLiterals;

namespace {

struct Row
{
    Route route;
    Method method;
    QByteArrayView verb;
    QStringView pattern; ///< "*" is the part that varies
    QStringView name;
};

constexpr std::array kRoutes{
    Row{Route::Health, Method::Get, "GET", u"health", u""},
    Row{Route::List, Method::Get, "GET", u"v1/sandboxes", u"list"},
    Row{Route::Create, Method::Post, "POST", u"v1/sandboxes", u"create"},
    Row{Route::Get, Method::Get, "GET", u"v1/sandboxes/*", u"get"},
    Row{Route::Delete, Method::Delete, "DELETE", u"v1/sandboxes/*", u"delete"},
    Row{Route::Start, Method::Post, "POST", u"v1/sandboxes/*/start", u"start"},
    Row{Route::Stop, Method::Post, "POST", u"v1/sandboxes/*/stop", u"stop"},
    Row{Route::Pause, Method::Post, "POST", u"v1/sandboxes/*/pause", u"pause"},
    Row{Route::Resume, Method::Post, "POST", u"v1/sandboxes/*/resume", u"resume"},
    Row{Route::SetTimeout, Method::Put, "PUT", u"v1/sandboxes/*/timeout", u"timeout"},
    Row{Route::RefreshToken, Method::Post, "POST", u"v1/sandboxes/*/token/refresh", u"token"},
    Row{Route::Templates, Method::Get, "GET", u"v1/templates", u"templates"},
    Row{Route::Template, Method::Get, "GET", u"v1/templates/*", u"template"},
    Row{Route::AgentHealth, Method::Get, "GET", u"agent/*/health", u"agent-health"},
    Row{Route::AgentEnv, Method::Get, "GET", u"agent/*/env", u"agent-env"},
    Row{Route::AgentEnv, Method::Put, "PUT", u"agent/*/env", u"agent-env"},
    Row{Route::AgentEnv, Method::Patch, "PATCH", u"agent/*/env", u"agent-env"},
    Row{Route::AgentEnv, Method::Delete, "DELETE", u"agent/*/env", u"agent-env"},
};

/// Whether @p segments (still percent-encoded) are what @p pattern says; puts the varying one into @p id.
bool fits(const QStringList &segments, QStringView pattern, QString *id)
{
    const QList<QStringView> wanted = pattern.split(u'/');
    if (wanted.size() != segments.size())
        return false;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (wanted.at(i) == u"*") {
            if (segments.at(i).isEmpty())
                return false;
            *id = QUrl::fromPercentEncoding(segments.at(i).toLatin1());
        } else if (wanted.at(i) != segments.at(i)) {
            return false;
        }
    }
    return true;
}

} // namespace

RouteMatch routeOf(Method method, const QUrl &url, bool withStopStart)
{
    QString path = url.path(QUrl::FullyEncoded);
    if (path.startsWith(u'/'))
        path.remove(0, 1);
    if (path.endsWith(u'/'))
        path.chop(1);
    const QStringList segments = path.split(u'/');

    RouteMatch match;
    for (const Row &row : kRoutes) {
        if (!withStopStart && (row.route == Route::Start || row.route == Route::Stop))
            continue;
        QString id;
        if (!fits(segments, row.pattern, &id))
            continue;
        if (row.method == method)
            return {row.route, id, {}};
        match.route = Route::WrongMethod;
        match.allowed += (match.allowed.isEmpty() ? "" : ", ") + row.verb.toByteArray();
    }
    if (match.route == Route::NotFound && segments.size() > 2 && segments.constFirst() == u"agent")
        match.route = Route::AgentElse;
    return match;
}

QStringView nameOfRoute(Route route)
{
    for (const Row &row : kRoutes) {
        if (row.route == route)
            return row.name;
    }
    return {};
}

} // namespace sandglass::engine
