// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/viewlist.h"

#include "item/formatting.h"
#include "item/querycounter.h"
#include "sidebar/builtinview.h"
#include "theme/icons.h"
#include "theme/statusglyph.h"
#include "widgets/plaintooltip.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBuiltIn = static_cast<int>(kBuiltInViews.size());
const QString kSavedKey = u"saved"_s;

QString normalized(const QString &query)
{
    return query.simplified().toLower();
}

BuiltInView builtInAt(int row)
{
    return kBuiltInViews.at(static_cast<std::size_t>(row));
}

} // namespace

ViewList::ViewList(ViewSettings settings, QObject *parent)
    : QAbstractListModel(parent), m_settings(std::move(settings))
{
    load();
}

ViewList::~ViewList() = default;

int ViewList::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return kBuiltIn + (m_saved.isEmpty() ? 0 : 1 + static_cast<int>(m_saved.size()));
}

ViewList::Kind ViewList::kindAt(int row) const
{
    if (row < kBuiltIn)
        return Kind::BuiltIn;
    return row == kBuiltIn ? Kind::Heading : Kind::Saved;
}

bool ViewList::isSaved(int row) const
{
    return row >= 0 && row < rowCount() && kindAt(row) == Kind::Saved;
}

int ViewList::savedAt(int row) const
{
    return row - kBuiltIn - 1;
}

View ViewList::viewAt(int row) const
{
    if (isSaved(row))
        return m_saved.at(savedAt(row));
    if (row < 0 || row >= kBuiltIn)
        return {};
    const BuiltInViewInfo &info = infoOf(builtInAt(row));
    return {info.word, nameOf(builtInAt(row)), info.query};
}

QVector<int> ViewList::viewRows() const
{
    QVector<int> rows;
    for (int row = 0; row < rowCount(); ++row) {
        if (kindAt(row) != Kind::Heading)
            rows.append(row);
    }
    return rows;
}

int ViewList::rowOfWord(const QString &word) const
{
    const QVector<int> rows = viewRows();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](int row) { return viewAt(row).word == word; });
    return found == rows.end() ? -1 : *found;
}

int ViewList::rowOfQuery(const QString &query, const QString &preferred) const
{
    const QString wanted = normalized(query);
    const QVector<int> rows = viewRows();
    int first = -1;
    for (const int row : rows) {
        const View view = viewAt(row);
        if (normalized(view.query) != wanted)
            continue;
        if (view.word == preferred)
            return row;
        first = first < 0 ? row : first;
    }
    return first;
}

int ViewList::countAt(int row) const
{
    return m_counts.value(row < kBuiltIn ? row : row - 1, QueryCounter::kNotCounted);
}

ViewList::Extent ViewList::extentOf(int row) const
{
    const bool isDeleted = kindAt(row) == Kind::BuiltIn && builtInAt(row) == BuiltInView::Deleted;
    return isDeleted ? Extent::Whole : m_extent;
}

QString ViewList::shownCount(int row) const
{
    const int count = countAt(row);
    if (count < 0)
        return {};
    QString number = countText(count);
    switch (extentOf(row)) {
    case Extent::Whole:
        break;
    case Extent::InTurns:
        return count > 0 ? tr("≈%1", "about so many").arg(number) : number;
    case Extent::Part:
        return count > 0 ? tr("%1+", "at least so many").arg(number) : u"–"_s;
    }
    return number;
}

QString ViewList::spokenCount(int row) const
{
    const int count = countAt(row);
    QString number = countText(count);
    switch (extentOf(row)) {
    case Extent::Whole:
        break;
    case Extent::InTurns:
        return count > 0 ? tr("about %1").arg(number) : number;
    case Extent::Part:
        return count > 0 ? tr("%1 so far").arg(number) : tr("none so far");
    }
    return number;
}

QVariant ViewList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const Kind kind = kindAt(row);
    if (role == KindRole)
        return static_cast<int>(kind);
    if (kind == Kind::Heading)
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? tr("Saved views") : QVariant();
    const View view = viewAt(row);
    const int count = countAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return view.name;
    case Qt::AccessibleTextRole:
        return count < 0 ? view.name : tr("%1, %2", "Running, 12").arg(view.name, spokenCount(row));
    case Qt::ToolTipRole:
        return plainToolTip(data(index, Qt::StatusTipRole).toString());
    case Qt::StatusTipRole:
        return view.query.isEmpty() ? tr("Every sandbox") : view.query;
    case CountRole:
        return count;
    case CountTextRole:
        return shownCount(row);
    case Qt::DecorationRole: {
        if (kind == Kind::Saved)
            return themedIcon(u"bookmark"_s, QPalette::Text);
        const BuiltInViewInfo &info = infoOf(builtInAt(row));
        return info.status ? statusIcon(*info.status) : themedIcon(info.icon, QPalette::Text);
    }
    default:
        break;
    }
    return {};
}

Qt::ItemFlags ViewList::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between the rows
    switch (kindAt(index.row())) {
    case Kind::BuiltIn:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    case Kind::Heading:
        return Qt::ItemNeverHasChildren;
    case Kind::Saved:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
    }
    return {};
}

QString ViewList::refusalOfName(const QString &name, int row) const
{
    const QString plain = name.simplified();
    if (plain.isEmpty())
        return tr("Give the view a name");
    if (plain.size() > kLongestName)
        return tr("The name is too long");
    const QVector<int> rows = viewRows();
    for (const int other : rows) {
        if (other != row && viewAt(other).name.compare(plain, Qt::CaseInsensitive) == 0)
            return tr("There is a view of this name already");
    }
    return {};
}

int ViewList::add(const QString &name, const QString &query)
{
    insert(static_cast<int>(m_saved.size()),
           {u"v%1"_s.arg(++m_lastNumber), name.simplified(), query.simplified().left(kLongestQuery)});
    return rowCount() - 1;
}

void ViewList::insert(int saved, const View &view)
{
    const bool first = m_saved.isEmpty();
    const int row = kBuiltIn + 1 + saved;
    beginInsertRows({}, first ? kBuiltIn : row, row);
    m_saved.insert(saved, view);
    m_counts.insert(std::min<qsizetype>(kBuiltIn + saved, m_counts.size()), QueryCounter::kNotCounted);
    endInsertRows();
    save();
    Q_EMIT viewsChanged();
}

void ViewList::rename(int row, const QString &name)
{
    if (!isSaved(row) || m_saved.at(savedAt(row)).name == name.simplified())
        return;
    m_saved[savedAt(row)].name = name.simplified();
    save();
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT viewsChanged();
}

void ViewList::setQuery(int row, const QString &query)
{
    if (!isSaved(row))
        return;
    m_saved[savedAt(row)].query = query.simplified().left(kLongestQuery);
    save();
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT viewsChanged();
}

bool ViewList::move(int row, int by)
{
    return by < 0 ? moveRows({}, row, 1, {}, row + by) : moveRows({}, row, 1, {}, row + by + 1);
}

bool ViewList::moveRows(const QModelIndex &from, int row, int count, const QModelIndex &to, int target)
{
    // What is dropped among the built-in views goes to the top of the saved ones.
    target = std::clamp(target, kBuiltIn + 1, rowCount());
    if (from.isValid() || to.isValid() || count != 1 || !isSaved(row) || target == row || target == row + 1)
        return false;
    if (!beginMoveRows({}, row, row, {}, target))
        return false;
    const int goal = savedAt(target > row ? target - 1 : target);
    if (const int counted = row - 1; m_counts.size() == kBuiltIn + m_saved.size())
        m_counts.move(counted, kBuiltIn + goal);
    m_saved.move(savedAt(row), goal);
    endMoveRows();
    save();
    Q_EMIT viewsChanged();
    return true;
}

void ViewList::remove(int row)
{
    if (!isSaved(row))
        return;
    forgetRemoved();
    const bool last = m_saved.size() == 1;
    m_removedFrom = savedAt(row);
    beginRemoveRows({}, last ? kBuiltIn : row, row);
    m_removed = m_saved.takeAt(m_removedFrom);
    if (row - 1 < m_counts.size())
        m_counts.remove(row - 1);
    endRemoveRows();
    save();
    Q_EMIT viewsChanged();
    Q_EMIT removedChanged();
}

int ViewList::undoRemove()
{
    if (!m_removed)
        return -1;
    const View view = *std::exchange(m_removed, std::nullopt);
    const int at = std::min<int>(m_removedFrom, static_cast<int>(m_saved.size()));
    insert(at, view);
    Q_EMIT removedChanged();
    return kBuiltIn + 1 + at;
}

void ViewList::forgetRemoved()
{
    if (!m_removed)
        return;
    const QString word = std::exchange(m_removed, std::nullopt)->word;
    Q_EMIT removedChanged();
    Q_EMIT forgotten(word);
}

void ViewList::setCounts(const QVector<int> &counts)
{
    if (m_counts == counts)
        return;
    m_counts = counts;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {CountRole, CountTextRole, Qt::AccessibleTextRole});
}

void ViewList::setExtent(Extent extent)
{
    if (std::exchange(m_extent, extent) != extent)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {CountTextRole, Qt::AccessibleTextRole});
}

void ViewList::load()
{
    const QStringList entries = m_settings.value(kSavedKey).toStringList();
    for (const QString &entry : entries) {
        const QJsonObject object = QJsonDocument::fromJson(entry.toUtf8()).object();
        View view{object.value("id"_L1).toString(), object.value("name"_L1).toString().simplified(),
                  object.value("query"_L1).toString().simplified()};
        bool isNumber = false;
        const int number = QStringView(view.word).mid(1).toInt(&isNumber);
        if (!view.word.startsWith(u'v') || !isNumber || number < 1 || rowOfWord(view.word) >= 0 ||
            !refusalOfName(view.name).isEmpty() || view.query.size() > kLongestQuery || isFull())
            continue;
        m_lastNumber = std::max(m_lastNumber, number);
        m_saved.append(view);
    }
}

void ViewList::save()
{
    QStringList entries;
    for (const View &view : std::as_const(m_saved)) {
        const QJsonObject object{{u"id"_s, view.word}, {u"name"_s, view.name}, {u"query"_s, view.query}};
        entries += QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }
    m_settings.setValue(kSavedKey, entries);
}

} // namespace sandglass
