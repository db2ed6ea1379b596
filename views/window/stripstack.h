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
    Expiry,   ///< what the server will delete soon
    Missing,  ///< a sandbox that was asked for from outside is not here
};

/// One banner for each Strip, empty and of no height until it has something to say.
class StripStack final : public QWidget
{
    Q_OBJECT

public:
    explicit StripStack(QWidget *parent = nullptr);

    [[nodiscard]] Banner &banner(Strip strip) const;
    /// Below them, next to the table: for the strips of what is being done to many rows.
    [[nodiscard]] QWidget &bulkPlace() const { return *m_bulkPlace; }

Q_SIGNALS:
    /// A banner went, or a button of it, that had the focus.
    void focusLost();

private:
    std::array<Banner *, 5> m_banners{};
    QWidget *m_bulkPlace = nullptr;
};

} // namespace sandglass
