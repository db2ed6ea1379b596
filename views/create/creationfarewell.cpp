// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/creationfarewell.h"

#include "store/sandboxcreator.h"
#include "widgets/plainquestion.h"

#include <QMessageBox>
#include <QPushButton>

namespace sandglass {

using namespace Qt::StringLiterals;

CreationFarewell::CreationFarewell(const SandboxCreator &creator, QWidget *page)
    : QObject(page), m_creator(creator), m_page(page)
{
    connect(&creator, &SandboxCreator::changed, this, &CreationFarewell::onChanged);
}

CreationFarewell::~CreationFarewell() = default;

bool CreationFarewell::mayEnd() const
{
    return m_mayGoOnAlone || !m_creator.isBusy();
}

void CreationFarewell::end(std::function<void()> goOn)
{
    if (mayEnd()) {
        goOn();
        return;
    }
    // A closed one lives until the event loop comes round.
    if (m_question && m_question->isVisible()) {
        m_question->activateWindow();
        return;
    }
    m_question = makePlainQuestion(
        "creationFarewell"_L1, tr("Still Creating"), tr("A sandbox is still being created."),
        tr("If you leave now, it may appear all the same and cost until it is deleted. Its environment "
           "variables may not be set."),
        m_page);
    const QPushButton *leave = m_question->addButton(tr("&Leave now"), QMessageBox::DestructiveRole);
    connect(leave, &QPushButton::clicked, this, [this, goOn = std::move(goOn)] {
        m_mayGoOnAlone = true;
        goOn();
    });
    m_question->open();
}

void CreationFarewell::onChanged()
{
    if (m_creator.isBusy())
        return;
    m_mayGoOnAlone = false;
    if (m_question)
        m_question->reject();
}

} // namespace sandglass
