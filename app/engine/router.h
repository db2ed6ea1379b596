// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/httpmessage.h"

#include <QString>

namespace sandglass::engine {

enum class Route : quint8
{
    NotFound,
    WrongMethod,
    Health,
    List,
    Create,
    Get,
    Delete,
    Start,
    Stop,
    Pause,
    Resume,
    SetTimeout,
    RefreshToken,
    Templates,
    Template,
    AgentHealth,
    AgentEnv,
    AgentElse, ///< what real agents offer and this one does not
};

struct RouteMatch
{
    Route route = Route::NotFound;
    QString id;         ///< the part of the path that varies, decoded
    QByteArray allowed; ///< the methods of this path, for WrongMethod
};

/// Which of the service's routes @p method on @p url is (contract 4, and the agent's few from 7).
/// @p withStopStart false: as if stop and start did not exist (contract 5.3).
RouteMatch routeOf(Method method, const QUrl &url, bool withStopStart);

/// The short name of a route that faults can be aimed at: "list", "get", "pause" …; empty for routes
/// that take no faults.
QStringView nameOfRoute(Route route);

} // namespace sandglass::engine
