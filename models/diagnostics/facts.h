// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/bundle.h"

namespace sandglass {

class Clock;
class LifecycleController;
class Poller;
class RateBudget;
class SandboxStore;
class ServerClock;

/// Versions and the system below. Nothing in it tells whose computer it is.
FactSection programFacts();

/// How one connection stands now.
struct ConnectionParts
{
    const Clock &clock;
    const Poller &poller;
    const SandboxStore &store;
    const LifecycleController &controller;
    const RateBudget &budget;
    const ServerClock &serverClock;
    QString server; ///< host, and port where there is one
    bool isDemo = false;
};

FactSection connectionFacts(const ConnectionParts &parts);
FactSection budgetFacts(const ConnectionParts &parts);
/// How long actions took until they showed.
FactSection timingFacts(const ConnectionParts &parts);

/// Lets @p request know the ids of everything in @p store and of what went from it.
void addIdsOf(const SandboxStore &store, DiagnosticsRequest &request);

} // namespace sandglass
