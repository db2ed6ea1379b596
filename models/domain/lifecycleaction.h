// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <array>
#include <optional>

namespace sandglass {

/// What a person can do to the state of a sandbox.
enum class LifecycleAction : quint8
{
    Start,
    Stop,
    Pause,
    Resume
};

inline constexpr std::array kAllActions{LifecycleAction::Start, LifecycleAction::Stop, LifecycleAction::Pause,
                                        LifecycleAction::Resume};

/// The action's word in the API's path and in object names: "start", "stop", "pause", "resume".
QString wordOfAction(LifecycleAction action);

std::optional<LifecycleAction> actionFromWord(QStringView word);

} // namespace sandglass
