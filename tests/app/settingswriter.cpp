// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Saves profiles and values over and over until somebody kills it: settings_writer FILE FIRST. After each
// turn, which writes its number everywhere, it prints the number: from then on that turn must not be lost.
#include "profiles/profilestore.h"
#include "start/settingsfile.h"

#include <QCoreApplication>
#include <QSettings>

#include <cstdio>

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const sandglass::SettingsFile file = sandglass::openSettings(arguments.at(1));
    if (!file.problem.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(file.problem));
        return 1;
    }
    sandglass::ProfileStore store(*file.settings);
    for (qint64 turn = arguments.at(2).toLongLong();; ++turn) {
        // What a window remembers goes to the disk with the next profile that is saved.
        file.settings->setValue(QStringLiteral("profiles/writer1/view/columns"), turn);
        for (int n = 1; n <= 2; ++n) {
            sandglass::Profile profile;
            profile.id = QStringLiteral("writer%1").arg(n);
            profile.name = QStringLiteral("Turn %1 of %2").arg(turn).arg(n);
            profile.baseUrl = QStringLiteral("https://turn%1.example").arg(turn);
            if (!store.save(profile))
                return 2;
        }
        std::printf("%lld\n", static_cast<long long>(turn));
        std::fflush(stdout);
    }
}
