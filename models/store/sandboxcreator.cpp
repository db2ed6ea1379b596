// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sandboxcreator.h"

#include "store/createrules.h"
#include "store/environmentsetter.h"
#include "store/errorreport.h"
#include "store/lifecyclecontroller.h"
#include "store/ratebudget.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/templatelibrary.h"
#include "store/tombstones.h"
#include "store/wholelistreader.h"

#include <QLoggingCategory>
#include <QSet>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace std::chrono_literals;
using Phase = CreationWish::Phase;
using Found = CreationWish::Found;

namespace {

Q_LOGGING_CATEGORY(lcCreate, "hopx.create", QtWarningMsg)

constexpr auto kFirstRead = 1'500ms;
constexpr auto kLongestRead = 8'000ms;

// When to read the list after an answer that says too little, each counted from the read before. A server
// that answered has decided, and only its list may lag; one that fell silent may still be at it.
constexpr std::array kLooksAfterAnswer{0ms, 3'000ms};
constexpr std::array kLooksAfterSilence{0ms, 2'000ms, 3'000ms, 5'000ms, 10'000ms};

bool isSilence(const ApiError &error)
{
    return error.httpStatus < 500 || isGatewaysWord(error);
}

bool isSameTemplate(const SandboxSpec &spec, const Sandbox &listed)
{
    if (!spec.templateId.isEmpty() && !listed.templateId.isEmpty())
        return spec.templateId == listed.templateId;
    if (!spec.templateName.isEmpty() && !listed.templateName.isEmpty())
        return spec.templateName == listed.templateName;
    return true; // nothing tells them apart, so a person has to
}

bool isOnItsWay(Phase phase)
{
    return phase == Phase::Sending || phase == Phase::Looking;
}

/// Asking again changes nothing.
bool isRefusal(ApiErrorKind kind)
{
    return kind == ApiErrorKind::Unauthorized || kind == ApiErrorKind::Forbidden ||
           kind == ApiErrorKind::RouteMissing;
}

CreationMark::Phase markOf(Phase phase)
{
    switch (phase) {
    case Phase::Sending:
        return CreationMark::Phase::Sending;
    case Phase::Looking:
        return CreationMark::Phase::Looking;
    case Phase::Asking:
        return CreationMark::Phase::Asking;
    default:
        return CreationMark::Phase::Queued;
    }
}

/// What the row shows until the server says more: only what was asked for.
Sandbox draftOf(const SandboxSpec &spec, const Template *made, const QString &id, UtcTime now)
{
    Sandbox draft;
    draft.id = id;
    draft.status = SandboxStatus::Creating;
    draft.statusWord = wordOfStatus(SandboxStatus::Creating);
    draft.templateId = spec.templateId;
    draft.templateName = spec.templateName;
    draft.region = spec.region;
    draft.internetAccess = spec.internetAccess;
    draft.createdAt = ReportedTime::known(now);
    draft.timeoutSeconds = spec.timeoutSeconds;
    if (!spec.timeoutSeconds)
        draft.expiry = Expiry::never();
    if (made) {
        draft.vcpu = made->vcpu;
        draft.memoryMb = made->memoryMb;
        draft.diskMb = made->diskMb;
    }
    return draft;
}

} // namespace

/// One wish at work.
struct SandboxCreator::Work
{
    CreationWish wish;
    RequestHandle request;
    Timer timer;
    std::unique_ptr<WholeListReader> reader;
    std::unique_ptr<EnvironmentSetter> setter;
    QSet<QString> known;  ///< cannot be it: they were there before, or a person said so
    bool knewAll = false; ///< when it was sent; whatever is not known came since
    QString heldBack;     ///< what may be it and got no row of its own
    MonoTime sent{};
    MonoTime watched{};
    std::chrono::milliseconds nextRead = kFirstRead;
    std::size_t looks = 0;
    bool listWasRead = false;
    bool environmentWaits = false;
};

SandboxCreator::SandboxCreator(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    m_parts.store.setHoldBack([this](const Sandbox &listed) { return isHeldBack(listed); });
    connect(&m_parts.store, &SandboxStore::sandboxGone, this, &SandboxCreator::onSandboxGone);
    connect(&m_parts.controller, &LifecycleController::factsChanged, this, &SandboxCreator::onFactsChanged);
    connect(&m_parts.store, &SandboxStore::sandboxRead, this, &SandboxCreator::onSandboxRead);
    connect(&m_parts.store, &SandboxStore::listRead, this, &SandboxCreator::onListRead);
}

SandboxCreator::~SandboxCreator()
{
    m_parts.store.setHoldBack({});
}

QString SandboxCreator::whyNot(const SandboxSpec &spec) const
{
    const QString refusal = changeRefusal(m_parts.controller.facts());
    return refusal.isEmpty() ? whyNotCreate(spec, m_parts.templates) : refusal;
}

WishId SandboxCreator::create(const SandboxSpec &spec)
{
    if (!whyNot(spec).isEmpty())
        return 0;
    auto work = std::make_unique<Work>();
    work->wish.id = ++m_last;
    work->wish.spec = spec;
    Work &added = *work;
    m_works[added.wish.id] = std::move(work);
    begin(added);
    return m_last;
}

void SandboxCreator::begin(Work &work)
{
    CreationWish &wish = work.wish;
    const Template *made = m_parts.templates.find(wish.spec.templateId, wish.spec.templateName);
    if (made) {
        wish.spec.templateId = made->id;
        wish.spec.templateName = made->name;
    }
    wish.error.reset();
    wish.found = Found::NotLooked;
    wish.listWasIncomplete = false;
    wish.unshownId.clear();
    wish.candidates.clear();
    wish.sandboxId = provisionalId(++m_lastRow);
    wish.phase = Phase::Queued;
    m_parts.store.addProvisional(draftOf(wish.spec, made, wish.sandboxId, m_parts.serverClock.now()),
                                 {markOf(wish.phase), m_parts.clock.monoNow()});
    m_queue.push_back(wish.id);
    startNext();
}

const CreationWish *SandboxCreator::wish(WishId id) const
{
    const Work *work = find(id);
    return work ? &work->wish : nullptr;
}

bool SandboxCreator::isBusy() const
{
    return std::any_of(m_works.begin(), m_works.end(), [](const auto &entry) {
        const Work &work = *entry.second;
        return isOnItsWay(work.wish.phase) || work.wish.phase == Phase::Queued || work.environmentWaits;
    });
}

void SandboxCreator::startNext()
{
    // One after the other: what appears in a list meanwhile can then be one sandbox only.
    const bool isBusyNow = std::any_of(m_works.begin(), m_works.end(), [](const auto &entry) {
        return isOnItsWay(entry.second->wish.phase);
    });
    if (m_queue.empty() || isBusyNow)
        return;
    if (const auto wait = m_parts.budget.actionMustWait(m_parts.clock.monoNow()); wait > 0ms) {
        m_budgetTimer = m_parts.clock.after(wait, [this] { startNext(); });
        return;
    }
    Work *work = find(m_queue.front());
    m_queue.pop_front();
    if (work)
        send(*work);
    else
        startNext();
}

void SandboxCreator::send(Work &work)
{
    for (int row = 0; row < m_parts.store.size(); ++row)
        work.known.insert(m_parts.store.at(row).sandbox->id);
    // A list that lags may still name what is gone.
    const Tombstones &gone = m_parts.store.tombstones();
    for (int row = 0; row < gone.size(); ++row)
        work.known.insert(gone.at(row).sandbox->id);
    work.knewAll = m_parts.store.isComplete();
    work.heldBack.clear();
    work.sent = m_parts.clock.monoNow();
    work.wish.sentAt = m_parts.serverClock.now();
    qCInfo(lcCreate) << "create from template" << work.wish.spec.templateId << work.wish.spec.templateName;
    const WishId id = work.wish.id;
    work.request = m_parts.api.create(
        work.wish.spec, [this, id](const ApiResult<CreatedSandbox> &answer) { onAnswer(id, answer); });
    setPhase(work, Phase::Sending);
}

void SandboxCreator::onAnswer(WishId id, const ApiResult<CreatedSandbox> &answer)
{
    Work *work = find(id);
    if (!work)
        return;
    if (!answer)
        onRefused(*work, answer.error());
    else if (work->known.contains(answer->sandbox.id))
        onRefused(*work,
                  doubt(tr("The server answered with %1, which was there before").arg(answer->sandbox.id)));
    else
        succeed(*work, answer->sandbox, answer->token);
    startNext();
}

void SandboxCreator::onRefused(Work &work, const ApiError &error)
{
    qCInfo(lcCreate) << "create failed, HTTP status" << error.httpStatus << error.serverCode
                     << error.requestId;
    work.wish.error = error;
    if (error.maybeExecuted)
        return look(work);
    const bool isKey = error.kind == ApiErrorKind::Unauthorized;
    fail(work);
    if (!isKey)
        return;
    // Nothing more is sent with this key: what waits for its turn fails for the same cause.
    failQueued(error);
    Q_EMIT keyRefused(error);
}

void SandboxCreator::failQueued(const ApiError &error)
{
    for (const WishId id : std::exchange(m_queue, {})) {
        if (Work *waiting = find(id)) {
            waiting->wish.error = error;
            fail(*waiting);
        }
    }
}

void SandboxCreator::onFactsChanged()
{
    Q_EMIT refusalChanged();
    const QString refusal = changeRefusal(m_parts.controller.facts());
    if (refusal.isEmpty())
        return;
    failQueued(ownFinding(refusal, m_parts.clock.utcNow(),
                          m_parts.controller.facts().keyRefused ? ApiErrorKind::Unauthorized
                                                                : ApiErrorKind::Forbidden));
}

void SandboxCreator::look(Work &work)
{
    work.looks = 0;
    work.listWasRead = false;
    work.wish.found = Found::NotLooked;
    if (!work.reader)
        work.reader = std::make_unique<WholeListReader>(m_parts.clock, m_parts.api, m_parts.budget);
    lookAfter(work, 0ms);
    setPhase(work, Phase::Looking);
}

void SandboxCreator::lookAfter(Work &work, std::chrono::milliseconds delay)
{
    work.timer = m_parts.clock.after(delay, [this, id = work.wish.id] { readList(id); });
}

void SandboxCreator::readList(WishId id)
{
    Work *work = find(id);
    if (!work)
        return;
    if (const auto wait = m_parts.budget.actionMustWait(m_parts.clock.monoNow()); wait > 0ms)
        return lookAfter(*work, wait);
    ++work->looks;
    work->reader->start([this, id](const ApiResult<ListOutcome> &list) { onList(id, list); });
}

void SandboxCreator::onList(WishId id, const ApiResult<ListOutcome> &list)
{
    Work *work = find(id);
    if (!work)
        return;
    // The last look counts: what an earlier one did not find may have come since.
    work->listWasRead = list.has_value();
    if (list) {
        work->wish.listWasIncomplete = list->incompleteness != Incompleteness::None;
        for (const Sandbox &listed : list->sandboxes) {
            if (mayBe(*work, listed) && (work->knewAll || !isOlder(*work, listed, kOtherZones)))
                work->wish.candidates.append(listed);
        }
        // A time may be wrong, but it tells where to look first.
        std::stable_partition(
            work->wish.candidates.begin(), work->wish.candidates.end(),
            [work](const Sandbox &candidate) { return !isOlder(*work, candidate, kClockSlack); });
    }
    if (!work->wish.candidates.isEmpty()) {
        setPhase(*work, Phase::Asking);
        return startNext();
    }
    const bool keyWasRefused = !list && list.error().kind == ApiErrorKind::Unauthorized;
    const bool silent = isSilence(*work->wish.error);
    const std::size_t most = silent ? kLooksAfterSilence.size() : kLooksAfterAnswer.size();
    if (work->looks < most && !keyWasRefused)
        return lookAfter(*work,
                         silent ? kLooksAfterSilence.at(work->looks) : kLooksAfterAnswer.at(work->looks));
    work->wish.found = work->listWasRead ? Found::Nothing : Found::Unread;
    fail(*work);
    if (keyWasRefused)
        Q_EMIT keyRefused(list.error());
    startNext();
}

bool SandboxCreator::mayBe(const Work &work, const Sandbox &listed) const
{
    const SandboxSpec &spec = work.wish.spec;
    const bool isElsewhere =
        !spec.region.isEmpty() && !listed.region.isEmpty() && spec.region != listed.region;
    if (listed.status == SandboxStatus::Gone || isElsewhere || work.known.contains(listed.id) ||
        !isSameTemplate(spec, listed))
        return false;
    // What another wish became is not this one.
    return std::none_of(m_works.begin(), m_works.end(),
                        [&listed](const auto &entry) { return entry.second->wish.sandboxId == listed.id; });
}

bool SandboxCreator::isOlder(const Work &work, const Sandbox &listed, std::chrono::milliseconds slack)
{
    return listed.createdAt.isKnown() && listed.createdAt.at < work.wish.sentAt - slack;
}

bool SandboxCreator::isHeldBack(const Sandbox &listed)
{
    for (const auto &[id, work] : m_works) {
        const bool isYoung = m_parts.clock.monoNow() - work->sent < kHoldBack;
        const bool isFree = work->heldBack.isEmpty() || work->heldBack == listed.id;
        if (work->wish.phase == Phase::Sending && isYoung && isFree && mayBe(*work, listed) &&
            (work->knewAll || !isOlder(*work, listed, kClockSlack))) {
            work->heldBack = listed.id;
            return true;
        }
    }
    return false;
}

void SandboxCreator::claim(WishId id, const QString &sandboxId)
{
    Work *work = find(id);
    if (!work || work->wish.phase != Phase::Asking)
        return;
    const QVector<Sandbox> candidates = work->wish.candidates;
    const auto claimed = std::find_if(candidates.begin(), candidates.end(),
                                      [&sandboxId](const Sandbox &one) { return one.id == sandboxId; });
    if (claimed == candidates.end())
        return;
    // The question may have stood for minutes; a row that polls kept up to date knows better.
    const SandboxRow *row = m_parts.store.find(sandboxId);
    succeed(*work, row ? Sandbox(row->sandbox) : *claimed, {});
    m_parts.store.noteSeen(sandboxId);
    finishIfDone(id);
}

void SandboxCreator::disclaim(WishId id)
{
    Work *work = find(id);
    if (!work || work->wish.phase != Phase::Asking)
        return;
    for (const Sandbox &candidate : std::as_const(work->wish.candidates))
        work->known.insert(candidate.id);
    work->wish.found = Found::NotOurs;
    fail(*work);
}

void SandboxCreator::lookAgain(WishId id)
{
    Work *work = find(id);
    if (!work || work->wish.phase != Phase::Failed || work->wish.found != Found::Unread)
        return;
    look(*work);
}

bool SandboxCreator::retry(WishId id, const SandboxSpec &spec)
{
    Work *work = find(id);
    if (!work || !work->wish.mayRetry() || !whyNot(spec).isEmpty())
        return false;
    work->wish.spec = spec;
    begin(*work);
    Q_EMIT changed(id);
    return true;
}

void SandboxCreator::retryEnvironment(WishId id)
{
    Work *work = find(id);
    if (!work || work->wish.phase != Phase::EnvironmentFailed)
        return;
    work->wish.error.reset();
    setEnvironment(*work);
    setPhase(*work, Phase::Created);
}

void SandboxCreator::abandon(WishId id)
{
    const Work *work = find(id);
    if (!work || isOnItsWay(work->wish.phase) || work->wish.phase == Phase::Created)
        return;
    m_queue.erase(std::remove(m_queue.begin(), m_queue.end(), id), m_queue.end());
    if (isProvisionalId(work->wish.sandboxId))
        m_parts.store.removeProvisional(work->wish.sandboxId);
    end(id);
}

void SandboxCreator::succeed(Work &work, const Sandbox &sandbox, const ApiKey &token)
{
    const WishId id = work.wish.id;
    const QString row = std::exchange(work.wish.sandboxId, sandbox.id);
    work.timer.reset();
    work.reader.reset();
    work.wish.candidates.clear();
    work.wish.error.reset();
    work.wish.unshownId.clear();
    work.watched = m_parts.clock.monoNow();
    work.nextRead = kFirstRead;
    work.environmentWaits = !work.wish.spec.environment.isEmpty();
    // The phase comes after: the store tells of the read at once, and a wish that is done ends with it.
    m_parts.store.nameProvisional(row, sandbox);
    work.wish.phase = Phase::Created;
    if (work.environmentWaits) {
        const EnvironmentSetter::Parts parts{m_parts.clock, m_parts.api, m_parts.agents, m_parts.store,
                                             m_parts.budget};
        work.setter =
            std::make_unique<EnvironmentSetter>(parts, sandbox.id, token, work.wish.spec.environment);
        setEnvironment(work);
    }
    Q_EMIT created(id, sandbox.id);
    Q_EMIT changed(id);
    watch(id);
    startNext();
}

void SandboxCreator::setEnvironment(Work &work)
{
    work.environmentWaits = true;
    work.setter->start([this, id = work.wish.id](const std::optional<ApiError> &error) {
        Work *waiting = find(id);
        if (!waiting || waiting->wish.phase != Phase::Created)
            return;
        waiting->environmentWaits = false;
        if (error) {
            waiting->wish.error = *error;
            setPhase(*waiting, Phase::EnvironmentFailed);
            return;
        }
        watch(id); // its agent answered, but no list nor read has told of it for that
    });
}

/// Reads it until it runs; while its environment waits for that, the setter reads.
void SandboxCreator::watch(WishId id)
{
    finishIfDone(id);
    Work *work = find(id);
    if (!work || work->wish.phase != Phase::Created || work->environmentWaits)
        return;
    if (m_parts.clock.monoNow() - work->watched >= kWatch)
        return end(id);
    work->timer = m_parts.clock.after(work->nextRead, [this, id] { readNew(id); });
    work->nextRead = std::min<std::chrono::milliseconds>(2 * work->nextRead, kLongestRead);
}

void SandboxCreator::readNew(WishId id)
{
    Work *work = find(id);
    if (!work)
        return;
    const MonoTime began = m_parts.clock.monoNow();
    if (m_parts.budget.pollMustWait(1, began) > 0ms)
        return watch(id);
    const QString sandboxId = work->wish.sandboxId;
    work->request =
        m_parts.api.get(sandboxId, [this, id, sandboxId, began](const ApiResult<Sandbox> &answer) {
            m_parts.store.applyRead(sandboxId, answer, began);
            watch(id);
            if (!answer && isRefusal(answer.error().kind))
                Q_EMIT readRefused(id, answer.error());
        });
}

void SandboxCreator::finishIfDone(WishId id)
{
    const Work *work = find(id);
    if (!work || work->wish.phase != Phase::Created || work->environmentWaits)
        return;
    const QString sandboxId = work->wish.sandboxId;
    const SandboxRow *row = m_parts.store.find(sandboxId);
    // One word that it runs is not enough while the server shows it to nobody.
    if (row && (row->sandbox->status == SandboxStatus::Creating || m_parts.store.isUnseen(sandboxId)))
        return;
    end(id);
    if (row)
        Q_EMIT finished(id, sandboxId);
}

void SandboxCreator::onSandboxRead(const QString &sandboxId)
{
    for (const auto &[id, work] : m_works) {
        if (work->wish.unshownId == sandboxId)
            return recognise(id);
        if (work->wish.phase == Phase::Created && work->wish.sandboxId == sandboxId)
            return finishIfDone(id);
    }
}

void SandboxCreator::onListRead()
{
    QVector<WishId> concerned; // of now: some end by this
    for (const auto &[id, work] : m_works) {
        if (work->wish.phase == Phase::Created || !work->wish.unshownId.isEmpty())
            concerned.append(id);
    }
    for (const WishId id : std::as_const(concerned)) {
        recognise(id);
        finishIfDone(id);
    }
}

void SandboxCreator::recognise(WishId id)
{
    Work *work = find(id);
    const SandboxRow *row = work ? m_parts.store.find(work->wish.unshownId) : nullptr;
    if (!row || work->wish.phase != Phase::Failed)
        return;
    // By copy: the row is another by what succeed() does.
    succeed(*work, Sandbox(row->sandbox), {});
}

void SandboxCreator::onSandboxGone(const QString &sandboxId)
{
    QVector<WishId> concerned;
    for (const auto &[id, work] : m_works) {
        const auto &candidates = work->wish.candidates;
        const bool isCandidate =
            std::any_of(candidates.begin(), candidates.end(),
                        [&sandboxId](const Sandbox &one) { return one.id == sandboxId; });
        if (isCandidate || work->wish.sandboxId == sandboxId)
            concerned.append(id);
    }
    for (const WishId id : std::as_const(concerned)) {
        Work *work = find(id);
        if (!work || isProvisionalId(sandboxId))
            continue;
        if (work->wish.sandboxId == sandboxId) {
            endWith(*work, m_parts.store.tombstones().find(sandboxId));
            continue;
        }
        work->wish.candidates.removeIf([&sandboxId](const Sandbox &one) { return one.id == sandboxId; });
        work->known.insert(sandboxId);
        if (work->wish.candidates.isEmpty()) {
            work->wish.found = Found::Nothing;
            fail(*work);
        } else {
            Q_EMIT changed(id);
        }
    }
}

void SandboxCreator::endWith(Work &work, const SandboxRow *tombstone)
{
    const bool wasShown = !tombstone || tombstone->ending->cause != Ending::Cause::NeverShown;
    const bool isMade = work.wish.phase == Phase::Created || work.wish.phase == Phase::EnvironmentFailed;
    if (wasShown || !isMade)
        return end(work.wish.id);
    work.wish.error = doubt(
        tr("The server said that it had created %1, but has neither listed it since nor known it by its id")
            .arg(work.wish.sandboxId));
    work.wish.found = Found::Unshown;
    work.wish.unshownId = work.wish.sandboxId;
    fail(work);
}

ApiError SandboxCreator::doubt(const QString &text) const
{
    ApiError error = ownFinding(text, m_parts.clock.utcNow());
    error.maybeExecuted = true;
    return error;
}

void SandboxCreator::fail(Work &work)
{
    const QString row = std::exchange(work.wish.sandboxId, {});
    work.timer.reset();
    work.setter.reset();
    work.environmentWaits = false;
    work.wish.candidates.clear();
    m_parts.store.removeProvisional(row);
    setPhase(work, Phase::Failed);
}

/// Last in whatever calls it: who hears of it may act on the wish at once.
void SandboxCreator::setPhase(Work &work, Phase phase)
{
    work.wish.phase = phase;
    if (isProvisionalId(work.wish.sandboxId))
        m_parts.store.setCreation(work.wish.sandboxId, {markOf(phase), m_parts.clock.monoNow()});
    Q_EMIT changed(work.wish.id);
}

void SandboxCreator::end(WishId id)
{
    // Kept until the end of this call: it may be the wish's own timer or answer that led here.
    const auto keep = m_works.extract(id);
    if (!keep.empty())
        keep.mapped()->request.cancel();
    Q_EMIT changed(id);
}

SandboxCreator::Work *SandboxCreator::find(WishId id) const
{
    const auto found = m_works.find(id);
    return found == m_works.end() ? nullptr : found->second.get();
}

} // namespace sandglass
