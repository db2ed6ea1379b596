// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "diagnostics/logbook.h"
#include "diagnostics/sessionrecorder.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "settings/settings.h"
#include "store/bulk/bulkruns.h"
#include "store/deletionqueue.h"
#include "store/expiryradar.h"
#include "store/failurecenter.h"
#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "store/ratebudget.h"
#include "store/sandboxcreator.h"
#include "store/sandboxstore.h"
#include "store/selectedreader.h"
#include "store/serverclock.h"
#include "store/sightreader.h"
#include "store/templatelibrary.h"
#include "support/fakeagent.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"

#include <QTemporaryDir>

namespace sandglass::test {

/// A whole connection without network or threads: the test is the server, the polling thread and the clock.
class DashboardFixture final : public QObject
{
    Q_OBJECT

public:
    DashboardFixture();
    ~DashboardFixture() override;

    [[nodiscard]] Dashboard dashboard(bool isDemo = false);

    /// The first poll, answered with these.
    void load(const QVector<Sandbox> &sandboxes);
    /// The poll under way finds these and, if any, misses those; starts polling if need be.
    void answerPoll(const QVector<Sandbox> &changed = {}, const QStringList &missing = {},
                    Incompleteness incompleteness = Incompleteness::None);
    void failPoll(ApiErrorKind kind, std::optional<std::chrono::milliseconds> retryAfter = std::nullopt);
    void failPoll(ApiError error);

    /// The newest open request of this text fails; after it the fixture answers the read that decides.
    void failAction(const QString &id, LifecycleAction action, ApiErrorKind kind, SandboxStatus statusNow);

    ManualClock clock;
    FakeApi api;
    QTemporaryDir folder;
    Settings settings;
    RateBudget budget;
    ServerClock serverClock{clock};
    SandboxStore store{clock, serverClock};
    Poller poller;
    LifecycleController controller;
    DeletionQueue deletions;
    BulkRuns bulk;
    FailureCenter failures;
    SelectedReader selected;
    SightReader sight;
    ExpiryRadar radar{clock, serverClock, store};
    FakeAgent agents;
    TemplateLibrary templates;
    SandboxCreator creator;
    Logbook logbook{clock};
    SessionRecorder recorder;
    SandboxListModel list;
    SandboxFilterModel filter;

private:
    void ensurePolling();

    quint64 m_wanted = 0;
};

/// One sandbox of every status; the id is the status' word, "unknown" has the word "hibernating".
QVector<Sandbox> oneOfEachStatus();

} // namespace sandglass::test
