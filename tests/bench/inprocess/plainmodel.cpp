// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainmodel.h"

#include "item/sandboxlistmodel.h"

namespace sandglass::bench {

int PlainModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_sandboxes.size());
}

int PlainModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(SandboxListModel::ColumnCount);
}

QVariant PlainModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != kSortRole && role != kSearchRole))
        return {};
    const Sandbox &one = m_sandboxes.at(index.row());
    const bool sorts = role == kSortRole;
    const bool searches = role == kSearchRole;
    const auto number = [sorts, searches](qint64 value) {
        return sorts ? QVariant(value) : searches ? QVariant() : QVariant(QString::number(value));
    };
    switch (static_cast<SandboxListModel::Column>(index.column())) {
    case SandboxListModel::State:
        return sorts ? QVariant(static_cast<int>(one.status)) : QVariant(one.statusWord);
    case SandboxListModel::Id:
        return one.id;
    case SandboxListModel::Template:
        return one.templateName;
    case SandboxListModel::Region:
        return one.region;
    case SandboxListModel::Vcpu:
        return number(one.vcpu.value_or(0));
    case SandboxListModel::Memory:
        return number(one.memoryMb.value_or(0));
    case SandboxListModel::Disk:
        return number(one.diskMb.value_or(0));
    case SandboxListModel::Age:
        return number(one.createdAt.at.time_since_epoch().count());
    case SandboxListModel::TimeLeft:
        return number(one.expiry.at.time_since_epoch().count());
    case SandboxListModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace sandglass::bench
