// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/event.h"

#include <QObject>
#include <QVector>

namespace sandglass {

class Clock;

/// What the client did lately and why, oldest first, in memory alone. Bounded: the oldest make room. What
/// goes on happening is one event with a count, so that a night without a network does not push out how it
/// began. GUI thread; @p clock outlives it.
class EventTrail final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMost = 1'000;
    /// So many of the oldest go at once.
    static constexpr int kStep = 100;
    /// Among so many of the newest the same is looked for.
    static constexpr int kMergedAmong = 8;

    explicit EventTrail(const Clock &clock, QObject *parent = nullptr);
    ~EventTrail() override;

    [[nodiscard]] int size() const { return static_cast<int>(m_events.size()); }
    [[nodiscard]] const Event &at(int row) const { return m_events.at(row); }
    /// How many were pushed out.
    [[nodiscard]] int forgotten() const { return m_forgotten; }

    /// Masks what looks like a secret; cuts what is too long to be read.
    void add(EventKind kind, EventLevel level, const QString &what, const QString &why = {},
             const QString &sandboxId = {});

Q_SIGNALS:
    void aboutToAppend();
    void appended();
    /// @p count from the beginning.
    void aboutToForget(int count);
    void forgot(int count);
    /// It happened once more.
    void repeated(int row);

private:
    void makeRoom();

    const Clock &m_clock;
    QVector<Event> m_events;
    int m_forgotten = 0;
};

} // namespace sandglass
