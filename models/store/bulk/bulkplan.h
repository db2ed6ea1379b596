// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"
#include "store/actionrules.h"
#include "store/ratebudget.h"

#include <QStringList>
#include <QVector>

#include <functional>
#include <optional>

namespace sandglass {

class LifecycleController;
class SandboxStore;

/// What an action would do to one of the sandboxes it is asked for.
struct PlannedSandbox
{
    QString id;
    QString templateName;
    QString status; ///< in words
    bool willDo = false;
    QString reason;          ///< why it is left out; empty where it is not
    bool hidden = false;     ///< by the filter
    bool old = false;        ///< its state was read longer ago than it should have been
    bool production = false; ///< `live_mode` is true (contract 3)

    bool operator==(const PlannedSandbox &) const = default;
};

/// What an action on many sandboxes would do, before anything is sent. A value; what is sent is decided once
/// more, sandbox by sandbox, when its turn comes.
struct BulkPlan
{
    struct Counts
    {
        int total = 0;
        int willDo = 0;
        int skipped = 0;
        // Of those it will be done to.
        int hidden = 0;
        int production = 0;
        int old = 0;

        bool operator==(const Counts &) const = default;
    };

    LifecycleAction action = LifecycleAction::Start;
    std::optional<Extension> wish;     ///< with Extend
    QVector<PlannedSandbox> sandboxes; ///< in the order asked for
    /// Until the last request has left, as far as can be known now.
    std::chrono::milliseconds untilSent{0};
    /// A part of that is waiting for the rate limit.
    bool waitsForRateLimit = false;
    /// Requests of a minute that are reckoned to be free for it,
    int freePerMinute = 0;
    /// and to go to other programs with the same key.
    int takenByOthers = 0;

    [[nodiscard]] Counts counts() const;
    /// Ids it will be done to.
    [[nodiscard]] QStringList eligible() const;
    bool operator==(const BulkPlan &) const = default;
};

/// Whether so many, or such a mix, are worth a look before: three or more, or some it cannot be done to.
[[nodiscard]] bool needsPlan(const SelectionVerdict &verdict);

/// How a sandbox is shown in the list.
struct ShownAs
{
    bool hidden = false; ///< not at all, for the filter hides it
    bool old = false;
};

/// @p look tells how a row of the store is shown; @p wish is what is asked for with Extend.
[[nodiscard]] BulkPlan planFor(LifecycleAction action, const QStringList &ids,
                               const LifecycleController &controller, const SandboxStore &store,
                               const RateForecast &forecast, const std::function<ShownAs(int row)> &look,
                               const std::optional<Extension> &wish = {});

/// How long until the last of @p requests has left, when an answer takes @p answerTime and @p places are on
/// their way at a time.
[[nodiscard]] std::chrono::milliseconds timeToSend(int requests, const RateForecast &forecast,
                                                   std::chrono::milliseconds answerTime, int places);

} // namespace sandglass
