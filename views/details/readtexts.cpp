// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/readtexts.h"

#include "item/formatting.h"
#include "store/errorreport.h"
#include "widgets/timetexts.h"

#include <QCoreApplication>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::ReadTexts)
};

QString agoText(const SelectedRead &read, MonoTime now)
{
    if (!read.readAt)
        return Text::tr("Not read yet");
    const auto age = now - *read.readAt;
    return age < 1s ? Text::tr("Read just now") : Text::tr("Read %1 ago").arg(durationText(age));
}

/// Worth mentioning only where the next read is not the usual one.
bool mentionsNext(const SelectedRead &read)
{
    return read.next && (read.error || read.saving);
}

} // namespace

QString readText(const SelectedRead &read, bool resting, MonoTime now)
{
    if (resting)
        return Text::tr("%1, not read any more").arg(agoText(read, now));
    if (!read.readAt && !read.error && !read.saving)
        return Text::tr("Reading…");
    if (!mentionsNext(read))
        return agoText(read, now);
    return (read.saving ? Text::tr("%1, again in %2 to spare the request limit")
                        : Text::tr("%1, again in %2"))
        .arg(agoText(read, now), countdown(*read.next - now));
}

QString readProblem(const SelectedRead &read, const QUrl &server)
{
    return read.error ? Text::tr("It could not be read. %1").arg(reportOf(*read.error, server).cause)
                      : QString();
}

std::chrono::milliseconds untilReadTextChanges(const SelectedRead &read, MonoTime now)
{
    std::chrono::milliseconds shortest = 0ms;
    const auto consider = [&shortest](std::chrono::milliseconds wait) {
        if (wait > 0ms && (shortest == 0ms || wait < shortest))
            shortest = wait;
    };
    if (read.readAt)
        consider(untilTextChanges(*read.readAt - now));
    if (mentionsNext(read))
        consider(untilCountdownChanges(*read.next - now));
    return shortest;
}

} // namespace sandglass
