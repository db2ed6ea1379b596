// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/creationwish.h"
#include "store/wholelistreader.h"
#include "textmode/textcommand.h"
#include "textmode/textcommandline.h"

#include <QJsonObject>

namespace sandglass {

/// `sandglass create`: looks the template up, has the sandbox made once, and waits until it runs and has its
/// variables. Where the answer is in doubt it asks about what appeared; it never sends a second time.
class CreateCommand final : public TextCommand
{
    Q_OBJECT

public:
    CreateCommand(const TextCommandLine &line, const Workbench &bench);

    void start() override;
    void interrupt() override;

private:
    void onList(ApiResult<ListOutcome> outcome, MonoTime began);
    void onTemplates();
    void send();
    void onWish();
    void onCreated(const QString &sandboxId);
    void onFinished(const QString &sandboxId);
    void onReadRefused(const ApiError &error);
    void ask(const CreationWish &wish);
    void leaveOpen(const CreationWish &wish);
    void fail(const CreationWish &wish);
    void refuse(const QString &reason, ExitCode code);
    void runOut();
    void end(ExitCode code, const QJsonObject &document);
    /// It exists, and variables were wished that it does not have.
    [[nodiscard]] bool lacksVariables() const;
    [[nodiscard]] QString templateTitle() const;
    /// Of what exists, but is not all that was wished yet.
    [[nodiscard]] QJsonObject unfinishedDocument() const;
    [[nodiscard]] QJsonObject documentOf(const QString &outcome, const QString &sandboxId) const;

    const TextCommandLine m_line;
    SandboxSpec m_spec;
    WholeListReader m_list;
    WishId m_wish = 0;
    QString m_sandboxId; ///< once it exists
    Timer m_deadline;
    bool m_asked = false;
    bool m_ended = false;
};

} // namespace sandglass
