// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hopxcli/cliprofile.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <yaml-cpp/yaml.h>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::HopxCli)
};

QString textOf(const YAML::Node &node)
{
    return node.IsDefined() && node.IsScalar() ? QString::fromStdString(node.Scalar()).trimmed() : QString();
}

/// "${NAME}" is how the CLI says that the key is in the environment.
QString variableIn(const QString &text)
{
    static const QRegularExpression form(u"^\\$\\{?([A-Za-z_][A-Za-z0-9_]*)\\}?$"_s);
    return form.match(text).captured(1);
}

CliProfile profileFrom(const QString &name, const YAML::Node &node)
{
    CliProfile profile;
    profile.name = name;
    profile.baseUrl = textOf(node["base_url"]);
    QString key = textOf(node["api_key"]);
    profile.keyVariable = variableIn(key);
    if (profile.keyVariable.isEmpty())
        profile.key = ApiKey::fromPasted(key);
    key.fill(u'\0');
    return profile;
}

QVector<CliProfile> profilesIn(const YAML::Node &root)
{
    const YAML::Node nested = root["profiles"];
    // A top-level profile may itself be called "profiles": then its entries are no maps.
    const bool isNested = nested.IsDefined() && nested.IsMap() &&
                          std::all_of(nested.begin(), nested.end(), [](const auto &entry) {
                              return entry.second.IsMap() || entry.second.IsNull();
                          });
    QVector<CliProfile> profiles;
    for (const auto &entry : isNested ? nested : root) {
        if (entry.first.IsScalar() && (entry.second.IsMap() || (isNested && entry.second.IsNull())))
            profiles << profileFrom(QString::fromStdString(entry.first.Scalar()), entry.second);
    }
    const QString first = textOf(root["default_profile"]);
    std::stable_partition(profiles.begin(), profiles.end(),
                          [&](const CliProfile &profile) { return profile.name == first; });
    return profiles;
}

tl::expected<QVector<CliProfile>, QString> parse(const QByteArray &yaml)
{
    try {
        const YAML::Node root = YAML::Load(yaml.toStdString());
        if (!root.IsDefined() || root.IsNull())
            return QVector<CliProfile>();
        if (!root.IsMap())
            return tl::unexpected(Texts::tr("It holds no profiles."));
        return profilesIn(root);
    } catch (const YAML::Exception &error) {
        // Its own message may quote what stands there.
        if (error.mark.is_null())
            return tl::unexpected(Texts::tr("It is not valid YAML."));
        return tl::unexpected(Texts::tr("It is not valid YAML: see line %1.").arg(error.mark.line + 1));
    }
}

} // namespace

tl::expected<QVector<CliProfile>, QString> parseCliConfig(const QByteArray &yaml)
{
    return parse(yaml);
}

tl::expected<QVector<CliProfile>, QString> parseCliCredentials(const QByteArray &yaml)
{
    auto profiles = parse(yaml);
    if (profiles) {
        for (CliProfile &profile : *profiles)
            profile.baseUrl.clear();
    }
    return profiles;
}

std::optional<CliProfile> fromCliKeyring(const QString &account, const QByteArray &secret)
{
    const QString suffix = u":api_key"_s;
    CliProfile profile;
    if (account.endsWith(suffix)) {
        profile.name = account.chopped(suffix.size());
        profile.key = ApiKey::fromPasted(QString::fromUtf8(secret));
    } else if (!account.contains(u":oauth_"_s)) {
        const QJsonDocument json = QJsonDocument::fromJson(secret);
        if (!json.isObject())
            return std::nullopt;
        profile.name = account;
        profile.key = ApiKey::fromPasted(json.object()["api_key"_L1].toString());
    }
    if (profile.name.isEmpty())
        return std::nullopt;
    return profile;
}

QVector<CliProfile> merged(const QVector<QVector<CliProfile>> &lists)
{
    QVector<CliProfile> all;
    for (const QVector<CliProfile> &list : lists) {
        for (const CliProfile &profile : list) {
            const auto known = std::find_if(all.begin(), all.end(),
                                            [&](const CliProfile &one) { return one.name == profile.name; });
            if (known == all.end()) {
                all << profile;
                continue;
            }
            if (known->baseUrl.isEmpty())
                known->baseUrl = profile.baseUrl;
            if (known->key.isEmpty())
                known->key = profile.key;
            if (known->keyVariable.isEmpty())
                known->keyVariable = profile.keyVariable;
        }
    }
    return all;
}

} // namespace sandglass
