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

struct FactsText
{
    Q_DECLARE_TR_FUNCTIONS(Diagnostics)
};

QString phaseText(PollStatus::Phase phase)
{
    switch (phase) {
    case PollStatus::Phase::Idle:
        return FactsText::tr("not reading");
    case PollStatus::Phase::Reading:
        return FactsText::tr("reading");
    case PollStatus::Phase::Waiting:
        return FactsText::tr("waiting for the next turn");
    case PollStatus::Phase::Refused:
        return FactsText::tr("stopped: the key is refused");
    }
    return {};
}

QString paceWord(PollStatus::Pace pace)
{
    switch (pace) {
    case PollStatus::Pace::Normal:
        return FactsText::tr("not slowed");
    case PollStatus::Pace::Hidden:
        return FactsText::tr("slower, nobody looks");
    case PollStatus::Pace::Budget:
        return FactsText::tr("slower, for the limit");
    case PollStatus::Pace::Busy:
        return FactsText::tr("slower, for many actions");
    case PollStatus::Pace::Spent:
        return FactsText::tr("waits for the limit");
    case PollStatus::Pace::RateLimited:
        return FactsText::tr("waits, as the server asked");
    case PollStatus::Pace::Backoff:
        return FactsText::tr("slower, after failures");
    }
    return {};
}

QString listText(const PollStatus &status)
{
    switch (status.incompleteness) {
    case Incompleteness::None:
        return status.hasData() ? FactsText::tr("whole") : FactsText::tr("not read yet");
    case Incompleteness::NoCursor:
        return FactsText::tr("may not be whole: more, but no cursor");
    case Incompleteness::CursorRepeated:
        return FactsText::tr("may not be whole: the cursor came round again");
    case Incompleteness::TooManyPages:
        return FactsText::tr("may not be whole: too many pages");
    case Incompleteness::InTurns:
        return FactsText::tr("not whole yet: read in turns");
    case Incompleteness::MostMissing:
        return FactsText::tr("may not be whole: most of it was missing at once");
    }
    return {};
}

QString skewText(std::chrono::milliseconds offset)
{
    if (offset.count() == 0)
        return FactsText::tr("as this computer's");
    return (offset.count() > 0 ? FactsText::tr("%1 ahead") : FactsText::tr("%1 behind"))
        .arg(durationText(std::chrono::abs(offset)));
}

QString yesNo(bool yes)
{
    return yes ? FactsText::tr("yes") : FactsText::tr("no");
}

} // namespace

FactSection programFacts()
{
    FactSection section{FactsText::tr("Program"), {}};
    section.add(u"Sandglass"_s, QStringLiteral(SANDGLASS_VERSION));
    section.add(u"Qt"_s, FactsText::tr("%1, built with %2")
                             .arg(QLatin1StringView(qVersion()), QStringLiteral(QT_VERSION_STR)));
    section.add(FactsText::tr("Build"), QString::fromLatin1(QLibraryInfo::build()));
    section.add(FactsText::tr("System"),
                QString(QSysInfo::prettyProductName() % ", "_L1 % QSysInfo::kernelType() % u' ' %
                        QSysInfo::kernelVersion() % ", "_L1 % QSysInfo::currentCpuArchitecture()));
    section.add(FactsText::tr("TLS"), QSslSocket::supportsSsl() ? QSslSocket::sslLibraryVersionString()
                                                                : FactsText::tr("not available"));
    section.add(FactsText::tr("Language"), QLocale().name());
    return section;
}

FactSection connectionFacts(const ConnectionParts &parts)
{
    const PollStatus &status = parts.poller.status();
    FactSection section{FactsText::tr("Connection"), {}};
    section.add(FactsText::tr("Server"),
                parts.isDemo ? FactsText::tr("the demo in this program") : parts.server);
    section.add(FactsText::tr("State"), phaseText(status.phase));
    section.add(FactsText::tr("Pace"),
                QString(paceWord(status.pace) % ", "_L1 % durationText(status.interval)));
    section.add(FactsText::tr("Failures in a row"), QString::number(status.failures));
    if (status.lastReadUtc)
        section.add(FactsText::tr("Last read"),
                    FactsText::tr("%1 ago").arg(durationText(parts.clock.monoNow() - status.lastAsked)));
    section.add(FactsText::tr("List"), listText(status));
    section.add(
        FactsText::tr("Sandboxes"),
        FactsText::tr("%1, and %2 that went").arg(parts.store.size()).arg(parts.store.tombstones().size()));
    section.add(FactsText::tr("Requests for one read"), QString::number(status.requestsPerPoll));
    section.add(FactsText::tr("Server's clock"), skewText(parts.serverClock.offset()));
    const ConnectionFacts &facts = parts.controller.facts();
    section.add(FactsText::tr("Read-only"), yesNo(facts.readOnly));
    section.add(FactsText::tr("Server lacks stop and start"), yesNo(facts.stopStartMissing));
    section.add(FactsText::tr("Server lacks extending"), yesNo(facts.extendMissing));
    return section;
}

FactSection budgetFacts(const ConnectionParts &parts)
{
    const MonoTime now = parts.clock.monoNow();
    FactSection section{FactsText::tr("Request budget"), {}};
    section.add(FactsText::tr("Limit"),
                (parts.budget.isLimitKnown() ? FactsText::tr("%1 a minute, as the server says")
                                             : FactsText::tr("%1 a minute, assumed"))
                    .arg(parts.budget.limitPerMinute()));
    section.add(FactsText::tr("Spent of this minute"), QString::number(parts.budget.usedInLastMinute(now)));
    section.add(FactsText::tr("Refused by a 429 now"), yesNo(parts.budget.isRefused(now)));
    return section;
}

FactSection timingFacts(const ConnectionParts &parts)
{
    FactSection section{FactsText::tr("Usual time until an action shows"), {}};
    for (const LifecycleAction action : kAllActions) {
        const auto usual = parts.controller.usualDuration(action);
        section.add(nameOfAction(action),
                    usual ? FactsText::tr("%1 ms").arg(usual->count()) : FactsText::tr("not known yet"));
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
