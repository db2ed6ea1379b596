// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/poller.h"

#include <QObject>
#include <QUrl>

namespace sandglass {

struct Logbook;

/// Notes how reading the list goes: that it works, fails, works again or has stopped, how often it is done
/// and why, and that a list may not be whole. All references outlive it.
class ReadingRecorder final : public QObject
{
    Q_OBJECT

public:
    ReadingRecorder(Logbook &log, Clock &clock, const Poller &poller, const SandboxStore &store,
                    const RateBudget &budget, QUrl server, QObject *parent = nullptr);
    ~ReadingRecorder() override;

private:
    void onStatus();
    void noteResult(const PollStatus &status);
    void notePace(const PollStatus &status);
    void noteGaps(const PollStatus &status);
    [[nodiscard]] QString causeOf(const PollStatus &status) const;
    [[nodiscard]] QString whyPace(const PollStatus &status) const;

    Logbook &m_log;
    Clock &m_clock;
    const Poller &m_poller;
    const SandboxStore &m_store;
    const RateBudget &m_budget;
    const QUrl m_server;
    PollStatus m_before; ///< as it was noted last
    MonoTime m_began{};
    int m_failuresThen = 0; ///< when the present reading began
    std::chrono::milliseconds m_notedInterval{0};
};

} // namespace sandglass
