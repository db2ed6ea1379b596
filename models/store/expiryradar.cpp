// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/expiryradar.h"

#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <QVector>

#include <algorithm>
#include <optional>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

constexpr std::array kTiers{ExpiryTier::Far, ExpiryTier::Within15Min, ExpiryTier::Within5Min,
                            ExpiryTier::Within1Min};

std::size_t indexOf(ExpiryTier tier)
{
    return static_cast<std::size_t>(tier);
}

/// How long until this sandbox gives reason to look again.
std::optional<std::chrono::milliseconds> untilNews(std::chrono::milliseconds left)
{
    // Just past the border, for on it the tier is still the old one.
    for (const std::chrono::milliseconds border : {15min, 5min, 1min}) {
        if (left > border)
            return left - border + 1ms;
    }
    const auto untilAsked = left + ExpiryRadar::kGrace;
    return untilAsked > 0ms ? std::optional(untilAsked) : std::nullopt;
}

bool isBeingDeleted(const SandboxRow &row)
{
    return row.sandbox.status == SandboxStatus::Gone ||
           (row.pending && row.pending->action == LifecycleAction::Delete);
}

} // namespace

ExpiryRadar::ExpiryRadar(Clock &clock, const ServerClock &serverClock, const SandboxStore &store,
                         QObject *parent)
    : QObject(parent), m_clock(clock), m_serverClock(serverClock), m_store(store)
{
    connect(&store, &SandboxStore::rowsInserted, this, &ExpiryRadar::scheduleLook);
    connect(&store, &SandboxStore::rowsRemoved, this, &ExpiryRadar::scheduleLook);
    connect(&store, &SandboxStore::rowsChanged, this, &ExpiryRadar::scheduleLook);
    scheduleLook();
}

ExpiryRadar::~ExpiryRadar() = default;

const QStringList &ExpiryRadar::within(ExpiryTier tier) const
{
    return m_within.at(indexOf(tier));
}

void ExpiryRadar::scheduleLook()
{
    // One poll changes many runs of rows.
    if (std::exchange(m_scheduled, true))
        return;
    QMetaObject::invokeMethod(this, &ExpiryRadar::look, Qt::QueuedConnection);
}

void ExpiryRadar::look()
{
    m_scheduled = false;
    const UtcTime now = m_serverClock.now();
    std::optional<std::chrono::milliseconds> next;
    QVector<std::pair<UtcTime, QString>> near;
    QHash<QString, Known> known;
    std::array<QStringList, kTiers.size()> news;
    QStringList toAsk;
    for (int i = 0; i < m_store.size(); ++i) {
        const SandboxRow &row = m_store.at(i);
        if (row.sandbox.expiry.kind != Expiry::Kind::At || isBeingDeleted(row))
            continue;
        const UtcTime end = row.sandbox.expiry.at;
        const auto left = end - now;
        if (const auto wait = untilNews(left); wait && (!next || *wait < *next))
            next = wait;
        const ExpiryTier tier = tierOf(left);
        if (tier == ExpiryTier::Far)
            continue;
        near.append({end, row.sandbox.id});
        Known entry = m_known.value(row.sandbox.id);
        if (entry.end != end)
            entry = {end, std::min(entry.told, tier), false};
        if (tier > entry.told) {
            entry.told = tier;
            news.at(indexOf(tier)).append(row.sandbox.id);
        }
        if (left + kGrace <= 0ms && !std::exchange(entry.asked, true))
            toAsk.append(row.sandbox.id);
        known.insert(row.sandbox.id, entry);
    }
    m_known = std::move(known);

    std::sort(near.begin(), near.end());
    std::array<QStringList, kTiers.size()> within;
    for (const auto &[end, id] : std::as_const(near)) {
        for (std::size_t tier = indexOf(ExpiryTier::Within15Min); tier <= indexOf(tierOf(end - now)); ++tier)
            within.at(tier).append(id);
    }
    m_next = next ? m_clock.after(*next, [this] { look(); }) : Timer();
    if (m_within != within) {
        m_within = std::move(within);
        Q_EMIT changed();
    }
    for (const ExpiryTier tier : kTiers) {
        if (!news.at(indexOf(tier)).isEmpty())
            Q_EMIT approaching(tier, news.at(indexOf(tier)));
    }
    for (const QString &id : std::as_const(toAsk))
        Q_EMIT overdue(id);
}

} // namespace sandglass
