// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace sandglass {

/// For text in as many lines as it needs, none of which is taken for markup.
[[nodiscard]] QLabel *makePlainLabel(QWidget *parent, const QString &name = {});

/// How much larger than other text a headline is.
inline constexpr double kHeadlineScale = 1.15;

/// Makes it bolder than other text, and larger by @p scale.
void setStrong(QLabel *label, double scale = 1.0);

/// A sentence in a quiet colour.
[[nodiscard]] QLabel *makeNote(const QString &text, QWidget *parent);

/// Hides a label without a text. The same text again costs no new layout.
void setShownText(QLabel *label, const QString &text);

} // namespace sandglass
