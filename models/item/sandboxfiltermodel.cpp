// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sandboxfiltermodel.h"

#include "item/sandboxlistmodel.h"
#include "item/searchtext.h"
#include "store/sandboxstore.h"

namespace sandglass {

namespace {

template<typename T>
std::weak_ordering compareOptional(const std::optional<T> &left, const std::optional<T> &right)
{
    return left <=> right; // unknown sorts before everything known
}

std::weak_ordering compareText(const QString &left, const QString &right)
{
    return QString::compare(left, right, Qt::CaseInsensitive) <=> 0;
}

/// What the cell shows: the name, or the number where there is none.
const QString &shownTemplate(const Sandbox &sandbox)
{
    return sandbox.templateName.isEmpty() ? sandbox.templateId : sandbox.templateName;
}

/// Soonest first; without a limit comes after every limit, not known comes last.
std::weak_ordering compareExpiry(const Expiry &left, const Expiry &right)
{
    const auto rank = [](const Expiry &expiry) {
        switch (expiry.kind) {
        case Expiry::Kind::At:
            return 0;
        case Expiry::Kind::Never:
            return 1;
        case Expiry::Kind::NotReported:
        case Expiry::Kind::Unreadable:
            break;
        }
        return 2;
    };
    if (rank(left) != rank(right))
        return rank(left) <=> rank(right);
    return rank(left) == 0 ? left.at <=> right.at : std::weak_ordering::equivalent;
}

/// Youngest first, as ages read; not known comes last.
std::weak_ordering compareAge(const ReportedTime &left, const ReportedTime &right)
{
    if (left.isKnown() != right.isKnown())
        return right.isKnown() <=> left.isKnown();
    return left.isKnown() ? std::weak_ordering(right.at <=> left.at) : std::weak_ordering::equivalent;
}

std::weak_ordering compareColumn(const Sandbox &a, const Sandbox &b, int column)
{
    switch (static_cast<SandboxListModel::Column>(column)) {
    case SandboxListModel::State:
        return a.status != b.status ? a.status <=> b.status : compareText(a.statusWord, b.statusWord);
    case SandboxListModel::Template:
        return compareText(shownTemplate(a), shownTemplate(b));
    case SandboxListModel::Region:
        return compareText(a.region, b.region);
    case SandboxListModel::Vcpu:
        return compareOptional(a.vcpu, b.vcpu);
    case SandboxListModel::Memory:
        return compareOptional(a.memoryMb, b.memoryMb);
    case SandboxListModel::Disk:
        return compareOptional(a.diskMb, b.diskMb);
    case SandboxListModel::Age:
        return compareAge(a.createdAt, b.createdAt);
    case SandboxListModel::TimeLeft:
        return compareExpiry(a.expiry, b.expiry);
    case SandboxListModel::Id:
        return QString::compare(a.id, b.id) <=> 0;
    case SandboxListModel::ColumnCount:
        break;
    }
    return std::weak_ordering::equivalent;
}

/// What went long ago, then what went just now, then all that has time left.
std::weak_ordering compareEnds(const SandboxRow &a, const SandboxRow &b, int column)
{
    if (column != SandboxListModel::TimeLeft || (!a.ending && !b.ending))
        return std::weak_ordering::equivalent;
    if (a.ending.has_value() != b.ending.has_value())
        return b.ending.has_value() <=> a.ending.has_value();
    return a.ending->at <=> b.ending->at;
}

} // namespace

SandboxFilterModel::SandboxFilterModel(SandboxListModel &source, QObject *parent)
    : QSortFilterProxyModel(parent), m_list(source)
{
    setDynamicSortFilter(true);
    setSourceModel(&source);
}

void SandboxFilterModel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_query = SearchQuery::parse(text);
    invalidateRowsFilter();
    Q_EMIT filterChanged();
}

void SandboxFilterModel::followTime()
{
    if (m_query.dependsOnTime())
        invalidateRowsFilter();
}

void SandboxFilterModel::setStatuses(const QSet<SandboxStatus> &statuses)
{
    setText(withStates(m_text, statuses));
}

void SandboxFilterModel::clearFilter()
{
    setText({});
}

int SandboxFilterModel::rowOf(const QString &id) const
{
    const int row = m_list.rowOf(id);
    return row < 0 ? -1 : mapFromSource(m_list.index(row, 0)).row();
}

QString SandboxFilterModel::idAt(int row) const
{
    const QModelIndex source = mapToSource(index(row, 0));
    return source.isValid() ? m_list.row(source.row()).sandbox.id : QString();
}

bool SandboxFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    Q_UNUSED(sourceParent)
    return m_query.matches(m_list.announced(sourceRow), m_list.serverNow(), traitsOf(m_list.row(sourceRow)));
}

bool SandboxFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const Sandbox &a = m_list.announced(left.row());
    const Sandbox &b = m_list.announced(right.row());
    std::weak_ordering order = compareEnds(m_list.row(left.row()), m_list.row(right.row()), left.column());
    if (order == 0)
        order = compareColumn(a, b, left.column());
    if (order != 0)
        return order < 0;
    // Ids keep their direction whichever way another column is sorted, so that equal rows never swap places.
    return sortOrder() == Qt::AscendingOrder ? a.id < b.id : b.id < a.id;
}

} // namespace sandglass
