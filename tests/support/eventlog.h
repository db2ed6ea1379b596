// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sandboxrow.h"

#include <QHash>
#include <QObject>
#include <QStringList>

namespace sandglass {
class LifecycleController;
class Poller;
class SandboxStore;
} // namespace sandglass

namespace sandglass::test {

class FakeApi;
class ManualClock;

/// Everything that happened, in order, one line each, for exact comparison:
///
///     0 #1 POST a/pause            a request left (milliseconds since the clock was made, its number)
///     0 a: Running, pause sending  what the row of a shows now, when that changed
///     0 #1 cancelled
///     0 a: –                       its row is gone
///     0 failed pause a: Conflict   a signal
///
/// A row line with " !" shows the mark of a failed action.
class EventLog final : public QObject
{
    Q_OBJECT

public:
    explicit EventLog(const ManualClock &clock, QObject *parent = nullptr);
    ~EventLog() override;

    void watch(FakeApi &api);
    void watch(SandboxStore &store);
    void watch(LifecycleController &controller);
    void watch(Poller &poller);

    void add(const QString &line);
    /// What was logged since the last call.
    [[nodiscard]] QStringList take();

    /// The id, or "new1" for a row without one of the server's.
    [[nodiscard]] static QString nameOf(const QString &id);
    /// "Running", "Running, pause sending !", "Creating, new queued"
    [[nodiscard]] static QString describe(const SandboxRow &row);

private:
    void noteRows(const SandboxStore &store, int first, int last);

    const ManualClock &m_clock;
    QStringList m_lines;
    QHash<QString, QString> m_shown;
};

} // namespace sandglass::test
