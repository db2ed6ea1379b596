// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"
#include "support/fakeapi.h"

#include <QHash>

#include <deque>
#include <functional>
#include <memory>
#include <utility>

namespace sandglass::test {

/// A server that does what it is asked, at once, and remembers nothing but the sandboxes it has. Answers come
/// from answerAll(), never inside the call that asks.
class ObedientServer final : public SandboxApi
{
public:
    /// Gives every answer that is due, and those that the answers ask for. Returns how many.
    int answerAll()
    {
        int given = 0;
        for (; !m_due.empty(); ++given) {
            const auto answer = std::exchange(m_due.front(), nullptr);
            m_due.pop_front();
            answer();
        }
        return given;
    }
    [[nodiscard]] int acts() const { return m_acts; }
    /// As if somebody else did it.
    void change(const QString &id, SandboxStatus status) { m_sandboxes[id].status = status; }
    [[nodiscard]] QVector<Sandbox> sandboxes() const { return {m_sandboxes.begin(), m_sandboxes.end()}; }

    RequestHandle list(const ListQuery &, ApiCallback<ListPage> callback) override
    {
        return later<ListPage>(std::move(callback), [this] { return page(sandboxes()); });
    }
    RequestHandle get(const QString &id, ApiCallback<Sandbox> callback) override
    {
        return later<Sandbox>(std::move(callback), [this, id] { return found(id); });
    }
    RequestHandle inspect(const QString &id, ApiCallback<Inspection> callback) override
    {
        return later<Inspection>(std::move(callback), [this, id]() -> ApiResult<Inspection> {
            const ApiResult<Sandbox> one = found(id);
            if (!one)
                return tl::unexpected(one.error());
            Inspection seen;
            seen.sandbox = *one;
            return seen;
        });
    }
    RequestHandle act(const QString &id, LifecycleAction action, ApiCallback<ActionAnswer> callback) override
    {
        return later<ActionAnswer>(std::move(callback), [this, id, action]() -> ApiResult<ActionAnswer> {
            ++m_acts;
            if (!m_sandboxes.contains(id))
                return tl::unexpected(apiError(ApiErrorKind::NotFound));
            if (action == LifecycleAction::Delete)
                m_sandboxes.remove(id);
            else
                m_sandboxes[id].status =
                    action == LifecycleAction::Pause ? SandboxStatus::Paused : SandboxStatus::Running;
            return ActionAnswer{};
        });
    }
    RequestHandle templates(const QString &, ApiCallback<TemplatePage> callback) override
    {
        return later<TemplatePage>(std::move(callback), [] {
            TemplatePage one;
            one.templates = {usableTemplate(QStringLiteral("73"))};
            return one;
        });
    }
    RequestHandle templateDetails(const QString &key, ApiCallback<Template> callback) override
    {
        return later<Template>(std::move(callback), [key] { return usableTemplate(key); });
    }
    RequestHandle create(const SandboxSpec &, ApiCallback<CreatedSandbox> callback) override
    {
        return later<CreatedSandbox>(std::move(callback), [this] {
            const Sandbox made = sandbox(QStringLiteral("made%1").arg(++m_made));
            m_sandboxes.insert(made.id, made);
            return CreatedSandbox{made, {}};
        });
    }
    RequestHandle refreshToken(const QString &, ApiCallback<ApiKey> callback) override
    {
        return later<ApiKey>(std::move(callback), [] { return ApiKey("token"); });
    }
    RequestHandle setTimeout(const QString &, std::chrono::seconds,
                             ApiCallback<TimeoutAnswer> callback) override
    {
        return later<TimeoutAnswer>(std::move(callback), [] { return TimeoutAnswer{}; });
    }

private:
    template<typename T, typename Answer>
    RequestHandle later(ApiCallback<T> callback, Answer answer)
    {
        const auto wanted = std::make_shared<bool>(true);
        m_due.push_back([wanted, callback = std::move(callback), answer = std::move(answer)] {
            const ApiResult<T> result = answer();
            if (std::exchange(*wanted, false))
                callback(result);
        });
        return RequestHandle([wanted] { *wanted = false; });
    }
    ApiResult<Sandbox> found(const QString &id) const
    {
        const auto one = m_sandboxes.find(id);
        if (one == m_sandboxes.end())
            return tl::unexpected(apiError(ApiErrorKind::NotFound));
        return *one;
    }

    std::deque<std::function<void()>> m_due;
    QHash<QString, Sandbox> m_sandboxes;
    int m_made = 0;
    int m_acts = 0;
};

} // namespace sandglass::test
