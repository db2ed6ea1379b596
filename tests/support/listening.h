// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>
#include <utility>

namespace sandglass::test {

/// Calls @p slot for every @p signal of @p sender for as long as the result lives, so that it may refer to
/// the local variables declared before.
template<typename Sender, typename Signal, typename Slot>
[[nodiscard]] std::unique_ptr<QObject> listen(const Sender *sender, Signal signal, Slot slot)
{
    auto listener = std::make_unique<QObject>();
    QObject::connect(sender, signal, listener.get(), std::move(slot));
    return listener;
}

} // namespace sandglass::test
