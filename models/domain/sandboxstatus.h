// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <array>

namespace sandglass {

/// The lifecycle status of a sandbox as this client understands it. The server's set of words is open
/// (contract 5.1), so the raw word is always kept beside it.
enum class SandboxStatus : quint8
{
    Creating,
    Running,
    Paused,
    Stopped,
    Error,
    Gone,    ///< deleted, killed or expired, but still listed
    Unknown, ///< a word we do not know, or none
};

inline constexpr std::array kAllStatuses{
    SandboxStatus::Creating, SandboxStatus::Running, SandboxStatus::Paused, SandboxStatus::Stopped,
    SandboxStatus::Error,    SandboxStatus::Gone,    SandboxStatus::Unknown};

/// The status behind the server's word, compared without regard to case. Words never seen in the contract
/// give Unknown; they are never taken for a status that would enable an action.
SandboxStatus statusFromWord(QStringView word);

/// The word the API uses for @p status; empty for Unknown.
QString wordOfStatus(SandboxStatus status);
/// Whether @p word is that one, in whatever case.
bool isWordOfStatus(SandboxStatus status, QStringView word);

} // namespace sandglass
