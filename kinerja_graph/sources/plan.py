"""Determine which plan is read: the table ``dataset``, the command line, and the file name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, cast

from kinerja_graph.errors import UsageError
from kinerja_graph.model.cascade import Plan
from kinerja_graph.model.documents import PLAN, document_code
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.model.headings import PlannerSheet, read_headings, write_headings
from kinerja_graph.sources import choices
from kinerja_graph.sources.cells import Cell, cell_text
from kinerja_graph.sources.columns import DATASET
from kinerja_graph.sources.fault import Fault, fault
from kinerja_graph.sources.header_mapping import read_row
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.read_state import ReadState
from kinerja_graph.sources.row import Row
from kinerja_graph.texts import _

FIRST_EDITION: Final = "1"
UNNAMED: Final = "plan"
_GAP = re.compile(r"[^a-z0-9]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNSTORED = re.compile("[\ud800-\udfff]")
_BLANK: Final = _("{option} is blank.")
_CONTROLLED: Final = _("{option} contains a control character, or one that cannot be stored.")
_NAME_IT: Final = _(
    "Write the name with letters, digits and hyphens, such as kota-contoh; or leave out {option}."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions(EditionRef):
    """How an input is to be read, and as which edition.

    Attributes:
        dataset, edition, document: names that override those of the input; None: those of the
            input.
        lenient: load what can be read, and keep each problem for the audit.
        decimal: settles numbers that could be read in two ways.

    >>> from kinerja_graph import Plan, ReadOptions
    >>> Plan.load("examples/slides", wish=ReadOptions(dataset="latihan", edition="2026-murni"))
    <Plan latihan 2026-murni>
    """

    lenient: bool = False
    decimal: Decimal | None = None


def check_read_options(options: ReadOptions) -> ReadOptions:
    """Return the options with the names of dataset and edition validated and stripped.

    Raises:
        UsageError: a name is blank, or contains what names must not contain; or the document is
            the plan, which is not stated.
    """
    return replace(
        options,
        dataset=None if options.dataset is None else _valid_name(options.dataset, "--dataset"),
        edition=None if options.edition is None else _valid_name(options.edition, "--edition"),
        document=None if options.document is None else _valid_document(options.document),
    )


def _valid_document(text: str) -> str:
    code = document_code(text)
    if code == PLAN:
        what, mend = _("The plan is not stated as a document."), _("Leave out --document.")
    elif code is None:
        what = _("This is no code of a document.")
        mend = _(
            "Write it with letters, digits and hyphens: rpjmd, renstra, rkpd, renja, iku, pk, "
            "renaksi, dpa, or a code of your own."
        )
    else:
        return code
    raise UsageError(what, mend=mend, where=f"--document {text!a}", code="bad-document")


def _valid_name(name: str, option: str) -> str:
    trimmed = name.strip()
    if not trimmed:
        what = _BLANK
    elif _CONTROL.search(trimmed) or _UNSTORED.search(trimmed):
        what = _CONTROLLED
    else:
        return trimmed
    raise UsageError(what, mend=_NAME_IT, where=f"{option} {name!a}", option=option)


def slug(text: str) -> str:
    """Return the text as a short name: ASCII letters and digits in lower case, joined by hyphens.

    >>> slug("Kota Contoh_2026")
    'kota-contoh-2026'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _GAP.sub("-", plain.lower()).strip("-") or UNNAMED


def read_plan_row(state: ReadState) -> Row | None:
    """Return the only row of the table ``dataset``, or None; its ``decimal`` settles the others."""
    found: Row | None = None
    for header, line in state.lines(DATASET):
        if found is not None:
            row = Row(header.place, line[0], None)
            value = cell_text(header.cell(line[1], "dataset"))
            state.report(row, "dataset", fault("duplicate-id:dataset", value or None))
            continue
        if state.decimal is None:
            state.decimal = _decimal(header.cell(line[1], "decimal"))
        found, faults = read_row(header, line, state.decimal)
        _refuse_control(found, faults)
        _refuse_document(found, faults)
        for heading, each in faults:
            state.report(found, heading, each)
    return found


def _decimal(cell: Cell) -> Decimal | None:
    """Return the row's setting for ambiguous numbers; its own numbers are read by it too."""
    answer = choices.DECIMAL.read(cell) if isinstance(cell, str) else None
    return cast("Decimal | None", answer)


def _refuse_control(row: Row, faults: list[tuple[str, Fault]]) -> None:
    """Reject control characters, since one joins the names of dataset and edition."""
    for heading in ("dataset", "edition"):
        text = row.text(heading)
        if text is not None and _CONTROL.search(text):
            row.mark_unread(heading)
            faults.append((heading, fault("bad-choice:control", text)))


def _refuse_document(row: Row, faults: list[tuple[str, Fault]]) -> None:
    """Reject what is no code of a document, and the plan, which is not stated."""
    text = row.text("document")
    if text is not None and document_code(text) in {None, PLAN}:
        row.mark_unread("document")
        stated = document_code(text) is not None
        faults.append(
            (
                "document",
                fault("bad-choice:plan" if stated else "bad-choice:document", text),
            )
        )


def plan_of(
    row: Row | None,
    options: ReadOptions,
    stem: str,
    digest: str,
    own: Iterable[PlannerSheet] = (),
    values_origin: str | None = None,
) -> Plan:
    """Return the plan: from the options, else the table, else the slug of the file's stem.

    ``own``: the headings of the tables themselves that are not those of the contract; the table
    ``dataset`` holds those of the sheets that an import read.
    """
    stored = row.text("headings") if row is not None else None
    headings = write_headings((*read_headings(stored), *own))
    if row is None:
        dataset, edition = options.dataset or slug(stem), options.edition or FIRST_EDITION
        return Plan(
            dataset=dataset,
            edition=edition,
            digest=digest,
            headings=headings,
            values_origin=values_origin,
            document=options.document,
        )
    stated = row.text("document")
    name = row.name()
    return Plan(
        dataset=options.dataset or row.text("dataset") or slug(stem),
        edition=options.edition or row.text("edition") or FIRST_EDITION,
        name=None if name is None else name.text,
        first_year=row.whole_of("first_year"),
        last_year=row.whole_of("last_year"),
        as_of=row.whole_of("as_of"),
        digest=digest,
        headings=headings,
        values_origin=values_origin,
        document=options.document or (None if stated is None else document_code(stated)),
    )
