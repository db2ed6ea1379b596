// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QMetaType>
#include <QString>

#include <array>

namespace sandglass {

/// What an event is about.
enum class EventKind : quint8
{
    Connection, ///< a connection was opened, closed or led another way
    Reading,    ///< the list could or could not be read
    Pace,       ///< how often it is read
    Limit,      ///< the requests the key may spend
    Action,     ///< what was asked of sandboxes that exist
    Creation,
    Answer, ///< an answer that was not taken at its word
    Time,   ///< clocks that differ, and a computer that slept
};

inline constexpr std::array kAllEventKinds{EventKind::Connection, EventKind::Reading, EventKind::Pace,
                                           EventKind::Limit,      EventKind::Action,  EventKind::Creation,
                                           EventKind::Answer,     EventKind::Time};

enum class EventLevel : quint8
{
    Note,
    Warning, ///< something is not as usual, and Sandglass deals with it
    Problem, ///< something failed
};

/// One thing the client did or met, and why. Texts are plain and hold no secret.
struct Event
{
    EventKind kind = EventKind::Connection;
    EventLevel level = EventLevel::Note;
    QString what;
    QString why;       ///< may be empty
    QString sandboxId; ///< what it is about; empty where that is none, or several
    UtcTime at{};
    UtcTime last{}; ///< when it happened the last time
    int times = 1;

    bool operator==(const Event &) const = default;
};

/// One word for people.
QString nameOfEventKind(EventKind kind);
QString nameOfEventLevel(EventLevel level);

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::Event)
