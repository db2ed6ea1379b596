// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllerfixture.h"
#include "store/createrules.h"
#include "store/environmentsetter.h"
#include "store/sandboxcreator.h"
#include "store/serverclock.h"
#include "store/templatelibrary.h"
#include "support/fakeagent.h"
#include "support/names.h"

#include <QTest>

namespace sandglass::test {

/// A creator beside the controller, with two templates read. Wishes are logged as "wish 1 sending".
struct CreatorFixture : ControllerFixture
{
    ServerClock serverClock{clock};
    FakeAgent agents;
    TemplateLibrary library{clock, api, budget};
    std::unique_ptr<SandboxCreator> creator;

    explicit CreatorFixture(const QVector<Template> &templates = {usableTemplate(QStringLiteral("73")),
                                                                  usableTemplate(QStringLiteral("71"))})
    {
        library.want();
        TemplatePage page;
        page.templates = templates;
        api.answer(api.count(), page);
        const SandboxCreator::Parts parts{clock, serverClock, api,         agents,
                                          store, library,     *controller, budget};
        creator = std::make_unique<SandboxCreator>(parts);
        agents.onRequest = [this](const FakeAgent::Request &request) { log.add(request.text()); };
        QObject::connect(creator.get(), &SandboxCreator::changed, &log, [this](quint64 id) {
            const CreationWish *wish = creator->wish(id);
            log.add(
                QStringLiteral("wish %1 %2").arg(id).arg(wish ? phaseOf(*wish) : QStringLiteral("ended")));
        });
        QObject::connect(creator.get(), &SandboxCreator::created, &log,
                         [this](quint64 id, const QString &sandboxId) {
                             log.add(QStringLiteral("wish %1 is %2").arg(id).arg(sandboxId));
                         });
        QObject::connect(creator.get(), &SandboxCreator::finished, &log,
                         [this](quint64 id, const QString &sandboxId) {
                             log.add(QStringLiteral("wish %1 finished %2").arg(id).arg(sandboxId));
                         });
        QObject::connect(creator.get(), &SandboxCreator::keyRefused, &log,
                         [this] { log.add(QStringLiteral("key refused")); });
        (void)log.take();
    }

    static QString phaseOf(const CreationWish &wish)
    {
        switch (wish.phase) {
        case CreationWish::Phase::Queued:
            return QStringLiteral("queued");
        case CreationWish::Phase::Sending:
            return QStringLiteral("sending");
        case CreationWish::Phase::Looking:
            return QStringLiteral("looking");
        case CreationWish::Phase::Asking: {
            QStringList ids;
            for (const Sandbox &one : wish.candidates)
                ids += one.id;
            return QStringLiteral("asking ") + ids.join(u' ');
        }
        case CreationWish::Phase::Failed:
            switch (wish.found) {
            case CreationWish::Found::NotLooked:
                return QStringLiteral("failed");
            case CreationWish::Found::Unread:
                return QStringLiteral("failed, list unread");
            case CreationWish::Found::Nothing:
                return QStringLiteral("failed, nothing found");
            case CreationWish::Found::NotOurs:
                return QStringLiteral("failed, not ours");
            case CreationWish::Found::Unshown:
                return QStringLiteral("failed, never shown");
            }
            break;
        case CreationWish::Phase::Created:
            return QStringLiteral("created");
        case CreationWish::Phase::EnvironmentFailed:
            return QStringLiteral("environment failed");
        }
        return {};
    }

    static SandboxSpec spec(const QString &id = QStringLiteral("73"))
    {
        SandboxSpec wanted;
        wanted.templateId = id;
        wanted.timeoutSeconds = 3600;
        return wanted;
    }

    /// As a list brings it: made from template 73 @p ago.
    [[nodiscard]] Sandbox made(const QString &id, SandboxStatus status = SandboxStatus::Running,
                               std::chrono::milliseconds ago = std::chrono::milliseconds{0}) const
    {
        Sandbox one = sandbox(id, status);
        one.templateName = QStringLiteral("template-73");
        one.createdAt = ReportedTime::known(clock.utcNow() - ago);
        one.publicHost = QStringLiteral("https://") + id;
        return one;
    }
    /// The newest create is answered with this one.
    bool answerCreate(const Sandbox &one, const QByteArray &token = {})
    {
        return api.answer(newestCreate(), CreatedSandbox{one, ApiKey(token)});
    }
    bool failCreate(ApiErrorKind kind) { return api.fail(newestCreate(), apiError(kind)); }
    bool answerList(const QVector<Sandbox> &rows)
    {
        return api.answer(api.find(QStringLiteral("LIST")), page(rows));
    }
    [[nodiscard]] int newestCreate() const
    {
        for (int number = api.count(); number > 0; --number) {
            if (api.request(number).verb == FakeApi::Verb::Create)
                return number;
        }
        return 0;
    }
    [[nodiscard]] int creates() const { return api.count(FakeApi::Verb::Create); }
    /// The rows as the table has them: "new creating" for those without a name.
    [[nodiscard]] QStringList rows() const
    {
        QStringList all;
        for (int i = 0; i < store.size(); ++i)
            all += EventLog::describe(store.at(i)).prepend(EventLog::nameOf(store.at(i).sandbox->id) + u' ');
        return all;
    }
};

} // namespace sandglass::test
