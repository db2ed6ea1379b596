// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engineoptions.h"

#include <QUrl>

#include <functional>
#include <memory>

namespace sandglass::engine {

/// A whole engine in the calling thread: simulated runtime, service, listening end. Needs that thread's
/// event loop.
class Engine
{
public:
    explicit Engine(EngineOptions options);
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;
    ~Engine();

    /// Empty if it listens, else why not, for people.
    [[nodiscard]] QString start();

    /// Where clients reach it, for example http://127.0.0.1:40001. Loopback if it listens everywhere.
    [[nodiscard]] QUrl baseUrl() const;
    /// The only key it accepts. A secret: never logged.
    [[nodiscard]] QByteArray key() const;
    /// Calls @p watcher with every request as it comes, answered or not, where the options ask for it: a line
    /// such as "POST /v1/sandboxes".
    void watch(std::function<void(const QByteArray &line)> watcher);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace sandglass::engine
