"""``documents``: the documents of one edition held against each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from kinerja_graph.analysis.documents import Documents, Only, Picked, documents
from kinerja_graph.analysis.nodes import unknown_id
from kinerja_graph.analysis.selection import is_id, labels_of
from kinerja_graph.analysis.selection import select as select_records
from kinerja_graph.analysis.selector import Selector, is_plain, parse
from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.rule_set import RuleSet, run_rule_set
from kinerja_graph.errors import UsageError
from kinerja_graph.files import WrittenFile, write_whole
from kinerja_graph.library.statement import EngineReader
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.snapshots import chosen_together, refuse_others
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.document_rules import matched_documents, rules_of_documents
from kinerja_graph.workflow.edition_cache import checking_editions
from kinerja_graph.workflow.selecting import nothing_selected, rule_subjects
from kinerja_graph.workflow.tabulating import csv_text

_LEAST: Final = 2
_ENDINGS: Final = (".xlsx", ".csv")
_INDICATOR: Final = "Indicator"


def compare_loaded(
    store: Store,
    found: Iterable[Edition],
    meant: EditionRef,
    *,
    selector: str | None = None,
    only: Only | None = None,
    rule_set: RuleSet | None = None,
) -> Documents:
    """Compare the documents of a loaded edition; the plan is one of them.

    Args:
        store: the graph.
        found: every visible snapshot (``every_document``).
        meant: the edition.
        selector: the records whose groups are listed; None: all.
        only: which groups are listed; None: all.
        rule_set: the rules, for ``rule:`` in a selector.

    Raises:
        UsageError: there is no such edition, it has a single document, or the selector is invalid
            or selects no indicator.
        EditionGone: a document was removed while it was read.
        StoreError: the database failed.
    """
    together = several_documents(chosen_together(refuse_others(found), meant))
    with checking_editions(store, *together):
        return compare_found(store, together, selector=selector, only=only, rule_set=rule_set)


def compare_and_audit(
    store: Store,
    found: Iterable[Edition],
    meant: EditionRef,
    rule_set: RuleSet,
    *,
    selector: str | None = None,
    only: Only | None = None,
) -> tuple[Documents, Audit]:
    """Compare as ``compare_loaded``, and run the rules about documents on what was compared.

    The audit is of the whole edition, whatever is listed.

    Raises:
        UsageError, EditionGone, StoreError: as ``compare_loaded``.
    """
    together = several_documents(chosen_together(refuse_others(found), meant))
    with checking_editions(store, *together):
        whole = documents(store, together)
        answer = _narrowed(store, together, whole, selector, only, rule_set)
        audit = run_rule_set(
            store,
            together[0],
            rules_of_documents(rule_set),
            store.engine,
            documents=matched_documents(together, whole),
        )
        return answer, audit


def several_documents(found: Sequence[Edition]) -> Sequence[Edition]:
    """Return the documents of an edition; refuse a single one.

    Raises:
        UsageError: there is one alone (``one-document``).
    """
    if len(found) >= _LEAST:
        return found
    only = found[0]
    raise UsageError(
        _("{edition} of {dataset} has one document, {document}: there is none to compare it with."),
        mend=_("Load another beside it: kinerja load PATH --document pk"),
        where=f"{only.dataset} {only.edition}",
        code="one-document",
        dataset=only.dataset,
        edition=only.edition,
        document=only.code,
    )


def compare_found(
    store: EngineReader,
    found: Sequence[Edition],
    *,
    selector: str | None = None,
    only: Only | None = None,
    rule_set: RuleSet | None = None,
) -> Documents:
    """Do the same as ``compare_loaded`` for documents that were found already, in their order.

    Raises:
        UsageError: the selector is invalid or selects no indicator.
        StoreError: the database failed.
    """
    return _narrowed(store, found, documents(store, found), selector, only, rule_set)


def _narrowed(
    store: EngineReader,
    found: Sequence[Edition],
    whole: Documents,
    selector: str | None,
    only: Only | None,
    rule_set: RuleSet | None,
) -> Documents:
    picked = None if selector is None else _picked(store, found, selector, rule_set)
    answer = whole.narrowed(picked=picked)
    if selector is not None and not answer.groups:
        raise nothing_selected(found[0], selector)
    return answer.narrowed(only=only)


def check_ending(out: Path) -> None:
    """Check that the name of a file says in which format the documents are written.

    Raises:
        UsageError: its ending is another one (``bad-value``).
    """
    if out.suffix.lower() not in _ENDINGS:
        raise UsageError(
            _("Compared documents are written as {endings}, not {name}."),
            mend=_("Give a name that ends in .xlsx or .csv."),
            where="--out",
            code="bad-value",
            endings=", ".join(_ENDINGS),
            name=out.name,
        )


def write_documents(
    answer: Documents, out: Path, *, language: Language, made: datetime
) -> WrittenFile:
    """Write compared documents to ``out``: a workbook, or as CSV a row for each cell.

    Raises:
        UsageError: as ``check_ending``, or the file cannot be written.
    """
    from kinerja_graph.report import documents_book as book  # noqa: PLC0415 - few write a file

    check_ending(out)
    if out.suffix.lower() == ".csv":
        names = [column.key for column in book.COLUMNS]
        rows = (
            {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in zip(names, row, strict=True)
            }
            for row in book.document_rows(answer)
        )
        return write_whole(out, csv_text(names, rows))
    return write_whole(out, book.documents_book(answer, language, made))


def _picked(
    store: EngineReader, found: Sequence[Edition], text: str, rule_set: RuleSet | None
) -> Picked:
    """Return the indicators that a selector picks in any of the documents.

    Raises:
        UsageError: it cannot be parsed, or a part of it fits no document.
    """
    if is_plain(text) or any(is_id(store, one, text) for one in found):
        name = text.strip()
        labels = {one.code: labels_of(store, one, [name]) for one in found}
        if not any(labels.values()):
            raise unknown_id(store, found[0], name)
        return {(code, one) for code, some in labels.items() for one in _indicators(some.items())}
    whole = parse(text)
    return {
        (code, one)
        for both in whole.either
        for code, some in _each(store, found, Selector((both,), text), rule_set)
        for one in some
    }


def _each(
    store: EngineReader, found: Sequence[Edition], selector: Selector, rule_set: RuleSet | None
) -> Sequence[tuple[str, Collection[str]]]:
    """Return the indicators that a part of a selector picks, by document.

    What it names (an id, an agency) need not be in all documents, but in one of them.
    """
    picked: list[tuple[str, Collection[str]]] = []
    errors: list[UsageError] = []
    for one in found:
        try:
            chosen_records = select_records(
                store, one, selector, subjects=rule_subjects(store, one, rule_set)
            )
        except UsageError as error:
            errors.append(error)
        else:
            picked.append((one.code, _indicators(chosen_records.labels.items())))
    if not picked:
        raise errors[0]
    return picked


def _indicators(labels: Iterable[tuple[str, str]]) -> list[str]:
    return [one for one, label in labels if label == _INDICATOR]
