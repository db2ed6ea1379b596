// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionhelp.h"

#include "item/formatting.h"

#include <QCoreApplication>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct HelpText
{
    Q_DECLARE_TR_FUNCTIONS(ActionHelp)
};

QString titleFor(const QString &name, qsizetype eligible, qsizetype total)
{
    if (total <= 1 || eligible == 0)
        return name;
    if (eligible == total)
        return HelpText::tr("%1 %2 sandboxes").arg(name, countText(total));
    return HelpText::tr("%1 %2 of %3 sandboxes").arg(name, countText(eligible), countText(total));
}

} // namespace

QString ActionHelp::line() const
{
    // A reason names its action where that is needed.
    return enabled ? QString(title % ": "_L1 % text) : text;
}

ActionHelp helpFor(LifecycleAction action, const TallyVerdict &verdict)
{
    const qsizetype eligible = verdict.eligible;
    ActionHelp help;
    help.enabled = verdict.allowed();
    help.title = titleFor(nameOfAction(action), eligible, verdict.total);
    if (verdict.total == 0)
        help.text = HelpText::tr("Select a sandbox first");
    else
        help.text = help.enabled ? consequenceText(action) : verdict.reason;
    if (help.enabled && verdict.total > 1)
        help.badge = shortCountText(eligible);
    return help;
}

} // namespace sandglass
