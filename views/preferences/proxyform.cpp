// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/proxyform.h"

#include "preferences/preferencesdesk.h"
#include "preferences/preferencespage.h"
#include "widgets/plainlabel.h"
#include "widgets/problemlabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScopedValueRollback>
#include <QUrl>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString inUseText(const ProxyChoice &choice)
{
    switch (choice.use) {
    case ProxyUse::System:
        return ProxyForm::tr("In use: what the system says.");
    case ProxyUse::None:
        return ProxyForm::tr("In use: no proxy.");
    case ProxyUse::Manual:
        break;
    }
    QUrl name; // for the brackets of IPv6
    name.setHost(choice.host);
    name.setPort(choice.port);
    return ProxyForm::tr("In use: %1.").arg(name.authority());
}

} // namespace

ProxyForm::ProxyForm(PreferencesDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_system(new QRadioButton(tr("As the &system says"), this))
    , m_none(new QRadioButton(tr("&No proxy"), this))
    , m_manual(new QRadioButton(tr("&This proxy:"), this))
    , m_details(new QWidget(this))
    , m_type(new QComboBox(m_details))
    , m_host(new QLineEdit(m_details))
    , m_port(new QLineEdit(m_details))
    , m_user(new QLineEdit(m_details))
    , m_password(new QLineEdit(m_details))
    , m_forget(new QPushButton(tr("&Forget"), m_details))
    , m_passwordNote(makeNote({}, m_details))
    , m_state(new QLabel(this))
{
    makeFields();
    layOut();
    fill(desk.proxy());
    connectFields();
    updateState();
}

ProxyForm::~ProxyForm()
{
    m_password->setText(QString());
}

void ProxyForm::makeFields()
{
    m_system->setObjectName("proxy.system"_L1);
    m_system->setAccessibleDescription(
        tr("The desktop's settings, or https_proxy in the environment Sandglass was started from."));
    m_none->setObjectName("proxy.none"_L1);
    m_manual->setObjectName("proxy.manual"_L1);
    m_type->setObjectName("proxy.type"_L1);
    m_type->setAccessibleName(tr("Type of proxy"));
    m_type->addItem(tr("HTTP"), static_cast<int>(ProxyType::Http));
    m_type->addItem(tr("SOCKS5"), static_cast<int>(ProxyType::Socks5));
    m_host->setObjectName("proxy.host"_L1);
    m_host->setAccessibleName(tr("Proxy host"));
    m_host->setPlaceholderText(u"proxy.example"_s);
    m_host->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_port->setObjectName("proxy.port"_L1);
    m_port->setAccessibleName(tr("Proxy port"));
    m_port->setInputMethodHints(Qt::ImhDigitsOnly);
    m_user->setObjectName("proxy.user"_L1);
    m_user->setAccessibleName(tr("User name for the proxy"));
    m_user->setPlaceholderText(tr("only if the proxy asks for one"));
    m_user->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_password->setObjectName("proxy.password"_L1);
    m_password->setAccessibleName(tr("Password for the proxy"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                    Qt::ImhNoAutoUppercase);
    m_forget->setObjectName("proxy.forget"_L1);
    m_forget->setAccessibleName(tr("Forget the password"));
    m_forget->setAutoDefault(false);
    m_passwordNote->setObjectName("proxy.passwordNote"_L1);
    m_state->setObjectName("proxy.state"_L1);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_hostProblem = new ProblemLabel(m_host);
    m_portProblem = new ProblemLabel(m_port);
    m_userProblem = new ProblemLabel(m_user);
}

void ProxyForm::layOut()
{
    auto *form = makeForm(m_details);
    form->setContentsMargins(24, 0, 0, 0);
    m_port->setMaximumWidth(m_port->fontMetrics().averageCharWidth() * 12);
    auto *password = new QWidget(m_details);
    auto *passwordRow = new QHBoxLayout(password);
    passwordRow->setContentsMargins({});
    passwordRow->addWidget(m_password, 1);
    passwordRow->addWidget(m_forget);
    addField(*form, tr("T&ype:"), m_type);
    addField(*form, tr("&Host:"), m_host, m_hostProblem);
    addField(*form, tr("&Port:"), m_port, m_portProblem);
    addField(*form, tr("&User name:"), m_user, m_userProblem);
    addField(*form, tr("Pass&word:"), password, m_passwordNote, m_password);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_system, m_none, m_manual, m_details, m_state})
        column->addWidget(widget);
    QWidget *before = m_manual;
    for (QWidget *next :
         std::initializer_list<QWidget *>{m_type, m_host, m_port, m_user, m_password, m_forget}) {
        setTabOrder(before, next);
        before = next;
    }
}

void ProxyForm::connectFields()
{
    for (QRadioButton *button : {m_system, m_none, m_manual}) {
        connect(button, &QRadioButton::toggled, this, [this](bool chosen) {
            if (chosen)
                apply();
        });
    }
    connect(m_type, &QComboBox::activated, this, &ProxyForm::apply);
    for (QLineEdit *field : {m_host, m_port, m_user, m_password}) {
        // Not textEdited(): a screen reader sets the text without it.
        connect(field, &QLineEdit::textChanged, this, [this, field] {
            if (!m_filling)
                m_touched << field;
        });
        connect(field, &QLineEdit::editingFinished, this, [this, field] {
            if (m_touched.contains(field))
                apply();
        });
    }
    connect(m_forget, &QPushButton::clicked, this, [this] {
        m_password->clear();
        m_desk.setProxyPassword({}, this, [this](const QString &) { updateState(); });
        updateState();
    });
}

void ProxyForm::fill(const ProxyChoice &choice)
{
    const QScopedValueRollback filling(m_filling, true);
    switch (choice.use) {
    case ProxyUse::System:
        m_system->setChecked(true);
        break;
    case ProxyUse::None:
        m_none->setChecked(true);
        break;
    case ProxyUse::Manual:
        m_manual->setChecked(true);
        break;
    }
    m_type->setCurrentIndex(m_type->findData(static_cast<int>(choice.type)));
    m_host->setText(choice.host);
    m_port->setText(choice.port > 0 ? QString::number(choice.port) : QString());
    m_user->setText(choice.user);
}

ProxyChoice ProxyForm::fields() const
{
    ProxyChoice choice;
    choice.use = ProxyUse::Manual;
    choice.type = static_cast<ProxyType>(m_type->currentData().toInt());
    choice.host = m_host->text();
    choice.user = m_user->text();
    const QString port = m_port->text().trimmed();
    bool isNumber = false;
    choice.port = port.toInt(&isNumber);
    if (!port.isEmpty() && (!isNumber || choice.port == 0))
        choice.port = -1;
    return tidied(choice);
}

void ProxyForm::apply()
{
    if (!m_manual->isChecked()) {
        ProxyChoice choice = m_desk.proxy(); // with its fields, for another time
        choice.use = m_none->isChecked() ? ProxyUse::None : ProxyUse::System;
        m_desk.setProxy(choice);
        showProblems({});
        updateState();
        return;
    }
    const ProxyChoice choice = fields();
    if (choice.host != m_host->text() && problemsOf(choice).host.isEmpty()) {
        // A whole address was pasted; show what was understood.
        m_touched << m_port;
        fill(choice);
    }
    ProxyProblems problems = problemsOf(choice);
    if (problems.user.isEmpty() && choice.user.isEmpty() && !m_password->text().isEmpty())
        problems.user = tr("Enter the user name that goes with the password.");
    showProblems(problems);
    if (problems.none()) {
        m_desk.setProxy(choice);
        handPasswordOver();
    }
    updateState();
}

void ProxyForm::handPasswordOver()
{
    if (m_password->text().isEmpty())
        return;
    m_keepingProblem.clear();
    m_desk.setProxyPassword(m_password->text(), this, [this](const QString &problem) {
        m_keepingProblem = problem;
        updateState();
    });
    m_password->clear();
}

void ProxyForm::showProblems(const ProxyProblems &problems)
{
    // Nobody likes to be told that a field is empty before having come to it.
    const auto show = [this](ProblemLabel *label, const QLineEdit *field, const QString &problem) {
        const bool early = field->text().isEmpty() && !m_touched.contains(field);
        label->setProblem(early ? QString() : problem);
    };
    show(m_hostProblem, m_host, problems.host);
    show(m_portProblem, m_port, problems.port);
    m_userProblem->setProblem(problems.user);
}

void ProxyForm::updateState()
{
    const ProxyChoice used = m_desk.proxy();
    const bool manual = m_manual->isChecked();
    const bool incomplete = manual && used != fields();
    m_details->setEnabled(manual);
    m_state->setText(incomplete ? tr("Not complete yet. %1").arg(inUseText(used)) : inUseText(used));
    QString note;
    switch (m_desk.proxyPassword()) {
    case PasswordPlace::Nowhere:
        m_password->setPlaceholderText({});
        note = tr("It is kept in this computer's secret store, never in a file of Sandglass.");
        break;
    case PasswordPlace::SecretStore:
        m_password->setPlaceholderText(tr("A password is kept; type another one to replace it"));
        note = tr("Kept in this computer's secret store.");
        break;
    case PasswordPlace::Session:
        m_password->setPlaceholderText(tr("A password is known; type another one to replace it"));
        note = m_keepingProblem.isEmpty()
                   ? tr("Kept in memory, until Sandglass quits.")
                   : tr("%1 Kept in memory, until Sandglass quits.").arg(m_keepingProblem);
        break;
    }
    m_passwordNote->setText(note);
    m_password->setAccessibleDescription(QString(m_password->placeholderText() % u' ' % note).trimmed());
    m_forget->setEnabled(m_desk.proxyPassword() != PasswordPlace::Nowhere);
}

} // namespace sandglass
