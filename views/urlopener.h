// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDesktopServices>
#include <QUrl>

#include <functional>

namespace sandglass {

/// Shows an address in the person's browser; false if that cannot be done. A function, so that tests see what
/// would be opened.
using UrlOpener = std::function<bool(const QUrl &url)>;

/// The desktop's own way.
inline bool openInBrowser(const QUrl &url)
{
    return QDesktopServices::openUrl(url);
}

} // namespace sandglass
