// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "handover.h"

#ifdef __SANITIZE_THREAD__

#include <QDeadlineTimer>
#include <QThread>

#include <dlfcn.h>

extern "C" void __tsan_acquire(void *address);
extern "C" void __tsan_release(void *address);

namespace {

char queue;
char connections;

/// Qt's own, which the one of this program stands before.
template<typename Function>
Function ofQt(const char *symbol)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, symbol));
}

} // namespace

namespace sandglass::test::handover {

void begin()
{
    __tsan_release(&queue);
}

void end()
{
    __tsan_acquire(&queue);
}

void madeCall()
{
    __tsan_release(&connections);
}

} // namespace sandglass::test::handover

void QThread::start(Priority priority)
{
    // The last that happens in the thread before whoever waits for it is woken.
    connect(
        this, &QThread::finished, this, [this] { __tsan_release(this); }, Qt::DirectConnection);
    ofQt<void (*)(QThread *, Priority)>("_ZN7QThread5startENS_8PriorityE")(this, priority);
}

int QThread::exec()
{
    const int code = ofQt<int (*)(QThread *)>("_ZN7QThread4execEv")(this);
    // What lives in the thread goes now, and its connections with it.
    __tsan_acquire(&connections);
    return code;
}

bool QThread::wait(QDeadlineTimer deadline)
{
    const bool isOver =
        ofQt<bool (*)(QThread *, QDeadlineTimer)>("_ZN7QThread4waitE14QDeadlineTimer")(this, deadline);
    if (isOver)
        __tsan_acquire(this);
    return isOver;
}

#else

namespace sandglass::test::handover {

void begin() {}
void end() {}
void madeCall() {}

} // namespace sandglass::test::handover

#endif
