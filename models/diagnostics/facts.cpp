// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/facts.h"

#include "domain/clock.h"
#include "item/formatting.h"
#include "store/actionrules.h"
#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSslSocket>
#include <QSysInfo>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Diagnostics)
};

QString phaseText(PollStatus::Phase phase)
{
    switch (phase) {
    case PollStatus::Phase::Idle:
        return Text::tr("not reading");
    case PollStatus::Phase::Reading:
        return Text::tr("reading");
    case PollStatus::Phase::Waiting:
        return Text::tr("waiting for the next turn");
    case PollStatus::Phase::Refused:
        return Text::tr("stopped: the key is refused");
    }
    return {};
}

QString paceWord(PollStatus::Pace pace)
{
    switch (pace) {
    case PollStatus::Pace::Normal:
        return Text::tr("as set");
    case PollStatus::Pace::Hidden:
        return Text::tr("slower, nobody looks");
    case PollStatus::Pace::Budget:
        return Text::tr("slower, for the limit");
    case PollStatus::Pace::Busy:
        return Text::tr("slower, for many actions");
    case PollStatus::Pace::Spent:
        return Text::tr("waits for the limit");
    case PollStatus::Pace::RateLimited:
        return Text::tr("waits, as the server asked");
    case PollStatus::Pace::Backoff:
        return Text::tr("slower, after failures");
    }
    return {};
}

QString listText(const PollStatus &status)
{
    switch (status.incompleteness) {
    case Incompleteness::None:
        return status.hasData() ? Text::tr("whole") : Text::tr("not read yet");
    case Incompleteness::NoCursor:
        return Text::tr("may not be whole: more, but no cursor");
    case Incompleteness::CursorRepeated:
        return Text::tr("may not be whole: the cursor came round again");
    case Incompleteness::TooManyPages:
        return Text::tr("may not be whole: too many pages");
    case Incompleteness::InTurns:
        return Text::tr("not whole yet: read in turns");
    }
    return {};
}

QString skewText(std::chrono::milliseconds offset)
{
    if (offset.count() == 0)
        return Text::tr("as this computer's");
    return (offset.count() > 0 ? Text::tr("%1 ahead") : Text::tr("%1 behind"))
        .arg(durationText(std::chrono::abs(offset)));
}

QString yesNo(bool yes)
{
    return yes ? Text::tr("yes") : Text::tr("no");
}

} // namespace

FactSection programFacts()
{
    FactSection section{Text::tr("Program"), {}};
    section.add(u"Sandglass"_s, QStringLiteral(SANDGLASS_VERSION));
    section.add(
        u"Qt"_s,
        Text::tr("%1, built with %2").arg(QLatin1StringView(qVersion()), QStringLiteral(QT_VERSION_STR)));
    section.add(Text::tr("Build"), QString::fromLatin1(QLibraryInfo::build()));
    section.add(Text::tr("System"),
                QString(QSysInfo::prettyProductName() % ", "_L1 % QSysInfo::kernelType() % u' ' %
                        QSysInfo::kernelVersion() % ", "_L1 % QSysInfo::currentCpuArchitecture()));
    section.add(Text::tr("TLS"), QSslSocket::supportsSsl() ? QSslSocket::sslLibraryVersionString()
                                                           : Text::tr("not available"));
    section.add(Text::tr("Language"), QLocale().name());
    return section;
}

FactSection connectionFacts(const ConnectionParts &parts)
{
    const PollStatus &status = parts.poller.status();
    FactSection section{Text::tr("Connection"), {}};
    section.add(Text::tr("Server"), parts.isDemo ? Text::tr("the demo in this program") : parts.server);
    section.add(Text::tr("State"), phaseText(status.phase));
    section.add(Text::tr("Pace"), QString(paceWord(status.pace) % ", "_L1 % durationText(status.interval)));
    section.add(Text::tr("Failures in a row"), QString::number(status.failures));
    if (status.lastReadUtc)
        section.add(Text::tr("Last read"),
                    Text::tr("%1 ago").arg(durationText(parts.clock.monoNow() - status.lastRead)));
    section.add(Text::tr("List"), listText(status));
    section.add(
        Text::tr("Sandboxes"),
        Text::tr("%1, and %2 that went").arg(parts.store.size()).arg(parts.store.tombstones().size()));
    section.add(Text::tr("Requests for one read"), QString::number(status.requestsPerPoll));
    section.add(Text::tr("Server's clock"), skewText(parts.serverClock.offset()));
    const ConnectionFacts &facts = parts.controller.facts();
    section.add(Text::tr("Read-only"), yesNo(facts.readOnly));
    section.add(Text::tr("Server lacks stop and start"), yesNo(facts.stopStartMissing));
    section.add(Text::tr("Server lacks extending"), yesNo(facts.extendMissing));
    return section;
}

FactSection budgetFacts(const ConnectionParts &parts)
{
    const MonoTime now = parts.clock.monoNow();
    FactSection section{Text::tr("Request budget"), {}};
    section.add(Text::tr("Limit"), (parts.budget.isLimitKnown() ? Text::tr("%1 a minute, as the server says")
                                                                : Text::tr("%1 a minute, assumed"))
                                       .arg(parts.budget.limitPerMinute()));
    section.add(Text::tr("Spent of this minute"), QString::number(parts.budget.usedInLastMinute(now)));
    section.add(Text::tr("Refused by a 429 now"), yesNo(parts.budget.isRefused(now)));
    return section;
}

FactSection timingFacts(const ConnectionParts &parts)
{
    FactSection section{Text::tr("Usual time until an action shows"), {}};
    for (const LifecycleAction action : kAllActions) {
        const auto usual = parts.controller.usualDuration(action);
        section.add(nameOfAction(action),
                    usual ? Text::tr("%1 ms").arg(usual->count()) : Text::tr("not known yet"));
    }
    return section;
}

void addIdsOf(const SandboxStore &store, DiagnosticsRequest &request)
{
    const auto add = [&request](const Sandbox &sandbox) {
        request.sandboxIds.append(sandbox.id);
        request.templateIds.append(sandbox.templateId);
        request.otherIds.append(sandbox.organizationId);
        request.otherIds.append(sandbox.nodeId);
    };
    for (int row = 0; row < store.size(); ++row)
        add(store.at(row).sandbox);
    for (int row = 0; row < store.tombstones().size(); ++row)
        add(store.tombstones().at(row).sandbox);
}

} // namespace sandglass
