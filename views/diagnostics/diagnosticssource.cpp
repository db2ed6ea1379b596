// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/diagnosticssource.h"

#include "diagnostics/facts.h"
#include "domain/clock.h"
#include "theme/theme.h"

#include <QCoreApplication>
#include <QFont>
#include <QGuiApplication>
#include <QScreen>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct DisplayText
{
    Q_DECLARE_TR_FUNCTIONS(Diagnostics)
};

QString screensText()
{
    QStringList texts;
    for (const QScreen *screen : QGuiApplication::screens()) {
        const QSize size = screen->size();
        texts += u"%1x%2 at %3 %"_s.arg(size.width())
                     .arg(size.height())
                     .arg(qRound(screen->devicePixelRatio() * 100));
    }
    return texts.join(u", "_s);
}

FactSection displayFacts()
{
    FactSection section{DisplayText::tr("Display"), {}};
    section.add(DisplayText::tr("Platform"), QGuiApplication::platformName());
    section.add(DisplayText::tr("Desktop"),
                qEnvironmentVariable("XDG_CURRENT_DESKTOP", DisplayText::tr("not named")));
    section.add(DisplayText::tr("Screens"), screensText());
    section.add(DisplayText::tr("Colours"),
                isDark(QGuiApplication::palette()) ? DisplayText::tr("dark") : DisplayText::tr("light"));
    section.add(DisplayText::tr("Font size"), QString::number(QGuiApplication::font().pointSizeF()));
    return section;
}

} // namespace

DiagnosticsRequest diagnosticsRequest(const Logbook &log, const Clock &clock, const Dashboard *dashboard)
{
    DiagnosticsRequest request{{programFacts(), displayFacts()}, log, clock.utcNow()};
    if (!dashboard)
        return request;
    const ConnectionParts parts{dashboard->clock,      dashboard->poller, dashboard->store,
                                dashboard->controller, dashboard->budget, dashboard->serverClock,
                                dashboard->serverName, dashboard->isDemo};
    request.sections += {connectionFacts(parts), budgetFacts(parts), timingFacts(parts)};
    addIdsOf(dashboard->store, request);
    return request;
}

} // namespace sandglass
