// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "domain/extension.h"
#include "domain/lifecycleaction.h"
#include "onceperturn.h"

#include <QObject>
#include <QStringList>
#include <QVector>

#include <optional>

namespace sandglass {

class BulkRun;

/// An action on certain sandboxes that was asked for and may be wanted again.
struct RecentAction
{
    LifecycleAction action = LifecycleAction::Start;
    QStringList ids;
    std::optional<Extension> wish; ///< with Extend

    bool operator==(const RecentAction &) const = default;
};

/// The actions used last on this connection, newest first, each once. One whose sandboxes are all gone
/// can never be done again and is forgotten. What @p dashboard refers to outlives it.
class RecentActions final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMost = 5;

    explicit RecentActions(const Dashboard &dashboard, QObject *parent = nullptr);

    [[nodiscard]] const QVector<RecentAction> &all() const { return m_all; }
    /// Why @p recent cannot be done now; empty when it can.
    [[nodiscard]] QString whyNot(const RecentAction &recent) const;

Q_SIGNALS:
    void changed();

private:
    void onBegun(const BulkRun &run);
    void forgetGone();

    Dashboard m_dashboard;
    QVector<RecentAction> m_all;
    OncePerTurn m_forget{this, [this] { forgetGone(); }};
};

/// "Pause 1795…", "Pause 3 sandboxes", "Extend 1795… by 1 h"
[[nodiscard]] QString textOf(const RecentAction &recent);

} // namespace sandglass
