// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sandboxstatus.h"

#include "domain/word.h"

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

using StatusWord = Word<SandboxStatus>;

// The first word of each status is the one the API itself uses.
constexpr std::array kStatusWords{
    StatusWord{u"creating", SandboxStatus::Creating}, StatusWord{u"running", SandboxStatus::Running},
    StatusWord{u"paused", SandboxStatus::Paused},     StatusWord{u"stopped", SandboxStatus::Stopped},
    StatusWord{u"error", SandboxStatus::Error},       StatusWord{u"failed", SandboxStatus::Error},
    StatusWord{u"deleted", SandboxStatus::Gone},      StatusWord{u"killed", SandboxStatus::Gone},
    StatusWord{u"expired", SandboxStatus::Gone},
};

} // namespace

SandboxStatus statusFromWord(QStringView word)
{
    return meaningOf(kStatusWords, word.trimmed()).value_or(SandboxStatus::Unknown);
}

QString wordOfStatus(SandboxStatus status)
{
    for (const StatusWord &known : kStatusWords) {
        if (known.meaning == status)
            return known.text.toString();
    }
    return {};
}

bool isWordOfStatus(SandboxStatus status, QStringView word)
{
    const auto *known = std::find_if(kStatusWords.begin(), kStatusWords.end(),
                                     [status](const StatusWord &one) { return one.meaning == status; });
    return known != kStatusWords.end() && isSameWord(known->text, word);
}

} // namespace sandglass
