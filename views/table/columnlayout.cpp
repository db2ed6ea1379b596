// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/columnlayout.h"

#include "item/sandboxlistmodel.h"

#include <QAction>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QHeaderView>

#include <algorithm>
#include <array>
#include <numeric>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

using Column = SandboxListModel::Column;

const QString kColumnsKey = u"columns"_s;
const QString kGeneralSorting = u"table"_s;

constexpr int kNarrowest = 40;
constexpr int kWidest = 2000;
constexpr int kTemplateWidest = 420;
constexpr int kPadding = 20; // 8 on each side, and some air

struct ColumnInfo
{
    Column column;
    QLatin1StringView word;   ///< in the settings
    QLatin1StringView sample; ///< a long text that should fit
    int extra;                ///< room for what is not text
    bool mayHide;
    QLatin1StringView shortSample = {}; ///< what has to fit where there is little room; none: as ever
    int shortExtra = 0;
};

constexpr std::array kColumns{
    // In short the mark of a failure takes the room of the last letters.
    ColumnInfo{Column::State, "state"_L1, "Pausing for 12 min"_L1, 24 + 18, false, "Resuming..."_L1, 24},
    ColumnInfo{Column::Id, "id"_L1, "1763382095i648uu1o"_L1, 26, false, "176338...uu1o"_L1},
    ColumnInfo{Column::Template, "template"_L1, "code-interpreter"_L1, 0, true, "code-int..."_L1},
    ColumnInfo{Column::TimeLeft, "timeleft"_L1, "22 h 59 min"_L1, 28, true, "22 h 59 min"_L1},
    ColumnInfo{Column::Age, "age"_L1, "22 h 59 min"_L1, 0, true},
    ColumnInfo{Column::Region, "region"_L1, "eu-central"_L1, 0, true},
    ColumnInfo{Column::Vcpu, "vcpu"_L1, "128"_L1, 0, true},
    ColumnInfo{Column::Memory, "memory"_L1, "1000 MB"_L1, 0, true},
    ColumnInfo{Column::Disk, "disk"_L1, "1000 GB"_L1, 0, true},
};
static_assert(kColumns.size() == SandboxListModel::ColumnCount);

/// What people know a sandbox by longest.
constexpr std::array kSqueezeOrder{Column::State, Column::Id, Column::TimeLeft, Column::Template};

const ColumnInfo &infoOf(int column)
{
    return kColumns.at(static_cast<std::size_t>(column));
}

const ColumnInfo *infoOf(QStringView word)
{
    const auto *it = std::find_if(kColumns.begin(), kColumns.end(),
                                  [word](const ColumnInfo &info) { return word == info.word; });
    return it == kColumns.end() ? nullptr : it;
}

} // namespace

ColumnLayout::ColumnLayout(QHeaderView &header, const ViewSettings &settings, QObject *parent)
    : QObject(parent), m_header(header), m_settings(settings)
{
    for (const ColumnInfo &info : kColumns) {
        if (!info.mayHide)
            continue;
        auto *action = new QAction(this);
        action->setCheckable(true);
        action->setData(static_cast<int>(info.column));
        connect(action, &QAction::toggled, this, [this, column = info.column](bool shown) {
            if (m_arranging)
                return;
            m_header.setSectionHidden(column, !shown);
            fit(m_width);
            save();
        });
        m_actions += action;
    }
    connect(&m_header, &QHeaderView::sectionResized, this, &ColumnLayout::onSectionResized);
    connect(&m_header, &QHeaderView::sectionMoved, this, &ColumnLayout::onSectionMoved);
    connect(&m_header, &QHeaderView::sortIndicatorChanged, this, &ColumnLayout::save);
}

ColumnLayout::~ColumnLayout() = default;

std::vector<ColumnLayout::Placed> ColumnLayout::remembered() const
{
    std::vector<Placed> columns;
    const auto isPlaced = [&columns](int column) {
        return std::any_of(columns.begin(), columns.end(),
                           [column](const Placed &placed) { return placed.column == column; });
    };
    const QStringList entries = m_settings.value(kColumnsKey).toStringList();
    for (const QString &entry : entries) {
        const QStringList parts = entry.split(u':');
        const ColumnInfo *info = infoOf(parts.first());
        if (!info || parts.size() != 3 || isPlaced(info->column))
            continue;
        bool isNumber = false;
        const int width = parts.at(1).toInt(&isNumber);
        // Earlier versions noted the first widths too, which nobody had chosen.
        const bool usable =
            isNumber && width >= kNarrowest && width <= kWidest && width != firstWidth(info->column);
        columns.push_back({info->column, usable ? width : 0, !info->mayHide || parts.at(2) != "hidden"_L1});
    }
    // Columns the settings do not know go where they are on the first day.
    for (const ColumnInfo &info : kColumns) {
        if (isPlaced(info.column))
            continue;
        const auto at = std::min<std::size_t>(info.column, columns.size());
        columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(at), {info.column, 0, true});
    }
    return columns;
}

int ColumnLayout::firstWidth(int column) const
{
    return widthFor(infoOf(column).sample, infoOf(column).extra, column);
}

int ColumnLayout::shortWidth(int column) const
{
    return widthFor(infoOf(column).shortSample, infoOf(column).shortExtra, column);
}

int ColumnLayout::widthFor(const QString &sample, int extra, int column) const
{
    QFont font = m_header.parentWidget() ? m_header.parentWidget()->font() : m_header.font();
    if (column == Column::Id) {
        const qreal size = font.pointSizeF();
        font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setPointSizeF(size);
    }
    const int text = QFontMetrics(font).horizontalAdvance(sample) + extra;
    return std::max(text + kPadding, headingWidth(column));
}

int ColumnLayout::headingWidth(int column) const
{
    return QFontMetrics(m_header.font()).horizontalAdvance(titleOf(column)) + 16 + 16;
}

QString ColumnLayout::titleOf(int column) const
{
    return m_header.model()->headerData(column, Qt::Horizontal).toString();
}

void ColumnLayout::retitle()
{
    for (QAction *action : std::as_const(m_actions))
        action->setText(titleOf(action->data().toInt()));
}

void ColumnLayout::restore()
{
    connect(m_header.model(), &QAbstractItemModel::headerDataChanged, this, &ColumnLayout::retitle,
            Qt::UniqueConnection);
    retitle();
    place(remembered());
    restoreSorting();
}

void ColumnLayout::reset()
{
    m_settings.remove(kColumnsKey);
    m_settings.remove(sortingKey());
    restore();
}

QString ColumnLayout::sortingKey() const
{
    return u"sorting/"_s + (m_sorting.isEmpty() ? kGeneralSorting : m_sorting);
}

void ColumnLayout::useSorting(const QString &name, const QString &first)
{
    m_firstSorting = first;
    if (m_sorting == name)
        return;
    m_sorting = name;
    restoreSorting();
}

QString ColumnLayout::sortingWord() const
{
    const auto sorted = static_cast<std::size_t>(m_header.sortIndicatorSection());
    if (sorted >= kColumns.size())
        return {};
    const bool descending = m_header.sortIndicatorOrder() == Qt::DescendingOrder;
    return u"%1:%2"_s.arg(kColumns.at(sorted).word, descending ? "descending"_L1 : "ascending"_L1);
}

bool ColumnLayout::canHide(int column) const
{
    return infoOf(column).mayHide;
}

void ColumnLayout::hide(int column)
{
    for (QAction *action : std::as_const(m_actions)) {
        if (action->data().toInt() == column)
            action->setChecked(false);
    }
}

int ColumnLayout::neighbour(int column, int by) const
{
    int visual = m_header.visualIndex(column) + by;
    while (visual >= 0 && visual < m_header.count() &&
           m_header.isSectionHidden(m_header.logicalIndex(visual)))
        visual += by;
    return visual >= 0 && visual < m_header.count() ? visual : -1;
}

bool ColumnLayout::canMove(int column, int by) const
{
    return neighbour(column, by) >= 0;
}

QString ColumnLayout::move(int column, int by)
{
    const int target = neighbour(column, by);
    if (target < 0)
        return by < 0 ? tr("%1 is the first column already").arg(titleOf(column))
                      : tr("%1 is the last column already").arg(titleOf(column));
    const QString other = titleOf(m_header.logicalIndex(target));
    m_header.moveSection(m_header.visualIndex(column), target);
    return (by < 0 ? tr("%1 is now before %2") : tr("%1 is now behind %2")).arg(titleOf(column), other);
}

QString ColumnLayout::resize(int column, int by)
{
    const int before = m_header.sectionSize(column);
    setWidth(column, before + by);
    if (m_header.sectionSize(column) == before)
        return tr("%1 cannot be made narrower").arg(titleOf(column));
    return (by < 0 ? tr("%1 is narrower now") : tr("%1 is wider now")).arg(titleOf(column));
}

QString ColumnLayout::sort(int column)
{
    const bool descending =
        m_header.sortIndicatorSection() == column && m_header.sortIndicatorOrder() == Qt::AscendingOrder;
    m_header.setSortIndicator(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    return (descending ? tr("Sorted by %1, descending") : tr("Sorted by %1, ascending")).arg(titleOf(column));
}

void ColumnLayout::setWidth(int column, int width)
{
    m_header.resizeSection(column, std::clamp(width, kNarrowest, kWidest));
}

void ColumnLayout::place(const std::vector<Placed> &columns)
{
    m_arranging = true;
    m_set.clear();
    int visual = 0;
    for (const Placed &placed : columns) {
        m_header.moveSection(m_header.visualIndex(placed.column), visual++);
        m_header.setSectionHidden(placed.column, !placed.shown);
        m_header.resizeSection(placed.column, placed.width > 0 ? placed.width : firstWidth(placed.column));
        if (placed.width > 0)
            m_set.insert(placed.column);
    }
    for (QAction *action : std::as_const(m_actions))
        action->setChecked(!m_header.isSectionHidden(action->data().toInt()));
    m_arranging = false;
    fit(m_width);
}

void ColumnLayout::restoreSorting()
{
    const QString remembered = m_settings.value(sortingKey()).toString();
    QStringList parts = remembered.split(u':');
    if (parts.size() != 2 || !infoOf(parts.first()))
        parts = m_firstSorting.split(u':');
    const ColumnInfo *info = infoOf(parts.first());
    const bool known = info && parts.size() == 2;
    const bool descending = known && parts.at(1) == "descending"_L1;
    m_arranging = true;
    // Youngest first: what was just made is what people look for.
    m_header.setSortIndicator(known ? info->column : Column::Age,
                              descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_arranging = false;
}

void ColumnLayout::save()
{
    if (m_arranging)
        return;
    const std::vector<Placed> before = remembered();
    const auto widthBefore = [&before](int column) {
        return std::find_if(before.begin(), before.end(),
                            [column](const Placed &placed) { return placed.column == column; })
            ->width;
    };
    QStringList entries;
    for (int visual = 0; visual < m_header.count(); ++visual) {
        const int column = m_header.logicalIndex(visual);
        const bool hidden = m_header.isSectionHidden(column);
        // A hidden section's size is 0 to the outside; it keeps the one it had.
        const int shown = hidden ? widthBefore(column) : m_header.sectionSize(column);
        const int width = m_set.contains(column) ? shown : 0;
        entries += u"%1:%2:%3"_s.arg(kColumns.at(static_cast<std::size_t>(column)).word)
                       .arg(width)
                       .arg(hidden ? "hidden"_L1 : "shown"_L1);
    }
    m_settings.setValue(kColumnsKey, entries);
    if (const QString word = sortingWord(); !word.isEmpty())
        m_settings.setValue(sortingKey(), word);
}

void ColumnLayout::onSectionMoved()
{
    if (m_arranging)
        return;
    fit(m_width);
    save();
}

void ColumnLayout::onSectionResized(int column, int before, int now)
{
    if (m_arranging || before == 0 || now == 0)
        return;
    m_set.insert(column);
    // The edge follows the hand: what stands before it stays where it is.
    fit(m_width, m_header.visualIndex(column));
    save();
}

bool ColumnLayout::isFitted(int column, int from) const
{
    return !m_header.isSectionHidden(column) && !m_set.contains(column) &&
           !infoOf(column).shortSample.isEmpty() && m_header.visualIndex(column) >= from;
}

void ColumnLayout::fit(int width)
{
    m_width = width;
    fit(width, 0);
}

void ColumnLayout::fit(int width, int from)
{
    if (width <= 0)
        return;
    std::array<int, kColumns.size()> widths{};
    for (int column = 0; column < m_header.count(); ++column)
        widths[column] = isFitted(column, from) ? firstWidth(column) : m_header.sectionSize(column);
    if (isFitted(Column::Template, from)) {
        int &own = widths[Column::Template];
        const int room = width - std::accumulate(widths.begin(), widths.end(), -own);
        own = std::clamp(room, std::min(own, kTemplateWidest), kTemplateWidest);
    }
    // The columns behind the time left are scrolled to.
    const int last = m_header.isSectionHidden(Column::TimeLeft) ? -1 : m_header.visualIndex(Column::TimeLeft);
    int lacking = -width;
    for (int visual = 0; visual <= last; ++visual)
        lacking += widths[m_header.logicalIndex(visual)];
    const auto spare = [&](Column column) {
        const bool mayGive = isFitted(column, from) && m_header.visualIndex(column) <= last;
        return mayGive ? std::max(0, widths[column] - shortWidth(column)) : 0;
    };
    const int most = std::accumulate(kSqueezeOrder.begin(), kSqueezeOrder.end(), 0,
                                     [&](int sum, Column column) { return sum + spare(column); });
    // Where all of it would not do, nobody gives in vain.
    if (most < lacking)
        lacking = 0;
    for (const Column column : kSqueezeOrder) {
        const int given = std::clamp(lacking, 0, spare(column));
        widths[column] -= given;
        lacking -= given;
    }
    m_arranging = true;
    for (const Column column : kSqueezeOrder) {
        if (isFitted(column, from))
            m_header.resizeSection(column, widths[column]);
    }
    m_arranging = false;
}

} // namespace sandglass
