// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/expirytier.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace sandglass {

class ExpiryRadar;
class Notifier;
class SandboxStore;

/// Tells the desktop that sandboxes expire soon, while the window is not in front. All that is to be told is
/// one notification, which is replaced rather than followed by another, and taken back when nothing expires
/// any more. The references outlive it.
class ExpiryNotifications final : public QObject
{
    Q_OBJECT

public:
    /// What comes within this time of the last one is told together after it.
    static constexpr std::chrono::milliseconds kQuiet{30'000};
    static constexpr int kMostNames = 3;

    /// @p isInFront tells whether the person is looking at our window anyway.
    ExpiryNotifications(const ExpiryRadar &radar, const SandboxStore &store, Clock &clock, Notifier &notifier,
                        std::function<bool()> isInFront, QObject *parent = nullptr);
    ~ExpiryNotifications() override;

    /// Of all notifications from here.
    static QString topic();

Q_SIGNALS:
    /// The person clicked on it: these are to be shown.
    void showWanted(const QStringList &ids);

private:
    void onWarned();
    void tell();
    void onSummaryChanged();

    const ExpiryRadar &m_radar;
    const SandboxStore &m_store;
    Clock &m_clock;
    Notifier &m_notifier;
    const std::function<bool()> m_isInFront;
    std::optional<MonoTime> m_toldAt;
    Timer m_timer;
    bool m_isShown = false;
};

} // namespace sandglass
