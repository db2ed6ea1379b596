// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/randomdata.h"

#include <QDebug>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

quint32 testSeed()
{
    bool given = false;
    const int fromEnvironment = qEnvironmentVariableIntValue("SANDGLASS_TEST_SEED", &given);
    const quint32 seed = given ? static_cast<quint32>(fromEnvironment) : 20'260'102U;
    qInfo() << "seed" << seed << "(set SANDGLASS_TEST_SEED to repeat or vary)";
    return seed;
}

int Random::below(int bound)
{
    // Not std::uniform_int_distribution, whose numbers differ between libraries.
    return static_cast<int>(m_engine() % static_cast<std::uint32_t>(bound));
}

Sandbox Random::sandbox(const QString &id, UtcTime now)
{
    static const QStringList words{u"creating"_s,  u"running"_s, u"running"_s, u"RUNNING"_s,
                                   u"paused"_s,    u"stopped"_s, u"error"_s,   u"expired"_s,
                                   u"suspended"_s, u"pausing"_s, QString()};
    static const QStringList templates{u"base"_s,  u"Base"_s, u"code-interpreter"_s,
                                       u"äpfel"_s, QString(), QString()};
    static const QStringList regions{u"eu-1001"_s, u"us-east"_s, QString()};

    Sandbox made;
    made.id = id;
    made.statusWord = pick(words);
    made.status = statusFromWord(made.statusWord);
    made.templateName = pick(templates);
    made.templateId = chance(30) ? QString::number(below(3)) : QString();
    made.region = pick(regions);
    if (chance(70))
        made.vcpu = below(3);
    if (chance(70))
        made.memoryMb = 512 * below(5);
    if (chance(70))
        made.diskMb = 1024 * below(3);
    if (chance(50))
        made.liveMode = chance(50);
    switch (below(4)) {
    case 0:
        break;
    case 1:
        made.createdAt = {ReportedTime::Kind::Unreadable, {}};
        break;
    default:
        made.createdAt = ReportedTime::known(now - 1h * below(5));
        break;
    }
    switch (below(6)) {
    case 0:
        break;
    case 1:
        made.expiry = {Expiry::Kind::Unreadable, {}};
        break;
    case 2:
        made.expiry = Expiry::never();
        break;
    default:
        made.expiry = Expiry::atTime(now + 1h * (below(5) - 1));
        break;
    }
    return made;
}

} // namespace sandglass::test
