// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"

#include <QStringList>
#include <QVector>

#include <functional>
#include <memory>
#include <vector>

namespace sandglass::test {

/// A server whose every answer the test gives by hand, in any order, at any time. Nothing is ever answered
/// inside the call that asks. Requests are numbered from 1. Handles may outlive the api.
class FakeApi final : public SandboxApi
{
public:
    enum class Verb : quint8
    {
        List,
        Get, ///< also an inspection, which is the same request
        Act,
        Templates,
        Template,
        Create,
        Token,
        SetTimeout
    };
    enum class State : quint8
    {
        Open,
        Answered,
        Cancelled
    };

    struct Request
    {
        int number = 0;
        Verb verb = Verb::List;
        QString id; ///< Get, Act, Token, SetTimeout; the key of a template
        LifecycleAction action = LifecycleAction::Start; ///< Act
        ListQuery query;                                 ///< List; of Templates the cursor
        SandboxSpec spec;                                ///< Create
        std::chrono::seconds timeout{0};                 ///< SetTimeout
        State state = State::Open;

        /// "LIST", "LIST status=running cursor=c2", "GET a", "POST a/pause", "DELETE a", "TEMPLATES",
        /// "TEMPLATE 73", "CREATE 73", "TOKEN a", "PUT a/timeout 3600"
        [[nodiscard]] QString text() const;
    };

    FakeApi();
    ~FakeApi() override;

    [[nodiscard]] RequestHandle list(const ListQuery &query, ApiCallback<ListPage> callback) override;
    [[nodiscard]] RequestHandle get(const QString &id, ApiCallback<Sandbox> callback) override;
    [[nodiscard]] RequestHandle inspect(const QString &id, ApiCallback<Inspection> callback) override;
    [[nodiscard]] RequestHandle act(const QString &id, LifecycleAction action,
                                    ApiCallback<ActionAnswer> callback) override;
    [[nodiscard]] RequestHandle templates(const QString &cursor, ApiCallback<TemplatePage> callback) override;
    [[nodiscard]] RequestHandle templateDetails(const QString &key, ApiCallback<Template> callback) override;
    [[nodiscard]] RequestHandle create(const SandboxSpec &spec,
                                       ApiCallback<CreatedSandbox> callback) override;
    [[nodiscard]] RequestHandle refreshToken(const QString &id, ApiCallback<ApiKey> callback) override;
    [[nodiscard]] RequestHandle setTimeout(const QString &id, std::chrono::seconds timeout,
                                           ApiCallback<TimeoutAnswer> callback) override;

    /// @name Answers
    /// To the request of this number, which must not have been answered before. Returns false, and calls
    /// nobody, where the request was cancelled: an answer that came too late. May be called from within a
    /// callback.
    /// @{
    bool answer(int number, const ListPage &page);
    /// Also answers an inspection, with an empty JSON text.
    bool answer(int number, const Sandbox &sandbox);
    bool answer(int number, const Inspection &inspection);
    bool answer(int number, const ActionAnswer &answer);
    bool answer(int number, const TemplatePage &page);
    bool answer(int number, const Template &made);
    bool answer(int number, const CreatedSandbox &created);
    bool answer(int number, const ApiKey &token);
    bool answer(int number, const TimeoutAnswer &answer);
    bool fail(int number, const ApiError &error);
    /// @}

    [[nodiscard]] int count() const;
    [[nodiscard]] int count(Verb verb) const;
    [[nodiscard]] const Request &request(int number) const;
    /// The newest request; there must be one.
    [[nodiscard]] const Request &last() const { return request(count()); }
    [[nodiscard]] QVector<int> open() const;
    /// The newest open request that reads so, or 0.
    [[nodiscard]] int find(const QString &text) const;
    /// All requests so far as text, first come first.
    [[nodiscard]] QStringList texts() const;

    /// Called inside the asking call, when the request is recorded; for logs and for scripted servers, which
    /// answer later.
    std::function<void(const Request &)> onRequest;
    /// Called when an open request is cancelled.
    std::function<void(const Request &)> onCancel;

private:
    struct Entry;

    template<typename T>
    bool answerWith(int number, ApiCallback<T> Entry::*callback, const T &value);
    RequestHandle record(Request request, std::unique_ptr<Entry> entry);
    /// The entry to answer, marked as answered; null if it was cancelled.
    Entry *settle(int number);

    std::shared_ptr<std::vector<std::unique_ptr<Entry>>> m_entries;
};

/// A sandbox with an id and a status, and nothing else known.
Sandbox sandbox(const QString &id, SandboxStatus status = SandboxStatus::Running);
/// A page with these sandboxes and, if @p nextCursor is not empty, more to come.
ListPage page(const QVector<Sandbox> &sandboxes, const QString &nextCursor = {});
/// A template that can be used, called "Template <id>" and in requests "template-<id>".
Template usableTemplate(const QString &id);
/// An error as the client makes it for this kind: status, code and maybeExecuted as far as they follow.
ApiError apiError(ApiErrorKind kind);

} // namespace sandglass::test
