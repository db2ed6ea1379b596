// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/programpreferences.h"

#include "api/authorityfile.h"
#include "settings/settingvalue.h"

#include <array>
#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kStartWords{std::pair{StartWith::LastUsed, "last"_L1},
                                 std::pair{StartWith::Ask, "ask"_L1}, std::pair{StartWith::Demo, "demo"_L1}};

const QString kUsualPace = u"polling/seconds"_s;
const QString kHiddenPace = u"polling/hiddenSeconds"_s;
const QString kProxyUse = u"network/proxy"_s;
const QString kProxyType = u"network/proxyType"_s;
const QString kProxyHost = u"network/proxyHost"_s;
const QString kProxyPort = u"network/proxyPort"_s;
const QString kProxyUser = u"network/proxyUser"_s;
const QString kAuthorities = u"network/authorityFile"_s;
const QString kStartWith = u"start/with"_s;

} // namespace

ProgramPreferences::ProgramPreferences(Settings &settings, SecretStore &secrets, LoginStart login,
                                       QObject *parent)
    : QObject(parent), m_settings(settings), m_login(std::move(login)), m_password(settings, secrets)
{
    m_authorityFile.path = SettingValue<QString>(m_settings, kAuthorities).get();
    if (!m_authorityFile.path.isEmpty()) {
        const auto read = readAuthorities(m_authorityFile.path);
        m_authorities = read ? withSystems(*read) : QList<QSslCertificate>();
        m_authorityFile.problem = read ? QString() : read.error();
        m_authorityFile.content = describeAuthorities(read.value_or(QList<QSslCertificate>()));
    }
    connect(&m_password, &ProxyPassword::changed, this, &ProgramPreferences::announceRoute);
    if (const ProxyChoice choice = proxy(); choice.use == ProxyUse::Manual && !choice.user.isEmpty())
        m_password.load(choice);
    m_announced = route();
}

ProgramPreferences::~ProgramPreferences() = default;

NetworkRoute ProgramPreferences::route() const
{
    NetworkRoute route;
    route.authorities = m_authorities;
    const ProxyChoice choice = proxy();
    switch (choice.use) {
    case ProxyUse::System:
        route.proxies = NetworkRoute::Proxies::System;
        break;
    case ProxyUse::None:
        route.proxies = NetworkRoute::Proxies::None;
        break;
    case ProxyUse::Manual:
        route.proxies = NetworkRoute::Proxies::Manual;
        route.manual = QNetworkProxy(choice.type == ProxyType::Socks5 ? QNetworkProxy::Socks5Proxy
                                                                      : QNetworkProxy::HttpProxy,
                                     choice.host, static_cast<quint16>(choice.port));
        if (!choice.user.isEmpty()) {
            route.manual.setUser(choice.user);
            route.manual.setPassword(m_password.value(choice));
        }
        break;
    }
    return route;
}

void ProgramPreferences::announceRoute()
{
    const NetworkRoute now = route();
    if (std::exchange(m_announced, now) != now)
        Q_EMIT routeChanged(now);
}

PollPace ProgramPreferences::pollPace() const
{
    const PollPace usual;
    PollPace pace;
    pace.usual = std::chrono::seconds(
        SettingValue<int>(m_settings, kUsualPace, static_cast<int>(usual.usual.count())).get());
    pace.hidden = std::chrono::seconds(
        SettingValue<int>(m_settings, kHiddenPace, static_cast<int>(usual.hidden.count())).get());
    // Somebody else's hand may have been in the file.
    return problemsOf(pace).none() ? pace : usual;
}

void ProgramPreferences::setPollPace(const PollPace &pace)
{
    if (pace == pollPace() || !problemsOf(pace).none())
        return;
    SettingValue<int>(m_settings, kUsualPace).set(static_cast<int>(pace.usual.count()));
    SettingValue<int>(m_settings, kHiddenPace).set(static_cast<int>(pace.hidden.count()));
    Q_EMIT pollPaceChanged(pace);
}

ProxyChoice ProgramPreferences::proxy() const
{
    ProxyChoice choice;
    choice.use = proxyUseFromWord(SettingValue<QString>(m_settings, kProxyUse).get());
    choice.type = proxyTypeFromWord(SettingValue<QString>(m_settings, kProxyType).get());
    choice.host = SettingValue<QString>(m_settings, kProxyHost).get();
    choice.port = SettingValue<int>(m_settings, kProxyPort).get();
    choice.user = SettingValue<QString>(m_settings, kProxyUser).get();
    if (choice.use == ProxyUse::Manual && !problemsOf(choice).none())
        choice.use = ProxyUse::System;
    return choice;
}

void ProgramPreferences::setProxy(const ProxyChoice &choice)
{
    const ProxyChoice before = proxy();
    if (choice == before || (choice.use == ProxyUse::Manual && !problemsOf(choice).none()))
        return;
    SettingValue<QString>(m_settings, kProxyUse).set(wordOf(choice.use));
    SettingValue<QString>(m_settings, kProxyType).set(wordOf(choice.type));
    SettingValue<QString>(m_settings, kProxyHost).set(choice.host);
    SettingValue<int>(m_settings, kProxyPort).set(choice.port);
    SettingValue<QString>(m_settings, kProxyUser).set(choice.user);
    if (choice.host != before.host || choice.port != before.port || choice.user != before.user)
        m_password.forget(before);
    else if (choice.use == ProxyUse::Manual && !choice.user.isEmpty())
        m_password.load(choice);
    announceRoute();
}

void ProgramPreferences::setProxyPassword(const QString &password, QObject *context,
                                          std::function<void(const QString &)> done)
{
    m_password.keep(proxy(), password, context, done);
}

AuthorityFile ProgramPreferences::setAuthorityFile(const QString &path)
{
    AuthorityFile file{path, {}, {}};
    QList<QSslCertificate> certificates;
    if (!path.isEmpty()) {
        const auto read = readAuthorities(path);
        if (!read) {
            file.problem = read.error();
            return file;
        }
        certificates = withSystems(*read);
        file.content = describeAuthorities(*read);
    }
    m_authorityFile = file;
    m_authorities = std::move(certificates);
    SettingValue<QString> setting(m_settings, kAuthorities);
    if (path.isEmpty())
        setting.reset();
    else
        setting.set(path);
    announceRoute();
    return file;
}

StartWith ProgramPreferences::startWith() const
{
    const QString word = SettingValue<QString>(m_settings, kStartWith).get();
    for (const auto &[what, known] : kStartWords) {
        if (word == known)
            return what;
    }
    return StartWith::LastUsed;
}

void ProgramPreferences::setStartWith(StartWith what)
{
    for (const auto &[one, word] : kStartWords) {
        if (one == what)
            SettingValue<QString>(m_settings, kStartWith).set(word);
    }
}

} // namespace sandglass
