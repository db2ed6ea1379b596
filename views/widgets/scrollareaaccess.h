// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sandglass {

/// Makes scroll areas safe to read aloud: Qt 6.4 crashes where a screen reader asks for a child that was
/// there when it counted and is not any more, as a scroll bar that went. Once, before there are windows; more
/// often does no harm.
void installScrollAreaAccess();

} // namespace sandglass
