// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/exchange.h"

#include <QString>
#include <QVector>

#include <deque>
#include <map>

namespace sandglass {

/// How long the answers to one kind of request took.
struct RouteTimes
{
    QString route; ///< "POST /v1/sandboxes/{id}/pause": no id is kept
    int count = 0;
    int unanswered = 0;                  ///< of those, without an answer
    int refused = 0;                     ///< of those, with a status of 400 or more
    std::chrono::milliseconds median{0}; ///< of the last RequestTimes::kRemembered answers
    std::chrono::milliseconds slowest{0};
    int lastStatus = 0; ///< 0: no answer

    bool operator==(const RouteTimes &) const = default;
};

/// Counts and times requests by what they ask for. GUI thread.
class RequestTimes
{
public:
    static constexpr int kRemembered = 100;
    static constexpr int kMostRoutes = 50; ///< far more than there are; a bound all the same

    void record(const Exchange &exchange);
    /// By route.
    [[nodiscard]] QVector<RouteTimes> all() const;

private:
    struct Route
    {
        RouteTimes totals;
        std::deque<std::chrono::milliseconds> last;
    };

    std::map<QString, Route> m_routes;
};

/// What a request asks for, without the id of what it is about.
QString routeOf(const QString &method, const QString &path);

} // namespace sandglass
