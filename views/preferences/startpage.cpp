// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/startpage.h"

#include "preferences/preferencesdesk.h"
#include "widgets/problemlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

StartPage::StartPage(PreferencesDesk &desk)
    : PreferencesPage(u"start"_s, tr("Start-up"), u"power"_s)
    , m_desk(desk)
    , m_with(new QComboBox(this))
    , m_login(new QCheckBox(tr("&Start Sandglass when I log in"), this))
{
    m_with->setObjectName("startWith"_L1);
    m_with->setAccessibleName(tr("Open at the start"));
    m_with->addItem(tr("The profile used last"), static_cast<int>(StartWith::LastUsed));
    m_with->addItem(tr("Ask me"), static_cast<int>(StartWith::Ask));
    m_with->addItem(tr("The demo"), static_cast<int>(StartWith::Demo));
    m_with->setCurrentIndex(m_with->findData(static_cast<int>(desk.startWith())));
    m_login->setObjectName("startAtLogin"_L1);
    m_loginProblem = new ProblemLabel(m_login);
    beginForm();
    addField(tr("&Open at the start:"), m_with);
    addNote(tr("--demo, --base-url, and a key or an address in the environment come first."));
    column().addSpacing(8);
    column().addWidget(m_login);
    column().addWidget(m_loginProblem);
    addNote(
        tr("Variables that only your terminal sets are missing then: use a profile that keeps its key in the "
           "secret store."));
    column().addStretch();
    showLogin();
    connect(m_with, &QComboBox::activated, this,
            [this] { m_desk.setStartWith(static_cast<StartWith>(m_with->currentData().toInt())); });
    connect(m_login, &QCheckBox::toggled, this, [this](bool wanted) {
        m_loginProblem->setProblem(m_desk.setStartsAtLogin(wanted));
        showLogin();
    });
}

void StartPage::showLogin()
{
    const QSignalBlocker silence(m_login);
    m_login->setChecked(m_desk.startsAtLogin());
}

bool StartPage::event(QEvent *event)
{
    // The desktop's own settings may have changed it meanwhile.
    if (event->type() == QEvent::WindowActivate || event->type() == QEvent::Show)
        showLogin();
    return PreferencesPage::event(event);
}

} // namespace sandglass
