// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the simulated runtime that other people's clients play.
#include "domain/transitiontable.h"
#include "engine/simulatedruntime.h"

namespace sandglass::engine {

using std::chrono::seconds;

namespace {

constexpr std::size_t kMostOfOthers = 8;

} // namespace

void SimulatedRuntime::scheduleLife()
{
    m_later.after(seconds(m_dice.between(8, 30)), [this] {
        live();
        scheduleLife();
    });
}

void SimulatedRuntime::live()
{
    // Others keep to their own: what this user sees as theirs never changes behind their back.
    std::erase_if(m_ofOthers, [this](quint64 position) { return !m_entries.contains(position); });
    if (m_ofOthers.empty() || (m_ofOthers.size() < kMostOfOthers && m_dice.happens(0.45)))
        return createForOthers();

    const quint64 position = m_dice.pick(std::span<const quint64>(m_ofOthers));
    if (m_dice.happens(0.15)) {
        remove(m_entries.at(position).instance.id, [](const Outcome &) {});
        return;
    }
    const LifecycleAction action = m_dice.pick(std::span<const LifecycleAction>(kPowerActions));
    // Whether it is possible is the table's business: a refusal is a life event like any other.
    begin(position, action);
}

void SimulatedRuntime::createForOthers()
{
    static constexpr std::array<QStringView, 3> kTheirTemplates{u"code-interpreter", u"base",
                                                                u"checkout-api"};
    CreateWish wish;
    wish.templateNameOrId = m_dice.pick(std::span<const QStringView>(kTheirTemplates)).toString();
    wish.timeoutSeconds = m_dice.between(120, 600);
    const quint64 position = m_nextPosition;
    create(wish, [](const Outcome &) {});
    m_ofOthers.push_back(position);
}

} // namespace sandglass::engine
