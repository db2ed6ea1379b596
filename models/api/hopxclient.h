// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"

#include <chrono>
#include <memory>

namespace sandglass {

class ListDecoder;

class HttpSender;

/// The HopX API over a Transport, which must outlive it. Lives on the transport's thread.
class HopxClient final : public SandboxApi
{
public:
    /// A read that takes longer is of no use to a dashboard.
    static constexpr std::chrono::milliseconds kReadDeadline{20'000};
    /// As long as the official clients wait (contract 2.5): stopping early would only leave us unsure.
    static constexpr std::chrono::milliseconds kActionDeadline{60'000};
    /// A create takes 2 to 3 s; some hang for minutes (contract 4.3). Then the list knows more than waiting
    /// does.
    static constexpr std::chrono::milliseconds kCreateDeadline{120'000};

    explicit HopxClient(HttpSender &transport);
    ~HopxClient() override;

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

private:
    HttpSender &m_transport;
    /// Shared with requests under way, which may end after this.
    const std::shared_ptr<ListDecoder> m_lists;
};

} // namespace sandglass
