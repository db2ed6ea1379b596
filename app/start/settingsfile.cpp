// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/settingsfile.h"

#include "settings/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFormat = 1;
const QString kFormatKey = u"format"_s;
constexpr QFile::Permissions kOwnerAlone = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                       QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

struct SettingsTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::SettingsFile)
};

QString defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           u"/sandglass/sandglass.ini"_s;
}

enum class Readability
{
    Fine,
    Broken,
    Newer,
};

Readability check(const QString &path)
{
    if (!QFileInfo::exists(path))
        return Readability::Fine;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Readability::Broken;
    // Text has no NUL; a file cut or overwritten by a crash of the computer often has.
    if (file.readAll().contains('\0'))
        return Readability::Broken;
    QSettings probe(path, QSettings::IniFormat);
    // Sections are read when something of theirs is asked for: what is wrong in one would show up later, as
    // if no change could be written.
    const bool hasKeys = !probe.allKeys().isEmpty();
    const QVariant format = probe.value(kFormatKey);
    if (probe.status() != QSettings::NoError)
        return Readability::Broken;
    if (!format.isValid())
        return !hasKeys && file.size() == 0 ? Readability::Fine : Readability::Broken;
    return format.toInt() > kFormat ? Readability::Newer : Readability::Fine;
}

QString freeNameFor(const QString &path, Readability readability)
{
    const QString first = path + (readability == Readability::Newer ? u".newer"_s : u".broken"_s);
    QString name = first;
    for (int n = 2; QFileInfo::exists(name); ++n)
        name = u"%1-%2"_s.arg(first, QString::number(n));
    return name;
}

QString previousOf(const QString &file)
{
    return file + ".previous"_L1;
}

bool copyWhole(const QString &from, const QString &to)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return false;
    const QByteArray content = source.readAll();
    QFile old(to);
    if (old.open(QIODevice::ReadOnly) && old.readAll() == content)
        return true;
    old.close();
    return writeWhole(to, content, FileReaders::OwnerAlone).isEmpty();
}

/// QSettings lets everybody read the file that it makes, but keeps the mode of one that is there.
void keepToTheOwner(const QString &file)
{
    QFile settings(file);
    if (!settings.exists())
        static_cast<void>(
            writeWhole(file, u"[General]\n%1=%2\n"_s.arg(kFormatKey, QString::number(kFormat)).toUtf8(),
                       FileReaders::OwnerAlone));
    else if (settings.permissions() & kOthers)
        settings.setPermissions(kOwnerAlone);
}

/// Brings back what the last start found, if that is of use.
bool restorePrevious(const QString &file)
{
    const QString previous = previousOf(file);
    return QFileInfo(previous).size() > 0 && check(previous) == Readability::Fine &&
           copyWhole(previous, file);
}

/// A program that was killed while it took QSettings' lock left an empty one. It names nobody, so everyone
/// after it would wait until it is 30 s old.
void removeOrphanedLock(const QString &file)
{
    const QFileInfo lock(file + ".lock"_L1);
    if (lock.exists() && lock.size() == 0)
        QFile::remove(lock.filePath());
}

} // namespace

SettingsFile openSettings(const QString &path)
{
    SettingsFile result;
    QString file = path.isEmpty() ? defaultPath() : path;
    const QDir folder = QFileInfo(file).absoluteDir();
    if (!folder.exists() && folder.mkpath(u"."_s))
        QFile::setPermissions(folder.absolutePath(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

    removeOrphanedLock(file);
    Readability readability = check(file);
    // As a crash of the computer may leave it; nobody who wants to begin anew makes it empty.
    const QFileInfo info(file);
    if (info.exists() && info.size() == 0 && QFileInfo::exists(previousOf(file)))
        readability = Readability::Broken;
    if (readability != Readability::Fine) {
        const QString aside = freeNameFor(file, readability);
        const QString why =
            readability == Readability::Newer
                ? SettingsTexts::tr("The settings were written by a newer version of Sandglass.")
                : SettingsTexts::tr("The settings file could not be read.");
        if (QFile::rename(file, aside)) {
            result.problem = why;
            const bool restored = readability == Readability::Broken && restorePrevious(file);
            result.consequence =
                restored ? SettingsTexts::tr(
                               "It was kept as %1, and Sandglass starts with what it found at its last "
                               "start.")
                               .arg(aside)
                         : SettingsTexts::tr("It was kept as %1, and Sandglass starts with its defaults.")
                               .arg(aside);
        } else {
            // Not ours to move: leave it alone and remember nothing this time.
            result = openForgetfulSettings();
            result.problem = why;
            result.consequence =
                SettingsTexts::tr("%1 could not be moved aside either, so nothing is remembered this time.")
                    .arg(file);
            return result;
        }
    }
    keepToTheOwner(file); // where that fails, saving will fail too, and be said
    result.settings = std::make_unique<Settings>(file);
    if (result.settings->value(kFormatKey).toInt() != kFormat)
        result.settings->setValue(kFormatKey, kFormat);
    if (readability == Readability::Fine && info.exists())
        copyWhole(file, previousOf(file)); // of use at another start only, so failing is no matter
    return result;
}

SettingsFile openForgetfulSettings()
{
    const QString real = defaultPath();
    std::optional<Settings::Values> saved;
    if (check(real) == Readability::Fine && QFileInfo::exists(real))
        saved = Settings::readFrom(real);
    SettingsFile result;
    result.settings = std::make_unique<Settings>(saved.value_or(Settings::Values{}));
    return result;
}

} // namespace sandglass
