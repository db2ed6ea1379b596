// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sandglass {

class Clock;
class ExpiryRadar;
class FailureCenter;
class LifecycleController;
class Poller;
class RateBudget;
class SandboxCreator;
class SandboxFilterModel;
class SandboxListModel;
class SandboxStore;
class SelectedReader;
class ServerClock;
class SightReader;
class TemplateLibrary;
struct Exchange;

/// The parts of one connection that hear of each other, and what they hear. Here rather than in the session,
/// so that tests which put the same parts together without network or threads connect them the same way.
/// Whoever has the parts destroys the models first.
struct SessionParts
{
    Clock &clock;
    RateBudget &budget;
    ServerClock &serverClock;
    SandboxStore &store;
    Poller &poller;
    LifecycleController &controller;
    FailureCenter &failures;
    SelectedReader &selected;
    SightReader &sight;
    ExpiryRadar &radar;
    TemplateLibrary &templates;
    SandboxCreator &creator;
    SandboxListModel &list;
    SandboxFilterModel &filter;

    /// Once, when all of them are there.
    void connectAll() const;
    /// What every answer tells them. True when the server's time is another than was thought.
    bool note(const Exchange &exchange) const;

private:
    void followPolls() const;
};

} // namespace sandglass
