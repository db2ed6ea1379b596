// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/hopxclient.h"
#include "api/transport.h"
#include "support/manualclock.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>

#include <optional>

namespace sandglass::test {

/// A key in the usual form; no part of it may ever be seen but in the header.
inline constexpr const char *kKey = "hopx_live_Ab3dEf6hIj9k.Zy8-wVu_5tSrQpOnMlKjIhGfEdCbA0987654321zyxw";
inline constexpr const char *kKeySecret = "Zy8-wVu_5tSrQpOnMlKjIhGfEdCbA0987654321zyxw";

/// Where an answer arrives.
template<typename T>
struct Outcome
{
    int calls = 0;
    std::optional<ApiResult<T>> result;

    [[nodiscard]] ApiCallback<T> callback()
    {
        return [this](ApiResult<T> answer) {
            ++calls;
            result = std::move(answer);
        };
    }
    [[nodiscard]] const ApiError &error() const { return result->error(); }
};

/// The real client against a scripted server, with time moved by hand.
struct ApiFixture
{
    explicit ApiFixture(const TransportOptions &options = {})
        : transport(clock, {server.url()}, ApiKey{kKey}, options)
    {}

    ManualClock clock;
    ScriptedServer server;
    Transport transport;
    HopxClient client{transport};
};

} // namespace sandglass::test
