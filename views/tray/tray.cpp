// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tray/tray.h"

#include "failures/failurepresenter.h"
#include "item/sandboxfiltermodel.h"
#include "item/searchtext.h"
#include "store/expiryradar.h"
#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "tray/closetotray.h"
#include "tray/recentactions.h"
#include "tray/trayicon.h"
#include "tray/traymenu.h"
#include "tray/traypreferences.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kJudgeRest{1'000};

} // namespace

Tray::Tray(MainWindow &window, TrayIcon &icon, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_icon(icon)
    , m_menu(std::make_unique<TrayMenu>())
    , m_closing(new CloseToTray(window, window.trayPreferences(), this))
{
    TrayPreferences &preferences = window.trayPreferences();
    window.setCloseGuard([this] { return m_closing->holds(); });
    connect(m_closing, &CloseToTray::quitWanted, this, &Tray::quitWanted);
    connect(&preferences, &TrayPreferences::changed, this, &Tray::applyPreferences);
    connect(&preferences, &TrayPreferences::presenceWanted, &icon, &TrayIcon::look);
    connect(&icon, &TrayIcon::presenceChanged, this, &Tray::onPresenceChanged);
    connect(&icon, &TrayIcon::activated, this, &Tray::bring);
    connect(m_menu.get(), &QMenu::aboutToShow, this, &Tray::judgeRecent);
    // What follows may open a question or end the program, so it waits until the menu is through.
    connect(m_menu.get(), &TrayMenu::showWanted, this, &Tray::bring, Qt::QueuedConnection);
    connect(m_menu.get(), &TrayMenu::statusWanted, this, &Tray::showStatus, Qt::QueuedConnection);
    connect(m_menu.get(), &TrayMenu::recentWanted, this, &Tray::repeat, Qt::QueuedConnection);
    connect(m_menu.get(), &TrayMenu::quitWanted, this, &Tray::quitWanted, Qt::QueuedConnection);
    icon.setPicture(trayPicture(TrayMark::None));
    icon.setToolTip(tr("Sandglass"));
    icon.setMenu(m_menu.get());
    applyPreferences();
}

Tray::~Tray()
{
    m_window.setCloseGuard({});
    m_icon.setShown(false);
    m_icon.setMenu(nullptr);
}

void Tray::applyPreferences()
{
    const bool wanted = m_window.trayPreferences().isIconWanted();
    if (wanted && m_icon.presence() == TrayIcon::Presence::Unasked)
        m_icon.look();
    m_icon.setShown(wanted);
    onPresenceChanged();
}

void Tray::onPresenceChanged()
{
    TrayPreferences &preferences = m_window.trayPreferences();
    preferences.setPresence(m_icon.presence());
    if (m_page)
        scheduleUpdate();
    // A window nobody can bring back must not stay away.
    if (m_started && !m_window.isVisible() && !preferences.isIconShown() &&
        m_icon.presence() != TrayIcon::Presence::Asking)
        m_window.show();
}

void Tray::start()
{
    const TrayPreferences &preferences = m_window.trayPreferences();
    m_started = true;
    if (preferences.isIconWanted() && preferences.startsHidden())
        onPresenceChanged();
    else
        m_window.show();
}

void Tray::bring()
{
    m_window.raiseForGood();
}

void Tray::follow(DashboardPage *page)
{
    m_judgeLater.reset();
    m_mayJudgeAt = {};
    m_page = page;
    m_recent = new RecentActions(page->dashboard(), page);
    const Dashboard &dashboard = page->dashboard();
    connect(m_recent, &RecentActions::changed, this, [this] { m_judgeNow.schedule(); });
    connect(&dashboard.store, &SandboxStore::countsChanged, this, &Tray::scheduleUpdate);
    connect(&dashboard.store, &SandboxStore::rowsChanged, this, &Tray::scheduleUpdate);
    connect(&dashboard.controller, &LifecycleController::factsChanged, this, &Tray::scheduleUpdate);
    connect(&dashboard.poller, &Poller::statusChanged, this, &Tray::scheduleUpdate);
    connect(&dashboard.radar, &ExpiryRadar::summaryChanged, this, &Tray::scheduleUpdate);
    connect(&page->failures(), &FailurePresenter::openDialogsChanged, this, &Tray::scheduleUpdate);
    connect(page, &QObject::destroyed, this, &Tray::scheduleUpdate);
    scheduleUpdate();
}

void Tray::update()
{
    if (!m_page || !m_recent) {
        m_judgeLater.reset();
        m_menu->setCounts({}, false);
        m_menu->setRecent({}, {});
        m_icon.setToolTip(tr("Sandglass"));
        m_icon.setPicture(trayPicture(TrayMark::None));
        m_face = {};
        return;
    }
    const Dashboard &dashboard = m_page->dashboard();
    m_menu->setCounts(dashboard.store.counts(), dashboard.poller.status().hasData());
    judgeRecentSoon();
    const TrayFace face = trayFaceOf(dashboard, m_page->failures().hasOpenDialogs());
    if (face.mark != m_face.mark)
        m_icon.setPicture(trayPicture(face.mark));
    if (face.text != m_face.text)
        m_icon.setToolTip(face.text);
    m_face = face;
}

void Tray::judgeRecentSoon()
{
    if (m_judgeLater || !m_window.trayPreferences().isIconShown())
        return;
    Clock &clock = m_page->dashboard().clock;
    const auto wait = m_mayJudgeAt - clock.monoNow();
    if (wait > std::chrono::milliseconds{0})
        m_judgeLater = clock.after(wait, [this] { judgeRecent(); });
    else
        judgeRecent();
}

void Tray::judgeRecent()
{
    m_judgeNow.cancel();
    m_judgeLater.reset();
    if (!m_page || !m_recent)
        return;
    m_mayJudgeAt = m_page->dashboard().clock.monoNow() + kJudgeRest;
    QStringList reasons;
    for (const RecentAction &recent : m_recent->all())
        reasons += m_recent->whyNot(recent);
    m_menu->setRecent(m_recent->all(), reasons);
}

void Tray::showStatus(SandboxStatus status)
{
    if (!m_page)
        return;
    m_window.closeFirstRun();
    m_page->dashboard().model.setText("state:"_L1 + searchWordOf(status));
    bring();
}

void Tray::repeat(const RecentAction &recent)
{
    if (!m_page)
        return;
    if (m_page->asksBefore(recent)) {
        m_window.closeFirstRun();
        bring();
    }
    m_page->repeat(recent);
}

} // namespace sandglass
