// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/nosecrets.h"

#include "secrets/answerlater.h"

namespace sandglass {

namespace {

SecretProblem none()
{
    return {SecretProblem::Kind::NoStore,
            NoSecrets::tr("This build of Sandglass cannot use the computer's secret store.")};
}

} // namespace

NoSecrets::NoSecrets(QObject *parent) : QObject(parent) {}

NoSecrets::~NoSecrets() = default;

RequestHandle NoSecrets::read(const QString & /*name*/, ReadDone done)
{
    return answerLater(this, [done = std::move(done)] { done(tl::unexpected(none())); });
}

RequestHandle NoSecrets::write(const QString & /*name*/, const ApiKey & /*secret*/, Done done)
{
    return answerLater(this, [done = std::move(done)] { done(none()); });
}

RequestHandle NoSecrets::remove(const QString & /*name*/, Done done)
{
    return answerLater(this, [done = std::move(done)] { done(std::nullopt); });
}

RequestHandle NoSecrets::probe(Done done)
{
    return answerLater(this, [done = std::move(done)] { done(none()); });
}

} // namespace sandglass
