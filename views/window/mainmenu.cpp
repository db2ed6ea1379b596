// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/mainmenu.h"

#include "actions/actionset.h"
#include "actions/extendactions.h"
#include "sidebar/finding.h"
#include "table/columnactions.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "takeout/copyasmenu.h"
#include "takeout/rowexporter.h"
#include "widgets/actionmenu.h"
#include "widgets/makeaction.h"
#include "window/dashboardpage.h"

#include <QActionGroup>
#include <QMenuBar>

namespace sandglass {

using namespace Qt::StringLiterals;

MainMenu::MainMenu(QMenuBar &bar, QMenu &profiles, QObject *parent)
    : QObject(parent)
    , m_file(new ActionMenu(tr("&File"), &bar))
    , m_sandbox(new ActionMenu(tr("&Sandbox"), &bar))
    , m_view(new ActionMenu(tr("&View"), &bar))
    , m_columns(new ActionMenu(tr("&Columns"), &bar))
    , m_theme(new ActionMenu(tr("&Theme"), &bar))
    , m_help(new ActionMenu(tr("&Help"), &bar))
    , m_themes(new QActionGroup(this))
{
    makeActions();
    makeThemes();
    for (QMenu *menu : {m_file, &profiles, m_sandbox, m_view, m_help})
        bar.addMenu(menu);
    fill(nullptr);
}

MainMenu::~MainMenu() = default;

void MainMenu::makeActions()
{
    m_connect = makeAction(this, {u"connect"_s,
                                  tr("&Connect to HopX…"),
                                  u"plug"_s,
                                  {},
                                  tr("Go to the page where the server and the key are entered")});
    m_demo = makeAction(this, {u"demo"_s,
                               tr("Try the &Demo"),
                               u"flask-conical"_s,
                               {},
                               tr("Simulated sandboxes on this computer, nothing costs money")});
    m_preferences = makeAction(this, {u"preferences"_s,
                                      tr("&Preferences…"),
                                      u"settings"_s,
                                      {Qt::CTRL | Qt::Key_Comma},
                                      tr("Theme, questions, reading, proxy, start-up, notifications, tray")});
    m_quit = makeAction(this, {u"quit"_s, tr("&Quit"), {}, {Qt::CTRL | Qt::Key_Q}, tr("Close Sandglass")});
    m_resetColumns = makeAction(this, {u"resetColumns"_s,
                                       tr("Rese&t Columns"),
                                       {},
                                       {},
                                       tr("Restore the default columns, widths and sorting")});
    m_palette = makeAction(this, {u"palette"_s,
                                  tr("Command &Palette…"),
                                  u"search"_s,
                                  {Qt::CTRL | Qt::Key_K},
                                  tr("Find any action, view, profile or sandbox by typing")});
    m_showShortcuts = makeAction(this, {u"shortcuts"_s,
                                        tr("&Keyboard Shortcuts"),
                                        {},
                                        {QKeySequence::HelpContents, Qt::Key_Question},
                                        tr("Every key this window knows")});
    m_diagnostics =
        makeAction(this, {u"diagnostics"_s,
                          tr("&Diagnostics…"),
                          {},
                          {Qt::CTRL | Qt::SHIFT | Qt::Key_D},
                          tr("See and save what helps to find out what went wrong, without keys")});
    m_about = makeAction(this, {u"about"_s, tr("&About Sandglass"), {}, {}, tr("Version and licence")});
    m_quit->setMenuRole(QAction::QuitRole);
    m_quit->setShortcutContext(Qt::ApplicationShortcut); // in the form for a new sandbox as well
    m_preferences->setMenuRole(QAction::PreferencesRole);
    m_about->setMenuRole(QAction::AboutRole);

    connect(m_connect, &QAction::triggered, this, &MainMenu::connectWanted);
    connect(m_demo, &QAction::triggered, this, &MainMenu::demoWanted);
    connect(m_preferences, &QAction::triggered, this, &MainMenu::preferencesWanted);
    connect(m_quit, &QAction::triggered, this, &MainMenu::quitWanted);
    connect(m_resetColumns, &QAction::triggered, this, &MainMenu::columnResetWanted);
    connect(m_palette, &QAction::triggered, this, &MainMenu::paletteWanted);
    connect(m_showShortcuts, &QAction::triggered, this, &MainMenu::shortcutsWanted);
    connect(m_diagnostics, &QAction::triggered, this, &MainMenu::diagnosticsWanted);
    connect(m_about, &QAction::triggered, this, &MainMenu::aboutWanted);
}

void MainMenu::makeThemes()
{
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark}) {
        QAction *action = m_theme->addAction(tr("&%1", "a theme").arg(nameOfTheme(theme)));
        action->setObjectName("action.theme."_L1 % wordOfTheme(theme));
        action->setCheckable(true);
        action->setData(static_cast<int>(theme));
        m_themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, theme] { Q_EMIT themeWanted(theme); });
    }
    setTheme(Theme::System);
}

void MainMenu::setTheme(Theme theme)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(theme));
}

void MainMenu::fill(const DashboardPage *page)
{
    for (QMenu *menu : {m_file, m_sandbox, m_view, m_columns, m_help})
        menu->clear();
    delete m_extend;
    fillFile(page);
    fillSandbox(page);
    fillView(page);
    fillHelp();
}

void MainMenu::fillFile(const DashboardPage *page)
{
    m_connect->setVisible(page);
    m_demo->setVisible(!page || !page->dashboard().isDemo);
    m_file->addAction(m_connect);
    m_file->addAction(m_demo);
    if (page) {
        m_file->addSeparator();
        m_file->addAction(page->exporter().action());
    }
    m_file->addSeparator();
    m_file->addAction(m_preferences);
    m_file->addSeparator();
    m_file->addAction(m_quit);
}

void MainMenu::fillSandbox(const DashboardPage *page)
{
    // A menu of things that cannot be done here would only be in the way.
    m_sandbox->menuAction()->setVisible(page);
    if (!page)
        return;
    const ActionSet &actions = page->actionSet();
    m_sandbox->addAction(actions.create());
    m_sandbox->addAction(actions.createLike());
    m_sandbox->addSeparator();
    m_sandbox->addAction(actions.lifecycle(LifecycleAction::Start));
    m_sandbox->addAction(actions.lifecycle(LifecycleAction::Pause));
    m_sandbox->addAction(actions.lifecycle(LifecycleAction::Resume));
    m_extend = actions.extend().makeMenu(m_sandbox);
    m_sandbox->addMenu(m_extend);
    m_sandbox->addSeparator();
    m_sandbox->addAction(actions.lifecycle(LifecycleAction::Stop));
    m_sandbox->addSeparator();
    m_sandbox->addAction(actions.copyId());
    m_sandbox->addAction(actions.copyJson());
    m_sandbox->addMenu(&page->copyAsMenu());
    m_sandbox->addAction(actions.selectAll());
    m_sandbox->addSeparator();
    m_sandbox->addAction(actions.lifecycle(LifecycleAction::Delete));
    m_sandbox->addAction(actions.undoDelete());
}

void MainMenu::fillView(const DashboardPage *page)
{
    if (page) {
        const ActionSet &actions = page->actionSet();
        m_view->addAction(actions.refresh());
        m_view->addSeparator();
        m_view->addAction(actions.focusFilter());
        m_view->addAction(actions.clearFilter());
        m_view->addMenu(page->finding().menu());
        m_view->addAction(page->finding().actions().showSidebar());
        m_view->addSeparator();
        m_view->addAction(actions.details());
        m_view->addAction(actions.events());
        m_view->addAction(actions.showError());
        m_view->addSeparator();
        m_view->addAction(actions.nextPane());
        m_view->addAction(actions.previousPane());
        m_view->addSeparator();
        m_view->addMenu(m_columns);
        fillColumns(*page);
        m_view->addSeparator();
    }
    m_view->addMenu(m_theme);
}

void MainMenu::fillColumns(const DashboardPage &page)
{
    m_columns->addActions(page.tablePane().table().columnActions());
    m_columns->addSeparator();
    m_columns->addActions(page.columnActions().all());
    m_columns->addSeparator();
    m_columns->addAction(m_resetColumns);
}

void MainMenu::fillHelp()
{
    m_help->addAction(m_palette);
    m_help->addAction(m_showShortcuts);
    m_help->addSeparator();
    m_help->addAction(m_diagnostics);
    m_help->addAction(m_about);
}

} // namespace sandglass
