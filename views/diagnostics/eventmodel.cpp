// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/eventmodel.h"

#include "diagnostics/eventtrail.h"
#include "item/formatting.h"
#include "theme/icons.h"
#include "widgets/plaintooltip.h"
#include "widgets/timetexts.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QIcon iconOf(EventLevel level)
{
    switch (level) {
    case EventLevel::Note:
        return themedIcon(u"info"_s, SemanticColor::Faint);
    case EventLevel::Warning:
        return themedIcon(u"clock-alert"_s, SemanticColor::Warning);
    case EventLevel::Problem:
        return themedIcon(u"triangle-alert"_s, SemanticColor::Danger);
    }
    return {};
}

} // namespace

EventModel::EventModel(const EventTrail &trail, QObject *parent) : QAbstractTableModel(parent), m_trail(trail)
{
    connect(&trail, &EventTrail::aboutToAppend, this,
            [this] { beginInsertRows({}, m_trail.size(), m_trail.size()); });
    connect(&trail, &EventTrail::appended, this, [this] { endInsertRows(); });
    connect(&trail, &EventTrail::aboutToForget, this,
            [this](int count) { beginRemoveRows({}, 0, count - 1); });
    connect(&trail, &EventTrail::forgot, this, [this] { endRemoveRows(); });
    connect(&trail, &EventTrail::repeated, this,
            [this](int row) { Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1)); });
}

EventModel::~EventModel() = default;

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_trail.size();
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString EventModel::textOf(int row, Column column) const
{
    const Event &event = m_trail.at(row);
    switch (column) {
    case Time:
        return timeOfDay(event.at);
    case Kind:
        return nameOfEventKind(event.kind);
    case What:
        return event.times == 1 ? event.what
                                : tr("%1 (%2 times, last at %3)")
                                      .arg(event.what, countText(event.times), timeOfDay(event.last));
    case Why:
        return event.why;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    const auto column = static_cast<Column>(index.column());
    const Event &event = m_trail.at(row);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::AccessibleTextRole:
        // What the icon says to the eye.
        return column == Kind && event.level != EventLevel::Note
                   ? tr("%1, %2").arg(textOf(row, column), nameOfEventLevel(event.level))
                   : textOf(row, column);
    case Qt::ToolTipRole:
        return column == What || column == Why ? QVariant(plainToolTip(textOf(row, What), event.why))
                                               : QVariant();
    case Qt::DecorationRole:
        return column == Kind ? QVariant(iconOf(event.level)) : QVariant();
    case KindRole:
        return static_cast<int>(event.kind);
    case LineRole:
        return QString(textOf(row, Time) % u' ' % textOf(row, Kind) % ": "_L1 % textOf(row, What) %
                       (event.why.isEmpty() ? QString() : QString(": "_L1 % event.why)));
    default:
        return {};
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Time:
        return tr("Time");
    case Kind:
        return tr("About");
    case What:
        return tr("What");
    case Why:
        return tr("Why");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace sandglass
