// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// All that is in the planted library.
int planted()
{
    return 0;
}
