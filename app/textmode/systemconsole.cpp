// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/systemconsole.h"

#include "textmode/texttable.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kUsualWidth = 80; // where the terminal does not tell

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

/// False, with errno, where it cannot be written. Waits as long as the reader does, for that is what pipes
/// are for, but no longer than until somebody wants the program to end: then a long text stays in parts.
bool SystemConsole::write(int file, const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size() && waitUntilWritable(file)) {
        // What a pipe that is writable takes without blocking.
        const auto part = std::min<qsizetype>(bytes.size() - written, PIPE_BUF);
        const ssize_t count = ::write(file, bytes.constData() + written, static_cast<std::size_t>(part));
        if (count > 0)
            written += count;
        else if (count == 0 || (errno != EINTR && errno != EAGAIN))
            return false;
        if (m_isHurried && count > 0)
            return true;
    }
    return true;
}

bool SystemConsole::waitUntilWritable(int file)
{
    for (;;) {
        std::array files{pollfd{file, POLLOUT, 0}, pollfd{m_endFile, POLLIN, 0}};
        const int ready = ::poll(files.data(), files.size(), m_isHurried ? 0 : -1);
        if (ready < 0 && errno != EINTR)
            return true; // write() tells what is wrong
        if (ready < 0)
            continue;
        m_isHurried = m_isHurried || files[1].revents != 0;
        if (files[0].revents != 0 || m_isHurried)
            return files[0].revents != 0;
    }
}

void SystemConsole::out(const QString &text)
{
    clearProgress();
    if (m_outputGone || write(STDOUT_FILENO, text.toUtf8() + '\n'))
        return;
    const int problem = errno;
    m_outputGone = true;
    if (problem != EPIPE) // whoever read has read enough
        err(tr("sandglass: The result could not be written: %1").arg(qt_error_string(problem)));
    QMetaObject::invokeMethod(this, &SystemConsole::outputGone, Qt::QueuedConnection);
}

void SystemConsole::err(const QString &text)
{
    clearProgress();
    write(STDERR_FILENO, text.toUtf8() + '\n');
}

void SystemConsole::progress(const QString &text)
{
    if (text == m_progress || ::isatty(STDERR_FILENO) == 0)
        return;
    clearProgress();
    // A line that wraps could not be taken back.
    m_progress = cutToWidth(text, columnsOf(STDERR_FILENO) - 1);
    write(STDERR_FILENO, m_progress.toUtf8());
}

void SystemConsole::clearProgress()
{
    if (m_progress.isEmpty())
        return;
    write(STDERR_FILENO, "\r" + QByteArray(displayWidth(m_progress), ' ') + "\r");
    m_progress.clear();
}

void SystemConsole::ask(const QString &question, std::function<void(std::optional<QString>)> answer)
{
    clearProgress();
    write(STDERR_FILENO, question.toUtf8() + ' ');
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
