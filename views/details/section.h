// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLabel;
class QVBoxLayout;
class QWidget;

namespace sandglass {

/// A headline over a part of the details. It belongs to @p part for assistive technology.
QLabel *addSection(QVBoxLayout &layout, const QString &title, QWidget *part);

} // namespace sandglass
