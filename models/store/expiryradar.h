// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/expirytier.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QVector>

#include <map>
#include <utility>

namespace sandglass {

class SandboxStore;
class ServerClock;
struct SandboxRow;

/// The tier of what a row shows; a tombstone and a sandbox that is not there yet have none.
ExpiryTier tierOf(const SandboxRow &row, UtcTime now);

/// What there is to be warned about as a whole: those within the narrowest bound worth naming, which is five
/// minutes as soon as one of them is in there. Empty while nothing ends soon.
struct ExpirySummary
{
    QStringList ids;                     ///< soonest first
    std::chrono::milliseconds within{0}; ///< they all end within this
    ExpiryTier tier = ExpiryTier::None;  ///< of the first
    UtcTime first{};                     ///< when the first one ends, by the server's clock
    int later = 0;                       ///< how many more are within the widest bound

    [[nodiscard]] bool isEmpty() const { return ids.isEmpty(); }
    bool operator==(const ExpirySummary &) const = default;
};

/// Watches the ends of all sandboxes by the server's clock: tells when one comes nearer than 15, 5 and 1
/// minutes, once for each and again after its end was moved, and asks for a read when an end has passed, as
/// somebody else may have moved it. What cannot be extended, or is being deleted by us, is not warned about.
/// Sleeps until the next end comes nearer, but for a second at least, and then looks at those that did; they
/// may be ten thousand. GUI thread; the references outlive it.
class ExpiryRadar final : public QObject
{
    Q_OBJECT

public:
    /// After an end the server gets this long to carry it out.
    static constexpr std::chrono::milliseconds kGrace{2'000};
    /// Ends that come nearer one after the other are looked at together, this often.
    static constexpr std::chrono::milliseconds kRest{1'000};

    ExpiryRadar(Clock &clock, const ServerClock &serverClock, const SandboxStore &store,
                QObject *parent = nullptr);
    ~ExpiryRadar() override;

    [[nodiscard]] const ExpirySummary &summary() const { return m_summary; }
    [[nodiscard]] UtcTime serverNow() const;
    /// The server's clock was corrected: it may be later than it was thought to be.
    void lookAgain();

Q_SIGNALS:
    void summaryChanged();
    /// These came nearer to their end than a bound they had not been told of for; @p tier is that of the
    /// soonest of them, soonest first.
    void warned(sandglass::ExpiryTier tier, const QStringList &ids);
    /// What these rows look like changed, for their tier did, by time alone or not.
    void tiersChanged(const QStringList &ids);
    /// The end of this sandbox has passed and no read made since tells what became of it.
    void rereadWanted(const QString &id);

private:
    using NearEnd = std::pair<UtcTime, QString>;

    struct Watch
    {
        UtcTime end{};
        ExpiryTier shown = ExpiryTier::None;
        ExpiryTier told = ExpiryTier::None; ///< the most urgent one people were warned of for this end
        bool isWorthWarning = false;
        quint32 round = 0; ///< of looking at all, in which it was seen last
        MonoTime askAgainAt{};
        MonoTime queuedFor{}; ///< its last place in m_asks
        std::chrono::milliseconds askDelay{0};
    };
    using Watches = std::map<NearEnd, Watch>;

    /// What a look found, to be told when it is over.
    struct Found
    {
        QStringList restyled;
        QStringList asked;
        QVector<NearEnd> fresh;
        ExpiryTier freshest = ExpiryTier::None;
    };

    /// These rows are other ones now; the first of them ends at @p soonestEnd. Most polls change none that
    /// may change what is told.
    void consider(const QVector<int> &rows, UtcTime soonestEnd);
    void lookSoon();
    void schedule(std::chrono::milliseconds delay);
    void look();
    void lookAtAll(UtcTime now, Found &found);
    void lookAtArrived(UtcTime now, Found &found);
    void lookAtCrossed(UtcTime now, Found &found);
    void lookAtUnanswered(UtcTime now, Found &found);
    void lookAt(const QString &id, UtcTime now, Found &found);
    void watch(const SandboxRow &row, UtcTime now, Found &found);
    [[nodiscard]] bool isFar(UtcTime end, UtcTime now) const;
    void forget(const QString &id);
    /// Adds the row to @p asked when it is time.
    void askAbout(const SandboxRow &row, Watch &watch, std::chrono::milliseconds left, QStringList &asked);
    void sleep(UtcTime now);
    void summarize(UtcTime now);

    Clock &m_clock;
    const ServerClock &m_serverClock;
    const SandboxStore &m_store;
    Watches m_watches; ///< soonest first
    QHash<QString, Watches::iterator> m_places;
    std::multimap<MonoTime, QString> m_asks;
    UtcTime m_nextFarOne = UtcTime::max(); ///< of all ends too far away to watch, as last looked
    UtcTime m_watchedUntil{};              ///< every row that ends by then is watched
    QStringList m_changed;                 ///< to be looked at next
    bool m_isAllToBeSeen = true;
    quint32 m_round = 0;
    UtcTime m_lookedAt{};
    std::chrono::milliseconds m_clockOffset{0}; ///< of the server's clock from the one that never jumps
    ExpirySummary m_summary;
    Timer m_timer;
    MonoTime m_lookAt{};
    bool m_isCalled = false; ///< the next look is not for time alone
    MonoTime m_restUntil{};
};

} // namespace sandglass
