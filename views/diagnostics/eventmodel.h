// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace sandglass {

class EventTrail;

/// The trail of events, oldest first. The trail outlives it.
class EventModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Kind,
        What,
        Why,
        ColumnCount
    };
    /// EventKind as a number.
    static constexpr int KindRole = Qt::UserRole;
    /// Everything of the row in one line, for searching and copying.
    static constexpr int LineRole = Qt::UserRole + 1;

    explicit EventModel(const EventTrail &trail, QObject *parent = nullptr);
    ~EventModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(int row, Column column) const;

    const EventTrail &m_trail;
};

} // namespace sandglass
