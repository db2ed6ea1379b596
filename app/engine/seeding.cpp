// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/seeding.h"

#include <algorithm>
#include <array>

namespace sandglass::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

constexpr std::array<QStringView, 3> kRegions{u"us-east", u"eu-west", u"eu-1001"};

/// How the life of a seeded sandbox ends.
enum class Deadline : quint8
{
    None,
    Minutes4,
    Minutes14,
    Hours,
};

struct Seed
{
    QStringView statusWord;
    QStringView templateName;
    Deadline deadline;
};

// Read in a circle. Short runs see every status first; the story of the demo comes right behind.
constexpr std::array kStory{
    Seed{u"running", u"code-interpreter", Deadline::None},
    Seed{u"paused", u"browser-agent", Deadline::Hours},
    Seed{u"stopped", u"checkout-api", Deadline::None},
    Seed{u"creating", u"nightly-etl", Deadline::Hours},
    Seed{u"error", u"nightly-etl", Deadline::None},
    Seed{u"suspended", u"base", Deadline::None},
    Seed{u"running", u"browser-agent", Deadline::Minutes4},
    Seed{u"stopped", u"gpu-train", Deadline::None},
    Seed{u"running", u"legacy-runner", Deadline::None},
    Seed{u"running", u"code-interpreter", Deadline::Minutes14},
    Seed{u"running", u"checkout-api", Deadline::Hours},
    Seed{u"paused", u"code-interpreter", Deadline::None},
    Seed{u"running", u"base", Deadline::Hours},
    Seed{u"stopped", u"nightly-etl", Deadline::Hours},
    Seed{u"running", u"checkout-api", Deadline::None},
    Seed{u"running", u"browser-agent", Deadline::Hours},
    Seed{u"paused", u"checkout-api", Deadline::Hours},
    Seed{u"running", u"nightly-etl", Deadline::Hours},
    Seed{u"stopped", u"base", Deadline::None},
    Seed{u"running", u"code-interpreter", Deadline::Hours},
    Seed{u"creating", u"checkout-api", Deadline::None},
    Seed{u"running", u"code-interpreter", Deadline::None},
    Seed{u"error", u"browser-agent", Deadline::Hours},
    Seed{u"running", u"base", Deadline::Hours},
};

std::chrono::milliseconds timeLeft(Deadline deadline, Dice &dice)
{
    switch (deadline) {
    case Deadline::None:
        break;
    case Deadline::Minutes4:
        return seconds(dice.between(180, 235));
    case Deadline::Minutes14:
        return seconds(dice.between(660, 835));
    case Deadline::Hours:
        return seconds(dice.between(2 * 3600, 40 * 3600));
    }
    return 0ms;
}

seconds ageOf(QStringView statusWord, Dice &dice)
{
    if (statusWord == u"creating")
        return seconds(dice.between(1, 6));
    // Three spans of equal chance look more like an account than one even spread does.
    switch (dice.below(3)) {
    case 0:
        return seconds(dice.between(3 * 60, 90 * 60));
    case 1:
        return seconds(dice.between(90 * 60, 26 * 3600));
    default:
        return seconds(dice.between(26 * 3600, 19 * 24 * 3600));
    }
}

void giveDeadline(Instance &instance, Deadline deadline, UtcTime now, Dice &dice)
{
    const std::chrono::milliseconds left = timeLeft(deadline, dice);
    if (left == 0ms)
        return;
    instance.expiresAt = now + left;
    // The smallest usual timeout that could have led to this deadline.
    static constexpr std::array<qint64, 5> kUsual{300, 900, 3600, 14'400, 86'400};
    const qint64 whole = duration_cast<seconds>(left).count();
    const auto fitting = std::ranges::find_if(kUsual, [whole](qint64 usual) { return usual >= whole; });
    instance.timeoutSeconds = fitting == kUsual.end() ? 2 * 86'400 : *fitting;
}

} // namespace

std::span<const QStringView> regionCatalogue()
{
    return kRegions;
}

QString makeSandboxId(UtcTime createdAt, Dice &dice)
{
    const qint64 unixSeconds = duration_cast<seconds>(createdAt.time_since_epoch()).count();
    return QString::number(unixSeconds).rightJustified(10, u'0') + dice.letters(dice.between(7, 8));
}

Instance makeInstance(const TemplateInfo &info, QString region, UtcTime createdAt, Dice &dice)
{
    Instance instance;
    instance.id = makeSandboxId(createdAt, dice);
    instance.statusWord = u"running"_s;
    instance.templateName = info.name.toString();
    instance.templateId = info.id.toString();
    instance.region = std::move(region);
    instance.nodeId = u"node_"_s + instance.region + u'-' + QString::number(dice.between(1, 12));
    instance.vcpu = info.vcpu;
    instance.memoryMb = info.memoryMb;
    instance.diskMb = info.diskGb * 1024;
    instance.createdAt = createdAt;
    return instance;
}

std::vector<Instance> seedInstances(int count, UtcTime now, Dice &dice)
{
    std::vector<Instance> instances;
    instances.reserve(static_cast<std::size_t>(std::max(count, 0)));
    for (int i = 0; i < count; ++i) {
        const Seed &seed = kStory[static_cast<std::size_t>(i) % kStory.size()];
        const UtcTime createdAt = now - ageOf(seed.statusWord, dice);
        Instance instance = makeInstance(*findTemplate(seed.templateName),
                                         dice.pick(regionCatalogue()).toString(), createdAt, dice);
        instance.statusWord = seed.statusWord.toString();
        instance.liveMode = dice.happens(0.75);
        instance.internetAccess = dice.happens(0.9);
        const bool tellsTheStory = static_cast<std::size_t>(i) < kStory.size();
        const bool isSoon = seed.deadline == Deadline::Minutes4 || seed.deadline == Deadline::Minutes14;
        giveDeadline(instance, isSoon && !tellsTheStory ? Deadline::Hours : seed.deadline, now, dice);
        instances.push_back(std::move(instance));
    }
    std::ranges::stable_sort(instances, {}, &Instance::createdAt);
    return instances;
}

} // namespace sandglass::engine
