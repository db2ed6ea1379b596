// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard's way to read a whole account, without the window: bench-list URL; prints how many there are.
#include "api/hopxclient.h"
#include "api/transport.h"
#include "domain/clock.h"
#include "store/listreader.h"
#include "store/snapshotdiff.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    using namespace sandglass;
    QCoreApplication application(argc, argv);
    SystemClock clock;
    Transport transport(clock, {QUrl(QCoreApplication::arguments().value(1))},
                        ApiKey("hopx_live_bench.0123456789"));
    HopxClient client(transport);
    SnapshotDiff diff;
    ListReader reader(client, &diff.numbers());
    reader.start([&](ApiResult<ListOutcome> outcome) {
        if (outcome)
            std::printf("%d\n", static_cast<int>(diff.take(*std::move(outcome)).changed.size()));
        QCoreApplication::exit(outcome ? 0 : 1);
    });
    return QCoreApplication::exec();
}
