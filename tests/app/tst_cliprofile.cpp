// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hopxcli/cliprofile.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

/// "name url key variable", what is missing as "-".
QStringList described(const QVector<CliProfile> &profiles)
{
    QStringList lines;
    const auto orDash = [](const QString &text) { return text.isEmpty() ? u"-"_s : text; };
    for (const CliProfile &one : profiles)
        lines << QStringList{one.name, orDash(one.baseUrl), orDash(QString::fromUtf8(one.key.secret())),
                             orDash(one.keyVariable)}
                     .join(u' ');
    return lines;
}

class CliProfileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void config_data();
    void config();
    void brokenFilesAreNamedNotQuoted_data();
    void brokenFilesAreNamedNotQuoted();
    void credentials();
    void keyring_data();
    void keyring();
    void mergingPrefersTheFirst();
};

void CliProfileTest::config_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("empty") << QByteArray() << QStringList();
    QTest::newRow("comment") << QByteArray("# nothing\n") << QStringList();
    QTest::newRow("nested") << QByteArray("default_profile: work\n"
                                          "profiles:\n"
                                          "  default:\n"
                                          "    api_key: hopx_live_d.1\n"
                                          "    default_timeout: 3600\n"
                                          "  work:\n"
                                          "    api_key: \"hopx_live_w.2\"\n"
                                          "    base_url: https://api-eu.hopx.dev\n")
                            << QStringList{u"work https://api-eu.hopx.dev hopx_live_w.2 -"_s,
                                           u"default - hopx_live_d.1 -"_s};
    QTest::newRow("top level") << QByteArray("default:\n"
                                             "  api_key: hopx_live_d.1\n"
                                             "  output_format: table\n"
                                             "staging:\n"
                                             "  base_url: http://localhost:8080\n")
                               << QStringList{u"default - hopx_live_d.1 -"_s,
                                              u"staging http://localhost:8080 - -"_s};
    QTest::newRow("variables") << QByteArray("profiles:\n"
                                             "  a: {api_key: '${HOPX_API_KEY}'}\n"
                                             "  b: {api_key: $OTHER_KEY}\n")
                               << QStringList{u"a - - HOPX_API_KEY"_s, u"b - - OTHER_KEY"_s};
    QTest::newRow("empty profile") << QByteArray("profiles:\n  a:\n  b: {}\n")
                                   << QStringList{u"a - - -"_s, u"b - - -"_s};
    QTest::newRow("a profile called profiles")
        << QByteArray("profiles:\n  api_key: k\n  base_url: https://x.example\n")
        << QStringList{u"profiles https://x.example k -"_s};
    QTest::newRow("strange values") << QByteArray("default_profile: 7\nn: 5\nlist: [1, 2]\n"
                                                  "ok: {api_key: [k], base_url: {a: b}}\n[1]: {api_key: k}\n")
                                    << QStringList{u"ok - - -"_s};
    QTest::newRow("alias") << QByteArray("base: &b {api_key: k}\nother: *b\n")
                           << QStringList{u"base - k -"_s, u"other - k -"_s};
}

void CliProfileTest::config()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QStringList, expected);
    const auto profiles = parseCliConfig(yaml);
    QVERIFY2(profiles, profiles ? "" : qPrintable(profiles.error()));
    QCOMPARE(described(*profiles), expected);
}

void CliProfileTest::brokenFilesAreNamedNotQuoted_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("hint");
    QTest::newRow("unclosed") << QByteArray("profiles: {a: {api_key: hopx_live_secret\n") << u"line"_s;
    QTest::newRow("indent") << QByteArray("a:\n  api_key: hopx_live_secret\n b: 1\n") << u"line 3"_s;
    QTest::newRow("undefined alias") << QByteArray("a: *hopx_live_secret\n") << u"line 1"_s;
    QTest::newRow("a list") << QByteArray("- hopx_live_secret\n") << u"no profiles"_s;
    QTest::newRow("binary") << QByteArray("\x00\x01\xff hopx_live_secret", 20) << QString();
    QTest::newRow("deep") << QByteArray(20000, '[') << u"YAML"_s;
}

void CliProfileTest::brokenFilesAreNamedNotQuoted()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, hint);
    const auto profiles = parseCliConfig(yaml);
    QVERIFY(!profiles);
    QVERIFY2(profiles.error().contains(hint), qPrintable(profiles.error()));
    QVERIFY2(!profiles.error().contains(u"secret"_s), qPrintable(profiles.error()));
}

void CliProfileTest::credentials()
{
    QCOMPARE(described(*parseCliCredentials("default:\n  api_key: k1\n  oauth_token: {access_token: t}\n")),
             QStringList{u"default - k1 -"_s});
    QCOMPARE(described(*parseCliCredentials("profiles:\n  work: {api_key: k2, access_token: t}\n")),
             QStringList{u"work - k2 -"_s});
    // A version of the newer CLI wrote JSON under the same name, which is YAML too.
    QCOMPARE(described(*parseCliCredentials(R"({"profiles":{"work":{"api_key":"k3","base_url":"x"}}})")),
             QStringList{u"work - k3 -"_s});
}

void CliProfileTest::keyring_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("expected");
    QTest::newRow("python") << u"work:api_key"_s << QByteArray("hopx_live_a.b")
                            << u"work - hopx_live_a.b -"_s;
    QTest::newRow("javascript") << u"work"_s
                                << QByteArray(R"({"api_key":"hopx_live_a.b","expires_at":"2026"})")
                                << u"work - hopx_live_a.b -"_s;
    QTest::newRow("signed in without a key")
        << u"work"_s << QByteArray(R"({"access_token":"t"})") << u"work - - -"_s;
    QTest::newRow("token") << u"work:oauth_access"_s << QByteArray("hopx_live_a.b") << QString();
    QTest::newRow("no json") << u"work"_s << QByteArray("hopx_live_a.b") << QString();
    QTest::newRow("nameless") << u":api_key"_s << QByteArray("hopx_live_a.b") << QString();
}

void CliProfileTest::keyring()
{
    QFETCH(QString, account);
    QFETCH(QByteArray, secret);
    QFETCH(QString, expected);
    const auto profile = fromCliKeyring(account, secret);
    QCOMPARE(profile.has_value(), !expected.isEmpty());
    if (profile)
        QCOMPARE(described({*profile}).constFirst(), expected);
}

void CliProfileTest::mergingPrefersTheFirst()
{
    const QVector<CliProfile> config{{u"a"_s, u"https://a.example"_s, {}, {}}, {u"b"_s, {}, {}, u"V"_s}};
    const QVector<CliProfile> keyring{{u"c"_s, {}, ApiKey("kc"), {}}, {u"a"_s, {}, ApiKey("ka"), {}}};
    const QVector<CliProfile> file{{u"a"_s, u"https://x.example"_s, ApiKey("old"), {}}};
    QCOMPARE(described(merged({config, keyring, file})),
             (QStringList{u"a https://a.example ka -"_s, u"b - - V"_s, u"c - kc -"_s}));
}

} // namespace

SANDGLASS_REGISTER_TEST(CliProfileTest)

#include "tst_cliprofile.moc"
