// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <optional>

namespace sandglass {

/// Where the text mode reads and writes: results go to standard output, everything else to standard error.
class Console
{
public:
    Console() = default;
    Console(const Console &) = delete;
    Console &operator=(const Console &) = delete;
    virtual ~Console() = default;

    /// A line of the result; @p text may have several.
    virtual void out(const QString &text) = 0;
    /// A line about it.
    virtual void err(const QString &text) = 0;
    /// One line that the next replaces, for as long as something goes on; empty takes it away. Only where
    /// standard error is a terminal.
    virtual void progress(const QString &text) = 0;
    /// Puts a question and calls @p answer once with a line of standard input, or without one at its end.
    /// Only where canAsk().
    virtual void ask(const QString &question, std::function<void(std::optional<QString>)> answer) = 0;
    /// Somebody sits at a terminal and can answer.
    [[nodiscard]] virtual bool canAsk() const = 0;

    /// Columns the result may take; 0 where it goes to no terminal.
    [[nodiscard]] virtual int width() const = 0;
    /// Whether the result may be coloured.
    [[nodiscard]] virtual bool hasColours() const = 0;
};

} // namespace sandglass
