// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../target.h"
#include "domain/environment.h"
#include "hopxcli/cliprofile.h"

#include <QRegularExpression>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

void check(const tl::expected<QVector<CliProfile>, QString> &read)
{
    if (!read) {
        // It may tell the line, but never what stands there: keys do.
        static const QRegularExpression kNumber(u"[0-9]+"_s);
        const QString error = QString(read.error()).replace(kNumber, u"#"_s);
        PROMISE(error == "It is not valid YAML."_L1 || error == "It is not valid YAML: see line #."_L1 ||
                error == "It holds no profiles."_L1);
        return;
    }
    for (const CliProfile &profile : *read) {
        PROMISE(profile.key.isEmpty() || profile.keyVariable.isEmpty());
        PROMISE(profile.keyVariable.isEmpty() || isEnvironmentName(profile.keyVariable));
    }
    PROMISE(merged({*read, *read}).size() <= read->size());
}

void readCliFiles(QByteArrayView input)
{
    const QByteArray text = input.toByteArray();
    // The same reader for two files.
    check(text.size() % 2 == 0 ? parseCliConfig(text) : parseCliCredentials(text));
    const qsizetype lineEnd = std::max<qsizetype>(text.indexOf('\n'), 0);
    const auto kept = fromCliKeyring(QString::fromUtf8(text.first(lineEnd)), text.sliced(lineEnd));
    PROMISE(!kept || !kept->name.isEmpty());
}

FUZZ_TARGET("cliconfig", readCliFiles)

} // namespace
