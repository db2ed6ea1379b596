// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/expirytier.h"
#include "status/bannercontent.h"

#include <QObject>
#include <QSet>

#include <optional>

namespace sandglass {

class Banner;
class ExpiryRadar;
class LifecycleController;
enum class BannerButton : quint8;

/// Says in one banner what expires soon, however many they are, and offers to show or extend them. Hidden by
/// a person it stays away until another sandbox comes near its end, or one of these nearer. All references
/// outlive it.
class ExpiryNotice final : public QObject
{
    Q_OBJECT

public:
    /// What the one button adds to each.
    static constexpr std::chrono::seconds kStep = std::chrono::hours{1};

    ExpiryNotice(const ExpiryRadar &radar, const LifecycleController &controller, Clock &clock,
                 Banner &banner, QObject *parent = nullptr);
    ~ExpiryNotice() override;

    /// While nobody can see the banner its countdown rests.
    void setOnScreen(bool onScreen);

Q_SIGNALS:
    void showWanted(const QStringList &ids);
    void extendWanted(const QStringList &ids);

private:
    struct Hidden
    {
        QSet<QString> ids;
        ExpiryTier tier;
    };

    void onPressed(BannerButton button);
    void update();
    [[nodiscard]] bool staysHidden();

    const ExpiryRadar &m_radar;
    const LifecycleController &m_controller; ///< whether anything may be changed
    Clock &m_clock;
    Banner &m_banner;
    std::optional<Hidden> m_hidden;
    Timer m_tick;
    bool m_onScreen = true;
};

} // namespace sandglass
