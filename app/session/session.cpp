// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include <QRandomGenerator>

namespace sandglass {

namespace {

/// The demo's engine is in this very program.
NetworkRoute direct()
{
    NetworkRoute route;
    route.proxies = NetworkRoute::Proxies::None;
    return route;
}

TransportOptions along(const NetworkRoute &route)
{
    TransportOptions options;
    options.route = route;
    return options;
}

} // namespace

Session::Session(Clock &clock, Logbook &logbook, const Server &server, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_logbook(logbook)
    , m_name(server.name)
    , m_address(server.address.url)
    , m_isDemo(server.isDemo)
    , m_profileId(server.profile.id)
    , m_route(server.isDemo ? direct() : NetworkRoute())
    , m_serverClock(clock)
    , m_transport(clock, server.address, server.key, along(m_route))
    , m_client(m_transport)
    , m_store(clock, m_serverClock)
    , m_poller(clock, m_store, m_budget, QRandomGenerator::global()->generate())
    , m_controller(clock, m_client, m_store, m_budget, m_serverClock)
    , m_deletions(clock, m_store, m_controller)
    , m_bulk(clock, m_controller, m_deletions)
    , m_failures(m_controller, server.address.url)
    , m_selected(clock, m_client, m_store, m_controller, m_budget)
    , m_details(clock, m_store, m_controller, m_poller, m_budget)
    , m_sight(clock, m_client, m_store, m_poller, m_budget)
    , m_radar(clock, m_serverClock, m_store)
    , m_agents(clock, along(m_route))
    , m_templates(clock, m_client, m_budget)
    , m_creator({clock, m_serverClock, m_client, m_agents, m_store, m_templates, m_controller, m_budget})
    , m_recorder(logbook, {clock, m_poller, m_store, m_controller, m_deletions, m_creator, m_budget,
                           m_serverClock, server.address.url})
    , m_list(m_store, m_serverClock)
    , m_filter(m_list)
    , m_parts{clock,      m_budget, m_serverClock, m_store,     m_poller,  m_controller, m_failures,
              m_selected, m_sight,  m_radar,       m_templates, m_creator, m_list,       m_filter}
    , m_pollThread(clock, server.address, server.key, m_route)
{
    m_parts.connectAll();
    m_pollThread.line().joinAsker(m_poller, m_store);
    // Connections from before a sleep of the computer are dead on this side too.
    connect(&m_poller, &Poller::sleepNoticed, &m_transport, &Transport::forgetConnections);
    // The thread began with the route of then.
    connect(&m_pollThread, &PollThread::ready, this, [this] { Q_EMIT m_pollThread.routeWanted(m_route); });
    connect(&m_pollThread, &PollThread::ready, &m_poller, &Poller::start);

    connect(&m_pollThread, &PollThread::exchanged, this, &Session::onExchange);
    connect(&m_transport, &Transport::exchanged, this, &Session::onExchange);
    setProfile(server.profile);
}

Session::~Session() = default;

void Session::start()
{
    m_pollThread.start();
}

void Session::setProfile(const Profile &profile)
{
    m_profile = profile;
    m_controller.setSafety(profile.readOnly, profile.careful);
    updatePace();
}

void Session::setPollPace(const PollPace &pace)
{
    m_pace = pace;
    updatePace();
}

void Session::updatePace()
{
    m_poller.setBaseInterval(m_profile.pollInterval.value_or(m_pace.usual));
    m_poller.setHiddenInterval(m_pace.hidden);
}

void Session::setRoute(const NetworkRoute &route)
{
    if (route == m_route)
        return;
    m_route = route;
    m_transport.setRoute(route);
    m_agents.setRoute(route);
    Q_EMIT m_pollThread.routeWanted(route);
    m_recorder.onRoute(route);
    m_poller.readAnew();
}

Dashboard Session::dashboard()
{
    return {m_clock,   m_serverClock, m_store,    m_filter,  m_controller, m_deletions, m_bulk,
            m_poller,  m_failures,    m_selected, m_radar,   m_budget,     m_templates, m_creator,
            m_logbook, m_name,        m_isDemo,   m_address, m_profileId};
}

void Session::onExchange(const Exchange &exchange)
{
    if (m_parts.note(exchange))
        Q_EMIT m_pollThread.line().serverOffsetKnown(m_serverClock.offset());
    m_recorder.onExchange(exchange);
}

} // namespace sandglass
