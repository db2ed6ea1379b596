// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "domain/sandbox.h"
#include "domain/sandboxspec.h"

#include <QVector>

#include <optional>

namespace sandglass {

using WishId = quint64;

/// One sandbox somebody wants, and how far that has come.
struct CreationWish
{
    enum class Phase : quint8
    {
        Queued,            ///< waits for another one or for the request budget
        Sending,           ///< the request is on its way; nothing can be taken back
        Looking,           ///< the answer was no answer; the list is being read
        Asking,            ///< `candidates` appeared meanwhile: is it one of them?
        Failed,            ///< see `error` and `found`
        Created,           ///< exists; not running yet or its environment not set yet
        EnvironmentFailed, ///< exists and runs, but without its variables; see `error`
    };
    /// What reading the list found after an error that may hide a success.
    enum class Found : quint8
    {
        NotLooked, ///< there was no need
        Unread,    ///< the list could not be read: nobody knows
        Nothing,
        NotOurs, ///< something, but a person said that it is not it
        Unshown, ///< the server named it, and then neither listed it nor knew it by its id
    };

    WishId id = 0;
    SandboxSpec spec;
    Phase phase = Phase::Queued;
    UtcTime sentAt{};  ///< by the server's clock, as far as it is known
    QString sandboxId; ///< the row that stands for it: provisional at first, empty after a failure
    std::optional<ApiError> error;
    Found found = Found::NotLooked;
    bool listWasIncomplete = false;
    QString unshownId; ///< with Found::Unshown
    QVector<Sandbox> candidates;

    /// Whether sending it again can be offered: never before the list has been read.
    [[nodiscard]] bool mayRetry() const { return phase == Phase::Failed && found != Found::Unread; }
};

} // namespace sandglass
