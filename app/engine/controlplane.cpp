// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the service that answers the routes of contract 4, one function each.
#include "domain/sandboxstatus.h"
#include "engine/answers.h"
#include "engine/service.h"
#include "engine/wishes.h"

#include <QJsonArray>

namespace sandglass::engine {

using namespace Qt::StringLiterals;

void Service::dispatch(const Call &call)
{
    switch (call.match.route) {
    case Route::List:
        return listSandboxes(call);
    case Route::Create:
        return createSandbox(call);
    case Route::Get:
        return showSandbox(call);
    case Route::Delete:
        return deleteSandbox(call);
    case Route::Start:
        return act(call, LifecycleAction::Start);
    case Route::Stop:
        return act(call, LifecycleAction::Stop);
    case Route::Pause:
        return act(call, LifecycleAction::Pause);
    case Route::Resume:
        return act(call, LifecycleAction::Resume);
    case Route::SetTimeout:
        return setTimeout(call);
    case Route::RefreshToken:
        return refreshToken(call);
    case Route::Templates:
        return listTemplates(call);
    case Route::Template:
        return showTemplate(call);
    case Route::WrongMethod: {
        HttpAnswer answer = error(call, 405, u"Method not allowed"_s);
        answer.headers.append({"Allow", call.match.allowed});
        return call.answer(std::move(answer));
    }
    case Route::AgentHealth:
    case Route::AgentEnv:
    case Route::AgentElse:
        return call.answer(m_agents.answer(call.request, call.match, call.requestId, m_clock.utcNow()));
    case Route::NotFound:
    case Route::Health: // answered without a key
        break;
    }
    call.answer(error(call, 404, u"The requested resource was not found"_s));
}

void Service::listSandboxes(const Call &call) const
{
    const Wish<PageWish> wish = readPageWish(call.request.url);
    if (!wish.mistake.isEmpty())
        return call.answer(error(call, 400, wish.mistake));
    const Page page = m_runtime.page(wish.value);
    QJsonArray rows;
    for (const Instance &instance : page.rows) {
        rows.append(m_options.sparseList ? sparseSandboxJson(instance, publicHostOf(instance))
                                         : sandboxJson(instance, publicHostOf(instance)));
    }
    call.answer(
        jsonAnswer(200, {
                            {u"object"_s, u"list"_s},
                            {u"url"_s, u"/v1/sandboxes"_s},
                            // The live service says null for nothing (contract 4.2).
                            {u"data"_s, rows.isEmpty() ? QJsonValue() : QJsonValue(rows)},
                            {u"has_more"_s, page.next.has_value()},
                            {u"next_cursor"_s, page.next ? QJsonValue(cursorFor(*page.next)) : QJsonValue()},
                            {u"request_id"_s, call.requestId},
                        }));
}

void Service::createSandbox(const Call &call)
{
    const Wish<CreateWish> wish = readCreateWish(call.request.body);
    if (!wish.mistake.isEmpty())
        return call.answer(error(call, 400, wish.mistake));
    m_runtime.create(wish.value, [this, call](const Outcome &outcome) {
        if (!outcome.isAccepted())
            return call.answer(refused(call, outcome, u"create"_s));
        const Instance &made = *outcome.instance;
        const AgentTokens::Token token = m_tokens.mint(made.id, made.tokenEpoch, m_clock.utcNow());
        QJsonObject json = sandboxJson(made, publicHostOf(made));
        json.insert(u"auth_token"_s, QString::fromLatin1(token.text));
        json.insert(u"token_expires_at"_s, timeText(token.expiresAt));
        json.insert(u"request_id"_s, call.requestId);
        call.answer(jsonAnswer(201, json));
    });
}

void Service::showSandbox(const Call &call) const
{
    const std::optional<Instance> instance = m_runtime.find(call.match.id);
    if (!instance)
        return call.answer(refused(call, {Problem::NoSuchSandbox, std::nullopt, {}}, {}));
    QJsonObject json = sandboxJson(*instance, publicHostOf(*instance));
    json.insert(u"request_id"_s, call.requestId);
    call.answer(jsonAnswer(200, json));
}

void Service::deleteSandbox(const Call &call)
{
    m_runtime.remove(call.match.id, [this, call](const Outcome &outcome) {
        if (!outcome.isAccepted())
            return call.answer(refused(call, outcome, u"delete"_s));
        call.answer(jsonAnswer(200, {{u"id"_s, call.match.id},
                                     {u"status"_s, outcome.targetWord},
                                     {u"request_id"_s, call.requestId}}));
    });
}

void Service::act(const Call &call, LifecycleAction action)
{
    m_runtime.act(call.match.id, action, [this, call, action](const Outcome &outcome) {
        if (!outcome.isAccepted())
            return call.answer(refused(call, outcome, wordOfAction(action)));
        call.answer(jsonAnswer(200, {{u"id"_s, call.match.id},
                                     {u"status"_s, outcome.targetWord},
                                     {u"request_id"_s, call.requestId}}));
    });
}

void Service::setTimeout(const Call &call)
{
    const Wish<qint64> wish = readTimeoutWish(call.request.body);
    if (!wish.mistake.isEmpty())
        return call.answer(error(call, 400, wish.mistake));
    m_runtime.setTimeout(call.match.id, wish.value, [this, call](const Outcome &outcome) {
        if (!outcome.isAccepted())
            return call.answer(refused(call, outcome, u"set the timeout of"_s));
        const Instance &now = *outcome.instance;
        call.answer(jsonAnswer(
            200, {{u"id"_s, now.id},
                  {u"timeout_seconds"_s, now.timeoutSeconds ? QJsonValue(*now.timeoutSeconds) : QJsonValue()},
                  {u"expires_at"_s, now.expiresAt ? QJsonValue(timeText(*now.expiresAt)) : QJsonValue()},
                  {u"request_id"_s, call.requestId}}));
    });
}

void Service::refreshToken(const Call &call) const
{
    const std::optional<Instance> instance = m_runtime.find(call.match.id);
    if (!instance)
        return call.answer(refused(call, {Problem::NoSuchSandbox, std::nullopt, {}}, {}));
    const AgentTokens::Token token = m_tokens.mint(instance->id, instance->tokenEpoch, m_clock.utcNow());
    call.answer(jsonAnswer(200, {{u"auth_token"_s, QString::fromLatin1(token.text)},
                                 {u"token_expires_at"_s, timeText(token.expiresAt)},
                                 {u"request_id"_s, call.requestId}}));
}

void Service::listTemplates(const Call &call) const
{
    QJsonArray rows;
    for (const TemplateInfo &info : templateCatalogue())
        rows.append(templateListJson(info));
    call.answer(jsonAnswer(200, {{u"object"_s, u"list"_s},
                                 {u"url"_s, u"/v1/templates"_s},
                                 {u"data"_s, rows},
                                 {u"has_more"_s, false},
                                 {u"request_id"_s, call.requestId}}));
}

void Service::showTemplate(const Call &call) const
{
    const TemplateInfo *info = findTemplate(call.match.id);
    if (!info)
        return call.answer(error(call, 404, u"Template not found"_s));
    QJsonObject json = templateJson(*info);
    json.insert(u"request_id"_s, call.requestId);
    call.answer(jsonAnswer(200, json));
}

QString Service::publicHostOf(const Instance &instance) const
{
    // Only what has memory has an agent; elsewhere the field is empty (contract 3).
    const SandboxStatus status = statusFromWord(instance.statusWord);
    if (status != SandboxStatus::Running && status != SandboxStatus::Paused)
        return u""_s;
    return m_baseUrl + u"/agent/" + instance.id;
}

} // namespace sandglass::engine
