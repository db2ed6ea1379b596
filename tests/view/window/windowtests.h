// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace sandglass::test {

std::unique_ptr<QObject> makeActionsTest();
std::unique_ptr<QObject> makeExpiryTest();
std::unique_ptr<QObject> makeBulkTest();
std::unique_ptr<QObject> makeFailuresTest();
std::unique_ptr<QObject> makeFirstRunTest();
std::unique_ptr<QObject> makeHostileActionsTest();
std::unique_ptr<QObject> makeHostileTextsTest();
std::unique_ptr<QObject> makeMainWindowTest();
std::unique_ptr<QObject> makeNotificationsTest();
std::unique_ptr<QObject> makePreferencesTest();
std::unique_ptr<QObject> makePaletteTest();
std::unique_ptr<QObject> makeReadingTest();
std::unique_ptr<QObject> makeTakeoutTest();
std::unique_ptr<QObject> makeActionConfirmationTest();
std::unique_ptr<QObject> makeDeletingTest();
std::unique_ptr<QObject> makeDetailsTest();
std::unique_ptr<QObject> makeDiagnosticsTest();
std::unique_ptr<QObject> makeTextAuditTest();
std::unique_ptr<QObject> makeTrayTest();
std::unique_ptr<QObject> makeWayBackTest();

} // namespace sandglass::test
