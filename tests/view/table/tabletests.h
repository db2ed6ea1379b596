// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace sandglass::test {

std::unique_ptr<QObject> makeChurnTest();
std::unique_ptr<QObject> makeColumnsTest();
std::unique_ptr<QObject> makeFilterBarTest();
std::unique_ptr<QObject> makeGlyphTest();
std::unique_ptr<QObject> makeTableTest();
std::unique_ptr<QObject> makeThemeTest();
std::unique_ptr<QObject> makeTickingTest();

} // namespace sandglass::test
