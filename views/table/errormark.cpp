// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/errormark.h"

#include "item/sandboxlistmodel.h"
#include "table/sandboxdelegate.h"

#include <QTableView>

namespace sandglass {

QModelIndex ErrorMark::at(const QPoint &position) const
{
    const QModelIndex index = m_view.indexAt(position);
    if (index.column() != SandboxListModel::State ||
        index.data(SandboxListModel::FaultRole).toString().isEmpty())
        return {};
    // Easier to hit than it is large.
    constexpr int kAround = 4;
    const QRect mark = m_delegate.markRect(m_view.visualRect(index), m_view.layoutDirection())
                           .adjusted(-kAround, -kAround, kAround, kAround);
    return mark.contains(position) ? index : QModelIndex();
}

QString ErrorMark::release(const QPoint &position)
{
    const QPersistentModelIndex pressed = std::exchange(m_pressed, QPersistentModelIndex());
    if (!pressed.isValid() || at(position) != pressed)
        return {};
    return pressed.data(SandboxListModel::IdRole).toString();
}

} // namespace sandglass
