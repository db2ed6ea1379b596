// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "expiry/extenddialog.h"

#include "actions/extendactions.h"
#include "domain/expirytier.h"
#include "expiry/expirytexts.h"
#include "expiry/timechoice.h"
#include "item/formatting.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "theme/icons.h"
#include "widgets/describe.h"
#include "widgets/listtexts.h"
#include "widgets/picture.h"
#include "widgets/plainlabel.h"
#include "widgets/plainquestion.h"
#include "widgets/timetexts.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kTick = 5s; // the shown spans are in minutes
constexpr int kTextWidth = 440;

/// "CET, UTC+01:00"
QString zoneText(const QDateTime &moment)
{
    const QString name = moment.timeZoneAbbreviation();
    const int minutes = moment.offsetFromUtc() / 60;
    if (minutes == 0)
        return u"UTC"_s;
    const QString offset = u"UTC%1%2:%3"_s.arg(QChar(minutes < 0 ? u'-' : u'+'))
                               .arg(std::abs(minutes) / 60, 2, 10, QChar(u'0'))
                               .arg(std::abs(minutes) % 60, 2, 10, QChar(u'0'));
    return name.startsWith("UTC"_L1) ? offset : QString(name % ", "_L1 % offset);
}

QString nameList(const QStringList &ids)
{
    const QString first = ids.mid(0, ExtendDialog::kMostNames).join(", "_L1);
    return withRest({first}, ids.size() - qMin<qsizetype>(ids.size(), ExtendDialog::kMostNames) + 1)
        .join(u' ');
}

} // namespace

ExtendDialog::ExtendDialog(LifecycleController &controller, SandboxStore &store, Clock &clock,
                           const ServerClock &serverClock, const QStringList &ids, QWidget *parent)
    : QDialog(parent)
    , m_controller(controller)
    , m_store(store)
    , m_clock(clock)
    , m_serverClock(serverClock)
    , m_ids(controller.verdict(LifecycleAction::Extend, ids).eligible)
    , m_asked(ids.size())
    , m_headline(makePlainLabel(this))
    , m_now(makePlainLabel(this))
    , m_names(makePlainLabel(this))
    , m_edit(new QDateTimeEdit(this))
    , m_zone(new QLabel(this))
    , m_result(makePlainLabel(this))
    , m_warningSign(new Picture(themedIcon(u"triangle-alert"_s, SemanticColor::Warning), 16, this))
    , m_warning(makePlainLabel(this))
    , m_also(new QCheckBox(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_go(new QPushButton(this))
{
    setObjectName("extendDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();

    // An hour more than the one that lives longest has, so that at first nobody loses anything.
    const auto ends = endsOf(rows());
    setUntil(std::max(ends ? ends->last : UtcTime{}, m_serverClock.now()) + 1h);

    connect(m_edit, &QDateTimeEdit::dateTimeChanged, this, &ExtendDialog::updateTexts);
    connect(m_also, &QCheckBox::toggled, this, &ExtendDialog::updateTexts);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &ExtendDialog::accept);
    connect(&store, &SandboxStore::rowsChanged, this, &ExtendDialog::scheduleUpdate);
    connect(&store, &SandboxStore::rowsRemoved, this, &ExtendDialog::scheduleUpdate);
    connect(&controller, &LifecycleController::factsChanged, this, &ExtendDialog::scheduleUpdate);
    updateTexts();
    m_edit->setFocus();
    m_edit->setSelectedSection(QDateTimeEdit::HourSection);
}

ExtendDialog::~ExtendDialog() = default;

void ExtendDialog::layOut()
{
    setStrong(m_headline, kHeadlineScale);
    m_names->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_names->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_names->setObjectName("extendDialog.names"_L1);
    m_now->setObjectName("extendDialog.now"_L1);
    m_now->setMinimumWidth(kTextWidth);

    auto *label = new QLabel(tr("Lives &until:"), this);
    label->setBuddy(m_edit);
    m_edit->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    m_edit->setCalendarPopup(true);
    m_edit->setAccessibleName(tr("Lives until"));
    m_zone->setTextFormat(Qt::PlainText);
    m_result->setObjectName("extendDialog.result"_L1);
    m_warning->setObjectName("extendDialog.warning"_L1);
    m_also->setObjectName("extendDialog.also"_L1);
    m_go->setDefault(true);
    m_cancel->setAutoDefault(false);

    auto *time = new QHBoxLayout;
    time->setSpacing(8);
    time->addWidget(label);
    time->addWidget(m_edit);
    time->addWidget(m_zone);
    time->addStretch(1);
    auto *steps = new QHBoxLayout;
    steps->setSpacing(8);
    for (const auto step : ExtendActions::kSteps) {
        auto *button = new QPushButton(tr("+%1").arg(durationText(step)), this);
        button->setAccessibleName(tr("%1 later").arg(durationText(step)));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, step] { setUntil(until() + step); });
        steps->addWidget(button);
        m_steps += button;
    }
    steps->addStretch(1);
    auto *warning = new QHBoxLayout;
    warning->setSpacing(8);
    warning->addWidget(m_warningSign, 0, Qt::AlignTop);
    warning->addWidget(m_warning, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_go);

    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 24, 24, 16);
    all->setSpacing(8);
    all->addWidget(m_headline);
    all->addWidget(m_now);
    all->addWidget(m_names);
    all->addSpacing(8);
    all->addLayout(time);
    all->addLayout(steps);
    all->addSpacing(4);
    all->addWidget(m_result);
    all->addLayout(warning);
    all->addWidget(m_also);
    all->addSpacing(8);
    all->addLayout(buttons);
    all->setSizeConstraint(QLayout::SetFixedSize);
}

UtcTime ExtendDialog::until() const
{
    return UtcTime{std::chrono::milliseconds{m_edit->dateTime().toMSecsSinceEpoch()}};
}

void ExtendDialog::setUntil(UtcTime until)
{
    m_edit->setDateTime(localTime(std::chrono::ceil<std::chrono::minutes>(until)));
}

std::vector<const SandboxRow *> ExtendDialog::rows() const
{
    std::vector<const SandboxRow *> rows;
    for (const QString &id : m_ids) {
        if (const SandboxRow *row = m_store.find(id))
            rows.push_back(row);
    }
    return rows;
}

TimeChoice ExtendDialog::choice() const
{
    return choiceOf(rows(), until(), m_serverClock.now());
}

void ExtendDialog::updateIds()
{
    const QString lastId = m_ids.value(0);
    m_ids = m_controller.verdict(LifecycleAction::Extend, m_ids).eligible;
    if (!m_ids.isEmpty()) {
        updateTexts();
        return;
    }
    const QString why = (m_store.find(lastId) ? tr("%1 changed meanwhile.") : tr("%1 is gone.")).arg(lastId);
    Q_EMIT becamePointless(tr("There is nothing left to extend: %1").arg(why));
    reject();
}

void ExtendDialog::updateTexts()
{
    const std::vector<const SandboxRow *> all = rows();
    if (all.empty())
        return; // gone this very moment; updateIds() is on its way
    const TimeChoice now = choice();
    m_headline->setText(isOne() ? tr("Extend this sandbox to a time")
                                : tr("Extend %1 sandboxes to a time").arg(countText(m_ids.size())));
    setWindowTitle(m_headline->text());
    showNow(all);
    showResult(now, all);
    m_tick = m_clock.after(kTick, [this] { updateTexts(); });
}

QString ExtendDialog::leftOutText() const
{
    const qsizetype left = m_asked - m_ids.size();
    if (left == 0)
        return {};
    return (left == 1 ? tr("%1 of %2 selected is left out: its state does not allow it.")
                      : tr("%1 of %2 selected are left out: their state does not allow it."))
        .arg(countText(left), countText(m_asked));
}

void ExtendDialog::showNow(const std::vector<const SandboxRow *> &rows)
{
    const UtcTime now = m_serverClock.now();
    const auto ends = endsOf(rows);
    QString text;
    if (!isOne()) {
        text = !ends ? tr("When they end now is not known, or they have no time limit.")
               : ends->first == ends->last
                   ? tr("They end at %1.").arg(shortMoment(ends->first, now))
                   : tr("They end between %1 and %2.")
                         .arg(shortMoment(ends->first, now), shortMoment(ends->last, now));
    } else if (ends) {
        text = ends->first > now ? tr("It lives until %1 (in %2).")
                                       .arg(shortMoment(ends->first, now), spanText(ends->first - now))
                                 : tr("Its end was at %1.").arg(shortMoment(ends->first, now));
    } else {
        text = rows.front()->sandbox->expiry.kind == Expiry::Kind::Never
                   ? tr("It has no time limit.")
                   : tr("When it ends now is not known.");
    }
    const bool anyStands = std::any_of(rows.begin(), rows.end(), [](const SandboxRow *row) {
        return mayTimeStandStill(row->sandbox->status);
    });
    QStringList sentences{text, anyStands ? standstillText(m_ids.size()) : QString(), leftOutText()};
    sentences.removeAll(QString());
    m_now->setText(sentences.join(u' '));
    m_names->setText(nameList(m_ids));
    nameForReaders(*m_names, m_names->text());
}

void ExtendDialog::showResult(const TimeChoice &choice, const std::vector<const SandboxRow *> &rows)
{
    const UtcTime now = m_serverClock.now();
    m_zone->setText(zoneText(m_edit->dateTime()));
    QString result;
    if (choice.problem == ExtensionProblem::TimePassed) {
        result = tr("That is over already: choose a time to come.");
    } else if (choice.problem == ExtensionProblem::TooFar) {
        result = tr("That is too far away: choose a sooner time.");
    } else {
        result = tr("In %1").arg(spanText(until() - now));
        if (isOne() && rows.front()->sandbox->expiry.kind == Expiry::Kind::At) {
            const auto gained = until() - std::max(rows.front()->sandbox->expiry.at, now);
            if (gained >= 30s)
                result = tr("%1, %2 later than planned").arg(result, spanText(gained));
            else if (gained <= -30s)
                result = tr("%1, %2 sooner than planned").arg(result, spanText(-gained));
            else
                result = tr("%1, as planned").arg(result);
        }
    }
    m_result->setText(result);
    const QString warning = choice.problem == ExtensionProblem::None ? warningFor(choice, rows) : QString();
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    m_warningSign->setVisible(!warning.isEmpty());
    m_also->setVisible(!isOne() && !warning.isEmpty());
    m_also->setText(tr("&Change these too"));
    m_go->setText(goText(choice));
    m_go->setEnabled(!idsToSend(choice).isEmpty());
    describe(*this, QString(m_now->text() % u' ' % result % u' ' % warning));
}

QString ExtendDialog::warningFor(const TimeChoice &choice, const std::vector<const SandboxRow *> &rows) const
{
    if (choice.worse().isEmpty())
        return {};
    if (!isOne()) {
        QStringList sentences;
        if (!choice.shorter.isEmpty())
            sentences << tr("These would live shorter: %1.").arg(nameList(choice.shorter));
        if (!choice.endless.isEmpty())
            sentences << tr("These have no time limit, and one cannot be taken away again: %1.")
                             .arg(nameList(choice.endless));
        if (!choice.unknown.isEmpty())
            sentences << tr("When these end is not known: %1.").arg(nameList(choice.unknown));
        return sentences.join(u' ');
    }
    if (!choice.endless.isEmpty())
        return tr("A time limit can be moved later, but the server has no way to take it away again.");
    if (!choice.unknown.isEmpty())
        return tr("The sandbox may live longer than that at present.");
    return tr("This shortens its life by %1. The server then deletes it with all its files.")
        .arg(spanText(rows.front()->sandbox->expiry.at - until()));
}

QString ExtendDialog::goText(const TimeChoice &choice) const
{
    if (isOne()) {
        if (!choice.shorter.isEmpty())
            return tr("&Shorten…");
        return choice.worse().isEmpty() ? tr("&Extend") : tr("&Set limit…");
    }
    const auto count = idsToSend(choice).size();
    if (m_also->isChecked() && !choice.worse().isEmpty())
        return tr("&Set for %1 sandboxes…").arg(countText(count));
    return count == 1 ? tr("&Extend 1 sandbox") : tr("&Extend %1 sandboxes").arg(countText(count));
}

QStringList ExtendDialog::idsToSend(const TimeChoice &choice) const
{
    if (choice.problem != ExtensionProblem::None)
        return {};
    return isOne() || m_also->isChecked() ? choice.later + choice.worse() : choice.later;
}

void ExtendDialog::accept()
{
    const TimeChoice now = choice();
    const QStringList ids = idsToSend(now);
    if (ids.isEmpty())
        return;
    if (ids.size() > now.later.size())
        confirm(now);
    else
        send({});
}

void ExtendDialog::confirm(const TimeChoice &choice)
{
    // A closed one lives until the event loop comes round.
    if (m_question && m_question->isVisible())
        return;
    const QStringList worse = choice.worse();
    const QString when = shortMoment(until(), m_serverClock.now());
    const QString headline =
        worse.size() == 1
            ? tr("Let %1 end at %2?").arg(worse.constFirst(), when)
            : tr("Let %1 sandboxes end at %2, sooner than now?").arg(countText(worse.size()), when);
    const QString which =
        isOne() ? warningFor(choice, rows()) : tr("The server then deletes them: %1.").arg(nameList(worse));
    m_question = makePlainQuestion("extendDialog.question"_L1, windowTitle(), headline,
                                   tr("%1 Files are lost for good then.").arg(which), this);
    const QPushButton *go =
        m_question->addButton(choice.shorter.size() == worse.size() ? tr("&Shorten") : tr("&Set limit"),
                              QMessageBox::DestructiveRole);
    connect(go, &QPushButton::clicked, this, [this, worse] { send(worse); });
    m_question->open();
}

void ExtendDialog::send(const QStringList &agreed)
{
    const TimeChoice now = choice();
    const QStringList ids = idsToSend(now);
    if (ids.isEmpty()) {
        // The time may have passed while the question was open: there is another to choose.
        updateTexts();
        return;
    }
    const QStringList worse = now.worse();
    const auto isNamed = [named = QSet<QString>(agreed.begin(), agreed.end())](const QString &id) {
        return named.contains(id);
    };
    if (ids.size() > now.later.size() && !std::all_of(worse.begin(), worse.end(), isNamed)) {
        confirm(now);
        return;
    }
    // Each is read once more before it is sent, and may have got more time from others. Who was not named in
    // the question keeps that.
    QStringList named;
    QStringList others;
    std::partition_copy(ids.begin(), ids.end(), std::back_inserter(named), std::back_inserter(others),
                        isNamed);
    const UtcTime end = until();
    QDialog::accept();
    if (!others.isEmpty())
        Q_EMIT chosen(Extension::at(end), others);
    if (!named.isEmpty())
        Q_EMIT chosen(Extension::at(end, true), named);
}

} // namespace sandglass
