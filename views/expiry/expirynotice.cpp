// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "expiry/expirynotice.h"

#include "status/banner.h"
#include "status/timetexts.h"
#include "store/expiryradar.h"

#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct TierTexts
{
    ExpiryTier tier;
    QString minutes;
    QString search;
};

} // namespace

ExpiryNotice::ExpiryNotice(const ExpiryRadar &radar, Banner &banner, QObject *parent)
    : QObject(parent), m_radar(radar), m_banner(banner)
{
    connect(&radar, &ExpiryRadar::changed, this, &ExpiryNotice::update);
    connect(&banner, &Banner::pressed, this, [this](BannerButton button) {
        if (m_ids.isEmpty())
            return;
        if (button == BannerButton::ShowExpiring)
            Q_EMIT showWanted(m_search);
        else if (button == BannerButton::ExtendAll)
            Q_EMIT extendWanted(m_ids);
    });
    update();
}

void ExpiryNotice::update()
{

    const std::array tiers{TierTexts{ExpiryTier::Within1Min, tr("1 minute"), u"left:<1m"_s},
                           TierTexts{ExpiryTier::Within5Min, tr("5 minutes"), u"left:<5m"_s},
                           TierTexts{ExpiryTier::Within15Min, tr("15 minutes"), u"left:<15m"_s}};
    m_ids.clear();
    for (const TierTexts &texts : tiers) {
        const QStringList &ids = m_radar.within(texts.tier);
        if (ids.isEmpty())
            continue;
        m_ids = ids;
        m_search = texts.search;
        BannerContent content;
        content.kind = texts.tier == ExpiryTier::Within15Min  ? BannerKind::Info
                       : texts.tier == ExpiryTier::Within5Min ? BannerKind::Warning
                                                              : BannerKind::Danger;
        content.icon = u"clock-alert"_s;
        content.headline =
            ids.size() == 1 ? tr("%1 expires within %2").arg(ids.constFirst(), texts.minutes)
                            : tr("%1 sandboxes expire within %2").arg(countText(ids.size()), texts.minutes);
        content.text = tr("Then the server deletes them with their files.");
        if (ids.size() == 1)
            content.text = tr("Then the server deletes it with its files.");
        content.buttons = {BannerButton::ShowExpiring, BannerButton::ExtendAll};
        m_banner.setContent(content);
        return;
    }
    m_banner.setContent(std::nullopt);
}

} // namespace sandglass
