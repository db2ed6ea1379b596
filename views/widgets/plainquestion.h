// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMessageBox>

namespace sandglass {

/// A question that blocks nothing, none of whose words are taken for markup: @p text asks, @p explanation
/// says what follows, nothing where that is plain. It has the one button @p wayOut, which Escape and Enter
/// press; add those that do something, then open() it. It deletes itself when it is closed.
[[nodiscard]] QMessageBox *makePlainQuestion(QAnyStringView name, const QString &title, const QString &text,
                                             const QString &explanation, QWidget *parent,
                                             QMessageBox::StandardButton wayOut = QMessageBox::Cancel);

} // namespace sandglass
