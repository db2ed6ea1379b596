// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "domain/extension.h"
#include "domain/lifecycleaction.h"
#include "domain/sandboxstatus.h"

#include <QMetaType>
#include <QString>
#include <QUrl>
#include <QVector>

#include <span>

namespace sandglass {

/// One action on one sandbox that failed.
struct ActionFailure
{
    LifecycleAction action = LifecycleAction::Start;
    std::optional<Extension> extension; ///< what was wished for, with Extend
    QString sandboxId;
    SandboxStatus statusNow = SandboxStatus::Unknown; ///< after the re-read that followed
    QString statusWord;
    bool gone = false;   ///< the re-read said there is no such sandbox
    bool unseen = false; ///< no read has answered since it was sent, so nobody knows its state now
    ApiError error;

    bool operator==(const ActionFailure &) const = default;
};

/// A failure in words a person can act on. Holds no secret; every text is plain, never markup.
struct ErrorReport
{
    struct Detail
    {
        QString label;
        QString value;
        bool operator==(const Detail &) const = default;
    };

    QString headline; ///< what failed, for which sandbox
    QString cause;    ///< why, in plain words
    QString nextStep; ///< what to do
    QStringList sandboxIds;
    QVector<Detail> details; ///< HTTP status, server code, request id, time, endpoint, the server's own text
    QString curl; ///< the request as a curl line, the key as $HOPX_API_KEY; empty when there is none
    bool retrySafe = false;
    std::optional<std::chrono::milliseconds> retryAfter;

    /// Everything above as text for a bug report.
    [[nodiscard]] QString asText() const;
    bool operator==(const ErrorReport &) const = default;
};

/// Their sandboxes, each once, in the order they failed first.
QStringList idsOf(std::span<const ActionFailure> failures);

/// Whether the same may be asked for again, as the sandbox stood after the failure.
bool mayRetry(const ActionFailure &failure);

/// An error no request came back with: the client itself saw what is wrong and says it in the message.
bool isOwnFinding(const ApiError &error);
/// Such an error, found out at @p at. @p text is a sentence or what can become one.
ApiError ownFinding(const QString &text, UtcTime at, ApiErrorKind kind = ApiErrorKind::Conflict);

/// Failures with the same key are one cause and share one dialog.
QString causeKey(const ActionFailure &failure);

/// The report on @p failures, which share a cause key and are not empty. @p server is the configured address.
ErrorReport reportOf(std::span<const ActionFailure> failures, const QUrl &server);
/// The headline of the report on @p failure alone.
QString headlineOf(const ActionFailure &failure);
/// The cause of that report alone, which takes no look at every detail.
QString causeOf(std::span<const ActionFailure> failures, const QUrl &server);

/// The report on a failed background read or connection check.
ErrorReport reportOf(const ApiError &error, const QUrl &server);

} // namespace sandglass
