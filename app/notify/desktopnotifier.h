// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "notify/notifier.h"

#include <QHash>

#include <optional>

class QDBusPendingCallWatcher;

namespace sandglass {

/// Notifications by the freedesktop.org service on the session bus. One per process is enough.
class DesktopNotifier final : public Notifier
{
    Q_OBJECT

public:
    explicit DesktopNotifier(QObject *parent = nullptr);
    ~DesktopNotifier() override;

    void show(const Notification &notification) override;
    void withdraw(const QString &topic) override;

private Q_SLOTS: // the bus calls these by name
    void onActionInvoked(uint id, const QString &action);
    void onClosed(uint id, uint reason);

private:
    /// A topic the service knows, or will once it answers.
    struct Shown
    {
        uint id = 0; ///< 0 until the service told
        bool withdrawn = false;
        std::optional<Notification> next; ///< asked for before the service told the id
    };

    [[nodiscard]] bool connectToBus();
    void forgetIds();
    void send(const Notification &notification);
    void onAnswer(const QString &topic, QDBusPendingCallWatcher &call);
    void closeById(uint id) const;
    [[nodiscard]] QString topicOf(uint id) const;

    QHash<QString, Shown> m_shown;
    QHash<QString, QDBusPendingCallWatcher *> m_calls;
    bool m_tried = false;
    bool m_connected = false;
};

} // namespace sandglass
