// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faults.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <chrono>

namespace sandglass::engine {

enum class ErrorShape : quint8
{
    Nested, ///< contract 2.3, E1: what the live service sends
    Flat,   ///< E2: what its documentation shows
};

/// Everything that can be chosen about an engine. The defaults are the demo's.
struct EngineOptions
{
    QHostAddress host{QHostAddress::LocalHost};
    quint16 port = 0; ///< 0: any free one
    QByteArray key;   ///< empty: a random one is made. A secret: never logged.

    int sandboxes = 24;
    quint64 seed = 1;
    double latency = 1.0; ///< scales the transitions; 0: at once
    bool life = true;     ///< others create, use and delete sandboxes meanwhile

    std::chrono::milliseconds httpLatencyLow{0};  ///< every answer waits so long …
    std::chrono::milliseconds httpLatencyHigh{0}; ///< … to so long
    int requestsPerMinute = 100;
    ErrorShape errorShape = ErrorShape::Nested;
    bool sparseList = false;   ///< list rows carry only the documented fields (contract 3, "L")
    bool withStopStart = true; ///< false: the routes answer 404 (contract 5.3)
    QList<FaultRule> faults;
    bool logRequests = false; ///< for whoever watches, see Engine::watch(); the key is never told
};

/// A random key of the service's form (contract 1.1), from the system's secure generator.
QByteArray makeApiKey();

} // namespace sandglass::engine
