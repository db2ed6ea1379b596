// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/hopxclient.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "item/sessionparts.h"
#include "store/bulk/bulkruns.h"
#include "store/deletionqueue.h"
#include "store/detailreader.h"
#include "store/expiryradar.h"
#include "store/failurecenter.h"
#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "store/pollworker.h"
#include "store/ratebudget.h"
#include "store/sandboxcreator.h"
#include "store/sandboxstore.h"
#include "store/selectedreader.h"
#include "store/serverclock.h"
#include "store/sightreader.h"
#include "store/templatelibrary.h"
#include "support/fakeagent.h"
#include "wire.h"

#include <QItemSelectionModel>

namespace sandglass::chaos {

/// A mistake put in on purpose, to see that it is found. Made from outside, at the seam between the polling
/// thread and the rest: what ships knows nothing of it.
enum class Mistake : quint8
{
    None,
    NoStartTimes, ///< every list counts as asked for just now, so old ones undo newer reads
    NoTombstones, ///< a list is believed to bring back what is gone
    SentTwice,    ///< a request for an action goes out again when its answer is lost
};

/// Everything between the network and the views, connected as in a session, in one thread.
class Dashboard final : public QObject
{
    Q_OBJECT

public:
    Dashboard(const Wire::World &world, Mistake mistake, quint32 seed);

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder);

    test::ManualClock &clock;
    RateBudget budget;
    ServerClock serverClock;
    Wire actionWire;
    Wire pollWire;
    HopxClient actions;
    HopxClient polls;
    SandboxStore store;
    Poller poller;
    PollWorker worker;
    LifecycleController controller;
    DeletionQueue deletions;
    BulkRuns bulk;
    FailureCenter failures;
    SelectedReader selected;
    SightReader sight;
    DetailReader details;
    ExpiryRadar radar;
    test::FakeAgent agents;
    TemplateLibrary templates;
    SandboxCreator creator;
    SandboxListModel list;
    SandboxFilterModel filter;
    QItemSelectionModel selection;

    MonoTime pollBegan{};
    int sortedBy = -1;
    Qt::SortOrder sortOrder = Qt::AscendingOrder;

Q_SIGNALS:
    /// Before it is applied.
    void snapshotTaken(const sandglass::SnapshotDelta &delta);
    void snapshotApplied(const sandglass::SnapshotDelta &delta);

private:
    void onSnapshot(SnapshotDelta delta);

    SessionParts m_parts;
    Mistake m_mistake;
};

} // namespace sandglass::chaos
