// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "measure.h"
#include "paintwatch.h"
#include "pollingside.h"
#include "population.h"
#include "table/sandboxtable.h"
#include "wholewindow.h"

#include <QScrollBar>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>

namespace sandglass::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kColumnSorted = SandboxListModel::State; // what changes, so that rows move

struct Account
{
    explicit Account(int count) : polls(count), window(polls.next())
    {
        SandboxTable &table = window.table();
        table.sortByColumn(kColumnSorted, Qt::AscendingOrder);
        settle();
        // In the middle: rows move above, in and below what is seen.
        table.verticalScrollBar()->setValue(table.verticalScrollBar()->maximum() / 2);
        settle();
    }

    PollingSide polls;
    WholeWindow window;
};

/// What the GUI thread spends until there is nothing left to do, without what it spends on painting.
double costOf(Account &account, const PollingSide::Edit &edit)
{
    const SnapshotDelta &delta =
        account.polls.next(edit, account.window.session().dashboard().model.foresight());
    settle();
    const PaintWatch &watch = PaintWatch::instance();
    const qint64 before = threadCpu();
    const qint64 paintedBefore = watch.painting();
    account.window.poll(delta);
    settle();
    const qint64 spent = threadCpu() - before;
    return static_cast<double>(spent - (watch.painting() - paintedBefore)) / 1e6;
}

/// The middle one of several polls, one after the other: a frame is measured in the middle of many frames
/// too.
double costOfPoll(Account &account, const std::function<double(Account &)> &poll)
{
    std::array<double, 5> costs{};
    std::generate(costs.begin(), costs.end(), [&] { return poll(account); });
    std::nth_element(costs.begin(), costs.begin() + costs.size() / 2, costs.end());
    return costs[costs.size() / 2];
}

/// Gives so many in a thousand another state.
PollingSide::Edit changing(int perMille)
{
    return [perMille](QVector<SandboxRef> &all, std::mt19937 &engine) { change(all, perMille, engine); };
}

double applyNothing(Account &account)
{
    // A clock in sight may tick meanwhile, but not each time.
    for (int attempt = 0; attempt < 3; ++attempt) {
        const int framesBefore = account.window.frames();
        const double spent = costOf(account, changing(0));
        if (account.window.frames() == framesBefore)
            return spent;
    }
    qFatal("polls without news repaint the table");
}

/// One in a hundred changes, half of that comes, half of that goes.
double applyComingAndGoing(Account &account)
{
    return costOf(account, [](QVector<SandboxRef> &all, std::mt19937 &engine) {
        change(all, 10, engine);
        const qsizetype some = all.size() / 200;
        for (qsizetype i = 0; i < some; ++i) {
            all.swapItemsAt(static_cast<qsizetype>(engine() % all.size()), all.size() - 1);
            all.removeLast();
        }
        for (qsizetype i = 0; i < some; ++i)
            all.append(newcomer(engine));
    });
}

double applyFiltered(Account &account)
{
    SandboxFilterModel &model = account.window.session().dashboard().model;
    model.setText(u"state:running"_s);
    const double spent = costOf(account, changing(10));
    model.clearFilter();
    settle();
    return spent;
}

} // namespace

void addApplying(Contenders &all, const Options &options)
{
    for (const int count : options.sizes) {
        const auto account = std::make_shared<Account>(count);
        const auto add = [&](const QString &what, const std::function<double(Account &)> &poll) {
            all.append({u"apply.%1.%2"_s.arg(count).arg(what),
                        u"sandglass"_s,
                        u"ms"_s,
                        [account, poll] { return costOfPoll(*account, poll); },
                        {},
                        1});
        };
        add(u"0"_s, applyNothing);
        add(u"1"_s, [](Account &polled) { return costOf(polled, changing(10)); });
        add(u"10"_s, [](Account &polled) { return costOf(polled, changing(100)); });
        add(u"come_and_go"_s, applyComingAndGoing);
        add(u"filtered"_s, applyFiltered);
    }
}

} // namespace sandglass::bench
