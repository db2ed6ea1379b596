// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/pagenotifications.h"

#include "failures/failurepresenter.h"
#include "store/expiryradar.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

namespace sandglass {

PageNotifications::PageNotifications(MainWindow &window, DashboardPage &page, Notifier &notifier,
                                     Settings &settings, std::function<bool()> isInFront)
    : QObject(&page)
    , m_window(window)
    , m_page(page)
    , m_center(page.dashboard().clock, notifier, std::move(isInFront),
               [&settings](NotificationKind kind) { return isNotificationWanted(kind, settings); })
    , m_expiry(page.dashboard().radar, page.dashboard().store, m_center)
    , m_actions(page.dashboard(), m_center)
{
    connect(&m_center, &NotificationCenter::activated, this, &PageNotifications::onActivated);
}

void PageNotifications::onActivated(NotificationKind kind)
{
    // Looking at the window ends what is news.
    const QStringList expiring = m_page.dashboard().radar.summary().ids;
    const QStringList finished = m_actions.finishedIds();
    m_window.closeFirstRun();
    m_window.raiseForGood();
    switch (kind) {
    case NotificationKind::Expiring:
        m_page.showExpiring(expiring);
        break;
    case NotificationKind::Failed:
        m_page.failures().activateNext();
        break;
    case NotificationKind::Finished:
        m_page.showAll(finished);
        break;
    }
}

} // namespace sandglass
