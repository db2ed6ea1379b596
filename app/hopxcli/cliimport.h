// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hopxcli/cliprofile.h"
#include "hopxcli/secretservice.h"
#include "secrets/secretstore.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace sandglass {

/// What the HopX CLI knows.
struct CliFindings
{
    QVector<CliProfile> profiles;
    QStringList problems; ///< sentences for people, each with the name of what could not be read
};

/// Reads the profiles of the HopX CLI from its files and from the system's keyring, of both generations of
/// the CLI. It only ever reads. Destroying this ends it without an answer.
class CliImport final : public QObject
{
    Q_OBJECT

public:
    /// @p folder is the CLI's, `~/.hopx`; @p keyring files secrets under the CLI's service for stores that
    /// the Secret Service does not reach, such as an old KWallet. It outlives this.
    CliImport(Clock &clock, QString folder, SecretStore &keyring, QObject *parent = nullptr);
    ~CliImport() override;

    static QString standardFolder();
    static QString keyringService() { return QStringLiteral("hopx-cli"); }

    /// Calls @p done once, from the event loop.
    void start(std::function<void(const CliFindings &)> done);

private:
    using Parser = tl::expected<QVector<CliProfile>, QString> (*)(const QByteArray &);

    QVector<CliProfile> readFile(const QString &name, Parser parse);
    void onSecretService(const SecretServiceReader::Found &found, const QString &problem);
    void askKeyring();
    void onAccount(const QString &account, const ApiKey &secret);
    void finish();

    const QString m_folder;
    SecretStore &m_keyring;
    SecretServiceReader m_reader;
    std::function<void(const CliFindings &)> m_done;
    QVector<CliProfile> m_config;
    QVector<CliProfile> m_credentials;
    QVector<CliProfile> m_fromKeyring;
    QStringList m_problems;
    std::vector<RequestHandle> m_requests;
    int m_awaited = 0;
};

} // namespace sandglass
