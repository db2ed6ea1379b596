// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firstpoll.h"
#include "item/sandboxfiltermodel.h"
#include "measure.h"
#include "paintwatch.h"
#include "population.h"
#include "search/searchfield.h"
#include "table/sandboxtable.h"
#include "wholewindow.h"

#include <QEventLoop>
#include <QKeyEvent>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>

namespace sandglass::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kKeys{u'r', u'u', u'n'};
constexpr int kRounds = 5; // most of it is waiting

/// A person who types into the field above the table.
class Typist
{
public:
    explicit Typist(int count) : m_window(firstPoll(population(count), m_clock))
    {
        settle();
        field().setFocus();
        settle();
        if (!field().hasFocus())
            qFatal("nobody can type");
    }

    /// How long a key keeps the window from answering: the longest, with what the field shows of it.
    double longestKey()
    {
        // What the field knows of the list is forgotten by then.
        QEventLoop loop;
        QTimer::singleShot(2'100, &loop, &QEventLoop::quit);
        loop.exec();
        double longest = 0;
        for (const char16_t key : kKeys)
            longest = std::max(longest, timeOf([this, key] { press(key); }));
        clear();
        return longest;
    }

    /// From a key to the frame that shows what it leaves, with the time the field waits for the next key.
    double keyToFrame()
    {
        double spent = 0;
        for (const char16_t key : kKeys) {
            const int framesBefore = m_window.frames();
            spent += timeOf([&] {
                press(key);
                while (m_window.session().dashboard().model.text() != field().text() ||
                       m_window.frames() == framesBefore)
                    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            });
        }
        clear();
        return spent / static_cast<double>(kKeys.size());
    }

private:
    [[nodiscard]] SearchField &field() { return *m_window.find<SearchField>(); }

    template<typename Act>
    double timeOf(Act act)
    {
        settle();
        const auto before = std::chrono::steady_clock::now();
        act();
        settle();
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
    }

    void press(char16_t key)
    {
        QKeyEvent event(QEvent::KeyPress, 0, Qt::NoModifier, QString(QChar(key)));
        QCoreApplication::sendEvent(&field(), &event);
    }

    void clear()
    {
        field().clear();
        field().applyNow();
        settle();
    }

    SystemClock m_clock;
    WholeWindow m_window;
};

} // namespace

void addTyping(Contenders &all, const Options &options)
{
    for (const int count : options.sizes) {
        const auto typist = std::make_shared<Typist>(count);
        all.append({u"key.%1"_s.arg(count),
                    u"sandglass"_s,
                    u"ms"_s,
                    [typist] { return typist->longestKey(); },
                    {},
                    1,
                    kRounds});
        all.append({u"type.%1"_s.arg(count),
                    u"sandglass"_s,
                    u"ms"_s,
                    [typist] { return typist->keyToFrame(); },
                    {},
                    1,
                    kRounds});
    }
}

} // namespace sandglass::bench
