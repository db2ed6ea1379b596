// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QLoggingCategory>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>
#include <variant>

// The pictures live in a static library, where the linker drops what nobody names. Outside of every
// namespace, as the macro demands.
static void initIcons()
{
    Q_INIT_RESOURCE(sandglass);
}

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcIcons, "hopx.ui.icons", QtWarningMsg)

using Tint = std::variant<QPalette::ColorRole, SemanticColor>;

QColor colorFor(const Tint &tint, QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Selected)
        return palette.color(QPalette::HighlightedText);
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    if (const auto *role = std::get_if<QPalette::ColorRole>(&tint))
        return palette.color(*role);
    return semanticColor(std::get<SemanticColor>(tint), palette);
}

QByteArray svgText(const QString &name)
{
    static const bool ready = (initIcons(), true);
    Q_UNUSED(ready)
    QFile file(u":/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(lcIcons) << "no icon named" << name;
        return {};
    }
    return file.readAll();
}

/// @p size in logical pixels; the picture has @p ratio pixels for each.
QPixmap render(const QString &name, const QColor &color, QSize size, qreal ratio)
{
    const QSize pixels(static_cast<int>(std::ceil(size.width() * ratio)),
                       static_cast<int>(std::ceil(size.height() * ratio)));
    if (pixels.isEmpty())
        return {};

    const QString key =
        u"sandglass-%1-%2-%3x%4@%5"_s.arg(name, color.name(QColor::HexArgb), QString::number(pixels.width()),
                                          QString::number(pixels.height()), QString::number(ratio));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;

    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QByteArray svg = svgText(name);
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer;
    if (!svg.isEmpty() && renderer.load(svg)) {
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setOpacity(color.alphaF());
        renderer.render(&painter, QRectF(QPointF(), QSizeF(pixels)));
    }
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

/// Looks its colour up each time it draws, so a new palette needs nobody to tell it.
class ThemedIconEngine final : public QIconEngine
{
public:
    ThemedIconEngine(QString name, Tint tint) : m_name(std::move(name)), m_tint(tint) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name, colorFor(m_tint, mode));
    }

    // These two are asked for device pixels.
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return render(m_name, colorFor(m_tint, mode), size, 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        QPixmap pixmap = render(m_name, colorFor(m_tint, mode), size, 1);
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    QString key() const override { return u"sandglass"_s; }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }
    QIconEngine *clone() const override { return new ThemedIconEngine(m_name, m_tint); }

private:
    QString m_name;
    Tint m_tint;
};

} // namespace

QIcon themedIcon(const QString &name, QPalette::ColorRole role)
{
    return QIcon(new ThemedIconEngine(name, role));
}

QIcon themedIcon(const QString &name, SemanticColor color)
{
    return QIcon(new ThemedIconEngine(name, color));
}

void paintIcon(QPainter &painter, const QRect &rect, const QString &name, const QColor &color)
{
    painter.drawPixmap(rect.topLeft(),
                       render(name, color, rect.size(), painter.device()->devicePixelRatioF()));
}

} // namespace sandglass
