// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "api/apikey.h"
#include "api/requesthandle.h"
#include "domain/inspection.h"
#include "domain/lifecycleaction.h"
#include "domain/sandboxref.h"
#include "domain/sandboxspec.h"
#include "domain/template.h"

#include <QVector>

#include <functional>

namespace sandglass {

/// The answer to a request, delivered once, from the event loop of the thread that asked, never inside the
/// call.
template<typename T>
using ApiCallback = std::function<void(ApiResult<T>)>;

/// One page of the list (contract 2.6, 4.2). Empty filters are not sent.
struct ListQuery
{
    int limit = 100;
    QString cursor;
    QString status;
    QString region;

    bool operator==(const ListQuery &) const = default;
};

struct ListPage
{
    QVector<SandboxRef> sandboxes;
    bool hasMore = false;
    QString nextCursor; ///< empty: none given
    int skipped = 0;    ///< rows that were null or had no id
};

/// What the server said to an action. Often only partly filled (contract 13, trap 34); 204 gives nothing at
/// all.
struct ActionAnswer
{
    std::optional<SandboxStatus> status;
};

/// One page of the templates (contract 9).
struct TemplatePage
{
    QVector<Template> templates;
    bool hasMore = false;
    QString nextCursor; ///< empty: none given
    int skipped = 0;    ///< rows that were null or had neither id nor name
};

/// The answer to a create.
struct CreatedSandbox
{
    Sandbox sandbox; ///< like a row of a list: fields may be left out
    ApiKey token;    ///< for the agent inside; may be missing. A secret, in memory only.
};

/// What the server made of a new time limit; both may be left out.
struct TimeoutAnswer
{
    std::optional<qint64> timeoutSeconds;
    Expiry expiry;
};

/// The part of the HopX API the dashboard uses. No call wakes a paused sandbox, none is repeated by itself.
class SandboxApi
{
public:
    SandboxApi() = default;
    SandboxApi(const SandboxApi &) = delete;
    SandboxApi &operator=(const SandboxApi &) = delete;
    virtual ~SandboxApi() = default;

    [[nodiscard]] virtual RequestHandle list(const ListQuery &query, ApiCallback<ListPage> callback) = 0;
    /// NotFound is the API's own word that there is no such sandbox; the same status from a proxy that has
    /// lost the API says nothing of sandboxes and comes as Unavailable. So it is with inspect().
    [[nodiscard]] virtual RequestHandle get(const QString &id, ApiCallback<Sandbox> callback) = 0;
    /// The same request, but everything the answer says is kept, for the one sandbox a person looks at.
    [[nodiscard]] virtual RequestHandle inspect(const QString &id, ApiCallback<Inspection> callback) = 0;
    /// NotFound as the answer to a Delete is what was wanted, if a read agrees (contract 4.5, 13.12).
    [[nodiscard]] virtual RequestHandle act(const QString &id, LifecycleAction action,
                                            ApiCallback<ActionAnswer> callback) = 0;

    /// The server knows no filters here (contract 9). An empty cursor is not sent.
    [[nodiscard]] virtual RequestHandle templates(const QString &cursor,
                                                  ApiCallback<TemplatePage> callback) = 0;
    /// One template by id or name, with its description.
    [[nodiscard]] virtual RequestHandle templateDetails(const QString &key,
                                                        ApiCallback<Template> callback) = 0;
    /// Costs money and is not idempotent: reaches the server at most once, and an error with `maybeExecuted`
    /// may mean that a sandbox exists all the same (contract 4.3).
    [[nodiscard]] virtual RequestHandle create(const SandboxSpec &spec,
                                               ApiCallback<CreatedSandbox> callback) = 0;
    /// A new token for the agent of a running sandbox; the old one may end with it (contract 4.8).
    [[nodiscard]] virtual RequestHandle refreshToken(const QString &id, ApiCallback<ApiKey> callback) = 0;
    /// Has the server delete the sandbox in @p timeout from now, whatever was set before (contract 4.7);
    /// @p timeout is positive, there is no way to take a time limit away. Harmless to repeat.
    [[nodiscard]] virtual RequestHandle setTimeout(const QString &id, std::chrono::seconds timeout,
                                                   ApiCallback<TimeoutAnswer> callback) = 0;
};

} // namespace sandglass
