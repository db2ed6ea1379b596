// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/selectedreader.h"

#include "store/lifecyclecontroller.h"
#include "store/ratebudget.h"
#include "store/sandboxstore.h"

#include <algorithm>

namespace sandglass {

using namespace std::chrono_literals;

SelectedReader::SelectedReader(Clock &clock, SandboxApi &api, SandboxStore &store,
                               LifecycleController &controller, const RateBudget &budget, QObject *parent)
    : QObject(parent), m_clock(clock), m_api(api), m_store(store), m_controller(controller), m_budget(budget)
{
    connect(&m_store, &SandboxStore::rowsChanged, this, &SelectedReader::onRowsChanged);
    connect(&m_controller, &LifecycleController::factsChanged, this, [this] {
        if (m_controller.facts().keyRefused)
            rest();
        else
            resume();
    });
}

SelectedReader::~SelectedReader() = default;

void SelectedReader::look(const QString &id)
{
    if (m_state.id == id)
        return;
    rest();
    m_state = {};
    m_state.id = id;
    m_failures = 0;
    resume();
    Q_EMIT changed();
}

void SelectedReader::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    if (watched)
        resume();
    else
        rest();
    Q_EMIT changed();
}

void SelectedReader::readNow()
{
    if (mayRead() && !m_state.reading)
        read();
}

bool SelectedReader::mayRead() const
{
    return m_watched && !m_state.id.isEmpty() && !isProvisionalId(m_state.id) &&
           !m_controller.facts().keyRefused;
}

void SelectedReader::schedule(std::chrono::milliseconds delay)
{
    m_timer.reset();
    m_state.next.reset();
    if (!mayRead())
        return;
    m_state.next = m_clock.monoNow() + delay;
    m_timer = m_clock.after(delay, [this] { read(); });
}

void SelectedReader::rest()
{
    m_timer.reset();
    m_request.cancel();
    m_state.reading = false;
    m_state.next.reset();
}

void SelectedReader::resume()
{
    if (m_state.reading || m_timer)
        return;
    const auto age = m_state.readAt ? m_clock.monoNow() - *m_state.readAt : kInterval;
    schedule(std::max<std::chrono::milliseconds>(kInterval - age, kSettle));
}

std::chrono::milliseconds SelectedReader::mustWait() const
{
    const MonoTime now = m_clock.monoNow();
    const auto blocked = m_budget.pollMustWait(1, now);
    // The first look is what a person waits for; to look again can wait while half of the minute is spent.
    const bool isFirst = !m_state.readAt && !m_state.error;
    const bool isLow = m_budget.usedInLastMinute(now) * 2 > m_budget.limitPerMinute();
    return !isFirst && isLow ? std::max(blocked, kInterval) : blocked;
}

void SelectedReader::read()
{
    if (!mayRead())
        return;
    const auto wait = mustWait();
    m_state.saving = wait > 0ms;
    if (m_state.saving) {
        schedule(wait);
        Q_EMIT changed();
        return;
    }
    m_timer.reset();
    m_state.next.reset();
    m_state.reading = true;
    const MonoTime began = m_clock.monoNow();
    m_request = m_api.inspect(
        m_state.id, [this, began](const ApiResult<Inspection> &answer) { onAnswer(began, answer); });
    Q_EMIT changed();
}

void SelectedReader::onAnswer(MonoTime began, const ApiResult<Inspection> &answer)
{
    // Whatever hears of the answer may look elsewhere, which ends the request this is the answer to.
    const RequestHandle keep = std::exchange(m_request, {});
    const QString id = m_state.id;
    m_state.reading = false;
    if (answer) {
        m_failures = 0;
        m_state.error.reset();
        m_state.readAt = began;
        m_state.answer = *answer;
        schedule(kInterval);
        m_store.applyDetails(answer->sandbox, began);
    } else {
        ++m_failures;
        m_state.error = answer.error();
        const auto backoff = kInterval * (1 << std::min(m_failures - 1, 4));
        schedule(std::max(RateBudget::bounded(answer.error().retryAfter.value_or(0ms)),
                          std::min<std::chrono::milliseconds>(backoff, kLongestBackoff)));
        if (answer.error().kind == ApiErrorKind::NotFound)
            m_store.applyGone(id, began);
        else if (answer.error().kind == ApiErrorKind::Unauthorized)
            Q_EMIT keyRefused(answer.error());
    }
    if (m_state.id == id)
        Q_EMIT changed();
}

void SelectedReader::onRowsChanged(int first, int last)
{
    if (m_state.reading || !m_state.readAt || !m_timer)
        return;
    const int row = m_store.rowOf(m_state.id);
    if (row < first || row > last)
        return;
    // What is shown in full must not contradict the state for long.
    const bool differs = m_store.at(row).sandbox->status != m_state.answer.sandbox.status;
    if (differs && !m_state.saving && m_state.next > m_clock.monoNow() + kSettle)
        schedule(kSettle);
}

} // namespace sandglass
