// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/textmodehandover.h"

#include "textmode/verbs.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <unistd.h>

namespace sandglass {

bool isTextModeCall(int argc, const char *const *argv)
{
    return argc > 1 && isVerb(argv[1]);
}

int becomeTextMode(char **argv)
{
    // Before anything of Qt, so that not a thread of it is lost in the exchange.
    std::error_code problem;
    std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", problem);
    if (problem)
        program = argv[0];
    program.replace_filename("sandglass-cli");
    ::execv(program.c_str(), argv);
    std::fprintf(stderr, "sandglass: %s, which is the text mode, cannot be started: %s\n", program.c_str(),
                 std::strerror(errno));
    return 1;
}

} // namespace sandglass
