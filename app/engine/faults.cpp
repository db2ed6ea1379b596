// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faults.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace sandglass::engine {

using namespace Qt::StringLiterals;

namespace {

struct Word
{
    QStringView text;
    FaultKind kind;
};

constexpr std::array kWords{
    Word{u"500", FaultKind::Internal500},    Word{u"502-html", FaultKind::BadGatewayHtml},
    Word{u"503", FaultKind::Unavailable503}, Word{u"429", FaultKind::RateLimited429},
    Word{u"402", FaultKind::Payment402},     Word{u"403", FaultKind::Forbidden403},
    Word{u"hang", FaultKind::Hang},          Word{u"slow", FaultKind::Slow},
    Word{u"empty", FaultKind::Empty},        Word{u"204", FaultKind::NoContent},
    Word{u"truncate", FaultKind::Truncate},  Word{u"late-500", FaultKind::Late500},
};

constexpr std::array kTargets{Route::List,        Route::Create,       Route::Get,       Route::Delete,
                              Route::Start,       Route::Stop,         Route::Pause,     Route::Resume,
                              Route::SetTimeout,  Route::RefreshToken, Route::Templates, Route::Template,
                              Route::AgentHealth, Route::AgentEnv};

struct FaultText
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::engine::Faults)
};

QString targetWords()
{
    QStringList words;
    for (const Route route : kTargets)
        words.append(nameOfRoute(route).toString());
    return words.join(u", "_s);
}

std::optional<FaultRule> parseRule(const QString &text, QString *mistake)
{
    FaultRule rule;
    QString rest = text.trimmed();
    if (const qsizetype at = rest.indexOf(u'@'); at >= 0) {
        rule.route = rest.mid(at + 1);
        rest.truncate(at);
        const bool known =
            std::ranges::any_of(kTargets, [&rule](Route route) { return nameOfRoute(route) == rule.route; });
        if (!known) {
            *mistake = FaultText::tr("“%1” is no route; possible are %2").arg(rule.route, targetWords());
            return std::nullopt;
        }
    }
    const qsizetype equals = rest.indexOf(u'=');
    const QString word = rest.left(equals);
    const auto found = std::ranges::find(kWords, QStringView(word), &Word::text);
    if (found == kWords.end()) {
        *mistake = FaultText::tr("“%1” is no fault; possible are %2").arg(word, faultWords());
        return std::nullopt;
    }
    rule.kind = found->kind;
    QString chance = equals < 0 ? u"1"_s : rest.mid(equals + 1);
    if (const qsizetype x = chance.indexOf(u'x'); x >= 0) {
        bool ok = false;
        const int times = QStringView(chance).mid(x + 1).toInt(&ok);
        if (!ok || times < 1) {
            *mistake = FaultText::tr("“%1”: after x comes how often, 1 or more").arg(text);
            return std::nullopt;
        }
        rule.times = times;
        chance.truncate(x);
    }
    bool ok = false;
    rule.probability = chance.toDouble(&ok);
    // Written so that "nan" fails too.
    if (!ok || !(rule.probability >= 0.0 && rule.probability <= 1.0)) {
        *mistake = FaultText::tr("“%1”: the probability is a number from 0 to 1").arg(text);
        return std::nullopt;
    }
    return rule;
}

} // namespace

std::optional<QList<FaultRule>> parseFaults(const QString &text, QString *mistake)
{
    QList<FaultRule> rules;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const std::optional<FaultRule> rule = parseRule(part, mistake);
        if (!rule)
            return std::nullopt;
        rules.append(*rule);
    }
    return rules;
}

QString faultWords()
{
    QStringList words;
    for (const Word &word : kWords)
        words.append(word.text.toString());
    return words.join(u", "_s);
}

std::optional<FaultKind> FaultInjector::strike(Route route)
{
    const QStringView name = nameOfRoute(route);
    if (name.isEmpty())
        return std::nullopt;
    for (FaultRule &rule : m_rules) {
        // A rule for all routes means those under /v1.
        const bool isAgent = route == Route::AgentHealth || route == Route::AgentEnv;
        if (rule.route.isEmpty() ? isAgent : rule.route != name)
            continue;
        if (rule.times && *rule.times <= 0)
            continue;
        if (!m_dice.happens(rule.probability))
            continue;
        if (rule.times)
            --*rule.times;
        return rule.kind;
    }
    return std::nullopt;
}

std::chrono::milliseconds FaultInjector::slowness()
{
    return std::chrono::milliseconds(m_dice.between(5'000, 12'000));
}

} // namespace sandglass::engine
