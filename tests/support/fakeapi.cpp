// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeapi.h"

#include <algorithm>

namespace sandglass::test {

using namespace Qt::StringLiterals;

struct FakeApi::Entry
{
    Request request;
    ApiCallback<ListPage> onList;
    ApiCallback<Sandbox> onGet;
    ApiCallback<Inspection> onInspect;
    ApiCallback<ActionAnswer> onAct;
    ApiCallback<TemplatePage> onTemplates;
    ApiCallback<Template> onTemplate;
    ApiCallback<CreatedSandbox> onCreate;
    ApiCallback<ApiKey> onToken;
    ApiCallback<TimeoutAnswer> onTimeout;
};

QString FakeApi::Request::text() const
{
    switch (verb) {
    case Verb::List: {
        QString text = u"LIST"_s;
        if (!query.status.isEmpty())
            text += u" status="_s + query.status;
        if (!query.region.isEmpty())
            text += u" region="_s + query.region;
        if (!query.cursor.isEmpty())
            text += u" cursor="_s + query.cursor;
        return text;
    }
    case Verb::Get:
        return u"GET "_s + id;
    case Verb::Act:
        if (action == LifecycleAction::Delete)
            return u"DELETE "_s + id;
        return u"POST "_s + id + u'/' + wordOfAction(action);
    case Verb::Templates:
        return query.cursor.isEmpty() ? u"TEMPLATES"_s : u"TEMPLATES cursor="_s + query.cursor;
    case Verb::Template:
        return u"TEMPLATE "_s + id;
    case Verb::Create:
        return u"CREATE "_s + (spec.templateId.isEmpty() ? spec.templateName : spec.templateId);
    case Verb::Token:
        return u"TOKEN "_s + id;
    case Verb::SetTimeout:
        return u"PUT "_s + id + u"/timeout "_s + QString::number(timeout.count());
    }
    return {};
}

FakeApi::FakeApi() : m_entries(std::make_shared<std::vector<std::unique_ptr<Entry>>>()) {}

FakeApi::~FakeApi() = default;

RequestHandle FakeApi::list(const ListQuery &query, ApiCallback<ListPage> callback)
{
    auto entry = std::make_unique<Entry>();
    entry->onList = std::move(callback);
    Request request;
    request.verb = Verb::List;
    request.query = query;
    return record(std::move(request), std::move(entry));
}

RequestHandle FakeApi::get(const QString &id, ApiCallback<Sandbox> callback)
{
    auto entry = std::make_unique<Entry>();
    entry->onGet = std::move(callback);
    Request request;
    request.verb = Verb::Get;
    request.id = id;
    return record(std::move(request), std::move(entry));
}

RequestHandle FakeApi::inspect(const QString &id, ApiCallback<Inspection> callback)
{
    auto entry = std::make_unique<Entry>();
    entry->onInspect = std::move(callback);
    Request request;
    request.verb = Verb::Get;
    request.id = id;
    return record(std::move(request), std::move(entry));
}

RequestHandle FakeApi::act(const QString &id, LifecycleAction action, ApiCallback<ActionAnswer> callback)
{
    auto entry = std::make_unique<Entry>();
    entry->onAct = std::move(callback);
    Request request;
    request.verb = Verb::Act;
    request.id = id;
    request.action = action;
    return record(std::move(request), std::move(entry));
}

RequestHandle FakeApi::templates(const QString &cursor, ApiCallback<TemplatePage> callback)
{
    auto entry = std::make_unique<Entry>();
    entry->onTemplates = std::move(callback);
    Request request;
    request.verb = Verb::Templates;
    request.query.cursor = cursor;
    return record(std::move(request), std::move(entry));
}

RequestHandle FakeApi::templateDetails(const QString &key, ApiCallback<Template> callback)
{
    auto entry = std::make_unique<Entry>();
    entry->onTemplate = std::move(callback);
    Request request;
    request.verb = Verb::Template;
    request.id = key;
    return record(std::move(request), std::move(entry));
}

RequestHandle FakeApi::create(const SandboxSpec &spec, ApiCallback<CreatedSandbox> callback)
{
    auto entry = std::make_unique<Entry>();
    entry->onCreate = std::move(callback);
    Request request;
    request.verb = Verb::Create;
    request.spec = spec;
    return record(std::move(request), std::move(entry));
}

RequestHandle FakeApi::refreshToken(const QString &id, ApiCallback<ApiKey> callback)
{
    auto entry = std::make_unique<Entry>();
    entry->onToken = std::move(callback);
    Request request;
    request.verb = Verb::Token;
    request.id = id;
    return record(std::move(request), std::move(entry));
}

RequestHandle FakeApi::setTimeout(const QString &id, std::chrono::seconds timeout,
                                  ApiCallback<TimeoutAnswer> callback)
{
    auto entry = std::make_unique<Entry>();
    entry->onTimeout = std::move(callback);
    Request request;
    request.verb = Verb::SetTimeout;
    request.id = id;
    request.timeout = timeout;
    return record(std::move(request), std::move(entry));
}

RequestHandle FakeApi::record(Request request, std::unique_ptr<Entry> entry)
{
    const std::size_t index = m_entries->size();
    request.number = static_cast<int>(index) + 1;
    entry->request = std::move(request);
    m_entries->push_back(std::move(entry));
    if (onRequest)
        onRequest(m_entries->at(index)->request);
    return RequestHandle([this, index, weak = std::weak_ptr(m_entries)] {
        const auto entries = weak.lock();
        if (!entries || entries->at(index)->request.state != State::Open)
            return;
        entries->at(index)->request.state = State::Cancelled;
        if (onCancel)
            onCancel(entries->at(index)->request);
    });
}

FakeApi::Entry *FakeApi::settle(int number)
{
    Entry &entry = *m_entries->at(static_cast<std::size_t>(number - 1));
    if (entry.request.state == State::Cancelled)
        return nullptr;
    if (entry.request.state == State::Answered)
        qFatal("request %d was answered twice", number);
    entry.request.state = State::Answered;
    return &entry;
}

// Every answer calls a copy: the callback may destroy the handle it came with, or the api itself.

template<typename T>
bool FakeApi::answerWith(int number, ApiCallback<T> Entry::*callback, const T &value)
{
    const Entry *entry = settle(number);
    if (!entry)
        return false;
    const auto copy = entry->*callback;
    copy(value);
    return true;
}

bool FakeApi::answer(int number, const ListPage &page)
{
    return answerWith(number, &Entry::onList, page);
}

bool FakeApi::answer(int number, const Sandbox &sandbox)
{
    if (m_entries->at(static_cast<std::size_t>(number - 1))->onInspect)
        return answer(number, Inspection{sandbox, {}, {}});
    return answerWith(number, &Entry::onGet, sandbox);
}

bool FakeApi::answer(int number, const Inspection &inspection)
{
    return answerWith(number, &Entry::onInspect, inspection);
}

bool FakeApi::answer(int number, const ActionAnswer &answer)
{
    return answerWith(number, &Entry::onAct, answer);
}

bool FakeApi::answer(int number, const TemplatePage &page)
{
    return answerWith(number, &Entry::onTemplates, page);
}

bool FakeApi::answer(int number, const Template &made)
{
    return answerWith(number, &Entry::onTemplate, made);
}

bool FakeApi::answer(int number, const CreatedSandbox &created)
{
    return answerWith(number, &Entry::onCreate, created);
}

bool FakeApi::answer(int number, const ApiKey &token)
{
    return answerWith(number, &Entry::onToken, token);
}

bool FakeApi::answer(int number, const TimeoutAnswer &answer)
{
    return answerWith(number, &Entry::onTimeout, answer);
}

bool FakeApi::fail(int number, const ApiError &error)
{
    const Entry *entry = settle(number);
    if (!entry)
        return false;
    const auto failWith = [&error](auto callback) { callback(tl::unexpected(error)); };
    switch (entry->request.verb) {
    case Verb::List:
        failWith(entry->onList);
        break;
    case Verb::Get:
        if (entry->onInspect)
            failWith(entry->onInspect);
        else
            failWith(entry->onGet);
        break;
    case Verb::Act:
        failWith(entry->onAct);
        break;
    case Verb::Templates:
        failWith(entry->onTemplates);
        break;
    case Verb::Template:
        failWith(entry->onTemplate);
        break;
    case Verb::Create:
        failWith(entry->onCreate);
        break;
    case Verb::Token:
        failWith(entry->onToken);
        break;
    case Verb::SetTimeout:
        failWith(entry->onTimeout);
        break;
    }
    return true;
}

int FakeApi::count() const
{
    return static_cast<int>(m_entries->size());
}

int FakeApi::count(Verb verb) const
{
    return static_cast<int>(std::count_if(m_entries->begin(), m_entries->end(),
                                          [verb](const auto &entry) { return entry->request.verb == verb; }));
}

const FakeApi::Request &FakeApi::request(int number) const
{
    return m_entries->at(static_cast<std::size_t>(number - 1))->request;
}

QVector<int> FakeApi::open() const
{
    QVector<int> numbers;
    for (const auto &entry : *m_entries) {
        if (entry->request.state == State::Open)
            numbers.append(entry->request.number);
    }
    return numbers;
}

int FakeApi::find(const QString &text) const
{
    for (auto entry = m_entries->rbegin(); entry != m_entries->rend(); ++entry) {
        if ((*entry)->request.state == State::Open && (*entry)->request.text() == text)
            return (*entry)->request.number;
    }
    return 0;
}

QStringList FakeApi::texts() const
{
    QStringList texts;
    for (const auto &entry : *m_entries)
        texts.append(entry->request.text());
    return texts;
}

Sandbox sandbox(const QString &id, SandboxStatus status)
{
    Sandbox made;
    made.id = id;
    made.status = status;
    made.statusWord = wordOfStatus(status);
    return made;
}

ListPage page(const QVector<Sandbox> &sandboxes, const QString &nextCursor)
{
    ListPage made;
    made.sandboxes = QVector<SandboxRef>(sandboxes.begin(), sandboxes.end());
    made.hasMore = !nextCursor.isEmpty();
    made.nextCursor = nextCursor;
    return made;
}

Template usableTemplate(const QString &id)
{
    Template made;
    made.id = id;
    made.name = u"template-"_s + id;
    made.displayName = u"Template "_s + id;
    made.statusWord = u"active"_s;
    made.isActive = true;
    return made;
}

ApiError apiError(ApiErrorKind kind)
{
    using Kind = ApiErrorKind;
    ApiError error;
    error.kind = kind;
    switch (kind) {
    case Kind::Unreachable:
    case Kind::Tls:
    case Kind::ProxyFailed:
        break;
    case Kind::ConnectionLost:
    case Kind::Timeout:
        error.maybeExecuted = true;
        break;
    case Kind::Redirected:
        error.httpStatus = 307;
        break;
    case Kind::NotHopx:
    case Kind::Malformed:
    case Kind::TooLarge:
        error.httpStatus = 200;
        error.maybeExecuted = true;
        break;
    case Kind::BadRequest:
        error.httpStatus = 400;
        break;
    case Kind::Unauthorized:
        error.httpStatus = 401;
        break;
    case Kind::PaymentRequired:
        error.httpStatus = 402;
        break;
    case Kind::Forbidden:
    case Kind::PlanLimit:
        error.httpStatus = 403;
        break;
    case Kind::NotFound:
        error.httpStatus = 404;
        break;
    case Kind::RouteMissing:
        error.httpStatus = 405;
        break;
    case Kind::Conflict:
        error.httpStatus = 409;
        break;
    case Kind::RateLimited:
        error.httpStatus = 429;
        break;
    case Kind::ServerError:
        error.httpStatus = 500;
        error.maybeExecuted = true;
        break;
    case Kind::Unavailable:
        error.httpStatus = 503;
        error.maybeExecuted = true;
        break;
    }
    error.isApisWord = error.httpStatus >= 400;
    return error;
}

} // namespace sandglass::test
