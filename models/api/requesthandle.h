// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <utility>

namespace sandglass {

/// Owns an operation under way. Destroying it cancels the operation: its callback is never called after that.
/// Cancelling says nothing about what the server did with a request already sent.
class RequestHandle
{
public:
    RequestHandle() = default;
    explicit RequestHandle(std::function<void()> cancel) : m_cancel(std::move(cancel)) {}
    RequestHandle(RequestHandle &&other) noexcept : m_cancel(std::exchange(other.m_cancel, nullptr)) {}
    RequestHandle &operator=(RequestHandle &&other) noexcept
    {
        if (this != &other) {
            cancel();
            m_cancel = std::exchange(other.m_cancel, nullptr);
        }
        return *this;
    }
    RequestHandle(const RequestHandle &) = delete;
    RequestHandle &operator=(const RequestHandle &) = delete;
    ~RequestHandle() { cancel(); }

    void cancel()
    {
        if (const auto call = std::exchange(m_cancel, nullptr))
            call();
    }

private:
    std::function<void()> m_cancel;
};

} // namespace sandglass
