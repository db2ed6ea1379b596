// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "store/commands/commandtext.h"
#include "widgets/actionmenu.h"

#include <QPointer>

namespace sandglass {

class ActionSet;
class CopyAsDialog;

/// "Copy As": one entry for each language; each opens the dialog on the selection of that moment. Hangs in
/// several menus. Everything in @p dashboard, and the actions, outlive it.
class CopyAsMenu final : public ActionMenu
{
    Q_OBJECT

public:
    CopyAsMenu(Dashboard dashboard, const ActionSet &actions, QWidget *parent);

Q_SIGNALS:
    void announced(const QString &sentence);

private:
    void open(CommandLanguage language);

    const Dashboard m_dashboard;
    const ActionSet &m_actions;
    QPointer<CopyAsDialog> m_dialog;
};

} // namespace sandglass
