// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dice.h"
#include "engine/pendingcalls.h"
#include "engine/runtime.h"
#include "engine/templatecatalogue.h"

#include <QHash>

#include <map>
#include <set>

namespace sandglass::engine {

/// A runtime that runs nothing: it keeps the books as the service would. Deterministic: the same seed, the
/// same clock and the same sequence of calls give the same history.
class SimulatedRuntime final : public Runtime
{
    Q_OBJECT
public:
    struct Settings
    {
        int sandboxes = 24;
        quint64 seed = 1;
        double latency = 1.0; ///< scales every transition; 0: done before the call returns
        bool life = true;     ///< others create, use and delete sandboxes meanwhile
    };

    /// @p clock must outlive this object.
    SimulatedRuntime(const Settings &settings, Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] Page page(const PageWish &wish) const override;
    [[nodiscard]] std::optional<Instance> find(const QString &id) const override;
    void create(const CreateWish &wish, const Done &done) override;
    void remove(const QString &id, const Done &done) override;
    void act(const QString &id, LifecycleAction action, const Done &done) override;
    void setTimeout(const QString &id, qint64 seconds, const Done &done) override;

    [[nodiscard]] qsizetype count() const { return m_positions.size(); }

private:
    struct Entry
    {
        Instance instance;
        std::optional<LifecycleAction> running; ///< the transition that is not done yet
        Temper temper = Temper::Reliable;
        bool isLeaving = false;
    };
    using Entries = std::map<quint64, Entry>;
    using Deadlines = std::set<std::pair<UtcTime, quint64>>;

    quint64 add(Instance instance, Temper temper);
    void drop(quint64 position);
    Entry *entryOf(const QString &id);
    Outcome begin(quint64 position, LifecycleAction action);
    void setDeadline(quint64 position, std::optional<UtcTime> at);
    void armExpiry();
    void expireDue();
    void scheduleLife();
    void live();
    void createForOthers();
    std::chrono::milliseconds scaled(qint64 lowMs, qint64 highMs);
    void later(std::chrono::milliseconds delay, std::function<void()> work);

    Clock &m_clock;
    Dice m_dice;
    const double m_latency;
    quint64 m_nextPosition = 1;
    Entries m_entries; ///< by position, which grows with the time of creation
    QHash<QString, quint64> m_positions;
    Deadlines m_deadlines;
    std::optional<UtcTime> m_armedFor;
    std::vector<quint64> m_ofOthers;
    PendingCalls m_later;
};

} // namespace sandglass::engine
