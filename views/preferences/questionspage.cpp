// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/questionspage.h"

#include "actions/actionconfirmation.h"
#include "bulk/plansilence.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// Whose plan may be silenced.
constexpr std::array kPlanned{LifecycleAction::Start, LifecycleAction::Pause, LifecycleAction::Resume};

} // namespace

QuestionsPage::QuestionsPage(Settings &settings)
    : PreferencesPage(u"questions"_s, tr("Questions"), u"circle-help"_s), m_settings(settings)
{
    addStop(u"askBeforeStop"_s, tr("Ask before &stopping sandboxes"), false);
    addStop(u"askBeforeStopInDemo"_s, tr("Ask before stopping sandboxes of the &demo"), true);
    addPlans(u"planMany"_s, tr("Show the &plan before starting, pausing or resuming many sandboxes"), false);
    addPlans(u"planManyInDemo"_s, tr("Show that plan for sandboxes of the demo as &well"), true);
    addNote(tr("Deleting always asks: what it loses is lost for good."));
    column().addStretch();
}

void QuestionsPage::addBox(const QString &name, const QString &text, bool checked,
                           std::function<void(bool)> follow)
{
    auto *box = new QCheckBox(text, this);
    box->setObjectName(name);
    box->setChecked(checked);
    connect(box, &QCheckBox::toggled, this, std::move(follow));
    column().addWidget(box);
}

void QuestionsPage::addStop(const QString &name, const QString &text, bool demo)
{
    addBox(name, text, ActionConfirmation::isWanted(LifecycleAction::Stop, m_settings, demo),
           [this, demo](bool wanted) { ActionConfirmation::setStopWanted(m_settings, wanted, demo); });
}

void QuestionsPage::addPlans(const QString &name, const QString &text, bool demo)
{
    const bool all = std::all_of(kPlanned.begin(), kPlanned.end(), [this, demo](LifecycleAction action) {
        return isPlanWanted(action, m_settings, demo);
    });
    addBox(name, text, all, [this, demo](bool wanted) {
        for (const LifecycleAction action : kPlanned)
            setPlanWanted(action, m_settings, demo, wanted);
    });
}

} // namespace sandglass
