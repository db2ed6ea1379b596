// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/pollnotice.h"

#include "status/banner.h"
#include "store/serverclock.h"

namespace sandglass {

using namespace std::chrono_literals;

PollNotice::PollNotice(Poller &poller, Clock &clock, const ServerClock &serverClock, QUrl server,
                       Banner &banner, QObject *parent)
    : QObject(parent)
    , m_poller(poller)
    , m_clock(clock)
    , m_serverClock(serverClock)
    , m_server(std::move(server))
    , m_banner(banner)
{
    connect(&banner, &Banner::pressed, this, [this](BannerButton button) {
        if (button != BannerButton::Dismiss)
            return;
        m_dismissed = skew();
        update();
    });
    connect(&poller, &Poller::statusChanged, this, &PollNotice::update);
    update();
}

PollNotice::~PollNotice() = default;

void PollNotice::setOnScreen(bool onScreen)
{
    m_onScreen = onScreen;
    update();
}

std::optional<BannerContent> PollNotice::skew() const
{
    return m_poller.status().hasData() ? skewBanner(m_serverClock.offset()) : std::nullopt;
}

void PollNotice::update()
{
    const MonoTime now = m_clock.monoNow();
    std::optional<BannerContent> content = bannerFor(m_poller.status(), m_server, now);
    if (!content && skew() != m_dismissed)
        content = skew();
    m_banner.setContent(content);
    m_tick.reset();
    const auto wait = untilBannerChanges(m_poller.status(), now);
    if (m_onScreen && wait > 0ms)
        m_tick = m_clock.after(wait, [this] { update(); });
}

} // namespace sandglass
