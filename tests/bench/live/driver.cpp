// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "driver.h"

#include "item/sandboxfiltermodel.h"
#include "table/sandboxtable.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QPaintEvent>
#include <QScrollBar>
#include <QTextStream>

#include <algorithm>
#include <ctime>
#include <functional>
#include <utility>
#include <vector>

namespace sandglass::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kPatience = 180s;

void print(const QString &row, const QString &unit, const QVector<double> &samples)
{
    QJsonArray all;
    for (const double sample : samples)
        all.append(sample);
    const QJsonObject line{
        {u"row"_s, row}, {u"name"_s, u"sandglass"_s}, {u"unit"_s, unit}, {u"samples"_s, all}};
    QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << Qt::endl;
}

double nowMs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Of all threads of this process, in ms.
double processCpu()
{
    timespec spent{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) * 1e3 + static_cast<double>(spent.tv_nsec) / 1e6;
}

/// Shared pages counted by their share, in MB.
double pss()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArrayList lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').constFirst().toDouble() / 1024;
    }
    return 0;
}

/// Knows when a part of a widget is about to be painted.
class PaintEars final : public QObject
{
public:
    PaintEars(QWidget &widget, std::function<bool(const QRegion &)> isIt) : m_isIt(std::move(isIt))
    {
        widget.installEventFilter(this);
    }

    [[nodiscard]] bool heard() const { return m_heard; }

    bool eventFilter(QObject *, QEvent *event) override
    {
        m_heard |= event->type() == QEvent::Paint && m_isIt(static_cast<QPaintEvent *>(event)->region());
        return false;
    }

private:
    std::function<bool(const QRegion &)> m_isIt;
    bool m_heard = false;
};

} // namespace

Driver::Driver(const QUrl &server, const NetworkRoute &route)
    : m_settings(m_folder.filePath(u"settings.ini"_s))
    , m_session(m_clock, m_logbook, {{server}, ApiKey("hopx_live_bench.0123456789"), u"Bench"_s})
    , m_dashboard(m_session.dashboard())
    , m_window(m_settings)
{
    connect(&m_dashboard.poller, &Poller::statusChanged, this, [this] {
        const PollStatus &status = m_dashboard.poller.status();
        if (status.failures > 0)
            qFatal("a poll failed: %s",
                   qUtf8Printable(status.error ? status.error->serverMessage + status.error->transportText
                                               : QString()));
        if (status.hasData() && std::exchange(m_lastPoll, status.lastRead) != status.lastRead)
            ++m_polls;
    });
    m_window.resize(1400, 900);
    m_window.showDashboard(m_dashboard);
    m_window.show();
    m_session.setRoute(route);
    m_session.start();
    // The limit is not known before the first answers, so a long list begins with a part.
    waitUntil([this] {
        return m_dashboard.store.size() > 0 &&
               m_dashboard.poller.status().incompleteness == Incompleteness::None;
    });
    waitFor(500ms);
}

Driver::~Driver() = default;

SandboxTable &Driver::table() const
{
    return *m_window.findChild<SandboxTable *>(u"sandboxes"_s);
}

void Driver::waitFor(std::chrono::milliseconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
}

template<typename Condition>
void Driver::waitUntil(Condition holds)
{
    const QDeadlineTimer deadline(kPatience);
    while (!holds()) {
        if (deadline.hasExpired())
            qFatal("nothing came of it");
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

void Driver::waitForPoll()
{
    const int before = m_polls;
    waitUntil([this, before] { return m_polls > before; });
}

void Driver::pollWithoutRest()
{
    const auto again = [this] {
        if (m_dashboard.poller.status().phase == PollStatus::Phase::Waiting)
            m_dashboard.poller.pollNow();
    };
    connect(&m_dashboard.poller, &Poller::statusChanged, this, again, Qt::QueuedConnection);
    again();
}

void Driver::stall(std::chrono::seconds duration)
{
    QVector<double> frames;
    for (int i = 0; i < 10; ++i) {
        const double before = nowMs();
        table().viewport()->repaint();
        frames.append(nowMs() - before);
    }
    table().sortByColumn(SandboxListModel::State, Qt::AscendingOrder);
    pollWithoutRest();

    QTimer scrolling;
    int at = 0;
    connect(&scrolling, &QTimer::timeout, this, [this, &at] {
        QScrollBar *bar = table().verticalScrollBar();
        at = (at + 97) % std::max(1, bar->maximum());
        bar->setValue(at);
    });
    scrolling.start(16ms);

    std::vector<double> late;
    QTimer watch;
    watch.setTimerType(Qt::PreciseTimer);
    double expected = nowMs() + 5;
    connect(&watch, &QTimer::timeout, this, [&] {
        const double now = nowMs();
        late.push_back(std::max(0.0, now - expected));
        expected = now + 5;
    });
    const int pollsBefore = m_polls;
    watch.start(5ms);
    waitFor(duration);
    watch.stop();
    late.push_back(std::max(0.0, nowMs() - expected)); // what held up the end of it all
    if (m_polls == pollsBefore)
        qFatal("nothing was polled");
    std::sort(late.begin(), late.end());
    print(u"stall.max"_s, u"ms"_s, {late.back()});
    print(u"stall.p99"_s, u"ms"_s, {late[late.size() * 99 / 100]});
    print(u"stall.frame"_s, u"ms"_s, frames);
    print(u"stall.polls"_s, u"polls"_s, {static_cast<double>(m_polls - pollsBefore)});
}

void Driver::memory(int polls)
{
    pollWithoutRest();
    waitUntil([this] { return m_polls >= 100; });
    print(u"memory.early"_s, u"MB"_s, {pss()});
    waitUntil([this, polls] { return m_polls >= polls; });
    print(u"memory"_s, u"MB"_s, {pss()});
}

void Driver::rest(std::chrono::seconds duration)
{
    m_dashboard.poller.setBaseInterval(2s);
    waitFor(6s);
    const auto share = [this](auto rest) {
        const int pollsBefore = m_polls;
        const double began = nowMs();
        const double before = processCpu();
        rest();
        if (m_polls == pollsBefore)
            qFatal("nothing was polled");
        return 100 * (processCpu() - before) / (nowMs() - began);
    };
    print(u"rest.seen"_s, u"% of a core"_s, {share([&] { waitFor(duration); })});
    m_window.showMinimized();
    m_dashboard.poller.pollNow();
    waitForPoll();
    // From one poll to the next, which is far off.
    print(u"rest.minimised"_s, u"% of a core"_s, {share([this] { waitForPoll(); })});
}

Driver::Arrivals Driver::arrivals()
{
    QUrl url = m_dashboard.server;
    url.setPath(u"/arrived"_s);
    QNetworkReply *reply = m_asking.get(QNetworkRequest(url));
    waitUntil([reply] { return reply->isFinished(); });
    const QByteArrayList words = reply->readAll().split(' ');
    reply->deleteLater();
    return {words.value(0).toInt(), words.value(1).toDouble() / 1e6};
}

QString Driver::chooseRunning()
{
    int row = 0;
    while (m_dashboard.store.at(row).sandbox->status != SandboxStatus::Running ||
           m_dashboard.store.at(row).pending)
        ++row;
    const QString id = m_dashboard.store.at(row).sandbox->id;
    table().selectIds({id});
    table().setCurrentId(id);
    return id;
}

void Driver::waitUntilPainted(const QString &id)
{
    const PaintEars ears(*table().viewport(), [this, &id](const QRegion &region) {
        // The answer may be faster than the frame.
        const SandboxRow &row = *m_dashboard.store.find(id);
        const bool isOther = row.pending || row.sandbox->status != SandboxStatus::Running;
        return isOther && table().currentId() == id &&
               region.contains(table().visualRect(table().currentIndex()));
    });
    waitUntil([&ears] { return ears.heard(); });
}

void Driver::click()
{
    table().sortByColumn(SandboxListModel::Id, Qt::AscendingOrder);
    pollWithoutRest();
    auto *button = m_window.findChild<QAbstractButton *>(u"button.pause"_s);
    QVector<double> toRow;
    QVector<double> toWire;
    for (int i = 0; i < 20; ++i) {
        QString id;
        int arrivedBefore = 0;
        do { // once more where a poll has just brought something else of it
            id = chooseRunning();
            waitFor(50ms);
            arrivedBefore = arrivals().count;
        } while (!button->isEnabled());
        const double before = nowMs();
        button->click();
        waitUntilPainted(id);
        toRow.append(nowMs() - before);
        Arrivals arrived;
        do
            arrived = arrivals();
        while (arrived.count == arrivedBefore);
        toWire.append(arrived.last - before);
    }
    print(u"click.row"_s, u"ms"_s, toRow);
    print(u"click.wire"_s, u"ms"_s, toWire);
}

void Driver::stops(qsizetype most)
{
    QStringList ids;
    for (int row = 0; row < m_dashboard.store.size() && ids.size() < most; ++row) {
        if (const QString &id = m_dashboard.store.at(row).sandbox->id;
            m_dashboard.controller.verdict(LifecycleAction::Stop, id).allowed)
            ids.append(id);
    }
    if (ids.size() < most)
        qFatal("only %lld of them can be stopped", static_cast<long long>(ids.size()));
    qsizetype answered = 0;
    connect(&m_dashboard.controller, &LifecycleController::actionMoved, this,
            [&answered](const QString &, const PendingOp &op) {
                if (op.phase == PendingOp::Phase::Accepted)
                    ++answered;
            });
    const double before = nowMs();
    m_dashboard.controller.request(LifecycleAction::Stop, ids);
    const int places = m_dashboard.controller.placesFor(static_cast<int>(ids.size()));
    waitUntil([&] { return answered == ids.size(); });
    print(u"stops"_s, u"ms"_s, {nowMs() - before});
    print(u"stops.count"_s, u"requests"_s, {static_cast<double>(ids.size())});
    print(u"stops.places"_s, u"at a time"_s, {static_cast<double>(places)});
}

} // namespace sandglass::bench
