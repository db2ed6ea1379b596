// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings.h"

#include <QSettings>
#include <QTimerEvent>

#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

Settings::Values valuesOf(const QSettings &file)
{
    Settings::Values values;
    const QStringList keys = file.allKeys();
    for (const QString &key : keys)
        values.insert(key, file.value(key));
    return values;
}

} // namespace

/// The one that waits for the disk. In a thread of its own.
class Settings::Writer final : public QObject
{
public:
    explicit Writer(QString file) : m_file(std::move(file)) {}

    /// Returns what the file holds then, or will when it can be written.
    Values write(const QVector<Change> &changes)
    {
        // Here, for it belongs to the thread that makes it. Its error stays for as long as it lives; what it
        // could not write is known to the next one, if that is made before it goes.
        if (!isWritten())
            m_settings = std::make_unique<QSettings>(m_file, QSettings::IniFormat);
        for (const auto &[key, value] : changes) {
            if (value)
                m_settings->setValue(key, *value);
            else
                m_settings->remove(key);
        }
        m_settings->sync();
        return valuesOf(*m_settings);
    }
    [[nodiscard]] bool isWritten() const { return m_settings && m_settings->status() == QSettings::NoError; }

private:
    const QString m_file;
    std::unique_ptr<QSettings> m_settings;
};

Settings::Settings(QString file, std::chrono::milliseconds writeAfter, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_writeAfter(writeAfter)
    , m_values(readFrom(m_file).value_or(Values{}))
{
    m_thread.setObjectName("settings"_L1);
}

Settings::Settings(Values values, QObject *parent) : QObject(parent), m_values(std::move(values)) {}

Settings::~Settings()
{
    if (!m_changes.isEmpty() || m_underWay > 0 || m_isUnwritten)
        writeNow();
    m_thread.quit();
    m_thread.wait();
}

std::optional<Settings::Values> Settings::readFrom(const QString &file)
{
    const QSettings settings(file, QSettings::IniFormat);
    Values values = valuesOf(settings);
    return settings.status() == QSettings::NoError ? std::optional(std::move(values)) : std::nullopt;
}

QStringList Settings::childGroups(const QString &group) const
{
    const QString prefix = group + u'/';
    QStringList groups;
    for (auto it = m_values.lowerBound(prefix); it != m_values.cend() && it.key().startsWith(prefix); ++it) {
        const qsizetype end = it.key().indexOf(u'/', prefix.size());
        if (end < 0)
            continue;
        const QString child = it.key().mid(prefix.size(), end - prefix.size());
        if (groups.isEmpty() || groups.constLast() != child)
            groups.append(child);
    }
    return groups;
}

void Settings::setValue(const QString &key, const QVariant &value)
{
    note({key, value});
}

void Settings::remove(const QString &key)
{
    note({key, std::nullopt});
}

void Settings::apply(const Change &change, Values &values)
{
    if (change.value) {
        values.insert(change.key, *change.value);
        return;
    }
    values.remove(change.key);
    const QString below = change.key + u'/';
    values.removeIf([&below](const auto &one) { return one.key().startsWith(below); });
}

void Settings::note(Change change)
{
    Q_ASSERT(!change.key.startsWith(u'/') && !change.key.endsWith(u'/') && !change.key.contains("//"_L1));
    apply(change, m_values);
    if (m_file.isEmpty())
        return;
    m_changes.append(std::move(change));
    if (!m_timer.isActive())
        m_timer.start(static_cast<int>(m_writeAfter.count()), this);
}

void Settings::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        handOver();
    else
        QObject::timerEvent(event);
}

void Settings::handOver()
{
    m_timer.stop();
    if (!m_writer) {
        m_writer = std::make_unique<Writer>(m_file);
        m_writer->moveToThread(&m_thread);
        m_thread.start();
    }
    ++m_underWay;
    Writer *writer = m_writer.get();
    QMetaObject::invokeMethod(writer, [this, writer, changes = std::exchange(m_changes, {})] {
        Values file = writer->write(changes);
        QMetaObject::invokeMethod(this, [this, values = std::move(file), isWritten = writer->isWritten()] {
            --m_underWay;
            // What was handed over since is newer than this.
            if (m_underWay == 0) {
                m_values = values;
                for (const Change &change : std::as_const(m_changes))
                    apply(change, m_values);
            }
            if (!std::exchange(m_isUnwritten, !isWritten) && !isWritten)
                Q_EMIT writingFailed();
        });
    });
}

bool Settings::writeNow()
{
    if (m_file.isEmpty() || (m_changes.isEmpty() && m_underWay == 0 && !m_isUnwritten))
        return true;
    handOver();
    bool isWritten = false;
    Writer *writer = m_writer.get();
    QMetaObject::invokeMethod(
        writer, [writer, &isWritten] { isWritten = writer->isWritten(); }, Qt::BlockingQueuedConnection);
    return isWritten;
}

} // namespace sandglass
