// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settingvalue.h"

#include <QObject>

class QAction;
class QSplitter;

namespace sandglass {

class EventsPanel;

/// Whether the events are shown below the table and how high: the action's tick, the splitter and the
/// settings tell the same. All references outlive it.
class EventsDock final : public QObject
{
    Q_OBJECT

public:
    /// @p stack is vertical; the panel becomes its last part.
    EventsDock(QSplitter &stack, EventsPanel &panel, QSettings &settings, QObject *parent = nullptr);
    ~EventsDock() override;

    /// Checked while they are shown.
    [[nodiscard]] QAction *action() const { return m_action; }

Q_SIGNALS:
    /// The focus was in the panel that has just closed.
    void focusLeft();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setShown(bool shown);
    void applyHeight();

    QSplitter &m_stack;
    EventsPanel &m_panel;
    QAction *m_action;
    SettingValue<bool> m_open;
    SettingValue<int> m_height;
};

} // namespace sandglass
