// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sightreader.h"

#include "store/poller.h"
#include "store/sandboxstore.h"

#include <algorithm>

namespace sandglass {

using namespace std::chrono_literals;

SightReader::SightReader(Clock &clock, SandboxApi &api, SandboxStore &store, const Poller &poller,
                         RateBudget &budget, QObject *parent)
    : QObject(parent), m_clock(clock), m_api(api), m_store(store), m_poller(poller), m_budget(budget)
{
    connect(&m_poller, &Poller::statusChanged, this, &SightReader::onPollStatus);
}

SightReader::~SightReader() = default;

void SightReader::onPollStatus()
{
    const PollStatus &status = m_poller.status();
    if (status.lastRead == m_lastRead || !mayRead())
        return;
    m_lastRead = status.lastRead;
    m_left = m_budget.spareReads();
    m_askedAt.removeIf([old = oldFrom()](const auto &asked) { return asked.value() < old; });
    readNext();
}

bool SightReader::mayRead() const
{
    const PollStatus &status = m_poller.status();
    if (!status.isReadInTurns || status.phase != PollStatus::Phase::Waiting || status.failures > 0 ||
        !m_poller.isVisible())
        return false;
    // What many actions leave is for the list, and nobody waits for these reads as for a click.
    return m_budget.load() != RateBudget::Load::Many && m_budget.bulkMustWait(m_clock.monoNow()) <= 0ms;
}

void SightReader::readNext()
{
    if (m_isReading || m_left <= 0 || !mayRead())
        return;
    const QString id = oldest();
    if (id.isEmpty())
        return;
    --m_left;
    const MonoTime began = m_clock.monoNow();
    m_askedAt.insert(id, began);
    m_isReading = true;
    m_underWay = m_budget.begin();
    m_request =
        m_api.get(id, [this, id, began](const ApiResult<Sandbox> &answer) { onAnswer(id, began, answer); });
}

void SightReader::onAnswer(const QString &id, MonoTime began, const ApiResult<Sandbox> &answer)
{
    const RequestHandle keep = std::exchange(m_request, {});
    m_underWay.end();
    m_isReading = false;
    m_store.applyRead(id, answer, began);
    if (answer || answer.error().kind == ApiErrorKind::NotFound) {
        readNext();
        return;
    }
    m_left = 0; // whatever is the matter, the next poll tells
    if (answer.error().kind == ApiErrorKind::Unauthorized)
        Q_EMIT keyRefused(answer.error());
}

MonoTime SightReader::oldFrom() const
{
    const PollStatus &status = m_poller.status();
    return status.freshSince() + status.interval / 2;
}

QString SightReader::oldest() const
{
    const MonoTime old = oldFrom();
    QString oldest;
    MonoTime since = old;
    const QStringList ids = m_inSight ? m_inSight() : QStringList();
    for (const QString &id : ids) {
        const SandboxRow *row = m_store.find(id);
        if (!row || row->creation || row->pending || row->sandbox->status == SandboxStatus::Gone)
            continue;
        const MonoTime asked = m_askedAt.value(id, MonoTime::min());
        if (row->readAt >= old || asked >= m_lastRead)
            continue;
        if (const MonoTime last = std::max(row->readAt, asked); oldest.isEmpty() || last < since) {
            oldest = id;
            since = last;
        }
    }
    return oldest;
}

} // namespace sandglass
