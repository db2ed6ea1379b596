// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/sessionrecorder.h"

#include "api/networkroute.h"
#include "diagnostics/logbook.h"

namespace sandglass {

namespace {

QString whyDoubted(Doubt why)
{
    switch (why) {
    case Doubt::Older:
        return SessionRecorder::tr("newer data was shown already");
    case Doubt::Contradicts:
        return SessionRecorder::tr("a list says otherwise than a read a moment ago; one more read decides");
    case Doubt::Ended:
        return SessionRecorder::tr("a list still names what is gone; only a read brings it back");
    }
    return {};
}

QString wayOf(const NetworkRoute &route)
{
    switch (route.proxies) {
    case NetworkRoute::Proxies::System:
        return SessionRecorder::tr("by the system's proxy settings");
    case NetworkRoute::Proxies::None:
        return SessionRecorder::tr("without a proxy");
    case NetworkRoute::Proxies::Manual:
        return SessionRecorder::tr("by a proxy set by hand");
    }
    return {};
}

} // namespace

SessionRecorder::SessionRecorder(Logbook &log, const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_name(parts.server.host())
    , m_reading(log, parts.clock, parts.poller, parts.store, parts.budget, parts.server)
    , m_server(log, parts.budget, parts.serverClock)
    , m_actions(log, parts.controller, parts.deletions, parts.creator)
{
    connect(&parts.store, &SandboxStore::doubted, this, &SessionRecorder::onDoubt);
    m_log.events.add(EventKind::Connection, EventLevel::Note, tr("Opened the connection to %1").arg(m_name));
}

SessionRecorder::~SessionRecorder()
{
    m_log.events.add(EventKind::Connection, EventLevel::Note, tr("Closed the connection to %1").arg(m_name));
}

void SessionRecorder::onRoute(const NetworkRoute &route)
{
    m_log.events.add(EventKind::Connection, EventLevel::Note, tr("Connections go another way from now on"),
                     route.authorities.isEmpty()
                         ? wayOf(route)
                         : tr("%1, with extra certificate authorities").arg(wayOf(route)));
}

void SessionRecorder::onDoubt(Doubt why, const QStringList &ids)
{
    if (ids.size() == 1)
        m_log.events.add(EventKind::Answer, EventLevel::Note,
                         tr("Ignored an answer about %1").arg(ids.constFirst()), whyDoubted(why),
                         ids.constFirst());
    else // how many differs from list to list, and is no news
        m_log.events.add(EventKind::Answer, EventLevel::Note, tr("Ignored an answer about several sandboxes"),
                         whyDoubted(why));
}

} // namespace sandglass
