// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/builtinview.h"

#include "store/actionrules.h"

#include <QCoreApplication>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::BuiltInView)
};

constexpr std::array<BuiltInViewInfo, kBuiltInViews.size()> kInfos{
    BuiltInViewInfo{"all"_L1, ""_L1, "layers"_L1, std::nullopt, ""_L1, ""_L1},
    BuiltInViewInfo{"running"_L1, "state:running"_L1, ""_L1, SandboxStatus::Running, ""_L1, ""_L1},
    BuiltInViewInfo{"paused"_L1, "state:paused"_L1, ""_L1, SandboxStatus::Paused, ""_L1, ""_L1},
    BuiltInViewInfo{"stopped"_L1, "state:stopped"_L1, ""_L1, SandboxStatus::Stopped, ""_L1, ""_L1},
    // The first thing to see is what goes first.
    BuiltInViewInfo{"expiring"_L1, "left:<15m"_L1, "clock-alert"_L1, std::nullopt, "expiring"_L1,
                    "timeleft:ascending"_L1, true},
    BuiltInViewInfo{"problems"_L1, "is:problem"_L1, "triangle-alert"_L1, std::nullopt, ""_L1, ""_L1, true},
    // Latest first.
    BuiltInViewInfo{"deleted"_L1, "is:deleted"_L1, "trash-2"_L1, std::nullopt, "deleted"_L1,
                    "timeleft:descending"_L1},
};

} // namespace

const BuiltInViewInfo &infoOf(BuiltInView view)
{
    return kInfos.at(static_cast<std::size_t>(view));
}

QString nameOf(BuiltInView view)
{
    switch (view) {
    case BuiltInView::All:
        return Texts::tr("All");
    case BuiltInView::Running:
    case BuiltInView::Paused:
    case BuiltInView::Stopped:
        return nameOfStatus(*infoOf(view).status);
    case BuiltInView::ExpiringSoon:
        return Texts::tr("Expiring soon");
    case BuiltInView::Problems:
        return Texts::tr("Problems");
    case BuiltInView::Deleted:
        return Texts::tr("Deleted");
    }
    Q_UNREACHABLE();
}

NothingText nothingIn(BuiltInView view)
{
    switch (view) {
    case BuiltInView::All:
        return {Texts::tr("No sandboxes"), {}};
    case BuiltInView::Running:
        return {Texts::tr("Nothing is running"), Texts::tr("No sandbox is running at the moment.")};
    case BuiltInView::Paused:
        return {Texts::tr("Nothing is paused"), Texts::tr("No sandbox is paused at the moment.")};
    case BuiltInView::Stopped:
        return {Texts::tr("Nothing is stopped"), Texts::tr("No sandbox is stopped at the moment.")};
    case BuiltInView::ExpiringSoon:
        return {Texts::tr("Nothing expires soon"),
                Texts::tr("No sandbox is known to be deleted by the server within 15 minutes.")};
    case BuiltInView::Problems:
        return {
            Texts::tr("No problems"),
            Texts::tr("No sandbox is in error or in a state not known, and no action on one has failed.")};
    case BuiltInView::Deleted:
        return {Texts::tr("Nothing was deleted"),
                Texts::tr("Sandboxes that go while Sandglass is connected stay here until you clear them.")};
    }
    Q_UNREACHABLE();
}

} // namespace sandglass
