// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/sidewindows.h"

#include "diagnostics/diagnosticsdialog.h"
#include "preferences/notificationspage.h"
#include "preferences/preferencesdialog.h"
#include "preferences/traypage.h"
#include "profiles/profile.h"
#include "profiles/profilesdialog.h"
#include "window/aboutdialog.h"
#include "window/shortcutsheet.h"

namespace sandglass {

namespace {

void bringToFront(QDialog &dialog)
{
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.show();
    dialog.raise();
    dialog.activateWindow();
}

} // namespace

SideWindows::SideWindows(Settings &settings, TrayPreferences &tray, QWidget &window)
    : QObject(&window), m_settings(settings), m_tray(tray), m_window(window)
{}

void SideWindows::showPreferences(PreferencesDesk &desk, Theme theme)
{
    if (!m_preferences) {
        m_preferences = new PreferencesDialog(desk, m_settings, theme, &m_window);
        m_preferences->addPage(new NotificationsPage(m_settings));
        m_preferences->addPage(new TrayPage(m_tray));
        connect(m_preferences, &PreferencesDialog::themeWanted, this, &SideWindows::themeWanted);
    }
    bringToFront(*m_preferences);
}

void SideWindows::showProfiles(ProfileDesk &desk, const Profile *current)
{
    if (!m_profiles) {
        m_profiles = new ProfilesDialog(desk, &m_window);
        connect(m_profiles, &ProfilesDialog::switchWanted, this, &SideWindows::profileWanted,
                Qt::QueuedConnection);
        if (current) {
            m_profiles->setInUse(current->id);
            m_profiles->choose(current->id);
        }
    }
    bringToFront(*m_profiles);
}

void SideWindows::showDiagnostics(const std::function<DiagnosticsRequest()> &source)
{
    if (!m_diagnostics)
        m_diagnostics = new DiagnosticsDialog(source, &m_window);
    bringToFront(*m_diagnostics);
}

void SideWindows::showShortcuts(const QVector<MenuEntry> &entries)
{
    if (!m_shortcuts)
        m_shortcuts = new ShortcutSheet(entries, &m_window);
    bringToFront(*m_shortcuts);
}

void SideWindows::showAbout()
{
    if (!m_about) {
        auto *about = new AboutDialog(&m_window);
        connect(about, &AboutDialog::diagnosticsWanted, this, &SideWindows::diagnosticsWanted);
        m_about = about;
    }
    bringToFront(*m_about);
}

void SideWindows::setTheme(Theme theme)
{
    if (m_preferences)
        m_preferences->setTheme(theme);
}

void SideWindows::setProfileInUse(const QString &id)
{
    if (m_profiles)
        m_profiles->setInUse(id);
}

void SideWindows::setDashboard(const Dashboard *dashboard)
{
    if (!m_preferences)
        return;
    if (dashboard)
        m_preferences->setReading(&dashboard->poller, &dashboard->budget);
    else
        m_preferences->setReading(nullptr, nullptr);
}

void SideWindows::closeShortcuts()
{
    delete m_shortcuts;
}

bool SideWindows::hasEdits() const
{
    return m_profiles && m_profiles->hasEdits();
}

void SideWindows::leave(std::function<void()> goOn)
{
    m_profiles->leave(std::move(goOn));
}

} // namespace sandglass
