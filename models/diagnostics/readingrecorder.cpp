// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/readingrecorder.h"

#include "diagnostics/logbook.h"
#include "item/formatting.h"
#include "store/errorreport.h"
#include "store/sandboxstore.h"

#include <cmath>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Jitter makes no two turns the same; only what a person would notice is another pace.
bool isSamePace(std::chrono::milliseconds one, std::chrono::milliseconds other)
{
    return std::chrono::abs(one - other) <= std::max(one, other) / 5;
}

/// Waits of these kinds are as long as they have to be, each time anew.
bool isWait(PollStatus::Pace pace)
{
    return pace == PollStatus::Pace::Spent || pace == PollStatus::Pace::RateLimited;
}

} // namespace

ReadingRecorder::ReadingRecorder(Logbook &log, Clock &clock, const Poller &poller, const SandboxStore &store,
                                 const RateBudget &budget, QUrl server, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_clock(clock)
    , m_poller(poller)
    , m_store(store)
    , m_budget(budget)
    , m_server(std::move(server))
{
    connect(&poller, &Poller::statusChanged, this, &ReadingRecorder::onStatus);
    connect(&poller, &Poller::sleepNoticed, this, [this](std::chrono::milliseconds length) {
        m_log.events.add(
            EventKind::Time, EventLevel::Note, tr("Reading anew"),
            tr("the computer slept, or its clock was set: about %1 are missing").arg(durationText(length)));
    });
}

ReadingRecorder::~ReadingRecorder() = default;

void ReadingRecorder::onStatus()
{
    using Phase = PollStatus::Phase;
    // A copy: whoever is told of an event may make the next one.
    const PollStatus status = m_poller.status();
    switch (status.phase) {
    case Phase::Idle:
        if (m_before.phase != Phase::Idle)
            m_log.events.add(EventKind::Reading, EventLevel::Note, tr("Stopped reading"));
        m_before.phase = Phase::Idle;
        return;
    case Phase::Reading:
        if (m_before.phase != Phase::Reading)
            m_began = m_clock.monoNow();
        m_failuresThen = status.failures;
        m_before.phase = Phase::Reading;
        return;
    case Phase::Refused:
        if (m_before.phase != Phase::Refused)
            m_log.events.add(EventKind::Reading, EventLevel::Problem, tr("Stopped reading and acting"),
                             causeOf(status));
        if (m_before.phase != Phase::Refused && status.error)
            m_log.errors.add(tr("with the key"), *status.error);
        break;
    case Phase::Waiting:
        noteResult(status);
        noteGaps(status);
        notePace(status);
        break;
    }
    m_before = status;
}

void ReadingRecorder::noteResult(const PollStatus &status)
{
    if (m_before.phase != PollStatus::Phase::Reading)
        return; // only the next turn was moved
    if (status.failures > m_failuresThen) {
        m_log.events.add(EventKind::Reading, EventLevel::Problem, tr("Reading failed"), causeOf(status));
        if (status.error)
            m_log.errors.add(tr("reading the list"), *status.error);
        return;
    }
    if (!status.hasData() || status.lastRead < m_began)
        return; // given up, and it has to wait until it may read anew
    const bool first = !m_before.hasData();
    if (!first && m_before.failures == 0)
        return;
    const QString size =
        m_store.size() == 1 ? tr("1 sandbox") : tr("%1 sandboxes").arg(countText(m_store.size()));
    const auto took = m_clock.monoNow() - m_began;
    m_log.events.add(EventKind::Reading, EventLevel::Note,
                     first ? tr("Read the list for the first time") : tr("Reading works again"),
                     first ? tr("%1 in %2 ms").arg(size, countText(took.count()))
                     : m_before.failures == 1
                         ? tr("%1, after one failure").arg(size)
                         : tr("%1, after %2 failures").arg(size, countText(m_before.failures)));
}

void ReadingRecorder::noteGaps(const PollStatus &status)
{
    if (status.incompleteness != m_before.incompleteness) {
        if (status.isComplete())
            m_log.events.add(EventKind::Answer, EventLevel::Note, tr("The list is whole again"));
        else
            m_log.events.add(EventKind::Answer, EventLevel::Warning,
                             tr("The list may not be whole, so nothing is removed for its sake"),
                             status.incompleteness == Incompleteness::NoCursor
                                 ? tr("the server has more, but gives no way to ask for it")
                             : status.incompleteness == Incompleteness::CursorRepeated
                                 ? tr("the server led in a circle")
                             : status.incompleteness == Incompleteness::MostMissing
                                 ? tr("most of what was there is missing at once; the next list decides")
                             : status.incompleteness == Incompleteness::InTurns
                                 ? tr("it needs more requests than the limit allows in a minute")
                                 : tr("there are more pages than are read at once"));
    }
    if (status.skippedRows > 0 && status.skippedRows != m_before.skippedRows)
        m_log.events.add(EventKind::Answer, EventLevel::Warning,
                         status.skippedRows == 1
                             ? tr("Left out 1 row of the list")
                             : tr("Left out %1 rows of the list").arg(countText(status.skippedRows)),
                         tr("they have no id"));
}

void ReadingRecorder::notePace(const PollStatus &status)
{
    using Pace = PollStatus::Pace;
    const bool first = m_notedInterval == 0ms;
    if (!first && status.pace == m_before.pace &&
        (isWait(status.pace) || isSamePace(status.interval, m_notedInterval)))
        return;
    // After trouble it is the usual pace again, however long the last wait was.
    const bool afterTrouble = m_before.pace == Pace::Backoff || isWait(m_before.pace);
    const bool slower = status.interval > m_notedInterval && !first && !afterTrouble;
    m_notedInterval = status.interval;
    const QString interval =
        durationText(isWait(status.pace) ? status.next - m_clock.monoNow() : status.interval);
    const QString what = isWait(status.pace)            ? tr("Waiting %1").arg(interval)
                         : status.pace == Pace::Backoff ? tr("Trying again in %1").arg(interval)
                         : first                        ? tr("Reading every %1").arg(interval)
                         : slower                       ? tr("Slowed to %1").arg(interval)
                                                        : tr("Back to every %1").arg(interval);
    const bool usual = status.pace == Pace::Normal || status.pace == Pace::Hidden;
    m_log.events.add(EventKind::Pace, usual ? EventLevel::Note : EventLevel::Warning, what, whyPace(status));
}

QString ReadingRecorder::whyPace(const PollStatus &status) const
{
    using Pace = PollStatus::Pace;
    const QString limit = countText(m_budget.limitPerMinute());
    switch (status.pace) {
    case Pace::Normal:
        return m_before.pace == Pace::Hidden ? tr("the window is looked at again") : tr("the usual interval");
    case Pace::Hidden:
        return tr("nobody looks at the window");
    case Pace::Budget:
        if (status.isReadInTurns)
            return tr("%1/min shared, the list is read %2 pages at a time")
                .arg(limit, countText(status.requestsPerPoll));
        return status.requestsPerPoll == 1
                   ? tr("%1/min shared, 1 page").arg(limit)
                   : tr("%1/min shared, %2 pages").arg(limit, countText(status.requestsPerPoll));
    case Pace::Busy:
        return tr("%1/min shared, and many actions need them").arg(limit);
    case Pace::Spent:
        return tr("%1 of %2 requests of this minute are spent, and the rest is for clicks")
            .arg(countText(m_budget.usedInLastMinute(m_clock.monoNow())), limit);
    case Pace::RateLimited:
        return tr("the server asked to wait");
    case Pace::Backoff:
        return status.failures == 1 ? tr("after a failure")
                                    : tr("after %1 failures in a row").arg(countText(status.failures));
    }
    return {};
}

QString ReadingRecorder::causeOf(const PollStatus &status) const
{
    return status.error ? reportOf(*status.error, m_server).cause : QString();
}

} // namespace sandglass
