// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/simulatedruntime.h"

#include "domain/transitiontable.h"
#include "engine/seeding.h"

#include <algorithm>

namespace sandglass::engine {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

struct Span
{
    qint64 lowMs;
    qint64 highMs;
};

constexpr Span kCreateTakes{1500, 4000};
constexpr Span kRemoveTakes{300, 900};

constexpr Span actionTakes(LifecycleAction action)
{
    switch (action) {
    case LifecycleAction::Start:
        return {1800, 4000};
    case LifecycleAction::Stop:
        return {900, 2500};
    case LifecycleAction::Pause:
        return {300, 1200};
    case LifecycleAction::Resume:
        return {300, 1500};
    case LifecycleAction::Delete:
        return kRemoveTakes;
    case LifecycleAction::Extend:
        break; // setTimeout() takes no time
    }
    return {};
}

bool matches(const Instance &instance, const PageWish &wish)
{
    return (wish.statusWord.isEmpty() ||
            instance.statusWord.compare(wish.statusWord, Qt::CaseInsensitive) == 0) &&
           (wish.region.isEmpty() || instance.region == wish.region);
}

} // namespace

SimulatedRuntime::SimulatedRuntime(const Settings &settings, Clock &clock, QObject *parent)
    : Runtime(parent)
    , m_clock(clock)
    , m_dice(settings.seed)
    , m_latency(std::max(settings.latency, 0.0))
    , m_later(clock)
{
    for (Instance &instance : seedInstances(settings.sandboxes, m_clock.utcNow(), m_dice)) {
        const bool isCreating = statusFromWord(instance.statusWord) == SandboxStatus::Creating;
        const TemplateInfo *info = findTemplate(instance.templateName);
        const quint64 position = add(std::move(instance), info ? info->temper : Temper::Reliable);
        // Large images take their time: long enough to be seen, also by somebody who looks up late.
        if (isCreating && settings.life) {
            m_later.after(milliseconds(m_dice.between(9'000, 45'000)), [this, position] {
                if (const auto it = m_entries.find(position); it != m_entries.end())
                    it->second.instance.statusWord = wordOfStatus(SandboxStatus::Running);
            });
        }
    }
    armExpiry();
    if (settings.life)
        scheduleLife();
}

Page SimulatedRuntime::page(const PageWish &wish) const
{
    Page page;
    const auto limit = static_cast<std::size_t>(std::max(wish.limit, 1));
    auto it = wish.before ? m_entries.lower_bound(*wish.before) : m_entries.end();
    quint64 last = 0;
    while (it != m_entries.begin()) {
        --it;
        if (!matches(it->second.instance, wish))
            continue;
        if (page.rows.size() == limit) {
            page.next = last;
            break;
        }
        page.rows.push_back(it->second.instance);
        last = it->first;
    }
    return page;
}

std::optional<Instance> SimulatedRuntime::find(const QString &id) const
{
    const auto position = m_positions.constFind(id);
    if (position == m_positions.cend())
        return std::nullopt;
    return m_entries.at(*position).instance;
}

void SimulatedRuntime::create(const CreateWish &wish, const Done &done)
{
    const TemplateInfo *info = findTemplate(wish.templateNameOrId);
    if (!info)
        return done({Problem::UnknownTemplate, std::nullopt, {}});
    if (info->status != u"active")
        return done({Problem::TemplateNotReady, std::nullopt, {}});
    if (info->temper == Temper::NoCapacity)
        return done({Problem::NoCapacity, std::nullopt, {}});

    const QString region = wish.region.isEmpty() ? m_dice.pick(regionCatalogue()).toString() : wish.region;
    Instance instance = makeInstance(*info, region, m_clock.utcNow(), m_dice);
    instance.statusWord = wordOfStatus(SandboxStatus::Creating);
    instance.internetAccess = wish.internetAccess;
    instance.timeoutSeconds = wish.timeoutSeconds;
    if (wish.timeoutSeconds)
        instance.expiresAt = m_clock.utcNow() + seconds(*wish.timeoutSeconds);

    const quint64 position = add(std::move(instance), info->temper);
    armExpiry();
    // Everybody sees it at once, as creating; who asked for it hears when it runs (contract 4.3).
    later(scaled(kCreateTakes.lowMs, kCreateTakes.highMs), [this, position, done] {
        const auto it = m_entries.find(position);
        if (it == m_entries.end())
            return done({Problem::NodeFailed, std::nullopt, {}});
        it->second.instance.statusWord = wordOfStatus(SandboxStatus::Running);
        done({Problem::None, it->second.instance, it->second.instance.statusWord});
    });
}

void SimulatedRuntime::remove(const QString &id, const Done &done)
{
    Entry *entry = entryOf(id);
    if (!entry)
        return done({Problem::NoSuchSandbox, std::nullopt, {}});
    const Outcome outcome{Problem::None, entry->instance, wordOfStatus(SandboxStatus::Gone)};
    if (!entry->isLeaving) {
        entry->isLeaving = true;
        const quint64 position = m_positions.value(id);
        later(scaled(kRemoveTakes.lowMs, kRemoveTakes.highMs), [this, position] { drop(position); });
    }
    done(outcome);
}

void SimulatedRuntime::act(const QString &id, LifecycleAction action, const Done &done)
{
    if (action == LifecycleAction::Delete)
        return remove(id, done);
    const auto position = m_positions.constFind(id);
    if (position == m_positions.cend())
        return done({Problem::NoSuchSandbox, std::nullopt, {}});
    done(begin(*position, action));
}

Outcome SimulatedRuntime::begin(quint64 position, LifecycleAction action)
{
    Entry &entry = m_entries.at(position);
    const Transition &cell = transition(statusFromWord(entry.instance.statusWord), action);
    if (!cell.isAllowed())
        return {Problem::IllegalTransition, entry.instance, {}};
    const SandboxStatus target = *cell.to;
    // A connection that broke makes clients send the same thing twice; the second one changes nothing.
    if (entry.running == action && cell.safeToRepeat && !entry.isLeaving)
        return {Problem::None, entry.instance, wordOfStatus(target)};
    if (entry.running || entry.isLeaving)
        return {Problem::Busy, entry.instance, {}};
    if (entry.temper == Temper::NoCapacity && action == LifecycleAction::Start)
        return {Problem::NoCapacity, entry.instance, {}};
    if (entry.temper == Temper::StopRefused && action == LifecycleAction::Stop)
        return {Problem::NodeFailed, entry.instance, {}};

    entry.running = action;
    const Span span = actionTakes(action);
    later(scaled(span.lowMs, span.highMs), [this, position, target, action] {
        const auto it = m_entries.find(position);
        if (it == m_entries.end())
            return;
        it->second.running.reset();
        it->second.instance.statusWord = wordOfStatus(target);
        if (action == LifecycleAction::Resume)
            ++it->second.instance.tokenEpoch;
    });
    return {Problem::None, entry.instance, wordOfStatus(target)};
}

void SimulatedRuntime::setTimeout(const QString &id, qint64 timeoutSeconds, const Done &done)
{
    Entry *entry = entryOf(id);
    if (!entry)
        return done({Problem::NoSuchSandbox, std::nullopt, {}});
    if (!transition(statusFromWord(entry->instance.statusWord), LifecycleAction::Extend).isAllowed())
        return done({Problem::IllegalTransition, entry->instance, {}});
    if (entry->isLeaving)
        return done({Problem::Busy, entry->instance, {}});
    entry->instance.timeoutSeconds = timeoutSeconds;
    setDeadline(m_positions.value(id), m_clock.utcNow() + seconds(timeoutSeconds));
    armExpiry();
    done({Problem::None, entry->instance, entry->instance.statusWord});
}

quint64 SimulatedRuntime::add(Instance instance, Temper temper)
{
    // Chance may repeat an id; a service never does.
    while (m_positions.contains(instance.id))
        instance.id = makeSandboxId(instance.createdAt, m_dice);
    const quint64 position = m_nextPosition++;
    m_positions.insert(instance.id, position);
    if (instance.expiresAt)
        m_deadlines.emplace(*instance.expiresAt, position);
    Entry entry;
    entry.instance = std::move(instance);
    entry.temper = temper;
    m_entries.emplace(position, std::move(entry));
    return position;
}

void SimulatedRuntime::drop(quint64 position)
{
    const auto it = m_entries.find(position);
    if (it == m_entries.end())
        return;
    setDeadline(position, std::nullopt);
    const QString id = it->second.instance.id;
    m_positions.remove(id);
    m_entries.erase(it);
    Q_EMIT removed(id);
}

SimulatedRuntime::Entry *SimulatedRuntime::entryOf(const QString &id)
{
    const auto position = m_positions.constFind(id);
    return position == m_positions.cend() ? nullptr : &m_entries.at(*position);
}

void SimulatedRuntime::setDeadline(quint64 position, std::optional<UtcTime> at)
{
    Instance &instance = m_entries.at(position).instance;
    if (instance.expiresAt)
        m_deadlines.erase({*instance.expiresAt, position});
    instance.expiresAt = at;
    if (at)
        m_deadlines.emplace(*at, position);
}

void SimulatedRuntime::armExpiry()
{
    if (m_deadlines.empty())
        return;
    const UtcTime next = m_deadlines.begin()->first;
    if (m_armedFor && *m_armedFor <= next)
        return;
    m_armedFor = next;
    m_later.after(next - m_clock.utcNow(), [this, next] {
        // Only the newest timer counts; an older one finds its moment taken by an earlier one.
        if (m_armedFor != next)
            return;
        m_armedFor.reset();
        expireDue();
        armExpiry();
    });
}

void SimulatedRuntime::expireDue()
{
    while (!m_deadlines.empty() && m_deadlines.begin()->first <= m_clock.utcNow())
        drop(m_deadlines.begin()->second);
}

milliseconds SimulatedRuntime::scaled(qint64 lowMs, qint64 highMs)
{
    const auto drawn = static_cast<double>(m_dice.between(lowMs, highMs));
    return milliseconds(static_cast<qint64>(drawn * m_latency));
}

void SimulatedRuntime::later(milliseconds delay, std::function<void()> work)
{
    if (delay.count() == 0)
        return work();
    m_later.after(delay, std::move(work));
}

} // namespace sandglass::engine
