// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginecommandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

namespace sandglass::engine {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr int kMostSandboxes = 1'000'000;

class Words
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::engine::EngineCommandLine)
};

QString help(const QCommandLineParser &parser)
{
    return parser.helpText() + u'\n' +
           Words::tr(
               "Prints its address and its API key, one line each, and serves until SIGTERM or SIGINT.\n"
               "The key is random unless the environment variable SANDGLASS_ENGINE_KEY gives one.\n"
               "Agents of the sandboxes answer below the same address (/agent/ID: health, env).\n"
               "\n"
               "Always failing, to see what failure looks like: sandboxes of the template gpu-train cannot\n"
               "be created or started (503, no capacity), those of legacy-runner cannot be stopped (500).\n"
               "\n"
               "Faults: KIND=PROBABILITY[xTIMES][@ROUTE], several joined by commas. Kinds that replace the\n"
               "work: 500, 502-html, 503, 429, 402, 403. Kinds that do the work and spoil the answer: hang\n"
               "(none ever comes), slow (5 to 12 s), empty, 204, truncate, late-500. Routes: list, create,\n"
               "get, delete, start, stop, pause, resume, timeout, token, templates, template, and only\n"
               "where they are named: agent-health, agent-env (503: not initialized yet).\n"
               "Examples: --faults 500=0.05,slow=0.1    --faults 503=1x2@pause\n");
}

/// "20ms", "1.5s" or "20" (milliseconds).
std::optional<milliseconds> parseDuration(QString text)
{
    double factor = 1.0;
    if (text.endsWith("ms"_L1)) {
        text.chop(2);
    } else if (text.endsWith(u's')) {
        text.chop(1);
        factor = 1000.0;
    }
    bool ok = false;
    const double amount = text.toDouble(&ok) * factor;
    // Written so that "nan" fails too.
    if (!ok || !(amount >= 0.0 && amount <= 600'000.0))
        return std::nullopt;
    return milliseconds(static_cast<qint64>(amount));
}

/// Collects the first mistake while reading values.
class Reader
{
public:
    explicit Reader(const QCommandLineParser &parser) : m_parser(parser) {}

    qint64 number(const QString &name, qint64 low, qint64 high)
    {
        bool ok = false;
        const qint64 value = m_parser.value(name).toLongLong(&ok);
        if (!ok || value < low || value > high)
            fail(Words::tr("--%1 needs a whole number from %2 to %3, not “%4”")
                     .arg(name, QString::number(low), QString::number(high), m_parser.value(name)));
        return value;
    }

    double factor(const QString &name)
    {
        bool ok = false;
        const double value = m_parser.value(name).toDouble(&ok);
        if (!ok || !(value >= 0.0 && value <= 1000.0))
            fail(Words::tr("--%1 needs a factor from 0 to 1000, not “%2”").arg(name, m_parser.value(name)));
        return value;
    }

    void durations(const QString &name, milliseconds *low, milliseconds *high)
    {
        const QStringList ends = m_parser.value(name).split(u'-');
        const std::optional<milliseconds> first = parseDuration(ends.constFirst());
        const std::optional<milliseconds> last = parseDuration(ends.constLast());
        if (ends.size() > 2 || !first || !last || *first > *last) {
            return fail(Words::tr("--%1 needs a time such as 20ms, 20ms-80ms or 1s, not “%2”")
                            .arg(name, m_parser.value(name)));
        }
        *low = *first;
        *high = *last;
    }

    void fail(const QString &mistake)
    {
        if (m_mistake.isEmpty())
            m_mistake = mistake;
    }

    [[nodiscard]] QString mistake() const { return m_mistake; }

private:
    const QCommandLineParser &m_parser;
    QString m_mistake;
};

void addOptions(QCommandLineParser &parser)
{
    const EngineOptions usual;
    const auto add = [&parser](const QString &name, const QString &text, const QString &value = {},
                               const QString &preset = {}) {
        parser.addOption(QCommandLineOption(name, text, value, preset));
    };
    // %1 in the text is the preset.
    const auto addPreset = [&add](const QString &name, const QString &text, const QString &value,
                                  const QString &preset) { add(name, text.arg(preset), value, preset); };
    addPreset(u"port"_s, Words::tr("Listen on port P; 0 picks a free one (default %1)."), u"P"_s,
              QString::number(usual.port));
    addPreset(u"host"_s, Words::tr("Listen on address ADDR (default %1, this computer only)."), u"ADDR"_s,
              usual.host.toString());
    addPreset(u"sandboxes"_s, Words::tr("Begin with N sandboxes (default %1)."), u"N"_s,
              QString::number(usual.sandboxes));
    addPreset(u"seed"_s,
              Words::tr("The same seed gives the same sandboxes and the same chance (default %1)."), u"S"_s,
              QString::number(usual.seed));
    addPreset(u"latency"_s,
              Words::tr("Multiply the time transitions take (0.3 to 4 s); 0: at once (default %1)."),
              u"FACTOR"_s, QString::number(usual.latency));
    addPreset(u"latency-http"_s,
              Words::tr("Delay every answer: 20ms, 20ms-80ms (drawn anew each time), 1s (default %1)."),
              u"TIME"_s, QString::number(usual.httpLatencyLow.count()));
    addPreset(u"rate"_s, Words::tr("Allow N requests a minute, then answer 429 (default %1)."), u"N"_s,
              QString::number(usual.requestsPerMinute));
    add(u"faults"_s, Words::tr("Fail now and then, see below."), u"RULES"_s);
    add(u"error-shape"_s, Words::tr("Send error bodies nested, as the live service (default), or flat."),
        u"SHAPE"_s, u"nested"_s);
    add(u"sparse-list"_s, Words::tr("List rows carry only the fields that are documented for lists."));
    add(u"no-stop-start"_s, Words::tr("Answer 404 to stop and start, as if they did not exist."));
    add(u"log-requests"_s, Words::tr("Write method and path of every request to standard error."));
    add(u"still"_s, Words::tr("Nothing happens by itself, apart from expiry: no other people's sandboxes, "
                              "creating ones stay so."));
}

EngineCommandLine wrong(const QString &text)
{
    return {EngineCommandLine::Kind::Wrong,
            u"sandglass-engine: "_s + text + u' ' + Words::tr("(see sandglass-engine --help)") + u'\n',
            {}};
}

} // namespace

EngineCommandLine parseEngineCommandLine(const QStringList &arguments, const QByteArray &presetKey)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Words::tr("A local service that speaks the HopX sandbox API, with simulated sandboxes."));
    addOptions(parser);
    const QCommandLineOption helpOption = parser.addHelpOption();
    const QCommandLineOption versionOption = parser.addVersionOption();

    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    if (parser.isSet(helpOption))
        return {EngineCommandLine::Kind::Print, help(parser), {}};
    if (parser.isSet(versionOption))
        return {EngineCommandLine::Kind::Print, u"sandglass-engine " SANDGLASS_VERSION "\n"_s, {}};
    if (!parser.positionalArguments().isEmpty())
        return wrong(Words::tr("“%1” is not understood").arg(parser.positionalArguments().constFirst()));

    Reader reader(parser);
    EngineOptions options;
    options.port = static_cast<quint16>(reader.number(u"port"_s, 0, 65'535));
    options.sandboxes = static_cast<int>(reader.number(u"sandboxes"_s, 0, kMostSandboxes));
    options.seed = static_cast<quint64>(reader.number(u"seed"_s, 0, std::numeric_limits<qint64>::max()));
    options.requestsPerMinute = static_cast<int>(reader.number(u"rate"_s, 1, 1'000'000'000));
    options.latency = reader.factor(u"latency"_s);
    reader.durations(u"latency-http"_s, &options.httpLatencyLow, &options.httpLatencyHigh);
    options.sparseList = parser.isSet(u"sparse-list"_s);
    options.withStopStart = !parser.isSet(u"no-stop-start"_s);
    options.life = !parser.isSet(u"still"_s);
    options.logRequests = parser.isSet(u"log-requests"_s);

    const QString host = parser.value(u"host"_s);
    if (!options.host.setAddress(host == u"localhost" ? u"127.0.0.1"_s : host))
        reader.fail(Words::tr("--host needs an IP address such as 127.0.0.1, not “%1”").arg(host));
    const QString shape = parser.value(u"error-shape"_s);
    if (shape == u"flat")
        options.errorShape = ErrorShape::Flat;
    else if (shape != u"nested")
        reader.fail(Words::tr("--error-shape is nested or flat, not “%1”").arg(shape));
    QString mistake;
    if (const auto faults = parseFaults(parser.value(u"faults"_s), &mistake))
        options.faults = *faults;
    else
        reader.fail(u"--faults: "_s + mistake);
    const bool isPrintable = std::ranges::all_of(presetKey, [](char c) { return c > ' ' && c < '\x7f'; });
    if (!isPrintable)
        reader.fail(Words::tr("SANDGLASS_ENGINE_KEY may hold letters, digits and signs only, no spaces"));
    options.key = presetKey;

    if (!reader.mistake().isEmpty())
        return wrong(reader.mistake());
    return {EngineCommandLine::Kind::Run, {}, options};
}

} // namespace sandglass::engine
