// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/extension.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QVector>

class QAction;
class QMenu;
class QWidget;

namespace sandglass {

class ExtendToDialog;
class LifecycleController;
class SandboxStore;
class ServerClock;

/// Everything by which a person moves the end of sandboxes: by 15 minutes, 1 hour, 8 hours, or to a time. The
/// actions follow the selection, enabled by the controller's word, with its reason where it says no. All
/// references outlive it.
class ExtendActions final : public QObject
{
    Q_OBJECT

public:
    /// @p page is the parent of the dialog.
    ExtendActions(LifecycleController &controller, SandboxStore &store, const ServerClock &serverClock,
                  QWidget *page);
    ~ExtendActions() override;

    [[nodiscard]] QList<QAction *> all() const;
    /// As a submenu, which goes with the page.
    void addTo(QMenu &menu) const;

    void setSelection(const QStringList &ids);
    /// Extends these, whatever is selected.
    void extendBy(std::chrono::seconds by, const QStringList &ids);

Q_SIGNALS:
    /// One sentence for the status line.
    void announced(const QString &text);

private:
    struct Step
    {
        std::chrono::seconds by;
        QAction *action;
    };

    void scheduleUpdate();
    void update();
    void askForTime();
    void send(const Extension &wish, const QStringList &ids);
    void onExtended(const QString &id, UtcTime end, UtcTime wished);

    LifecycleController &m_controller;
    SandboxStore &m_store;
    const ServerClock &m_serverClock;
    QWidget *m_page;
    QVector<Step> m_steps;
    QAction *m_to;
    QStringList m_selection;
    QPointer<ExtendToDialog> m_dialog;
    bool m_updateScheduled = false;
};

} // namespace sandglass
