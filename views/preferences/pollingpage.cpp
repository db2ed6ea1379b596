// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/pollingpage.h"

#include "item/formatting.h"
#include "preferences/preferencesdesk.h"
#include "widgets/problemlabel.h"

#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// Wider than what is accepted, so that what was typed stays to be corrected instead of being changed.
constexpr int kMostTyped = 99'999;

} // namespace

PollingPage::PollingPage(PreferencesDesk &desk)
    : PreferencesPage(u"polling"_s, tr("Reading"), u"refresh-cw"_s)
    , m_desk(desk)
    , m_usual(makeSeconds(u"pollSeconds"_s, tr("Read the list every")))
    , m_hidden(makeSeconds(u"hiddenPollSeconds"_s, tr("While nobody looks, every")))
    , m_usualProblem(new ProblemLabel(m_usual))
    , m_hiddenProblem(new ProblemLabel(m_hidden))
{
    const PollPace pace = desk.pollPace();
    m_usual->setValue(static_cast<int>(pace.usual.count()));
    m_hidden->setValue(static_cast<int>(pace.hidden.count()));
    beginForm();
    addField(tr("&Read the list every:"), m_usual, m_usualProblem);
    addField(tr("&While nobody looks, every:"), m_hidden, m_hiddenProblem);
    addNote(tr("Nobody looks while the window is minimised, covered or on another desktop."));
    addNote(tr("A profile may have an interval of its own."));
    addHeadline(tr("The request limit"));
    addNote(tr(
        "HopX limits the requests per minute. Reading takes at most 60 % of them, so that a click need not "
        "wait: a long list is read less often."));
    m_now = addNote({});
    m_now->setObjectName("pollNow"_L1);
    m_now->setForegroundRole(QPalette::WindowText);
    column().addStretch();
    for (QSpinBox *box : {m_usual, m_hidden})
        connect(box, &QSpinBox::valueChanged, this, &PollingPage::apply);
    updateNow();
}

QSpinBox *PollingPage::makeSeconds(const QString &name, const QString &spoken)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(name);
    box->setAccessibleName(spoken);
    box->setRange(0, kMostTyped);
    box->setSuffix(tr(" s"));
    box->setKeyboardTracking(false); // "1" on the way to "15" is no choice yet
    return box;
}

void PollingPage::apply()
{
    const PollPace wanted{std::chrono::seconds(m_usual->value()), std::chrono::seconds(m_hidden->value())};
    const PollPaceProblems problems = problemsOf(wanted);
    m_usualProblem->setProblem(problems.usual);
    m_hiddenProblem->setProblem(problems.hidden);
    if (problems.none())
        m_desk.setPollPace(wanted);
}

void PollingPage::setReading(const Poller *poller, const RateBudget *budget)
{
    if (m_poller == poller)
        return;
    if (m_poller)
        disconnect(m_poller, nullptr, this, nullptr);
    m_poller = poller;
    m_budget = budget;
    if (poller)
        connect(poller, &Poller::statusChanged, this, &PollingPage::updateNow);
    updateNow();
}

void PollingPage::updateNow()
{
    if (!m_poller || !m_poller->status().hasData()) {
        m_now->setText(tr("Nothing has been read yet."));
        return;
    }
    const PollStatus &status = m_poller->status();
    // A number is not to stand at the end of a line, away from its unit.
    const auto span = [](std::chrono::milliseconds time) {
        return durationText(time).replace(u' ', QChar::Nbsp);
    };
    m_now->setText(
        (status.requestsPerPoll == 1
             ? tr("One reading needs %1 request. The limit of %2 a minute allows a reading every %3; "
                  "the next one follows after %4.")
             : tr("One reading needs %1 requests. The limit of %2 a minute allows a reading every "
                  "%3; the next one follows after %4."))
            .arg(countText(status.requestsPerPoll), countText(m_budget->limitPerMinute()),
                 span(std::chrono::ceil<std::chrono::seconds>(
                     m_budget->shortestPollInterval(status.requestsPerPoll))),
                 span(status.interval)));
}

} // namespace sandglass
