// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QMetaType>

#include <new>

namespace sandglass::test {

/// What ThreadSanitizer cannot see of a Qt that was not built with it: that a queued signal orders what its
/// sender did before what its receiver does, and that whoever waited for a thread comes after it. Of the one
/// tell those who copy an argument for the queue and who get a call from it; of the other QThread's own
/// functions, before which handover.cpp puts itself. Anything else that two threads share is still found.
namespace handover {

/// What is handed over is complete,
void begin();
/// and has arrived.
void end();
/// A queued call was made, and what Qt keeps of the connection is used no longer,
void madeCall();

/// Arguments of this type are copied for the queue, and destroyed, under the eyes of ThreadSanitizer.
template<typename T>
void watch()
{
    using Interface = QtPrivate::QMetaTypeInterface;
    const Interface *type = QMetaType::fromType<T>().iface();
    // Qt has no hook between the copy and the queue.
    const_cast<Interface::CopyCtrFn &>(type->copyCtr) = [](const Interface *, void *copy, const void *from) {
        new (copy) T(*static_cast<const T *>(from));
        begin();
    };
    // A call whose receiver is gone is destroyed without having been made.
    const_cast<Interface::DtorFn &>(type->dtor) = [](const Interface *, void *copy) {
        end();
        static_cast<T *>(copy)->~T();
    };
}

/// An application that tells of every queued call it makes, in every thread.
class Application final : public QCoreApplication
{
public:
    using QCoreApplication::QCoreApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        const bool isCall = event->type() == QEvent::MetaCall;
        if (isCall)
            end();
        const bool isDone = QCoreApplication::notify(receiver, event);
        if (isCall)
            madeCall();
        return isDone;
    }
};

} // namespace handover

} // namespace sandglass::test
