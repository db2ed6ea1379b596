// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeagent.h"

namespace sandglass::test {

using namespace Qt::StringLiterals;

struct FakeAgent::Entry
{
    Request request;
    ApiCallback<bool> onHealth;
    ApiCallback<ActionAnswer> onEnvironment;
};

QString FakeAgent::Request::text() const
{
    if (variables.isEmpty())
        return u"HEALTH "_s + agent.host;
    QString text = u"PATCH "_s + agent.host + u' ' + QString::fromLatin1(agent.token.secret());
    for (const EnvironmentVariable &variable : variables)
        text += u' ' + variable.name + u'=' + variable.value;
    return text;
}

FakeAgent::FakeAgent() = default;

FakeAgent::~FakeAgent() = default;

RequestHandle FakeAgent::health(const AgentAccess &agent, ApiCallback<bool> callback)
{
    auto entry = std::make_shared<Entry>();
    entry->request.agent = agent;
    entry->onHealth = std::move(callback);
    return record(std::move(entry));
}

RequestHandle FakeAgent::setEnvironment(const AgentAccess &agent,
                                        const QVector<EnvironmentVariable> &variables,
                                        ApiCallback<ActionAnswer> callback)
{
    auto entry = std::make_shared<Entry>();
    entry->request.agent = agent;
    entry->request.variables = variables;
    entry->onEnvironment = std::move(callback);
    return record(std::move(entry));
}

RequestHandle FakeAgent::record(std::shared_ptr<Entry> entry)
{
    m_entries.push_back(entry);
    entry->request.number = static_cast<int>(m_entries.size());
    if (onRequest)
        onRequest(entry->request);
    return RequestHandle([entry] { entry->request.isOpen = false; });
}

std::shared_ptr<FakeAgent::Entry> FakeAgent::settle()
{
    if (m_entries.empty() || !m_entries.back()->request.isOpen)
        qFatal("no open request to an agent");
    m_entries.back()->request.isOpen = false;
    return m_entries.back();
}

// The callbacks are copied, for they may end the handle they came with.

void FakeAgent::answerHealth(bool works)
{
    const auto callback = settle()->onHealth;
    callback(works);
}

void FakeAgent::answerEnvironment()
{
    const auto callback = settle()->onEnvironment;
    callback(ActionAnswer{});
}

void FakeAgent::fail(const ApiError &error)
{
    const auto entry = settle();
    if (const auto callback = entry->onHealth)
        callback(tl::unexpected(error));
    else if (const auto other = entry->onEnvironment)
        other(tl::unexpected(error));
}

QStringList FakeAgent::texts() const
{
    QStringList texts;
    for (const auto &entry : m_entries)
        texts += entry->request.text();
    return texts;
}

} // namespace sandglass::test
