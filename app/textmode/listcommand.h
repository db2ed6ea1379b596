// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/wholelistreader.h"
#include "textmode/eachreader.h"
#include "textmode/textcommand.h"
#include "textmode/textcommandline.h"

namespace sandglass {

/// `sandglass list`: reads the whole list once and shows what matches, through the same models as the window.
class ListCommand final : public TextCommand
{
    Q_OBJECT

public:
    ListCommand(TextCommandLine line, const Workbench &bench);

    void start() override;

private:
    void onList(ApiResult<ListOutcome> outcome, MonoTime began);
    void readDetails();
    [[nodiscard]] QStringList lackingDetails() const;
    void show();
    void showJson();
    void showTable();
    /// Whether a time left is shown with a question mark.
    [[nodiscard]] bool hasDoubtfulTimes() const;

    const TextCommandLine m_line;
    WholeListReader m_list;
    EachReader m_each;
    Incompleteness m_incompleteness = Incompleteness::None;
    int m_skippedRows = 0;
    ExitCode m_code = ExitCode::Ok;
};

} // namespace sandglass
