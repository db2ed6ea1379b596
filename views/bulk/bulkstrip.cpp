// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkstrip.h"

#include "bulk/bulktexts.h"
#include "bulk/rundetails.h"
#include "store/bulk/bulkruns.h"
#include "store/lifecyclecontroller.h"
#include "theme/icons.h"
#include "widgets/describe.h"
#include "widgets/focus.h"
#include "widgets/picture.h"
#include "widgets/plainlabel.h"
#include "widgets/plaintooltip.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kIconSize = 16;
// Every answer comes in a turn of its own, and each text is laid out through the whole page.
constexpr int kFollowedAtOnce = 50;
constexpr auto kUpdateWait = 100ms;

void tell(QWidget *widget)
{
    QAccessibleEvent alert(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace

BulkStrip::BulkStrip(BulkRun &run, Dashboard dashboard, QWidget *parent)
    : QWidget(parent)
    , m_run(run)
    , m_dashboard(std::move(dashboard))
    , m_icon(new Picture(kIconSize, this))
    , m_headline(makePlainLabel(this, u"headline"_s))
    , m_text(makePlainLabel(this, u"text"_s))
    , m_bar(new QProgressBar(this))
    , m_details(new QPushButton(tr("Details…"), this))
    , m_stop(new QPushButton(tr("Cancel the rest"), this))
    , m_retry(new QPushButton(tr("Retry failed"), this))
    , m_copy(new QPushButton(tr("Copy report"), this))
    , m_dismiss(new QPushButton(tr("Dismiss"), this))
{
    setObjectName("bulkStrip"_L1);
    layOut();
    connect(&run, &BulkRun::itemChanged, this, &BulkStrip::scheduleUpdate);
    connect(&run, &BulkRun::ended, this, &BulkStrip::onEnded);
    connect(m_details, &QPushButton::clicked, this, &BulkStrip::showDetails);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_dashboard.bulk.stopRest(m_run); });
    connect(m_copy, &QPushButton::clicked, this, &BulkStrip::copyReport);
    // Both end the run and this strip with it, so not from within the button.
    connect(
        m_retry, &QPushButton::clicked, this, [this] { m_dashboard.bulk.retryFailed(m_run); },
        Qt::QueuedConnection);
    connect(
        m_dismiss, &QPushButton::clicked, this, [this] { m_dashboard.bulk.dismiss(m_run); },
        Qt::QueuedConnection);
    updateNow();
    tell(this);
}

BulkStrip::~BulkStrip() = default;

void BulkStrip::layOut()
{
    setStrong(m_headline);
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_bar->setRange(0, m_run.counts().begun);
    if (m_run.counts().begun == 1) {
        m_stop->setText(tr("Do not send"));
        m_retry->setText(tr("Retry"));
    }

    explain(*m_details, tr("Row by row, with the reasons"));
    explain(*m_stop, tr("Do not send those that still wait; those already sent are finished"));
    explain(*m_retry, tr("Ask again for the failed ones, as far as their state allows it now"));
    explain(*m_copy, tr("A line for every sandbox, and what is known of each cause"));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(3);
    texts->addWidget(m_headline);
    texts->addWidget(m_text);
    texts->addWidget(m_bar);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 7);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addSpacing(4);
    layout->addLayout(texts, 1);
    layout->addSpacing(12);
    for (QPushButton *button : {m_retry, m_copy, m_details, m_stop, m_dismiss}) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
}

bool BulkStrip::endedBadly() const
{
    return m_run.counts().failed > 0;
}

void BulkStrip::setAside(const QString &text)
{
    m_aside = text;
    updateNow();
}

void BulkStrip::scheduleUpdate()
{
    if (m_run.counts().begun <= kFollowedAtOnce)
        m_update.schedule();
    else
        m_update.scheduleIn(m_dashboard.clock, kUpdateWait);
}

void BulkStrip::updateNow()
{
    m_update.cancel();
    const BulkRun::Counts &counts = m_run.counts();
    const MonoTime now = m_dashboard.clock.monoNow();
    BulkOutlook outlook;
    outlook.untilSent = timeToSend(counts.queued * LifecycleController::requestsFor(m_run.action()),
                                   m_dashboard.budget.forecast(now), m_dashboard.controller.answerTime(),
                                   m_dashboard.controller.placesFor(counts.begun));
    // A second or less is no waiting worth to be told.
    if (const auto wait = m_dashboard.controller.limitWait(counts.begun); wait > 1s) {
        outlook.limitWait = wait;
        outlook.untilSent = std::max(outlook.untilSent, wait);
    }

    const QString headline = runHeadline(m_run);
    QString text = runText(m_run, outlook);
    if (!m_aside.isEmpty())
        text = text.isEmpty() ? m_aside : QString(text % u' ' % m_aside);
    m_headline->setText(headline);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_bar->setValue(counts.over() - (counts.total - counts.begun));
    describe(*m_bar, text);
    nameForReaders(*this, headline);
    describe(*this, text);

    const bool over = m_run.isOver();
    const bool canStop = !over && counts.queued > 0;
    const bool canRetry = over && !m_run.retryable().isEmpty();
    m_bar->setVisible(!over);
    for (const auto &[button, stays] : {std::pair{m_stop, canStop}, std::pair{m_retry, canRetry}}) {
        if (!stays && holdsFocus(*button))
            Q_EMIT focusLost();
    }
    m_stop->setVisible(!over);
    m_stop->setEnabled(canStop);
    m_retry->setVisible(canRetry);
    m_copy->setVisible(over && (endedBadly() || counts.skipped + counts.cancelled > 0));
    m_dismiss->setVisible(over);
    updateIcon();
    update();
    if (m_window)
        m_window->setTexts(headline, text);
    if (!over && counts.queued > 0)
        m_tick = m_dashboard.clock.after(1s, [this] { updateNow(); });
    else
        m_tick.reset();
}

void BulkStrip::onEnded()
{
    updateNow();
    tell(this);
    if (!endedBadly())
        m_leave = m_dashboard.clock.after(kGoodNewsLasts, [this] {
            // Not from under somebody who is looking closer.
            if (!m_window && !isAncestorOf(QApplication::focusWidget()))
                m_dashboard.bulk.dismiss(m_run);
        });
}

void BulkStrip::showDetails()
{
    if (!m_window) {
        m_window = new RunDetails(m_run, this);
        connect(m_window, &RunDetails::copyWanted, this, &BulkStrip::copyReport);
        updateNow();
    }
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void BulkStrip::copyReport()
{
    QApplication::clipboard()->setText(reportOf(m_run, m_dashboard.server));
    Q_EMIT copied();
}

void BulkStrip::updateIcon()
{
    const QIcon icon = !m_run.isOver() ? themedIcon(u"hourglass"_s, SemanticColor::Link)
                       : endedBadly()  ? themedIcon(u"triangle-alert"_s, SemanticColor::Danger)
                                       : themedIcon(u"check"_s, SemanticColor::Success);
    m_icon->setIcon(icon);
}

void BulkStrip::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const bool bad = m_run.isOver() && endedBadly();
    painter.fillRect(rect(),
                     semanticColor(bad ? SemanticColor::DangerTint : SemanticColor::InfoTint, palette()));
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, 4, height())),
                     semanticColor(bad ? SemanticColor::Danger : SemanticColor::Link, palette()));
    painter.fillRect(QRect(0, height() - 1, width(), 1), semanticColor(SemanticColor::Separator, palette()));
}

} // namespace sandglass
