// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "textmode/console.h"

#include <QByteArray>
#include <QObject>

#include <memory>

class QSocketNotifier;

namespace sandglass {

/// The terminal, pipe or file this process was started with.
class SystemConsole final : public QObject, public Console
{
    Q_OBJECT

public:
    explicit SystemConsole(QObject *parent = nullptr);
    ~SystemConsole() override;

    void out(const QString &text) override;
    void err(const QString &text) override;
    void progress(const QString &text) override;
    void ask(const QString &question, std::function<void(std::optional<QString>)> answer) override;
    [[nodiscard]] bool canAsk() const override;
    [[nodiscard]] int width() const override;
    [[nodiscard]] bool hasColours() const override;

    /// As soon as @p file can be read somebody wants this program to end, and nothing waits for a reader any
    /// more.
    void watchForEnd(int file) { m_endFile = file; }
    /// Somebody wants it to end.
    void hurry() { m_isHurried = true; }
    /// Whether some of the result could not be written.
    [[nodiscard]] bool isOutputGone() const { return m_outputGone; }

Q_SIGNALS:
    /// Nobody reads the result any more, as when it is piped into `head`, or there is no room for it. From
    /// the event loop.
    void outputGone();

private:
    bool write(int file, const QByteArray &bytes);
    bool waitUntilWritable(int file);
    void clearProgress();
    void readAnswer();
    void finishQuestion(std::optional<QString> answer);

    QString m_progress; ///< what stands on the terminal now
    QByteArray m_typed;
    std::function<void(std::optional<QString>)> m_answer;
    std::unique_ptr<QSocketNotifier> m_input;
    int m_endFile = -1;
    bool m_isHurried = false;
    bool m_outputGone = false;
};

} // namespace sandglass
