// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/displayguard.h"

#include <QCoreApplication>
#include <QStringList>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::DisplayGuard)
};

QString whereItLooked()
{
    QStringList set;
    for (const char *name : {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"}) {
        if (const QString value = qEnvironmentVariable(name); !value.isEmpty())
            set << QLatin1StringView(name) + u'=' + value;
    }
    return set.isEmpty() ? Texts::tr("neither DISPLAY nor WAYLAND_DISPLAY is set")
                         : Texts::tr("no display answers (%1)").arg(set.join(u", "_s));
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type == QtFatalMsg) {
        const QString line = Texts::tr("sandglass: no window can be opened: %1.").arg(whereItLooked());
        std::fprintf(stderr, "%s\n", qPrintable(line));
        // After this handler Qt would abort().
        std::_Exit(DisplayGuard::kNoDisplay);
    }
    // What the platform plugins say on the way is the same in their words, or came to nothing.
    if (context.category && std::strncmp(context.category, "qt.qpa", 6) == 0 && type != QtDebugMsg)
        return;
    std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, message)));
}

} // namespace

DisplayGuard::DisplayGuard() : m_before(qInstallMessageHandler(handle)) {}

DisplayGuard::~DisplayGuard()
{
    qInstallMessageHandler(m_before);
}

} // namespace sandglass
