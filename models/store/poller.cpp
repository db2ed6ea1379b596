// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/poller.h"

#include "store/sandboxstore.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

Q_LOGGING_CATEGORY(lcPoll, "hopx.poll", QtWarningMsg)

namespace sandglass {

using namespace std::chrono_literals;

namespace {

// Answers under way may make room at any moment; nobody needs to look more often.
constexpr auto kShortestWait = 1'000ms;
// Many actions have taken their part of a minute by then.
constexpr auto kAfterActions = 20'000ms;
// How far the clocks may drift apart before it was the computer that slept.
constexpr auto kSleepThreshold = 10'000ms;

/// A small fixed-point generator: enough to keep many dashboards from polling in step.
quint32 nextJitter(quint32 &state)
{
    state = state * 1664525U + 1013904223U;
    return state >> 16U;
}

} // namespace

Poller::Poller(Clock &clock, SandboxStore &store, RateBudget &budget, quint32 jitterSeed, QObject *parent)
    : QObject(parent), m_clock(clock), m_store(store), m_budget(budget), m_jitter(jitterSeed)
{}

Poller::~Poller() = default;

void Poller::start()
{
    m_status.failures = 0;
    m_status.error.reset();
    m_notBefore = {};
    m_watchedMono = m_clock.monoNow();
    m_watchedUtc = m_clock.utcNow();
    m_watchedSlept = m_clock.slept();
    m_watch = m_clock.whenJumped([this](std::chrono::milliseconds late) { noticeSleep(late); });
    beginPoll();
}

void Poller::stop()
{
    m_timer.reset();
    m_watch.reset();
    if (m_status.phase == PollStatus::Phase::Reading)
        Q_EMIT abortWanted();
    ++m_poll;
    m_underWay.end();
    m_status.phase = PollStatus::Phase::Idle;
    Q_EMIT statusChanged();
}

void Poller::pollNow()
{
    if (m_status.phase == PollStatus::Phase::Reading || m_status.phase == PollStatus::Phase::Idle)
        return;
    if (const std::chrono::milliseconds wait = mustWait(); wait <= 0ms)
        beginPoll();
    else if (m_status.phase == PollStatus::Phase::Waiting)
        waitFor(wait);
}

void Poller::setVisible(bool visible)
{
    if (m_visible == visible)
        return;
    m_visible = visible;
    if (m_status.phase != PollStatus::Phase::Waiting)
        return;
    if (m_status.failures > 0)
        return;
    // Coming back to old data: read at once. Going away: the next turn comes later.
    if (visible && m_clock.monoNow() - m_status.lastRead >= m_baseInterval)
        pollNow();
    else
        scheduleNext();
}

void Poller::setBaseInterval(std::chrono::milliseconds interval)
{
    const auto wanted = std::max<std::chrono::milliseconds>(interval, 1'000ms);
    if (std::exchange(m_baseInterval, wanted) != wanted)
        followInterval();
}

void Poller::setHiddenInterval(std::chrono::milliseconds interval)
{
    if (std::exchange(m_hiddenInterval, interval) != interval)
        followInterval();
}

void Poller::readAnew()
{
    if (m_status.phase == PollStatus::Phase::Idle || m_status.phase == PollStatus::Phase::Refused)
        return;
    if (m_status.phase == PollStatus::Phase::Reading)
        Q_EMIT abortWanted();
    beginAnew();
}

void Poller::beginAnew()
{
    if (m_status.phase == PollStatus::Phase::Reading)
        ++m_poll;
    m_underWay.end();
    // As long as it has to wait, what failed is still how things stand.
    if (mustWait() <= 0ms) {
        m_status.failures = 0;
        m_status.error.reset();
    }
    beginPollIfAllowed();
}

void Poller::followInterval()
{
    if (m_status.phase == PollStatus::Phase::Waiting && m_status.failures == 0)
        scheduleNext();
}

void Poller::beginPoll()
{
    m_timer.reset();
    m_status.phase = PollStatus::Phase::Reading;
    const int mostRequests = m_budget.pollAllowance(m_clock.monoNow());
    m_underWay = m_budget.beginPoll(pollSize());
    ++m_poll;
    Q_EMIT statusChanged();
    Q_EMIT pollWanted(m_poll, mostRequests, m_foresight ? m_foresight() : Foresight());
}

void Poller::beginPollIfAllowed()
{
    // What this key was used for since the turn was fixed may have used it up.
    const std::chrono::milliseconds wait = mustWait();
    if (wait <= 0ms) {
        beginPoll();
        return;
    }
    // The next minute belongs to the actions first; what they leave is for the list. Otherwise the turn comes
    // as soon as it may: often that is a moment later, when the server's minute ends.
    const bool actionsGoFirst = m_budget.load() == RateBudget::Load::Many;
    waitFor(actionsGoFirst ? wait + kAfterActions : wait);
}

void Poller::waitFor(std::chrono::milliseconds wait)
{
    const MonoTime now = m_clock.monoNow();
    if (m_notBefore > now || m_budget.isRefused(now))
        m_status.pace = PollStatus::Pace::RateLimited;
    else if (wait > RateBudget::kAwaitAnswers)
        m_status.pace = PollStatus::Pace::Spent;
    scheduleIn(withJitter(std::max<std::chrono::milliseconds>(wait, kShortestWait)));
}

void Poller::onSnapshot(const SnapshotDelta &delta)
{
    if (delta.poll != m_poll) {
        m_store.applySnapshot(delta);
        return;
    }
    m_underWay.end();
    m_status.failures = 0;
    m_status.error.reset();
    m_status.lastReadUtc = delta.readAt;
    m_status.lastAsked = delta.began;
    m_status.lastRead = m_clock.monoNow();
    m_status.incompleteness = delta.incompleteness;
    m_status.skippedRows = delta.skippedRows;
    noteCost(delta);
    qCDebug(lcPoll) << "poll" << delta.poll << ":" << delta.total << "sandboxes," << delta.changed.size()
                    << "changed," << delta.missing.size() << "missing," << delta.requests << "requests";
    if (delta.skippedRows > 0)
        qCWarning(lcPoll) << "the list held" << delta.skippedRows << "rows without id";
    m_store.applySnapshot(delta);
    // Whoever heard of it may have stopped us.
    if (delta.poll == m_poll && m_status.phase == PollStatus::Phase::Reading)
        scheduleNext();
}

void Poller::noteCost(const SnapshotDelta &delta)
{
    const int soFar = delta.earlierRequests + std::max(1, delta.requests);
    m_status.isReadInTurns = delta.isTurn;
    m_status.requestsPerList = delta.isLastTurn ? soFar : std::max(m_status.requestsPerList, soFar);
    m_status.requestsPerPoll = pollSize();
}

int Poller::pollSize() const
{
    return std::min(m_status.requestsPerList, m_budget.largestPoll());
}

void Poller::onFailed(quint64 poll, const ApiError &error)
{
    if (poll != m_poll)
        return;
    m_underWay.end();
    ++m_status.failures;
    m_status.error = error;
    if (error.retryAfter)
        m_notBefore = m_clock.monoNow() + RateBudget::bounded(*error.retryAfter);
    qCInfo(lcPoll) << "poll" << poll << "failed, HTTP status" << error.httpStatus << error.transportText;
    if (error.kind == ApiErrorKind::Unauthorized)
        refuse(error);
    else
        scheduleNext();
}

void Poller::refuse(const ApiError &error)
{
    if (m_status.phase == PollStatus::Phase::Reading)
        Q_EMIT abortWanted();
    ++m_poll;
    m_underWay.end();
    m_timer.reset();
    m_status.phase = PollStatus::Phase::Refused;
    m_status.failures = std::max(1, m_status.failures);
    m_status.error = error;
    Q_EMIT statusChanged();
}

void Poller::scheduleNext()
{
    m_status.interval = withJitter(nextDelay());
    scheduleIn(m_status.interval);
}

void Poller::scheduleIn(std::chrono::milliseconds delay)
{
    m_status.phase = PollStatus::Phase::Waiting;
    m_status.next = m_clock.monoNow() + delay;
    m_timer = m_clock.after(delay, [this] {
        if (!noticeSleep(m_clock.monoNow() - m_status.next))
            beginPollIfAllowed();
    });
    Q_EMIT statusChanged();
}

std::chrono::milliseconds Poller::nextDelay()
{
    using Pace = PollStatus::Pace;
    std::chrono::milliseconds delay = m_baseInterval;
    m_status.pace = Pace::Normal;
    m_status.requestsPerPoll = pollSize();
    if (!m_visible && m_hiddenInterval > delay) {
        delay = m_hiddenInterval;
        m_status.pace = Pace::Hidden;
    }
    const auto slower = [&](std::chrono::milliseconds least, Pace pace) {
        if (least > delay) {
            delay = least;
            m_status.pace = pace;
        }
    };
    slower(m_budget.shortestPollInterval(m_status.requestsPerPoll),
           m_budget.load() == RateBudget::Load::Many ? Pace::Busy : Pace::Budget);
    if (m_status.failures > 0) {
        const int doublings = std::min(m_status.failures - 1, 5);
        slower(std::min(m_baseInterval * (1 << doublings), kLongestBackoff), Pace::Backoff);
        m_status.pace = m_status.pace == Pace::Normal ? Pace::Backoff : m_status.pace;
    }
    const MonoTime now = m_clock.monoNow();
    slower(m_budget.pollMustWait(m_status.requestsPerPoll, now),
           m_budget.isRefused(now) ? Pace::RateLimited : Pace::Spent);
    slower(m_notBefore - now, Pace::RateLimited);
    return delay;
}

std::chrono::milliseconds Poller::withJitter(std::chrono::milliseconds delay)
{
    const auto jitter = delay.count() / 10 * (nextJitter(m_jitter) % 1000) / 1000;
    return delay + std::chrono::milliseconds{jitter};
}

std::chrono::milliseconds Poller::mustWait() const
{
    const MonoTime now = m_clock.monoNow();
    return std::max(m_notBefore - now, m_budget.pollMustWait(pollSize(), now));
}

bool Poller::noticeSleep(std::chrono::milliseconds late)
{
    const MonoTime mono = m_clock.monoNow();
    const UtcTime utc = m_clock.utcNow();
    const std::chrono::milliseconds slept = m_clock.slept();
    const auto uncounted = slept - std::exchange(m_watchedSlept, slept);
    const auto counted = mono - std::exchange(m_watchedMono, mono);
    const auto wall = utc - std::exchange(m_watchedUtc, utc);
    if (uncounted > kSleepThreshold) {
        // The server's time went on meanwhile.
        m_notBefore -= uncounted;
        m_budget.sleptFor(uncounted);
    } else if (wall - counted <= kSleepThreshold && late <= kSleepThreshold) {
        return false;
    }
    if (m_status.phase == PollStatus::Phase::Refused)
        return false;
    qCInfo(lcPoll) << "the computer seems to have slept; reading anew";
    Q_EMIT sleepNoticed(std::max<std::chrono::milliseconds>({wall - counted, uncounted, late}));
    // Connections from before the sleep are dead: what was being read will not come. A clock that was set
    // looks the same, but shortens no wait that the server asked for.
    Q_EMIT abortWanted();
    beginAnew();
    return true;
}

} // namespace sandglass
