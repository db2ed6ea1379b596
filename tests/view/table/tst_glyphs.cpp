// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testregistry.h"
#include "theme/statusglyph.h"
#include "theme/theme.h"

#include <QImage>
#include <QPainter>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;

namespace {

/// As people see it who see no colours, or on paper: black on white at the real size.
QImage inGray(const StatusGlyph &glyph, qreal turn = 0)
{
    QImage image(kStatusGlyphSize, kStatusGlyphSize, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintStatusGlyph(painter, QRectF(image.rect()), glyph, QColor(Qt::black), turn);
    return image;
}

/// Mean difference of the pixels, 0 to 1.
double difference(const QImage &a, const QImage &b)
{
    int sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            sum += qAbs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y)));
    }
    return sum / (255.0 * a.width() * a.height());
}

QString nameOf(const StatusGlyph &glyph)
{
    return u"%1%2%3"_s.arg(static_cast<int>(glyph.status))
        .arg(glyph.pending ? u" pending"_s : QString(), glyph.old ? u" old"_s : QString());
}

} // namespace

class GlyphTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTwoDifferWithoutColor()
    {
        QVector<StatusGlyph> glyphs;
        for (const SandboxStatus status : kAllStatuses)
            glyphs += StatusGlyph{status};
        // Pending glyphs exist for the statuses an action leads to.
        for (const SandboxStatus status :
             {SandboxStatus::Running, SandboxStatus::Paused, SandboxStatus::Stopped, SandboxStatus::Gone})
            glyphs += StatusGlyph{status, true};

        double least = 1;
        for (qsizetype i = 0; i < glyphs.size(); ++i) {
            for (qsizetype j = i + 1; j < glyphs.size(); ++j) {
                // Pending rings may stand anywhere in their turn.
                for (const qreal turn : {0.0, 0.3, 0.7}) {
                    const double apart = difference(inGray(glyphs.at(i), turn), inGray(glyphs.at(j)));
                    least = std::min(least, apart);
                    const bool bothPending = glyphs.at(i).pending && glyphs.at(j).pending;
                    QVERIFY2(apart >= (bothPending ? 0.04 : 0.08),
                             qPrintable(u"%1 and %2 differ by %3 only"_s.arg(
                                 nameOf(glyphs.at(i)), nameOf(glyphs.at(j)), QString::number(apart))));
                }
            }
        }
        qInfo("least difference of two glyphs: %.3f", least);
    }

    void oldIsWeakerAndMarked()
    {
        for (const SandboxStatus status : kAllStatuses) {
            const QImage fresh = inGray({status});
            const QImage old = inGray({status, false, true});
            QVERIFY2(difference(fresh, old) >= 0.05, qPrintable(nameOf({status})));
            // Still the same shape: nearer to its own than to any other fresh glyph.
            for (const SandboxStatus other : kAllStatuses) {
                if (other != status)
                    QVERIFY2(difference(old, fresh) < difference(old, inGray({other})),
                             qPrintable(nameOf({status}) + u" looks like "_s + nameOf({other})));
            }
        }
    }

    void onlyPendingAndCreatingMove()
    {
        for (const SandboxStatus status : kAllStatuses) {
            for (const bool pending : {false, true}) {
                const StatusGlyph glyph{status, pending};
                const bool moves = inGray(glyph, 0) != inGray(glyph, 0.2);
                QCOMPARE(moves, isMoving(glyph));
            }
        }
    }

    void motionCanBeSwitchedOff()
    {
        // As all tests begin: without.
        const auto restore = qScopeGuard([] { qputenv("SANDGLASS_NO_ANIMATION", "1"); });
        QWidget widget;
        QVERIFY(!animationsWanted(&widget));
        qunsetenv("SANDGLASS_NO_ANIMATION");
        QVERIFY(animationsWanted(&widget));
    }

    void iconIsTheGlyph()
    {
        const QPixmap pixmap = statusIcon(SandboxStatus::Stopped).pixmap(QSize(16, 16), 2.0);
        QCOMPARE(pixmap.size(), QSize(32, 32));
        const QImage image = pixmap.toImage();
        QCOMPARE(image.pixelColor(16, 16).alpha(), 0); // hollow
        QCOMPARE(image.pixelColor(6, 16).alpha(), 255);
    }

    void scalesWithoutBlur()
    {
        // Straight edges lie on pixels, so the square has no half-tones at any whole ratio.
        for (const int ratio : {1, 2, 3}) {
            QImage image(16 * ratio, 16 * ratio, QImage::Format_Grayscale8);
            image.fill(Qt::white);
            QPainter painter(&image);
            paintStatusGlyph(painter, QRectF(image.rect()), {SandboxStatus::Stopped}, QColor(Qt::black));
            painter.end();
            for (int x = 0; x < image.width(); ++x) {
                const int gray = qGray(image.pixel(x, image.height() / 2));
                QVERIFY(gray == 0 || gray == 255);
            }
        }
    }
};

SANDGLASS_REGISTER_TEST(GlyphTest)

} // namespace sandglass::test

#include "tst_glyphs.moc"
