// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"
#include "domain/clock.h"

#include <QObject>

#include <optional>

namespace sandglass {

class LifecycleController;
class RateBudget;
class SandboxStore;

/// How the reading of the one sandbox a person looks at goes.
struct SelectedRead
{
    QString id; ///< empty: nobody looks at one
    bool reading = false;
    bool saving = false;            ///< waits longer than usual, for the request budget is low
    std::optional<MonoTime> readAt; ///< when the answer below was asked for
    std::optional<MonoTime> next;   ///< when it is read again; empty while reading or resting
    std::optional<ApiError> error;  ///< of the last read, until one works
    Inspection answer;              ///< meaningful once readAt is set
};

/// Reads the one sandbox a person looks at: soon after it was selected, then every few seconds while anybody
/// can see it, by the plain GET that wakes nothing (contract 5.4, 13.28). It comes before the reads that
/// fill in other rows, but leaves the requests that clicks need. GUI thread.
class SelectedReader final : public QObject
{
    Q_OBJECT

public:
    /// A held arrow key passes many rows; only the one it stops at is read.
    static constexpr std::chrono::milliseconds kSettle{200};
    static constexpr std::chrono::milliseconds kInterval{5'000};
    static constexpr std::chrono::milliseconds kLongestBackoff{60'000};

    /// The references outlive it; @p api is the client of the actions.
    SelectedReader(Clock &clock, SandboxApi &api, SandboxStore &store, LifecycleController &controller,
                   const RateBudget &budget, QObject *parent = nullptr);
    ~SelectedReader() override;

    [[nodiscard]] const SelectedRead &state() const { return m_state; }

    /// The sandbox of interest from now on; empty: none.
    void look(const QString &id);
    /// Whether anybody can see what is read.
    void setWatched(bool watched);
    /// A person does not want to wait for the next turn.
    void readNow();

Q_SIGNALS:
    void changed();
    /// A read answered 401.
    void keyRefused(const sandglass::ApiError &error);

private:
    void schedule(std::chrono::milliseconds delay);
    void rest();
    void resume();
    void read();
    void onAnswer(MonoTime began, const ApiResult<Inspection> &answer);
    void onRowsChanged(int first, int last);
    [[nodiscard]] bool mayRead() const;
    [[nodiscard]] std::chrono::milliseconds mustWait() const;

    Clock &m_clock;
    SandboxApi &m_api;
    SandboxStore &m_store;
    LifecycleController &m_controller;
    const RateBudget &m_budget;
    SelectedRead m_state;
    RequestHandle m_request;
    Timer m_timer;
    int m_failures = 0; ///< in a row
    bool m_watched = false;
};

} // namespace sandglass
