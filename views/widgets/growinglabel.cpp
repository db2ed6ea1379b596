// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/growinglabel.h"

#include <QEvent>

#include <algorithm>

namespace sandglass {

namespace {

/// Texts that differ in their digits alone have the same one.
QString shapeOf(QString text)
{
    std::replace_if(
        text.begin(), text.end(), [](QChar c) { return c.isDigit(); }, QChar(u'0'));
    return text;
}

} // namespace

GrowingLabel::GrowingLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    shrink();
}

void GrowingLabel::showText(const QString &text)
{
    if (text == this->text())
        return;
    const QString shape = shapeOf(text);
    if (m_shapes.contains(shape)) {
        setText(text);
        return;
    }
    m_shapes.insert(shape);
    const QSize kept = minimumSize();
    setMinimumSize(0, 0); // else a label says that it needs what it has
    setText(text);
    const int more = widest(shape) - fontMetrics().horizontalAdvance(text);
    // Of a fixed size, a label does not have its surroundings laid out whenever its text changes.
    setFixedSize((sizeHint() + QSize(std::max(0, more), 0)).expandedTo(kept));
}

void GrowingLabel::shrink()
{
    const QString shown = text();
    m_shapes.clear();
    setFixedSize(0, 0);
    clear();
    showText(shown);
}

int GrowingLabel::widest(const QString &shape) const
{
    const QFontMetrics metrics = fontMetrics();
    int width = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        width = std::max(width, metrics.horizontalAdvance(QString(shape).replace(u'0', QChar(digit))));
    return width;
}

void GrowingLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        shrink();
}

} // namespace sandglass
