// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/event.h"

#include <QCoreApplication>

namespace sandglass {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Event)
};

} // namespace

QString nameOfEventKind(EventKind kind)
{
    switch (kind) {
    case EventKind::Connection:
        return Text::tr("Connection");
    case EventKind::Reading:
        return Text::tr("Reading");
    case EventKind::Pace:
        return Text::tr("Pace");
    case EventKind::Limit:
        return Text::tr("Limit");
    case EventKind::Action:
        return Text::tr("Action");
    case EventKind::Creation:
        return Text::tr("Creation");
    case EventKind::Answer:
        return Text::tr("Answer");
    case EventKind::Time:
        return Text::tr("Time");
    }
    return {};
}

QString nameOfEventLevel(EventLevel level)
{
    switch (level) {
    case EventLevel::Note:
        return Text::tr("Note");
    case EventLevel::Warning:
        return Text::tr("Warning");
    case EventLevel::Problem:
        return Text::tr("Problem");
    }
    return {};
}

} // namespace sandglass
