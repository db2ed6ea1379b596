// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QString>

namespace sandglass {

/// That a row stands for a sandbox we asked for and the server has not named yet. Its id is ours, see
/// provisionalId(), and nothing can be done to it.
struct CreationMark
{
    enum class Phase : quint8
    {
        Queued,  ///< waits for its turn or for the request budget
        Sending, ///< the request is on its way
        Looking, ///< no clear answer; lists will tell
        Asking,  ///< a person has to say whether a sandbox is it
    };

    Phase phase = Phase::Queued;
    MonoTime since{};

    bool operator==(const CreationMark &) const = default;
};

/// The id of a row that stands for wish @p number. No server's id is ever like it: it begins with a control
/// character, which the client accepts in no id and sends in no path.
QString provisionalId(quint64 number);
bool isProvisionalId(const QString &id);

} // namespace sandglass
