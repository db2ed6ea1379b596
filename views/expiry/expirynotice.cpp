// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "expiry/expirynotice.h"

#include "expiry/expirytexts.h"
#include "item/formatting.h"
#include "status/banner.h"
#include "store/expiryradar.h"
#include "store/lifecyclecontroller.h"
#include "theme/expirylook.h"

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ExpiryNotice::ExpiryNotice(const ExpiryRadar &radar, const LifecycleController &controller, Clock &clock,
                           Banner &banner, QObject *parent)
    : QObject(parent), m_radar(radar), m_controller(controller), m_clock(clock), m_banner(banner)
{
    connect(&controller, &LifecycleController::factsChanged, this, &ExpiryNotice::update);
    connect(&radar, &ExpiryRadar::summaryChanged, this, &ExpiryNotice::update);
    connect(&banner, &Banner::pressed, this, &ExpiryNotice::onPressed);
    update();
}

ExpiryNotice::~ExpiryNotice() = default;

void ExpiryNotice::setOnScreen(bool onScreen)
{
    m_onScreen = onScreen;
    update();
}

void ExpiryNotice::onPressed(BannerButton button)
{
    const ExpirySummary summary = m_radar.summary();
    switch (button) {
    case BannerButton::ShowExpiring:
        Q_EMIT showWanted(summary.ids);
        break;
    case BannerButton::Extend:
    case BannerButton::ExtendAll:
        Q_EMIT extendWanted(summary.ids);
        break;
    case BannerButton::Dismiss:
        m_hidden = Hidden{{summary.ids.begin(), summary.ids.end()}, summary.tier};
        update();
        break;
    default:
        break;
    }
}

bool ExpiryNotice::staysHidden()
{
    if (!m_hidden)
        return false;
    const ExpirySummary &summary = m_radar.summary();
    const bool news = summary.tier > m_hidden->tier ||
                      std::any_of(summary.ids.begin(), summary.ids.end(),
                                  [this](const QString &id) { return !m_hidden->ids.contains(id); });
    if (news)
        m_hidden.reset();
    return !news;
}

void ExpiryNotice::update()
{
    m_tick.reset();
    const ExpirySummary &summary = m_radar.summary();
    if (summary.isEmpty()) {
        m_hidden.reset();
        m_banner.setContent(std::nullopt);
        return;
    }
    if (staysHidden()) {
        m_banner.setContent(std::nullopt);
        return;
    }
    const bool one = summary.ids.size() == 1;
    const auto left = summary.first - m_radar.serverNow();
    BannerContent content;
    content.kind = summary.tier == ExpiryTier::Last ? BannerKind::Danger : BannerKind::Warning;
    content.icon = lookOf(summary.tier)->icon;
    content.headline = expiryHeadline(summary);
    content.text = expiryLaterText(summary);
    content.aside = (one ? tr("in %1") : tr("the first in %1")).arg(durationText(left));
    content.buttons = {BannerButton::ShowExpiring, one ? BannerButton::Extend : BannerButton::ExtendAll,
                       BannerButton::Dismiss};
    content.refusal = changeRefusal(m_controller.facts());
    m_banner.setContent(content);
    if (m_onScreen && left > 0ms)
        m_tick = m_clock.after(untilTextChanges(left), [this] { update(); });
}

} // namespace sandglass
