// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/serveraddress.h"

#include "api/networkroute.h"
#include "api/redaction.h"
#include "domain/hopxservice.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct AddressText
{
    Q_DECLARE_TR_FUNCTIONS(ServerAddress)
};

tl::unexpected<QString> refused(const QString &sentence)
{
    return tl::unexpected<QString>(sentence);
}

} // namespace

ServerAddress ServerAddress::official()
{
    return {QUrl{kOfficialServer}};
}

QString ServerAddress::text() const
{
    // Without this a path with a blank in it would be written in a way that parse() refuses.
    return url.toString(QUrl::FormattingOptions(QUrl::EncodeSpaces | QUrl::EncodeReserved));
}

tl::expected<ServerAddress, QString> ServerAddress::parse(const QString &text)
{
    QString typed = text.trimmed();
    while (typed.size() >= 2 && typed.front() == typed.back() &&
           (typed.front() == u'"' || typed.front() == u'\''))
        typed = typed.sliced(1, typed.size() - 2).trimmed();
    if (typed.isEmpty())
        return refused(AddressText::tr("The server address is empty. Example: https://api.hopx.dev."));
    // Asked for as a host, it would be told to every name server on the way. Nor is it quoted.
    const QString keyText = AddressText::tr(
        "This looks like an API key, not like a server address, so it was not used. Enter the "
        "key where the key is asked for; a server address looks like https://api.hopx.dev.");
    if (looksLikeKey(typed))
        return refused(keyText);
    // One slash forgotten would make the scheme the name of a host, and the key would go there.
    static const QRegularExpression oneSlash(u"^[A-Za-z][A-Za-z0-9+.-]*:/+(?<!://)(?!/)"_s);
    if (oneSlash.match(typed).hasMatch()) // not quoted: it may hold a password
        return refused(AddressText::tr(
            "A server address begins with https:// and a name. Example: https://api.hopx.dev."));
    if (!typed.contains("://"_L1))
        typed.prepend("https://"_L1);

    QUrl url{typed, QUrl::StrictMode};
    if (!url.isValid() || url.host().isEmpty())
        return refused(AddressText::tr("“%1” is not a server address. Example: https://api.hopx.dev.")
                           .arg(text.trimmed()));
    if (!url.userInfo().isEmpty()) {
        // Not quoted: it may hold a password.
        return refused(AddressText::tr("The server address must not contain a user name or password."));
    }
    if (url.hasQuery() || url.hasFragment())
        return refused(AddressText::tr(
            "The server address must end before “?” and “#”. Example: https://api.hopx.dev."));
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return refused(AddressText::tr(
            "The server address must begin with https://, or with http:// for this computer."));
    if (url.scheme() == "http"_L1 && !isThisComputer(url.host())) {
        return refused(AddressText::tr("Without encryption the key could be read on the network: "
                                       "http:// works for this computer only, use https://%1.")
                           .arg(url.authority()));
    }

    // Whoever looks at such an address sees another one than the program does.
    const QString seen = url.host() + url.path(QUrl::FullyDecoded);
    const auto isHidden = [](QChar one) {
        return !one.isPrint() || one.category() == QChar::Separator_Line ||
               one.category() == QChar::Separator_Paragraph;
    };
    if (std::any_of(seen.begin(), seen.end(), isHidden))
        return refused(
            AddressText::tr("The server address holds characters that cannot be seen. Type it anew."));

    QString path = url.path(QUrl::FullyEncoded);
    const auto dropSlashes = [&path] {
        while (path.endsWith(u'/'))
            path.chop(1);
    };
    dropSlashes();
    // More than one as well, or the address would become another when it is saved and read again.
    while (path.endsWith("/v1"_L1)) {
        path.chop(3);
        dropSlashes();
    }
    url.setPath(path, QUrl::TolerantMode);
    // The port that goes without saying would make one address look like two.
    if (url.port() == (url.scheme() == "https"_L1 ? 443 : 80))
        url.setPort(-1);
    const ServerAddress address{url};
    // Without what goes without saying it may look like one only now.
    if (looksLikeKey(address.text()))
        return refused(keyText);
    return address;
}

} // namespace sandglass
