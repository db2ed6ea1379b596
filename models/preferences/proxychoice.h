// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>

namespace sandglass {

/// Which proxy a person wants.
enum class ProxyUse : quint8
{
    System,
    None,
    Manual,
};

enum class ProxyType : quint8
{
    Http, ///< asked by CONNECT
    Socks5,
};

inline constexpr std::array kAllProxyUses{ProxyUse::System, ProxyUse::None, ProxyUse::Manual};
inline constexpr std::array kAllProxyTypes{ProxyType::Http, ProxyType::Socks5};

/// As written to the settings: "system", "socks5".
QString wordOf(ProxyUse use);
QString wordOf(ProxyType type);
/// What is safe where the word is not known: as the system says, HTTP.
ProxyUse proxyUseFromWord(const QString &word);
ProxyType proxyTypeFromWord(const QString &word);

/// A value without a secret: the password is kept elsewhere.
struct ProxyChoice
{
    ProxyUse use = ProxyUse::System;
    // What counts with Manual, and is remembered otherwise:
    ProxyType type = ProxyType::Http;
    QString host;
    int port = 0; ///< 0: not given; -1: no number
    QString user; ///< empty: the proxy is told nothing

    bool operator==(const ProxyChoice &) const = default;
};

/// What is wrong with the fields of a proxy given by hand; each a sentence, empty when the field is fine.
struct ProxyProblems
{
    QString host;
    QString port;
    QString user;

    [[nodiscard]] bool none() const { return host.isEmpty() && port.isEmpty() && user.isEmpty(); }
};

ProxyProblems problemsOf(const ProxyChoice &choice);

/// Without white space around; an address pasted as the host ("http://proxy.example:3128/",
/// "socks5://me@proxy.example:1080") is taken apart into its fields, and a password in it dropped.
ProxyChoice tidied(ProxyChoice choice);

} // namespace sandglass
