// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/proxychoice.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLastPort = 65'535;

struct ProxyText
{
    Q_DECLARE_TR_FUNCTIONS(ProxyChoice)
};

bool isHostName(const QString &host)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(host, QUrl::StrictMode);
    return !host.isEmpty() && url.isValid() && !url.host().isEmpty();
}

template<typename T, std::size_t size>
T fromWord(const QString &word, const std::array<T, size> &all)
{
    const auto *const found =
        std::find_if(all.begin(), all.end(), [&](T one) { return wordOf(one) == word; });
    return found == all.end() ? all.front() : *found;
}

} // namespace

QString wordOf(ProxyUse use)
{
    switch (use) {
    case ProxyUse::System:
        return u"system"_s;
    case ProxyUse::None:
        return u"none"_s;
    case ProxyUse::Manual:
        return u"manual"_s;
    }
    Q_UNREACHABLE();
}

QString wordOf(ProxyType type)
{
    return type == ProxyType::Http ? u"http"_s : u"socks5"_s;
}

ProxyUse proxyUseFromWord(const QString &word)
{
    return fromWord(word, kAllProxyUses);
}

ProxyType proxyTypeFromWord(const QString &word)
{
    return fromWord(word, kAllProxyTypes);
}

ProxyProblems problemsOf(const ProxyChoice &choice)
{
    ProxyProblems problems;
    if (choice.host.isEmpty())
        problems.host = ProxyText::tr("Enter the proxy's name or address. Until then nothing changes.");
    else if (!isHostName(choice.host))
        problems.host = ProxyText::tr("This is no computer's name or address. Example: proxy.example.");
    if (choice.port == 0)
        problems.port =
            ProxyText::tr("Enter the proxy's port, often 3128, 8080 or, for SOCKS, 1080. Until then "
                          "nothing changes.");
    else if (choice.port < 0 || choice.port > kLastPort)
        problems.port = ProxyText::tr("A port is a number from 1 to %1.").arg(kLastPort);
    if (choice.type == ProxyType::Http && choice.user.contains(u':'))
        problems.user =
            ProxyText::tr("A user name for an HTTP proxy has no colon. The password has a field of its own.");
    return problems;
}

ProxyChoice tidied(ProxyChoice choice)
{
    choice.user = choice.user.trimmed();
    choice.host = choice.host.trimmed();
    const bool hasScheme = choice.host.contains("://"_L1);
    const bool mayHavePort = choice.host.count(u':') == 1 || choice.host.startsWith(u'[');
    if (!hasScheme && !mayHavePort)
        return choice;
    const QUrl url(hasScheme ? choice.host : QString(u"http://"_s + choice.host), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return choice;
    choice.host = url.host();
    if (url.port() > 0)
        choice.port = url.port();
    if (hasScheme)
        choice.type = url.scheme().startsWith("socks"_L1) ? ProxyType::Socks5 : ProxyType::Http;
    if (!url.userName().isEmpty())
        choice.user = url.userName();
    return choice;
}

} // namespace sandglass
