// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace sandglass::fuzz {

/// One parser of what comes from outside, with what it promises whatever it is given. Broken promises end the
/// program, like the errors the sanitizers find, so that libFuzzer and our own driver see both alike.
struct Target
{
    const char *name;
    void (*run)(QByteArrayView input);
    bool remembers = false; ///< what it does with an input depends on those before
};

/// All targets linked into the program, by name.
const std::vector<Target> &targets();

/// True, so that a constant can be made of it.
bool registerTarget(const Target &target);

[[noreturn]] void brokenPromise(const char *promise, const char *file, int line);

/// Whether @p text may stand in a line of a window: nothing invisible, no line ends, nothing that turns the
/// direction, at most @p most characters and the mark of a cut.
bool isPlainLine(const QString &text, qsizetype most);

} // namespace sandglass::fuzz

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): it names what was promised and where.
#define PROMISE(condition)                                                                                   \
    do {                                                                                                     \
        if (!(condition))                                                                                    \
            sandglass::fuzz::brokenPromise(#condition, __FILE__, __LINE__);                                  \
    } while (false)

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage)
#define FUZZ_TARGET(name, run)                                                                               \
    [[maybe_unused]] static const bool registered = sandglass::fuzz::registerTarget({name, run});
// NOLINTNEXTLINE(cppcoreguidelines-macro-usage)
#define FUZZ_TARGET_THAT_REMEMBERS(name, run)                                                                \
    [[maybe_unused]] static const bool registered = sandglass::fuzz::registerTarget({name, run, true});
