// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/transport.h"

#include <QString>

#include <functional>
#include <optional>

namespace sandglass {

/// What asking a server once told about an address and a key, in words for the person who typed them.
struct ConnectionVerdict
{
    enum class Kind : quint8
    {
        Good,
        WrongKey,
        NoNetwork,
        ProxyProblem,
        NotHopx,
        TlsProblem,
        OtherError, ///< the key may be right; the server could not say
    };

    Kind kind = Kind::Good;
    QString text;                  ///< what is so, one sentence
    QString nextStep;              ///< why, where known, and what to do; empty when good
    std::optional<ApiError> error; ///< for details; none when good

    bool operator==(const ConnectionVerdict &) const = default;
};

/// Checks an address and a key as people do, by reading one row of the list (contract 1.1). Destroying it
/// ends the check without a verdict.
class ConnectionCheck
{
public:
    /// Short, for somebody is looking at a spinner.
    static constexpr std::chrono::milliseconds kDeadline{15'000};

    ConnectionCheck(Clock &clock, const ServerAddress &address, const ApiKey &key,
                    TransportOptions options = {});

    /// Calls @p done once, from the event loop. A second start replaces the first.
    void start(std::function<void(const ConnectionVerdict &)> done);

private:
    Transport m_transport;
    RequestHandle m_request; // after the transport, so that it ends first
};

/// The verdict on a failed check against @p address. Pure.
ConnectionVerdict verdictOn(const ApiError &error, const ServerAddress &address);

} // namespace sandglass
