// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"

#include <QHash>
#include <QSet>

#include <set>

namespace sandglass::chaos {

/// Somebody who clicks about, and what they asked for.
class User final : public QObject
{
    Q_OBJECT

public:
    User(Dashboard &dashboard, quint32 seed);

    /// Does something; returns how long they then look on.
    std::chrono::milliseconds act();

    /// Every word that may stand over a row: this was asked of this sandbox.
    [[nodiscard]] bool wanted(const QString &id, LifecycleAction action) const
    {
        return m_wanted.contains({id, action});
    }
    [[nodiscard]] int creates() const { return m_creates; }
    [[nodiscard]] int clicks() const { return m_clicks; }

Q_SIGNALS:
    /// The person, not the program, changed what is selected.
    void selectionMade();

private:
    void select();
    void request();
    void look();
    void create();
    void settleCreations();
    [[nodiscard]] QStringList selectedIds() const;

    Dashboard &m_dashboard;
    test::Random m_random;
    std::set<std::pair<QString, LifecycleAction>> m_wanted;
    QSet<WishId> m_wishes;
    int m_creates = 0;
    int m_clicks = 0;
};

} // namespace sandglass::chaos
