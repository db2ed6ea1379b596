// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/loginstart.h"

#include "settings/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(LoginStart)
};

/// As an argument of Exec: in quotes, with what is special there escaped, first for the shell-like quoting,
/// then for the value of a key (Desktop Entry Specification 1.5, "The Exec key").
QByteArray execArgument(const QString &path)
{
    QString quoted;
    for (const QChar c : path) {
        if (QStringView(u"\"`$\\").contains(c))
            quoted += u'\\';
        quoted += c;
    }
    quoted.replace(u'\\', u"\\\\"_s).replace(u'%', u"%%"_s);
    return '"' + quoted.toUtf8() + '"';
}

} // namespace

LoginStart::LoginStart(QString folder, QString program)
    : m_folder(std::move(folder)), m_program(std::move(program))
{}

LoginStart LoginStart::ofThisUser()
{
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    // An AppImage is mounted elsewhere each time; the file it came from stays.
    const QString image = qEnvironmentVariable("APPIMAGE");
    return {config + u"/autostart"_s, image.isEmpty() ? QCoreApplication::applicationFilePath() : image};
}

QString LoginStart::path() const
{
    return m_folder + u"/dev.sandglass.Sandglass.desktop"_s;
}

bool LoginStart::isOn() const
{
    QFile file(path());
    if (!file.open(QIODevice::ReadOnly))
        return false;
    bool inEntry = false;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        if (line.startsWith('[')) {
            inEntry = line == "[Desktop Entry]";
            continue;
        }
        if (!inEntry)
            continue;
        const qsizetype sign = line.indexOf('=');
        const QByteArray key = line.left(sign).trimmed();
        const QByteArray value = line.mid(sign + 1).trimmed();
        if ((key == "Hidden" && value == "true") || (key == "X-GNOME-Autostart-enabled" && value == "false"))
            return false;
    }
    return true;
}

QString LoginStart::set(bool wanted) const
{
    if (!wanted) {
        QFile file(path());
        return !file.exists() || file.remove()
                   ? QString()
                   : Text::tr("%1 cannot be removed: %2.")
                         .arg(QDir::toNativeSeparators(path()), file.errorString());
    }
    if (!QDir().mkpath(m_folder))
        return Text::tr("The folder %1 cannot be made. Check its permissions.").arg(m_folder);
    const QByteArray entry = "[Desktop Entry]\n"
                             "Type=Application\n"
                             "Name=Sandglass\n"
                             "Comment=" +
                             Text::tr("Dashboard for HopX cloud sandboxes").toUtf8() +
                             "\n"
                             "Icon=dev.sandglass.Sandglass\n"
                             "Exec=" +
                             execArgument(m_program) +
                             "\n"
                             "Terminal=false\n"
                             "X-GNOME-Autostart-enabled=true\n";
    const QString problem = writeWhole(path(), entry);
    return problem.isEmpty()
               ? QString()
               : Text::tr("%1 cannot be written: %2.").arg(QDir::toNativeSeparators(path()), problem);
}

} // namespace sandglass
