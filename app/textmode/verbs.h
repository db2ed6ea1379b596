// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace sandglass {

/// What the text mode can be asked for.
enum class Verb : std::uint8_t
{
    List,
    Get,
    Start,
    Stop,
    Pause,
    Resume,
    Delete,
    Extend,
    Create,
    Watch,
    Help,
};

struct VerbWord
{
    Verb verb;
    std::string_view word;
};

/// The first argument that makes `sandglass` the text mode instead of a window.
inline constexpr std::array kVerbs{
    VerbWord{Verb::List, "list"},     VerbWord{Verb::Get, "get"},       VerbWord{Verb::Start, "start"},
    VerbWord{Verb::Stop, "stop"},     VerbWord{Verb::Pause, "pause"},   VerbWord{Verb::Resume, "resume"},
    VerbWord{Verb::Delete, "delete"}, VerbWord{Verb::Extend, "extend"}, VerbWord{Verb::Create, "create"},
    VerbWord{Verb::Watch, "watch"},   VerbWord{Verb::Help, "help"},
};

constexpr bool isVerb(std::string_view word)
{
    return std::any_of(kVerbs.begin(), kVerbs.end(),
                       [word](const VerbWord &row) { return row.word == word; });
}

} // namespace sandglass
