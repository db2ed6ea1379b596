// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/extension.h"

#include <algorithm>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

constexpr auto kSlack = 5s;
// Far beyond any limit of a server, and far from where sums would overflow.
constexpr auto kFarthest = std::chrono::hours{24} * 366 * 100;

ExtensionPlan problem(ExtensionProblem why)
{
    return {0s, {}, why};
}

ExtensionPlan planFor(UtcTime end, UtcTime now)
{
    if (end <= now)
        return problem(ExtensionProblem::TimePassed);
    if (end - now > kFarthest)
        return problem(ExtensionProblem::TooFar);
    // Rounded up: not a moment less than was promised.
    return {std::chrono::ceil<std::chrono::seconds>(end - now), end, ExtensionProblem::None};
}

ExtensionProblem objectionTo(UtcTime end, const Expiry &current)
{
    switch (current.kind) {
    case Expiry::Kind::At:
        return isShorter(end, current) ? ExtensionProblem::WouldShorten : ExtensionProblem::None;
    case Expiry::Kind::Never:
        return ExtensionProblem::WouldEnd;
    case Expiry::Kind::NotReported:
    case Expiry::Kind::Unreadable:
        break;
    }
    return ExtensionProblem::EndNotKnown;
}

} // namespace

bool isShorter(UtcTime end, const Expiry &current)
{
    return current.kind == Expiry::Kind::At && end < current.at - kSlack;
}

ExtensionPlan planOf(const Extension &wish, const Expiry &current, UtcTime now)
{
    if (wish.kind == Extension::Kind::Until) {
        const ExtensionProblem objection = objectionTo(wish.until, current);
        if (wish.until > now && objection != ExtensionProblem::None && !wish.mayShorten)
            return problem(objection);
        return planFor(wish.until, now);
    }
    switch (current.kind) {
    case Expiry::Kind::At:
        break;
    case Expiry::Kind::Never:
        return problem(ExtensionProblem::NoEnd);
    case Expiry::Kind::NotReported:
    case Expiry::Kind::Unreadable:
        return problem(ExtensionProblem::EndNotKnown);
    }
    if (wish.by <= 0s)
        return problem(ExtensionProblem::WouldShorten);
    const UtcTime from = std::max(current.at, now);
    if (wish.by > kFarthest || from - now > kFarthest)
        return problem(ExtensionProblem::TooFar);
    return planFor(from + wish.by, now);
}

} // namespace sandglass
