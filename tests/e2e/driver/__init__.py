# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drive the built programs as a person with a screen reader would: through the accessibility tree (AT-SPI)."""
