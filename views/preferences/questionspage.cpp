// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/questionspage.h"

#include "actions/actionconfirmation.h"
#include "bulk/plansilence.h"

#include <QCheckBox>
#include <QGuiApplication>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

QuestionsPage::QuestionsPage(Settings &settings)
    : PreferencesPage(u"questions"_s, tr("Questions"), u"circle-help"_s), m_settings(settings)
{
    addStop(u"askBeforeStop"_s, tr("Ask before &stopping sandboxes"), false);
    addStop(u"askBeforeStopInDemo"_s, tr("Ask before stopping sandboxes of the &demo"), true);
    addPlans(u"planMany"_s, tr("Show the &plan before starting, pausing, resuming or extending many"), false);
    addPlans(u"planManyInDemo"_s, tr("Show the plan for sandboxes of the demo as &well"), true);
    addNote(tr("Deleting always asks: what it loses is lost for good."));
    column().addStretch();
    // The dialog that silences one is a window of its own: it has the focus until it closes.
    connect(qGuiApp, &QGuiApplication::focusWindowChanged, this, &QuestionsPage::showWanted);
}

void QuestionsPage::addBox(const QString &name, const QString &text, std::function<bool()> isWanted,
                           std::function<void(bool)> follow)
{
    auto *box = new QCheckBox(text, this);
    box->setObjectName(name);
    box->setChecked(isWanted());
    connect(box, &QCheckBox::toggled, this, std::move(follow));
    column().addWidget(box);
    m_boxes.append({box, std::move(isWanted)});
}

void QuestionsPage::addStop(const QString &name, const QString &text, bool demo)
{
    addBox(
        name, text,
        [this, demo] { return ActionConfirmation::isWanted(LifecycleAction::Stop, m_settings, demo); },
        [this, demo](bool wanted) { ActionConfirmation::setStopWanted(m_settings, wanted, demo); });
}

void QuestionsPage::addPlans(const QString &name, const QString &text, bool demo)
{
    const auto areAllWanted = [this, demo] {
        const QVector<LifecycleAction> planned = actionsWithSilencablePlan();
        return std::all_of(planned.begin(), planned.end(), [this, demo](LifecycleAction action) {
            return isPlanWanted(action, m_settings, demo);
        });
    };
    addBox(name, text, areAllWanted, [this, demo](bool wanted) {
        for (const LifecycleAction action : actionsWithSilencablePlan())
            setPlanWanted(action, m_settings, demo, wanted);
    });
}

void QuestionsPage::showWanted()
{
    for (const Box &one : std::as_const(m_boxes)) {
        // A plan silenced for one action is not to be silenced for all of them by this.
        const QSignalBlocker blocker(one.box);
        one.box->setChecked(one.isWanted());
    }
}

} // namespace sandglass
