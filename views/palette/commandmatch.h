// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace sandglass {

/// How well a command answers @p words: the smaller the better, nullopt for not at all. Every word must be
/// found, without regard to case: at the beginning of the text, of one of its words, inside it, in @p detail,
/// or as letters that follow each other in the text ("rcol" finds "Reset Columns").
[[nodiscard]] std::optional<int> matchRank(const QString &text, const QString &detail,
                                           const QStringList &words);

} // namespace sandglass
