// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "domain/inspection.h"
#include "domain/sandbox.h"
#include "domain/template.h"

#include <QJsonObject>
#include <QVector>

namespace sandglass::test {

/// Every text of a hostile server begins so. What follows shows who did something with it on the way: an
/// entity that a document decodes, an "&" that a button takes for a mnemonic, a place that a later value
/// would fill, a tag that would be obeyed.
inline const QString kServerText = QStringLiteral("HSTL&amp;%1%2<b>");
/// Where a line begins with this, the server's line end was obeyed and the line poses as ours.
inline const QString kForgedLine = QStringLiteral("forged line");

/// What a server says that wants its words to be taken for more than words. The answers take the way real
/// ones do: as JSON through the client's own decoders.
namespace hostile {

/// Tags, a link, a picture of this computer, entities, marks that turn the direction, line ends and 10 kB.
QString text(const QString &what);
/// The same as far as an id may go, which has to come back to the server unchanged: markup without the marks.
QString id(const QString &what);

/// An entry of a list; @p more replaces and adds.
QJsonObject sandboxJson(const QString &what, const QString &status, const QJsonObject &more = {});
QVector<Sandbox> listed(const QVector<QJsonObject> &rows);
/// The answer to a read of one, with fields nobody knows and nested ones.
Inspection inspected(const QJsonObject &row);
QVector<Template> templates();
Template described(const Template &listed);

/// As the client makes an error of such an answer: JSON with a hostile message, code and request id.
ApiError error(int httpStatus, const QString &method = QStringLiteral("POST"), const QString &path = {});
/// The same, said by a web page.
ApiError page(int httpStatus);

} // namespace hostile

} // namespace sandglass::test
