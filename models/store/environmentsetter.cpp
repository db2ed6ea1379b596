// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/environmentsetter.h"

#include "store/actionrules.h"
#include "store/errorreport.h"
#include "store/ratebudget.h"
#include "store/sandboxstore.h"

#include <QCoreApplication>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

struct SetterText
{
    Q_DECLARE_TR_FUNCTIONS(EnvironmentSetter)
};

/// What passes when a young agent has come up, or a network has come back.
bool mayPass(ApiErrorKind kind)
{
    switch (kind) {
    case ApiErrorKind::Unreachable:
    case ApiErrorKind::ProxyFailed:
    case ApiErrorKind::ConnectionLost:
    case ApiErrorKind::Timeout:
    case ApiErrorKind::NotHopx: // the page of a proxy that has no agent behind it yet
    case ApiErrorKind::Malformed:
    case ApiErrorKind::RateLimited:
    case ApiErrorKind::ServerError:
    case ApiErrorKind::Unavailable:
        return true;
    default:
        return false;
    }
}

} // namespace

EnvironmentSetter::EnvironmentSetter(const Parts &parts, QString id, ApiKey token,
                                     QVector<EnvironmentVariable> variables)
    : m_parts(parts), m_id(std::move(id)), m_agent{{}, std::move(token)}, m_variables(std::move(variables))
{}

EnvironmentSetter::~EnvironmentSetter() = default;

void EnvironmentSetter::start(Done done)
{
    m_done = std::move(done);
    m_began = m_parts.clock.monoNow();
    m_isHealthy = false;
    m_tokenRefreshed = false;
    m_refusedTwice = false;
    stepAfter(0ms);
}

void EnvironmentSetter::stepAfter(std::chrono::milliseconds delay)
{
    m_timer = m_parts.clock.after(delay, [this] { step(); });
}

void EnvironmentSetter::step()
{
    const SandboxRow *row = m_parts.store.find(m_id);
    if (!row)
        return finishWith(SetterText::tr("The sandbox is gone."));
    const Sandbox &sandbox = row->sandbox;
    const bool isComing = sandbox.status == SandboxStatus::Creating ||
                          sandbox.status == SandboxStatus::Running ||
                          sandbox.status == SandboxStatus::Unknown;
    if (!isComing) {
        return finishWith(SetterText::tr("The sandbox is %1, so nothing can be set in it.")
                              .arg(nameOfStatus(sandbox.status).toLower()));
    }
    if (m_parts.clock.monoNow() - m_began >= kPatience)
        return finishWith(SetterText::tr("The agent in the sandbox did not come up in time."));
    if (sandbox.status != SandboxStatus::Running || sandbox.publicHost.isEmpty())
        return readSandbox();
    m_agent.host = sandbox.publicHost;
    if (!m_isHealthy)
        return askHealth();
    if (m_agent.token.isEmpty())
        return askToken();
    send();
}

void EnvironmentSetter::readSandbox()
{
    const MonoTime began = m_parts.clock.monoNow();
    if (const auto wait = m_parts.budget.actionMustWait(began); wait > 0ms)
        return stepAfter(wait);
    m_request = m_parts.api.get(m_id, [this, began](const ApiResult<Sandbox> &answer) {
        const bool isReady =
            answer && answer->status == SandboxStatus::Running && !answer->publicHost.isEmpty();
        stepAfter(isReady ? 0ms : kBetween);
        // Last: what the store then says decides, and who hears of it may end this.
        m_parts.store.applyRead(QString(m_id), answer, began);
    });
}

void EnvironmentSetter::askHealth()
{
    m_request = m_parts.agents.health(m_agent, [this](const ApiResult<bool> &answer) {
        if (!answer && !mayPassHere(answer.error().kind))
            return finish(answer.error());
        m_isHealthy = answer.value_or(false);
        stepAfter(m_isHealthy ? 0ms : kBetween);
    });
}

void EnvironmentSetter::askToken()
{
    if (const auto wait = m_parts.budget.actionMustWait(m_parts.clock.monoNow()); wait > 0ms)
        return stepAfter(wait);
    m_request = m_parts.api.refreshToken(m_id, [this](const ApiResult<ApiKey> &answer) {
        if (!answer)
            return tryAgain(answer.error());
        m_agent.token = *answer;
        m_tokenRefreshed = true;
        stepAfter(0ms);
    });
}

void EnvironmentSetter::send()
{
    m_request = m_parts.agents.setEnvironment(
        m_agent, m_variables, [this](const ApiResult<ActionAnswer> &answer) { onSent(answer); });
}

void EnvironmentSetter::onSent(const ApiResult<ActionAnswer> &answer)
{
    if (answer)
        return finish(std::nullopt);
    if (answer.error().kind != ApiErrorKind::Unauthorized)
        return tryAgain(answer.error());
    // An agent's 401 is about the token, never about the key (contract 13, trap 15).
    if (!m_tokenRefreshed) {
        m_agent.token = ApiKey();
        return stepAfter(0ms);
    }
    if (std::exchange(m_refusedTwice, true))
        return finish(answer.error());
    stepAfter(kTokenSettles);
}

bool EnvironmentSetter::mayPassHere(ApiErrorKind kind) const
{
    // A server that does not show what it has just created may not know its agent yet either.
    return mayPass(kind) || (kind == ApiErrorKind::NotFound && m_parts.store.isUnseen(m_id));
}

void EnvironmentSetter::tryAgain(const ApiError &error)
{
    const bool isLate = m_parts.clock.monoNow() - m_began >= kPatience;
    if (isLate || !mayPassHere(error.kind))
        return finish(error);
    stepAfter(
        std::max<std::chrono::milliseconds>(kBetween, RateBudget::bounded(error.retryAfter.value_or(0ms))));
}

void EnvironmentSetter::finish(const std::optional<ApiError> &error)
{
    m_timer.reset();
    const Done done = std::exchange(m_done, nullptr);
    if (done)
        done(error);
}

void EnvironmentSetter::finishWith(const QString &finding)
{
    finish(ownFinding(finding, m_parts.clock.utcNow()));
}

} // namespace sandglass
