// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <array>

namespace sandglass {

/// What a person can do to the state of a sandbox.
enum class LifecycleAction : quint8
{
    Start,
    Stop,
    Pause,
    Resume,
    Delete,
    Extend, ///< sets when the server deletes the sandbox; its status stays
};

inline constexpr std::size_t kActionCount = static_cast<std::size_t>(LifecycleAction::Extend) + 1;

/// Those that lead to another status and need no further word. Extend needs how long, see domain/extension.h.
inline constexpr std::array kAllActions{LifecycleAction::Start, LifecycleAction::Stop, LifecycleAction::Pause,
                                        LifecycleAction::Resume, LifecycleAction::Delete};

/// Those that switch a sandbox on or off and leave it there.
inline constexpr std::array kPowerActions{LifecycleAction::Start, LifecycleAction::Stop,
                                          LifecycleAction::Pause, LifecycleAction::Resume};

/// Whether what runs, or the files too, are gone after @p action.
constexpr bool losesSomething(LifecycleAction action)
{
    return action == LifecycleAction::Stop || action == LifecycleAction::Delete;
}

/// The action's word in object names and, but for "delete" and "extend", in the API's path: "start", "stop",
/// "pause", "resume".
QString wordOfAction(LifecycleAction action);

} // namespace sandglass
