// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace sandglass::test {

/// Several QtTest classes in one program, for linking takes longer than testing. A class takes part by an
/// object of this type beside it. A first argument that names a class runs that class alone; the other
/// arguments are QtTest's.
class RegisteredTest
{
public:
    RegisteredTest(const char *name, std::function<std::unique_ptr<QObject>()> make);
};

/// Runs them, in the order of their names; the result is the number of failures.
int runRegisteredTests(int argc, char **argv);
/// The same in an application that is there already, for tests with windows.
int runRegisteredTestsHere(int argc, char **argv);

} // namespace sandglass::test

#define SANDGLASS_REGISTER_TEST(Class)                                                                       \
    static const sandglass::test::RegisteredTest registered##Class{                                          \
        #Class, [] { return std::make_unique<Class>(); }};
