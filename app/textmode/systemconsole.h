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

Q_SIGNALS:
    /// Nobody reads the result any more, as when it is piped into `head`. From the event loop.
    void outputGone();

private:
    void clearProgress();
    void readAnswer();
    void finishQuestion(std::optional<QString> answer);

    QString m_progress; ///< what stands on the terminal now
    QByteArray m_typed;
    std::function<void(std::optional<QString>)> m_answer;
    std::unique_ptr<QSocketNotifier> m_input;
    bool m_outputGone = false;
};

} // namespace sandglass
