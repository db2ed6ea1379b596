// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sandboxstatus.h"

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct Word
{
    QStringView text;
    SandboxStatus status;
};

// The first word of each status is the one the API itself uses.
constexpr std::array kWords{
    Word{u"creating", SandboxStatus::Creating}, Word{u"running", SandboxStatus::Running},
    Word{u"paused", SandboxStatus::Paused},     Word{u"stopped", SandboxStatus::Stopped},
    Word{u"error", SandboxStatus::Error},       Word{u"failed", SandboxStatus::Error},
    Word{u"deleted", SandboxStatus::Gone},      Word{u"killed", SandboxStatus::Gone},
    Word{u"expired", SandboxStatus::Gone},
};

} // namespace

SandboxStatus statusFromWord(QStringView word)
{
    const QStringView trimmed = word.trimmed();
    for (const Word &known : kWords) {
        if (trimmed.compare(known.text, Qt::CaseInsensitive) == 0)
            return known.status;
    }
    return SandboxStatus::Unknown;
}

QString wordOfStatus(SandboxStatus status)
{
    for (const Word &known : kWords) {
        if (known.status == status)
            return known.text.toString();
    }
    return {};
}

bool isWordOfStatus(SandboxStatus status, QStringView word)
{
    const auto *known = std::find_if(kWords.begin(), kWords.end(),
                                     [status](const Word &one) { return one.status == status; });
    return known != kWords.end() &&
           (known->text == word || known->text.compare(word, Qt::CaseInsensitive) == 0);
}

} // namespace sandglass
