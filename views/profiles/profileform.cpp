// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profileform.h"

#include "domain/hopxservice.h"
#include "domain/pollinterval.h"
#include "profiles/keyplacefield.h"
#include "theme/profilecolors.h"
#include "theme/statuscolors.h"
#include "widgets/plainlabel.h"
#include "widgets/problemlabel.h"
#include "widgets/wheelguard.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// Several widgets as one field of the form, close together.
QVBoxLayout *stacked(std::initializer_list<QWidget *> widgets)
{
    auto *layout = new QVBoxLayout;
    layout->setContentsMargins({});
    layout->setSpacing(4);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    return layout;
}

} // namespace

ProfileForm::ProfileForm(ProfileDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_name(new QLineEdit(this))
    , m_address(new QLineEdit(this))
    , m_key(new QLineEdit(this))
    , m_place(new KeyPlaceField(this))
    , m_variable(new QLineEdit(this))
    , m_test(new QPushButton(tr("&Test connection"), this))
    , m_testResult(new QLabel(this))
    , m_color(new QComboBox(this))
    , m_interval(new QSpinBox(this))
    , m_readOnly(new QCheckBox(tr("&Read-only"), this))
    , m_careful(new QCheckBox(tr("&Careful"), this))
{
    setObjectName("profileForm"_L1);
    makeFields();
    layOut();
    for (QLineEdit *field : {m_name, m_address, m_variable, m_key}) {
        // Not textEdited(): a screen reader sets the text without it.
        connect(field, &QLineEdit::textChanged, this, [this, field] {
            if (m_filling)
                return;
            m_touched << field;
            onEdited();
        });
    }
    connect(m_place, &KeyPlaceField::changed, this, &ProfileForm::onEdited);
    connect(m_color, &QComboBox::currentIndexChanged, this, &ProfileForm::onEdited);
    connect(m_readOnly, &QCheckBox::toggled, this, &ProfileForm::onEdited);
    connect(m_careful, &QCheckBox::toggled, this, &ProfileForm::onEdited);
    connect(m_interval, &QSpinBox::valueChanged, this, &ProfileForm::onEdited);
    connect(m_test, &QPushButton::clicked, this, &ProfileForm::test);
    guardFromWheel(*this);
    updateColours();
}

ProfileForm::~ProfileForm()
{
    m_filling = true;
    m_key->setText(QString());
    m_desk.cancelCheck();
}

void ProfileForm::makeFields()
{
    m_name->setObjectName("profile.name"_L1);
    m_name->setAccessibleName(tr("Name"));
    m_address->setObjectName("profile.address"_L1);
    m_address->setAccessibleName(tr("Server address"));
    m_address->setPlaceholderText(kOfficialServer);
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_key->setObjectName("profile.key"_L1);
    m_key->setAccessibleName(tr("API key"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                               Qt::ImhNoAutoUppercase);
    m_variable->setObjectName("profile.variable"_L1);
    m_variable->setAccessibleName(tr("Environment variable"));
    m_variable->setInputMethodHints(Qt::ImhNoPredictiveText);
    m_color->setObjectName("profile.color"_L1);
    m_color->setAccessibleName(tr("Colour"));
    for (const ProfileColor color : kAllProfileColors)
        m_color->addItem(profileIcon(color), nameOfColor(color), static_cast<int>(color));
    m_readOnly->setObjectName("profile.readOnly"_L1);
    m_readOnly->setAccessibleName(tr("Read-only: nothing can be changed through this profile"));
    m_careful->setObjectName("profile.careful"_L1);
    m_careful->setAccessibleName(
        tr("Careful: deleting production sandboxes asks for their number to be typed"));
    m_interval->setObjectName("profile.interval"_L1);
    m_interval->setAccessibleName(tr("Read the list every"));
    // One below the least stands for "no wish of its own".
    m_interval->setRange(int(kShortestPollInterval.count()) - 1, int(kLongestPollInterval.count()));
    m_interval->setSpecialValueText(tr("as usual"));
    m_interval->setSuffix(tr(" s"));
    m_test->setObjectName("profile.test"_L1);
    m_test->setAutoDefault(false);
    m_testResult->setObjectName("profile.testResult"_L1);
    m_testResult->setTextFormat(Qt::PlainText);
    m_testResult->setWordWrap(true);
    m_testResult->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_nameProblem = new ProblemLabel(m_name);
    m_addressProblem = new ProblemLabel(m_address);
    m_variableProblem = new ProblemLabel(m_variable);
}

void ProfileForm::layOut()
{
    auto *testRow = new QHBoxLayout;
    testRow->setSpacing(12);
    testRow->addWidget(m_test, 0, Qt::AlignTop);
    testRow->addWidget(m_testResult, 1);
    auto *variable = stacked({m_variable, m_variableProblem});

    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto addRow = [&](const QString &text, QLayout *fields, QWidget *buddy) {
        auto *label = new QLabel(text, this);
        label->setBuddy(buddy);
        form->addRow(label, fields);
        return label;
    };
    addRow(tr("&Name"), stacked({m_name, m_nameProblem}), m_name);
    addRow(tr("S&erver address"), stacked({m_address, m_addressProblem}), m_address);
    addRow(tr("API &key"), stacked({m_key}), m_key);
    addRow(tr("Kee&p the key"), stacked({m_place}), m_place);
    m_variableLabel = addRow(tr("&Variable"), variable, m_variable);
    form->addRow(QString(), testRow);
    const auto narrow = [](QWidget *field) {
        auto *row = new QHBoxLayout;
        row->addWidget(field);
        row->addStretch(1);
        return row;
    };
    addRow(tr("C&olour"), narrow(m_color), m_color);
    addRow(tr("Read e&very"), narrow(m_interval), m_interval);
    // Below the box: words beside it do not wrap, and would be cut off where there is little room.
    const auto below = [this](const QString &text) {
        QLabel *note = makeNote(text, this);
        note->setAlignment(Qt::AlignTop | Qt::AlignLeft); // close to its box
        note->setIndent(style()->pixelMetric(QStyle::PM_IndicatorWidth) +
                        style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing));
        return note;
    };
    form->addRow(QString(), stacked({m_readOnly, below(tr("Nothing can be changed through this profile."))}));
    form->addRow(
        QString(),
        stacked({m_careful, below(tr("Deleting production sandboxes asks for their number to be typed."))}));
}

void ProfileForm::setProfile(const Profile &profile, bool isNew)
{
    m_filling = true;
    m_desk.cancelCheck();
    m_saved = tidied(profile);
    m_isNew = isNew;
    m_validated = false;
    m_touched.clear();
    m_name->setText(profile.name);
    m_address->setText(profile.baseUrl);
    m_key->setText(QString());
    m_place->setPlace(profile.keyPlace);
    m_variable->setText(profile.keyVariable);
    m_color->setCurrentIndex(qMax(0, m_color->findData(static_cast<int>(profile.color))));
    m_readOnly->setChecked(profile.readOnly);
    m_careful->setChecked(profile.careful);
    m_interval->setValue(profile.pollInterval ? int(profile.pollInterval->count()) : m_interval->minimum());
    m_filling = false;
    forgetCheck();
    updateKeyHint();
    showProblems();
}

void ProfileForm::focusName()
{
    m_name->setFocus(Qt::OtherFocusReason);
}

Profile ProfileForm::profile() const
{
    Profile profile = m_saved;
    profile.name = m_name->text();
    profile.baseUrl = m_address->text();
    profile.color = static_cast<ProfileColor>(m_color->currentData().toInt());
    profile.readOnly = m_readOnly->isChecked();
    profile.careful = m_careful->isChecked();
    profile.keyPlace = m_place->place();
    profile.keyVariable = m_variable->text();
    if (m_interval->value() == m_interval->minimum())
        profile.pollInterval.reset();
    else
        profile.pollInterval = std::chrono::seconds(m_interval->value());
    return profile;
}

QString ProfileForm::pastedKey() const
{
    return m_place->place() == KeyPlace::Environment ? QString() : m_key->text().trimmed();
}

bool ProfileForm::isChanged() const
{
    return m_isNew || isTouched();
}

bool ProfileForm::isTouched() const
{
    return !pastedKey().isEmpty() || tidied(profile()) != m_saved;
}

bool ProfileForm::validate()
{
    m_validated = true;
    showProblems();
    for (const auto &[label, field] :
         {std::pair{m_nameProblem, m_name}, std::pair{m_addressProblem, m_address},
          std::pair{m_variableProblem, m_variable}}) {
        if (!label->isHidden()) {
            field->setFocus(Qt::OtherFocusReason);
            return false;
        }
    }
    return true;
}

void ProfileForm::setStoreProblem(const QString &problem)
{
    m_place->setStoreProblem(problem);
}

void ProfileForm::onEdited()
{
    if (m_filling)
        return;
    forgetCheck();
    updateKeyHint();
    showProblems();
    Q_EMIT edited();
}

void ProfileForm::showProblems()
{
    const ProfileProblems problems = problemsOf(profile(), m_desk.store().profiles());
    const auto show = [this](ProblemLabel *label, const QLineEdit *field, const QString &problem) {
        // Nobody likes to be told that a field is empty before having typed into it.
        label->setProblem(m_validated || m_touched.contains(field) ? problem : QString());
    };
    show(m_nameProblem, m_name, problems.name);
    show(m_addressProblem, m_address, problems.baseUrl);
    show(m_variableProblem, m_variable, problems.keyVariable);
}

void ProfileForm::updateKeyHint()
{
    const bool inEnvironment = m_place->place() == KeyPlace::Environment;
    m_key->setEnabled(!inEnvironment);
    m_variableLabel->setVisible(inEnvironment);
    m_variable->setVisible(inEnvironment);
    Profile now = profile();
    now.id = m_saved.id;
    if (inEnvironment)
        m_key->setPlaceholderText(m_desk.hasKey(now) ? tr("The variable was set when Sandglass started")
                                                     : tr("The variable was not set when Sandglass started"));
    else if (!m_isNew && m_desk.hasKey(m_saved))
        m_key->setPlaceholderText(tr("A key is kept; type another one to replace it"));
    else
        m_key->setPlaceholderText(tr("Paste the key, hopx_live_…"));
    m_key->setAccessibleDescription(m_key->placeholderText());
    m_test->setEnabled(!pastedKey().isEmpty() || m_desk.hasKey(inEnvironment ? now : m_saved));
    m_test->setToolTip(m_test->isEnabled() ? QString() : tr("Enter a key first."));
}

void ProfileForm::test()
{
    // A disabled button would hand the focus to the next field, where the next key changes something.
    if (m_isAsking || !validate())
        return;
    m_isAsking = true;
    m_testResult->setText(tr("Asking the server…"));
    m_testWasGood.reset();
    updateColours();
    m_desk.check(tidied(profile()), pastedKey(), this,
                 [this](const ProfileCheck &check) { showCheck(check); });
}

void ProfileForm::showCheck(const ProfileCheck &check)
{
    m_isAsking = false;
    updateKeyHint();
    m_testResult->setText(check.nextStep.isEmpty() ? check.text
                                                   : tr("%1 %2").arg(check.text, check.nextStep));
    m_testWasGood = check.good;
    updateColours();
    m_testResult->setAccessibleName(m_testResult->text());
    QAccessibleEvent alert(m_testResult, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ProfileForm::forgetCheck()
{
    m_desk.cancelCheck();
    m_isAsking = false;
    m_testResult->clear();
    m_testResult->setAccessibleName({});
}

void ProfileForm::updateColours()
{
    m_testResult->setForegroundRole(m_testWasGood ? QPalette::WindowText : QPalette::PlaceholderText);
    QPalette answer = palette();
    if (m_testWasGood)
        answer.setColor(
            QPalette::WindowText,
            semanticColor(*m_testWasGood ? SemanticColor::Success : SemanticColor::Danger, palette()));
    m_testResult->setPalette(answer);
}

void ProfileForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        updateColours();
    QWidget::changeEvent(event);
}

} // namespace sandglass
