// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preferencesdialog.h"

#include "actions/actionconfirmation.h"
#include "bulk/plansilence.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGroupBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// Whose plan may be silenced.
constexpr std::array kPlanned{LifecycleAction::Start, LifecycleAction::Pause, LifecycleAction::Resume};

} // namespace

PreferencesDialog::PreferencesDialog(QSettings &settings, Theme theme, QWidget *parent)
    : QDialog(parent), m_settings(settings), m_themes(new QComboBox(this))
{
    setObjectName("preferences"_L1);
    setWindowTitle(tr("Preferences"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    addThemes(*layout);
    addQuestions(*layout);
    layout->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    setTheme(theme);
}

void PreferencesDialog::addThemes(QVBoxLayout &layout)
{
    auto *group = new QGroupBox(tr("Appearance"), this);
    auto *line = new QHBoxLayout(group);
    auto *label = new QLabel(tr("&Theme:"), group);
    label->setBuddy(m_themes);
    m_themes->setAccessibleName(tr("Theme"));
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
        m_themes->addItem(nameOfTheme(theme), static_cast<int>(theme));
    line->addWidget(label);
    line->addWidget(m_themes);
    line->addStretch();
    layout.addWidget(group);
    connect(m_themes, &QComboBox::activated, this,
            [this] { Q_EMIT themeWanted(static_cast<Theme>(m_themes->currentData().toInt())); });
}

void PreferencesDialog::addQuestions(QVBoxLayout &layout)
{
    auto *group = new QGroupBox(tr("Questions"), this);
    auto *column = new QVBoxLayout(group);
    const auto addQuestion = [&](const QString &name, const QString &text, bool demo) {
        auto *box = new QCheckBox(text, group);
        box->setObjectName(name);
        box->setChecked(ActionConfirmation::isWanted(LifecycleAction::Stop, m_settings, demo));
        connect(box, &QCheckBox::toggled, this,
                [this, demo](bool wanted) { ActionConfirmation::setStopWanted(m_settings, wanted, demo); });
        column->addWidget(box);
    };
    addQuestion(u"askBeforeStop"_s, tr("Ask before &stopping sandboxes"), false);
    addQuestion(u"askBeforeStopInDemo"_s, tr("Ask before stopping sandboxes of the &demo"), true);
    const auto addPlans = [&](const QString &name, const QString &text, bool demo) {
        auto *box = new QCheckBox(text, group);
        box->setObjectName(name);
        box->setChecked(std::all_of(kPlanned.begin(), kPlanned.end(), [this, demo](LifecycleAction action) {
            return isPlanWanted(action, m_settings, demo);
        }));
        connect(box, &QCheckBox::toggled, this, [this, demo](bool wanted) {
            for (const LifecycleAction action : kPlanned)
                setPlanWanted(action, m_settings, demo, wanted);
        });
        column->addWidget(box);
    };
    addPlans(u"planMany"_s, tr("Show the &plan before starting, pausing or resuming many sandboxes"), false);
    addPlans(u"planManyInDemo"_s, tr("Show that plan for sandboxes of the demo as &well"), true);
    auto *always = new QLabel(tr("Deleting always asks: what it loses is lost for good."), group);
    always->setForegroundRole(QPalette::PlaceholderText);
    always->setWordWrap(true);
    column->addWidget(always);
    layout.addWidget(group);
}

void PreferencesDialog::setTheme(Theme theme)
{
    m_themes->setCurrentIndex(m_themes->findData(static_cast<int>(theme)));
}

} // namespace sandglass
