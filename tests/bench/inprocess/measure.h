// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

#include <functional>

namespace sandglass::bench {

/// What the calling thread has spent so far, in nanoseconds: waiting and other programs do not count.
qint64 threadCpu();

/// One of several ways to do the same thing, or one thing to be set against another.
struct Contender
{
    QString row;                  ///< what is measured: "decode"
    QString name;                 ///< who does it: "sandglass"
    QString unit;                 ///< of what run() returns
    std::function<double()> run;  ///< does it once and says what it took
    std::function<void()> repeat; ///< for counting instructions: does it, and nothing else; may be empty
    int units = 1;                ///< what repeat() does that often
    int mostRounds = 100;         ///< fewer for what takes seconds
};

struct Options
{
    bool isShort = false;
    QVector<int> sizes{10'000, 100'000};
    /// Sorting: a new frame is most of it where there are few rows.
    QVector<int> sortedSizes{10'000, 100'000};
};

// Each adds its contenders; what they need lives as long as they do.
using Contenders = QVector<Contender>;
void addDecoding(Contenders &all, const Options &options);
void addDiff(Contenders &all, const Options &options);
void addApplying(Contenders &all, const Options &options);
void addOrdering(Contenders &all, const Options &options);
void addPainting(Contenders &all, const Options &options);
void addTyping(Contenders &all, const Options &options);

} // namespace sandglass::bench
