// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/extension.h"

#include <QAction>
#include <QObject>
#include <QStringList>

#include <array>

class QMenu;
class QWidget;

namespace sandglass {

class LifecycleController;
class RowTally;
class SandboxStore;
struct TallyVerdict;

/// Extend by some steps or to a time, each action once for menus, keyboard and palette. They follow the
/// selection like the lifecycle actions and say what end would come of it. The references outlive this.
class ExtendActions final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::array<std::chrono::minutes, 3> kSteps{std::chrono::minutes{15},
                                                                std::chrono::hours{1}, std::chrono::hours{8}};

    ExtendActions(LifecycleController &controller, SandboxStore &store, QObject *parent = nullptr);

    [[nodiscard]] const std::array<QAction *, kSteps.size()> &steps() const { return m_steps; }
    /// Those, and the one that asks for a time.
    [[nodiscard]] QList<QAction *> all() const;
    /// A menu "Extend" with all of them.
    [[nodiscard]] QMenu *makeMenu(QWidget *parent) const;

    /// What they would act on from now on.
    void setSelection(const QStringList &selection) { m_selection = selection; }
    /// Shows what is possible with the selection, whose rows are @p rows.
    void update(const RowTally &rows);

    /// Triggers @p action where it is possible, says why not where it is not.
    void triggerOrExplain(QAction *action);

Q_SIGNALS:
    void extendWanted(const sandglass::Extension &wish, const QStringList &ids);
    void timeWanted(const QStringList &ids);
    /// A person tried an action that is not possible.
    void explanationWanted(const QString &text);

private:
    void show(QAction *action, const QString &name, const TallyVerdict &verdict, const QString &promise);
    [[nodiscard]] QString promise(const Extension &wish, int eligible) const;

    LifecycleController &m_controller;
    SandboxStore &m_store;
    std::array<QAction *, kSteps.size()> m_steps{};
    QAction *m_toTime;
    QStringList m_selection;
};

} // namespace sandglass
