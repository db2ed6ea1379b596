// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "failures/failurepresenter.h"

#include "failures/errordialog.h"
#include "store/bulk/bulkruns.h"

#include <QScreen>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

constexpr int kStep = 32; // each further dialog shows the headline of the one below
constexpr int kSteps = 8;
// The report on a thousand failures takes a moment, and each answer may bring the next one.
constexpr int kMany = 200;
constexpr auto kPause = 250ms;

/// Whether one of @p runs has this sandbox under way or, with @p alsoFailed, saw it fail.
bool isOnStrips(const QVector<BulkRun *> &runs, const QString &id, bool alsoFailed)
{
    return std::any_of(runs.begin(), runs.end(), [&](const BulkRun *run) {
        const BulkItem *item = run->itemOf(id);
        return item && (!item->isOver() || (alsoFailed && item->state == BulkState::Failed));
    });
}

} // namespace

FailurePresenter::FailurePresenter(FailureCenter &center, const BulkRuns &runs, Clock &clock, QWidget *window,
                                   QObject *parent)
    : QObject(parent), m_center(center), m_runs(runs), m_clock(clock), m_widget(window)
{
    connect(&center, &FailureCenter::groupOpened, this, &FailurePresenter::onOpened);
    connect(&runs, &BulkRuns::dismissed, this, &FailurePresenter::closeUntold);
    connect(&center, &FailureCenter::groupChanged, this, &FailurePresenter::update);
    connect(&center, &FailureCenter::groupClosed, this, &FailurePresenter::remove);
    connect(&center, &FailureCenter::groupWanted, this, &FailurePresenter::bringToFront);
}

FailurePresenter::~FailurePresenter()
{
    for (const auto &[group, dialog] : m_shown)
        delete dialog;
    delete m_asked;
}

QWidget *FailurePresenter::window() const
{
    return m_widget ? m_widget->window() : nullptr;
}

QList<ErrorDialog *> FailurePresenter::dialogs() const
{
    QList<ErrorDialog *> dialogs;
    for (const auto &[group, dialog] : m_shown)
        dialogs << dialog;
    if (m_asked && m_asked->isVisible())
        dialogs << m_asked;
    return dialogs;
}

bool FailurePresenter::hasOpenDialogs() const
{
    return !dialogs().isEmpty();
}

bool FailurePresenter::isAnyActive() const
{
    const QList<ErrorDialog *> all = dialogs();
    return std::any_of(all.begin(), all.end(),
                       [](const ErrorDialog *dialog) { return dialog->isActiveWindow(); });
}

void FailurePresenter::show(FailureCenter::GroupId group, ErrorDialog &dialog)
{
    const auto [first, last] = m_center.span(group);
    dialog.setReport(m_center.report(group), {m_center.count(group), first, last});
}

void FailurePresenter::bringToFront(FailureCenter::GroupId group)
{
    if (m_quiet.contains(group))
        open(group);
    const auto found = m_shown.find(group);
    if (found == m_shown.end())
        return;
    found->second->raise();
    found->second->activateWindow();
}

bool FailurePresenter::isToldByStrips(FailureCenter::GroupId group) const
{
    const QStringList ids = m_center.sandboxIds(group);
    const QVector<BulkRun *> runs = m_runs.shown();
    // What failed twice failed once more outside of its run.
    return m_center.count(group) == ids.size() &&
           std::all_of(ids.begin(), ids.end(),
                       [&runs](const QString &id) { return isOnStrips(runs, id, true); });
}

void FailurePresenter::closeUntold()
{
    for (const FailureCenter::GroupId group : std::set(m_quiet)) {
        if (!isToldByStrips(group))
            m_center.close(group);
    }
}

void FailurePresenter::onOpened(FailureCenter::GroupId group)
{
    // Its run hears of the failure after this, and until then it is under way there.
    if (isOnStrips(m_runs.shown(), m_center.sandboxIds(group).value(0), false))
        m_quiet.insert(group);
    else
        open(group);
}

void FailurePresenter::open(FailureCenter::GroupId group)
{
    m_quiet.erase(group);
    auto *dialog = new ErrorDialog(m_clock, window());
    const int position = static_cast<int>(m_shown.size());
    m_shown.insert_or_assign(group, dialog);
    // Closing a group deletes its dialog, so this waits until the dialog's own code is through.
    connect(
        dialog, &ErrorDialog::retryWanted, this, [this, group] { m_center.retry(group); },
        Qt::QueuedConnection);
    connect(
        dialog, &ErrorDialog::closed, this, [this, group] { m_center.close(group); }, Qt::QueuedConnection);
    show(group, *dialog);
    place(*dialog, position);
    dialog->showCalmly();
    Q_EMIT openDialogsChanged(true);
}

void FailurePresenter::update(FailureCenter::GroupId group)
{
    if (!m_shown.contains(group) && !m_quiet.contains(group))
        return;
    m_changed.insert(group);
    if (!m_pause)
        m_update.schedule();
}

void FailurePresenter::updateNow()
{
    m_pause.reset();
    bool many = false;
    for (const FailureCenter::GroupId group : std::exchange(m_changed, {})) {
        const auto found = m_shown.find(group);
        if (found != m_shown.end())
            show(group, *found->second);
        else if (!m_quiet.contains(group))
            continue;
        else if (!isToldByStrips(group))
            open(group);
        many = many || m_center.count(group) > kMany;
    }
    if (many)
        m_pause = m_clock.after(kPause, [this] { updateNow(); });
}

void FailurePresenter::remove(FailureCenter::GroupId group)
{
    m_quiet.erase(group);
    const auto found = m_shown.find(group);
    if (found == m_shown.end())
        return;
    ErrorDialog *dialog = found->second;
    m_shown.erase(found);
    dialog->disconnect(this);
    dialog->hide();
    dialog->deleteLater();
    Q_EMIT openDialogsChanged(hasOpenDialogs());
}

void FailurePresenter::showReport(const ErrorReport &report)
{
    if (!m_asked) {
        m_asked = new ErrorDialog(m_clock, window());
        connect(m_asked, &ErrorDialog::closed, this, [this] { Q_EMIT openDialogsChanged(hasOpenDialogs()); });
    }
    const UtcTime now = m_clock.utcNow();
    ErrorReport shown = report;
    shown.retrySafe = false; // the banner has "Retry now"
    m_asked->setReport(shown, {1, now, now});
    if (!m_asked->isVisible())
        place(*m_asked, static_cast<int>(m_shown.size()));
    m_asked->show();
    m_asked->raise();
    m_asked->activateWindow();
    Q_EMIT openDialogsChanged(true);
}

void FailurePresenter::activateNext()
{
    const QList<ErrorDialog *> open = dialogs();
    if (open.isEmpty())
        return;
    qsizetype next = open.size() - 1;
    for (qsizetype i = 0; i < open.size(); ++i) {
        if (open.at(i)->isActiveWindow())
            next = (i + open.size() - 1) % open.size();
    }
    open.at(next)->raise();
    open.at(next)->activateWindow();
}

void FailurePresenter::place(ErrorDialog &dialog, int position) const
{
    const QWidget *over = window();
    if (!over)
        return;
    const int step = (position % kSteps) * kStep;
    const QRect frame = over->frameGeometry();
    QPoint corner(frame.center().x() - dialog.width() / 2 + step, frame.top() + frame.height() / 5 + step);
    const QRect screen = over->screen()->availableGeometry();
    corner.setX(qBound(screen.left(), corner.x(), qMax(screen.left(), screen.right() - dialog.width())));
    corner.setY(qBound(screen.top(), corner.y(), qMax(screen.top(), screen.bottom() - dialog.height())));
    dialog.move(corner);
}

} // namespace sandglass
