// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/eventfiltermodel.h"

#include "diagnostics/eventmodel.h"

#include <algorithm>

namespace sandglass {

EventFilterModel::EventFilterModel(QObject *parent) : QSortFilterProxyModel(parent) {}

void EventFilterModel::setKind(std::optional<EventKind> kind)
{
    m_kind = kind;
    invalidateFilter();
}

void EventFilterModel::setWords(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool EventFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (m_kind && index.data(EventModel::KindRole).toInt() != static_cast<int>(*m_kind))
        return false;
    const QString line = index.data(EventModel::LineRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&line](const QString &word) { return line.contains(word, Qt::CaseInsensitive); });
}

} // namespace sandglass
