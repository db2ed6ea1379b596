// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "api/httpmessage.h"
#include "api/requesthandle.h"

#include <functional>

namespace sandglass {

/// What sends requests to one server and answers each at most once, later, with a whole 2xx answer or an
/// ApiError. Transport is the one that does; tests of whole clients in simulated time have another.
class HttpSender
{
public:
    using Callback = std::function<void(ApiResult<HttpAnswer>)>;

    HttpSender() = default;
    HttpSender(const HttpSender &) = delete;
    HttpSender &operator=(const HttpSender &) = delete;
    virtual ~HttpSender() = default;

    /// Requests still under way when the sender dies are never answered.
    [[nodiscard]] virtual RequestHandle send(HttpRequest request, Callback callback) = 0;
};

} // namespace sandglass
