// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QModelIndex>

#include <functional>
#include <map>
#include <utility>

class QTableView;

namespace sandglass {

/// Keeps cells right whose text changes with time alone, without repainting the table. It knows what was last
/// drawn, since the delegate tells it; at the time of the next change it compares and updates the cells that
/// differ. It sleeps until then, and altogether while nothing is drawn because nobody can see the table.
class Ticker
{
public:
    /// How long until the cell's text changes; nullopt: never.
    using UntilChange = std::function<std::optional<std::chrono::milliseconds>(const QModelIndex &)>;

    Ticker(QTableView &view, Clock &clock, UntilChange untilChange);

    /// The delegate has painted @p text into the ticking cell @p index.
    void drawn(const QModelIndex &index, const QString &text);
    /// Looks at the visible cells now; after the table became visible again.
    void tick();
    void stop();

private:
    void wakeFor(const QModelIndex &index);

    QTableView &m_view;
    Clock &m_clock;
    UntilChange m_untilChange;
    std::map<std::pair<int, int>, QString> m_drawn; ///< by row and column as they were painted
    Timer m_timer;
    MonoTime m_wakeAt{};
};

} // namespace sandglass
