// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxref.h"

#include <QAbstractTableModel>
#include <QVector>

namespace sandglass::bench {

/// The sandboxes as a plain table model over values, with what QSortFilterProxyModel asks for: texts to look
/// through, and values to sort by.
class PlainModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int kSortRole = Qt::UserRole;
    /// The texts the dashboard looks through as well, and nothing of the other columns.
    static constexpr int kSearchRole = Qt::UserRole + 1;

    explicit PlainModel(QVector<SandboxRef> sandboxes) : m_sandboxes(std::move(sandboxes)) {}

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QVector<SandboxRef> m_sandboxes;
};

} // namespace sandglass::bench
