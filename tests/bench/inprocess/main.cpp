// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The benchmarks that need no other process: rounds of everything, one after the other, as JSON lines of raw
// numbers on standard output. What they mean is report.py's.
#include "measure.h"
#include "paintwatch.h"
#include "theme/theme.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <ctime>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_TOGGLE_COLLECT
#endif

using namespace Qt::StringLiterals;
using namespace sandglass::bench;

namespace sandglass::bench {

qint64 threadCpu()
{
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return qint64{spent.tv_sec} * 1'000'000'000 + spent.tv_nsec;
}

} // namespace sandglass::bench

namespace {

void print(const QJsonObject &line)
{
    QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << Qt::endl;
}

/// Round-robin, so that what disturbs one disturbs all; the first round warms up and is dropped.
void runRounds(const Contenders &all, int rounds)
{
    QVector<QJsonArray> samples(all.size());
    for (int round = 0; round <= rounds; ++round) {
        for (qsizetype i = 0; i < all.size(); ++i) {
            if (round > all.at(i).mostRounds)
                continue;
            const double sample = all.at(i).run();
            if (round > 0)
                samples[i].append(sample);
        }
    }
    for (qsizetype i = 0; i < all.size(); ++i)
        print({{u"row"_s, all.at(i).row},
               {u"name"_s, all.at(i).name},
               {u"unit"_s, all.at(i).unit},
               {u"samples"_s, samples.at(i)}});
}

/// Once under callgrind, which counts between the marks.
void countInstructions(const Contender &contender)
{
    CALLGRIND_TOGGLE_COLLECT;
    contender.repeat();
    CALLGRIND_TOGGLE_COLLECT;
    print({{u"row"_s, contender.row}, {u"units"_s, contender.units}});
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    PaintWatch application(argc, argv);
    sandglass::ThemeController theme(application); // drawn as people see it
    theme.setTheme(sandglass::Theme::Light);
    QCommandLineParser parser;
    const QCommandLineOption roundsOption(u"rounds"_s, u"How often everything is done."_s, u"N"_s, u"9"_s);
    const QCommandLineOption shortOption(u"short"_s, u"Fewer and smaller ones."_s);
    const QCommandLineOption onlyOption(u"only"_s, u"The row of this name, or else all that begin like it."_s,
                                        u"ROW"_s);
    const QCommandLineOption countOption(u"count"_s, u"Do ROW once, for callgrind."_s, u"ROW"_s);
    parser.addOptions({roundsOption, shortOption, onlyOption, countOption});
    parser.process(application);

    Options options;
    options.isShort = parser.isSet(shortOption);
    if (options.isShort || parser.isSet(countOption))
        options.sizes = {10'000};
    if (parser.isSet(countOption))
        options.sortedSizes = {10'000};
    else if (options.isShort)
        options.sortedSizes = {100'000};

    struct Part
    {
        QString rows;
        void (*add)(Contenders &, const Options &);
    };
    const QVector<Part> parts{{u"decode"_s, addDecoding},     {u"diff"_s, addDiff},
                              {u"apply"_s, addApplying},      {u"sort filter"_s, addOrdering},
                              {u"frame jump"_s, addPainting}, {u"key type"_s, addTyping}};
    const QString only = parser.value(onlyOption);
    const QString counted = parser.value(countOption);
    Contenders all;
    for (const Part &part : parts) {
        const QStringList rows = part.rows.split(u' ');
        const auto isWanted = [&](const QString &row) {
            return counted.isEmpty() ? only.startsWith(row) || row.startsWith(only) : counted.startsWith(row);
        };
        if (std::any_of(rows.begin(), rows.end(), isWanted))
            part.add(all, options);
    }
    if (!counted.isEmpty()) {
        for (const Contender &contender : std::as_const(all)) {
            if (contender.row == counted && contender.repeat) {
                countInstructions(contender);
                return 0;
            }
        }
        return 1;
    }
    const bool isWhole =
        std::any_of(all.begin(), all.end(), [&only](const Contender &one) { return one.row == only; });
    all.removeIf([&](const Contender &one) { return isWhole ? one.row != only : !one.row.startsWith(only); });
    runRounds(all, parser.value(roundsOption).toInt());
    return 0;
}
