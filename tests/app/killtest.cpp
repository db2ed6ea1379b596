// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// kill -9 at many moments while everything the program remembers is being saved: killtest KILLS [SEED]. Each
// time a process of its own opens the settings as the program does at its start, saves profiles, a saved
// view, a column layout and a preference again and again, and tells after each turn that it is done; a random
// moment later it is killed, and another process opens what is there. It has to find each value of the last
// turn that was told, or of the one under way. Now and then the file is damaged between the two, as by a
// crash of the computer; then it has to find what the start before found, and to say so.
#include "profiles/profilestore.h"
#include "settings/settings.h"
#include "start/settingsfile.h"
#include "support/randomdata.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

constexpr int kProfiles = 2;
const QString kColumns = u"profiles/writer1/view/columns"_s;
const QString kView = u"profiles/writer1/views/1/search"_s;
const QString kPreference = u"preferences/pollSeconds"_s;

/// What was found: the number of the turn each value is of.
struct Found
{
    std::array<qint64, kProfiles> profiles{};
    qint64 columns = 0;
    qint64 view = 0;
    qint64 preference = 0;
    bool fellBack = false;
    bool isWhole = true; ///< no value is a mixture

    [[nodiscard]] qint64 oldest() const
    {
        return std::min({profiles[0], profiles[1], columns, view, preference});
    }
    [[nodiscard]] qint64 newest() const
    {
        return std::max({profiles[0], profiles[1], columns, view, preference});
    }
    bool operator==(const Found &) const = default;
};

Profile profileOf(int number, qint64 turn)
{
    Profile profile;
    profile.id = u"writer%1"_s.arg(number);
    profile.name = u"Turn %1 of %2"_s.arg(turn).arg(number);
    profile.baseUrl = u"https://turn%1.example"_s.arg(turn);
    return profile;
}

/// Runs @p work in a process of its own, which ends with it; what it writes to the file comes out of the
/// other.
struct Child
{
    pid_t id = -1;
    int output = -1;

    explicit Child(const std::function<int(int)> &work)
    {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0)
            qFatal("no pipe");
        id = ::fork();
        if (id == 0) {
            ::close(ends[0]);
            ::_exit(work(ends[1]));
        }
        ::close(ends[1]);
        output = ends[0];
    }
    /// The exit code; -1 where it was killed.
    int wait()
    {
        int status = 0;
        ::waitpid(id, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    template<typename T>
    bool read(T &value) const
    {
        return ::read(output, &value, sizeof value) == ssize_t{sizeof value};
    }
    ~Child() { ::close(output); }
};

template<typename T>
bool tell(int file, const T &value)
{
    return ::write(file, &value, sizeof value) == ssize_t{sizeof value};
}

int saveForEver(const QString &path, qint64 turn, int output)
{
    const SettingsFile file = openSettings(path);
    if (!file.problem.isEmpty())
        return 1;
    ProfileStore store(*file.settings);
    for (;; ++turn) {
        file.settings->setValue(kColumns, turn);
        file.settings->setValue(kView, u"state:running turn%1"_s.arg(turn));
        file.settings->setValue(kPreference, turn);
        for (int number = 1; number <= kProfiles; ++number) {
            if (!store.save(profileOf(number, turn)))
                return 2;
        }
        if (!tell(output, turn))
            return 3;
    }
}

int look(const QString &path, int output)
{
    const SettingsFile file = openSettings(path);
    const ProfileStore store(*file.settings);
    Found found;
    found.fellBack = !file.problem.isEmpty() && !file.consequence.isEmpty();
    for (int number = 1; number <= kProfiles; ++number) {
        const Profile *profile = store.find(u"writer%1"_s.arg(number));
        const qint64 turn = profile ? profile->name.section(u' ', 1, 1).toLongLong() : 0;
        found.profiles.at(static_cast<std::size_t>(number - 1)) = turn;
        found.isWhole = found.isWhole && (!profile || *profile == profileOf(number, turn));
    }
    found.columns = file.settings->value(kColumns).toLongLong();
    found.preference = file.settings->value(kPreference).toLongLong();
    const QString view = file.settings->value(kView).toString();
    found.view = view.section(u"turn"_s, 1).toLongLong();
    return tell(output, found) ? 0 : 1;
}

/// As a file system may leave a file when the power goes.
void damage(const QString &path, test::Random &random)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        qFatal("cannot be damaged");
    const int size = static_cast<int>(file.size());
    switch (random.below(3)) {
    case 0:
        file.resize(0);
        break;
    case 1: // the right length, and nothing in it
        file.write(QByteArray(size, '\0'));
        break;
    default: // a block of it was never written
        file.seek(random.below(size));
        file.write(QByteArray(1 + random.below(64), '\0'));
        break;
    }
}

class KillTest
{
public:
    explicit KillTest(quint32 seed) : m_random(seed) {}

    int run(int kills)
    {
        QElapsedTimer took;
        took.start();
        Found last;
        for (int round = 0; round < kills; ++round) {
            const qint64 promised = saveAndKill(last.oldest() + 1);
            const Found found = lookAfter();
            const qint64 atLeast = std::max(promised, last.oldest());
            if (!found.isWhole || found.fellBack || found.oldest() < atLeast ||
                found.newest() > std::max(promised, last.newest()) + 1 || found.newest() - found.oldest() > 1)
                return fail(round, "not the last and not the previous state", found, promised);
            m_inBetween += found.newest() > promised ? 1 : 0;
            last = found;
            if (found.newest() > 0 && m_random.chance(5)) {
                ++m_damaged;
                damage(m_path, m_random);
                Found back = lookAfter();
                if (!back.fellBack)
                    return fail(round, "did not say that it fell back", back, promised);
                back.fellBack = false;
                if (back != found)
                    return fail(round, "fell back to something else", back, promised);
            }
        }
        std::printf(
            "%d kills, %d of them before the first turn was over, %d with a turn under way on the disk, "
            "%d damaged files, %lld turns, %.1f s\n",
            kills, m_early, m_inBetween, m_damaged, static_cast<long long>(last.newest()),
            static_cast<double>(took.elapsed()) / 1000);
        if (m_inBetween == 0) {
            std::printf("no kill met a turn half done, so nothing was tried\n");
            return 1;
        }
        return 0;
    }

private:
    /// Returns the last turn that was told to be done; 0 if none was.
    qint64 saveAndKill(qint64 turn)
    {
        Child writer([&](int output) { return saveForEver(m_path, turn, output); });
        qint64 promised = 0;
        // Some while it starts, which saves as well; most while it is at work.
        if (!m_random.chance(25) && !writer.read(promised))
            qFatal("the writer ended by itself: %d", writer.wait());
        ::usleep(static_cast<useconds_t>(m_random.below(6'000)));
        ::kill(writer.id, SIGKILL);
        if (const int code = writer.wait(); code >= 0)
            qFatal("the writer ended by itself: %d", code);
        while (writer.read(promised)) {
        }
        m_early += promised == 0 ? 1 : 0;
        return promised;
    }

    Found lookAfter()
    {
        Child reader([&](int output) { return look(m_path, output); });
        Found found;
        if (!reader.read(found) || reader.wait() != 0)
            qFatal("the settings cannot be opened");
        return found;
    }

    static int fail(int round, const char *what, const Found &found, qint64 promised)
    {
        std::printf("kill %d: %s\npromised %lld; found profiles %lld %lld, columns %lld, view %lld, "
                    "preference %lld, %s, %s\n",
                    round, what, static_cast<long long>(promised), static_cast<long long>(found.profiles[0]),
                    static_cast<long long>(found.profiles[1]), static_cast<long long>(found.columns),
                    static_cast<long long>(found.view), static_cast<long long>(found.preference),
                    found.isWhole ? "whole" : "a mixture", found.fellBack ? "fell back" : "as it was");
        return 1;
    }

    // In memory where that can be: what a killed process wrote is there either way, and nothing waits for a
    // disk.
    const QTemporaryDir m_folder{(QFile::exists(u"/dev/shm"_s) ? u"/dev/shm"_s : QDir::tempPath()) %
                                 u"/sandglass-kill-XXXXXX"_s};
    const QString m_path = m_folder.filePath(u"sandglass.ini"_s);
    test::Random m_random;
    int m_early = 0;
    int m_inBetween = 0;
    int m_damaged = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const quint32 seed = arguments.value(2, u"1"_s).toUInt();
    std::printf("seed %u\n", seed);
    std::fflush(stdout); // or each child would print it again
    return KillTest(seed).run(arguments.value(1, u"1000"_s).toInt());
}
