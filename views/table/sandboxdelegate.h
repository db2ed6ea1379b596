// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/statusglyph.h"

#include <QCache>
#include <QColor>
#include <QFont>
#include <QPersistentModelIndex>
#include <QPixmap>
#include <QRect>
#include <QStaticText>
#include <QStyledItemDelegate>

#include <optional>

namespace sandglass {

class GlyphAnimator;
class SandboxFilterModel;
class ServerClock;
class Ticker;
struct SandboxRow;

/// Paints the cells of the sandbox table, background and all. Reads states from the rows themselves rather
/// than through roles, and texts from the model.
class SandboxDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int kPadding = 8;

    SandboxDelegate(const SandboxFilterModel &model, const ServerClock &clock, QObject *parent = nullptr);
    ~SandboxDelegate() override;

    /// Who wants to know what was painted; both may be null and outlive the delegate otherwise.
    void setObservers(Ticker *ticker, GlyphAnimator *animator);
    void setHoveredRow(int row) { m_hoveredRow = row; }
    /// The row whose id can be copied with one click besides the hovered one, or -1.
    void setCurrentRow(int row) { m_currentRow = row; }
    /// This row's copy button shows that it worked.
    void setCopied(const QModelIndex &index) { m_copied = index; }
    void setFocused(bool focused) { m_focused = focused; }
    /// What is painted now lies in this part of the view; null where all may be seen.
    void setPart(const QRect &part) { m_part = part; }
    /// After a change of font or style.
    void forgetTexts();

    [[nodiscard]] int rowHeight(const QFont &font) const;
    /// What the cell needs to show everything.
    [[nodiscard]] int cellWidth(const QModelIndex &index, const QFont &font) const;
    [[nodiscard]] QRect copyButtonRect(const QRect &cell, Qt::LayoutDirection direction) const;
    [[nodiscard]] QRect glyphRect(const QRect &cell, Qt::LayoutDirection direction) const;
    /// The mark of a failed or overdue action at the end of the state cell.
    [[nodiscard]] QRect markRect(const QRect &cell, Qt::LayoutDirection direction) const;

    [[nodiscard]] const SandboxRow &rowOf(const QModelIndex &index) const;
    static StatusGlyph glyphOf(const SandboxRow &row, bool old);
    /// Behind the whole row of @p index.
    [[nodiscard]] QColor rowColor(const QPalette &palette, const QModelIndex &index, bool selected) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Colors
    {
        qint64 key = -1;
        bool highContrast = false;
        QColor base, alternate, hover, selection, inactiveSelection;
        QColor text, selectedText, faint, warning, danger, success;
    };
    struct Ink
    {
        QColor text, faint, warning, danger;
        bool plain = false; ///< one colour for all, as on a high-contrast selection
    };
    struct Text
    {
        QStaticText laidOut;
        qreal width = 0;
    };
    struct Cell;
    /// A glyph as it is painted.
    struct Look
    {
        StatusGlyph glyph;
        QRgb color = 0;
        qreal ratio = 1;
        qreal turn = 0;

        bool operator==(const Look &) const = default;
        friend size_t qHash(const Look &look, size_t seed)
        {
            return qHashMulti(seed, static_cast<int>(look.glyph.status), look.glyph.pending, look.glyph.old,
                              look.color, look.ratio, look.turn);
        }
    };

    const Colors &colors(const QPalette &palette) const;
    Ink inkFor(const QPalette &palette, bool selected) const;
    void paintState(const Cell &cell) const;
    /// Mostly it is the ring alone that turned.
    [[nodiscard]] bool showsGlyphAlone(const QStyleOptionViewItem &option) const;
    void paintId(const Cell &cell) const;
    void paintTimeLeft(const Cell &cell) const;
    void paintText(const Cell &cell, const QRect &rect, const QString &text, const QColor &color,
                   bool atEnd) const;
    const Text &laidOut(const QString &text, const QFont &font, bool fixed) const;
    /// Each look of a glyph is drawn once and kept.
    void paintGlyph(QPainter &painter, const QRect &rect, const StatusGlyph &glyph, const QColor &color,
                    qreal turn) const;
    void adoptFont(const QFont &font) const;

    const SandboxFilterModel &m_model;
    const ServerClock &m_clock;
    Ticker *m_ticker = nullptr;
    GlyphAnimator *m_animator = nullptr;
    int m_hoveredRow = -1;
    int m_currentRow = -1;
    bool m_focused = false;
    QRect m_part;
    QPersistentModelIndex m_copied;

    // Worked out once per palette and font, not per cell.
    mutable Colors m_colors;
    mutable std::optional<QFont> m_font; ///< of the rows; none before the first cell and after a change
    mutable QFont m_fixedFont;
    mutable QCache<QString, Text> m_texts{2'000};
    mutable QCache<QString, Text> m_fixedTexts{2'000};
    mutable QCache<Look, QPixmap> m_glyphs{500};
};

} // namespace sandglass
