// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QObject>
#include <QPointer>

class QAction;
class QActionGroup;
class QMenu;
class QMenuBar;

namespace sandglass {

class DashboardPage;

/// The menu bar. Each menu has one function that fills it, anew whenever the window shows another page; a new
/// entry goes there. Entries about sandboxes come from the page's ActionSet, those about the window are made
/// here, once. What they do is up to who connects to the signals.
class MainMenu final : public QObject
{
    Q_OBJECT

public:
    /// @p profiles is filled elsewhere; it gets its place here.
    MainMenu(QMenuBar &bar, QMenu &profiles, QObject *parent = nullptr);
    ~MainMenu() override;

    /// @p page is null while the way in is shown.
    void fill(const DashboardPage *page);
    void setTheme(Theme theme);

Q_SIGNALS:
    void connectWanted();
    void demoWanted();
    void preferencesWanted();
    void quitWanted();
    void columnResetWanted();
    void themeWanted(sandglass::Theme theme);
    void paletteWanted();
    void shortcutsWanted();
    void diagnosticsWanted();
    void aboutWanted();

private:
    void makeActions();
    void makeThemes();
    void fillFile(const DashboardPage *page);
    void fillSandbox(const DashboardPage *page);
    void fillView(const DashboardPage *page);
    void fillColumns(const DashboardPage &page);
    void fillHelp();

    QMenu *m_file;
    QMenu *m_sandbox;
    QMenu *m_view;
    QMenu *m_columns; ///< in m_view
    QMenu *m_theme;   ///< in m_view
    QMenu *m_help;
    QPointer<QMenu> m_extend; ///< in m_sandbox, made for each page
    QActionGroup *m_themes;
    QAction *m_connect = nullptr;
    QAction *m_demo = nullptr;
    QAction *m_preferences = nullptr;
    QAction *m_quit = nullptr;
    QAction *m_resetColumns = nullptr;
    QAction *m_palette = nullptr;
    QAction *m_showShortcuts = nullptr;
    QAction *m_diagnostics = nullptr;
    QAction *m_about = nullptr;
};

} // namespace sandglass
