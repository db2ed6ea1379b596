// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hopxcli/cliimport.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

// What is larger was not written by the CLI.
constexpr qint64 kLargestFile = 1 << 20;

} // namespace

CliImport::CliImport(Clock &clock, QString folder, SecretStore &keyring, QObject *parent)
    : QObject(parent), m_folder(std::move(folder)), m_keyring(keyring), m_reader(clock, keyringService())
{}

CliImport::~CliImport() = default;

QString CliImport::standardFolder()
{
    return QDir::home().filePath(u".hopx"_s);
}

void CliImport::start(std::function<void(const CliFindings &)> done)
{
    m_done = std::move(done);
    m_config = readFile(u"config.yaml"_s, parseCliConfig);
    m_credentials = readFile(u"credentials.yaml"_s, parseCliCredentials);
    m_reader.start([this](const SecretServiceReader::Found &found, const QString &problem) {
        onSecretService(found, problem);
    });
}

QVector<CliProfile> CliImport::readFile(const QString &name, Parser parse)
{
    QFile file(QDir(m_folder).filePath(name));
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly)) {
        m_problems << tr("%1 could not be read: %2").arg(file.fileName(), file.errorString());
        return {};
    }
    if (file.size() > kLargestFile) {
        m_problems << tr("%1 is too large to be the CLI's.").arg(file.fileName());
        return {};
    }
    QByteArray content = file.readAll();
    auto profiles = parse(content);
    content.fill('\0');
    if (profiles)
        return *profiles;
    m_problems << tr("%1 could not be read. %2").arg(file.fileName(), profiles.error());
    return {};
}

void CliImport::onSecretService(const SecretServiceReader::Found &found, const QString &problem)
{
    QStringList accounts = found.keys();
    // Those of the newer CLI without a colon come first: it copied the older ones' keys when it was
    // installed.
    std::sort(accounts.begin(), accounts.end(), [](const QString &a, const QString &b) {
        const bool olderA = a.contains(u':');
        const bool olderB = b.contains(u':');
        return olderA != olderB ? olderB : a < b;
    });
    for (const QString &account : std::as_const(accounts))
        onAccount(account, found.value(account));
    if (problem.isEmpty()) {
        finish();
        return;
    }
    m_problems << problem;
    askKeyring();
}

void CliImport::askKeyring()
{
    QStringList accounts;
    QVector<CliProfile> names = merged({m_config, m_credentials});
    if (std::none_of(names.begin(), names.end(),
                     [](const CliProfile &one) { return one.name == u"default"_s; }))
        names << CliProfile{u"default"_s, {}, {}, {}};
    for (const CliProfile &profile : std::as_const(names))
        accounts << profile.name << profile.name + u":api_key"_s;
    m_awaited = static_cast<int>(accounts.size());
    for (const QString &account : std::as_const(accounts)) {
        m_requests.push_back(
            m_keyring.read(account, [this, account](const tl::expected<ApiKey, SecretProblem> &answer) {
                if (answer)
                    onAccount(account, *answer);
                if (--m_awaited == 0)
                    finish();
            }));
    }
}

void CliImport::onAccount(const QString &account, const ApiKey &secret)
{
    if (const auto profile = fromCliKeyring(account, secret.secret()))
        m_fromKeyring = merged({m_fromKeyring, {*profile}});
}

void CliImport::finish()
{
    // As the CLI has it: the keyring counts before the file of credentials, that before a key in the
    // configuration; but the configuration says which profiles there are and in which order.
    QVector<CliProfile> names = m_config;
    for (CliProfile &profile : names)
        profile.key = {};
    const CliFindings findings{merged({names, m_fromKeyring, m_credentials, m_config}), m_problems};
    if (const auto done = std::exchange(m_done, nullptr))
        done(findings);
}

} // namespace sandglass
