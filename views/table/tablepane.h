// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table/emptystate.h"

#include <QWidget>

class QSettings;
class QStackedLayout;

namespace sandglass {

class Clock;
class FilterBar;
class SandboxFilterModel;
class SandboxStore;
class SandboxTable;
class ServerClock;

/// Filter bar, table and the faces in the table's place, wired to each other: the window's centre. Its focus
/// is that of the table or of what stands in its place, and goes from the one to the other with it. The
/// window tells it how reading goes and connects retryWanted.
class TablePane final : public QWidget
{
    Q_OBJECT

public:
    TablePane(SandboxFilterModel &model, const SandboxStore &store, Clock &clock,
              const ServerClock &serverClock, QSettings &settings, QWidget *parent = nullptr);
    ~TablePane() override;

    [[nodiscard]] SandboxTable &table() const { return *m_table; }
    [[nodiscard]] FilterBar &filterBar() const { return *m_filterBar; }
    [[nodiscard]] EmptyState &emptyState() const { return *m_emptyState; }

    /// Whether a read has ever worked, and whether the last one failed.
    void setReading(bool hasData, bool hasError);

Q_SIGNALS:
    void retryWanted();

private:
    void chooseFace();

    SandboxFilterModel &m_model;
    const SandboxStore &m_store;
    FilterBar *m_filterBar = nullptr;
    SandboxTable *m_table = nullptr;
    EmptyState *m_emptyState = nullptr;
    QStackedLayout *m_stack = nullptr;
    bool m_hasData = false;
    bool m_hasError = false;
};

} // namespace sandglass
