// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/transport.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/lifecyclecontroller.h"
#include "store/ratebudget.h"
#include "store/sandboxcreator.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/templatelibrary.h"
#include "support/fakeagent.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "textmode/console.h"
#include "textmode/textcommand.h"

#include <QJsonObject>

#include <memory>

namespace sandglass::test {

/// Keeps what was written. Its terminal is as a test sets it.
class FakeConsole final : public Console
{
public:
    void out(const QString &text) override { outLines += text.split(u'\n'); }
    void err(const QString &text) override { errLines += text.split(u'\n'); }
    void progress(const QString &text) override { lastProgress = text; }
    void ask(const QString &question, std::function<void(std::optional<QString>)> answer) override
    {
        asked = question;
        reply = std::move(answer);
    }
    [[nodiscard]] bool canAsk() const override { return terminal; }
    [[nodiscard]] int width() const override { return columns; }
    [[nodiscard]] bool hasColours() const override { return colours; }

    [[nodiscard]] QString outText() const { return outLines.join(u'\n'); }
    [[nodiscard]] QString errText() const { return errLines.join(u'\n'); }
    [[nodiscard]] QJsonObject json() const;

    QStringList outLines;
    QStringList errLines;
    QString lastProgress;
    QString asked;
    std::function<void(std::optional<QString>)> reply;
    bool terminal = false;
    bool colours = false;
    int columns = 0;
};

/// One command of the text mode on a server whose answers the test gives and a clock it turns.
class TextFixture
{
public:
    /// @p terminal: somebody sits there and can be asked.
    explicit TextFixture(const QStringList &arguments, bool terminal = false);
    ~TextFixture();

    /// Lets queued calls and timers that are due happen.
    void settle();
    [[nodiscard]] bool isFinished() const { return code.has_value(); }

    ManualClock clock;
    FakeApi api;
    Transport transport{
        clock, {QUrl(QStringLiteral("https://api.example"))}, ApiKey{}}; ///< unused beside that
    RateBudget budget;
    ServerClock serverClock{clock};
    SandboxStore store{clock, serverClock};
    LifecycleController controller{clock, api, store, budget, serverClock};
    FakeAgent agents;
    TemplateLibrary templates{clock, api, budget};
    SandboxCreator creator{{clock, serverClock, api, agents, store, templates, controller, budget}};
    SandboxListModel list{store, serverClock};
    SandboxFilterModel model{list};
    FakeConsole console;
    std::unique_ptr<TextCommand> command;
    std::optional<ExitCode> code;
};

} // namespace sandglass::test
