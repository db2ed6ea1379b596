// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QObject>
#include <QUrl>

namespace sandglass {

class Banner;
class Poller;

/// Puts trouble with reading into a banner and counts down in it. All references outlive it.
class PollNotice final : public QObject
{
    Q_OBJECT

public:
    PollNotice(Poller &poller, Clock &clock, QUrl server, Banner &banner, QObject *parent = nullptr);
    ~PollNotice() override;

    /// Nothing ticks while nobody can see it.
    void setOnScreen(bool onScreen);

private:
    void update();

    Poller &m_poller;
    Clock &m_clock;
    QUrl m_server;
    Banner &m_banner;
    Timer m_tick;
    bool m_onScreen = true;
};

} // namespace sandglass
