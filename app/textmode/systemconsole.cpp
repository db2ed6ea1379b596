// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/systemconsole.h"

#include "textmode/texttable.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <sys/ioctl.h>
#include <unistd.h>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kUsualWidth = 80; // where the terminal does not tell

/// False where nobody reads any more. Blocks as long as the reader does: that is what pipes are for.
bool writeAll(int file, const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t count =
            ::write(file, bytes.constData() + written, static_cast<std::size_t>(bytes.size() - written));
        if (count > 0)
            written += count;
        else if (errno != EINTR && errno != EAGAIN)
            return false;
    }
    return true;
}

int columnsOf(int file)
{
    winsize size{};
    return ::ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsualWidth;
}

} // namespace

SystemConsole::SystemConsole(QObject *parent) : QObject(parent) {}

SystemConsole::~SystemConsole()
{
    clearProgress();
}

void SystemConsole::out(const QString &text)
{
    clearProgress();
    if (m_outputGone || writeAll(STDOUT_FILENO, text.toUtf8() + '\n'))
        return;
    m_outputGone = true;
    QMetaObject::invokeMethod(this, &SystemConsole::outputGone, Qt::QueuedConnection);
}

void SystemConsole::err(const QString &text)
{
    clearProgress();
    writeAll(STDERR_FILENO, text.toUtf8() + '\n');
}

void SystemConsole::progress(const QString &text)
{
    if (text == m_progress || ::isatty(STDERR_FILENO) == 0)
        return;
    clearProgress();
    // A line that wraps could not be taken back.
    m_progress = cutToWidth(text, columnsOf(STDERR_FILENO) - 1);
    writeAll(STDERR_FILENO, m_progress.toUtf8());
}

void SystemConsole::clearProgress()
{
    if (m_progress.isEmpty())
        return;
    writeAll(STDERR_FILENO, "\r" + QByteArray(displayWidth(m_progress), ' ') + "\r");
    m_progress.clear();
}

void SystemConsole::ask(const QString &question, std::function<void(std::optional<QString>)> answer)
{
    clearProgress();
    writeAll(STDERR_FILENO, question.toUtf8() + ' ');
    m_answer = std::move(answer);
    m_typed.clear();
    // Waiting in the event loop keeps Ctrl-C alive.
    m_input = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_input.get(), &QSocketNotifier::activated, this, &SystemConsole::readAnswer);
}

void SystemConsole::readAnswer()
{
    std::array<char, 256> bytes{};
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0) {
        finishQuestion(std::nullopt);
        return;
    }
    m_typed.append(bytes.data(), count);
    if (const qsizetype end = m_typed.indexOf('\n'); end >= 0)
        finishQuestion(QString::fromUtf8(m_typed.first(end)).trimmed());
}

void SystemConsole::finishQuestion(std::optional<QString> answer)
{
    m_input.release()->deleteLater(); // it is what led here
    if (const auto call = std::exchange(m_answer, nullptr))
        call(std::move(answer));
}

bool SystemConsole::canAsk() const
{
    return ::isatty(STDIN_FILENO) != 0 && ::isatty(STDERR_FILENO) != 0;
}

int SystemConsole::width() const
{
    return ::isatty(STDOUT_FILENO) != 0 ? columnsOf(STDOUT_FILENO) : 0;
}

bool SystemConsole::hasColours() const
{
    return ::isatty(STDOUT_FILENO) != 0 && qEnvironmentVariableIsEmpty("NO_COLOR") &&
           qEnvironmentVariable("TERM") != "dumb"_L1;
}

} // namespace sandglass
