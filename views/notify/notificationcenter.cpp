// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/notificationcenter.h"

#include <algorithm>
#include <utility>

namespace sandglass {

NotificationCenter::NotificationCenter(Clock &clock, Notifier &notifier, std::function<bool()> isInFront,
                                       std::function<bool(NotificationKind)> isWanted, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_notifier(notifier)
    , m_isInFront(std::move(isInFront))
    , m_isWanted(std::move(isWanted))
{
    connect(&notifier, &Notifier::activated, this, [this](const QString &topic) {
        for (const NotificationKind kind : kAllNotificationKinds) {
            if (topic == wordOf(kind) && topicOf(kind).isShown)
                Q_EMIT activated(kind);
        }
    });
}

NotificationCenter::~NotificationCenter()
{
    for (const NotificationKind kind : kAllNotificationKinds)
        takeBack(kind);
}

NotificationCenter::Topic &NotificationCenter::topicOf(NotificationKind kind)
{
    return m_topics.at(static_cast<std::size_t>(kind));
}

void NotificationCenter::setSource(NotificationKind kind, Compose compose)
{
    topicOf(kind).compose = std::move(compose);
}

void NotificationCenter::tell(NotificationKind kind)
{
    Topic &topic = topicOf(kind);
    if (topic.timer || m_isInFront())
        return; // will be told together, or is seen
    std::chrono::milliseconds wait = kGather;
    if (topic.toldAt)
        wait = std::max(wait, *topic.toldAt + kQuiet - m_clock.monoNow());
    topic.timer = m_clock.after(wait, [this, kind] {
        topicOf(kind).timer.reset();
        show(kind);
    });
}

void NotificationCenter::show(NotificationKind kind)
{
    Topic &topic = topicOf(kind);
    if (m_isInFront() || !m_isWanted(kind) || !topic.compose)
        return;
    std::optional<Notification> notification = topic.compose();
    if (!notification)
        return;
    notification->topic = wordOf(kind);
    topic.toldAt = m_clock.monoNow();
    topic.isShown = true;
    m_notifier.show(*notification);
}

void NotificationCenter::takeBack(NotificationKind kind)
{
    Topic &topic = topicOf(kind);
    topic.timer.reset();
    if (std::exchange(topic.isShown, false))
        m_notifier.withdraw(wordOf(kind));
}

void NotificationCenter::noticeLook()
{
    for (const NotificationKind kind : kAllNotificationKinds)
        takeBack(kind);
    Q_EMIT seen();
}

} // namespace sandglass
