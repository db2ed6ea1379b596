// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/agentclient.h"
#include "api/hopxclient.h"
#include "api/transport.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/lifecyclecontroller.h"
#include "store/ratebudget.h"
#include "store/sandboxcreator.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/templatelibrary.h"
#include "textmode/textcommand.h"

#include <QObject>

namespace sandglass {

/// One connection for one command: the window's session without its polling thread, for nobody waits for a
/// window to move.
class TextSession final : public QObject
{
    Q_OBJECT

public:
    TextSession(Clock &clock, const ServerAddress &address, const ApiKey &key);

    [[nodiscard]] Workbench workbench(Console &console);

private:
    Clock &m_clock;
    const QUrl m_address;
    RateBudget m_budget;
    ServerClock m_serverClock;
    Transport m_transport;
    HopxClient m_client;
    SandboxStore m_store;
    LifecycleController m_controller;
    AgentClient m_agents;
    TemplateLibrary m_templates;
    SandboxCreator m_creator;
    SandboxListModel m_list;
    SandboxFilterModel m_filter;
};

} // namespace sandglass
