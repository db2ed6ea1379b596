// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/networkpage.h"

#include "preferences/authorityfield.h"
#include "preferences/proxyform.h"

#include <QLabel>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

NetworkPage::NetworkPage(PreferencesDesk &desk) : PreferencesPage(u"network"_s, tr("Network"), u"waypoints"_s)
{
    addHeadline(tr("Proxy"));
    column().addWidget(new ProxyForm(desk, this));
    addNote(tr("Servers on this computer, the demo among them, are always reached directly."));
    addHeadline(tr("Extra certificate authorities"));
    addNote(
        tr("For a server or network with certificates of its own: a PEM file from your administrator. Every "
           "certificate is still checked."));
    column().addWidget(new AuthorityField(desk, this));
    column().addStretch();
}

} // namespace sandglass
