// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"
#include "domain/sandboxstatus.h"

#include <algorithm>
#include <array>
#include <optional>

namespace sandglass {

/// What an action costs the person who asks for it.
enum class Consequence : quint8
{
    None,
    KeepsEverything, ///< memory, processes and files survive
    KeepsFilesOnly,  ///< memory and processes are lost
    LosesEverything, ///< the sandbox itself and its files are lost for good
};

/// Why an action is not possible in a status. The text for people is made in store/actionrules.
enum class Refusal : quint8
{
    None,
    AlreadySo,      ///< the sandbox already has the status the action leads to
    StillCreating,  ///< wait until it runs
    NeedsRunning,   ///< the action is for running sandboxes
    NeedsPaused,    ///< the action is for paused sandboxes
    NeedsStopped,   ///< the action is for stopped sandboxes
    Failed,         ///< the sandbox is in error, nothing but a new one helps
    CannotLiveOn,   ///< the sandbox is in error, and more time would not help it
    IsGone,         ///< deleted or expired
    StatusNotKnown, ///< the server uses a word this client does not know
};

/// One cell of the lifecycle state machine.
struct Transition
{
    SandboxStatus from;
    LifecycleAction action;
    std::optional<SandboxStatus> to; ///< the status to expect; empty: the action is refused
    Consequence consequence = Consequence::None;
    bool safeToRepeat = false; ///< asking twice changes no more than asking once
    Refusal refusal = Refusal::None;
    std::optional<LifecycleAction> instead; ///< the action that would help here

    [[nodiscard]] constexpr bool isAllowed() const { return to.has_value(); }
};

namespace detail {

constexpr Transition allow(SandboxStatus from, LifecycleAction action, SandboxStatus to,
                           Consequence consequence)
{
    return {from, action, to, consequence, true, Refusal::None, std::nullopt};
}

constexpr Transition refuse(SandboxStatus from, LifecycleAction action, Refusal refusal,
                            std::optional<LifecycleAction> instead = std::nullopt)
{
    return {from, action, std::nullopt, Consequence::None, false, refusal, instead};
}

} // namespace detail

/// The lifecycle of a sandbox (contract 5.2): every status with every action. Enabling, tooltips,
/// "why can't I?", counts of a mixed selection and the engine read this table and no other, but for Extend,
/// which has the one below.
inline constexpr std::array kTransitions = [] {
    using enum SandboxStatus;
    using enum LifecycleAction;
    using detail::allow;
    using detail::refuse;
    return std::array{
        refuse(Creating, Start, Refusal::StillCreating),
        refuse(Creating, Stop, Refusal::StillCreating),
        refuse(Creating, Pause, Refusal::StillCreating),
        refuse(Creating, Resume, Refusal::StillCreating),
        allow(Creating, Delete, Gone, Consequence::LosesEverything),

        refuse(Running, Start, Refusal::AlreadySo),
        allow(Running, Stop, Stopped, Consequence::KeepsFilesOnly),
        allow(Running, Pause, Paused, Consequence::KeepsEverything),
        refuse(Running, Resume, Refusal::AlreadySo),
        allow(Running, Delete, Gone, Consequence::LosesEverything),

        // Start never resumes: what comes back from a pause is a different thing from a fresh start.
        refuse(Paused, Start, Refusal::NeedsStopped, Resume),
        allow(Paused, Stop, Stopped, Consequence::KeepsFilesOnly),
        refuse(Paused, Pause, Refusal::AlreadySo),
        allow(Paused, Resume, Running, Consequence::KeepsEverything),
        allow(Paused, Delete, Gone, Consequence::LosesEverything),

        allow(Stopped, Start, Running, Consequence::KeepsFilesOnly),
        refuse(Stopped, Stop, Refusal::AlreadySo),
        refuse(Stopped, Pause, Refusal::NeedsRunning, Start),
        refuse(Stopped, Resume, Refusal::NeedsPaused, Start),
        allow(Stopped, Delete, Gone, Consequence::LosesEverything),

        refuse(Error, Start, Refusal::Failed),
        refuse(Error, Stop, Refusal::Failed),
        refuse(Error, Pause, Refusal::Failed),
        refuse(Error, Resume, Refusal::Failed),
        allow(Error, Delete, Gone, Consequence::LosesEverything),

        refuse(Gone, Start, Refusal::IsGone),
        refuse(Gone, Stop, Refusal::IsGone),
        refuse(Gone, Pause, Refusal::IsGone),
        refuse(Gone, Resume, Refusal::IsGone),
        refuse(Gone, Delete, Refusal::IsGone),

        refuse(Unknown, Start, Refusal::StatusNotKnown),
        refuse(Unknown, Stop, Refusal::StatusNotKnown),
        refuse(Unknown, Pause, Refusal::StatusNotKnown),
        refuse(Unknown, Resume, Refusal::StatusNotKnown),
        allow(Unknown, Delete, Gone, Consequence::LosesEverything),
    };
}();

namespace detail {

constexpr Transition extendable(SandboxStatus status)
{
    return {status, LifecycleAction::Extend, status,      Consequence::KeepsEverything,
            true,   Refusal::None,           std::nullopt};
}

constexpr Transition notExtendable(SandboxStatus status, Refusal refusal)
{
    return {status, LifecycleAction::Extend, std::nullopt, Consequence::None, false, refusal, std::nullopt};
}

} // namespace detail

/// When Extend is possible (contract 5.2, column "timeout"). It leads to no other status, so it stands apart.
/// Nobody says whether a paused or stopped sandbox takes it; as its files may be at stake, the server is
/// asked.
inline constexpr std::array kExtensions = [] {
    using enum SandboxStatus;
    using detail::extendable;
    using detail::notExtendable;
    return std::array{
        notExtendable(Creating, Refusal::StillCreating),
        extendable(Running),
        extendable(Paused),
        extendable(Stopped),
        notExtendable(Error, Refusal::CannotLiveOn),
        notExtendable(Gone, Refusal::IsGone),
        notExtendable(Unknown, Refusal::StatusNotKnown),
    };
}();

constexpr const Transition &transition(SandboxStatus from, LifecycleAction action)
{
    if (action == LifecycleAction::Extend)
        return kExtensions[static_cast<std::size_t>(from)];
    return kTransitions[static_cast<std::size_t>(from) * kAllActions.size() +
                        static_cast<std::size_t>(action)];
}

namespace detail {

constexpr bool tableIsComplete()
{
    for (const SandboxStatus status : kAllStatuses) {
        for (const LifecycleAction action : kAllActions) {
            const Transition &cell = transition(status, action);
            if (cell.from != status || cell.action != action)
                return false;
            if (cell.isAllowed() == (cell.refusal != Refusal::None))
                return false;
            // A way out that is itself refused would send people in circles.
            if (cell.instead && !transition(status, *cell.instead).isAllowed())
                return false;
            if (cell.to && *cell.to == status)
                return false;
        }
    }
    for (const SandboxStatus status : kAllStatuses) {
        const Transition &cell = transition(status, LifecycleAction::Extend);
        if (cell.from != status || cell.isAllowed() == (cell.refusal != Refusal::None))
            return false;
        if (cell.to && *cell.to != status)
            return false;
    }
    return kTransitions.size() == kAllStatuses.size() * kAllActions.size() &&
           kExtensions.size() == kAllStatuses.size();
}

} // namespace detail

static_assert(detail::tableIsComplete());

} // namespace sandglass
