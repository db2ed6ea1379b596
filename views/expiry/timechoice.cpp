// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "expiry/timechoice.h"

#include <algorithm>

namespace sandglass {

TimeChoice choiceOf(std::span<const SandboxRow *const> rows, UtcTime until, UtcTime now)
{
    TimeChoice choice;
    for (const SandboxRow *row : rows) {
        const QString &id = row->sandbox->id;
        const ExtensionProblem problem = planOf(Extension::at(until), row->sandbox->expiry, now).problem;
        switch (problem) {
        case ExtensionProblem::None:
        case ExtensionProblem::NoEnd:
            choice.later += id;
            break;
        case ExtensionProblem::WouldShorten:
            choice.shorter += id;
            break;
        case ExtensionProblem::WouldEnd:
            choice.endless += id;
            break;
        case ExtensionProblem::EndNotKnown:
            choice.unknown += id;
            break;
        case ExtensionProblem::TimePassed:
        case ExtensionProblem::TooFar:
            choice.problem = problem;
            break;
        }
    }
    return choice;
}

std::optional<EndRange> endsOf(std::span<const SandboxRow *const> rows)
{
    std::optional<EndRange> range;
    for (const SandboxRow *row : rows) {
        if (row->sandbox->expiry.kind != Expiry::Kind::At)
            continue;
        const UtcTime at = row->sandbox->expiry.at;
        range = range ? EndRange{std::min(range->first, at), std::max(range->last, at)} : EndRange{at, at};
    }
    return range;
}

} // namespace sandglass
