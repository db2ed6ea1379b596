// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette/command.h"

#include <QAbstractListModel>

namespace sandglass {

/// The commands that answer what was typed, the best first: those that are possible before those that are
/// not, actions before sandboxes of the same rank. With nothing typed: the ones used last, then the menus in
/// their order. @p store may be null and outlives the model otherwise.
class CommandModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int kMostSandboxes = 20;

    CommandModel(QVector<Command> actions, const SandboxStore *store, QStringList lastUsed,
                 QObject *parent = nullptr);

    void setQuery(const QString &query);
    [[nodiscard]] const Command &commandAt(int row) const { return m_shown.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QVector<Command> suggestions() const;
    [[nodiscard]] QVector<Command> answersTo(const QStringList &words) const;

    QVector<Command> m_actions;
    const SandboxStore *m_store;
    QStringList m_lastUsed; ///< object names of actions, the last one first
    QVector<Command> m_shown;
};

} // namespace sandglass
