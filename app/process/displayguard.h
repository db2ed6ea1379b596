// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace sandglass {

/// Exists while QApplication is made. Qt ends a program that can open no window by abort(), which leaves a core
/// dump and no sentence anybody understands; with this it ends with one line on standard error and kNoDisplay.
class DisplayGuard final
{
public:
    /// EX_UNAVAILABLE of sysexits.h; packaging/show knows it too.
    static constexpr int kNoDisplay = 69;

    DisplayGuard();
    ~DisplayGuard();
    Q_DISABLE_COPY_MOVE(DisplayGuard)

private:
    QtMessageHandler m_before;
};

} // namespace sandglass
