// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/agentapi.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace sandglass::test {

/// Agents whose every answer the test gives by hand, like FakeApi. Requests are numbered from 1.
class FakeAgent final : public AgentApi
{
public:
    struct Request
    {
        int number = 0;
        AgentAccess agent;
        QVector<EnvironmentVariable> variables; ///< empty: health
        bool isOpen = true;

        /// "HEALTH https://a", "PATCH https://a token A=1"
        [[nodiscard]] QString text() const;
    };

    FakeAgent();
    ~FakeAgent() override;

    [[nodiscard]] RequestHandle health(const AgentAccess &agent, ApiCallback<bool> callback) override;
    [[nodiscard]] RequestHandle setEnvironment(const AgentAccess &agent,
                                               const QVector<EnvironmentVariable> &variables,
                                               ApiCallback<ActionAnswer> callback) override;

    /// To the newest request, which must be of that kind and open.
    void answerHealth(bool works);
    void answerEnvironment();
    void fail(const ApiError &error);

    [[nodiscard]] QStringList texts() const;
    /// Called when a request is recorded.
    std::function<void(const Request &)> onRequest;

private:
    struct Entry;
    RequestHandle record(std::shared_ptr<Entry> entry);
    [[nodiscard]] std::shared_ptr<Entry> settle();

    std::vector<std::shared_ptr<Entry>> m_entries;
};

} // namespace sandglass::test
