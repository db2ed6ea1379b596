// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"
#include "firstpoll.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "measure.h"
#include "paintwatch.h"
#include "population.h"
#include "settings/settings.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "table/sandboxtable.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTemporaryDir>

#include <memory>

namespace sandglass::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kFrame(1400, 900);
constexpr int kFrames = 20;

struct Tables
{
    explicit Tables(int count)
    {
        store.applySnapshot(firstPoll(population(count), clock));
        ours.resize(kFrame);
        ours.show();
        plain.setModel(&filter);
        plain.setHorizontalScrollMode(QTableView::ScrollPerPixel);
        plain.setVerticalScrollMode(QTableView::ScrollPerPixel);
        plain.setShowGrid(false);
        plain.setWordWrap(false);
        plain.setAlternatingRowColors(true);
        plain.setFrameShape(QFrame::NoFrame);
        plain.verticalHeader()->hide();
        plain.verticalHeader()->setDefaultSectionSize(ours.verticalHeader()->defaultSectionSize());
        // The same cells at the same places.
        for (int column = 0; column < filter.columnCount(); ++column)
            plain.setColumnWidth(column, ours.columnWidth(column));
        plain.resize(kFrame);
        plain.show();
        settle();
    }

    SystemClock clock;
    ServerClock serverClock{clock};
    SandboxStore store{clock, serverClock};
    SandboxListModel list{store, serverClock};
    SandboxFilterModel filter{list};
    QTemporaryDir folder;
    Settings settings{folder.filePath(u"settings.ini"_s)};
    SandboxTable ours{filter, clock, serverClock, settings};
    QTableView plain;
};

double fullFrames(QTableView &table)
{
    const qint64 before = threadCpu();
    for (int i = 0; i < kFrames; ++i)
        table.viewport()->repaint();
    return static_cast<double>(threadCpu() - before) / 1e6 / kFrames;
}

/// Rows that were never painted before.
double jump(QTableView &table, int &at)
{
    QScrollBar &bar = *table.verticalScrollBar();
    double spent = 0;
    for (int i = 0; i < kFrames; ++i) {
        at = (at + 37 * kFrame.height()) % std::max(1, bar.maximum());
        const qint64 before = threadCpu();
        bar.setValue(at);
        table.viewport()->repaint();
        spent += static_cast<double>(threadCpu() - before);
    }
    return spent / 1e6 / kFrames;
}

} // namespace

void addPainting(Contenders &all, const Options &options)
{
    const auto tables = std::make_shared<Tables>(options.sizes.constLast());
    const auto add = [&all](const QString &row, const QString &name, std::function<double()> run) {
        all.append({row, name, u"ms"_s, std::move(run), {}, 1});
    };
    add(u"frame"_s, u"sandglass"_s, [tables] { return fullFrames(tables->ours); });
    add(u"frame"_s, u"default delegate"_s, [tables] { return fullFrames(tables->plain); });
    const auto at = std::make_shared<std::pair<int, int>>();
    add(u"jump"_s, u"sandglass"_s, [tables, at] { return jump(tables->ours, at->first); });
    add(u"jump"_s, u"default delegate"_s, [tables, at] { return jump(tables->plain, at->second); });
}

} // namespace sandglass::bench
