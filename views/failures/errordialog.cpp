// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "failures/errordialog.h"

#include "failures/detailspanel.h"
#include "item/formatting.h"
#include "theme/icons.h"
#include "widgets/listtexts.h"
#include "widgets/picture.h"
#include "widgets/plainlabel.h"
#include "widgets/shownlater.h"
#include "widgets/timetexts.h"
#include "widgets/typingguard.h"

#include <QAccessible>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kTextWidth = 440;
constexpr int kMostSandboxLines = 6;
constexpr qsizetype kMostListed = 200; // of ten thousand nobody reads more, and laying them out takes long
constexpr int kFrame = 40;             // what the desktop draws around a window

QLabel *makeText(QWidget *parent, const QString &name)
{
    QLabel *label = makePlainLabel(parent, name);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setMinimumWidth(kTextWidth);
    return label;
}

QString occurrencesText(const Occurrences &occurrences)
{
    if (occurrences.count <= 1)
        return ErrorDialog::tr("At %1").arg(timeOfDay(occurrences.last));
    const QString count = countText(occurrences.count);
    if (timeOfDay(occurrences.first) == timeOfDay(occurrences.last))
        return ErrorDialog::tr("%1 times, at %2").arg(count, timeOfDay(occurrences.last));
    return ErrorDialog::tr("%1 times, first at %2, last at %3")
        .arg(count, timeOfDay(occurrences.first), timeOfDay(occurrences.last));
}

} // namespace

ErrorDialog::ErrorDialog(Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_clock(clock)
    , m_headline(makeText(this, u"headline"_s))
    , m_cause(makeText(this, u"cause"_s))
    , m_nextStep(makeText(this, u"nextStep"_s))
    , m_sandboxes(new QPlainTextEdit(this))
    , m_occurrences(makeText(this, u"occurrences"_s))
    , m_details(new DetailsPanel(this))
    , m_copyReport(new QPushButton(tr("Copy report"), this))
    , m_copyCurl(new QPushButton(tr("Copy as curl"), this))
    , m_retry(new QPushButton(tr("Retry"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setObjectName("errorDialog"_L1);
    setModal(false);
    setAttribute(Qt::WA_ShowWithoutActivating);

    setStrong(m_headline, kHeadlineScale);
    m_occurrences->setForegroundRole(QPalette::PlaceholderText);
    m_sandboxes->setReadOnly(true);
    m_sandboxes->setTabChangesFocus(true);
    m_sandboxes->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_sandboxes->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_sandboxes->setAccessibleName(tr("Sandboxes concerned"));

    for (QPushButton *button : {m_copyReport, m_copyCurl, m_retry})
        button->setAutoDefault(false);
    m_close->setDefault(true);
    m_close->setFocus();
    m_copyCurl->setToolTip(tr("The request as a curl line, with $HOPX_API_KEY in place of the key"));

    auto *sign = new Picture(themedIcon(u"triangle-alert"_s, SemanticColor::Danger), 24, this);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(8);
    for (QWidget *part : {static_cast<QWidget *>(m_headline), static_cast<QWidget *>(m_cause),
                          static_cast<QWidget *>(m_nextStep), static_cast<QWidget *>(m_sandboxes),
                          static_cast<QWidget *>(m_occurrences), static_cast<QWidget *>(m_details)})
        texts->addWidget(part);
    texts->addStretch(1);
    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(sign, 0, Qt::AlignTop);
    top->addLayout(texts, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_copyReport);
    buttons->addWidget(m_copyCurl);
    buttons->addStretch(1);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_close);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 24, 24, 16);
    all->setSpacing(16);
    all->addLayout(top, 1);
    all->addLayout(buttons);

    connect(m_copyReport, &QPushButton::clicked, this, [this] { copy(m_copyReport, m_report.asText()); });
    connect(m_copyCurl, &QPushButton::clicked, this, [this] { copy(m_copyCurl, m_report.curl); });
    connect(m_retry, &QPushButton::clicked, this, &ErrorDialog::retryWanted);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_details, &DetailsPanel::openChanged, this, [this] { fitHeight(Fit::Exactly); });
}

ErrorDialog::~ErrorDialog() = default;

void ErrorDialog::setReport(const ErrorReport &report, const Occurrences &occurrences)
{
    m_report = report;
    m_retryAt = m_clock.monoNow() + report.retryAfter.value_or(0ms);

    setWindowTitle(report.headline);
    setAccessibleName(report.headline);
    setAccessibleDescription(QString(report.cause % u' ' % report.nextStep));
    setShownText(m_headline, report.headline);
    setShownText(m_cause, report.cause);
    setShownText(m_nextStep, report.nextStep);
    setShownText(m_occurrences, occurrencesText(occurrences));

    const QString ids = withRest(report.sandboxIds.mid(0, kMostListed), report.sandboxIds.size()).join(u'\n');
    if (m_sandboxes->toPlainText() != ids)
        m_sandboxes->setPlainText(ids);
    const int lines = static_cast<int>(qMin<qsizetype>(report.sandboxIds.size(), kMostSandboxLines));
    m_sandboxes->setFixedHeight(lines * m_sandboxes->fontMetrics().lineSpacing() + 12);
    m_sandboxes->setVisible(report.sandboxIds.size() > 1);

    m_details->setDetails(report.details);
    m_copyCurl->setVisible(!report.curl.isEmpty());
    updateRetry();
    // Who made it larger keeps that.
    fitHeight(isVisible() ? Fit::AtLeast : Fit::Exactly);
}

void ErrorDialog::updateRetry()
{
    m_retry->setVisible(m_report.retrySafe);
    m_retryTimer.reset();
    const auto left = m_retryAt - m_clock.monoNow();
    const bool mustWait = m_report.retrySafe && left > 0ms;
    m_retry->setEnabled(!mustWait);
    m_retry->setAccessibleName(tr("Retry"));
    if (!mustWait) {
        m_retry->setText(tr("Retry"));
        m_retry->setToolTip(tr("Ask the server again"));
        return;
    }
    m_retry->setText(tr("Retry in %1").arg(countdown(left)));
    m_retry->setToolTip(tr("The server asked to wait before the next try"));
    m_retryTimer = m_clock.after(untilCountdownChanges(left), [this] { updateRetry(); });
}

void ErrorDialog::fitHeight(Fit fit)
{
    // Wrapped labels know their height only for a width, so the layout is asked for the one it will have.
    layout()->activate();
    const int width = qMax(this->width(), minimumSizeHint().width());
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width)
                                                     : layout()->totalSizeHint().height();
    const int most = screen()->availableGeometry().height() - kFrame;
    setMinimumHeight(qMin(height, most));
    const int kept = fit == Fit::AtLeast ? this->height() : 0;
    resize(width, qMin(qMax(height, kept), most));
}

void ErrorDialog::copy(QPushButton *button, const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    m_copyReport->setText(tr("Copy report"));
    m_copyCurl->setText(tr("Copy as curl"));
    const int width = button->width();
    button->setMinimumWidth(width);
    button->setText(tr("Copied"));
    m_copiedTimer = m_clock.after(1500ms, [this] {
        m_copyReport->setText(tr("Copy report"));
        m_copyCurl->setText(tr("Copy as curl"));
    });
}

void ErrorDialog::showCalmly()
{
    if (showWithWindow(*this, [this] { showCalmly(); }))
        return;
    if (!isVisible()) {
        const TypingGuard guard;
        show();
    }
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ErrorDialog::done(int result)
{
    QDialog::done(result);
    Q_EMIT closed();
}

} // namespace sandglass
