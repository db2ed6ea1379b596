// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <array>

namespace sandglass {

class SandboxStore;
class ServerClock;

/// How near the end of a sandbox is, at which the server deletes it with all its files.
enum class ExpiryTier : quint8
{
    Far,
    Within15Min,
    Within5Min,
    Within1Min,
};

[[nodiscard]] constexpr ExpiryTier tierOf(std::chrono::milliseconds left)
{
    using namespace std::chrono_literals;
    if (left > 15min)
        return ExpiryTier::Far;
    if (left > 5min)
        return ExpiryTier::Within15Min;
    return left > 1min ? ExpiryTier::Within5Min : ExpiryTier::Within1Min;
}

/// Watches the ends that the server reported, by the server's clock: which sandboxes are near theirs, each
/// tier told once for a sandbox, and again after its end was moved. What should be over by now is asked
/// about: others may have extended it (contract 6). A sandbox without a known end is never on the radar, and
/// neither is one that is being deleted. GUI thread; the references outlive it.
class ExpiryRadar final : public QObject
{
    Q_OBJECT

public:
    /// After the end, before it is asked about: the server needs a moment, too.
    static constexpr std::chrono::milliseconds kGrace{2'000};

    ExpiryRadar(Clock &clock, const ServerClock &serverClock, const SandboxStore &store,
                QObject *parent = nullptr);
    ~ExpiryRadar() override;

    /// Those within this tier or a nearer one, the soonest first.
    [[nodiscard]] const QStringList &within(ExpiryTier tier) const;

Q_SIGNALS:
    /// What within() says is another.
    void changed();
    /// These came within @p tier since it was last told.
    void approaching(sandglass::ExpiryTier tier, const QStringList &ids);
    /// The end of @p id has passed and the sandbox is still listed.
    void overdue(const QString &id);

private:
    struct Known
    {
        UtcTime end{};
        ExpiryTier told = ExpiryTier::Far;
        bool asked = false;
    };

    void scheduleLook();
    void look();

    Clock &m_clock;
    const ServerClock &m_serverClock;
    const SandboxStore &m_store;
    QHash<QString, Known> m_known;
    std::array<QStringList, 4> m_within;
    Timer m_next;
    bool m_scheduled = false;
};

} // namespace sandglass
