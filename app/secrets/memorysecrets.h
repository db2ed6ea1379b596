// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <QHash>
#include <QObject>

namespace sandglass {

/// Keys of this session: gone with the program. Answers from the event loop like the others.
class MemorySecrets final : public QObject, public SecretStore
{
    Q_OBJECT

public:
    explicit MemorySecrets(QObject *parent = nullptr);
    ~MemorySecrets() override;

    [[nodiscard]] RequestHandle read(const QString &name, ReadDone done) override;
    [[nodiscard]] RequestHandle write(const QString &name, const ApiKey &secret, Done done) override;
    [[nodiscard]] RequestHandle remove(const QString &name, Done done) override;
    [[nodiscard]] RequestHandle probe(Done done) override;

    [[nodiscard]] bool contains(const QString &name) const { return m_secrets.contains(name); }

private:
    QHash<QString, ApiKey> m_secrets;
};

} // namespace sandglass
