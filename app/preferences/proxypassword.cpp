// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/proxypassword.h"

#include "settings/settingvalue.h"

#include <QPointer>

#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// Under which earlier versions filed it; the ids of profiles look otherwise.
const QString kOldName = u"proxy-password"_s;
const QString kKeptFor = u"network/proxyPasswordFor"_s;

SettingValue<bool> keptIn(Settings &settings)
{
    return {settings, u"network/proxyPasswordKept"_s, false};
}

/// All that decides who is told the password.
QString targetOf(const ProxyChoice &proxy)
{
    return proxy.user + u'@' + proxy.host.toLower() + u':' + QString::number(proxy.port);
}

QString nameOf(const QString &target)
{
    return kOldName + u' ' + target;
}

} // namespace

ProxyPassword::ProxyPassword(Settings &settings, SecretStore &system, QObject *parent)
    : QObject(parent), m_settings(settings), m_system(system), m_removals(settings, system)
{}

ProxyPassword::~ProxyPassword() = default;

bool ProxyPassword::isOld() const
{
    return keptIn(m_settings).get() && m_settings.value(kKeptFor).toString().isEmpty();
}

bool ProxyPassword::isKept(const QString &target) const
{
    return keptIn(m_settings).get() && (isOld() || m_settings.value(kKeptFor).toString() == target);
}

PasswordPlace ProxyPassword::place(const ProxyChoice &proxy) const
{
    const QString target = targetOf(proxy);
    if (isKept(target) && m_missing != target)
        return PasswordPlace::SecretStore;
    return m_target == target && !m_value.isEmpty() ? PasswordPlace::Session : PasswordPlace::Nowhere;
}

QString ProxyPassword::value(const ProxyChoice &proxy) const
{
    return m_target == targetOf(proxy) ? QString::fromUtf8(m_value.secret()) : QString();
}

void ProxyPassword::load(const ProxyChoice &proxy)
{
    const QString target = targetOf(proxy);
    const bool isKnown = m_target == target && !m_value.isEmpty();
    if (isKnown || !isKept(target) || m_missing == target || m_loading == target)
        return;
    const bool old = isOld();
    m_asked = m_system.read(old ? kOldName : nameOf(target),
                            [this, target, old](const auto &answer) { onRead(target, old, answer); });
    m_loading = target;
}

void ProxyPassword::onRead(const QString &target, bool old, const tl::expected<ApiKey, SecretProblem> &answer)
{
    const RequestHandle over = std::move(m_asked);
    m_loading.clear();
    if (!answer) {
        // Not there any more is final; a store that is locked today may open tomorrow.
        const bool isMissing = answer.error().kind == SecretProblem::Kind::NotThere;
        if (isMissing && old) {
            // It may be filed anew already, but the settings could not be written then.
            m_asked = m_system.read(nameOf(target),
                                    [this, target](const auto &found) { onRead(target, false, found); });
            m_loading = target;
        } else if (isMissing) {
            m_missing = target;
        }
        return;
    }
    m_value = *answer;
    m_target = target;
    if (old) {
        m_asked = m_system.write(nameOf(target), m_value,
                                 [this, target](const std::optional<SecretProblem> &problem) {
                                     const RequestHandle written = std::move(m_asked);
                                     if (problem)
                                         return;
                                     setKept(target);
                                     if (m_settings.writeNow())
                                         m_removals.remove(kOldName);
                                 });
    }
    Q_EMIT changed();
}

void ProxyPassword::keep(const ProxyChoice &proxy, const QString &password, QObject *context,
                         const std::function<void(const QString &)> &done)
{
    const QString target = targetOf(proxy);
    const bool wasThere = drop(proxy);
    if (password.isEmpty()) {
        if (wasThere)
            Q_EMIT changed();
        m_asked = m_system.remove(nameOf(target), [this, context = QPointer(context), done](const auto &) {
            const RequestHandle over = std::move(m_asked);
            if (context)
                done({});
        });
        return;
    }
    m_value = ApiKey(password.toUtf8());
    m_target = target;
    Q_EMIT changed();
    const QString name = nameOf(target);
    m_removals.spare(name);
    m_asked = m_system.write(
        name, m_value,
        [this, target, name, context = QPointer(context), done](const std::optional<SecretProblem> &problem) {
            const RequestHandle over = std::move(m_asked);
            if (!problem)
                setKept(target);
            else
                m_removals.removeLater(name); // whoever unlocks the store now has it written after all
            if (context)
                done(problem ? problem->text : QString());
        });
}

void ProxyPassword::forget(const ProxyChoice &proxy)
{
    if (drop(proxy))
        Q_EMIT changed();
}

bool ProxyPassword::drop(const ProxyChoice &proxy)
{
    const bool wasThere = place(proxy) != PasswordPlace::Nowhere;
    const QString target = targetOf(proxy);
    m_asked.cancel();
    m_loading.clear();
    m_missing.clear();
    // Whether it is there or just being written: the store does one after the other.
    if (wasThere) {
        if (isOld())
            m_removals.remove(kOldName);
        m_removals.remove(nameOf(target));
    }
    keptIn(m_settings).reset();
    m_settings.remove(kKeptFor);
    m_value = {};
    m_target.clear();
    return wasThere;
}

void ProxyPassword::setKept(const QString &target)
{
    keptIn(m_settings).set(true);
    m_settings.setValue(kKeptFor, target);
}

} // namespace sandglass
