# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later

set(SANDGLASS_NOTIFY_SOURCES
    notify/expirynotifications.cpp notify/expirynotifications.h
    notify/notifier.h)
