// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/keychainsecrets.h"

#include "secrets/systemsecrets.h"

#include <QCoreApplication>
#include <QPointer>
#include <qt6keychain/keychain.h>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

using JobDone = std::function<void(QKeychain::Job &)>;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::SecretStore)
};

SecretProblem problemOf(const QKeychain::Job &job)
{
    using Kind = SecretProblem::Kind;
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {Kind::NotThere,
                Texts::tr("The secret store has no key for this profile, or was not unlocked.")};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {Kind::Refused, Texts::tr("The secret store refused access.")};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {Kind::NoStore, Texts::tr("This computer has no secret store.")};
    default:
        // What it says may be in any language, but it is the only hint there is.
        return {Kind::Other, Texts::tr("The secret store was not unlocked or cannot be used (it says: %1).")
                                 .arg(job.errorString())};
    }
}

/// One job, and the patience with it. The job itself cannot be called back: it goes on alone when this goes.
class Call final : public QObject
{
public:
    Call(QKeychain::Job *job, const QString &name, QObject *parent) : QObject(parent), m_job(job)
    {
        job->setKey(name);
        // Never into a file instead.
        job->setInsecureFallback(false);
        connect(job, &QKeychain::Job::finished, this, [this](QKeychain::Job *finished) {
            deleteLater();
            m_timer.reset();
            // Whoever is told may let go of the handle, which ends this object at once.
            const JobDone done = std::move(m_done);
            done(*finished);
        });
    }

    RequestHandle start(Clock &clock, JobDone done, std::function<void(const SecretProblem &)> failed)
    {
        m_done = std::move(done);
        m_timer = clock.after(KeychainSecrets::kPatience, [this, failed = std::move(failed)] {
            disconnect(m_job, nullptr, this, nullptr);
            deleteLater();
            failed({SecretProblem::Kind::NoAnswer, Texts::tr("The secret store does not answer.")});
        });
        m_job->start();
        return RequestHandle([call = QPointer(this)] { delete call; });
    }

private:
    QPointer<QKeychain::Job> m_job;
    Timer m_timer;
    JobDone m_done;
};

} // namespace

KeychainSecrets::KeychainSecrets(Clock &clock, QString service, QObject *parent)
    : QObject(parent), m_clock(clock), m_service(std::move(service))
{}

KeychainSecrets::~KeychainSecrets() = default;

RequestHandle KeychainSecrets::read(const QString &name, ReadDone done)
{
    auto *call = new Call(new QKeychain::ReadPasswordJob(m_service), name, this);
    return call->start(
        m_clock,
        [this, done](QKeychain::Job &job) {
            if (job.error() != QKeychain::NoError) {
                done(tl::unexpected(problemOf(job)));
            } else {
                m_isOpen = true;
                done(ApiKey(static_cast<QKeychain::ReadPasswordJob &>(job).binaryData()));
            }
        },
        [done](const SecretProblem &problem) { done(tl::unexpected(problem)); });
}

RequestHandle KeychainSecrets::write(const QString &name, const ApiKey &secret, Done done)
{
    auto *job = new QKeychain::WritePasswordJob(m_service);
    // As text, for that is how the store's own program shows it to its owner.
    job->setTextData(QString::fromUtf8(secret.secret()));
    auto *call = new Call(job, name, this);
    return call->start(
        m_clock,
        [this, done](QKeychain::Job &finished) {
            const bool fine = finished.error() == QKeychain::NoError;
            m_isOpen = m_isOpen || fine;
            done(fine ? std::nullopt : std::optional(problemOf(finished)));
        },
        [done](const SecretProblem &problem) { done(problem); });
}

RequestHandle KeychainSecrets::remove(const QString &name, Done done)
{
    auto *call = new Call(new QKeychain::DeletePasswordJob(m_service), name, this);
    return call->start(
        m_clock,
        [this, done](QKeychain::Job &job) {
            const bool fine = job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound;
            if (!fine) {
                done(problemOf(job));
                return;
            }
            // The library passes over what is locked, and calls that a success.
            done(m_isOpen ? std::nullopt
                          : std::optional(SecretProblem{
                                SecretProblem::Kind::NotThere,
                                Texts::tr("Whether the secret store is unlocked is not known.")}));
        },
        [done](const SecretProblem &problem) { done(problem); });
}

RequestHandle KeychainSecrets::probe(Done done)
{
    // Asking for what is not there needs no unlocking.
    return read(u"probe"_s, [done](const tl::expected<ApiKey, SecretProblem> &answer) {
        const bool fine = answer || answer.error().kind == SecretProblem::Kind::NotThere;
        done(fine ? std::nullopt : std::optional(answer.error()));
    });
}

std::unique_ptr<SecretStore> makeSystemSecrets(Clock &clock, const QString &service)
{
    return std::make_unique<KeychainSecrets>(clock, service);
}

} // namespace sandglass
