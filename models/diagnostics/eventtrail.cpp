// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/eventtrail.h"

#include "api/redaction.h"
#include "domain/clock.h"

#include <algorithm>

namespace sandglass {

namespace {

constexpr qsizetype kLongestText = 500;

} // namespace

EventTrail::EventTrail(const Clock &clock, QObject *parent) : QObject(parent), m_clock(clock) {}

EventTrail::~EventTrail() = default;

void EventTrail::add(EventKind kind, EventLevel level, const QString &what, const QString &why,
                     const QString &sandboxId)
{
    Event event;
    event.kind = kind;
    event.level = level;
    event.what = safeLine(what, kLongestText);
    event.why = safeLine(why, kLongestText);
    event.sandboxId = sandboxId;
    event.at = m_clock.utcNow();
    event.last = event.at;

    const int first = std::max(0, size() - kMergedAmong);
    for (int row = size() - 1; row >= first; --row) {
        Event &before = m_events[row];
        if (before.kind != kind || before.level != level || before.what != event.what ||
            before.why != event.why || before.sandboxId != sandboxId)
            continue;
        ++before.times;
        before.last = event.at;
        Q_EMIT repeated(row);
        return;
    }
    makeRoom();
    Q_EMIT aboutToAppend();
    m_events.append(std::move(event));
    Q_EMIT appended();
}

void EventTrail::makeRoom()
{
    if (size() < kMost)
        return;
    Q_EMIT aboutToForget(kStep);
    m_events.remove(0, kStep);
    m_forgotten += kStep;
    Q_EMIT forgot(kStep);
}

} // namespace sandglass
