// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "notify/notificationkind.h"
#include "notify/notifier.h"

#include <QObject>

#include <array>
#include <functional>
#include <optional>

namespace sandglass {

/// The one place where news become notifications. What comes at about the same time is told together; each
/// kind has one notification, which is replaced rather than followed by another; and nothing is told to a
/// person who is looking at the window anyway. What a notification says is asked for when it is shown, so it
/// is never older than that. GUI thread; the references outlive it.
class NotificationCenter final : public QObject
{
    Q_OBJECT

public:
    /// Waited after the first news of a kind, for those that come with it.
    static constexpr std::chrono::milliseconds kGather{2'000};
    /// What comes within this time of the last notification of its kind is told together after it.
    static constexpr std::chrono::milliseconds kQuiet{30'000};

    /// All there is to tell; nullopt when there is nothing any more. The topic is set here.
    using Compose = std::function<std::optional<Notification>()>;

    /// @p isInFront tells whether the person is looking at our window; @p isWanted whether they want to be
    /// told at all.
    NotificationCenter(Clock &clock, Notifier &notifier, std::function<bool()> isInFront,
                       std::function<bool(NotificationKind)> isWanted, QObject *parent = nullptr);
    /// Takes back what is shown: another connection's sandboxes are none of these.
    ~NotificationCenter() override;

    void setSource(NotificationKind kind, Compose compose);
    [[nodiscard]] bool isInFront() const { return m_isInFront(); }

    /// Something happened.
    void tell(NotificationKind kind);
    /// What was told, or was about to be, is no longer true.
    void takeBack(NotificationKind kind);
    /// The person looks at the window now, where everything is to be seen.
    void noticeLook();

Q_SIGNALS:
    /// The person clicked on it.
    void activated(sandglass::NotificationKind kind);
    /// What happened until now has been seen.
    void seen();

private:
    struct Topic
    {
        Compose compose;
        Timer timer;
        std::optional<MonoTime> toldAt;
        bool isShown = false;
    };

    [[nodiscard]] Topic &topicOf(NotificationKind kind);
    void show(NotificationKind kind);

    Clock &m_clock;
    Notifier &m_notifier;
    const std::function<bool()> m_isInFront;
    const std::function<bool(NotificationKind)> m_isWanted;
    std::array<Topic, kAllNotificationKinds.size()> m_topics;
};

} // namespace sandglass
