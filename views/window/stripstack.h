// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

namespace sandglass {

class Banner;

/// The strips between the toolbar and the table, from top to bottom: first what is true of the whole
/// connection, then what is the matter with it, and next to the table what will happen to its rows. The order
/// is that of Tab and of a screen reader too, so a new strip gets its place here.
enum class Strip : quint8
{
    DemoMark, ///< this is the demo
    Reading,  ///< trouble with reading the list
    Deletion, ///< what is about to be deleted, with Undo
    Missing,  ///< a sandbox that was asked for from outside is not here
};

/// One banner for each Strip, empty and of no height until it has something to say.
class StripStack final : public QWidget
{
    Q_OBJECT

public:
    explicit StripStack(QWidget *parent = nullptr);

    [[nodiscard]] Banner &banner(Strip strip) const;

private:
    std::array<Banner *, 4> m_banners{};
};

} // namespace sandglass
