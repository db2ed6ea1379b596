// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/ticker.h"

#include "table/seen.h"

#include <QScrollBar>
#include <QTableView>

namespace sandglass {

using namespace std::chrono_literals;

Ticker::Ticker(QTableView &view, Clock &clock, UntilChange untilChange)
    : m_view(view), m_clock(clock), m_untilChange(std::move(untilChange))
{}

void Ticker::drawn(const QModelIndex &index, const QString &text)
{
    m_drawn[{index.row(), index.column()}] = text;
    wakeFor(index);
}

void Ticker::wakeFor(const QModelIndex &index)
{
    const auto delay = m_untilChange(index);
    if (!delay || !canBeSeen(m_view))
        return;
    constexpr auto kShortest = 5ms; // of two cells a moment apart one waking serves both
    const MonoTime at = m_clock.monoNow() + std::max(*delay, kShortest);
    if (m_timer && m_wakeAt <= at + kShortest)
        return;
    m_wakeAt = at;
    m_timer = m_clock.after(std::max(*delay, kShortest), [this] {
        m_timer.reset();
        tick();
    });
}

void Ticker::tick()
{
    if (!canBeSeen(m_view)) {
        stop();
        return;
    }
    const QRect seen = m_view.viewport()->rect();
    const QAbstractItemModel *model = m_view.model();
    for (auto it = m_drawn.begin(); it != m_drawn.end();) {
        const QModelIndex index = model->index(it->first.first, it->first.second);
        if (!index.isValid() || !m_view.visualRect(index).intersects(seen)) {
            it = m_drawn.erase(it);
            continue;
        }
        // Painting tells us the new text and asks for the next waking.
        if (index.data().toString() != it->second)
            m_view.update(index);
        else
            wakeFor(index);
        ++it;
    }
}

void Ticker::stop()
{
    m_timer.reset();
}

} // namespace sandglass
