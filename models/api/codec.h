// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/knownsecrets.h"
#include "api/sandboxapi.h"

#include <QByteArray>

#include <tl/expected.hpp>

namespace sandglass {

/// Why an answer could not be read.
struct CodecError
{
    enum class Kind : quint8
    {
        Malformed, ///< JSON, but broken or cut
        NotHopx,   ///< something else altogether
    };

    Kind kind = Kind::Malformed;
    QString text;        ///< one sentence for details
    QString quoted = {}; ///< what of the answer stands at %1 in it, as sent

    /// The sentence, with what it quotes without @p secrets.
    [[nodiscard]] QString told(const KnownSecrets &secrets) const;

    bool operator==(const CodecError &) const = default;
};

template<typename T>
using Decoded = tl::expected<T, CodecError>;

/// Reads the API's answers with all the leniency the contract asks for (2.1, 2.2, 3, 13), and writes what is
/// sent. Texts come out plain and bounded, `auth_token` only where it is asked for, as a key. Pure. Who reads
/// lists again and again has a ListDecoder.
namespace codec {

Decoded<ListPage> decodeList(const QByteArray &body);
/// The same by QJsonDocument alone: what the fast way is held against, and what it leaves to it.
Decoded<ListPage> decodeListPlainly(const QByteArray &body);

/// The answer to GET of one sandbox: here, unlike in a list, no expiry and no timeout mean "never".
Decoded<Sandbox> decodeSandbox(const QByteArray &body);

/// The same, with everything the answer says, fit to be shown: @p secrets and what looks like one are gone.
Decoded<Inspection> decodeInspection(const QByteArray &body, const KnownSecrets &secrets = {});

/// The answer to a create. It may leave fields out like a list: then no expiry does not mean "never".
Decoded<CreatedSandbox> decodeCreated(const QByteArray &body);

/// The answer to a token refresh.
Decoded<ApiKey> decodeToken(const QByteArray &body);

/// Rows without id and name are skipped and counted.
Decoded<TemplatePage> decodeTemplates(const QByteArray &body);
Decoded<Template> decodeTemplate(const QByteArray &body);

/// The body of a create (contract 4.3): absent instead of null, the template by id where it has one.
QByteArray encodeCreate(const SandboxSpec &spec);
/// The body of the agent's `PATCH /env` (contract 7.9): adds to what is there.
QByteArray encodeEnvironment(const QVector<EnvironmentVariable> &variables);
/// The agent's health (contract 7.1): whether it says that it works.
Decoded<bool> decodeHealth(const QByteArray &body);

/// An action that was accepted says little or nothing; only a web page is no answer to it.
Decoded<ActionAnswer> decodeAction(const QByteArray &body, const QByteArray &contentType);

/// The body that sets a time limit, and the answer to it, which may say as little as that to an action.
QByteArray encodeTimeout(std::chrono::seconds timeout);
Decoded<TimeoutAnswer> decodeTimeout(const QByteArray &body, const QByteArray &contentType);

/// Whether an answer that may say little names another sandbox than @p id: then nothing it says is of that
/// one.
bool isAboutAnother(const QByteArray &body, const QString &id);

/// Whether @p id may stand in a path: not empty, not "." or "..", of sane length, without control characters.
bool isUsableId(const QString &id);

} // namespace codec

} // namespace sandglass
