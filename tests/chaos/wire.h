// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/exchange.h"
#include "api/httpsender.h"
#include "server.h"
#include "weather.h"

#include <deque>
#include <map>
#include <optional>

namespace sandglass::chaos {

/// The network in simulated time, in place of Transport: takes what the real client sends to the engine,
/// and lets happen to it what the weather has in store.
class Wire final : public HttpSender
{
public:
    struct World
    {
        test::ManualClock &client; ///< the dashboard's computer
        test::ManualClock &truth;  ///< everybody else
        Server &server;
        Weather &weather;
    };

    /// What the client gets to see of one request.
    struct Answer
    {
        int status = 0; ///< 0: none
        QByteArray body;
        QByteArray contentType;
        QList<QPair<QByteArray, QByteArray>> headers;
        std::optional<ApiErrorKind> error; ///< of the network
        bool wasSent = true;
    };

    explicit Wire(const World &world) : m_world(world) {}

    [[nodiscard]] RequestHandle send(HttpRequest request, Callback callback) override;

    /// Everything under way is lost without a trace, as in a sleep of the computer.
    void forgetAll();
    /// Everything under way ends at once, as when the server goes.
    void cutAll();

    /// Qt's own habit, which Transport has taken from it: see PendingExchange's OnceDevice.
    bool repeatsLost = false;

    std::function<void(const HttpRequest &)> onSent;
    /// Right before the client hears of it.
    std::function<void(const HttpRequest &, MonoTime sent, const Answer &)> onAnswer;
    std::function<void(const Exchange &)> onExchange;
    /// The server itself, not the weather, found that the key was used too often.
    std::function<void()> onLimit;

private:
    struct Open
    {
        HttpRequest request;
        Callback callback;
        Fault fault = Fault::None;
        MonoTime sent{};
        UtcTime sentUtc{};
        Timer deadline;
        Timer way; ///< to the server or back
    };

    void arrive(quint64 number);
    void onServer(quint64 number, Answer answer);
    void answerLater(quint64 number, Answer answer, std::chrono::milliseconds delay);
    void deliver(quint64 number, Answer answer);
    [[nodiscard]] Answer refusal(Fault fault);
    [[nodiscard]] Answer limited();
    void spoilList(Fault fault, QByteArray &body);
    [[nodiscard]] ApiResult<HttpAnswer> resultOf(const Open &open, const Answer &answer,
                                                 Exchange &exchange) const;

    World m_world;
    std::map<quint64, Open> m_open;
    std::deque<std::pair<MonoTime, QByteArray>> m_lists; ///< whole lists of the last seconds, by true time
    quint64 m_last = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

QByteArray methodOf(const HttpRequest &request);

} // namespace sandglass::chaos
