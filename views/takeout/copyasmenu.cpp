// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/copyasmenu.h"

#include "actions/actionset.h"
#include "store/creationmark.h"
#include "takeout/copyasdialog.h"
#include "theme/icons.h"
#include "widgets/makeaction.h"

namespace sandglass {

using namespace Qt::StringLiterals;

CopyAsMenu::CopyAsMenu(Dashboard dashboard, const ActionSet &actions, QWidget *parent)
    : ActionMenu(tr("Copy &As"), parent), m_dashboard(std::move(dashboard)), m_actions(actions)
{
    setObjectName("copyAsMenu"_L1);
    setIcon(themedIcon(u"terminal"_s));
    for (const CommandLanguage language : kCommandLanguages) {
        QAction *action = makeAction(
            this,
            {"copyAs."_L1 % wordOfLanguage(language),
             tr("%1…", "Python…").arg(nameOfLanguage(language)),
             {},
             {},
             tr("An action on the selection, or the filter, as text for %1").arg(nameOfLanguage(language))});
        connect(action, &QAction::triggered, this, [this, language] { open(language); });
        addAction(action);
    }
}

void CopyAsMenu::open(CommandLanguage language)
{
    // Another selection, another dialog.
    delete m_dialog;
    QStringList ids = m_actions.selection();
    ids.removeIf(&isProvisionalId); // nothing can be asked of them
    m_dialog = new CopyAsDialog(m_dashboard, ids, parentWidget());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setLanguage(language);
    connect(m_dialog, &CopyAsDialog::announced, this, &CopyAsMenu::announced);
    m_dialog->open();
}

} // namespace sandglass
