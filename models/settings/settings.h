// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QMap>
#include <QObject>
#include <QString>
#include <QThread>
#include <QVariant>
#include <QVector>

#include <chrono>
#include <memory>
#include <optional>

namespace sandglass {

/// What is remembered between runs, by keys like "window/geometry". Read once; what is set counts at once and
/// is written a moment later, with all that was set meanwhile, by a thread of its own: QSettings waits for
/// the disk twice each time it writes, and nobody who types or drags should. What other programs of this user
/// set meanwhile stays, and is known here after the next writing. What could not be written is tried again
/// with the next change and at the end. GUI thread.
class Settings final : public QObject
{
    Q_OBJECT

public:
    using Values = QMap<QString, QVariant>;

    /// For what is set soon after each other; whoever kills the program loses no more than that.
    static constexpr std::chrono::milliseconds kWriteAfter{300};

    /// Those of an INI file.
    explicit Settings(QString file, std::chrono::milliseconds writeAfter = kWriteAfter,
                      QObject *parent = nullptr);
    /// Those that begin as @p values and are forgotten at the end.
    explicit Settings(Values values, QObject *parent = nullptr);
    /// Waits for what is left to be written.
    ~Settings() override;

    [[nodiscard]] QVariant value(const QString &key, const QVariant &otherwise = {}) const
    {
        return m_values.value(key, otherwise);
    }
    [[nodiscard]] const Values &values() const { return m_values; }
    [[nodiscard]] bool contains(const QString &key) const { return m_values.contains(key); }
    /// What stands between @p group and the next slash of the keys below it.
    [[nodiscard]] QStringList childGroups(const QString &group) const;
    /// Empty where they are forgotten.
    [[nodiscard]] const QString &fileName() const { return m_file; }

    /// Also where it is so already: another program may have made it something else.
    void setValue(const QString &key, const QVariant &value);
    /// With all that is below it.
    void remove(const QString &key);

    /// Waits for the disk, for what must not be lost whatever happens next. False where it could not be
    /// written; all counts until the program ends nevertheless.
    bool writeNow();

    /// As a file holds them; nothing where it cannot be read.
    [[nodiscard]] static std::optional<Values> readFrom(const QString &file);

Q_SIGNALS:
    /// For the first time, or for the first time since it could.
    void writingFailed();

private:
    class Writer;
    struct Change
    {
        QString key;
        std::optional<QVariant> value; ///< none: it is removed
    };

    void timerEvent(QTimerEvent *event) override;
    void note(Change change);
    void handOver();
    static void apply(const Change &change, Values &values);

    const QString m_file;
    const std::chrono::milliseconds m_writeAfter{0};
    Values m_values;
    QVector<Change> m_changes; ///< that were not handed over yet
    QBasicTimer m_timer;
    QThread m_thread;
    std::unique_ptr<Writer> m_writer; ///< lives there
    int m_underWay = 0;               ///< times that was handed over what is not written yet
    bool m_isUnwritten = false;       ///< the last time failed
};

} // namespace sandglass
