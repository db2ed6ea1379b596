// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plaintooltip.h"

#include "widgets/describe.h"

#include <QWidget>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

// By its own rule Qt makes tooltips about twice as wide as high, in very short lines.
constexpr qsizetype kLineWidth = 60;

/// @p line with the words of its first part kept together, which makes the tooltip as wide as that.
QString unbroken(QString line)
{
    if (line.size() > kLineWidth) {
        const qsizetype end = line.lastIndexOf(u' ', kLineWidth);
        return end < 0 ? line : QString(unbroken(line.left(end)) % line.mid(end));
    }
    return line.replace(u' ', QChar::Nbsp);
}

QString literal(const QString &text)
{
    QStringList lines = text.split(u'\n');
    std::transform(lines.begin(), lines.end(), lines.begin(), unbroken);
    return lines.join(u'\n').toHtmlEscaped().replace(u'\n', "<br/>"_L1);
}

void setExplanation(QWidget &widget, const QString &toolTip, const QString &description)
{
    if (widget.toolTip() != toolTip)
        widget.setToolTip(toolTip);
    describe(widget, description);
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
