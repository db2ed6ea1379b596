// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sessionparts.h"

#include "domain/clock.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/expiryradar.h"
#include "store/failurecenter.h"
#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "store/ratebudget.h"
#include "store/sandboxcreator.h"
#include "store/sandboxstore.h"
#include "store/selectedreader.h"
#include "store/serverclock.h"
#include "store/sightreader.h"
#include "store/templatelibrary.h"

namespace sandglass {

void SessionParts::connectAll() const
{
    poller.setForesight([&shown = filter] { return shown.foresight(); });
    sight.setInSight([&shown = filter] { return shown.idsInSight(); });
    QObject::connect(&controller, &LifecycleController::keyRefused, &poller, &Poller::refuse);
    QObject::connect(&selected, &SelectedReader::keyRefused, &poller, &Poller::refuse);
    QObject::connect(&sight, &SightReader::keyRefused, &poller, &Poller::refuse);
    QObject::connect(&creator, &SandboxCreator::keyRefused, &poller, &Poller::refuse);
    QObject::connect(&templates, &TemplateLibrary::keyRefused, &poller, &Poller::refuse);
    QObject::connect(&store, &SandboxStore::sandboxGone, &failures, &FailureCenter::forget);
    QObject::connect(&radar, &ExpiryRadar::rereadWanted, &controller, &LifecycleController::reread);
    QObject::connect(&radar, &ExpiryRadar::tiersChanged, &list, &SandboxListModel::announceTiers);
    QObject::connect(&poller, &Poller::statusChanged, &filter, [parts = *this] { parts.followPolls(); });
}

bool SessionParts::note(const Exchange &exchange) const
{
    budget.record(exchange, clock.monoNow());
    const bool isOtherTime = serverClock.record(exchange);
    if (isOtherTime) {
        radar.lookAgain();
        list.announceTimes();
    }
    controller.note(exchange);
    return isOtherTime;
}

void SessionParts::followPolls() const
{
    const PollStatus &status = poller.status();
    controller.setKeyRefused(status.phase == PollStatus::Phase::Refused);
    if (status.isReadInTurns)
        controller.setTurns(status.requestsPerList, status.listDuration());
    else
        controller.setTurns(0, {});
    const bool failing = status.failures > 0 && status.hasData();
    filter.followTime();
    list.setFreshness(failing, status.freshSince());
}

} // namespace sandglass
