// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace sandglass {

struct SnapshotDelta;

/// What a poll will mean for whoever shows the rows, worked out on the polling thread. What that is, only
/// they know.
class Foreseen
{
public:
    Foreseen() = default;
    virtual ~Foreseen() = default;
    Foreseen(const Foreseen &) = delete;
    Foreseen &operator=(const Foreseen &) = delete;
};
using ForeseenPtr = std::shared_ptr<const Foreseen>;

/// Works it out, once, on the polling thread: all it needs to know it was given on the GUI thread when the
/// poll began. Null where it is not worth it or cannot be told.
using Foresight = std::function<ForeseenPtr(const SnapshotDelta &)>;

} // namespace sandglass
