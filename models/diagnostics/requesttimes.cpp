// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/requesttimes.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QString routeOf(const QString &method, const QString &path)
{
    QStringList parts = path.split(u'/');
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const QString &before = parts.at(i - 1);
        if ((before == "sandboxes"_L1 || before == "templates"_L1) && !parts.at(i).isEmpty())
            parts[i] = u"{id}"_s;
    }
    return QString(method % u' ' % parts.join(u'/'));
}

void RequestTimes::record(const Exchange &exchange)
{
    const QString route = routeOf(exchange.method, exchange.path);
    if (!m_routes.contains(route) && m_routes.size() >= kMostRoutes)
        return;
    Route &entry = m_routes[route];
    entry.totals.route = route;
    ++entry.totals.count;
    entry.totals.lastStatus = exchange.httpStatus;
    if (exchange.httpStatus == 0) {
        ++entry.totals.unanswered;
        return;
    }
    if (exchange.httpStatus >= 400)
        ++entry.totals.refused;
    // The computer's clock may have been set meanwhile.
    const auto took = std::max<std::chrono::milliseconds>(exchange.answeredAt - exchange.sentAt, 0ms);
    entry.totals.slowest = std::max(entry.totals.slowest, took);
    entry.last.push_back(took);
    if (entry.last.size() > kRemembered)
        entry.last.pop_front();
}

QVector<RouteTimes> RequestTimes::all() const
{
    QVector<RouteTimes> result;
    for (const auto &[name, route] : m_routes) {
        RouteTimes times = route.totals;
        if (!route.last.empty()) {
            std::vector sorted(route.last.begin(), route.last.end());
            const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
            std::nth_element(sorted.begin(), middle, sorted.end());
            times.median = *middle;
        }
        result.append(times);
    }
    return result;
}

} // namespace sandglass
