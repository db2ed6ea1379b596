// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure.h"
#include "population.h"
#include "store/snapshotdiff.h"

#include <memory>

namespace sandglass::bench {

using namespace Qt::StringLiterals;

namespace {

struct Polling
{
    explicit Polling(int count) : all(population(count))
    {
        ListOutcome outcome;
        outcome.sandboxes = all;
        diff.take(std::move(outcome));
    }

    QVector<SandboxRef> all;
    SnapshotDiff diff;
    std::mt19937 engine{7};
    ListOutcome next;

    void prepare()
    {
        change(all, 10, engine);
        next = {};
        next.sandboxes = all;
    }
};

} // namespace

void addDiff(Contenders &all, const Options &options)
{
    for (const int count : options.sizes) {
        const auto polling = std::make_shared<Polling>(count);
        const auto repeat = [polling] {
            if (polling->diff.take(std::move(polling->next)).changed.isEmpty())
                qFatal("nothing changed");
        };
        const auto run = [polling, repeat] {
            polling->prepare();
            const qint64 before = threadCpu();
            repeat();
            return static_cast<double>(threadCpu() - before) / 1e6;
        };
        polling->prepare();
        all.append({u"diff.%1"_s.arg(count), u"sandglass"_s, u"ms"_s, run, repeat, count});
    }
}

} // namespace sandglass::bench
