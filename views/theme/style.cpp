// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/style.h"

#include "theme/icons.h"
#include "theme/statuscolors.h"
#include "theme/theme.h"
#include "theme/thinbar.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal kRadius = 5;
constexpr int kScrollBarExtent = 12;
constexpr int kShortestSlider = 32;
constexpr int kHeaderMargin = 8;
constexpr int kSortArrow = 12;

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

/// A line that sets @p option's surface off from what is around it.
QColor edgeColor(const QStyleOption *option)
{
    const double strength = isHighContrast(option->palette) ? 1 : 0.22;
    return mixed(option->palette.color(QPalette::Window), option->palette.color(QPalette::WindowText),
                 strength);
}

QColor accent(const QStyleOption *option)
{
    // The highlight may be too dark to be seen as a line on a dark window.
    return semanticColor(SemanticColor::Link, option->palette);
}

void drawSurface(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(edge, 1));
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    painter->restore();
}

/// The outline of what can be ticked has to be seen on dark windows too.
QColor markEdge(const QStyleOption *option)
{
    if (has(option, QStyle::State_HasFocus) && has(option, QStyle::State_Enabled))
        return accent(option);
    const double strength = isHighContrast(option->palette)      ? 1
                            : has(option, QStyle::State_Enabled) ? 0.5
                                                                 : 0.25;
    return mixed(option->palette.color(QPalette::Window), option->palette.color(QPalette::WindowText),
                 strength);
}

QColor markInk(const QStyleOption *option)
{
    return has(option, QStyle::State_Enabled) ? accent(option)
                                              : option->palette.color(QPalette::Disabled, QPalette::Text);
}

void drawCheckMark(const QStyleOption *option, QPainter *painter)
{
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(markEdge(option), 1));
    const bool down = has(option, QStyle::State_Sunken);
    painter->setBrush(option->palette.color(down ? QPalette::AlternateBase : QPalette::Base));
    painter->drawRoundedRect(box, 2.5, 2.5);
    QPen pen(markInk(option), std::max(1.6, box.width() * 0.14));
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter->setPen(pen);
    const auto at = [&box](qreal x, qreal y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    if (has(option, QStyle::State_NoChange))
        painter->drawLine(at(0.25, 0.5), at(0.75, 0.5));
    else if (has(option, QStyle::State_On))
        painter->drawPolyline(QPolygonF({at(0.22, 0.53), at(0.42, 0.73), at(0.78, 0.28)}));
    painter->restore();
}

void drawRadioMark(const QStyleOption *option, QPainter *painter)
{
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(markEdge(option), 1));
    painter->setBrush(option->palette.color(QPalette::Base));
    painter->drawEllipse(box);
    if (has(option, QStyle::State_On)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(markInk(option));
        const qreal inset = box.width() * 0.28;
        painter->drawEllipse(box.adjusted(inset, inset, -inset, -inset));
    }
    painter->restore();
}

void drawFocusFrame(QPainter *painter, const QRectF &rect, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(rect.adjusted(1, 1, -1, -1), kRadius - 1, kRadius - 1);
    painter->restore();
}

void drawPushButton(const QStyleOption *option, QPainter *painter)
{
    const QPalette &palette = option->palette;
    const bool enabled = has(option, QStyle::State_Enabled);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const bool flat = button && button->features.testFlag(QStyleOptionButton::Flat);
    const bool isDefault = button && button->features.testFlag(QStyleOptionButton::DefaultButton);
    const bool down = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);

    QColor fill = palette.color(QPalette::Button);
    const QColor ink = palette.color(QPalette::ButtonText);
    if (!enabled)
        fill = palette.color(QPalette::Window);
    else if (down)
        fill = mixed(fill, ink, 0.14);
    else if (has(option, QStyle::State_MouseOver))
        fill = mixed(fill, ink, 0.06);
    else if (flat)
        return;

    QColor edge = edgeColor(option);
    if (!enabled)
        edge = mixed(palette.color(QPalette::Window), edge, 0.6);
    else if (isDefault)
        edge = accent(option);
    drawSurface(painter, option->rect, fill, edge);
}

void drawToolButtonPanel(const QStyleOption *option, QPainter *painter)
{
    const QPalette &palette = option->palette;
    const bool down = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    const bool hover = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    const bool raised = has(option, QStyle::State_Raised) && !has(option, QStyle::State_AutoRaise);
    if (!down && !hover && !raised)
        return;
    const QColor base = raised ? palette.color(QPalette::Button) : palette.color(QPalette::Window);
    const QColor fill = mixed(base, palette.color(QPalette::ButtonText), down ? 0.14 : (hover ? 0.07 : 0.0));
    drawSurface(painter, option->rect, fill, raised ? edgeColor(option) : fill);
}

void drawHeaderSurface(const QStyleOption *option, QPainter *painter)
{
    const QPalette &palette = option->palette;
    const auto *section = qstyleoption_cast<const QStyleOptionHeader *>(option);
    QColor fill = palette.color(QPalette::Window);
    if (section && has(option, QStyle::State_Sunken))
        fill = mixed(fill, palette.color(QPalette::WindowText), 0.10);
    else if (section && has(option, QStyle::State_MouseOver))
        fill = mixed(fill, palette.color(QPalette::WindowText), 0.05);
    painter->fillRect(option->rect, fill);

    const QColor line = semanticColor(SemanticColor::Separator, palette);
    const QRect &rect = option->rect;
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line);
    if (!section)
        return;
    // A short line between sections: enough to find the handle.
    const int x = option->direction == Qt::RightToLeft ? rect.left() : rect.right();
    const int inset = rect.height() / 4;
    painter->fillRect(QRect(x, rect.top() + inset, 1, rect.height() - 2 * inset), line);
}

void drawSortArrow(const QStyleOption *option, QPainter *painter)
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (!header || header->sortIndicator == QStyleOptionHeader::None)
        return;
    const QPointF center = QRectF(header->rect).center();
    // Qt's "SortDown" is the ascending order: small values on top, so the chevron points up.
    const qreal up = header->sortIndicator == QStyleOptionHeader::SortDown ? -1 : 1;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(header->palette.color(QPalette::WindowText), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF(
        {center + QPointF(-3, -1.5 * up), center + QPointF(0, 1.5 * up), center + QPointF(3, -1.5 * up)}));
    painter->restore();
}

void drawHeader(const Style &style, const QStyleOptionHeader &header, QPainter *painter,
                const QWidget *widget)
{
    painter->save();
    painter->setClipRect(header.rect, Qt::IntersectClip);
    style.drawControl(QStyle::CE_HeaderSection, &header, painter, widget);

    // The text stands over the text of its column, whether or not there is an arrow beside it.
    QRect text = header.rect.adjusted(kHeaderMargin, 0, -kHeaderMargin, 0);
    const bool sorted = header.sortIndicator != QStyleOptionHeader::None;
    const bool atEnd = header.textAlignment.testFlag(Qt::AlignRight);
    const int width =
        std::min(header.fontMetrics.horizontalAdvance(header.text), text.width() - kSortArrow - 4);
    const int x = atEnd ? text.right() + 1 - width - kSortArrow - 4 : text.left() + width + 4;
    const QRect arrow(x, text.center().y() - kSortArrow / 2 + 1, kSortArrow, kSortArrow);
    if (sorted && !atEnd)
        text.setRight(text.right() - kSortArrow - 4);

    QStyleOptionHeader part = header;
    part.rect = QStyle::visualRect(header.direction, header.rect, text);
    style.drawControl(QStyle::CE_HeaderLabel, &part, painter, widget);
    if (sorted) {
        part.rect = QStyle::visualRect(header.direction, header.rect, arrow);
        style.drawPrimitive(QStyle::PE_IndicatorHeaderArrow, &part, painter, widget);
    }
    painter->restore();
}

void drawMenuBarItem(const Style &style, const QStyleOptionMenuItem &item, QPainter *painter,
                     const QWidget *widget)
{
    const QPalette &palette = item.palette;
    painter->fillRect(item.rect, palette.color(QPalette::Window));
    QPalette::ColorRole ink = QPalette::WindowText;
    if (has(&item, QStyle::State_Selected) && has(&item, QStyle::State_Enabled)) {
        const QColor fill = palette.color(QPalette::Highlight);
        drawSurface(painter, item.rect, fill, fill);
        ink = QPalette::HighlightedText;
    }
    int flags = Qt::AlignCenter | Qt::TextSingleLine | Qt::TextShowMnemonic;
    if (!style.styleHint(QStyle::SH_UnderlineShortcut, &item, widget, nullptr))
        flags |= Qt::TextHideMnemonic;
    style.drawItemText(painter, item.rect, flags, palette, has(&item, QStyle::State_Enabled), item.text, ink);
}

/// Fusion draws the icon of the entry under the mouse as that of any other: dark on a dark highlight.
QStyleOptionMenuItem withReadableIcon(QStyleOptionMenuItem item, const QStyle &style, const QWidget *widget)
{
    const int extent = style.pixelMetric(QStyle::PM_SmallIconSize, &item, widget);
    const qreal ratio = widget ? widget->devicePixelRatioF() : 1;
    item.icon = item.icon.pixmap({extent, extent}, ratio, QIcon::Selected);
    return item;
}

/// A scroll bar is of one ground with what it scrolls.
QPalette::ColorRole groundOf(const QWidget *scrollBar)
{
    const QWidget *container = scrollBar ? scrollBar->parentWidget() : nullptr;
    const auto *area =
        container ? qobject_cast<const QAbstractScrollArea *>(container->parentWidget()) : nullptr;
    return area ? area->viewport()->backgroundRole() : QPalette::Base;
}

void drawScrollBar(const QStyle *style, const QStyleOptionSlider *bar, QPainter *painter,
                   const QWidget *widget)
{
    const QPalette &palette = bar->palette;
    const QColor ground = palette.color(groundOf(widget));
    painter->fillRect(bar->rect, ground);
    if (bar->minimum >= bar->maximum)
        return;
    const QRect slider = style->subControlRect(QStyle::CC_ScrollBar, bar, QStyle::SC_ScrollBarSlider, widget);
    const bool grabbed =
        bar->activeSubControls == QStyle::SC_ScrollBarSlider && has(bar, QStyle::State_Sunken);
    const bool hover = has(bar, QStyle::State_MouseOver);
    const double strength = isHighContrast(palette) ? 1 : (grabbed ? 0.55 : (hover ? 0.45 : 0.30));
    const QColor thumb = mixed(ground, palette.color(QPalette::Text), strength);
    const qreal gap = hover || grabbed ? 2 : 3;
    const QRectF rect = bar->orientation == Qt::Horizontal ? QRectF(slider).adjusted(2, gap, -2, -gap)
                                                           : QRectF(slider).adjusted(gap, 2, -gap, -2);
    const qreal radius = std::min(rect.width(), rect.height()) / 2;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(thumb);
    painter->drawRoundedRect(rect, radius, radius);
    painter->restore();
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(u"Fusion"_s)) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        drawPushButton(option, painter);
        return;
    case PE_PanelButtonTool:
        drawToolButtonPanel(option, painter);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0) {
            const bool focus = has(option, State_HasFocus);
            drawSurface(painter, option->rect, option->palette.color(QPalette::Base),
                        focus ? accent(option) : edgeColor(option));
            return;
        }
        break;
    case PE_FrameFocusRect:
        drawFocusFrame(painter, option->rect, accent(option));
        return;
    case PE_IndicatorHeaderArrow:
        drawSortArrow(option, painter);
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, option->palette.color(QPalette::ToolTipBase));
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, option->palette.color(QPalette::Base));
        return;
    case PE_FrameStatusBarItem:
        return;
    case PE_Frame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0) {
            painter->save();
            painter->setPen(edgeColor(option));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
            painter->restore();
            return;
        }
        break;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheckMark(option, painter);
        return;
    case PE_IndicatorRadioButton:
        drawRadioMark(option, painter);
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton:
        QProxyStyle::drawControl(element, option, painter, widget);
        // The next key presses it, which nobody should have to guess.
        if (has(option, State_HasFocus) && has(option, State_Enabled))
            drawFocusFrame(painter, option->rect, accent(option));
        return;
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
            header && header->orientation == Qt::Horizontal) {
            drawHeader(*this, *header, painter, widget);
            return;
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        drawHeaderSurface(option, painter);
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            drawMenuBarItem(*this, *item, painter, widget);
            return;
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && !item->icon.isNull() && has(item, State_Selected) && has(item, State_Enabled)) {
            const QStyleOptionMenuItem readable = withReadableIcon(*item, *this, widget);
            QProxyStyle::drawControl(element, &readable, painter, widget);
            return;
        }
        break;
    case CE_ProgressBar:
        // One that does not know how far it is moves, which is for Qt to do.
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
            bar && bar->maximum > bar->minimum && !bar->textVisible) {
            const double part = double(bar->progress - bar->minimum) / (bar->maximum - bar->minimum);
            paintThinBar(*painter, bar->rect, part, accent(option), bar->palette, bar->direction);
            return;
        }
        break;
    case CE_ToolBar:
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            drawScrollBar(this, bar, painter, widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_SpinBox) // its own outline cannot be seen on dark windows
        drawSurface(painter, option->rect, Qt::transparent,
                    has(option, State_HasFocus) ? accent(option) : edgeColor(option));
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                            const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, subControl, widget);

    // No arrow buttons: the groove is all there is.
    const bool horizontal = bar->orientation == Qt::Horizontal;
    const int length = horizontal ? bar->rect.width() : bar->rect.height();
    const int range = bar->maximum - bar->minimum;
    int sliderLength = length;
    if (range > 0) {
        const auto share = static_cast<qint64>(bar->pageStep) * length / (range + bar->pageStep);
        sliderLength = std::clamp(static_cast<int>(share), std::min(kShortestSlider, length), length);
    }
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                              length - sliderLength, bar->upsideDown);
    int from = 0;
    int size = 0;
    switch (subControl) {
    case SC_ScrollBarSlider:
        from = start;
        size = sliderLength;
        break;
    case SC_ScrollBarGroove:
        size = length;
        break;
    case SC_ScrollBarSubPage:
        size = start;
        break;
    case SC_ScrollBarAddPage:
        from = start + sliderLength;
        size = length - from;
        break;
    default:
        return {};
    }
    const QRect rect =
        horizontal ? QRect(from, 0, size, bar->rect.height()) : QRect(0, from, bar->rect.width(), size);
    return visualRect(bar->direction, QRect(QPoint(), bar->rect.size()), rect)
        .translated(bar->rect.topLeft());
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_PushButton)
        result += QSize(8, 4);
    else if (type == CT_LineEdit)
        result.rheight() += 4;
    else if (type == CT_HeaderSection)
        result.rheight() += 6;
    else if (type == CT_MenuItem && result.height() > 8)
        result.rheight() += 4;
    return result;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return kScrollBarExtent;
    case PM_ScrollBarSliderMin:
        return kShortestSlider;
    case PM_HeaderMargin:
        return kHeaderMargin;
    case PM_ToolBarItemSpacing:
        return 4;
    case PM_ToolBarItemMargin:
        return 4;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_ScrollBar_Transient:
        return 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    // The style's own pictures of crosses and ticks go with none of ours.
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ItemView_ActivateItemOnSingleClick:
        // A click selects, also on desktops where it opens files: to activate may switch the account.
        return 0;
    case SH_Menu_AllowActiveAndDisabled:
        // An entry that cannot be used says why, so the keyboard has to reach it.
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QIcon Style::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    // One for both themes; and Qt would look through the icon themes of the desktop for it, at every start.
    if (icon == SP_LineEditClearButton)
        return themedIcon("x"_L1);
    return QProxyStyle::standardIcon(icon, option, widget);
}

} // namespace sandglass
