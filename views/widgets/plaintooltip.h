// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace sandglass {

/// A tooltip that shows @p text literally, wrapped to a readable width. Qt takes a tooltip that looks like
/// markup for markup, and text from a server must never be that.
QString plainToolTip(const QString &text);

/// The same with a first line in bold.
QString plainToolTip(const QString &title, const QString &text);

/// Such a tooltip for @p widget, and the same words without markup for assistive technology.
void explain(QWidget &widget, const QString &text);
void explain(QWidget &widget, const QString &title, const QString &text);

} // namespace sandglass
