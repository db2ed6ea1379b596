// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/expirynotifications.h"

#include "expiry/expirytexts.h"
#include "notify/notifier.h"
#include "status/timetexts.h"
#include "store/expiryradar.h"
#include "store/sandboxstore.h"

#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ExpiryNotifications::ExpiryNotifications(const ExpiryRadar &radar, const SandboxStore &store, Clock &clock,
                                         Notifier &notifier, std::function<bool()> isInFront, QObject *parent)
    : QObject(parent)
    , m_radar(radar)
    , m_store(store)
    , m_clock(clock)
    , m_notifier(notifier)
    , m_isInFront(std::move(isInFront))
{
    connect(&radar, &ExpiryRadar::warned, this, &ExpiryNotifications::onWarned);
    connect(&radar, &ExpiryRadar::summaryChanged, this, &ExpiryNotifications::onSummaryChanged);
    connect(&notifier, &Notifier::activated, this, [this](const QString &about) {
        if (about == topic())
            Q_EMIT showWanted(m_radar.summary().ids);
    });
}

ExpiryNotifications::~ExpiryNotifications()
{
    // Another connection's sandboxes are none of these.
    if (m_isShown)
        m_notifier.withdraw(topic());
}

QString ExpiryNotifications::topic()
{
    return u"expiry"_s;
}

void ExpiryNotifications::onWarned()
{
    const MonoTime now = m_clock.monoNow();
    const auto wait = m_toldAt ? *m_toldAt + kQuiet - now : 0ms;
    if (m_timer)
        return; // will be told together
    if (wait > 0ms)
        m_timer = m_clock.after(wait, [this] {
            m_timer.reset();
            tell();
        });
    else
        tell();
}

void ExpiryNotifications::tell()
{
    const ExpirySummary &summary = m_radar.summary();
    if (summary.isEmpty() || m_isInFront())
        return;
    const UtcTime now = m_radar.serverNow();
    QStringList lines;
    for (const QString &id : summary.ids.mid(0, kMostNames)) {
        if (const SandboxRow *row = m_store.find(id))
            lines += tr("%1 at %2").arg(id, endText(row->sandbox.expiry.at, now));
    }
    if (summary.ids.size() > kMostNames)
        lines += tr("and %1 more").arg(countText(summary.ids.size() - kMostNames));
    if (const QString later = expiryLaterText(summary); !later.isEmpty())
        lines += later;
    m_toldAt = m_clock.monoNow();
    m_isShown = true;
    m_notifier.show({topic(), expiryHeadline(summary),
                     (summary.ids.size() == 1 ? tr("The server then deletes it with all its files: %1")
                                              : tr("The server then deletes them with all their files:\n%1"))
                         .arg(lines.join(u'\n')),
                     u"dev.sandglass.Sandglass"_s, summary.tier == ExpiryTier::Last});
}

void ExpiryNotifications::onSummaryChanged()
{
    if (!m_radar.summary().isEmpty())
        return;
    m_timer.reset();
    if (std::exchange(m_isShown, false))
        m_notifier.withdraw(topic());
}

} // namespace sandglass
