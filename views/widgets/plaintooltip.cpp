// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plaintooltip.h"

#include <QWidget>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString literal(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', "<br/>"_L1);
}

// Qt tells of a text that did not change as well, and a screen reader might read it out.
void setExplanation(QWidget &widget, const QString &toolTip, const QString &description)
{
    if (widget.toolTip() != toolTip)
        widget.setToolTip(toolTip);
    if (widget.accessibleDescription() != description)
        widget.setAccessibleDescription(description);
}

} // namespace

QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? QString() : QString("<p>"_L1 % literal(text) % "</p>"_L1);
}

QString plainToolTip(const QString &title, const QString &text)
{
    if (text.isEmpty())
        return plainToolTip(title);
    return "<p><b>"_L1 % literal(title) % "</b><br/>"_L1 % literal(text) % "</p>"_L1;
}

void explain(QWidget &widget, const QString &text)
{
    setExplanation(widget, plainToolTip(text), text);
}

void explain(QWidget &widget, const QString &title, const QString &text)
{
    setExplanation(widget, plainToolTip(title, text), text.isEmpty() ? title : text);
}

} // namespace sandglass
