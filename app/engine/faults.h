// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dice.h"
#include "engine/router.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace sandglass::engine {

/// What can go wrong between a client and the service. The first group answers instead of doing the work,
/// the second does the work and spoils the answer.
enum class FaultKind : quint8
{
    Internal500,
    BadGatewayHtml,
    Unavailable503,
    RateLimited429,
    Payment402,
    Forbidden403,

    Hang,      ///< never answers
    Slow,      ///< answers after 5 to 12 seconds
    Empty,     ///< 200 without a body
    NoContent, ///< 204
    Truncate,  ///< the body ends in the middle
    Late500,   ///< 500, as when the last step of the work failed
};

constexpr bool preventsWork(FaultKind kind)
{
    return kind < FaultKind::Hang;
}

/// One way of failing and how often.
struct FaultRule
{
    FaultKind kind = FaultKind::Internal500;
    double probability = 1.0;
    std::optional<int> times; ///< at most so often; empty: for ever
    QString route;            ///< see nameOfRoute(); empty: any route under /v1
};

/// Reads `KIND=PROBABILITY[xTIMES][@ROUTE],…`, for example `500=0.05,hang=1x2@pause`.
/// On a mistake the result is empty and @p mistake says which part is wrong and what is possible.
std::optional<QList<FaultRule>> parseFaults(const QString &text, QString *mistake);

/// The words of the faults, for --help.
QString faultWords();

/// Decides which request fails how. Has dice of its own: faults never change what the sandboxes do.
class FaultInjector
{
public:
    explicit FaultInjector(quint64 seed) : m_dice(seed ^ 0xFA17ULL) {}

    void add(const FaultRule &rule) { m_rules.append(rule); }

    /// The fault for the next request on @p route, if any: the first rule that strikes.
    std::optional<FaultKind> strike(Route route);
    std::chrono::milliseconds slowness();

private:
    Dice m_dice;
    QList<FaultRule> m_rules;
};

} // namespace sandglass::engine
