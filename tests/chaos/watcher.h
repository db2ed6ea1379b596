// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "user.h"

#include <QMap>

#include <map>
#include <vector>

namespace sandglass::chaos {

/// Knows what the server said and the user asked, by itself, and compares that with what is shown, after
/// every event.
class Watcher final : public QObject
{
    Q_OBJECT

public:
    Watcher(Dashboard &dashboard, const User &user);

    /// After every event.
    void check();
    /// The weather has been fine for long: from now on every poll has to show exactly what it brought.
    void expectTruth() { m_expectTruth = true; }
    [[nodiscard]] int truthfulPolls() const { return m_truthfulPolls; }
    /// How many polls the view showed in the order that was worked out while they were read.
    [[nodiscard]] int foreseenPolls() const { return m_foreseenPolls; }
    /// Nothing is under way any more.
    void expectPeace();
    [[nodiscard]] const QStringList &violations() const { return m_violations; }
    [[nodiscard]] qint64 checks() const { return m_checks; }
    [[nodiscard]] qint64 requests() const { return m_requests; }

private:
    struct Report
    {
        SandboxStatus status;
        MonoTime began;
    };
    struct Known
    {
        std::vector<Report> reports;
        MonoTime singleBegan{}; ///< when the newest read of it alone was asked for
        SandboxStatus singleStatus = SandboxStatus::Unknown;
        bool single = false;
        bool maybeGone = false;   ///< something that is to be believed did not find it, and nothing since did
        bool surelyGone = false;  ///< and that was no list
        MonoTime goneBegan{};     ///< when what did not find it was asked for
        bool ended = false;       ///< its row went
        bool mayComeBack = false; ///< by a list, or a read of it alone found it since
        MonoTime endedAt{};
    };
    struct Count
    {
        int begun = 0;
        int sent = 0;
        int refused = 0; ///< by 429 or before it was sent
    };

    void onSent(const HttpRequest &request);
    void onAnswer(bool isPoll, const HttpRequest &request, MonoTime sent, const Wire::Answer &answer);
    void onGone(const QString &id);
    void onNamed(const QString &provisional, const QString &id);
    void onSnapshot(const SnapshotDelta &delta);
    void onApplied(const SnapshotDelta &delta);
    void learn(const Sandbox &sandbox, MonoTime began, bool single);
    void learnGone(Known &known, MonoTime began, bool single);
    void checkRows();
    void checkView();
    void checkOrder();
    void checkSelection();
    void violated(const QString &text);
    [[nodiscard]] QSet<QString> shown() const;
    [[nodiscard]] QSet<QString> selected() const;
    static std::optional<std::pair<QString, LifecycleAction>> actionOf(const HttpRequest &request);

    Dashboard &m_dashboard;
    const User &m_user;
    std::map<QString, Known> m_known;
    std::map<std::pair<QString, LifecycleAction>, Count> m_counts;
    std::map<MonoTime, std::map<QString, SandboxStatus>>
        m_polls; ///< what each poll brought, by its beginning
    std::map<QString, MonoTime> m_pendingSince;
    std::map<QString, quint64> m_pendingNumber;
    QSet<QString> m_selected;
    int m_createsSent = 0;
    bool m_viewChanged = true;
    bool m_expectTruth = false;
    int m_truthfulPolls = 0;
    int m_foreseenPolls = 0;
    qint64 m_checks = 0;
    qint64 m_requests = 0;
    QStringList m_violations;
};

} // namespace sandglass::chaos
