// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"
#include "store/wholelistreader.h"

namespace sandglass {

class Clock;
class Console;
class SandboxStore;

/// Puts what one reading of the list brought, begun at @p began, into the store.
void bringIn(SandboxStore &store, const Clock &clock, ListOutcome outcome, MonoTime began);

/// Puts the answer to a read of one sandbox, asked for at @p began, into the store, where only lists bring
/// rows.
void bringIn(SandboxStore &store, const Clock &clock, const Sandbox &sandbox, MonoTime began);

/// Says on @p console, which outlives it, that the list is not whole yet and when reading goes on.
WholeListReader::OnWait tellingWaits(Console &console);

} // namespace sandglass
