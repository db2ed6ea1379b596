// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QDialog>

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace sandglass {

class Settings;
class AppearancePage;
class Poller;
class PollingPage;
class PreferencesDesk;
class PreferencesPage;
class RateBudget;

/// What a person may choose about the program as a whole: a list of pages and the page chosen in it. Every
/// choice counts at once; there is nothing to apply and nothing to lose. The settings outlive it.
class PreferencesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The desk outlives it as well.
    PreferencesDialog(PreferencesDesk &desk, Settings &settings, Theme theme, QWidget *parent = nullptr);

    /// Below the pages that are there, before it is shown. Takes @p page.
    void addPage(PreferencesPage *page);
    /// Goes to the page of this name: "questions". Stays where it is when there is none.
    void showPage(const QString &name);

    /// Whose reading of the list to tell about, see PollingPage.
    void setReading(const Poller *poller, const RateBudget *budget);

    /// Shows @p theme as the chosen one, without asking for it.
    void setTheme(Theme theme);

Q_SIGNALS:
    void themeWanted(sandglass::Theme theme);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fitList();
    [[nodiscard]] QSize firstSize() const;

    QListWidget *m_list;
    QStackedWidget *m_pages;
    QPushButton *m_close;
    AppearancePage *m_appearance;
    PollingPage *m_polling;
    bool m_isSized = false;
};

} // namespace sandglass
