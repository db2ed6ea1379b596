// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/textcommand.h"

#include "textmode/actioncommand.h"
#include "textmode/createcommand.h"
#include "textmode/getcommand.h"
#include "textmode/listcommand.h"
#include "textmode/textcommandline.h"
#include "textmode/watchcommand.h"

namespace sandglass {

std::unique_ptr<TextCommand> makeTextCommand(const TextCommandLine &line, const Workbench &bench)
{
    switch (line.verb) {
    case Verb::List:
        return std::make_unique<ListCommand>(line, bench);
    case Verb::Get:
        return std::make_unique<GetCommand>(line, bench);
    case Verb::Start:
        return std::make_unique<ActionCommand>(LifecycleAction::Start, line, bench);
    case Verb::Stop:
        return std::make_unique<ActionCommand>(LifecycleAction::Stop, line, bench);
    case Verb::Pause:
        return std::make_unique<ActionCommand>(LifecycleAction::Pause, line, bench);
    case Verb::Resume:
        return std::make_unique<ActionCommand>(LifecycleAction::Resume, line, bench);
    case Verb::Delete:
        return std::make_unique<ActionCommand>(LifecycleAction::Delete, line, bench);
    case Verb::Extend:
        return std::make_unique<ActionCommand>(LifecycleAction::Extend, line, bench);
    case Verb::Create:
        return std::make_unique<CreateCommand>(line, bench);
    case Verb::Watch:
        return std::make_unique<WatchCommand>(line, bench);
    case Verb::Help:
        break; // ended by the parser
    }
    return nullptr;
}

} // namespace sandglass
