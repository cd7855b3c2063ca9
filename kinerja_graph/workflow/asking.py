"""Run a view: for an edition, a record, each record of a selector, or several at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kinerja_graph.analysis.nodes import find, key_of
from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.errors import UsageError
from kinerja_graph.library.queries import named
from kinerja_graph.library.references import resolve
from kinerja_graph.library.statement import EngineReader, Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import _
from kinerja_graph.views.spec import Subject, ViewSpec
from kinerja_graph.workflow.selecting import Answers, ask_each, selected_ids


def ask_view(
    reader: Reader,
    edition: Edition,
    view: ViewSpec,
    subject: str | Sequence[str] | None = None,
    **values: Any,
) -> Any:
    """Return the answer of ``view``; ``subject`` is an id, or ids for a view about several.

    Raises:
        UsageError: there is no such id, or the view does not apply to that kind of record.
        StoreError: the database failed.
    """
    if view.ask is None:
        return _ask_query(reader, edition, view, subject, values)
    about = () if view.subject is None else (subject,)
    return resolve(view.ask)(reader, edition, *about, **values)


def ask_selected(
    reader: EngineReader,
    edition: Edition,
    view: ViewSpec,
    text: str,
    *,
    rule_set: RuleSet | None = None,
    **values: Any,
) -> Answers[Any]:
    """Like ``ask_view``, for the id ``text`` or for each record selected by the selector ``text``.

    Raises:
        UsageError: as ``ask_view``, or a selector that cannot be read.
        AuditError: a rule that the selector names failed.
    """
    return ask_each(
        reader,
        edition,
        text,
        lambda name: ask_view(reader, edition, view, name, **values),
        takes=_labels(view),
        rule_set=rule_set,
    )


def ask_together(
    reader: EngineReader,
    edition: Edition,
    view: ViewSpec,
    texts: Iterable[str],
    *,
    rule_set: RuleSet | None = None,
    **values: Any,
) -> Any:
    """Like ``ask_view``, once for everything that ``texts``, ids and selectors, select together.

    Raises:
        UsageError: as ``ask_view``, or a selector is invalid or selects nothing.
        AuditError: a rule that a selector names failed.
    """
    ids = selected_ids(reader, edition, texts, takes=_labels(view), rule_set=rule_set)
    return ask_view(reader, edition, view, ids, **values)


def _labels(view: ViewSpec) -> tuple[str, ...]:
    return () if view.subject is None else view.subject.labels


def _ask_query(
    reader: Reader,
    edition: Edition,
    view: ViewSpec,
    subject: str | Sequence[str] | None,
    values: Mapping[str, Any],
) -> Any:
    """Return the answer of a view that consists of one statement."""
    statement = named(view.query or view.name)
    given: dict[str, Any] = {"scope": edition.scope, **values}
    if isinstance(subject, str) and view.subject is not None:
        _check_label(reader, edition, subject, view.subject)
        given["key"] = key_of(edition, subject)
    rows = reader.read(
        statement, **{name: one for name, one in given.items() if name in statement.parameters}
    )
    return resolve(view.build or view.answer)(edition, rows)


def _check_label(reader: Reader, edition: Edition, name: str, subject: Subject) -> None:
    found = find(reader, edition, name)
    if found.label not in subject.labels:
        raise UsageError(
            _("“{name}” is not labelled {labels}; this question is about those that are."),
            mend=_("Give the id of such a record."),
            where=f"{edition.dataset} {edition.edition}",
            code="wrong-label",
            name=name,
            labels=", ".join(subject.labels),
        )
