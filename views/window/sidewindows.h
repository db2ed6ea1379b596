// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "diagnostics/bundle.h"
#include "theme/theme.h"
#include "widgets/menuentries.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QDialog;

namespace sandglass {

class PreferencesDesk;
class PreferencesDialog;
class ProfileDesk;
class ProfilesDialog;
class Settings;
class TrayPreferences;
struct Profile;

/// The windows beside a main one, which is their parent. Each is made when it is wanted, brought to the front
/// while it is there, and gone when it is closed. The references outlive this.
class SideWindows final : public QObject
{
    Q_OBJECT

public:
    SideWindows(Settings &settings, TrayPreferences &tray, QWidget &window);

    void showPreferences(PreferencesDesk &desk, Theme theme);
    /// With @p current, the profile in use, chosen; null when it is none of them.
    void showProfiles(ProfileDesk &desk, const Profile *current);
    void showDiagnostics(const std::function<DiagnosticsRequest()> &source);
    void showShortcuts(const QVector<MenuEntry> &entries);
    void showAbout();

    /// Those that are open follow.
    void setTheme(Theme theme);
    void setProfileInUse(const QString &id);
    /// Null without a dashboard.
    void setDashboard(const Dashboard *dashboard);
    /// For what can be done is going to be something else.
    void closeShortcuts();

    /// Whether a profile was edited and not saved.
    [[nodiscard]] bool hasEdits() const;
    /// Asks about such edits, and calls @p goOn once they are saved or dropped.
    void leave(std::function<void()> goOn);

Q_SIGNALS:
    void themeWanted(sandglass::Theme theme);
    void profileWanted(const QString &id);
    void diagnosticsWanted();

private:
    Settings &m_settings;
    TrayPreferences &m_tray;
    QWidget &m_window;
    QPointer<PreferencesDialog> m_preferences;
    QPointer<ProfilesDialog> m_profiles;
    QPointer<QDialog> m_diagnostics;
    QPointer<QDialog> m_shortcuts;
    QPointer<QDialog> m_about;
};

} // namespace sandglass
