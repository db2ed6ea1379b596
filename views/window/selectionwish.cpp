// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/selectionwish.h"

#include "domain/clock.h"
#include "status/banner.h"
#include "store/poller.h"
#include "store/sandboxstore.h"

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

SelectionWish::SelectionWish(Dashboard dashboard, Banner &strip, QObject *parent)
    : QObject(parent), m_dashboard(std::move(dashboard)), m_strip(strip)
{
    connect(&m_dashboard.poller, &Poller::statusChanged, this, &SelectionWish::lookAgain);
    connect(&m_strip, &Banner::pressed, this, [this] { m_strip.setContent(std::nullopt); });
}

void SelectionWish::select(const QString &id)
{
    m_id = id;
    m_since = m_dashboard.clock.monoNow();
    m_strip.setContent(std::nullopt);
    m_patience = m_dashboard.clock.after(kPatience, [this] { giveUp(); });
    // What is being read may have been asked for before the sandbox was made.
    m_readBegan = m_dashboard.poller.status().phase == PollStatus::Phase::Reading;
    lookAgain();
    if (!m_id.isEmpty() && m_dashboard.poller.status().phase == PollStatus::Phase::Waiting)
        m_dashboard.poller.pollNow();
}

void SelectionWish::lookAgain()
{
    if (m_id.isEmpty())
        return;
    const PollStatus &status = m_dashboard.poller.status();
    if (m_dashboard.store.find(m_id)) {
        Q_EMIT found(end());
    } else if (status.hasData() && status.lastRead > m_since && status.failures == 0 &&
               status.phase == PollStatus::Phase::Waiting) {
        if (std::exchange(m_readBegan, false)) {
            m_since = m_dashboard.clock.monoNow();
            m_readAgain = m_dashboard.clock.after(0ms, [this] { m_dashboard.poller.pollNow(); });
            return;
        }
        sayMissing();
    }
}

QString SelectionWish::end()
{
    m_patience.reset();
    m_readAgain.reset();
    return std::exchange(m_id, {});
}

void SelectionWish::giveWay()
{
    if (!m_id.isEmpty())
        Q_EMIT announced(tr("Stopped waiting for %1").arg(end()));
}

void SelectionWish::giveUp()
{
    say(tr("%1 cannot be shown").arg(end()),
        tr("The list did not come within a minute. Ask for it again once the list is there."));
}

void SelectionWish::sayMissing()
{
    say(tr("There is no sandbox %1 here").arg(end()),
        m_dashboard.poller.status().isComplete()
            ? tr("It was deleted, has expired, or belongs to another account than the one shown.")
            : tr("It was deleted, has expired, belongs to another account, or is missing from the list, "
                 "which may not be complete."));
}

void SelectionWish::say(const QString &headline, const QString &text)
{
    BannerContent content;
    content.kind = BannerKind::Warning;
    content.icon = u"info"_s;
    content.headline = headline;
    content.text = text;
    content.buttons = {BannerButton::Dismiss};
    m_strip.setContent(content);
}

} // namespace sandglass
