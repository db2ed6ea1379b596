// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace sandglass {

/// A button of the toolbar, an icon with a word. Where there is little room the word gives way; the tooltip
/// and the name for assistive technology still say it.
class ToolButton : public QToolButton
{
    Q_OBJECT

public:
    static constexpr int kLeastHeight = 32;
    static constexpr int kPadding = 5;
    static constexpr int kGap = 5;

    explicit ToolButton(QWidget *parent = nullptr);

    /// Without the word, as narrow as that; so that a row of them gives up its words together.
    void setCompact(bool compact);
    /// With the word.
    [[nodiscard]] virtual int fullWidth() const;

    QSize sizeHint() const final;
    QSize minimumSizeHint() const override;

protected:
    void initStyleOption(QStyleOptionToolButton *option) const override;
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] int textWidth() const;
    /// Of the button, by the font.
    [[nodiscard]] int heightForFont() const { return qMax(kLeastHeight, fontMetrics().height() + 12); }
    [[nodiscard]] bool hasRoomForText() const { return !m_compact && width() >= fullWidth(); }

private:
    bool m_compact = false;
};

} // namespace sandglass
