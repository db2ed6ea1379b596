// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/connectioncheck.h"
#include "connect/firstrunpage.h"
#include "preferences/preferencesdesk.h"
#include "profiles/accounts.h"
#include "session/session.h"

#include <QObject>

#include <memory>
#include <optional>

namespace sandglass {

class DashboardPage;
class MainWindow;

namespace engine {
class EngineHost;
}

/// Opens profiles in the window, one at a time. The rows, the name and the colour change together: the page
/// of the account before is destroyed, and with its session everything that was on its way, before another
/// name is shown. The window and the accounts outlive what is done here, but the window may go before this.
class Connections final : public QObject
{
    Q_OBJECT

public:
    Connections(Clock &clock, Logbook &logbook, Accounts &accounts, MainWindow &window,
                QObject *parent = nullptr);
    ~Connections() override;

    void setDemoSandboxes(int count) { m_demoSandboxes = count; }

    /// How often to read, and which way connections go, from now on.
    void setPollPace(const PollPace &pace);
    void setRoute(const NetworkRoute &route);

    /// What is to be seen when the program starts: @p with, unless the command line or the environment says.
    void openFirst(StartWith with = StartWith::LastUsed);
    /// After a question about deletions that wait, if there are any. The one that is open stays as it is.
    void open(const QString &id);
    /// Shows the way in for another connection, or for the key of the profile in use where that was refused.
    void enterKey();

    /// Whether this is the connection shown, see fingerprintOf().
    [[nodiscard]] bool shows(const QByteArray &fingerprint) const;
    /// Null when nothing is connected.
    [[nodiscard]] Session *session() const { return m_session.get(); }

Q_SIGNALS:
    void dashboardShown(sandglass::DashboardPage *page);
    void wayInShown();

private:
    void connectWindow();
    void ask();
    void begin(const Profile &profile);
    void onKeyRead(const Profile &asked, const tl::expected<ApiKey, SecretProblem> &answer);
    void connectTo(const Profile &profile, const ApiKey &key);
    void startDemo();
    void showSession(const Session::Server &server);
    FirstRunPage *showWayIn(const std::optional<Profile> &profile);
    void showProblem(const QString &headline, const QString &text, FirstRunPage::Culprit culprit);
    void checkTyped(const QString &address, const QString &pastedKey);
    void adopt(const ServerAddress &address, const ApiKey &key, KeyPlace place);
    void followAccounts();
    void cancel();
    [[nodiscard]] bool isOpen(const QString &id) const;

    Clock &m_clock;
    Logbook &m_logbook;
    Accounts &m_accounts;
    MainWindow &m_window;
    std::optional<int> m_demoSandboxes;
    PollPace m_pace;
    NetworkRoute m_route;
    std::optional<Profile> m_entering; ///< whose key is asked for; none for a new one
    QString m_sessionId;               ///< of the profile that is connected
    QString m_sessionServer;           ///< where that profile led then
    QByteArray m_fingerprint;          ///< of the server and key of the session
    RequestHandle m_keyRead;
    std::unique_ptr<ConnectionCheck> m_check;
    std::unique_ptr<engine::EngineHost> m_engine;
    std::unique_ptr<Session> m_session;
};

} // namespace sandglass
