// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// On a session bus of its own, with a service of notifications that can be started again.
#include "notify/desktopnotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QSignalSpy>
#include <QTest>

using namespace sandglass;
using namespace Qt::StringLiterals;

namespace {

const QString kService = u"org.freedesktop.Notifications"_s;
const QString kPath = u"/org/freedesktop/Notifications"_s;

/// Counts its ids from 1, as the real ones do each time they start.
class FakeService final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    explicit FakeService(const QString &connection)
        : m_connection(connection)
        , m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, connection))
    {
        m_bus.registerObject(kPath, this, QDBusConnection::ExportAllSlots);
        m_bus.registerService(kService);
    }
    ~FakeService() override { QDBusConnection::disconnectFromBus(m_connection); }

    void click(uint id)
    {
        QDBusMessage signal = QDBusMessage::createSignal(kPath, kService, u"ActionInvoked"_s);
        signal.setArguments({id, u"default"_s});
        m_bus.send(signal);
    }

    QList<uint> replaced; ///< 0 for a new one
    QList<uint> closed;

public Q_SLOTS:
    // NOLINTNEXTLINE(readability-identifier-naming): the bus calls these by name
    uint Notify(const QString & /*name*/, uint replaces, const QString & /*icon*/, const QString & /*title*/,
                const QString & /*text*/, const QStringList & /*actions*/, const QVariantMap & /*hints*/,
                int /*time*/)
    {
        replaced << replaces;
        return replaces != 0 ? replaces : ++m_last;
    }
    // NOLINTNEXTLINE(readability-identifier-naming)
    void CloseNotification(uint id) { closed << id; }

private:
    const QString m_connection;
    QDBusConnection m_bus;
    uint m_last = 0;
};

} // namespace

/// Which notifications are ours, also after their service went and came back.
class NotifierTest : public QObject
{
    Q_OBJECT

private:
    static Notification about(const QString &topic)
    {
        Notification notification;
        notification.topic = topic;
        notification.title = topic;
        return notification;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!QDBusConnection::sessionBus().isConnected())
            QFAIL("there is no session bus: run it under dbus-run-session");
    }

    void oursIsReplacedAnsweredAndClosed()
    {
        FakeService service(u"first"_s);
        DesktopNotifier notifier;
        QSignalSpy activated(&notifier, &Notifier::activated);
        notifier.show(about(u"expiry"_s));
        QTRY_COMPARE(service.replaced, QList<uint>{0});
        notifier.show(about(u"expiry"_s));
        QTRY_COMPARE(service.replaced, (QList<uint>{0, 1}));
        service.click(1);
        QTRY_COMPARE(activated.size(), 1);
        notifier.withdraw(u"expiry"_s);
        QTRY_COMPARE(service.closed, QList<uint>{1});
    }

    void othersOfANewServiceAreLeftAlone()
    {
        DesktopNotifier notifier;
        QSignalSpy activated(&notifier, &Notifier::activated);
        {
            FakeService service(u"second"_s);
            notifier.show(about(u"expiry"_s));
            QTRY_COMPARE(service.replaced, QList<uint>{0});
            service.click(1); // its answer is here once this is
            QTRY_COMPARE(activated.size(), 1);
        }
        FakeService service(u"third"_s);
        DesktopNotifier other; // as another program
        other.show(about(u"mail"_s));
        QTRY_COMPARE(service.replaced, QList<uint>{0});
        QSignalSpy othersActivated(&other, &Notifier::activated);
        service.click(1);
        QTRY_COMPARE(othersActivated.size(), 1);
        QCOMPARE(activated.size(), 1);
        notifier.withdraw(u"expiry"_s);
        notifier.show(about(u"expiry"_s));
        QTRY_COMPARE(service.replaced, (QList<uint>{0, 0}));
        QCOMPARE(service.closed, QList<uint>{});
    }
};

QTEST_GUILESS_MAIN(NotifierTest)

#include "tst_notifier.moc"
