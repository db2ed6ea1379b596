// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxref.h"

#include <QByteArray>
#include <QVector>

#include <random>

namespace sandglass::bench {

/// An account with @p count sandboxes, the same every time: many running, some of each other state, few
/// templates and regions, ids without order, ages of days and ends of hours, so that no text changes while it
/// is measured.
QVector<SandboxRef> population(int count);

/// Gives @p perMille of @p all another state. The same engine gives other ones each time.
void change(QVector<SandboxRef> &all, int perMille, std::mt19937 &engine);

/// A sandbox that was not there before.
Sandbox newcomer(std::mt19937 &engine);

/// As the service writes it (contract 3), about 480 bytes.
QByteArray jsonOf(const Sandbox &sandbox);

/// A page of a list (contract 2.6); @p request makes its envelope another one each time.
QByteArray pageOf(const QVector<SandboxRef> &all, int first, int count, int request);

} // namespace sandglass::bench
