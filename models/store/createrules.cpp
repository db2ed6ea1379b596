// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/createrules.h"

#include "store/templatelibrary.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestRegion = 64;
// Far beyond any use, and below what Linux gives one process.
constexpr qsizetype kLongestEnvironment = 128 * 1024;

struct RuleText
{
    Q_DECLARE_TR_FUNCTIONS(CreateRules)
};

bool isRegion(const QString &region)
{
    return region.size() <= kLongestRegion && std::all_of(region.begin(), region.end(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
                      c == u'-' || c == u'_' || c == u'.';
           });
}

QString whyNotTemplate(const SandboxSpec &spec, const TemplateLibrary &library)
{
    if (spec.templateId.isEmpty() && spec.templateName.isEmpty())
        return RuleText::tr("Choose a template.");
    if (!library.hasData())
        return RuleText::tr("The templates could not be read yet, so none can be chosen.");
    const Template *made = library.find(spec.templateId, spec.templateName);
    if (!made) {
        return RuleText::tr("There is no template “%1” for this account.")
            .arg(spec.templateName.isEmpty() ? spec.templateId : spec.templateName);
    }
    return whyNotUsable(*made);
}

QString whyNotVariable(const EnvironmentVariable &variable, const QSet<QString> &twice)
{
    if (variable.name.isEmpty())
        return variable.value.isEmpty() ? QString() : RuleText::tr("A value needs a name.");
    if (!isEnvironmentName(variable.name)) {
        return RuleText::tr(
                   "“%1” is no name for a variable: letters, digits and underscores, no digit first.")
            .arg(variable.name);
    }
    if (twice.contains(variable.name))
        return RuleText::tr("The name %1 stands twice.").arg(variable.name);
    if (variable.value.contains(QChar::Null))
        return RuleText::tr("The value of %1 holds a character no variable can hold.").arg(variable.name);
    return {};
}

QString whyNotEnvironment(const QVector<EnvironmentVariable> &variables)
{
    qsizetype size = 0;
    for (const EnvironmentVariable &variable : variables)
        size += variable.name.size() + variable.value.size();
    if (size > kLongestEnvironment)
        return RuleText::tr("The variables are too long together.");
    const QStringList reasons = whyNotEach(variables);
    const auto first =
        std::find_if_not(reasons.begin(), reasons.end(), [](const QString &one) { return one.isEmpty(); });
    return first == reasons.end() ? QString() : *first;
}

} // namespace

QString whyNotUsable(const Template &candidate)
{
    switch (useOf(candidate)) {
    case TemplateUse::Ready:
        return {};
    case TemplateUse::BeingBuilt:
        return RuleText::tr("The template “%1” is still being built.").arg(candidate.title());
    case TemplateUse::Failed:
        return RuleText::tr("The build of the template “%1” failed.").arg(candidate.title());
    case TemplateUse::Archived:
        return RuleText::tr("The template “%1” is archived.").arg(candidate.title());
    case TemplateUse::Inactive:
        return RuleText::tr("The template “%1” is not active at the moment.").arg(candidate.title());
    case TemplateUse::Unknown:
        return RuleText::tr("The server reports the template “%1” as “%2”, which this version does not know.")
            .arg(candidate.title(), candidate.statusWord);
    }
    return {};
}

QStringList whyNotEach(const QVector<EnvironmentVariable> &variables)
{
    QSet<QString> once;
    QSet<QString> twice;
    for (const EnvironmentVariable &variable : variables) {
        const qsizetype before = once.size();
        once.insert(variable.name);
        if (once.size() == before)
            twice.insert(variable.name);
    }
    QStringList reasons;
    reasons.reserve(variables.size());
    for (const EnvironmentVariable &variable : variables)
        reasons.append(whyNotVariable(variable, twice));
    return reasons;
}

QString whyNotCreate(const SandboxSpec &spec, const TemplateLibrary &library)
{
    if (QString reason = whyNotTemplate(spec, library); !reason.isEmpty())
        return reason;
    if (!isRegion(spec.region))
        return RuleText::tr("A region has letters, digits, dots and dashes only.");
    if (spec.timeoutSeconds && *spec.timeoutSeconds <= 0)
        return RuleText::tr("The time until it is deleted has to be longer than nothing.");
    if (spec.timeoutSeconds && *spec.timeoutSeconds > kLongestTimeoutSeconds)
        return RuleText::tr("The time until it is deleted is a year at most.");
    return whyNotEnvironment(spec.environment);
}

} // namespace sandglass
