// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

namespace sandglass {

class SandboxTable;

/// What can be done to the columns without a mouse: the table is sorted by the column of the current cell, or
/// that column moves, grows and shrinks.
/// The table outlives this.
class ColumnActions final : public QObject
{
    Q_OBJECT

public:
    explicit ColumnActions(SandboxTable &table, QObject *parent = nullptr);

    [[nodiscard]] QList<QAction *> all() const { return m_actions; }

Q_SIGNALS:
    /// One sentence on what happened, for the status line.
    void announced(const QString &text);

private:
    QList<QAction *> m_actions;
};

} // namespace sandglass
