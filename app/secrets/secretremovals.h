// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace sandglass {

class Settings;

/// What is to go from a secret store. A store that is locked removes nothing, one may answer late or not at
/// all, and the program may end first, so the names are remembered in the settings until the store says that
/// they are gone. The settings and the store outlive it.
class SecretRemovals final : public QObject
{
    Q_OBJECT

public:
    SecretRemovals(Settings &settings, SecretStore &store, QObject *parent = nullptr);
    ~SecretRemovals() override;

    /// Asks for it at once. @p told, which may be missing, gets what the store says, unless this goes first.
    void remove(const QString &name, SecretStore::Done told = {});
    /// With the next retry(): something is under way that may put it there only now.
    void removeLater(const QString &name);
    /// It is about to be written again, and is to stay.
    void spare(const QString &name);
    /// Asks again for all that are left. To be called when the store is known to be open.
    void retry();
    [[nodiscard]] bool isLeft(const QString &name) const;

private:
    void ask(const QString &name, SecretStore::Done told);

    Settings &m_settings;
    SecretStore &m_store;
    QHash<int, std::shared_ptr<RequestHandle>> m_asked;
    int m_lastAsked = 0;
};

} // namespace sandglass
