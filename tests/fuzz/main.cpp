// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The seeded driver: no libFuzzer, no coverage, but the same inputs on every computer, in every test run.
//
//     tst_fuzz TARGET                        all samples, then 100,000 inputs made of them
//     tst_fuzz TARGET --seed N --count N     others, or more
//     tst_fuzz TARGET --seed N --only N      one of them; what a failure prints, or --count where a target
//                                            remembers what came before
//     tst_fuzz TARGET FILE...                these files, such as what libFuzzer found
#include "mutator.h"
#include "target.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QTextStream>

#include <csignal>
#include <cstdio>
#include <ctime>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

namespace {

using namespace sandglass::fuzz;
using namespace Qt::StringLiterals;

constexpr int kCount = 100'000;
/// Far more than any input of a few kilobytes takes, sanitizers and a busy computer included.
constexpr double kMostSeconds = 3;

/// What is being tried, in a form that can be printed from anywhere.
char present[512];

void printPresent()
{
    (void)!write(STDERR_FILENO, present, std::char_traits<char>::length(present));
}

void onAbort(int)
{
    printPresent();
    _exit(1);
}

double secondsOfCpu()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void run(const Target &target, const QByteArray &input)
{
    const double before = secondsOfCpu();
    target.run(input);
    PROMISE(secondsOfCpu() - before < kMostSeconds);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

QByteArrayList samplesOf(const Target &target)
{
    const QDir folder(QStringLiteral(FUZZ_CORPUS) + u'/' + QString::fromLatin1(target.name));
    QByteArrayList samples;
    const QStringList names = folder.entryList(QDir::Files, QDir::Name);
    for (const QString &name : names)
        samples.append(contentOf(folder.filePath(name)));
    return samples;
}

const Target *targetOf(const QString &name)
{
    for (const Target &target : targets()) {
        if (name == QString::fromLatin1(target.name))
            return &target;
    }
    return nullptr;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QLocale::setDefault(QLocale::c());
    QCommandLineParser parser;
    const QCommandLineOption seedOption(u"seed"_s, u"Which inputs are made."_s, u"number"_s, u"20260102"_s);
    const QCommandLineOption countOption(u"count"_s, u"How many."_s, u"number"_s, QString::number(kCount));
    const QCommandLineOption onlyOption(u"only"_s, u"Only this one, which is printed."_s, u"number"_s);
    parser.addHelpOption();
    parser.addOptions({seedOption, countOption, onlyOption});
    parser.addPositionalArgument(u"target"_s, u"What is to read them."_s);
    parser.addPositionalArgument(u"file"_s, u"Inputs instead of made ones."_s, u"[file...]"_s);
    parser.process(app);
    const QStringList arguments = parser.positionalArguments();
    const Target *target = targetOf(arguments.value(0));
    if (!target) {
        for (const Target &known : targets())
            std::fprintf(stderr, "%s\n", known.name);
        return 2;
    }

    std::signal(SIGABRT, onAbort);
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_set_death_callback(printPresent);
#endif
    for (const QString &path : arguments.sliced(1)) {
        std::snprintf(present, sizeof present, "while reading %s\n", qPrintable(path));
        run(*target, contentOf(path));
    }
    if (arguments.size() > 1)
        return 0;

    const QByteArrayList samples = samplesOf(*target);
    if (samples.isEmpty()) {
        std::fprintf(stderr, "%s has no samples\n", target->name);
        return 2;
    }
    const Mutator mutator(samples);
    const quint32 seed = parser.value(seedOption).toUInt();
    const auto inputOf = [&](int number) {
        return mutator.input(seed * 1'000'003U + static_cast<quint32>(number));
    };
    const auto tell = [&](int number) {
        std::snprintf(present, sizeof present, "to repeat: tst_fuzz %s --seed %u --%s %d\n", target->name,
                      seed, target->remembers ? "count" : "only", number);
    };
    if (parser.isSet(onlyOption)) {
        const int number = parser.value(onlyOption).toInt();
        const QByteArray input = inputOf(number);
        QTextStream(stdout) << QString::fromLatin1(input.toPercentEncoding(" {}[]\",:=/\n")) << Qt::endl;
        tell(number);
        run(*target, input);
        return 0;
    }

    for (qsizetype i = 0; i < samples.size(); ++i) {
        std::snprintf(present, sizeof present, "while reading sample %d of %s\n", static_cast<int>(i + 1),
                      target->name);
        run(*target, samples.at(i));
    }
    const int count = parser.value(countOption).toInt();
    qint64 bytes = 0;
    for (int number = 1; number <= count; ++number) {
        tell(number);
        const QByteArray input = inputOf(number);
        bytes += input.size();
        run(*target, input);
    }
    std::printf("%s: seed %u, %d inputs, %lld bytes, %.1f s of CPU\n", target->name, seed, count,
                static_cast<long long>(bytes), secondsOfCpu());
    return 0;
}
