// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/expirynews.h"

#include "expiry/expirytexts.h"
#include "notify/notificationcenter.h"
#include "store/expiryradar.h"
#include "store/sandboxstore.h"
#include "widgets/listtexts.h"
#include "widgets/timetexts.h"

namespace sandglass {

ExpiryNews::ExpiryNews(const ExpiryRadar &radar, const SandboxStore &store, NotificationCenter &center,
                       QObject *parent)
    : QObject(parent), m_radar(radar), m_store(store)
{
    center.setSource(NotificationKind::Expiring, [this] { return compose(); });
    connect(&radar, &ExpiryRadar::warned, &center, [&center] { center.tell(NotificationKind::Expiring); });
    connect(&radar, &ExpiryRadar::summaryChanged, &center, [&radar, &center] {
        if (radar.summary().isEmpty())
            center.takeBack(NotificationKind::Expiring);
    });
}

std::optional<Notification> ExpiryNews::compose() const
{
    const ExpirySummary &summary = m_radar.summary();
    if (summary.isEmpty())
        return {};
    const UtcTime now = m_radar.serverNow();
    QStringList lines;
    for (const QString &id : summary.ids.mid(0, kMostNames)) {
        if (const SandboxRow *row = m_store.find(id))
            lines += tr("%1 at %2").arg(id, shortMoment(row->sandbox->expiry.at, now));
    }
    lines = withRest(lines, summary.ids.size());
    if (const QString later = expiryLaterText(summary); !later.isEmpty())
        lines += later;
    Notification notification;
    notification.title = expiryHeadline(summary);
    notification.text =
        (summary.ids.size() == 1 ? tr("The server then deletes it with all its files: %1")
                                 : tr("The server then deletes them with all their files:\n%1"))
            .arg(lines.join(u'\n'));
    notification.urgent = summary.tier == ExpiryTier::Last;
    return notification;
}

} // namespace sandglass
