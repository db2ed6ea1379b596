// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pollthread.h"

#include "api/hopxclient.h"
#include "api/transport.h"
#include "store/pollworker.h"

namespace sandglass {

using namespace Qt::StringLiterals;

PollThread::PollThread(Clock &clock, ServerAddress address, ApiKey key, NetworkRoute route, QObject *parent)
    : QThread(parent)
    , m_clock(clock)
    , m_address(std::move(address))
    , m_key(std::move(key))
    , m_route(std::move(route))
{
    setObjectName(u"sandglass-poll"_s);
}

PollThread::~PollThread()
{
    quit();
    wait();
}

void PollThread::run()
{
    TransportOptions options;
    options.route = m_route;
    Transport transport(m_clock, m_address, m_key, options);
    HopxClient client(transport);
    PollWorker worker(m_clock, client);

    // This object and the line live on the GUI thread, the others here: every connection is a queued one.
    m_line.joinReader(worker, transport);
    connect(this, &PollThread::routeWanted, &transport, &Transport::setRoute);
    connect(&transport, &Transport::exchanged, this, &PollThread::exchanged);
    Q_EMIT ready();
    exec();
}

} // namespace sandglass
