// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/textsession.h"

namespace sandglass {

TextSession::TextSession(Clock &clock, const ServerAddress &address, const ApiKey &key)
    : m_clock(clock)
    , m_address(address.url)
    , m_serverClock(clock)
    , m_transport(clock, address, key)
    , m_client(m_transport)
    , m_store(clock, m_serverClock)
    , m_controller(clock, m_client, m_store, m_budget, m_serverClock)
    , m_agents(clock)
    , m_templates(clock, m_client, m_budget)
    , m_creator({clock, m_serverClock, m_client, m_agents, m_store, m_templates, m_controller, m_budget})
    , m_list(m_store, m_serverClock)
    , m_filter(m_list)
{
    connect(&m_transport, &Transport::exchanged, this, [this](const Exchange &exchange) {
        m_budget.record(exchange, m_clock.monoNow());
        m_serverClock.record(exchange);
        m_controller.note(exchange);
    });
}

Workbench TextSession::workbench(Console &console)
{
    return {m_clock,      m_serverClock, m_transport, m_client,  m_budget, m_store,
            m_controller, m_filter,      m_templates, m_creator, console,  m_address};
}

} // namespace sandglass
