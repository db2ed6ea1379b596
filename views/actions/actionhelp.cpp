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

QString ActionHelp::description() const
{
    return badge.isEmpty() ? text : line();
}

QString consequenceFor(LifecycleAction action, qsizetype count)
{
    if (count == 1)
        return consequenceText(action);
    switch (action) {
    case LifecycleAction::Start:
        return HelpText::tr("Boots the sandboxes from their files; nothing that ran before comes back");
    case LifecycleAction::Pause:
        return HelpText::tr("Keeps memory, processes and files; Resume goes on where they were");
    case LifecycleAction::Resume:
        return HelpText::tr("They go on where they were paused, with memory, processes and files");
    case LifecycleAction::Delete:
        return HelpText::tr(
            "Removes the sandboxes with all their files, for good; they cost nothing any more");
    case LifecycleAction::Extend:
        return HelpText::tr("Moves the time at which the server deletes the sandboxes with all their files");
    case LifecycleAction::Stop:
        break; // its words fit any number
    }
    return consequenceText(action);
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
        help.text = help.enabled ? consequenceFor(action, eligible) : verdict.reason;
    if (help.enabled && verdict.total > 1)
        help.badge = shortCountText(eligible);
    return help;
}

} // namespace sandglass
