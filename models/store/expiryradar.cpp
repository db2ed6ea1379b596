// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/expiryradar.h"

#include "domain/transitiontable.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <QSet>

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
        if (m_watches.remove(id))
            schedule(0ms);
    });
    schedule(0ms);
}

ExpiryRadar::~ExpiryRadar() = default;

UtcTime ExpiryRadar::serverNow() const
{
    return m_serverClock.now();
}

void ExpiryRadar::consider(const QVector<int> &rows, UtcTime soonestEnd)
{
    // To look at all ends costs less than to look up so many ids.
    constexpr int kMostLookUps = 64;
    const UtcTime from = std::max(m_serverClock.now() + kHorizon, m_nextFarOne);
    const auto isWatched = [this](int row) { return m_watches.contains(m_store.at(row).sandbox->id); };
    const bool mayMatter = soonestEnd < from ||
                           (!m_watches.isEmpty() &&
                            (rows.size() > kMostLookUps || std::any_of(rows.begin(), rows.end(), isWatched)));
    // Once for all that changes in one turn of the event loop.
    if (mayMatter)
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
    QStringList restyled;
    QStringList asked;
    QVector<NearEnd> ending;
    QVector<NearEnd> fresh;
    ExpiryTier freshest = ExpiryTier::None;
    std::optional<std::chrono::milliseconds> sleep;
    const auto wakeIn = [&sleep](std::chrono::milliseconds wait) {
        sleep = std::min(sleep.value_or(kLongestSleep), wait);
    };

    m_nextFarOne = UtcTime::max();
    QSet<QString> near;
    for (int i = 0; i < m_store.size(); ++i) {
        const UtcTime end = endOf(m_store.factsAt(i));
        if (end > now + kHorizon) {
            m_nextFarOne = std::min(m_nextFarOne, end);
            continue;
        }
        const SandboxRow &row = m_store.at(i);
        const Sandbox &sandbox = row.sandbox;
        const auto left = end - now;
        near.insert(sandbox.id);
        const ExpiryTier tier = tierOf(sandbox, now);
        Watch &watch = m_watches[sandbox.id];
        if (std::chrono::abs(watch.end - sandbox.expiry.at) > kSameEnd)
            watch = {sandbox.expiry.at, watch.shown, std::min(watch.told, tier), {}, 0ms};
        if (std::exchange(watch.shown, tier) != tier)
            restyled += sandbox.id;
        wakeIn(untilNextTier(left).value_or(kLongestSleep));
        if (left <= 0ms)
            wakeIn(askAbout(row, watch, left, asked));
        if (!isWorthWarning(row))
            continue;
        const bool isNear = tier != ExpiryTier::None && tier != ExpiryTier::Over;
        if (isNear)
            ending.append({sandbox.expiry.at, sandbox.id});
        if (tier > watch.told) {
            watch.told = tier;
            if (isNear) {
                fresh.append({sandbox.expiry.at, sandbox.id});
                freshest = std::max(freshest, tier);
            }
        }
    }
    if (m_nextFarOne != UtcTime::max())
        wakeIn(m_nextFarOne - now - boundOf(ExpiryTier::Soon));
    m_watches.removeIf([&](auto watch) {
        if (near.contains(watch.key()))
            return false;
        if (watch->shown != ExpiryTier::None)
            restyled += watch.key();
        return true;
    });
    if (sleep)
        schedule(*sleep);
    // Whoever hears of any of this may change the rows, so it is told when they have all been looked at.
    std::sort(ending.begin(), ending.end());
    summarize(ending, now);
    if (!restyled.isEmpty())
        Q_EMIT tiersChanged(restyled);
    for (const QString &id : std::as_const(asked))
        Q_EMIT rereadWanted(id);
    if (!fresh.isEmpty()) {
        std::sort(fresh.begin(), fresh.end());
        QStringList ids;
        for (const auto &[end, id] : std::as_const(fresh))
            ids += id;
        Q_EMIT warned(freshest, ids);
    }
}

std::chrono::milliseconds ExpiryRadar::askAbout(const SandboxRow &row, Watch &watch,
                                                std::chrono::milliseconds left, QStringList &asked)
{
    const MonoTime now = m_clock.monoNow();
    const MonoTime ended = now + left;
    if (row.readAt >= ended)
        return kLongestSleep; // read since, and still there
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
    return watch.askAgainAt - now;
}

void ExpiryRadar::summarize(const QVector<NearEnd> &ending, UtcTime now)
{
    ExpirySummary summary;
    if (!ending.isEmpty()) {
        summary.first = ending.constFirst().first;
        summary.tier = tierOf(summary.first - now);
        const ExpiryTier named = std::min(summary.tier, ExpiryTier::VerySoon);
        for (const auto &[end, id] : std::as_const(ending)) {
            if (tierOf(end - now) >= named)
                summary.ids += id;
            else
                ++summary.later;
        }
        // When all of them are in the last minute, say so.
        const auto last = ending.at(summary.ids.size() - 1).first - now;
        summary.within = boundOf(tierOf(last));
    }
    if (summary == m_summary)
        return;
    m_summary = summary;
    Q_EMIT summaryChanged();
}

} // namespace sandglass
