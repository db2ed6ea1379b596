// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/desktopnotifier.h"

#include "process/sessionbus.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QLoggingCategory>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcNotify, "hopx.notify", QtWarningMsg)

const QString kService = u"org.freedesktop.Notifications"_s;
const QString kPath = u"/org/freedesktop/Notifications"_s;
const QString kIcon = u"dev.sandglass.Sandglass"_s;
const QString kDefaultAction = u"default"_s;
constexpr int kByTheServersHabit = -1; // how long it stays
constexpr uchar kNormal = 1;
constexpr uchar kCritical = 2;

QDBusMessage callTo(const QString &method)
{
    return QDBusMessage::createMethodCall(kService, kPath, kService, method);
}

} // namespace

DesktopNotifier::DesktopNotifier(QObject *parent) : Notifier(parent) {}

DesktopNotifier::~DesktopNotifier() = default;

bool DesktopNotifier::connectToBus()
{
    if (std::exchange(m_tried, true))
        return m_connected;
    m_connected = hasSessionBus() && QDBusConnection::sessionBus().isConnected();
    if (!m_connected)
        return false;
    // Without a service name: to ask who owns one would block, and ids tell whose they are, as long as the
    // service is the one that gave them.
    QDBusConnection bus = QDBusConnection::sessionBus();
    auto *owner = new QDBusServiceWatcher(kService, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(owner, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &before) {
                if (!before.isEmpty())
                    forgetIds();
            });
    // Signatures as Qt writes them.
    // clang-format off
    bus.connect({}, kPath, kService, u"ActionInvoked"_s, this, SLOT(onActionInvoked(uint,QString)));
    bus.connect({}, kPath, kService, u"NotificationClosed"_s, this, SLOT(onClosed(uint,uint)));
    // clang-format on
    return true;
}

void DesktopNotifier::forgetIds()
{
    // The next one counts from 1 again: what bears our number there may be another program's. Of what is
    // being asked for now the answer tells.
    m_shown.removeIf([this](const auto &one) { return !m_calls.contains(one.key()); });
    for (Shown &shown : m_shown)
        shown.id = 0;
}

void DesktopNotifier::show(const Notification &notification)
{
    if (!connectToBus())
        return;
    if (m_calls.contains(notification.topic)) {
        m_shown[notification.topic].next = notification; // its id is needed to replace it
        return;
    }
    send(notification);
}

void DesktopNotifier::send(const Notification &notification)
{
    Shown &shown = m_shown[notification.topic];
    shown.withdrawn = false;
    shown.next.reset();
    const QVariantMap hints{
        {u"urgency"_s, QVariant::fromValue(notification.urgent ? kCritical : kNormal)},
        {u"desktop-entry"_s, kIcon},
    };
    QDBusMessage call = callTo(u"Notify"_s);
    // Many servers take the text for markup.
    call.setArguments({QCoreApplication::applicationName(), shown.id, kIcon, notification.title,
                       notification.text.toHtmlEscaped(), QStringList{kDefaultAction, tr("Show")}, hints,
                       kByTheServersHabit});
    const QString topic = notification.topic;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    m_calls.insert(topic, watcher);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, topic](QDBusPendingCallWatcher *done) { onAnswer(topic, *done); });
}

void DesktopNotifier::onAnswer(const QString &topic, QDBusPendingCallWatcher &call)
{
    call.deleteLater();
    m_calls.remove(topic);
    const QDBusPendingReply<uint> reply = call;
    const Shown shown = m_shown.value(topic);
    if (reply.isError()) {
        qCInfo(lcNotify) << "not shown:" << reply.error().name();
        m_shown.remove(topic);
        return;
    }
    if (shown.withdrawn && !shown.next) {
        m_shown.remove(topic);
        closeById(reply.value());
        return;
    }
    m_shown[topic].id = reply.value();
    if (shown.next)
        send(*shown.next);
}

void DesktopNotifier::withdraw(const QString &topic)
{
    const auto found = m_shown.find(topic);
    if (found == m_shown.end())
        return;
    if (m_calls.contains(topic)) {
        found->withdrawn = true;
        found->next.reset();
        return;
    }
    const uint id = found->id;
    m_shown.remove(topic);
    closeById(id);
}

void DesktopNotifier::closeById(uint id) const
{
    QDBusMessage call = callTo(u"CloseNotification"_s);
    call.setArguments({id});
    QDBusConnection::sessionBus().send(call);
}

QString DesktopNotifier::topicOf(uint id) const
{
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it) {
        if (it->id == id && id != 0)
            return it.key();
    }
    return {};
}

void DesktopNotifier::onActionInvoked(uint id, const QString &action)
{
    const QString topic = topicOf(id);
    if (!topic.isEmpty() && action == kDefaultAction)
        Q_EMIT activated(topic);
}

void DesktopNotifier::onClosed(uint id, uint /*reason*/)
{
    const QString topic = topicOf(id);
    if (!topic.isEmpty() && !m_calls.contains(topic))
        m_shown.remove(topic);
}

} // namespace sandglass
