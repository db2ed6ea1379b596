// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/event.h"

#include <QCoreApplication>

namespace sandglass {

namespace {

struct EventText
{
    Q_DECLARE_TR_FUNCTIONS(Event)
};

} // namespace

QString nameOfEventKind(EventKind kind)
{
    switch (kind) {
    case EventKind::Connection:
        return EventText::tr("Connection");
    case EventKind::Reading:
        return EventText::tr("Reading");
    case EventKind::Pace:
        return EventText::tr("Pace");
    case EventKind::Limit:
        return EventText::tr("Limit");
    case EventKind::Action:
        return EventText::tr("Action");
    case EventKind::Creation:
        return EventText::tr("Creation");
    case EventKind::Answer:
        return EventText::tr("Answer");
    case EventKind::Time:
        return EventText::tr("Time");
    }
    return {};
}

QString nameOfEventLevel(EventLevel level)
{
    switch (level) {
    case EventLevel::Note:
        return EventText::tr("Note");
    case EventLevel::Warning:
        return EventText::tr("Warning");
    case EventLevel::Problem:
        return EventText::tr("Problem");
    }
    return {};
}

} // namespace sandglass
