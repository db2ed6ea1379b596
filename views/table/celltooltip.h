// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QRect>
#include <QString>

class QAbstractItemView;

namespace sandglass {

/// The open tooltip of a cell. It stays open while rows come and go, as long as the cell it speaks of is
/// still under it.
class CellToolTip
{
public:
    explicit CellToolTip(QAbstractItemView &view) : m_view(view) {}

    /// @p text is plain; an empty one closes.
    void show(const QModelIndex &index, const QPoint &globalPosition, const QString &text);
    /// After rows moved.
    void keepOrClose();

private:
    QAbstractItemView &m_view;
    QPersistentModelIndex m_index;
    QRect m_rect;
    QString m_markup; ///< empty: none of ours is open
};

} // namespace sandglass
