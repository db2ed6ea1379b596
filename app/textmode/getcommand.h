// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "textmode/eachreader.h"
#include "textmode/textcommand.h"
#include "textmode/textcommandline.h"

#include <map>

namespace sandglass {

/// `sandglass get`: everything the server says about some sandboxes, and what can be done to them.
class GetCommand final : public TextCommand
{
    Q_OBJECT

public:
    GetCommand(TextCommandLine line, const Workbench &bench);

    void start() override;

private:
    void show();
    void showJson();
    [[nodiscard]] QString description(const QString &id) const;

    const TextCommandLine m_line;
    EachReader m_each;
    std::map<QString, ApiError> m_failures;
};

} // namespace sandglass
