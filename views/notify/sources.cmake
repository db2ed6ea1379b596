# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later

set(SANDGLASS_NOTIFY_SOURCES
    notify/actionnews.cpp notify/actionnews.h
    notify/expirynews.cpp notify/expirynews.h
    notify/notificationcenter.cpp notify/notificationcenter.h
    notify/notificationkind.cpp notify/notificationkind.h
    notify/notifier.h
    notify/pagenotifications.cpp notify/pagenotifications.h)
