// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table/emptystate.h"
#include "viewsettings.h"

#include <QWidget>

class QStackedLayout;

namespace sandglass {

class Clock;
class FilterBar;
class SandboxFilterModel;
class SandboxStore;
class SandboxTable;
class ServerClock;

/// Filter bar, table and the faces in the table's place, wired to each other: the window's centre. The
/// focus goes from the table to what stands in its place with it. The window tells it how reading goes.
class TablePane final : public QWidget
{
    Q_OBJECT

public:
    TablePane(SandboxFilterModel &model, const SandboxStore &store, Clock &clock,
              const ServerClock &serverClock, const ViewSettings &settings, QWidget *parent = nullptr);
    ~TablePane() override;

    [[nodiscard]] SandboxTable &table() const { return *m_table; }
    [[nodiscard]] FilterBar &filterBar() const { return *m_filterBar; }
    [[nodiscard]] EmptyState &emptyState() const { return *m_emptyState; }
    /// Where the table is, or what stands in its place.
    [[nodiscard]] QWidget &place() const { return *m_place; }

    /// Gives the focus to the table, or to what stands in its place. A focus proxy would do that too, but Tab
    /// would then come back from the end of the window to the table, and never to what stands before it.
    void takeFocus(Qt::FocusReason reason = Qt::OtherFocusReason);

    /// Whether a read has ever worked, and whether the last one failed.
    void setReading(bool hasData, bool hasError);
    /// What is said where nothing matches, for the view shown; without a headline it is the usual.
    void setNothingText(const QString &headline, const QString &text);

Q_SIGNALS:
    /// From the table's place, while there are no sandboxes.
    void createWanted();

private:
    void chooseFace();

    SandboxFilterModel &m_model;
    const SandboxStore &m_store;
    FilterBar *m_filterBar = nullptr;
    QWidget *m_place = nullptr;
    SandboxTable *m_table = nullptr;
    EmptyState *m_emptyState = nullptr;
    QStackedLayout *m_stack = nullptr;
    bool m_hasData = false;
    bool m_hasError = false;
    bool m_isSuggesting = false; ///< how a search goes on that is being typed
};

} // namespace sandglass
