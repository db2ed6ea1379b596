// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace sandglass {

/// Writes a picture of @p window to @p file. Returns an empty text, or why it could not, for people.
QString writeScreenshot(QWidget &window, const QString &file);

} // namespace sandglass
