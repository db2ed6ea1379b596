// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QToolButton;

namespace sandglass {

class ViewList;
class ViewListView;

/// The views beside the table, below them the button that saves another, and, after one was deleted, a line
/// that takes it back. GUI thread; the references outlive it.
class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    /// How long a deleted view can be taken back.
    static constexpr std::chrono::milliseconds kUndoable{15'000};

    Sidebar(ViewList &views, Clock &clock, QAction *saveView, QWidget *parent = nullptr);
    ~Sidebar() override;

    [[nodiscard]] ViewListView &list() const { return *m_list; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void undoWanted();

private:
    void showRemoved();

    ViewList &m_views;
    Clock &m_clock;
    ViewListView *m_list;
    QToolButton *m_save;
    QWidget *m_undoLine;
    QLabel *m_undoText;
    QPushButton *m_undo;
    Timer m_forget;
};

} // namespace sandglass
