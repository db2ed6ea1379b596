// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/traypage.h"

#include "tray/traypreferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString noteOf(TrayIcon::Presence presence, bool isIconWanted)
{
    switch (presence) {
    case TrayIcon::Presence::Unasked:
    case TrayIcon::Presence::Asking:
        return TrayPage::tr("Whether this desktop has a tray is not known yet.");
    case TrayIcon::Presence::None:
        return isIconWanted
                   ? TrayPage::tr("This desktop has no tray: there is no icon, and closing the window quits "
                                  "Sandglass. Should a tray come, the icon appears, and this can be set.")
                   : TrayPage::tr("This desktop has no tray. Should one come, this can be set.");
    case TrayIcon::Presence::There:
        return TrayPage::tr("The icon shows whether something expires or went wrong; its menu counts the "
                            "sandboxes by state and offers the actions used last.");
    }
    return {};
}

} // namespace

TrayPage::TrayPage(TrayPreferences &preferences)
    : PreferencesPage(u"tray"_s, tr("Tray"), u"panel-bottom"_s)
    , m_preferences(preferences)
    , m_icon(new QCheckBox(tr("&Show an icon in the tray"), this))
    , m_onClose(new QComboBox(this))
    , m_hidden(new QCheckBox(tr("Start &without a window, in the tray"), this))
{
    m_icon->setObjectName("tray.icon"_L1);
    m_onClose->setObjectName("tray.onClose"_L1);
    m_onClose->setAccessibleName(tr("When the window is closed"));
    m_hidden->setObjectName("tray.startHidden"_L1);
    m_onClose->addItem(tr("Ask"), static_cast<int>(OnClose::Ask));
    m_onClose->addItem(tr("Keep Sandglass in the tray"), static_cast<int>(OnClose::Keep));
    m_onClose->addItem(tr("Quit"), static_cast<int>(OnClose::Quit));
    column().addWidget(m_icon);
    addRow(tr("When the window is &closed:"), m_onClose);
    column().addWidget(m_hidden);
    m_note = addNote({});
    column().addStretch();
    refresh();
    connect(m_icon, &QCheckBox::toggled, this, [this](bool on) { m_preferences.setIconWanted(on); });
    connect(m_onClose, &QComboBox::activated, this,
            [this] { m_preferences.setOnClose(static_cast<OnClose>(m_onClose->currentData().toInt())); });
    connect(m_hidden, &QCheckBox::toggled, this, [this](bool on) { m_preferences.setStartsHidden(on); });
    connect(&preferences, &TrayPreferences::changed, this, &TrayPage::refresh);
    connect(&preferences, &TrayPreferences::presenceChanged, this, &TrayPage::refresh);
    preferences.wantPresence();
}

void TrayPage::refresh()
{
    const QSignalBlocker quietIcon(m_icon);
    const QSignalBlocker quietHidden(m_hidden);
    const bool wanted = m_preferences.isIconWanted();
    const bool mayBeSet = m_preferences.presence() != TrayIcon::Presence::None;
    m_icon->setChecked(wanted);
    m_icon->setEnabled(mayBeSet);
    m_onClose->setCurrentIndex(m_onClose->findData(static_cast<int>(m_preferences.onClose())));
    m_onClose->setEnabled(wanted && mayBeSet);
    m_hidden->setChecked(m_preferences.startsHidden());
    m_hidden->setEnabled(wanted && mayBeSet);
    m_note->setText(noteOf(m_preferences.presence(), wanted));
}

} // namespace sandglass
