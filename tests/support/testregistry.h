// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace sandglass::test {

using TestMaker = std::unique_ptr<QObject> (*)();

/// Several QtTest classes in one program, for linking takes longer than testing. A class takes part by
/// SANDGLASS_REGISTER_TEST beside it. A first argument that names a class runs that class alone; the other
/// arguments are QtTest's. True, so that a constant can be made of it.
bool registerTest(const char *name, TestMaker make);
template<typename Test>
bool registerTest(const char *name)
{
    return registerTest(name, []() -> std::unique_ptr<QObject> { return std::make_unique<Test>(); });
}

/// Runs them, in the order of their names; the result is 0 where all passed.
int runRegisteredTests(int argc, char **argv);
/// The same in an application that is there already, for tests with windows.
int runRegisteredTestsHere(int argc, char **argv);

} // namespace sandglass::test

#define SANDGLASS_REGISTER_TEST(Class)                                                                       \
    [[maybe_unused]] static const bool registered##Class = sandglass::test::registerTest<Class>(#Class);
