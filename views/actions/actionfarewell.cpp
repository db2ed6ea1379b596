// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionfarewell.h"

#include "item/formatting.h"
#include "store/lifecyclecontroller.h"
#include "widgets/plainquestion.h"

#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kPatience = 700ms; // most answers come sooner, and a question that flashes is none

} // namespace

ActionFarewell::ActionFarewell(Clock &clock, const LifecycleController &controller, QWidget *page)
    : QObject(page), m_clock(clock), m_controller(controller), m_page(page)
{
    // After whatever the answer does, and when nothing of it is on the way any more: leaving ends this
    // object.
    connect(&controller, &LifecycleController::answersCame, this, &ActionFarewell::onAnswered,
            Qt::QueuedConnection);
    connect(&controller, &LifecycleController::actionFailed, this, &ActionFarewell::stay);
}

ActionFarewell::~ActionFarewell() = default;

bool ActionFarewell::mayEnd() const
{
    return m_mayStayUnknown || m_controller.unanswered() == 0;
}

void ActionFarewell::end(std::function<void()> goOn)
{
    if (mayEnd()) {
        goOn();
        return;
    }
    m_goOn = std::move(goOn);
    if (m_question)
        m_question->activateWindow();
    else if (!m_patience)
        m_patience = m_clock.after(kPatience, [this] { ask(); });
}

void ActionFarewell::ask()
{
    m_patience.reset();
    const int count = m_controller.unanswered();
    m_question = makePlainQuestion(
        "actionFarewell"_L1, tr("No Answer Yet"),
        count == 1 ? tr("The server has not answered an action yet.")
                   : tr("The server has not answered %1 actions yet.").arg(countText(count)),
        tr("Sandglass leaves as soon as it does. If you leave now, nobody knows whether the server carries "
           "them out."),
        m_page);
    const QPushButton *leave = m_question->addButton(tr("&Leave now"), QMessageBox::DestructiveRole);
    connect(m_question, &QDialog::finished, this, [this, leave, question = m_question.data()] {
        const std::function<void()> goOn = std::exchange(m_goOn, {});
        stay();
        if (!goOn || question->clickedButton() != leave)
            return;
        m_mayStayUnknown = true;
        goOn();
    });
    m_question->open();
}

void ActionFarewell::onAnswered()
{
    if (m_controller.unanswered() > 0)
        return;
    m_mayStayUnknown = false;
    const std::function<void()> goOn = std::exchange(m_goOn, {});
    stay();
    if (goOn)
        goOn();
}

void ActionFarewell::stay()
{
    m_goOn = {};
    m_patience.reset();
    if (const auto question = std::exchange(m_question, {}))
        question->close();
}

} // namespace sandglass
