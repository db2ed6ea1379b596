// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/listreader.h"
#include "store/snapshotdiff.h"

#include <QObject>

namespace sandglass {

/// Reads the list and finds what changed: the polling thread's half of the Poller. Everything it says crosses
/// threads as a value. @p api must belong to the same thread.
class PollWorker final : public QObject
{
    Q_OBJECT

public:
    PollWorker(Clock &clock, SandboxApi &api, QObject *parent = nullptr);

    /// Of at most so many requests; a list that needs more goes on with the next poll.
    void poll(quint64 number, int mostRequests, const sandglass::Foresight &foresight = {});
    void abort();
    void resend(const QStringList &ids);
    void expectGone(const QStringList &ids);
    /// How far the server's clock is ahead of ours.
    void setServerOffset(std::chrono::milliseconds offset) { m_serverOffset = offset; }

Q_SIGNALS:
    void finished(const sandglass::SnapshotDelta &delta);
    void failed(quint64 number, const sandglass::ApiError &error);

private:
    Clock &m_clock;
    SnapshotDiff m_diff;
    ListReader m_reader;
    SnapshotDelta m_sent; ///< until the next one, so that this thread lets go of what it holds
    MonoTime m_listBegan{};
    std::chrono::milliseconds m_serverOffset{0};
};

} // namespace sandglass
