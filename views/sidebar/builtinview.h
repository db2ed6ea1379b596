// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"

#include <QString>

#include <array>
#include <optional>

namespace sandglass {

/// The views that are always there, in their order.
enum class BuiltInView : quint8
{
    All,
    Running,
    Paused,
    Stopped,
    ExpiringSoon,
    Problems,
    Deleted
};

inline constexpr std::array kBuiltInViews{
    BuiltInView::All,          BuiltInView::Running,  BuiltInView::Paused, BuiltInView::Stopped,
    BuiltInView::ExpiringSoon, BuiltInView::Problems, BuiltInView::Deleted};

/// What a built-in view is made of. Its name is made by nameOf().
struct BuiltInViewInfo
{
    QLatin1StringView word; ///< in the settings
    QLatin1StringView query;
    QLatin1StringView icon;              ///< empty where there is a status
    std::optional<SandboxStatus> status; ///< whose glyph stands before the name
    /// Where the sorting is remembered and how it is at first; empty: that of the table in general.
    QLatin1StringView sorting;
    QLatin1StringView firstSorting;
    bool asksForAttention = false; ///< anything in it is something to look at
};

const BuiltInViewInfo &infoOf(BuiltInView view);

/// "Expiring soon"
QString nameOf(BuiltInView view);

/// What is said in the table's place while nothing is in the view.
struct NothingText
{
    QString headline;
    QString text;
};

NothingText nothingIn(BuiltInView view);

} // namespace sandglass
