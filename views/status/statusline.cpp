// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/statusline.h"

#include "status/budgetgauge.h"
#include "status/statustexts.h"
#include "store/poller.h"
#include "store/ratebudget.h"
#include "store/sandboxstore.h"
#include "widgets/elidedlabel.h"
#include "widgets/growinglabel.h"
#include "widgets/plaintooltip.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kLeastHeight = 28;
constexpr int kServerKept = 14;    // characters of it: which account is acted on is never hidden by a message
constexpr int kNarrowWindow = 720; // below, what can be read in a tooltip as well gives way
constexpr auto kNewsLasts = 6s;
// The mouse may rest on a button for long, and what the hint says may be over.
constexpr auto kHintLasts = 10s;
constexpr auto kSlowPoll = 1s; // a poll that is over sooner is not worth a changing text

void setPart(QLabel *label, const QString &name, const QString &text)
{
    label->setText(text);
    label->setAccessibleName(QString(name % ": "_L1 % text));
}

void setPart(GrowingLabel *label, const QString &name, const QString &text)
{
    if (label->text() == text)
        return;
    label->showText(text);
    label->setAccessibleName(QString(name % ": "_L1 % text));
}

} // namespace

/// The colour of the connection. Polls ask for it all day long, so it is drawn when it changes, not when set.
class StatusLine::Dot final : public QWidget
{
public:
    explicit Dot(QWidget *parent) : QWidget(parent) { setFixedSize(8, 8); }
    void setColor(SemanticColor color)
    {
        if (std::exchange(m_color, color) != color)
            update();
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(semanticColor(m_color, palette()));
        painter.drawEllipse(QRectF(rect()));
    }

private:
    SemanticColor m_color = SemanticColor::Unknown;
};

StatusLine::StatusLine(const Dashboard &dashboard, QWidget *parent)
    : QWidget(parent)
    , m_dashboard(dashboard)
    , m_message(new ElidedLabel(this))
    , m_pace(new ElidedLabel(this))
    , m_reading(new GrowingLabel(this))
    , m_gauge(new BudgetGauge(this))
    , m_budget(new GrowingLabel(this))
    , m_dot(new Dot(this))
    , m_connection(new QLabel(this))
    , m_server(new ElidedLabel(this))
{
    setObjectName("statusLine"_L1);
    setAccessibleName(tr("Status"));
    setFixedHeight(qMax(kLeastHeight, fontMetrics().height() + 10));
    m_message->setObjectName("status.message"_L1);
    m_pace->setObjectName("status.pace"_L1);
    m_pace->setAlignment(Qt::AlignTrailing);
    // It gets what the message leaves, and holds the others at their end where it is not shown.
    QSizePolicy leftover(QSizePolicy::Ignored, QSizePolicy::Fixed);
    leftover.setRetainSizeWhenHidden(true);
    m_pace->setSizePolicy(leftover);
    m_reading->setObjectName("status.reading"_L1);
    m_budget->setObjectName("status.budget"_L1);
    m_connection->setObjectName("status.connection"_L1);
    m_server->setObjectName("status.server"_L1);
    m_connection->setTextFormat(Qt::PlainText);
    m_pace->setForegroundRole(QPalette::PlaceholderText);
    m_server->setForegroundRole(QPalette::PlaceholderText);
    m_server->setText(dashboard.serverName);
    m_server->keepAtLeast(kServerKept);
    m_server->setAccessibleName(tr("Server: %1").arg(dashboard.serverName));
    explain(*m_server,
            dashboard.server.isEmpty() ? dashboard.serverName : dashboard.server.toDisplayString());

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addSpacing(16);
    layout->addWidget(m_pace, 1);
    layout->addSpacing(8);
    layout->addWidget(m_reading);
    layout->addSpacing(24);
    layout->addWidget(m_gauge);
    layout->addSpacing(8);
    layout->addWidget(m_budget);
    layout->addSpacing(24);
    layout->addWidget(m_dot);
    layout->addSpacing(6);
    layout->addWidget(m_connection);
    layout->addSpacing(8);
    layout->addWidget(m_server);

    connect(&dashboard.poller, &Poller::statusChanged, this, &StatusLine::onPollStatus);
    connect(&dashboard.store, &SandboxStore::countsChanged, this, &StatusLine::updateMessage);
    onPollStatus();
    updateMessage();
}

StatusLine::~StatusLine() = default;

void StatusLine::setSelection(const QStringList &ids)
{
    const SandboxStore &store = m_dashboard.store;
    m_selected = ids.size();
    m_selectedGone = 0;
    if (store.tombstones().size() > 0)
        m_selectedGone =
            std::count_if(ids.begin(), ids.end(), [&store](const QString &id) { return !store.find(id); });
    updateMessage();
}

void StatusLine::setHint(const QString &hint)
{
    m_hint = hint;
    m_hintTimer.reset();
    if (!hint.isEmpty()) {
        m_hintTimer = m_dashboard.clock.after(kHintLasts, [this] {
            m_hint.clear();
            updateMessage();
        });
    }
    updateMessage();
}

void StatusLine::announce(const QString &text)
{
    m_news = text;
    m_newsTimer = m_dashboard.clock.after(kNewsLasts, [this] {
        m_news.clear();
        updateMessage();
    });
    updateMessage();
    QAccessibleEvent alert(m_message, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void StatusLine::setOnScreen(bool onScreen)
{
    m_onScreen = onScreen;
    updateReading();
    updateBudget();
}

void StatusLine::updateMessage()
{
    QString text = m_news.isEmpty() ? m_hint : m_news;
    if (text.isEmpty()) {
        const PollStatus &status = m_dashboard.poller.status();
        const bool moreFollow = status.incompleteness == Incompleteness::InTurns;
        const std::tuple counts(status.hasData(), m_selected, m_selectedGone, m_dashboard.store.size(),
                                moreFollow);
        if (std::exchange(m_shownCounts, counts) == counts)
            return;
        text = status.hasData() ? selectionText(m_selected - m_selectedGone, m_selectedGone,
                                                m_dashboard.store.size(), moreFollow)
                                : tr("No list of sandboxes yet");
    } else {
        m_shownCounts.reset();
    }
    if (text == m_message->text())
        return;
    m_message->setText(text);
    explain(*m_message, text);
    m_message->setAccessibleName(text);
}

void StatusLine::onPollStatus()
{
    const bool reading = m_dashboard.poller.status().phase == PollStatus::Phase::Reading;
    if (reading && !m_wasReading)
        m_readingSince = m_dashboard.clock.monoNow();
    m_wasReading = reading;
    updateReading();
    updateConnection();
    updateBudget();
    updateMessage();
}

void StatusLine::updateReading()
{
    const PollStatus &status = m_dashboard.poller.status();
    const MonoTime now = m_dashboard.clock.monoNow();
    const bool quick = m_wasReading && now - m_readingSince < kSlowPoll;
    auto wait = untilReadingTextChanges(status, now);
    if (quick) {
        const std::chrono::milliseconds untilSlow = kSlowPoll - (now - m_readingSince);
        wait = wait > 0ms ? std::min(wait, untilSlow) : untilSlow;
    }
    if (!quick || m_reading->text().isEmpty() || !status.hasData()) {
        setPart(m_reading, tr("Last read"), readingText(status, !quick, now));
    }
    const QString pace = paceText(status, m_dashboard.store.size());
    if (pace != m_pace->text() || m_reading->toolTip().isEmpty()) {
        m_pace->setText(pace);
        m_pace->setAccessibleName(pace);
        explain(*m_pace, pace);
        explain(*m_reading, tr("When the list was read last, and when it will be read next"), pace);
    }

    m_tick.reset();
    if (m_onScreen && wait > 0ms) {
        m_tick = m_dashboard.clock.after(wait, [this] {
            updateReading();
            updateBudget();
        });
    }
}

void StatusLine::updateConnection()
{
    const ConnectionState state = connectionState(m_dashboard.poller.status(), m_dashboard.serverName);
    if (state.word != m_connection->text() || state.explanation != m_connection->accessibleDescription()) {
        setPart(m_connection, tr("Connection"), state.word);
        explain(*m_connection, state.explanation);
    }
    m_dot->setColor(state.color);
}

void StatusLine::updateBudget()
{
    const RateBudget &budget = m_dashboard.budget;
    const int used = budget.usedInLastMinute(m_dashboard.clock.monoNow());
    const int limit = budget.limitPerMinute();
    const std::tuple shown(used, limit, budget.isLimitKnown());
    if (m_shownBudget == shown)
        return;
    m_shownBudget = shown;
    setPart(m_budget, tr("Request budget"), budgetText(used, limit));
    const QString explanation = budgetExplanation(used, limit, budget.isLimitKnown());
    explain(*m_budget, tr("Request budget"), explanation);
    explain(*m_gauge, tr("Request budget"), explanation);
    m_gauge->setValue(used, limit);
    m_gauge->setAccessibleName(m_budget->accessibleName());
}

void StatusLine::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), semanticColor(SemanticColor::Separator, palette()));
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    const bool roomy = width() >= kNarrowWindow;
    m_server->setVisible(roomy);
    m_gauge->setVisible(roomy);
    m_pace->setVisible(roomy);
    QWidget::resizeEvent(event);
}

} // namespace sandglass
