// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <QObject>

namespace sandglass {

/// Stands where the program was built without a way to the system's store: says so, keeps nothing.
class NoSecrets final : public QObject, public SecretStore
{
    Q_OBJECT

public:
    explicit NoSecrets(QObject *parent = nullptr);
    ~NoSecrets() override;

    [[nodiscard]] RequestHandle read(const QString &name, ReadDone done) override;
    [[nodiscard]] RequestHandle write(const QString &name, const ApiKey &secret, Done done) override;
    [[nodiscard]] RequestHandle remove(const QString &name, Done done) override;
    [[nodiscard]] RequestHandle probe(Done done) override;
};

} // namespace sandglass
