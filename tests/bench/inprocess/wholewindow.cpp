// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wholewindow.h"

#include "paintwatch.h"
#include "table/sandboxtable.h"

#include <QEvent>

namespace sandglass::bench {

using namespace Qt::StringLiterals;

class WholeWindow::Watch final : public QObject
{
public:
    explicit Watch(int &frames) : m_frames(frames) {}

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            ++m_frames;
        return QObject::eventFilter(watched, event);
    }

private:
    int &m_frames;
};

WholeWindow::WholeWindow(const SnapshotDelta &first)
    : m_settings(m_folder.filePath(u"settings.ini"_s))
    , m_session(m_clock, m_logbook,
                {{QUrl(u"http://127.0.0.1:9"_s)}, ApiKey("hopx_live_bench.0123456789"), u"Bench"_s})
    , m_dashboard(m_session.dashboard())
    , m_window(m_settings)
    , m_watch(std::make_unique<Watch>(m_frames))
{
    // Nobody is at the other end: the polls are answered here.
    QObject::connect(&m_dashboard.poller, &Poller::pollWanted, m_watch.get(),
                     [this](quint64 number) { m_wanted = number; });
    m_window.resize(1400, 900);
    m_window.showDashboard(m_dashboard);
    m_window.show();
    settle();
    m_dashboard.poller.start();
    poll(first);
    settle();
    table().viewport()->installEventFilter(m_watch.get());
}

WholeWindow::~WholeWindow() = default;

SandboxTable &WholeWindow::table()
{
    return *m_window.findChild<SandboxTable *>(u"sandboxes"_s);
}

void WholeWindow::poll(SnapshotDelta delta)
{
    if (m_dashboard.poller.status().phase != PollStatus::Phase::Reading)
        m_dashboard.poller.pollNow();
    if (m_dashboard.poller.status().phase != PollStatus::Phase::Reading)
        qFatal("no poll was wanted");
    delta.poll = m_wanted;
    delta.began = m_clock.monoNow();
    delta.readAt = m_clock.utcNow();
    m_dashboard.poller.onSnapshot(delta);
}

} // namespace sandglass::bench
