// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"
#include "firstpoll.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "measure.h"
#include "paintwatch.h"
#include "plainmodel.h"
#include "population.h"
#include "settings/settings.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "table/sandboxtable.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTemporaryDir>

#include <array>
#include <memory>

namespace sandglass::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kFrame(1400, 900);
const std::array kTyped{u"r"_s, u"ru"_s, u"run"_s, u""_s};

struct Column
{
    SandboxListModel::Column column;
    const char *name;
};
constexpr std::array kColumns{Column{SandboxListModel::Id, "id"},
                              Column{SandboxListModel::State, "state"},
                              Column{SandboxListModel::Template, "template"},
                              Column{SandboxListModel::Region, "region"},
                              Column{SandboxListModel::Vcpu, "vcpu"},
                              Column{SandboxListModel::Memory, "memory"},
                              Column{SandboxListModel::Disk, "disk"},
                              Column{SandboxListModel::Age, "age"},
                              Column{SandboxListModel::TimeLeft, "timeleft"}};

struct Ours
{
    explicit Ours(const QVector<SandboxRef> &sandboxes)
    {
        store.applySnapshot(firstPoll(sandboxes, clock));
        table.resize(kFrame);
        table.show();
        settle();
    }

    SystemClock clock;
    ServerClock serverClock{clock};
    SandboxStore store{clock, serverClock};
    SandboxListModel list{store, serverClock};
    SandboxFilterModel filter{list};
    QTemporaryDir folder;
    Settings settings{folder.filePath(u"settings.ini"_s)};
    SandboxTable table{filter, clock, serverClock, settings};
};

/// What Qt offers, used as its documentation shows.
struct Proxy
{
    explicit Proxy(const QVector<SandboxRef> &sandboxes) : list(sandboxes)
    {
        filter.setSourceModel(&list);
        filter.setSortRole(PlainModel::kSortRole);
        filter.setFilterRole(PlainModel::kSearchRole);
        filter.setFilterKeyColumn(-1);
        filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
        table.setModel(&filter);
        table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        table.verticalHeader()->hide();
        table.resize(kFrame);
        table.show();
        settle();
    }

    PlainModel list;
    QSortFilterProxyModel filter;
    QTableView table;
};

/// From the click to the new frame.
template<typename Act>
double timeOf(Act act)
{
    settle();
    const qint64 before = threadCpu();
    act();
    settle();
    return static_cast<double>(threadCpu() - before) / 1e6;
}

template<typename Model>
double sortBothWays(Model &model, int column)
{
    return timeOf([&] {
               model.sort(column, Qt::AscendingOrder);
               settle();
               model.sort(column, Qt::DescendingOrder);
           }) /
           2;
}

/// For each key.
template<typename Use>
double typeText(Use use)
{
    double spent = 0;
    for (const QString &text : kTyped)
        spent += timeOf([&] { use(text); });
    return spent / static_cast<double>(kTyped.size());
}

/// The same rows in both, and who is measured with them.
struct Pair
{
    explicit Pair(int rows) : count(rows) {}

    int count;
    const QVector<SandboxRef> sandboxes = population(count);
    std::shared_ptr<Ours> ours = std::make_shared<Ours>(sandboxes);
    std::shared_ptr<Proxy> proxy = std::make_shared<Proxy>(sandboxes);

    [[nodiscard]] Contender contender(const QString &row, std::function<double()> run,
                                      std::function<void()> repeat) const
    {
        return {row, u"sandglass"_s, u"ms"_s, std::move(run), std::move(repeat), count, 100};
    }
    [[nodiscard]] Contender peer(const QString &row, std::function<double()> run) const
    {
        constexpr int kManyRows = 50'000; // Qt's takes seconds for so many
        return {row, u"qsortfilterproxymodel"_s, u"ms"_s, std::move(run), {}, 1, count > kManyRows ? 3 : 100};
    }
};

void addSorting(Contenders &all, const Pair &pair)
{
    for (const auto &[column, name] : kColumns) {
        const QString row = u"sort.%1.%2"_s.arg(pair.count).arg(QLatin1StringView(name));
        all.append(pair.contender(
            row, [ours = pair.ours, c = column] { return sortBothWays(ours->filter, c); },
            [ours = pair.ours, c = column] { ours->filter.sort(c, Qt::DescendingOrder); }));
        all.append(
            pair.peer(row, [proxy = pair.proxy, c = column] { return sortBothWays(proxy->filter, c); }));
    }
}

void addFiltering(Contenders &all, const Pair &pair)
{
    const QString row = u"filter.%1"_s.arg(pair.count);
    all.append(pair.contender(
        row,
        [ours = pair.ours] { return typeText([&](const QString &text) { ours->filter.setText(text); }); },
        [ours = pair.ours] { ours->filter.setText(u"run"_s); }));
    all.append(pair.peer(row, [proxy = pair.proxy] {
        return typeText([&](const QString &text) { proxy->filter.setFilterFixedString(text); });
    }));
}

} // namespace

void addOrdering(Contenders &all, const Options &options)
{
    for (const int count : {10'000, 100'000}) {
        const bool isFiltered = options.sizes.contains(count);
        const bool isSorted = options.sortedSizes.contains(count);
        if (!isFiltered && !isSorted)
            continue;
        const Pair pair(count);
        if (isSorted)
            addSorting(all, pair);
        if (isFiltered)
            addFiltering(all, pair);
    }
}

} // namespace sandglass::bench
