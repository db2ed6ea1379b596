// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/agentclient.h"
#include "api/hopxclient.h"
#include "api/transport.h"
#include "dashboard.h"
#include "diagnostics/sessionrecorder.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "item/sessionparts.h"
#include "preferences/pollpace.h"
#include "profiles/profile.h"
#include "session/pollthread.h"
#include "store/bulk/bulkruns.h"
#include "store/deletionqueue.h"
#include "store/detailreader.h"
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

#include <QObject>

namespace sandglass {

/// One connection to one server with one key, from the transports to the models. Destroying it cancels
/// everything under way; widgets that show it have to go first.
class Session final : public QObject
{
    Q_OBJECT

public:
    struct Server
    {
        ServerAddress address;
        ApiKey key;
        QString name; ///< for people
        bool isDemo = false;
        Profile profile = {}; ///< how to treat it, and under which id views are remembered
    };

    /// What it does is noted in @p logbook, which outlives it.
    Session(Clock &clock, Logbook &logbook, const Server &server, QObject *parent = nullptr);
    ~Session() override;

    /// Begins to poll.
    void start();

    /// The profile was changed: what does not need another connection counts from now on.
    void setProfile(const Profile &profile);
    /// How often to read where the profile has no wish of its own.
    void setPollPace(const PollPace &pace);
    /// Every connection from now on goes this way; the list is read over it at once.
    void setRoute(const NetworkRoute &route);

    [[nodiscard]] Dashboard dashboard();

private:
    void updatePace();
    void onExchange(const Exchange &exchange);

    Clock &m_clock;
    Logbook &m_logbook;
    const QString m_name;
    const QUrl m_address;
    const bool m_isDemo;
    const QString m_profileId;
    Profile m_profile;
    PollPace m_pace;
    NetworkRoute m_route;
    RateBudget m_budget;
    ServerClock m_serverClock;
    Transport m_transport; ///< of the actions; the polls have their own, so no click waits behind a list
    HopxClient m_client;
    SandboxStore m_store;
    Poller m_poller;
    LifecycleController m_controller;
    DeletionQueue m_deletions;
    BulkRuns m_bulk;
    FailureCenter m_failures;
    SelectedReader m_selected;
    DetailReader m_details;
    SightReader m_sight;
    ExpiryRadar m_radar;
    AgentClient m_agents;
    TemplateLibrary m_templates;
    SandboxCreator m_creator;
    SessionRecorder m_recorder;
    SandboxListModel m_list;
    SandboxFilterModel m_filter;
    const SessionParts m_parts;
    PollThread m_pollThread;
};

} // namespace sandglass
