// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pollworker.h"

namespace sandglass {

PollWorker::PollWorker(Clock &clock, SandboxApi &api, QObject *parent)
    : QObject(parent), m_clock(clock), m_reader(api, &m_diff.numbers())
{}

void PollWorker::poll(quint64 number, int mostRequests, const Foresight &foresight)
{
    const MonoTime began = m_clock.monoNow();
    const UtcTime beganUtc = m_clock.utcNow();
    m_reader.start(
        [this, number, began, beganUtc, foresight](ApiResult<ListOutcome> outcome) {
            if (!outcome) {
                Q_EMIT failed(number, outcome.error());
                return;
            }
            if (outcome->isFirstTurn)
                m_listBegan = began;
            SnapshotDelta delta = m_diff.take(std::move(*outcome), m_clock.utcNow() + m_serverOffset);
            delta.poll = number;
            delta.began = began;
            delta.listBegan = m_listBegan;
            delta.readAt = beganUtc;
            if (foresight)
                delta.foreseen = foresight(delta);
            m_sent = std::move(delta);
            Q_EMIT finished(m_sent);
        },
        mostRequests);
}

void PollWorker::abort()
{
    m_reader.abort();
}

void PollWorker::resend(const QStringList &ids)
{
    m_diff.resend(ids);
}

void PollWorker::expectGone(const QStringList &ids)
{
    m_diff.expectGone(ids);
}

} // namespace sandglass
