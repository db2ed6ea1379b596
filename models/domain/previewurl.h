// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace sandglass {

struct Sandbox;

/// Why a sandbox has no address that a browser could open.
enum class PreviewProblem : quint8
{
    None,
    NoHost,      ///< the server told neither a host nor an address
    UnknownHost, ///< the host is of a form from which no address of a port can be made
    BadPort,     ///< not 1 to 65535
};

/// Where a browser finds what listens on a port of a sandbox.
struct PreviewUrl
{
    QUrl url; ///< empty when there is a problem
    PreviewProblem problem = PreviewProblem::None;
    bool forAnyPort = false; ///< false: the server gave this one address, whatever port is wanted

    bool operator==(const PreviewUrl &) const = default;
};

inline constexpr int kHighestPort = 65535;
/// The sandbox's own agent answers here, not a service of the person's.
inline constexpr int kAgentPort = 7777;

/// The address of @p port (contract 1.3): made from `public_host` where that has the one form the official
/// clients know, otherwise the `preview_url` the server gave, otherwise none. Never guessed from the id.
/// Pure.
PreviewUrl previewUrl(const Sandbox &sandbox, int port);

/// Whether @p url leads to HopX itself or to the configured @p server; anything else deserves a question
/// before a browser is sent there.
bool isOfService(const QUrl &url, const QUrl &server);

} // namespace sandglass
