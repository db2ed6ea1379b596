// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testregistry.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTest>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sandglass::test {

namespace {

auto &registry()
{
    static std::map<std::string, TestMaker, std::less<>> tests;
    return tests;
}

} // namespace

bool registerTest(const char *name, TestMaker make)
{
    // The second one would never run.
    if (!registry().emplace(name, make).second)
        qFatal("two tests are called %s", name);
    return true;
}

int runRegisteredTests(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    return runRegisteredTestsHere(argc, argv);
}

int runRegisteredTestsHere(int argc, char **argv)
{
    // Texts of moments and numbers are compared.
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale::c());
    std::vector<char *> arguments(argv, argv + argc);
    const auto only = argc > 1 ? registry().find(std::string_view(argv[1])) : registry().end();
    if (only != registry().end())
        arguments.erase(arguments.begin() + 1);

    int failures = 0;
    for (const auto &[name, make] : registry()) {
        if (only != registry().end() && name != only->first)
            continue;
        const std::unique_ptr<QObject> test = make();
        failures += QTest::qExec(test.get(), static_cast<int>(arguments.size()), arguments.data());
    }
    return failures > 0 ? 1 : 0; // the system keeps but the last eight bits
}

} // namespace sandglass::test
