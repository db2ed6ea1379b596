// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/pollnotice.h"

#include "status/banner.h"

namespace sandglass {

using namespace std::chrono_literals;

PollNotice::PollNotice(Poller &poller, Clock &clock, QUrl server, Banner &banner, QObject *parent)
    : QObject(parent), m_poller(poller), m_clock(clock), m_server(std::move(server)), m_banner(banner)
{
    connect(&poller, &Poller::statusChanged, this, &PollNotice::update);
    update();
}

PollNotice::~PollNotice() = default;

void PollNotice::setOnScreen(bool onScreen)
{
    m_onScreen = onScreen;
    update();
}

void PollNotice::update()
{
    const MonoTime now = m_clock.monoNow();
    m_banner.setContent(bannerFor(m_poller.status(), m_server, now));
    m_tick.reset();
    const auto wait = untilBannerChanges(m_poller.status(), now);
    if (m_onScreen && wait > 0ms)
        m_tick = m_clock.after(wait, [this] { update(); });
}

} // namespace sandglass
