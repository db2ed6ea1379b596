// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"

#include <QPushButton>

#include <optional>

namespace sandglass {

/// A toggle that shows one status and how many sandboxes have it: glyph, word, count. Without a status it
/// stands for all. Its width does not change with the count as long as that keeps its number of digits.
class StatusChip final : public QPushButton
{
    Q_OBJECT

public:
    explicit StatusChip(std::optional<SandboxStatus> status, QWidget *parent = nullptr);

    [[nodiscard]] std::optional<SandboxStatus> status() const { return m_status; }
    /// Nothing while it is not known.
    [[nodiscard]] std::optional<int> count() const { return m_count; }
    void setCount(std::optional<int> count);
    /// Without the word, where there is little room. The chip of all keeps it.
    void setCompact(bool compact);
    [[nodiscard]] int widthWhen(bool compact) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showCount();
    [[nodiscard]] QString numberText() const;
    [[nodiscard]] bool showsWord() const { return !m_compact || !m_status; }

    std::optional<SandboxStatus> m_status;
    QString m_word;
    std::optional<int> m_count;
    qsizetype m_digits = 1; ///< the most seen, so that the chip never shrinks under the pointer
    bool m_compact = false;
};

} // namespace sandglass
