// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/environment.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <optional>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

// Parts of names, between underscores.
constexpr auto kSecretWords = std::to_array<QStringView>(
    {u"KEY",  u"APIKEY", u"TOKEN",       u"SECRET", u"SECRETS",   u"PASSWORD",  u"PASSWD",
     u"PASS", u"PWD",    u"CREDENTIAL",  u"CRED",   u"CREDS",     u"AUTH",      u"PRIVATE",
     u"DSN",  u"JWT",    u"CREDENTIALS", u"COOKIE", u"SIGNATURE", u"PASSPHRASE"});

// Beginnings of values that only secrets have.
constexpr auto kSecretStarts =
    std::to_array<QStringView>({u"hopx_", u"sk-", u"sk_", u"ghp_", u"gho_", u"github_pat_", u"glpat-", u"xox",
                                u"eyJ", u"AKIA", u"AIza", u"-----BEGIN", u"npm_", u"hf_", u"whsec_"});

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

/// Reads one file, character by character.
class DotEnvReader
{
public:
    explicit DotEnvReader(QString text) : m_text(std::move(text))
    {
        m_text.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
        if (m_text.startsWith(QChar::ByteOrderMark))
            m_text.remove(0, 1);
    }

    DotEnv read()
    {
        while (m_at < m_text.size())
            readLine();
        return std::move(m_result);
    }

private:
    void readLine()
    {
        const int line = m_line;
        skipSpaces();
        if (atLineEnd() || m_text.at(m_at) == u'#')
            return skipLine();
        // Only within the line: what is pasted may be megabytes without any.
        const qsizetype begin = m_at;
        const qsizetype length = QStringView(m_text).mid(begin, endOfLine() - begin).indexOf(u'=');
        if (length < 0)
            return reject(line, DotEnv::Mistake::NoEquals);
        QStringView name = QStringView(m_text).mid(begin, length).trimmed();
        if (name.startsWith("export "_L1) || name.startsWith("export\t"_L1))
            name = name.mid(7).trimmed();
        if (!isEnvironmentName(name))
            return reject(line, DotEnv::Mistake::BadName);
        const QString wanted = name.toString();
        m_at = begin + length + 1;
        if (const std::optional<QString> value = readValue(line))
            set(wanted, *value);
    }

    /// nullopt when the line was rejected. Leaves m_at at the beginning of the next line.
    std::optional<QString> readValue(int line)
    {
        skipSpaces();
        if (atLineEnd()) {
            skipLine();
            return QString();
        }
        const QChar quote = m_text.at(m_at);
        if (quote != u'"' && quote != u'\'' && quote != u'`')
            return readPlain();
        const qsizetype begin = m_at++;
        QString value;
        while (m_at < m_text.size() && m_text.at(m_at) != quote) {
            QChar c = m_text.at(m_at++);
            if (c == u'\\' && quote == u'"' && m_at < m_text.size())
                c = unescaped(m_text.at(m_at++), value);
            value += c;
        }
        if (m_at >= m_text.size()) {
            // Only this line is lost, not all that follows it.
            m_at = begin;
            reject(line, DotEnv::Mistake::UnclosedQuote);
            return std::nullopt;
        }
        m_line += static_cast<int>(QStringView(m_text).mid(begin, m_at - begin).count(u'\n'));
        ++m_at;
        skipSpaces();
        if (!atLineEnd() && m_text.at(m_at) != u'#') {
            reject(line, DotEnv::Mistake::TextAfterQuote);
            return std::nullopt;
        }
        skipLine();
        return value;
    }

    QString readPlain()
    {
        QStringView value = QStringView(m_text).mid(m_at, endOfLine() - m_at);
        for (qsizetype i = 1; i < value.size(); ++i) {
            if (value.at(i) == u'#' && value.at(i - 1).isSpace()) {
                value.truncate(i);
                break;
            }
        }
        if (value.startsWith(u'#'))
            value = {};
        QString plain = value.trimmed().toString();
        skipLine();
        return plain;
    }

    /// What stands for "\" and @p c; what is no escape keeps its backslash, put into @p value.
    static QChar unescaped(QChar c, QString &value)
    {
        switch (c.unicode()) {
        case u'n':
            return u'\n';
        case u't':
            return u'\t';
        case u'r':
            return u'\r';
        case u'"':
        case u'\\':
        case u'$':
            return c;
        default:
            value += u'\\';
            return c;
        }
    }

    void set(const QString &name, const QString &value)
    {
        const auto known = m_indexes.constFind(name);
        if (known != m_indexes.constEnd()) {
            m_result.variables[*known].value = value;
            return;
        }
        m_indexes.insert(name, m_result.variables.size());
        m_result.variables.append({name, value});
    }

    void reject(int line, DotEnv::Mistake mistake)
    {
        m_result.problems.append({line, mistake});
        skipLine();
    }

    void skipSpaces()
    {
        while (!atLineEnd() && m_text.at(m_at).isSpace())
            ++m_at;
    }
    void skipLine()
    {
        m_at = endOfLine() + 1;
        ++m_line;
    }
    [[nodiscard]] bool atLineEnd() const { return m_at >= m_text.size() || m_text.at(m_at) == u'\n'; }
    [[nodiscard]] qsizetype endOfLine() const
    {
        const qsizetype end = m_text.indexOf(u'\n', m_at);
        return end < 0 ? m_text.size() : end;
    }

    QString m_text;
    DotEnv m_result;
    QHash<QString, qsizetype> m_indexes; ///< of the variables, by name
    qsizetype m_at = 0;
    int m_line = 1;
};

} // namespace

bool isEnvironmentName(QStringView name)
{
    const auto isAllowed = [](QChar c) { return isAsciiLetter(c) || (c >= u'0' && c <= u'9') || c == u'_'; };
    return !name.isEmpty() && (isAsciiLetter(name.front()) || name.front() == u'_') &&
           std::all_of(name.begin(), name.end(), isAllowed);
}

bool looksSecret(const EnvironmentVariable &variable)
{
    const QString name = variable.name.toUpper();
    const QList<QStringView> parts = QStringView(name).split(u'_');
    const bool nameTells = std::any_of(kSecretWords.begin(), kSecretWords.end(),
                                       [&parts](QStringView word) { return parts.contains(word); });
    const bool valueTells =
        std::any_of(kSecretStarts.begin(), kSecretStarts.end(),
                    [&variable](QStringView start) { return variable.value.startsWith(start); });
    // scheme://user:password@host
    const qsizetype scheme = variable.value.indexOf("://"_L1);
    const qsizetype at = scheme < 0 ? -1 : variable.value.indexOf(u'@', scheme);
    const qsizetype colon = scheme < 0 ? -1 : variable.value.indexOf(u':', scheme + 3);
    return nameTells || valueTells || (at > 0 && colon > 0 && colon < at);
}

DotEnv parseDotEnv(const QString &text)
{
    return DotEnvReader(text).read();
}

} // namespace sandglass
