// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QObject>
#include <QSet>
#include <QStringList>

#include <optional>

namespace sandglass {

class LifecycleController;
class SandboxStore;

/// Deletions that were confirmed but can still be taken back: for kDelay their rows are marked and nothing is
/// sent. What is added meanwhile joins, and the time begins anew for all. Destroying the queue deletes
/// nothing. GUI thread; the references outlive it.
class DeletionQueue final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kDelay{10'000};

    DeletionQueue(Clock &clock, SandboxStore &store, LifecycleController &controller,
                  QObject *parent = nullptr);
    ~DeletionQueue() override;

    /// Adds those of @p ids that may be deleted now and returns them.
    QStringList schedule(const QStringList &ids);
    /// Takes all of them back and returns them.
    QStringList undo();
    /// Sends them without waiting any longer.
    void sendNow();
    /// Stops the time while a person is asked, or begins it anew.
    void setHeld(bool held);

    /// What will be deleted, in the order it was asked for.
    [[nodiscard]] QStringList ids() const;
    /// When; nullopt while nothing waits or the queue is held.
    [[nodiscard]] std::optional<MonoTime> due() const { return m_due; }
    /// Whether the server has yet to show the end of something that was sent from here.
    [[nodiscard]] bool isSending() const { return !m_sent.isEmpty(); }

Q_SIGNALS:
    /// ids() or due() changed; once for all that go together, when the event loop comes round.
    void changed();
    /// The time came, but this could not be sent; one sentence that says why.
    void refused(const QString &text);
    /// isSending() became false; @p allDeleted tells whether everything went well.
    void settled(bool allDeleted);

private:
    void restart();
    void onGone(const QString &id);
    void tellOfThem();
    QStringList takeAll();
    void onEnded(const QString &id, bool deleted);

    Clock &m_clock;
    SandboxStore &m_store;
    LifecycleController &m_controller;
    QSet<QString> m_waiting;
    QStringList m_order; ///< of those, and of some that went since it was last told
    bool m_tellsOfThemSoon = false;
    std::optional<MonoTime> m_due;
    Timer m_timer;
    QSet<QString> m_sent;
    bool m_held = false;
    bool m_allDeleted = true;
};

} // namespace sandglass
