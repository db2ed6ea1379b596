// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace sandglass {

class BulkRuns;
class Clock;
class DeletionQueue;
class ExpiryRadar;
class FailureCenter;
class LifecycleController;
class Poller;
class RateBudget;
class SandboxCreator;
class SandboxFilterModel;
class SandboxStore;
class SelectedReader;
class ServerClock;
class TemplateLibrary;
struct Logbook;

/// Everything one connection offers to the windows. The objects belong to the application's session, which
/// outlives every widget that was given them.
struct Dashboard
{
    Clock &clock;
    const ServerClock &serverClock;
    SandboxStore &store;
    SandboxFilterModel &model;
    LifecycleController &controller;
    DeletionQueue &deletions;
    BulkRuns &bulk;
    Poller &poller;
    FailureCenter &failures;
    SelectedReader &selected;
    const ExpiryRadar &radar;
    const RateBudget &budget;
    TemplateLibrary &templates;
    SandboxCreator &creator;
    Logbook &logbook;   ///< of the whole program, not of this connection alone
    QString serverName; ///< for people: "api.hopx.dev", "Demo"
    bool isDemo = false;
    QUrl server = {}; ///< the configured address, for reports on failed reads
    /// What the settings remember views under, see viewKey(): never shown, no slash, "demo" for the demo.
    QString profileId = QStringLiteral("default");
};

} // namespace sandglass
