// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/memorysecrets.h"

#include "secrets/answerlater.h"

namespace sandglass {

MemorySecrets::MemorySecrets(QObject *parent) : QObject(parent) {}

MemorySecrets::~MemorySecrets() = default;

RequestHandle MemorySecrets::read(const QString &name, ReadDone done)
{
    return answerLater(this, [this, name, done = std::move(done)] {
        const auto found = m_secrets.constFind(name);
        if (found != m_secrets.constEnd())
            done(ApiKey(*found)); // a copy: the answer may lead to another key taking its place
        else
            done(tl::unexpected(SecretProblem{
                SecretProblem::Kind::NotThere,
                tr("The key of this profile was kept until Sandglass quit only. Enter it again.")}));
    });
}

RequestHandle MemorySecrets::write(const QString &name, const ApiKey &secret, Done done)
{
    m_secrets.insert(name, secret);
    return answerLater(this, [done = std::move(done)] { done(std::nullopt); });
}

RequestHandle MemorySecrets::remove(const QString &name, Done done)
{
    m_secrets.remove(name);
    return answerLater(this, [done = std::move(done)] { done(std::nullopt); });
}

RequestHandle MemorySecrets::probe(Done done)
{
    return answerLater(this, [done = std::move(done)] { done(std::nullopt); });
}

} // namespace sandglass
