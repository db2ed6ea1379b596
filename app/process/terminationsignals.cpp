// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/terminationsignals.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sandglass {

namespace {

// A signal handler can reach nothing but static storage.
std::array<int, 2> g_ends{-1, -1};

void onSignal(int signal)
{
    const char byte = static_cast<char>(signal);
    // Nothing can be done here if it fails, and a full buffer means that the news is under way.
    [[maybe_unused]] const ssize_t written = ::write(g_ends[0], &byte, 1);
}

void setHandler(void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = flags;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
}

} // namespace

TerminationSignals::TerminationSignals(BlockedCalls calls, QObject *parent) : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, g_ends.data()) != 0)
        return; // the system's way of ending a program stays
    m_notifier = std::make_unique<QSocketNotifier>(g_ends[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        std::array<char, 16> bytes{};
        const ssize_t taken = ::read(g_ends[1], bytes.data(), bytes.size());
        if (taken > 0)
            Q_EMIT asked(bytes.front());
    });
    setHandler(onSignal, calls == BlockedCalls::GoOn ? SA_RESTART : 0);
}

TerminationSignals::~TerminationSignals()
{
    if (!m_notifier)
        return;
    setHandler(SIG_DFL, 0);
    m_notifier.reset();
    ::close(g_ends[0]);
    ::close(g_ends[1]);
    g_ends = {-1, -1};
}

int TerminationSignals::file() const
{
    return m_notifier ? g_ends[1] : -1;
}

bool TerminationSignals::isPending() const
{
    pollfd waiting{file(), POLLIN, 0};
    return ::poll(&waiting, 1, 0) > 0;
}

} // namespace sandglass
