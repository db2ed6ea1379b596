// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real window with a real session that talks to a server, on whatever platform the environment names:
//
//     sandglass-bench-live URL stall SECONDS           polls without rest while a person scrolls
//     sandglass-bench-live URL memory POLLS            polls without rest, and what memory that leaves
//     sandglass-bench-live URL rest SECONDS            polls every 2 s, seen and then minimised
//     sandglass-bench-live URL click                   polls without rest while buttons are pressed
//     sandglass-bench-live URL stops MOST [AUTHORITY]  stops so many; a file says whom to trust
//
// Prints JSON lines of raw numbers.
#include "driver.h"
#include "theme/theme.h"

#include <QApplication>

using namespace Qt::StringLiterals;
using namespace sandglass;
using namespace sandglass::bench;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QGuiApplication::setQuitOnLastWindowClosed(false);
    ThemeController theme(application); // drawn as people see it
    theme.setTheme(Theme::Light);
    const QStringList arguments = QCoreApplication::arguments();
    const QString what = arguments.value(2);
    const int amount = arguments.value(3).toInt();
    NetworkRoute route;
    route.proxies = NetworkRoute::Proxies::None;
    if (arguments.size() > 4 && what == u"stops")
        route.authorities = withSystems(QSslCertificate::fromPath(arguments.at(4)));
    Driver driver(QUrl(arguments.value(1)), route);
    if (what == u"stall")
        driver.stall(std::chrono::seconds(amount));
    else if (what == u"memory")
        driver.memory(amount);
    else if (what == u"rest")
        driver.rest(std::chrono::seconds(amount));
    else if (what == u"click")
        driver.click();
    else if (what == u"stops")
        driver.stops(amount);
    else
        return 2;
    return 0;
}
