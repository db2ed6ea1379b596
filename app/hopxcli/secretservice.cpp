// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hopxcli/secretservice.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

using Attributes = QMap<QString, QString>;
using Paths = QList<QDBusObjectPath>;

const QString kBusName = u"org.freedesktop.secrets"_s;
const QString kServicePath = u"/org/freedesktop/secrets"_s;
const QString kServiceInterface = u"org.freedesktop.Secret.Service"_s;
const QString kItemInterface = u"org.freedesktop.Secret.Item"_s;
const QString kPromptInterface = u"org.freedesktop.Secret.Prompt"_s;

QStringList pathsIn(const QDBusMessage &answer, qsizetype index)
{
    QStringList paths;
    for (const QDBusObjectPath &path : qdbus_cast<Paths>(answer.arguments().value(index)))
        paths << path.path();
    return paths;
}

Paths asPaths(const QStringList &texts)
{
    Paths paths;
    for (const QString &text : texts)
        paths << QDBusObjectPath(text);
    return paths;
}

/// The Python library says "username", the JavaScript one "account".
QString accountIn(const Attributes &attributes)
{
    const QString username = attributes.value(u"username"_s);
    return username.isEmpty() ? attributes.value(u"account"_s) : username;
}

/// The secret is a structure: session, parameters, value, content type.
QByteArray secretIn(const QDBusMessage &answer)
{
    const QVariant first = answer.arguments().value(0);
    if (!first.canConvert<QDBusArgument>())
        return {};
    const auto argument = first.value<QDBusArgument>();
    if (argument.currentType() != QDBusArgument::StructureType)
        return {};
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
    argument.beginStructure();
    argument >> session >> parameters >> value >> contentType;
    argument.endStructure();
    return value;
}

} // namespace

SecretServiceReader::SecretServiceReader(Clock &clock, QString service, QObject *parent)
    : QObject(parent), m_clock(clock), m_service(std::move(service))
{
    qDBusRegisterMetaType<Attributes>();
    qDBusRegisterMetaType<Paths>();
}

SecretServiceReader::~SecretServiceReader()
{
    if (!m_session.isEmpty())
        QDBusConnection::sessionBus().asyncCall(QDBusMessage::createMethodCall(
            kBusName, m_session, u"org.freedesktop.Secret.Session"_s, u"Close"_s));
}

void SecretServiceReader::start(Done done)
{
    m_done = std::move(done);
    m_timer = m_clock.after(kPatience, [this] { finish(tr("The secret store does not answer.")); });
    if (!QDBusConnection::sessionBus().isConnected()) {
        QMetaObject::invokeMethod(
            this, [this] { finish(tr("There is no session bus, and so no secret store.")); },
            Qt::QueuedConnection);
        return;
    }
    openSession();
}

void SecretServiceReader::ask(const QString &path, const QString &interface, const QString &method,
                              const QVariantList &arguments, const Next &next)
{
    QDBusMessage message = QDBusMessage::createMethodCall(kBusName, path, interface, method);
    message.setArguments(arguments);
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, next](QDBusPendingCallWatcher *ended) {
        ended->deleteLater();
        const QDBusMessage answer = ended->reply();
        if (m_done)
            next(answer);
    });
}

void SecretServiceReader::openSession()
{
    // "plain" leaves the bus's own protection as the only one, like every program of this person has it: what
    // can listen there can ask the store itself.
    ask(kServicePath, kServiceInterface, u"OpenSession"_s,
        {u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))}, [this](const QDBusMessage &answer) {
            if (answer.type() == QDBusMessage::ErrorMessage) {
                finish(tr("This computer's secret store cannot be read: %1").arg(answer.errorMessage()));
                return;
            }
            m_session = answer.arguments().value(1).value<QDBusObjectPath>().path();
            search();
        });
}

void SecretServiceReader::search()
{
    const Attributes wanted{{u"service"_s, m_service}};
    ask(kServicePath, kServiceInterface, u"SearchItems"_s, {QVariant::fromValue(wanted)},
        [this](const QDBusMessage &answer) {
            if (answer.type() == QDBusMessage::ErrorMessage) {
                finish(tr("The secret store cannot be searched: %1").arg(answer.errorMessage()));
                return;
            }
            m_items = pathsIn(answer, 0);
            const QStringList locked = pathsIn(answer, 1);
            if (locked.isEmpty())
                readItems();
            else
                unlock(locked);
        });
}

void SecretServiceReader::unlock(const QStringList &locked)
{
    ask(kServicePath, kServiceInterface, u"Unlock"_s, {QVariant::fromValue(asPaths(locked))},
        [this, locked](const QDBusMessage &answer) {
            m_items += locked;
            const QString prompt = answer.arguments().value(1).value<QDBusObjectPath>().path();
            if (answer.type() == QDBusMessage::ErrorMessage || prompt.size() < 2) {
                readItems(); // those that stayed locked say so themselves
                return;
            }
            QDBusConnection::sessionBus().connect(kBusName, prompt, kPromptInterface, u"Completed"_s, this,
                                                  SLOT(onPromptCompleted(bool)));
            ask(prompt, kPromptInterface, u"Prompt"_s, {QString()}, [this](const QDBusMessage &asked) {
                if (asked.type() == QDBusMessage::ErrorMessage)
                    finish(tr("The secret store is locked."));
            });
        });
}

void SecretServiceReader::onPromptCompleted(bool dismissed)
{
    if (!m_done)
        return;
    if (dismissed)
        finish(tr("The secret store was not unlocked."));
    else
        readItems();
}

void SecretServiceReader::readItems()
{
    m_awaited = static_cast<int>(m_items.size());
    if (m_awaited == 0) {
        finish();
        return;
    }
    for (const QString &item : std::as_const(m_items)) {
        ask(item, u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {kItemInterface, u"Attributes"_s},
            [this, item](const QDBusMessage &answer) {
                const auto boxed = answer.arguments().value(0).value<QDBusVariant>();
                readSecret(item, accountIn(qdbus_cast<Attributes>(boxed.variant())));
            });
    }
}

void SecretServiceReader::readSecret(const QString &item, const QString &account)
{
    ask(item, kItemInterface, u"GetSecret"_s, {QVariant::fromValue(QDBusObjectPath(m_session))},
        [this, account](const QDBusMessage &answer) {
            if (answer.type() != QDBusMessage::ErrorMessage && !account.isEmpty())
                m_found.insert(account, ApiKey(secretIn(answer)));
            if (--m_awaited == 0)
                finish();
        });
}

void SecretServiceReader::finish(const QString &problem)
{
    m_timer.reset();
    if (const Done done = std::exchange(m_done, nullptr))
        done(std::exchange(m_found, {}), problem);
}

} // namespace sandglass
