// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "store/snapshot.h"

#include <QObject>

#include <chrono>

namespace sandglass {

class Poller;
class PollWorker;
class SandboxStore;
class Transport;

/// Joins the two ends of polling: the one that asks, and the one that reads. Belongs to the thread of the
/// first; the other end may be on a thread of its own, and then only values cross.
class PollLine final : public QObject
{
    Q_OBJECT

public:
    explicit PollLine(QObject *parent = nullptr) : QObject(parent) {}

    void joinAsker(Poller &poller, SandboxStore &store);
    /// To be called where these live. @p transport is what @p worker reads over.
    void joinReader(PollWorker &worker, Transport &transport);

Q_SIGNALS:
    // To the reader.
    void pollWanted(quint64 number, int mostRequests, const sandglass::Foresight &foresight = {});
    void abortWanted();
    void resendWanted(const QStringList &ids);
    void goneExpected(const QStringList &ids);
    void serverOffsetKnown(std::chrono::milliseconds offset);

    // From it.
    void snapshotTaken(const sandglass::SnapshotDelta &delta);
    void pollFailed(quint64 number, const sandglass::ApiError &error);
};

} // namespace sandglass
