// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/statusglyph.h"

#include "theme/statuscolors.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <QStyle>
#include <QWidget>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

// All shapes are drawn in a box of 16 by 16; edges lie on whole pixels where straight.
constexpr qreal kBox = 16;
constexpr QPointF kCenter{kBox / 2, kBox / 2};
constexpr qreal kStroke = 1.5;
constexpr qreal kOldStrength = 0.7;

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

/// A solid shape with soft corners: filled and stroked with round joins.
void fillSoft(QPainter &painter, const QPainterPath &path, const QColor &color, qreal softness)
{
    painter.setPen(QPen(color, softness, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(color);
    painter.drawPath(path);
}

void setStroke(QPainter &painter, const QColor &color, qreal width)
{
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
}

void fill(QPainter &painter, const QPainterPath &path, const QColor &color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPath(path);
}

QPainterPath softened(const QPainterPath &path, qreal softness)
{
    QPainterPathStroker stroker;
    stroker.setWidth(softness);
    stroker.setJoinStyle(Qt::RoundJoin);
    stroker.setCapStyle(Qt::RoundCap);
    return stroker.createStroke(path).united(path);
}

void paintRunning(QPainter &painter, const QColor &color)
{
    QPainterPath disc;
    disc.addEllipse(kCenter, 7, 7);
    const QPainterPath arrow = softened(polygon({{6.4, 5}, {6.4, 11}, {11.2, 8}}), 1);
    fill(painter, disc.subtracted(arrow), color);
}

void paintPaused(QPainter &painter, const QColor &color)
{
    QPainterPath bars;
    bars.addRoundedRect(QRectF(3, 2, 4, 12), 1, 1);
    bars.addRoundedRect(QRectF(9, 2, 4, 12), 1, 1);
    fill(painter, bars, color);
}

void paintStopped(QPainter &painter, const QColor &color)
{
    QPainterPath frame;
    frame.addRoundedRect(QRectF(2, 2, 12, 12), 2, 2);
    QPainterPath hole;
    hole.addRoundedRect(QRectF(4, 4, 8, 8), 0.5, 0.5);
    fill(painter, frame.subtracted(hole), color);
}

void paintCreating(QPainter &painter, const QColor &color, qreal turn)
{
    constexpr int kDashes = 8;
    constexpr qreal kDegrees = 360.0 / kDashes;
    painter.setPen(QPen(color, 2.2, Qt::SolidLine, Qt::FlatCap));
    const QRectF ring(2, 2, 12, 12);
    for (int i = 0; i < kDashes; ++i)
        painter.drawArc(ring, qRound(16 * (i * kDegrees - turn * 360)), qRound(16 * kDegrees * 0.56));
}

void paintError(QPainter &painter, const QColor &color)
{
    const QPainterPath triangle = softened(polygon({{8, 2.4}, {14.2, 13.2}, {1.8, 13.2}}), 2);
    QPainterPath mark;
    mark.addRoundedRect(QRectF(7, 5, 2, 5), 0.8, 0.8);
    mark.addEllipse(QPointF(8, 11.8), 1.1, 1.1);
    fill(painter, triangle.subtracted(mark), color);
}

void paintGone(QPainter &painter, const QColor &color)
{
    // A ring with a bold cross that sticks out of it, against the quiet ring of Unknown.
    setStroke(painter, color, 1.2);
    painter.drawEllipse(kCenter, 6, 6);
    setStroke(painter, color, 2);
    painter.drawLine(QPointF(2.5, 2.5), QPointF(13.5, 13.5));
    painter.drawLine(QPointF(13.5, 2.5), QPointF(2.5, 13.5));
}

void paintUnknown(QPainter &painter, const QColor &color)
{
    setStroke(painter, color, 1.3);
    painter.drawEllipse(kCenter, 6.6, 6.6);
    QPainterPath hook;
    hook.moveTo(5.9, 6.3);
    hook.cubicTo(5.9, 3.7, 10.3, 3.7, 10.2, 6.4);
    hook.cubicTo(10.1, 7.9, 8, 7.9, 8, 9.4);
    setStroke(painter, color, 1.7);
    painter.drawPath(hook);
    QPainterPath dot;
    dot.addEllipse(QPointF(8, 11.7), 1, 1);
    fill(painter, dot, color);
}

/// The target in few strokes, for the 8 by 8 in the middle of the pending ring.
void paintInner(QPainter &painter, SandboxStatus status, const QColor &color)
{
    switch (status) {
    case SandboxStatus::Running:
        fillSoft(painter, polygon({{6.7, 5.5}, {6.7, 10.5}, {10.5, 8}}), color, 1);
        return;
    case SandboxStatus::Paused:
        painter.fillRect(QRectF(5.5, 5, 2, 6), color);
        painter.fillRect(QRectF(8.5, 5, 2, 6), color);
        return;
    case SandboxStatus::Stopped:
        painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(5.75, 5.75, 4.5, 4.5));
        return;
    case SandboxStatus::Error:
        painter.fillRect(QRectF(7.1, 4.5, 1.8, 4.3), color);
        painter.fillRect(QRectF(7.1, 9.8, 1.8, 1.8), color);
        return;
    case SandboxStatus::Gone:
        setStroke(painter, color, 1.8);
        painter.drawLine(QPointF(5.6, 5.6), QPointF(10.4, 10.4));
        painter.drawLine(QPointF(10.4, 5.6), QPointF(5.6, 10.4));
        return;
    case SandboxStatus::Creating:
    case SandboxStatus::Unknown:
        break;
    }
    QPainterPath dot;
    dot.addEllipse(kCenter, 1.8, 1.8);
    fill(painter, dot, color);
}

void paintPending(QPainter &painter, SandboxStatus target, const QColor &color, qreal turn)
{
    painter.setPen(QPen(color, kStroke, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    const qreal start = 60 - turn * 360;
    painter.drawArc(QRectF(1, 1, 14, 14), qRound(16 * start), 16 * 280);
    paintInner(painter, target, color);
}

void paintShape(QPainter &painter, const StatusGlyph &glyph, const QColor &color, qreal turn)
{
    if (glyph.pending) {
        paintPending(painter, glyph.status, color, turn);
        return;
    }
    switch (glyph.status) {
    case SandboxStatus::Creating:
        return paintCreating(painter, color, turn);
    case SandboxStatus::Running:
        return paintRunning(painter, color);
    case SandboxStatus::Paused:
        return paintPaused(painter, color);
    case SandboxStatus::Stopped:
        return paintStopped(painter, color);
    case SandboxStatus::Error:
        return paintError(painter, color);
    case SandboxStatus::Gone:
        return paintGone(painter, color);
    case SandboxStatus::Unknown:
        return paintUnknown(painter, color);
    }
}

/// The clock of old data sits in the lower right corner; the shape keeps clear of it.
constexpr QPointF kClockCenter{12.2, 12.2};
constexpr qreal kClockRadius = 3;

QPainterPath besideClock()
{
    QPainterPath all;
    all.addRect(-1, -1, kBox + 2, kBox + 2);
    QPainterPath clock;
    clock.addEllipse(kClockCenter, kClockRadius + 1.8, kClockRadius + 1.8);
    return all.subtracted(clock);
}

void paintClock(QPainter &painter, const QColor &color)
{
    setStroke(painter, color, 1.1);
    painter.drawEllipse(kClockCenter, kClockRadius, kClockRadius);
    painter.drawPolyline(
        QPolygonF({kClockCenter - QPointF(0, 1.7), kClockCenter, kClockCenter + QPointF(1.2, 0)}));
}

class StatusIconEngine final : public QIconEngine
{
public:
    explicit StatusIconEngine(SandboxStatus status) : m_status(status) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        const StatusGlyph glyph{m_status};
        if (mode == QIcon::Selected)
            paintStatusGlyph(*painter, rect, glyph, palette.color(QPalette::HighlightedText));
        else if (mode == QIcon::Disabled)
            paintStatusGlyph(*painter, rect, glyph, palette.color(QPalette::Disabled, QPalette::Text));
        else
            paintStatusGlyph(*painter, rect, glyph, palette);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QString key() const override { return u"sandglass-status"_s; }
    bool isNull() override { return false; }
    QIconEngine *clone() const override { return new StatusIconEngine(m_status); }

private:
    SandboxStatus m_status;
};

} // namespace

void paintStatusGlyph(QPainter &painter, const QRectF &rect, const StatusGlyph &glyph,
                      const QPalette &palette, qreal turn)
{
    paintStatusGlyph(painter, rect, glyph, statusColor(glyph.status, palette), turn);
}

void paintStatusGlyph(QPainter &painter, const QRectF &rect, const StatusGlyph &glyph, const QColor &color,
                      qreal turn)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / kBox, rect.height() / kBox);
    if (glyph.old) {
        painter.save();
        painter.setClipPath(besideClock(), Qt::IntersectClip);
        QColor weak = color;
        weak.setAlphaF(static_cast<float>(kOldStrength));
        paintShape(painter, glyph, weak, turn);
        painter.restore();
        paintClock(painter, color);
    } else {
        paintShape(painter, glyph, color, turn);
    }
    painter.restore();
}

bool animationsWanted(const QWidget *widget)
{
    if (qEnvironmentVariableIsSet("SANDGLASS_NO_ANIMATION"))
        return false;
    return widget->style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, widget) > 0;
}

QIcon statusIcon(SandboxStatus status)
{
    return QIcon(new StatusIconEngine(status));
}

} // namespace sandglass
