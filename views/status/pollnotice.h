// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "status/bannercontent.h"

#include <QObject>
#include <QUrl>

namespace sandglass {

class Banner;
class Poller;
class ServerClock;

/// Puts trouble with reading into a banner and counts down in it; where there is none, that the clocks
/// differ. All references outlive it.
class PollNotice final : public QObject
{
    Q_OBJECT

public:
    PollNotice(Poller &poller, Clock &clock, const ServerClock &serverClock, QUrl server, Banner &banner,
               QObject *parent = nullptr);
    ~PollNotice() override;

    /// Nothing ticks while nobody can see it.
    void setOnScreen(bool onScreen);

private:
    void update();
    [[nodiscard]] std::optional<BannerContent> skew() const;

    Poller &m_poller;
    Clock &m_clock;
    const ServerClock &m_serverClock;
    QUrl m_server;
    Banner &m_banner;
    Timer m_tick;
    bool m_onScreen = true;
    std::optional<BannerContent> m_dismissed;
};

} // namespace sandglass
