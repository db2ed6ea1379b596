// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace sandglass::fuzz {

namespace {

std::vector<Target> &registry()
{
    static std::vector<Target> all;
    return all;
}

} // namespace

const std::vector<Target> &targets()
{
    return registry();
}

bool registerTarget(const Target &target)
{
    std::vector<Target> &all = registry();
    const auto place = std::find_if(all.begin(), all.end(), [&target](const Target &other) {
        return std::string_view(other.name) > std::string_view(target.name);
    });
    all.insert(place, target);
    return true;
}

void brokenPromise(const char *promise, const char *file, int line)
{
    std::fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, promise);
    std::abort();
}

bool isPlainLine(const QString &text, qsizetype most)
{
    // One more for the mark of a cut.
    return text.size() <= most + 1 && std::none_of(text.begin(), text.end(), [](QChar c) {
               return c.category() == QChar::Other_Control || c == u'\u200b' || c == u'\u200e' ||
                      c == u'\u200f' || c == u'\u2028' || c == u'\u2029' ||
                      (c >= u'\u202a' && c <= u'\u202e') || (c >= u'\u2066' && c <= u'\u2069') ||
                      c == u'\ufeff';
           });
}

} // namespace sandglass::fuzz
