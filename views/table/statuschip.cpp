// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/statuschip.h"

#include "item/formatting.h"
#include "store/actionrules.h"
#include "theme/statuscolors.h"
#include "theme/statusglyph.h"
#include "theme/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSide = 10;
constexpr int kGlyphGap = 6;
constexpr qreal kRadius = 6;

} // namespace

StatusChip::StatusChip(std::optional<SandboxStatus> status, QWidget *parent)
    : QPushButton(parent), m_status(status), m_word(status ? nameOfStatus(*status) : tr("All"))
{
    setCheckable(true);
    setObjectName(u"chip."_s + (status ? nameOfStatus(*status).toLower() : u"all"_s));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setText(m_word);
    showCount();
}

void StatusChip::setCount(std::optional<int> count)
{
    if (std::exchange(m_count, count) != count)
        showCount();
}

void StatusChip::showCount()
{
    const QString number = numberText();
    setAccessibleName(tr("%1, %2").arg(m_word, m_count ? number : tr("not read yet")));
    if (!m_count)
        setToolTip(tr("How many there are has not been read yet"));
    else
        setToolTip(m_status ? tr("Show %1 sandboxes: %2").arg(m_word.toLower(), number)
                            : tr("Show all sandboxes: %1").arg(number));
    if (number.size() > m_digits) {
        m_digits = number.size();
        updateGeometry();
    }
    update();
}

QString StatusChip::numberText() const
{
    return m_count ? countText(*m_count) : u"–"_s;
}

void StatusChip::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    updateGeometry();
    update();
}

int StatusChip::widthWhen(bool compact) const
{
    const QFontMetrics metrics(font());
    int width = 2 * kSide + metrics.horizontalAdvance(QString(m_digits, u'0'));
    if (m_status)
        width += kStatusGlyphSize + kGlyphGap;
    if (!compact || !m_status)
        width += metrics.horizontalAdvance(m_word) + kGlyphGap;
    return width;
}

QSize StatusChip::sizeHint() const
{
    const int height = QFontMetrics(font()).height() + 12;
    return {widthWhen(m_compact), height + height % 2};
}

void StatusChip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette &colors = palette();
    const bool highContrast = isHighContrast(colors);
    const QColor window = colors.color(QPalette::Window);
    const QColor text = colors.color(QPalette::WindowText);

    QColor fill = window;
    QColor edge = mixed(window, text, highContrast ? 1 : 0.18);
    QColor ink = text;
    if (isChecked()) {
        fill = semanticColor(SemanticColor::SelectionTint, colors);
        edge = semanticColor(SemanticColor::Link, colors);
        if (highContrast)
            ink = colors.color(QPalette::HighlightedText);
    } else if (isDown() || underMouse()) {
        fill = mixed(window, text, isDown() ? 0.12 : 0.06);
    }
    painter.setPen(QPen(edge, hasFocus() ? 2 : 1));
    if (hasFocus())
        painter.setPen(QPen(semanticColor(SemanticColor::Link, colors), 2));
    painter.setBrush(fill);
    const qreal inset = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);

    const auto place = [this](int x, int width) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, width, height()));
    };
    int x = kSide;
    if (m_status) {
        QRect glyph = place(x, kStatusGlyphSize);
        glyph.setTop((height() - kStatusGlyphSize) / 2);
        glyph.setHeight(kStatusGlyphSize);
        const QColor color = highContrast ? ink : statusColor(*m_status, colors);
        paintStatusGlyph(painter, glyph, StatusGlyph{*m_status}, color);
        x += kStatusGlyphSize + kGlyphGap;
    }
    const QFontMetrics metrics(font());
    if (showsWord()) {
        const int width = metrics.horizontalAdvance(m_word);
        painter.setPen(ink);
        painter.drawText(place(x, width), Qt::AlignCenter | Qt::TextSingleLine, m_word);
        x += width + kGlyphGap;
    }
    const QColor faint = highContrast ? ink : semanticColor(SemanticColor::Faint, colors);
    painter.setPen(showsWord() ? faint : ink);
    const int end = layoutDirection() == Qt::RightToLeft ? Qt::AlignLeft : Qt::AlignRight;
    painter.drawText(place(x, width() - kSide - x), end | Qt::AlignVCenter | Qt::TextSingleLine,
                     numberText());
}

} // namespace sandglass
