// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pollline.h"

#include "api/transport.h"
#include "store/poller.h"
#include "store/pollworker.h"
#include "store/sandboxstore.h"

namespace sandglass {

void PollLine::joinAsker(Poller &poller, SandboxStore &store)
{
    connect(&poller, &Poller::pollWanted, this, &PollLine::pollWanted);
    connect(&poller, &Poller::abortWanted, this, &PollLine::abortWanted);
    connect(&store, &SandboxStore::resendNeeded, this, &PollLine::resendWanted);
    connect(&store, &SandboxStore::goneExpected, this, &PollLine::goneExpected);
    connect(this, &PollLine::snapshotTaken, &poller, &Poller::onSnapshot);
    connect(this, &PollLine::pollFailed, &poller, &Poller::onFailed);
}

void PollLine::joinReader(PollWorker &worker, Transport &transport)
{
    connect(this, &PollLine::pollWanted, &worker, &PollWorker::poll);
    connect(this, &PollLine::abortWanted, &worker, &PollWorker::abort);
    // What is given up may have fallen silent, as connections from before a sleep of the computer do.
    connect(this, &PollLine::abortWanted, &transport, &Transport::forgetConnections);
    connect(this, &PollLine::resendWanted, &worker, &PollWorker::resend);
    connect(this, &PollLine::goneExpected, &worker, &PollWorker::expectGone);
    connect(this, &PollLine::serverOffsetKnown, &worker, &PollWorker::setServerOffset);
    connect(&worker, &PollWorker::finished, this, &PollLine::snapshotTaken);
    connect(&worker, &PollWorker::failed, this, &PollLine::pollFailed);
}

} // namespace sandglass
