// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tray/traypreferences.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString wordOf(OnClose choice)
{
    switch (choice) {
    case OnClose::Ask:
        return u"ask"_s;
    case OnClose::Keep:
        return u"keep"_s;
    case OnClose::Quit:
        return u"quit"_s;
    }
    return {};
}

} // namespace

TrayPreferences::TrayPreferences(Settings &settings, QObject *parent)
    : QObject(parent)
    , m_icon(settings, u"tray/icon"_s, true)
    , m_close(settings, u"tray/onClose"_s, wordOf(OnClose::Ask))
    , m_hidden(settings, u"tray/startHidden"_s, false)
{}

void TrayPreferences::setIconWanted(bool wanted)
{
    m_icon.set(wanted);
    Q_EMIT changed();
}

OnClose TrayPreferences::onClose() const
{
    const QString word = m_close.get();
    for (const OnClose choice : {OnClose::Keep, OnClose::Quit}) {
        if (word == wordOf(choice))
            return choice;
    }
    return OnClose::Ask;
}

void TrayPreferences::setOnClose(OnClose choice)
{
    m_close.set(wordOf(choice));
    Q_EMIT changed();
}

void TrayPreferences::setStartsHidden(bool hidden)
{
    m_hidden.set(hidden);
    Q_EMIT changed();
}

void TrayPreferences::setPresence(TrayIcon::Presence presence)
{
    if (m_presence == presence)
        return;
    m_presence = presence;
    Q_EMIT presenceChanged();
}

} // namespace sandglass
