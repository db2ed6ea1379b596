// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/toolbutton.h"

#include "theme/icons.h"

#include <QPainter>
#include <QStyleOptionToolButton>

#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kChevron = 12;

} // namespace

ToolButton::ToolButton(QWidget *parent) : QToolButton(parent)
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setIconSize({16, 16});
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ToolButton::setCompact(bool compact)
{
    if (std::exchange(m_compact, compact) == compact)
        return;
    updateGeometry();
    update();
}

int ToolButton::fullWidth() const
{
    return minimumSizeHint().width() + kGap + textWidth() + kGap;
}

QSize ToolButton::sizeHint() const
{
    return m_compact ? minimumSizeHint() : QSize(fullWidth(), heightForFont());
}

QSize ToolButton::minimumSizeHint() const
{
    return {kPadding + iconSize().width() + (menu() ? kGap + kChevron : 0) + kPadding, heightForFont()};
}

int ToolButton::textWidth() const
{
    return fontMetrics().size(Qt::TextShowMnemonic, text()).width();
}

void ToolButton::initStyleOption(QStyleOptionToolButton *option) const
{
    QToolButton::initStyleOption(option);
    // Styles put their own mark of a menu into the corner, away from the words.
    option->features &= ~QStyleOptionToolButton::HasMenu;
    if (hasRoomForText())
        return;
    option->toolButtonStyle = Qt::ToolButtonIconOnly;
    if (menu())
        option->rect =
            QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(0, 0, -kGap - kChevron, 0));
}

void ToolButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    if (!menu())
        return;
    QPainter painter(this);
    const QRect place(width() - kPadding - kChevron, (height() - kChevron) / 2, kChevron, kChevron);
    themedIcon(u"chevron-down"_s).paint(&painter, QStyle::visualRect(layoutDirection(), rect(), place));
}

} // namespace sandglass
