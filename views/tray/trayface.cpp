// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tray/trayface.h"

#include "expiry/expirytexts.h"
#include "item/formatting.h"
#include "store/actionrules.h"
#include "store/expiryradar.h"
#include "store/poller.h"

#include <QCoreApplication>
#include <QPainter>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

// A tray is light or dark as it likes, so these are no palette's.
constexpr QRgb kProblem = 0xFFC62828;
constexpr QRgb kExpiring = 0xFFF2A33A;
constexpr QRgb kRim = 0xFFFFFFFF;
constexpr QRgb kDark = 0xFF1B1B1B;

struct FaceText
{
    Q_DECLARE_TR_FUNCTIONS(TrayFace)
};

/// A disc with an exclamation mark.
void paintProblem(QPainter &painter, const QRectF &box)
{
    painter.setBrush(QColor(kProblem));
    painter.drawEllipse(box);
    painter.setBrush(QColor(kRim));
    const double unit = box.width() / 10;
    const QPointF middle = box.center();
    painter.drawRect(QRectF(middle.x() - unit * 0.8, box.top() + unit * 2, unit * 1.6, unit * 3.6));
    painter.drawRect(QRectF(middle.x() - unit * 0.8, box.top() + unit * 6.6, unit * 1.6, unit * 1.6));
}

/// A clock.
void paintExpiring(QPainter &painter, const QRectF &box)
{
    painter.setBrush(QColor(kExpiring));
    painter.drawEllipse(box);
    const double unit = box.width() / 10;
    painter.setPen(QPen(QColor(kDark), unit * 1.4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(box.center(), box.center() - QPointF(0, unit * 2.8));
    painter.drawLine(box.center(), box.center() + QPointF(unit * 2.2, unit * 1.2));
}

QPixmap pictureOf(const QIcon &icon, int size, TrayMark mark)
{
    QPixmap picture = icon.pixmap(QSize(size, size), 1);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    // A little over half of the icon: smaller than that it is a speck in most trays.
    const double side = size * 0.56;
    const QRectF box(size - side, size - side, side, side);
    painter.setBrush(QColor(kRim));
    painter.drawEllipse(box);
    const double rim = side / 14;
    const QRectF inner = box.adjusted(rim, rim, -rim, -rim);
    if (mark == TrayMark::Problem)
        paintProblem(painter, inner);
    else
        paintExpiring(painter, inner);
    return picture;
}

} // namespace

QIcon trayPicture(TrayMark mark)
{
    const QIcon plain(u":/icons/sandglass.svg"_s);
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64})
        icon.addPixmap(mark == TrayMark::None ? plain.pixmap(QSize(size, size), 1)
                                              : pictureOf(plain, size, mark));
    return icon;
}

QString countOfStatus(int count, SandboxStatus status)
{
    return FaceText::tr("%1 %2").arg(countText(count), nameOfStatus(status).toLower());
}

QString countsText(const StatusCounts &counts)
{
    QStringList parts;
    for (const SandboxStatus status : kAllStatuses) {
        if (const int count = counts.at(static_cast<std::size_t>(status)); count > 0)
            parts += countOfStatus(count, status);
    }
    return parts.isEmpty() ? FaceText::tr("no sandboxes") : parts.join(u", "_s);
}

TrayFace trayFaceOf(const Dashboard &dashboard, bool anyReport)
{
    TrayFace face;
    const PollStatus &reading = dashboard.poller.status();
    QStringList lines{FaceText::tr("Sandglass – %1").arg(dashboard.serverName)};
    if (reading.hasData())
        lines += countsText(dashboard.store.counts());
    if (!dashboard.radar.summary().isEmpty()) {
        face.mark = TrayMark::Expiring;
        lines += expiryHeadline(dashboard.radar.summary());
    }
    if (anyReport) {
        face.mark = TrayMark::Problem;
        lines += FaceText::tr("An action failed");
    }
    if (reading.error) {
        face.mark = TrayMark::Problem;
        lines += FaceText::tr("The list cannot be read");
    }
    face.text = lines.join(u'\n');
    return face;
}

} // namespace sandglass
