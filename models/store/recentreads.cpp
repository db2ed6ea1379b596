// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recentreads.h"

#include <algorithm>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

// Two answers may round the same moment differently.
constexpr auto kSameMoment = 2'000ms;

// How often a list that goes on naming a sandbox that went is worth a read.
constexpr auto kAskAboutEnded = 30'000ms;

} // namespace

void RecentReads::noteRead(const Sandbox &read, MonoTime now)
{
    m_confirmed.insert(read.id, {read.status, read.expiry, now});
}

void RecentReads::noteTimeLimit(const QString &id, const Expiry &end, MonoTime now)
{
    Confirmed &confirmed = m_confirmed[id];
    confirmed.expiry = end;
    confirmed.at = now;
}

void RecentReads::noteNamed(const QString &id, MonoTime now)
{
    m_named.removeIf([now](auto it) { return now - it->at > kEndedAtLeast; });
    m_named.insert(id, {now});
}

void RecentReads::noteSeen(const QString &id)
{
    if (const auto named = m_named.find(id); named != m_named.end())
        named->seen = true;
}

void RecentReads::noteGone(const QString &id, MonoTime now)
{
    m_confirmed.remove(id);
    rememberEnd(id, {}, kTrust, now);
}

void RecentReads::noteDeletedHere(const QString &id, MonoTime now)
{
    m_confirmed.remove(id);
    noteSeen(id); // the server knew what to delete
    rememberEnd(id, {}, kAskAboutEnded, now);
}

void RecentReads::noteExpired(const QString &id, const Expiry &expiry, MonoTime now)
{
    rememberEnd(id, expiry, kTrust, now);
}

void RecentReads::forgetOld(MonoTime now)
{
    m_confirmed.removeIf([now](auto it) { return now - it.value().at > kTrust; });
}

bool RecentReads::contradict(const Sandbox &listed, MonoTime now) const
{
    const auto confirmed = m_confirmed.constFind(listed.id);
    if (confirmed == m_confirmed.constEnd() || now - confirmed->at > kTrust)
        return false;
    if (confirmed->status && *confirmed->status != listed.status)
        return true;
    return confirmed->expiry.kind == Expiry::Kind::At && listed.expiry.kind == Expiry::Kind::At &&
           std::chrono::abs(confirmed->expiry.at - listed.expiry.at) > kSameMoment;
}

bool RecentReads::wasNamedLately(const QString &id, MonoTime now) const
{
    const auto named = m_named.constFind(id);
    return named != m_named.constEnd() && now - named->at <= (named->seen ? kTrust : kPatience);
}

bool RecentReads::isUnseen(const QString &id) const
{
    const auto named = m_named.constFind(id);
    return named != m_named.constEnd() && !named->seen;
}

std::optional<MonoTime> RecentReads::wentAt(const QString &id) const
{
    const auto ended = m_ended.constFind(id);
    return ended == m_ended.constEnd() ? std::nullopt : std::optional(ended->since);
}

RecentReads::Verdict RecentReads::judge(const Sandbox &listed, MonoTime began, MonoTime now)
{
    const auto ended = m_ended.find(listed.id);
    if (ended == m_ended.end())
        return Verdict::Alive;
    if (ended->since >= began)
        return Verdict::Dead;
    const bool extended = ended->expiry.kind == Expiry::Kind::At && listed.expiry.kind == Expiry::Kind::At &&
                          listed.expiry.at > ended->expiry.at;
    if (extended)
        return Verdict::Alive;
    if (listed.status == SandboxStatus::Gone || now - ended->asked < kAskAboutEnded)
        return Verdict::Dead;
    ended->asked = now;
    return Verdict::DeadButAsk;
}

void RecentReads::rememberEnd(const QString &id, const Expiry &expiry, std::chrono::milliseconds untilAsked,
                              MonoTime now)
{
    if (m_ended.size() >= m_pruneAt) {
        m_ended.removeIf([now](auto it) { return now - std::max(it->since, it->asked) > kEndedAtLeast; });
        m_pruneAt = std::max(kPrunedFrom, 2 * m_ended.size());
    }
    m_ended.insert(id, {now, now + untilAsked - kAskAboutEnded, expiry});
}

} // namespace sandglass
