// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/previewurl.h"
#include "domain/sandbox.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

const QString kId = u"1763382095i648uu1o"_s;

class PreviewUrlTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void madeFromTheHost_data();
    void madeFromTheHost();
    void otherHostsGiveNone_data();
    void otherHostsGiveNone();
    void fallsBackToTheServersAddress();
    void onlyPlainWebAddresses_data();
    void onlyPlainWebAddresses();
    void portsAreChecked();
    void whoseAddress_data();
    void whoseAddress();
};

void PreviewUrlTest::madeFromTheHost_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("url");
    const QString plain = u"https://3000-1763382095i648uu1o.eu-1001.vms.hopx.dev/"_s;
    QTest::newRow("as seen") << u"https://7777-1763382095i648uu1o.eu-1001.vms.hopx.dev"_s << plain;
    QTest::newRow("trailing slash") << u"https://7777-1763382095i648uu1o.eu-1001.vms.hopx.dev/"_s << plain;
    QTest::newRow("without a port") << u"https://1763382095i648uu1o.eu-1001.vms.hopx.dev"_s << plain;
    QTest::newRow("http becomes https") << u"http://7777-1763382095i648uu1o.eu-1001.vms.hopx.dev"_s << plain;
    QTest::newRow("no scheme") << u"7777-1763382095i648uu1o.eu-1001.vms.hopx.dev"_s << plain;
    QTest::newRow("older region") << u"https://7777-1763382095i648uu1o.eu2.vms.hopx.dev"_s
                                  << u"https://3000-1763382095i648uu1o.eu2.vms.hopx.dev/"_s;
    QTest::newRow("two labels") << u"https://7777-1763382095i648uu1o.a.b.vms.hopx.dev"_s
                                << u"https://3000-1763382095i648uu1o.a.b.vms.hopx.dev/"_s;
    // The official clients take any label; only where a port is cut off must the id be what remains.
    QTest::newRow("another label") << u"https://box.eu-1001.vms.hopx.dev"_s
                                   << u"https://3000-box.eu-1001.vms.hopx.dev/"_s;
}

void PreviewUrlTest::madeFromTheHost()
{
    QFETCH(const QString, host);
    Sandbox sandbox;
    sandbox.id = kId;
    sandbox.publicHost = host;
    sandbox.previewUrl = u"https://elsewhere.example/"_s; // the port a person typed counts more
    const PreviewUrl preview = previewUrl(sandbox, 3000);
    QTEST(preview.url.toString(), "url");
    QVERIFY(preview.forAnyPort);
    QCOMPARE(preview.problem, PreviewProblem::None);
}

void PreviewUrlTest::otherHostsGiveNone_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("no region") << u"https://1763382095i648uu1o.vms.hopx.dev"_s;
    QTest::newRow("documented form") << u"https://1763382095i648uu1o.hopx.dev"_s;
    QTest::newRow("foreign") << u"https://7777-1763382095i648uu1o.eu.vms.hopx.dev.evil.example"_s;
    QTest::newRow("foreign prefix") << u"https://evil.example/7777-1763382095i648uu1o.eu.vms.hopx.dev"_s;
    QTest::newRow("user info") << u"https://evil.example@1763382095i648uu1o.eu.vms.hopx.dev"_s;
    QTest::newRow("path") << u"https://1763382095i648uu1o.eu.vms.hopx.dev/agent"_s;
    QTest::newRow("own port") << u"https://1763382095i648uu1o.eu.vms.hopx.dev:8443"_s;
    QTest::newRow("local engine") << u"http://127.0.0.1:4711/agent/1763382095i648uu1o"_s;
    QTest::newRow("another id behind the port") << u"https://7777-another.eu.vms.hopx.dev"_s;
    QTest::newRow("line break") << u"https://1763382095i648uu1o.eu.vms.hopx.dev\n"_s;
}

void PreviewUrlTest::otherHostsGiveNone()
{
    QFETCH(const QString, host);
    Sandbox sandbox;
    sandbox.id = kId;
    sandbox.publicHost = host;
    const PreviewUrl preview = previewUrl(sandbox, 3000);
    QCOMPARE(preview.url, QUrl());
    QCOMPARE(preview.problem, PreviewProblem::UnknownHost);
}

void PreviewUrlTest::fallsBackToTheServersAddress()
{
    Sandbox sandbox;
    sandbox.id = kId;
    QCOMPARE(previewUrl(sandbox, 80).problem, PreviewProblem::NoHost);
    sandbox.publicHost = u"https://1763382095i648uu1o.hopx.dev"_s;
    sandbox.previewUrl = u"https://p.example/x?y=1"_s;
    const PreviewUrl preview = previewUrl(sandbox, 80);
    QCOMPARE(preview.url, QUrl(u"https://p.example/x?y=1"_s));
    QVERIFY(!preview.forAnyPort);
}

void PreviewUrlTest::onlyPlainWebAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("file") << u"file:///etc/passwd"_s;
    QTest::newRow("script") << u"javascript:alert(1)"_s;
    QTest::newRow("password") << u"https://user:pass@p.example/"_s;
    QTest::newRow("relative") << u"p.example/x"_s;
    QTest::newRow("no host") << u"https:///x"_s;
    QTest::newRow("own scheme") << u"hopx://p.example/"_s;
}

void PreviewUrlTest::onlyPlainWebAddresses()
{
    QFETCH(const QString, address);
    Sandbox sandbox;
    sandbox.id = kId;
    sandbox.previewUrl = address;
    QCOMPARE(previewUrl(sandbox, 80).url, QUrl());
    QCOMPARE(previewUrl(sandbox, 80).problem, PreviewProblem::UnknownHost);
}

void PreviewUrlTest::portsAreChecked()
{
    Sandbox sandbox;
    sandbox.id = kId;
    sandbox.publicHost = u"https://1763382095i648uu1o.eu.vms.hopx.dev"_s;
    for (const int port : {0, -1, 65536}) {
        QCOMPARE(previewUrl(sandbox, port).problem, PreviewProblem::BadPort);
        QCOMPARE(previewUrl(sandbox, port).url, QUrl());
    }
    for (const int port : {1, 65535})
        QVERIFY(previewUrl(sandbox, port).url.host().startsWith(QString::number(port) + u'-'));
}

void PreviewUrlTest::whoseAddress_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("own");
    QTest::newRow("hopx") << u"https://3000-x.eu.vms.hopx.dev/"_s << true;
    QTest::newRow("hopx, capitals") << u"https://3000-x.eu.VMS.HopX.dev/"_s << true;
    QTest::newRow("the server") << u"https://api.company.example:8443/x"_s << true;
    QTest::newRow("below the server") << u"https://p.api.company.example/"_s << true;
    QTest::newRow("beside the server") << u"https://www.company.example/"_s << false;
    QTest::newRow("looks like hopx") << u"https://nothopx.dev/"_s << false;
    QTest::newRow("begins like hopx") << u"https://hopx.dev.evil.example/"_s << false;
    QTest::newRow("nothing") << QString() << false;
}

void PreviewUrlTest::whoseAddress()
{
    QFETCH(const QString, url);
    QFETCH(const bool, own);
    QCOMPARE(isOfService(QUrl(url), QUrl(u"https://api.company.example"_s)), own);
}

SANDGLASS_REGISTER_TEST(PreviewUrlTest)

} // namespace

#include "tst_previewurl.moc"
