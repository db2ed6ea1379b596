// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/secretremovals.h"

#include "settings/settings.h"

#include <QCryptographicHash>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

const QString kGroup = u"secretsToRemove"_s;

/// One setting for each, so that two windows do not write over each other's. Names have slashes.
QString keyOf(const QString &name)
{
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
    return kGroup + u'/' + QString::fromLatin1(hash.toHex().left(32));
}

} // namespace

SecretRemovals::SecretRemovals(Settings &settings, SecretStore &store, QObject *parent)
    : QObject(parent), m_settings(settings), m_store(store)
{}

SecretRemovals::~SecretRemovals() = default;

void SecretRemovals::remove(const QString &name, SecretStore::Done told)
{
    removeLater(name);
    ask(name, std::move(told));
}

void SecretRemovals::removeLater(const QString &name)
{
    m_settings.setValue(keyOf(name), name);
}

void SecretRemovals::spare(const QString &name)
{
    // Also where no note is known here: another window may have written one since, and neither it nor the
    // next start must find it and remove what is about to be written.
    m_settings.remove(keyOf(name));
    m_settings.writeNow();
}

bool SecretRemovals::isLeft(const QString &name) const
{
    return m_settings.contains(keyOf(name));
}

void SecretRemovals::retry()
{
    // Another window may have put one there again since: only what the file names as well is asked for.
    const auto file =
        m_settings.fileName().isEmpty() ? std::nullopt : Settings::readFrom(m_settings.fileName());
    const Settings::Values values = m_settings.values(); // a copy: answers change them
    const QString below = kGroup + u'/';
    for (auto it = values.lowerBound(below); it != values.cend() && it.key().startsWith(below); ++it) {
        const QString name = it.value().toString();
        if (it.key() == keyOf(name) && (!file || file->contains(it.key())))
            ask(name, {});
    }
}

void SecretRemovals::ask(const QString &name, SecretStore::Done told)
{
    const int number = ++m_lastAsked;
    const auto place = std::make_shared<RequestHandle>();
    m_asked.insert(number, place);
    *place = m_store.remove(
        name, [this, number, name, told = std::move(told)](const std::optional<SecretProblem> &problem) {
            const auto keep = m_asked.take(number);
            // Where there is no store there is nothing in it.
            if (!problem || problem->kind == SecretProblem::Kind::NoStore)
                m_settings.remove(keyOf(name));
            if (told)
                told(problem);
        });
}

} // namespace sandglass
