// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandbox.h"
#include "domain/times.h"

#include <QHash>

#include <chrono>

namespace sandglass {

/// What answers about single sandboxes said lately, and which of them went. Lists of such services lag behind
/// that for a while (contract 14): a list that says otherwise is asked about, not believed. A value.
class RecentReads
{
public:
    static constexpr std::chrono::seconds kTrust{10};
    /// What we created and no answer has told of since may take this long to show, in lists and by its id.
    static constexpr std::chrono::seconds kPatience{30};
    /// Of what went so many ids are remembered, so that no list brings it back, before old ones are looked
    /// for and forgotten.
    static constexpr qsizetype kPrunedFrom = 2'000;
    static constexpr std::chrono::minutes kEndedAtLeast{10};

    /// @name What became known @p now
    /// @{
    void noteRead(const Sandbox &read, MonoTime now);
    /// Its time limit was set; no more is said of it.
    void noteTimeLimit(const QString &id, const Expiry &end, MonoTime now);
    /// The server gave this id to what we created.
    void noteNamed(const QString &id, MonoTime now);
    /// An answer told of it.
    void noteSeen(const QString &id);
    void noteGone(const QString &id, MonoTime now);
    void noteDeletedHere(const QString &id, MonoTime now);
    void noteExpired(const QString &id, const Expiry &expiry, MonoTime now);
    void noteBack(const QString &id) { m_ended.remove(id); }
    /// @}
    void forgetOld(MonoTime now);

    [[nodiscard]] bool contradict(const Sandbox &listed, MonoTime now) const;
    /// We created it a moment ago: lists may not know of it yet.
    [[nodiscard]] bool wasNamedLately(const QString &id, MonoTime now) const;
    /// The server named it in answer to a create and has shown it to nobody since.
    [[nodiscard]] bool isUnseen(const QString &id) const;
    /// Nothing if it did not go, or that is forgotten.
    [[nodiscard]] std::optional<MonoTime> wentAt(const QString &id) const;

    enum class Verdict : quint8
    {
        Alive,
        Dead,
        DeadButAsk, ///< a list goes on naming it, and the last read that was to decide is a while ago
    };
    /// On what a list that began then names and has no row.
    [[nodiscard]] Verdict judge(const Sandbox &listed, MonoTime began, MonoTime now);

private:
    struct Confirmed
    {
        std::optional<SandboxStatus> status;
        Expiry expiry;
        MonoTime at;
    };

    /// An end which lists are not believed to undo.
    struct Ended
    {
        MonoTime since;
        MonoTime asked; ///< when a list that named it was last a reason to read
        Expiry expiry;  ///< when that was the reason
    };

    struct Named
    {
        MonoTime at;
        bool seen = false;
    };

    void rememberEnd(const QString &id, const Expiry &expiry, std::chrono::milliseconds untilAsked,
                     MonoTime now);

    QHash<QString, Confirmed> m_confirmed;
    QHash<QString, Named> m_named;
    QHash<QString, Ended> m_ended;
    /// Looking for old ones takes a look at all. Ten thousand may end at once, and none of those is old.
    qsizetype m_pruneAt = kPrunedFrom;
};

} // namespace sandglass
