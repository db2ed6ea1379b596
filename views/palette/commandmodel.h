// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette/command.h"

#include <QAbstractListModel>

namespace sandglass {

/// The commands that answer what was typed, the best first: those that are possible before those that are
/// not, actions before sandboxes of the same rank. With nothing typed: the ones used last, then the menus in
/// their order.
class CommandModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int kMostSandboxes = 20;

    using QAbstractListModel::QAbstractListModel;

    /// What there is to choose from, with nothing typed. @p store may be null; otherwise it outlives the time
    /// until the next call.
    void setSources(QVector<Command> actions, const SandboxStore *store, QStringList lastUsed);
    void setQuery(const QString &query);
    [[nodiscard]] const Command &commandAt(int row) const { return m_shown.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QVector<Command> suggestions() const;
    [[nodiscard]] QVector<Command> answersTo(const QStringList &words) const;

    QVector<Command> m_actions;
    const SandboxStore *m_store = nullptr;
    QStringList m_lastUsed; ///< object names of actions, the last one first
    QVector<Command> m_shown;
};

} // namespace sandglass
