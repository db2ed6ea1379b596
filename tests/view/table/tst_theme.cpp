// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testregistry.h"
#include "theme/icons.h"
#include "theme/statuscolors.h"
#include "theme/style.h"
#include "theme/theme.h"
#include "widgets/picture.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;

namespace {

constexpr double kText = 4.5;  // WCAG 2 AA
constexpr double kGlyph = 3.0; // and for graphics

constexpr std::array kTints{SemanticColor::InfoTint,
                            SemanticColor::FaintWarningTint,
                            SemanticColor::WarningTint,
                            SemanticColor::DangerTint,
                            SemanticColor::SelectionTint,
                            SemanticColor::HoverTint,
                            SemanticColor::InactiveSelectionTint};
constexpr std::array kInks{SemanticColor::Running,  SemanticColor::Paused, SemanticColor::Stopped,
                           SemanticColor::Creating, SemanticColor::Error,  SemanticColor::Gone,
                           SemanticColor::Unknown,  SemanticColor::Link,   SemanticColor::Success,
                           SemanticColor::Warning,  SemanticColor::Danger, SemanticColor::Faint};

/// As of a desktop where one click opens.
class OneClickStyle final : public QProxyStyle
{
public:
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returnData) const override
    {
        return hint == SH_ItemView_ActivateItemOnSingleClick
                   ? 1
                   : QProxyStyle::styleHint(hint, option, widget, returnData);
    }
};

QVector<QColor> backgrounds(const QPalette &palette)
{
    QVector<QColor> colors{palette.color(QPalette::Window), palette.color(QPalette::Base),
                           palette.color(QPalette::AlternateBase)};
    for (const SemanticColor tint : kTints)
        colors += semanticColor(tint, palette);
    return colors;
}

QPalette whiteOnBlack()
{
    QPalette palette(Qt::white, Qt::black, Qt::white, Qt::black, Qt::gray, Qt::white, Qt::white, Qt::black,
                     Qt::black);
    palette.setColor(QPalette::Link, Qt::cyan);
    palette.setColor(QPalette::Highlight, Qt::yellow);
    palette.setColor(QPalette::HighlightedText, Qt::black);
    return palette;
}

/// The commonest colour of what is not see-through.
QColor inkOf(const QPixmap &pixmap)
{
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) == 255)
                ++counts[image.pixel(x, y)];
        }
    }
    QRgb best = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() > counts.value(best))
            best = it.key();
    }
    return QColor::fromRgb(best);
}

} // namespace

class ThemeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void colorsCanBeRead_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << lightPalette();
        QTest::newRow("dark") << darkPalette();
        QTest::newRow("high contrast") << whiteOnBlack();
    }

    void colorsCanBeRead()
    {
        QFETCH(QPalette, palette);
        const bool highContrast = isHighContrast(palette);
        for (const QColor &background : backgrounds(palette)) {
            if (highContrast && background == palette.color(QPalette::Highlight))
                continue; // there the delegate paints in HighlightedText
            for (const SemanticColor ink : kInks) {
                const double ratio = contrastRatio(semanticColor(ink, palette), background);
                QVERIFY2(
                    ratio >= kText,
                    qPrintable(
                        u"ink %1 on %2: %3"_s.arg(static_cast<int>(ink)).arg(background.name()).arg(ratio)));
            }
            for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::PlaceholderText}) {
                if (!highContrast)
                    QVERIFY(contrastRatio(palette.color(role), background) >= kText);
            }
        }
        using Pair = std::pair<QPalette::ColorRole, QPalette::ColorRole>;
        for (const auto &[ink, background] :
             {Pair{QPalette::ButtonText, QPalette::Button},
              Pair{QPalette::HighlightedText, QPalette::Highlight}, Pair{QPalette::Link, QPalette::Base}})
            QVERIFY(highContrast || contrastRatio(palette.color(ink), palette.color(background)) >= kText);
    }

    void oldGlyphsCanBeSeen()
    {
        for (const QPalette &palette : {lightPalette(), darkPalette()}) {
            const QColor base = palette.color(QPalette::Base);
            for (const SandboxStatus status : kAllStatuses)
                QVERIFY(contrastRatio(mixed(base, statusColor(status, palette), 0.7), base) >= kGlyph);
        }
    }

    void disabledTextCanBeSeen()
    {
        for (const QPalette &palette : {lightPalette(), darkPalette()})
            QVERIFY(contrastRatio(palette.color(QPalette::Disabled, QPalette::ButtonText),
                                  palette.color(QPalette::Window)) >= kGlyph);
    }

    void contrastIsTheStandardOne()
    {
        QCOMPARE(qRound(contrastRatio(Qt::black, Qt::white) * 100), 2100);
        QCOMPARE(qRound(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);
    }

    void iconsOfMenusCanBeReadUnderTheMouse()
    {
        for (const QPalette &palette : {lightPalette(), darkPalette()}) {
            QStyleOptionMenuItem item;
            item.palette = palette;
            item.rect = QRect(0, 0, 120, 24);
            item.state = QStyle::State_Enabled | QStyle::State_Selected;
            item.menuItemType = QStyleOptionMenuItem::Normal;
            item.icon = themedIcon(u"square"_s);
            item.maxIconWidth = 20;
            QPixmap picture(item.rect.size());
            picture.fill(Qt::magenta);
            QPainter painter(&picture);
            Style().drawControl(QStyle::CE_MenuItem, &item, &painter, nullptr);
            painter.end();
            const QColor paper = palette.color(QPalette::Highlight);
            double best = 0;
            const QImage image = picture.toImage();
            for (int y = 4; y < 20; ++y) {
                for (int x = 4; x < 24; ++x)
                    best = std::max(best, contrastRatio(image.pixelColor(x, y), paper));
            }
            QCOMPARE(image.pixelColor(60, 12), paper);
            QVERIFY2(best >= kText, qPrintable(QString::number(best)));
        }
    }

    void highContrastStaysTheDesktops()
    {
        const QPalette platform = whiteOnBlack();
        QVERIFY(isHighContrast(platform));
        QVERIFY(!isHighContrast(lightPalette()));
        QVERIFY(!isHighContrast(darkPalette()));
        QCOMPARE(ThemeController::paletteFor(Theme::System, platform), platform);
        QCOMPARE(ThemeController::paletteFor(Theme::Light, platform), lightPalette());
    }

    void systemFollowsTheDesktop()
    {
        const QPalette dark(QColor(0xee, 0xee, 0xee), QColor(0x30, 0x30, 0x30), Qt::white, Qt::black,
                            Qt::gray, QColor(0xee, 0xee, 0xee), Qt::white, QColor(0x20, 0x20, 0x20),
                            QColor(0x30, 0x30, 0x30));
        QVERIFY(isDark(ThemeController::paletteFor(Theme::System, dark)));
        QVERIFY(!isDark(ThemeController::paletteFor(Theme::System, lightPalette())));
    }

    void wordsOfThemesGoBothWays()
    {
        for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
            QCOMPARE(themeFromWord(wordOfTheme(theme)), theme);
        QCOMPARE(themeFromWord(u"DARK"_s), Theme::Dark);
        QCOMPARE(themeFromWord(u"blue"_s), std::nullopt);
    }

    void iconsFollowThePalette()
    {
        const QPalette before = QApplication::palette();
        const QIcon icon = themedIcon(u"square"_s);
        Picture picture(icon, 48);
        for (const QPalette &palette : {lightPalette(), darkPalette()}) {
            QApplication::setPalette(palette);
            QCOMPARE(inkOf(icon.pixmap(QSize(48, 48), 1.0)), palette.color(QPalette::ButtonText));
            QCOMPARE(inkOf(icon.pixmap(QSize(48, 48), 1.0, QIcon::Disabled)),
                     QColor::fromRgb(palette.color(QPalette::Disabled, QPalette::ButtonText).rgb()));
            QCOMPARE(inkOf(icon.pixmap(QSize(48, 48), 1.0, QIcon::Selected)),
                     palette.color(QPalette::HighlightedText));
            QCOMPARE(inkOf(themedIcon(u"square"_s, SemanticColor::Danger).pixmap(QSize(48, 48), 1.0)),
                     semanticColor(SemanticColor::Danger, palette));
            QPixmap painted(48, 48);
            painted.fill(Qt::transparent);
            picture.render(&painted, {}, {}, QWidget::DrawChildren);
            QCOMPARE(inkOf(painted), palette.color(QPalette::ButtonText));
        }
        QApplication::setPalette(before);
    }

    void focusIsSeenOnEveryButton_data()
    {
        QTest::addColumn<bool>("flat");
        QTest::newRow("usual") << false;
        QTest::newRow("flat") << true;
    }

    void focusIsSeenOnEveryButton()
    {
        QFETCH(bool, flat);
        const Style style;
        const auto paint = [&style, flat](QStyle::State state) {
            QStyleOptionButton option;
            option.rect = {0, 0, 80, 30};
            option.palette = lightPalette();
            option.state = state;
            if (flat)
                option.features |= QStyleOptionButton::Flat;
            QImage image(80, 30, QImage::Format_ARGB32_Premultiplied);
            image.fill(option.palette.color(QPalette::Window));
            QPainter painter(&image);
            style.drawControl(QStyle::CE_PushButton, &option, &painter, nullptr);
            painter.end();
            return image;
        };
        const QImage focused = paint(QStyle::State_Enabled | QStyle::State_HasFocus);
        QVERIFY(focused != paint(QStyle::State_Enabled));
        QVERIFY(contrastRatio(focused.pixelColor(40, 1), lightPalette().color(QPalette::Window)) >= kGlyph);
    }

    void iconsAreDrawnAtTheSizeAskedFor_data()
    {
        QTest::addColumn<qreal>("ratio");
        QTest::newRow("1") << 1.0;
        QTest::newRow("1.5") << 1.5;
        QTest::newRow("2") << 2.0;
    }

    void iconsAreDrawnAtTheSizeAskedFor()
    {
        QFETCH(qreal, ratio);
        const QPixmap pixmap = themedIcon(u"play"_s).pixmap(QSize(16, 16), ratio);
        QCOMPARE(pixmap.devicePixelRatio(), ratio);
        QCOMPARE(pixmap.width(), qRound(16 * ratio));
        QCOMPARE(pixmap.deviceIndependentSize().toSize(), QSize(16, 16));
    }

    void oneClickOnlySelectsOnEveryDesktop()
    {
        Style style;
        style.setBaseStyle(new OneClickStyle);
        QCOMPARE(style.styleHint(QStyle::SH_ItemView_ActivateItemOnSingleClick, nullptr, nullptr, nullptr),
                 0);
    }

    void unknownIconIsEmptyNotFatal()
    {
        QTest::ignoreMessage(QtWarningMsg, "no icon named \"nothing-like-it\"");
        const QPixmap pixmap = themedIcon(u"nothing-like-it"_s).pixmap(QSize(16, 16), 1.0);
        QCOMPARE(pixmap.size(), QSize(16, 16));
    }
};

SANDGLASS_REGISTER_TEST(ThemeTest)

} // namespace sandglass::test

#include "tst_theme.moc"
