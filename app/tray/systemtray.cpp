// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tray/systemtray.h"

#include "process/sessionbus.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QMenu>
#include <QSystemTrayIcon>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

const QString kWatcher = u"org.kde.StatusNotifierWatcher"_s;
const QString kWatcherPath = u"/StatusNotifierWatcher"_s;

/// Where a tray may be that is not on the bus.
bool mayEmbed()
{
    return QGuiApplication::platformName() == "xcb"_L1;
}

} // namespace

SystemTray::SystemTray(Clock &clock, QObject *parent) : TrayIcon(parent), m_clock(clock) {}

SystemTray::~SystemTray() = default;

void SystemTray::look()
{
    if (m_presence == Presence::Unasked)
        setPresence(Presence::Asking);
    if (hasSessionBus() && QDBusConnection::sessionBus().isConnected()) {
        watch();
        ask();
    } else if (!m_grace) {
        settle();
    }
}

void SystemTray::watch()
{
    if (std::exchange(m_isWatching, true))
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    auto *watcher = new QDBusServiceWatcher(kWatcher, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &SystemTray::ask);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, &SystemTray::onLost);
    // A watcher may be there before what shows the icons is.
    bus.connect({}, kWatcherPath, kWatcher, u"StatusNotifierHostRegistered"_s, this, SLOT(ask()));
    bus.connect({}, kWatcherPath, kWatcher, u"StatusNotifierHostUnregistered"_s, this, SLOT(ask()));
}

void SystemTray::ask()
{
    QDBusMessage call = QDBusMessage::createMethodCall(kWatcher, kWatcherPath,
                                                       u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    call.setArguments({kWatcher, u"IsStatusNotifierHostRegistered"_s});
    call.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this](QDBusPendingCallWatcher *done) { onAnswer(*done); });
}

void SystemTray::onAnswer(QDBusPendingCallWatcher &call)
{
    call.deleteLater();
    const QDBusPendingReply<QDBusVariant> reply = call;
    m_hasHost = !reply.isError() && reply.value().variant().toBool();
    if (m_hasHost) {
        m_grace.reset();
        settle();
    } else {
        onLost();
    }
}

void SystemTray::onLost()
{
    m_hasHost = false;
    if (m_grace || m_presence == Presence::None) {
        if (!m_grace)
            settle(); // asked once more: one of the older kind may have come
        return;
    }
    m_grace = m_clock.after(kGrace, [this] {
        m_grace.reset();
        settle();
    });
}

void SystemTray::settle()
{
    // Qt looks for a host on the bus here, if it never did; it would remember that there was none.
    const bool isThere = (m_hasHost || mayEmbed()) && QSystemTrayIcon::isSystemTrayAvailable();
    setPresence(isThere ? Presence::There : Presence::None);
}

void SystemTray::setPresence(Presence presence)
{
    if (m_presence == presence)
        return;
    m_presence = presence;
    update();
    Q_EMIT presenceChanged();
}

void SystemTray::setShown(bool shown)
{
    m_isWanted = shown;
    update();
}

void SystemTray::update()
{
    if (!m_isWanted || m_presence != Presence::There) {
        m_icon.reset();
        return;
    }
    if (m_icon)
        return;
    m_icon = std::make_unique<QSystemTrayIcon>();
    connect(m_icon.get(), &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
                    Q_EMIT activated();
            });
    m_icon->setIcon(m_picture);
    m_icon->setToolTip(m_toolTip);
    m_icon->setContextMenu(m_menu);
    m_icon->show();
}

void SystemTray::setPicture(const QIcon &picture)
{
    m_picture = picture;
    if (m_icon)
        m_icon->setIcon(picture);
}

void SystemTray::setToolTip(const QString &text)
{
    m_toolTip = text;
    if (m_icon)
        m_icon->setToolTip(text);
}

void SystemTray::setMenu(QMenu *menu)
{
    m_menu = menu;
    if (m_icon)
        m_icon->setContextMenu(menu);
}

} // namespace sandglass
