// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace sandglass {

/// Turns SIGTERM and SIGINT into a Qt signal. One at a time in a program.
class TerminationSignals final : public QObject
{
    Q_OBJECT
public:
    /// What becomes of a system call that blocks when a signal comes.
    enum class BlockedCalls : quint8
    {
        GoOn,
        End, ///< with EINTR, for who looks at file() then
    };

    explicit TerminationSignals(BlockedCalls calls = BlockedCalls::GoOn, QObject *parent = nullptr);
    ~TerminationSignals() override;

    /// Can be read from when a signal has come that asked() has not told of yet. Only for poll(); -1 where
    /// signals end the program as usual.
    [[nodiscard]] int file() const;
    [[nodiscard]] bool isPending() const;

Q_SIGNALS:
    void asked(int signal);

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace sandglass
