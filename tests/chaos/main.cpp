// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The soak: many seeds, each some simulated hours of a dashboard with a bad network and a restless user.
//
//     tst_chaos                                 as in every test run
//     tst_chaos --seed N                        one course, as a failure prints it
//     tst_chaos --seeds K --first N --minutes M more of them, longer ones
//     tst_chaos --mistake NAME                  succeeds when that mistake, made on purpose, is found
#include "simulation.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHashFunctions>
#include <QLocale>

#include <cstdio>
#include <ctime>

namespace {

using namespace sandglass::chaos;
using namespace Qt::StringLiterals;

constexpr int kSeeds = 12;
constexpr int kMinutes = 40;

struct KnownMistake
{
    Mistake mistake;
    QString words; ///< of the violation it has to be found by
};

const std::map<QString, KnownMistake> &mistakes()
{
    static const std::map<QString, KnownMistake> all{
        {u"no-start-times"_s, {Mistake::NoStartTimes, u"which nothing newer than its last read said"_s}},
        {u"no-tombstones"_s, {Mistake::NoTombstones, u"is back, but no read found it"_s}},
        {u"sent-twice"_s, {Mistake::SentTwice, u"was sent more often than it was asked for"_s}}};
    return all;
}

void print(const Tally &tally)
{
    std::printf("%lld events, %lld requests, %d clicks, %d restarts, %d clock jumps, %d sleeps\n"
                "%d polls shown as foreseen\n",
                static_cast<long long>(tally.events), static_cast<long long>(tally.requests), tally.clicks,
                tally.restarts, tally.clockJumps, tally.sleeps, tally.foreseen);
    for (std::size_t i = 1; i < kFaults; ++i)
        std::printf("  %-16s %6d\n", nameOf(static_cast<Fault>(i)), tally.faults.at(i));
    std::printf("%.1f s of CPU\n", static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // what was found before a crash is told
    // The order of sets is a part of the course.
    QHashSeed::setDeterministicGlobalSeed();
    QLocale::setDefault(QLocale::c());
    QCommandLineParser parser;
    const auto number = [](const QString &name, const QString &what, int usual) {
        return QCommandLineOption(name, what, u"number"_s, QString::number(usual));
    };
    const QCommandLineOption seedOption(u"seed"_s, u"This course only."_s, u"number"_s);
    const QCommandLineOption firstOption = number(u"first"_s, u"The first course."_s, 1);
    const QCommandLineOption seedsOption = number(u"seeds"_s, u"How many courses."_s, kSeeds);
    const QCommandLineOption minutesOption = number(u"minutes"_s, u"Of bad weather in each."_s, kMinutes);
    const QCommandLineOption mistakeOption(u"mistake"_s, u"What is put in on purpose."_s, u"name"_s);
    parser.addHelpOption();
    parser.addOptions({seedOption, firstOption, seedsOption, minutesOption, mistakeOption});
    parser.process(app);

    Course course;
    QString sought;
    course.length = std::chrono::minutes{parser.value(minutesOption).toInt()};
    const bool isOne = parser.isSet(seedOption);
    const quint32 first = parser.value(isOne ? seedOption : firstOption).toUInt();
    const quint32 seeds = isOne ? 1 : parser.value(seedsOption).toUInt();
    if (parser.isSet(mistakeOption)) {
        const auto known = mistakes().find(parser.value(mistakeOption));
        if (known == mistakes().end()) {
            for (const auto &[name, mistake] : mistakes())
                std::fprintf(stderr, "%s\n", qPrintable(name));
            return 2;
        }
        course.mistake = known->second.mistake;
        sought = known->second.words;
    }

    Tally tally;
    int failed = 0;
    bool isFound = false;
    for (quint32 seed = first; seed < first + seeds; ++seed) {
        course.seed = seed;
        const QStringList violations = run(course, tally);
        if (violations.isEmpty())
            continue;
        ++failed;
        for (const QString &violation : violations)
            std::printf("seed %u: %s\n", seed, qPrintable(violation));
        std::printf("to repeat: tst_chaos --seed %u --minutes %d\n", seed,
                    static_cast<int>(course.length.count()));
        isFound = violations.join(u'\n').contains(sought);
        if (course.mistake != Mistake::None && isFound)
            break; // once is enough
    }
    print(tally);
    if (course.mistake == Mistake::None) {
        if (tally.foreseen == 0)
            std::printf("NO POLL WAS SHOWN AS FORESEEN\n");
        return failed == 0 && tally.foreseen > 0 ? 0 : 1;
    }
    std::printf(isFound ? "the mistake was found\n" : "NOBODY FOUND THE MISTAKE\n");
    return isFound ? 0 : 1;
}
