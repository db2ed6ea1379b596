// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "store/sandboxstore.h"

#include <QIcon>
#include <QString>

namespace sandglass {

/// What the icon in the tray says without being asked, most urgent last.
enum class TrayMark : quint8
{
    None,
    Expiring, ///< a sandbox expires soon
    Problem,  ///< the list cannot be read, or an action failed and its report is still open
};

/// The program's icon, with a sign in its corner that differs in shape and colour.
[[nodiscard]] QIcon trayPicture(TrayMark mark);

/// "5 running", for a menu or a list.
[[nodiscard]] QString countOfStatus(int count, SandboxStatus status);
/// "5 running, 2 paused"; "no sandboxes" where there is none.
[[nodiscard]] QString countsText(const StatusCounts &counts);

/// What the icon shows and says of a connection.
struct TrayFace
{
    TrayMark mark = TrayMark::None;
    QString text; ///< lines, the first names the connection

    bool operator==(const TrayFace &) const = default;
};

/// @p anyReport tells whether a report of a failure is open.
[[nodiscard]] TrayFace trayFaceOf(const Dashboard &dashboard, bool anyReport);

} // namespace sandglass
