// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/pollpace.h"

#include "domain/pollinterval.h"

#include <QCoreApplication>

namespace sandglass {

namespace {

struct PaceText
{
    Q_DECLARE_TR_FUNCTIONS(PollPace)
};

} // namespace

PollPaceProblems problemsOf(const PollPace &pace)
{
    PollPaceProblems problems;
    if (pace.usual < kShortestPollInterval || pace.usual > kLongestUsualPace)
        problems.usual = PaceText::tr("Choose from %1 to %2 seconds. Until then nothing changes.")
                             .arg(kShortestPollInterval.count())
                             .arg(kLongestUsualPace.count());
    if (pace.hidden > kLongestPollInterval)
        problems.hidden = PaceText::tr("Choose at most %1 seconds, an hour. Until then nothing changes.")
                              .arg(kLongestPollInterval.count());
    else if (pace.hidden < pace.usual && problems.usual.isEmpty())
        problems.hidden =
            PaceText::tr("Choose at least the %1 seconds above: reading more often while nobody looks "
                         "would only spend requests.")
                .arg(pace.usual.count());
    return problems;
}

} // namespace sandglass
