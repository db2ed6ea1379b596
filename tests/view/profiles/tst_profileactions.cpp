// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profileactions.h"
#include "profiles/profilebutton.h"
#include "support/testregistry.h"
#include "theme/profilecolors.h"
#include "theme/statuscolors.h"
#include "theme/theme.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

QVector<Profile> some(int count)
{
    QVector<Profile> profiles;
    for (int n = 1; n <= count; ++n) {
        Profile profile;
        profile.id = u"p%1"_s.arg(n);
        profile.name = u"Number %1"_s.arg(n);
        profile.baseUrl = u"https://n%1.example"_s.arg(n);
        profiles << profile;
    }
    return profiles;
}

class ProfileActionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneKeystrokeEach();
    void theOneInUseIsMarked();
    void namesAreLiteral();
    void clickingMayReplaceTheList();
    void theButtonSaysWhichAndHow();
    void coloursCanBeSeenAndReadOn();
};

void ProfileActionsTest::oneKeystrokeEach()
{
    QWidget window;
    ProfileActions actions(&window);
    actions.setProfiles(some(11), u"p1"_s);
    QCOMPARE(actions.switches().size(), 11);
    for (int n = 1; n <= 9; ++n)
        QCOMPARE(actions.switches().at(n - 1)->shortcut(), QKeySequence(u"Ctrl+Alt+%1"_s.arg(n)));
    QVERIFY(actions.switches().at(9)->shortcut().isEmpty());
    QSignalSpy wanted(&actions, &ProfileActions::switchWanted);
    actions.switches().at(2)->trigger();
    QCOMPARE(wanted, (QList<QVariantList>{{u"p3"_s}}));
}

void ProfileActionsTest::theOneInUseIsMarked()
{
    QWidget window;
    ProfileActions actions(&window);
    QVERIFY(!actions.current());
    actions.setProfiles(some(3), u"p2"_s);
    QCOMPARE(actions.current()->name, u"Number 2"_s);
    QVERIFY(actions.switches().at(1)->isChecked());
    QVERIFY(!actions.switches().at(0)->isChecked());
    actions.setProfiles(some(3), u"gone"_s);
    QVERIFY(!actions.current());
}

void ProfileActionsTest::namesAreLiteral()
{
    QWidget window;
    ProfileActions actions(&window);
    QVector<Profile> profiles = some(1);
    profiles[0].name = u"<i>R&D</i>"_s;
    profiles[0].readOnly = true;
    actions.setProfiles(profiles, {});
    QCOMPARE(actions.switches().constFirst()->text(), u"<i>R&&D</i>"_s);
    QVERIFY(!actions.switches().constFirst()->toolTip().contains(u"<i>"_s));
    QVERIFY(actions.switches().constFirst()->statusTip().contains(u"Read-only"_s));
}

void ProfileActionsTest::clickingMayReplaceTheList()
{
    QWidget window;
    ProfileActions actions(&window);
    actions.setProfiles(some(3), u"p1"_s);
    connect(&actions, &ProfileActions::switchWanted, &actions,
            [&](const QString &id) { actions.setProfiles(some(2), id); });
    actions.switches().at(1)->trigger();
    QCOMPARE(actions.switches().size(), 2);
    QCOMPARE(actions.current()->id, u"p2"_s);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(actions.menu().actions().size(), 4); // two, a line, Manage
}

void ProfileActionsTest::theButtonSaysWhichAndHow()
{
    QWidget window;
    ProfileActions actions(&window);
    ProfileButton button(actions, &window);
    window.show();
    QCOMPARE(button.text(), u"No profile"_s);
    QVector<Profile> profiles = some(2);
    profiles[0].careful = true;
    profiles[0].color = ProfileColor::Red;
    actions.setProfiles(profiles, u"p1"_s);
    QCOMPARE(button.accessibleName(), u"Profile: Number 1"_s);
    QVERIFY(button.accessibleDescription().contains(u"Careful"_s));
    QVERIFY(button.accessibleDescription().contains(u"https://n1.example"_s));
    button.resize(button.sizeHint());
    const QColor red = profileColor(ProfileColor::Red, button.palette());
    QCOMPARE(QColor(button.grab().toImage().pixel(button.width() / 2, 3)).rgb(), red.rgb());
    const int plain = button.sizeHint().width();
    profiles[0].name = QString(200, u'W');
    actions.setProfiles(profiles, u"p1"_s);
    QVERIFY(button.sizeHint().width() > plain);
    QVERIFY(button.sizeHint().width() < 300);
}

void ProfileActionsTest::coloursCanBeSeenAndReadOn()
{
    for (const QPalette &palette : {lightPalette(), darkPalette()}) {
        QSet<QRgb> seen;
        for (const ProfileColor color : kAllProfileColors) {
            const QColor fill = profileColor(color, palette);
            seen << fill.rgb();
            for (const auto role : {QPalette::Window, QPalette::Base, QPalette::Button})
                QVERIFY2(contrastRatio(fill, palette.color(role)) >= 3, qPrintable(nameOfColor(color)));
            QVERIFY2(contrastRatio(textColorOn(fill), fill) >= 4.5, qPrintable(nameOfColor(color)));
        }
        QCOMPARE(seen.size(), qsizetype(kAllProfileColors.size()));
    }
}

} // namespace

SANDGLASS_REGISTER_TEST(ProfileActionsTest)

#include "tst_profileactions.moc"
