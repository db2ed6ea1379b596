// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/proxypassword.h"

#include "settingvalue.h"

#include <QPointer>

#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// Under which the store files it; the ids of profiles look otherwise.
const QString kName = u"proxy-password"_s;

SettingValue<bool> keptIn(Settings &settings)
{
    return {settings, u"network/proxyPasswordKept"_s, false};
}

} // namespace

ProxyPassword::ProxyPassword(Settings &settings, SecretStore &system, QObject *parent)
    : QObject(parent), m_settings(settings), m_system(system)
{
    if (keptIn(m_settings).get())
        m_place = PasswordPlace::SecretStore;
}

ProxyPassword::~ProxyPassword() = default;

QString ProxyPassword::value() const
{
    return QString::fromUtf8(m_value.secret());
}

void ProxyPassword::load()
{
    if (m_place != PasswordPlace::SecretStore || !m_value.isEmpty())
        return;
    m_asked = m_system.read(kName, [this](const tl::expected<ApiKey, SecretProblem> &answer) {
        const RequestHandle over = std::move(m_asked);
        if (!answer) {
            // Not there any more is final; a store that is locked today may open tomorrow.
            if (answer.error().kind == SecretProblem::Kind::NotThere)
                m_place = PasswordPlace::Nowhere;
            return;
        }
        m_value = *answer;
        Q_EMIT changed();
    });
}

void ProxyPassword::keep(const QString &password, QObject *context,
                         const std::function<void(const QString &)> &done)
{
    if (password.isEmpty()) {
        forget();
        m_asked = m_system.remove(kName, [context = QPointer(context), done](const auto &) {
            if (context)
                done({});
        });
        return;
    }
    m_value = ApiKey(password.toUtf8());
    m_place = PasswordPlace::Session;
    Q_EMIT changed();
    m_asked = m_system.write(
        kName, m_value,
        [this, context = QPointer(context), done](const std::optional<SecretProblem> &problem) {
            const RequestHandle over = std::move(m_asked);
            setKept(!problem);
            m_place = problem ? PasswordPlace::Session : PasswordPlace::SecretStore;
            if (context)
                done(problem ? problem->text : QString());
        });
}

void ProxyPassword::forget()
{
    m_asked.cancel();
    if (m_place == PasswordPlace::SecretStore)
        (void)m_system.remove(kName, [](const auto &) {});
    setKept(false);
    m_value = {};
    if (std::exchange(m_place, PasswordPlace::Nowhere) != PasswordPlace::Nowhere)
        Q_EMIT changed();
}

void ProxyPassword::setKept(bool kept)
{
    auto setting = keptIn(m_settings);
    if (kept)
        setting.set(true);
    else
        setting.reset();
}

} // namespace sandglass
