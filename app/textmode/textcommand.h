// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "textmode/exitcode.h"

#include <QMetaType>
#include <QObject>
#include <QUrl>

#include <memory>

namespace sandglass {

class Clock;
class Console;
class LifecycleController;
class RateBudget;
class SandboxApi;
class SandboxCreator;
class SandboxFilterModel;
class SandboxStore;
class ServerClock;
class TemplateLibrary;
class Transport;
struct TextCommandLine;

/// What a command of the text mode works with; everything outlives it.
struct Workbench
{
    Clock &clock;
    const ServerClock &serverClock;
    Transport &transport;
    SandboxApi &api;
    RateBudget &budget;
    SandboxStore &store;
    LifecycleController &controller;
    SandboxFilterModel &model;
    TemplateLibrary &templates;
    SandboxCreator &creator;
    Console &console;
    QUrl server;
};

/// One command of the text mode under way. Works in the event loop of the thread it was made on.
class TextCommand : public QObject
{
    Q_OBJECT

public:
    explicit TextCommand(Workbench bench) : m_bench(std::move(bench)) {}

    virtual void start() = 0;
    /// The person wants to stop now: says what is under way and may still happen. Nothing follows.
    virtual void interrupt() {}

Q_SIGNALS:
    /// Everything is said.
    void finished(sandglass::ExitCode code);

protected:
    const Workbench m_bench;
};

std::unique_ptr<TextCommand> makeTextCommand(const TextCommandLine &line, const Workbench &bench);

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::ExitCode)
