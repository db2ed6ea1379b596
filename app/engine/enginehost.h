// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engineoptions.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <memory>

class QThread;

namespace sandglass::engine {

/// An engine inside another program, on a thread of its own: what `--demo` uses. Lives in the thread that
/// made it; its signals come there.
class EngineHost final : public QObject
{
    Q_OBJECT
public:
    explicit EngineHost(EngineOptions options, QObject *parent = nullptr);
    /// Stops the engine and waits for its thread, which takes milliseconds.
    ~EngineHost() override;

    /// Begins; ready() or failed() follows. Once only.
    void start();

Q_SIGNALS:
    /// @p key is a secret, like any account's.
    void ready(const QUrl &baseUrl, const QByteArray &key);
    /// @p reason is for people.
    void failed(const QString &reason);

private:
    EngineOptions m_options;
    std::unique_ptr<QThread> m_thread;
};

} // namespace sandglass::engine
