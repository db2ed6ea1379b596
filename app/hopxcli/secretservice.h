// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apikey.h"
#include "domain/clock.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QVariantList>

#include <functional>

class QDBusMessage;

namespace sandglass {

/// Everything other programs filed under one service in the Secret Service (freedesktop.org's D-Bus interface
/// to GNOME Keyring, KWallet, KeePassXC), by account. Read only. QtKeychain cannot do this: it finds by
/// attributes of its own only, and the HopX CLIs, one in Python and one in JavaScript, have theirs.
class SecretServiceReader final : public QObject
{
    Q_OBJECT

public:
    using Found = QHash<QString, ApiKey>; ///< secret by account
    /// The second is why nothing could be read, a sentence; empty when reading worked, even if nothing was
    /// there.
    using Done = std::function<void(const Found &, const QString &)>;

    static constexpr std::chrono::milliseconds kPatience{120'000};

    SecretServiceReader(Clock &clock, QString service, QObject *parent = nullptr);
    ~SecretServiceReader() override;

    /// Calls @p done once, from the event loop. Locked items are unlocked first, for which the system may ask
    /// the person for a password. Destroying this ends it without an answer.
    void start(Done done);

private Q_SLOTS:
    void onPromptCompleted(bool dismissed);

private:
    using Next = std::function<void(const QDBusMessage &)>;

    void ask(const QString &path, const QString &interface, const QString &method,
             const QVariantList &arguments, const Next &next);
    void openSession();
    void search();
    void unlock(const QStringList &locked);
    void readItems();
    void readSecret(const QString &item, const QString &account);
    void finish(const QString &problem = {});

    Clock &m_clock;
    const QString m_service;
    Done m_done;
    Timer m_timer;
    QString m_session;
    QStringList m_items;
    int m_awaited = 0; ///< answers about items
    Found m_found;
};

} // namespace sandglass
