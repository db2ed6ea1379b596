// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/toolbutton.h"

#include <QStyleOptionToolButton>

namespace sandglass {

ToolButton::ToolButton(QWidget *parent) : QToolButton(parent)
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setIconSize({16, 16});
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ToolButton::sizeHint() const
{
    return {minimumSizeHint().width() + kGap + textWidth() + kGap, kHeight};
}

QSize ToolButton::minimumSizeHint() const
{
    const int indicator = menu() ? style()->pixelMetric(QStyle::PM_MenuButtonIndicator, nullptr, this) : 0;
    return {kPadding + iconSize().width() + indicator + kPadding, kHeight};
}

int ToolButton::textWidth() const
{
    return fontMetrics().size(Qt::TextShowMnemonic, text()).width();
}

void ToolButton::initStyleOption(QStyleOptionToolButton *option) const
{
    QToolButton::initStyleOption(option);
    if (!hasRoomForText())
        option->toolButtonStyle = Qt::ToolButtonIconOnly;
}

} // namespace sandglass
