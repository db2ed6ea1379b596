// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "notify/notifier.h"

#include <QObject>

#include <optional>

namespace sandglass {

class ExpiryRadar;
class NotificationCenter;
class SandboxStore;

/// What the desktop is told of sandboxes that expire soon: one notification on all of them, taken back when
/// nothing expires any more. The references outlive it.
class ExpiryNews final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMostNames = 3;

    ExpiryNews(const ExpiryRadar &radar, const SandboxStore &store, NotificationCenter &center,
               QObject *parent = nullptr);

private:
    [[nodiscard]] std::optional<Notification> compose() const;

    const ExpiryRadar &m_radar;
    const SandboxStore &m_store;
};

} // namespace sandglass
