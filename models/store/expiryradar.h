// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/expirytier.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QVector>

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
/// Sleeps until the next end comes nearer. GUI thread; the references outlive it.
class ExpiryRadar final : public QObject
{
    Q_OBJECT

public:
    /// After an end the server gets this long to carry it out.
    static constexpr std::chrono::milliseconds kGrace{2'000};

    ExpiryRadar(Clock &clock, const ServerClock &serverClock, const SandboxStore &store,
                QObject *parent = nullptr);
    ~ExpiryRadar() override;

    [[nodiscard]] const ExpirySummary &summary() const { return m_summary; }
    [[nodiscard]] UtcTime serverNow() const;
    /// The server's clock was corrected: it may be later than it was thought to be.
    void lookAgain() { schedule(std::chrono::milliseconds{0}); }

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
    struct Watch
    {
        UtcTime end{};
        ExpiryTier shown = ExpiryTier::None;
        ExpiryTier told = ExpiryTier::None; ///< the most urgent one people were warned of for this end
        MonoTime askAgainAt{};
        std::chrono::milliseconds askDelay{0};
    };

    using NearEnd = std::pair<UtcTime, QString>;

    /// Looks at all rows if one of these may change what is told; most polls change none that may.
    /// These rows are other ones now; the first of them ends at @p soonestEnd.
    void consider(const QVector<int> &rows, UtcTime soonestEnd);
    void schedule(std::chrono::milliseconds delay);
    void look();
    /// Adds the row to @p asked when it is time; returns how long until it is again.
    std::chrono::milliseconds askAbout(const SandboxRow &row, Watch &watch, std::chrono::milliseconds left,
                                       QStringList &asked);
    void summarize(const QVector<NearEnd> &ending, UtcTime now);

    Clock &m_clock;
    const ServerClock &m_serverClock;
    const SandboxStore &m_store;
    QHash<QString, Watch> m_watches;
    UtcTime m_nextFarOne = UtcTime::max(); ///< of all ends too far away to watch, as last looked
    ExpirySummary m_summary;
    Timer m_timer;
    MonoTime m_lookAt{};
};

} // namespace sandglass
