// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/sandboxdelegate.h"

#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/expiryradar.h"
#include "store/serverclock.h"
#include "table/glyphanimator.h"
#include "table/ticker.h"
#include "theme/expirylook.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>
#include <QPixmap>
#include <QStyle>

#include <cmath>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Column = SandboxListModel::Column;

constexpr int kGap = 8; // between glyph and word
constexpr int kMarkSize = 14;
constexpr int kButtonSize = 20;
constexpr int kButtonIcon = 14;
constexpr int kShortestRow = 24;
constexpr int kNarrow = 80; // glyph, mark and some letters

const QString kUnknown = u"–"_s;

QRect centered(const QRect &cell, int x, int size)
{
    return {x, cell.top() + (cell.height() - size) / 2, size, size};
}

void fillPill(QPainter &painter, const QRectF &rect, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(rect, 4, 4);
    painter.restore();
}

} // namespace

struct SandboxDelegate::Cell
{
    QPainter &painter;
    const QStyleOptionViewItem &option;
    const QModelIndex &index;
    const SandboxRow &row;
    QString text;
    Ink ink;
    bool selected;
    bool old;
    bool struck; ///< about to be deleted

    [[nodiscard]] QRect inner() const { return option.rect.adjusted(kPadding, 0, -kPadding, 0); }
    /// Text of this cell where nothing asks for another colour.
    [[nodiscard]] QColor textColor() const { return old || text == kUnknown ? ink.faint : ink.text; }
};

SandboxDelegate::SandboxDelegate(const SandboxFilterModel &model, const ServerClock &clock, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model), m_clock(clock)
{}

SandboxDelegate::~SandboxDelegate() = default;

void SandboxDelegate::setObservers(Ticker *ticker, GlyphAnimator *animator)
{
    m_ticker = ticker;
    m_animator = animator;
}

void SandboxDelegate::forgetTexts()
{
    m_texts.clear();
    m_fixedTexts.clear();
    m_glyphs.clear();
    m_font.reset();
    m_colors.key = -1;
}

int SandboxDelegate::rowHeight(const QFont &font) const
{
    const int height = QFontMetrics(font).height() + 12;
    return std::max(kShortestRow, height + height % 2);
}

int SandboxDelegate::cellWidth(const QModelIndex &index, const QFont &font) const
{
    adoptFont(font);
    const bool fixed = index.column() == Column::Id;
    const qreal text = laidOut(index.data().toString(), fixed ? m_fixedFont : *m_font, fixed).width;
    int extra = 0;
    if (index.column() == Column::State)
        extra = kStatusGlyphSize + kGap + kMarkSize + 4;
    else if (fixed)
        extra = kButtonSize + 3;
    else if (index.column() == Column::TimeLeft)
        extra = kMarkSize + kGap;
    return static_cast<int>(std::ceil(text)) + extra + 2 * kPadding + 1;
}

QRect SandboxDelegate::copyButtonRect(const QRect &cell, Qt::LayoutDirection direction) const
{
    return QStyle::visualRect(direction, cell, centered(cell, cell.right() - 3 - kButtonSize, kButtonSize));
}

QRect SandboxDelegate::glyphRect(const QRect &cell, Qt::LayoutDirection direction) const
{
    return QStyle::visualRect(direction, cell, centered(cell, cell.left() + kPadding, kStatusGlyphSize));
}

QRect SandboxDelegate::markRect(const QRect &cell, Qt::LayoutDirection direction) const
{
    return QStyle::visualRect(direction, cell,
                              centered(cell, cell.right() + 1 - kPadding - kMarkSize, kMarkSize));
}

const SandboxRow &SandboxDelegate::rowOf(const QModelIndex &index) const
{
    return m_model.list().row(m_model.listRow(index.row()));
}

StatusGlyph SandboxDelegate::glyphOf(const SandboxRow &row, bool old)
{
    if (row.pending && row.pending->phase != PendingOp::Phase::Scheduled)
        return {row.pending->expected, true, old};
    return {row.sandbox->status, false, old};
}

const SandboxDelegate::Colors &SandboxDelegate::colors(const QPalette &palette) const
{
    if (m_colors.key == palette.cacheKey())
        return m_colors;
    const auto semantic = [&palette](SemanticColor color) { return semanticColor(color, palette); };
    m_colors = {palette.cacheKey(),
                isHighContrast(palette),
                palette.color(QPalette::Base),
                palette.color(QPalette::AlternateBase),
                semantic(SemanticColor::HoverTint),
                semantic(SemanticColor::SelectionTint),
                semantic(SemanticColor::InactiveSelectionTint),
                palette.color(QPalette::Text),
                palette.color(QPalette::HighlightedText),
                semantic(SemanticColor::Faint),
                semantic(SemanticColor::Warning),
                semantic(SemanticColor::Danger),
                semantic(SemanticColor::Success)};
    return m_colors;
}

SandboxDelegate::Ink SandboxDelegate::inkFor(const QPalette &palette, bool selected) const
{
    const Colors &c = colors(palette);
    if (c.highContrast && selected)
        return {c.selectedText, c.selectedText, c.selectedText, c.selectedText, true};
    return {c.text, c.faint, c.warning, c.danger, c.highContrast};
}

QColor SandboxDelegate::rowColor(const QPalette &palette, const QModelIndex &index, bool selected) const
{
    const Colors &c = colors(palette);
    if (selected)
        return m_focused ? c.selection : c.inactiveSelection;
    if (index.row() == m_hoveredRow)
        return c.hover;
    if (const auto look = lookOf(tierOf(rowOf(index), m_clock.now())); look && !c.highContrast)
        return semanticColor(look->tint, palette);
    return index.row() % 2 == 0 ? c.base : c.alternate;
}

void SandboxDelegate::adoptFont(const QFont &font) const
{
    if (m_font == font)
        return;
    m_font = font;
    m_fixedFont = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_fixedFont.setPointSizeF(font.pointSizeF());
    m_texts.clear();
    m_fixedTexts.clear();
}

const SandboxDelegate::Text &SandboxDelegate::laidOut(const QString &text, const QFont &font,
                                                      bool fixed) const
{
    auto &cache = fixed ? m_fixedTexts : m_texts;
    if (const Text *known = cache.object(text))
        return *known;
    auto *fresh = new Text{QStaticText(text), QFontMetricsF(font).horizontalAdvance(text)};
    fresh->laidOut.setTextFormat(Qt::PlainText);
    fresh->laidOut.prepare({}, font);
    cache.insert(text, fresh);
    return *fresh;
}

void SandboxDelegate::paintText(const Cell &cell, const QRect &rect, const QString &text, const QColor &color,
                                bool atEnd) const
{
    const bool fixed = cell.index.column() == Column::Id;
    const QFont &font = fixed ? m_fixedFont : *m_font;
    const bool rightToLeft = cell.option.direction == Qt::RightToLeft;
    const Text *shown = &laidOut(text, font, fixed);
    if (shown->width > rect.width()) {
        const auto mode = fixed ? Qt::ElideMiddle : Qt::ElideRight;
        shown = &laidOut(QFontMetricsF(font).elidedText(text, mode, rect.width()), font, fixed);
    }
    const qreal x = atEnd != rightToLeft ? rect.right() + 1 - shown->width : rect.left();
    // All fonts of a row stand on the line of its main font.
    const QFontMetrics main(*m_font);
    const int baseline = rect.top() + (rect.height() - main.height()) / 2 + main.ascent();
    const qreal top = baseline - QFontMetricsF(font).ascent();
    cell.painter.setFont(font);
    cell.painter.setPen(color);
    cell.painter.drawStaticText(QPointF(x, top), shown->laidOut);
    if (cell.struck) {
        // By hand: the laid out texts are shared with rows that stay.
        const qreal middle = baseline - main.strikeOutPos() + 0.5;
        cell.painter.drawLine(QPointF(x, middle), QPointF(x + shown->width, middle));
    }
}

void SandboxDelegate::paintGlyph(QPainter &painter, const QRect &rect, const StatusGlyph &glyph,
                                 const QColor &color, qreal turn) const
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    // Between pixels a picture would be blurred.
    if (ratio != std::round(ratio)) {
        paintStatusGlyph(painter, rect, glyph, color, turn);
        return;
    }
    const Look look{glyph, color.rgba(), ratio, turn};
    const QPixmap *picture = m_glyphs.object(look);
    if (!picture) {
        auto *fresh = new QPixmap(rect.size() * ratio);
        fresh->setDevicePixelRatio(ratio);
        fresh->fill(Qt::transparent);
        QPainter canvas(fresh);
        paintStatusGlyph(canvas, QRect({0, 0}, rect.size()), glyph, color, turn);
        canvas.end();
        m_glyphs.insert(look, fresh);
        picture = fresh;
    }
    painter.drawPixmap(rect.topLeft(), *picture);
}

void SandboxDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    adoptFont(option.font);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    // Asked of the list itself, some hundred cells are a frame.
    const SandboxListModel &list = m_model.list();
    const QModelIndex listIndex = list.index(m_model.listRow(index.row()), index.column());
    const SandboxRow &row = list.row(listIndex.row());
    Cell cell{*painter,
              option,
              index,
              row,
              list.data(listIndex, Qt::DisplayRole).toString(),
              inkFor(option.palette, selected),
              selected,
              list.isOld(row),
              false};
    cell.struck = index.column() != Column::State && cell.row.pending &&
                  cell.row.pending->phase == PendingOp::Phase::Scheduled;
    // Texts are cut to fit; glyphs and marks fit wherever there is some room. A clip for each cell would take
    // a fifth of the frame.
    const bool isNarrow = option.rect.width() < kNarrow;
    if (isNarrow) {
        painter->save();
        painter->setClipRect(option.rect, Qt::IntersectClip);
    }
    painter->fillRect(option.rect, rowColor(option.palette, index, selected));

    switch (static_cast<Column>(index.column())) {
    case Column::State:
        paintState(cell);
        break;
    case Column::Id:
        paintId(cell);
        break;
    case Column::TimeLeft:
        paintTimeLeft(cell);
        break;
    case Column::Template:
    case Column::Region:
        paintText(cell, cell.inner(), cell.text, cell.textColor(), false);
        break;
    default:
        paintText(cell, cell.inner(), cell.text, cell.textColor(), true);
    }
    if (isNarrow)
        painter->restore();

    const bool mayTick = index.column() == Column::State || index.column() == Column::Age ||
                         index.column() == Column::TimeLeft;
    const bool wasCut = index.column() == Column::State && showsGlyphAlone(option);
    if (mayTick && !wasCut && m_ticker && list.data(listIndex, SandboxListModel::TickingRole).toBool())
        m_ticker->drawn(index, cell.text);
}

bool SandboxDelegate::showsGlyphAlone(const QStyleOptionViewItem &option) const
{
    const QRect glyph = glyphRect(option.rect, option.direction);
    return !m_part.isNull() && glyph.left() <= m_part.left() && m_part.right() <= glyph.right();
}

void SandboxDelegate::paintState(const Cell &cell) const
{
    const QRect &rect = cell.option.rect;
    const Qt::LayoutDirection direction = cell.option.direction;
    const StatusGlyph glyph = glyphOf(cell.row, cell.old);
    const QRect glyphPlace = glyphRect(rect, direction);
    const bool moving = isMoving(glyph) && !cell.old;
    const qreal turn = moving && m_animator ? m_animator->turn() : 0;
    const QColor color = cell.ink.plain ? cell.ink.text : statusColor(glyph.status, cell.option.palette);
    paintGlyph(cell.painter, glyphPlace, glyph, color, turn);
    if (moving && m_animator)
        m_animator->drawn(glyphPlace);
    if (showsGlyphAlone(cell.option))
        return;

    const bool overdue = cell.row.pending && cell.row.pending->phase == PendingOp::Phase::Overdue;
    const bool marked = cell.row.fault || overdue;
    if (marked) {
        const QString icon = cell.row.fault ? u"triangle-alert"_s : u"clock-alert"_s;
        paintIcon(cell.painter, markRect(rect, direction), icon,
                  cell.row.fault ? cell.ink.danger : cell.ink.warning);
    }
    QRect words = cell.inner();
    words.setLeft(words.left() + kStatusGlyphSize + kGap);
    if (marked)
        words.setRight(words.right() - kMarkSize - 4);
    words = QStyle::visualRect(direction, rect, words);
    const bool isCut = laidOut(cell.text, *m_font, false).width > words.width();
    const QString brief =
        isCut ? m_model.list().stateText(cell.row, SandboxListModel::Wording::Brief) : cell.text;
    paintText(cell, words, brief, cell.textColor(), false);
}

void SandboxDelegate::paintId(const Cell &cell) const
{
    const int row = cell.index.row();
    const bool copied = m_copied == cell.index;
    // What is being created has no id to copy yet.
    const bool offersCopy =
        !cell.row.creation && (row == m_hoveredRow || (row == m_currentRow && m_focused) || copied);
    QRect words = cell.inner();
    const QRect button = copyButtonRect(cell.option.rect, cell.option.direction);
    if (offersCopy) {
        if (cell.option.direction == Qt::RightToLeft)
            words.setLeft(std::max(words.left(), button.right() + 3));
        else
            words.setRight(std::min(words.right(), button.left() - 3));
        const QColor success = cell.ink.plain ? cell.ink.text : m_colors.success;
        const QRect icon(button.center() - QPoint(kButtonIcon / 2 - 1, kButtonIcon / 2 - 1),
                         QSize(kButtonIcon, kButtonIcon));
        paintIcon(cell.painter, icon, copied ? u"check"_s : u"copy"_s, copied ? success : cell.ink.faint);
    }
    paintText(cell, words, cell.text, cell.textColor(), false);
}

void SandboxDelegate::paintTimeLeft(const Cell &cell) const
{
    const Expiry &expiry = cell.row.sandbox->expiry;
    const auto look = lookOf(tierOf(cell.row, m_clock.now()));
    if (!look) {
        const bool quiet =
            cell.old || cell.row.ending || expiry.kind != Expiry::Kind::At || expiry.at <= m_clock.now();
        paintText(cell, cell.inner(), cell.text, quiet ? cell.ink.faint : cell.ink.text, true);
        return;
    }
    const bool rightToLeft = cell.option.direction == Qt::RightToLeft;
    const QRect words = cell.inner();
    const qreal width = laidOut(cell.text, *m_font, false).width;
    const int iconLeft = rightToLeft ? static_cast<int>(words.left() + width + 6)
                                     : static_cast<int>(words.right() + 1 - width - 6 - kMarkSize);
    const QRect icon = centered(cell.option.rect, iconLeft, kMarkSize);
    const QColor color = look->ink == SemanticColor::Danger ? cell.ink.danger : cell.ink.warning;
    // The row is tinted as a whole, unless something else gives it its colour.
    const bool tinted = !cell.selected && cell.index.row() != m_hoveredRow;
    if (!tinted && !cell.ink.plain) {
        QRectF pill(icon.united(QRect(rightToLeft ? words.left() : words.right() - static_cast<int>(width),
                                      icon.top(), static_cast<int>(width), icon.height())));
        fillPill(cell.painter, pill.adjusted(-4, -3, 5, 3), semanticColor(look->tint, cell.option.palette));
    }
    paintIcon(cell.painter, icon, look->icon, color);
    paintText(cell, words, cell.text, color, true);
}

QSize SandboxDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    return {64, rowHeight(option.font)};
}

} // namespace sandglass
