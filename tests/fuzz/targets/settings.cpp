// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings file, which also holds the profiles.
#include "../target.h"
#include "domain/pollinterval.h"
#include "profiles/profilestore.h"
#include "start/settingsfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

/// In memory where that is possible: a hundred thousand files are nothing for a disk.
QString folder()
{
    const QString memory = u"/dev/shm"_s;
    static const QTemporaryDir made((QFile::exists(memory) ? memory : QDir::tempPath()) +
                                    u"/sandglass-fuzz-XXXXXX"_s);
    return made.path();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void check(const Profile &profile)
{
    PROMISE(!profile.name.isEmpty() && profile.name.size() <= 60);
    PROMISE(!profile.pollInterval || (*profile.pollInterval >= kShortestPollInterval &&
                                      *profile.pollInterval <= kLongestPollInterval));
    PROMISE(!profile.keyVariable.isEmpty());
}

/// What was read, and what has to be read again after a change was saved.
QVector<Profile> readProfiles(Settings &settings)
{
    ProfileStore store(settings);
    const QVector<Profile> read = store.profiles();
    for (qsizetype i = 0; i < read.size(); ++i) {
        check(read.at(i));
        PROMISE(store.find(read.at(i).id) == &store.profiles().at(i)); // each id once
    }
    PROMISE(store.lastUsed().isEmpty() || store.find(store.lastUsed()));
    if (!read.isEmpty())
        PROMISE(store.save(read.first()));
    return read;
}

void readSettings(QByteArrayView input)
{
    // A name that was never used: QSettings remembers what it read under a name.
    static int count = 0;
    const QString path = folder() + u'/' + QString::number(++count);
    {
        QFile file(path);
        PROMISE(file.open(QIODevice::WriteOnly));
        PROMISE(file.write(input.data(), input.size()) == input.size());
    }
    QStringList leftovers{path, path + ".previous"_L1};
    QVector<Profile> profiles;
    {
        const SettingsFile file = openSettings(path);
        PROMISE(file.settings != nullptr);
        PROMISE(file.settings->writeNow());
        PROMISE(file.settings->value(u"format"_s).toInt() == 1);
        // Either it is used, or it is kept, whole, and that is told.
        PROMISE(file.problem.isEmpty() == file.consequence.isEmpty());
        if (!file.problem.isEmpty()) {
            const QString broken = path + ".broken"_L1;
            const QString kept = QFile::exists(broken) ? broken : path + ".newer"_L1;
            PROMISE(contentOf(kept) == input);
            leftovers.append(kept);
        }
        profiles = readProfiles(*file.settings);
    }
    if (!profiles.isEmpty()) {
        const SettingsFile file = openSettings(path);
        PROMISE(file.problem.isEmpty());
        PROMISE(ProfileStore(*file.settings).profiles() == profiles);
    }
    for (const QString &name : leftovers)
        QFile::remove(name);
}

FUZZ_TARGET("settings", readSettings)

} // namespace
