// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/actionhelp.h"
#include "onceperturn.h"

#include <QAction>
#include <QObject>
#include <QStringList>

#include <array>

namespace sandglass {

class ExtendActions;
class LifecycleController;
class SandboxStore;

/// The actions on a dashboard, each once: toolbar, menu bar, context menu and keyboard share these objects.
/// The lifecycle actions follow the selection; the controller decides what is possible, here is only
/// said so. What the actions do is up to who connects to them. The references outlive this.
class ActionSet final : public QObject
{
    Q_OBJECT

public:
    ActionSet(LifecycleController &controller, SandboxStore &store, Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] QAction *lifecycle(LifecycleAction action) const;
    [[nodiscard]] const ActionHelp &help(LifecycleAction action) const;

    /// Extend, by some steps and to a time.
    [[nodiscard]] ExtendActions &extend() const { return *m_extend; }
    /// Always possible where changes are; of the one selected sandbox the other.
    [[nodiscard]] QAction *create() const { return m_create; }
    [[nodiscard]] QAction *createLike() const { return m_createLike; }
    /// Enabled by whoever connects it, while there is something to undo.
    [[nodiscard]] QAction *undoDelete() const { return m_undoDelete; }
    [[nodiscard]] QAction *copyId() const { return m_copyId; }
    [[nodiscard]] QAction *copyJson() const { return m_copyJson; }
    [[nodiscard]] QAction *selectAll() const { return m_selectAll; }
    [[nodiscard]] QAction *refresh() const { return m_refresh; }
    [[nodiscard]] QAction *focusFilter() const { return m_focusFilter; }
    [[nodiscard]] QAction *clearFilter() const { return m_clearFilter; }
    /// Enabled by whoever connects it, while there is a report to show.
    [[nodiscard]] QAction *showError() const { return m_showError; }
    /// Checked while the details are shown.
    [[nodiscard]] QAction *details() const { return m_details; }
    /// Checked while the events are shown.
    [[nodiscard]] QAction *events() const { return m_events; }
    [[nodiscard]] QAction *nextPane() const { return m_nextPane; }
    [[nodiscard]] QAction *previousPane() const { return m_previousPane; }
    /// Every action above.
    [[nodiscard]] QList<QAction *> all() const;

    /// What is possible with very many is shown a moment later, for they are looked at one by one.
    void setSelection(const QStringList &ids);
    [[nodiscard]] const QStringList &selection() const { return m_selection; }

    /// Triggers the action where it is possible, says why not where it is not.
    void triggerOrExplain(LifecycleAction action);

Q_SIGNALS:
    /// Asked for by a person. The ids are those selected now; the controller leaves out what it must.
    void lifecycleWanted(sandglass::LifecycleAction action, const QStringList &ids);
    /// A person tried an action that is not possible.
    void explanationWanted(sandglass::LifecycleAction action, const QString &text);
    void helpChanged(sandglass::LifecycleAction action);
    void selectionChanged();

private:
    void scheduleUpdate();
    void updateNow();
    void setHelp(LifecycleAction action, const ActionHelp &help);

    void updateCopying();
    void updateCreating();

    LifecycleController &m_controller;
    const SandboxStore &m_store;
    Clock &m_clock;
    std::array<QAction *, kAllActions.size()> m_lifecycle{};
    std::array<ActionHelp, kAllActions.size()> m_help;
    ExtendActions *m_extend;
    QAction *m_create;
    QAction *m_createLike;
    QAction *m_undoDelete;
    QAction *m_copyId;
    QAction *m_copyJson;
    QAction *m_selectAll;
    QAction *m_refresh;
    QAction *m_focusFilter;
    QAction *m_clearFilter;
    QAction *m_showError;
    QAction *m_details;
    QAction *m_events;
    QAction *m_nextPane;
    QAction *m_previousPane;
    QStringList m_selection;
    OncePerTurn m_update{this, [this] { updateNow(); }};
};

} // namespace sandglass
