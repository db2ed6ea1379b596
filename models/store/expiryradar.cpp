// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/expiryradar.h"

#include "domain/transitiontable.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <algorithm>
#include <numeric>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

// The clock of the computer may be set, which nobody tells us of.
constexpr std::chrono::milliseconds kLongestSleep{30'000};
constexpr std::chrono::milliseconds kLongestAskDelay{60'000};
// Two answers may round the same end differently.
constexpr std::chrono::milliseconds kSameEnd{5'000};
// Beyond it nothing is remembered of a sandbox.
constexpr std::chrono::milliseconds kHorizon = boundOf(ExpiryTier::Soon) + kSameEnd;
// Two clocks that are asked one after the other never agree to the millisecond.
constexpr std::chrono::milliseconds kSameClock{500};

bool isOurDeletion(const SandboxRow &row)
{
    return row.pending && row.pending->action == LifecycleAction::Delete;
}

bool isWorthWarning(const SandboxRow &row)
{
    return transition(row.sandbox->status, LifecycleAction::Extend).isAllowed() && !isOurDeletion(row);
}

} // namespace

ExpiryTier tierOf(const SandboxRow &row, UtcTime now)
{
    return row.ending || row.creation ? ExpiryTier::None : tierOf(row.sandbox, now);
}

ExpiryRadar::ExpiryRadar(Clock &clock, const ServerClock &serverClock, const SandboxStore &store,
                         QObject *parent)
    : QObject(parent), m_clock(clock), m_serverClock(serverClock), m_store(store)
{
    connect(&store, &SandboxStore::rowsInserted, this, [this](int first, int last) {
        QVector<int> rows(last - first + 1);
        std::iota(rows.begin(), rows.end(), first);
        UtcTime soonestEnd = UtcTime::max();
        for (const int row : std::as_const(rows))
            soonestEnd = std::min(soonestEnd, endOf(m_store.factsAt(row)));
        consider(rows, soonestEnd);
    });
    connect(&store, &SandboxStore::rowsTouched, this,
            [this](const TouchedRows &touched) { consider(touched.changed, touched.soonestEnd); });
    connect(&store, &SandboxStore::sandboxGone, this, [this](const QString &id) {
        if (!m_places.contains(id))
            return;
        forget(id);
        lookSoon();
    });
    lookSoon();
}

ExpiryRadar::~ExpiryRadar() = default;

UtcTime ExpiryRadar::serverNow() const
{
    return m_serverClock.now();
}

void ExpiryRadar::lookAgain()
{
    m_isAllToBeSeen = true;
    lookSoon();
}

void ExpiryRadar::consider(const QVector<int> &rows, UtcTime soonestEnd)
{
    // To look at all ends costs less than to look up so many ids.
    constexpr int kMostLookUps = 64;
    const UtcTime from = std::max(m_serverClock.now() + kHorizon, m_nextFarOne);
    const bool areMany = rows.size() > kMostLookUps;
    const auto isWatched = [this](int row) { return m_places.contains(m_store.at(row).sandbox->id); };
    const bool mayMatter =
        soonestEnd < from ||
        (!m_watches.empty() && (areMany || std::any_of(rows.begin(), rows.end(), isWatched)));
    if (!mayMatter)
        return;
    if (areMany) {
        m_isAllToBeSeen = true;
    } else {
        for (const int row : rows)
            m_changed += m_store.at(row).sandbox->id;
    }
    lookSoon();
}

void ExpiryRadar::lookSoon()
{
    // Once for all that changes in one turn of the event loop.
    m_isCalled = true;
    schedule(0ms);
}

void ExpiryRadar::schedule(std::chrono::milliseconds delay)
{
    const MonoTime at = m_clock.monoNow() + delay;
    if (m_timer && m_lookAt <= at)
        return;
    m_lookAt = at;
    m_timer = m_clock.after(delay, [this] {
        m_timer.reset();
        look();
    });
}

void ExpiryRadar::look()
{
    const UtcTime now = m_serverClock.now();
    const MonoTime monoNow = m_clock.monoNow();
    const bool isForTime = !std::exchange(m_isCalled, false);
    Found found;
    const auto offset = now.time_since_epoch() - monoNow.time_since_epoch();
    if (std::exchange(m_isAllToBeSeen, false) || std::chrono::abs(offset - m_clockOffset) > kSameClock) {
        m_clockOffset = offset;
        m_changed.clear();
        lookAtAll(now, found);
    } else {
        const QStringList changed = std::exchange(m_changed, {});
        for (const QString &id : changed)
            lookAt(id, now, found);
        if (isForTime || m_nextFarOne < now + boundOf(ExpiryTier::Soon))
            lookAtArrived(now, found);
        lookAtCrossed(now, found);
        lookAtUnanswered(now, found);
    }
    m_lookedAt = now;
    if (isForTime && (!found.restyled.isEmpty() || !found.asked.isEmpty()))
        m_restUntil = monoNow + kRest;
    sleep(now);
    // Whoever hears of any of this may change the rows, so it is told when they have all been looked at.
    summarize(now);
    if (!found.restyled.isEmpty())
        Q_EMIT tiersChanged(found.restyled);
    for (const QString &id : std::as_const(found.asked))
        Q_EMIT rereadWanted(id);
    if (!found.fresh.isEmpty()) {
        std::sort(found.fresh.begin(), found.fresh.end());
        QStringList ids;
        for (const auto &[end, id] : std::as_const(found.fresh))
            ids += id;
        Q_EMIT warned(found.freshest, ids);
    }
}

void ExpiryRadar::lookAtAll(UtcTime now, Found &found)
{
    ++m_round;
    m_nextFarOne = UtcTime::max();
    m_watchedUntil = now + kHorizon;
    for (int i = 0; i < m_store.size(); ++i) {
        const UtcTime end = endOf(m_store.factsAt(i));
        if (isFar(end, now))
            m_nextFarOne = std::min(m_nextFarOne, end);
        else
            watch(m_store.at(i), now, found);
    }
    std::erase_if(m_watches, [&](const auto &watched) {
        const auto &[end, watch] = watched;
        if (watch.round == m_round)
            return false;
        if (watch.shown != ExpiryTier::None)
            found.restyled += end.second;
        m_places.remove(end.second);
        return true;
    });
}

void ExpiryRadar::lookAtArrived(UtcTime now, Found &found)
{
    const UtcTime watchedUntil = std::exchange(m_watchedUntil, std::max(m_watchedUntil, now + kHorizon));
    m_nextFarOne = UtcTime::max();
    for (int i = 0; i < m_store.size(); ++i) {
        const UtcTime end = endOf(m_store.factsAt(i));
        if (isFar(end, now))
            m_nextFarOne = std::min(m_nextFarOne, end);
        else if (end > watchedUntil)
            watch(m_store.at(i), now, found);
    }
}

void ExpiryRadar::lookAtCrossed(UtcTime now, Found &found)
{
    QStringList crossed;
    for (const ExpiryTierRule &rule : kExpiryTiers) {
        const auto end = m_watches.lower_bound({now + rule.below, {}});
        for (auto at = m_watches.lower_bound({std::min(m_lookedAt, now) + rule.below, {}}); at != end; ++at)
            crossed += at->first.second;
    }
    for (const QString &id : std::as_const(crossed))
        lookAt(id, now, found);
}

void ExpiryRadar::lookAtUnanswered(UtcTime now, Found &found)
{
    const auto end = m_asks.upper_bound(m_clock.monoNow());
    QStringList due;
    for (auto at = m_asks.begin(); at != end; ++at)
        due += at->second;
    m_asks.erase(m_asks.begin(), end);
    for (const QString &id : std::as_const(due)) {
        if (m_places.contains(id))
            lookAt(id, now, found);
    }
}

void ExpiryRadar::lookAt(const QString &id, UtcTime now, Found &found)
{
    const int row = m_store.rowOf(id);
    const UtcTime end = row < 0 ? UtcTime::max() : endOf(m_store.factsAt(row));
    if (!isFar(end, now)) {
        watch(m_store.at(row), now, found);
        return;
    }
    m_nextFarOne = std::min(m_nextFarOne, end);
    if (const auto place = m_places.constFind(id); place != m_places.constEnd()) {
        if ((*place)->second.shown != ExpiryTier::None)
            found.restyled += id;
        forget(id);
    }
}

bool ExpiryRadar::isFar(UtcTime end, UtcTime now) const
{
    return end > std::max(now + kHorizon, m_watchedUntil);
}

void ExpiryRadar::forget(const QString &id)
{
    m_watches.erase(m_places.take(id));
}

void ExpiryRadar::watch(const SandboxRow &row, UtcTime now, Found &found)
{
    const Sandbox &sandbox = row.sandbox;
    const NearEnd end{sandbox.expiry.at, sandbox.id};
    const auto place = m_places.find(sandbox.id);
    if (place == m_places.end()) {
        m_places.insert(sandbox.id, m_watches.try_emplace(end).first);
    } else if ((*place)->first != end) {
        auto moved = m_watches.extract(*place);
        moved.key() = end;
        *place = m_watches.insert(std::move(moved)).position;
    }
    Watch &watch = m_places[sandbox.id]->second;
    const auto left = end.first - now;
    const ExpiryTier tier = tierOf(sandbox, now);
    watch.round = m_round;
    watch.isWorthWarning = isWorthWarning(row);
    if (std::chrono::abs(watch.end - end.first) > kSameEnd) {
        watch.end = end.first;
        watch.told = std::min(watch.told, tier);
        watch.askAgainAt = {};
        watch.askDelay = 0ms;
    }
    if (std::exchange(watch.shown, tier) != tier)
        found.restyled += sandbox.id;
    if (left <= 0ms)
        askAbout(row, watch, left, found.asked);
    if (!watch.isWorthWarning || tier <= watch.told)
        return;
    watch.told = tier;
    if (tier != ExpiryTier::Over) {
        found.fresh.append(end);
        found.freshest = std::max(found.freshest, tier);
    }
}

void ExpiryRadar::askAbout(const SandboxRow &row, Watch &watch, std::chrono::milliseconds left,
                           QStringList &asked)
{
    const MonoTime now = m_clock.monoNow();
    const MonoTime ended = now + left;
    if (row.readAt >= ended)
        return; // read since, and still there
    if (watch.askDelay == 0ms) {
        watch.askDelay = kGrace;
        watch.askAgainAt = std::max(ended + kGrace, now);
    }
    if (watch.askAgainAt <= now) {
        // A read may fail, or have to wait for the budget.
        watch.askDelay = std::min(2 * watch.askDelay, kLongestAskDelay);
        watch.askAgainAt = now + watch.askDelay;
        asked += row.sandbox->id;
    }
    if (std::exchange(watch.queuedFor, watch.askAgainAt) != watch.askAgainAt)
        m_asks.emplace(watch.askAgainAt, row.sandbox->id);
}

void ExpiryRadar::sleep(UtcTime now)
{
    if (m_watches.empty() && m_nextFarOne == UtcTime::max())
        return;
    std::chrono::milliseconds wait = kLongestSleep;
    for (const ExpiryTierRule &rule : kExpiryTiers) {
        const auto next = m_watches.lower_bound({now + rule.below, {}});
        if (next != m_watches.end())
            wait = std::min(wait, *untilNextTier(next->first.first - now));
    }
    if (m_nextFarOne != UtcTime::max())
        wait = std::min(wait, *untilNextTier(m_nextFarOne - now));
    const MonoTime monoNow = m_clock.monoNow();
    if (!m_asks.empty())
        wait = std::min(wait, m_asks.begin()->first - monoNow);
    schedule(std::max(wait, m_restUntil - monoNow));
}

void ExpiryRadar::summarize(UtcTime now)
{
    ExpirySummary summary;
    UtcTime last{};
    const auto over = m_watches.lower_bound({now + boundOf(ExpiryTier::Over), {}});
    const auto far = m_watches.lower_bound({now + boundOf(ExpiryTier::Soon), {}});
    ExpiryTier named = ExpiryTier::None;
    for (auto at = over; at != far; ++at) {
        const auto &[end, id] = at->first;
        if (!at->second.isWorthWarning)
            continue;
        if (summary.isEmpty()) {
            summary.first = end;
            summary.tier = tierOf(end - now);
            named = std::min(summary.tier, ExpiryTier::VerySoon);
        }
        if (tierOf(end - now) >= named) {
            summary.ids += id;
            last = end;
        } else {
            ++summary.later;
        }
    }
    // When all of them are in the last minute, say so.
    if (!summary.isEmpty())
        summary.within = boundOf(tierOf(last - now));
    if (summary == m_summary)
        return;
    m_summary = summary;
    Q_EMIT summaryChanged();
}

} // namespace sandglass
