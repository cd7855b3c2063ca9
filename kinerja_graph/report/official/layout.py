"""Lay out a filled form: what stands in each cell of a file, and what its empty cells wait for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from kinerja_graph.forms.fill import FilledColumn, FilledForm, FilledPart, FilledRow
from kinerja_graph.forms.filling import Asked, Cell, HumanCell
from kinerja_graph.forms.form import Human
from kinerja_graph.model.edition import Edition
from kinerja_graph.numbers import format_number
from kinerja_graph.report.document import Tint
from kinerja_graph.report.official import words
from kinerja_graph.texts import Language, Text

Signer: TypeAlias = tuple[str, ...]
"""Who signs, line by line; nothing: nobody."""
_SIDES: Final = ("left", "right")
_YEAR: Final = "year"
_ELEMENT: Final = 0.3
"""The share of the width that the names of a card's elements take."""
_NAMING: Final = ("programmes", "programme")
_COUNTED: Final = ("budget", "spent")
"""What stands in the first row that names a programme, and in no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """What stands in a cell.

    Attributes:
        number: a number, in full; None if it is text.
        lines: what is shown, line by line.
        tint: why it is empty.
        down: the rows that it takes; 0: the cell above covers it.
        is_year: whether its number is a year, which has no sign between its thousands.
        note: who fills it in, where its column does not say so.
    """

    number: float | None = None
    lines: tuple[str, ...] = ()
    tint: Tint = ""
    down: int = 1
    is_year: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """A column: its heading, the note below it, its declared share of the width, what it holds."""

    head: str
    note: str = ""
    share: float = 1
    is_number: bool = False
    is_hint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A row; one with a ``heading`` has nothing else, and is the heading of the rows below it."""

    cells: tuple[FormCell, ...] = ()
    heading: str = ""
    is_sum: bool = False
    ids: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A table of the form with what is above and below it.

    Attributes:
        title, text: its heading, and the paragraphs above it.
        columns, rows: the table.
        by_people: who fills in its tinted cells.
        has_unknown: whether a cell is empty because the plan does not say it.
        notes: what is to be known about it.
        has_cards: whether the rows below each heading are a card, to be kept together.
        signers: who signs below it, on the left and on the right.
    """

    title: str
    text: tuple[str, ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    by_people: tuple[str, ...]
    has_unknown: bool
    notes: tuple[str, ...]
    has_cards: bool = False
    signers: tuple[Signer, Signer] = ((), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidForm:
    """A form as files have it.

    Attributes:
        name, title: the form.
        tables: at least one.
        has_parts: whether each table is a part with a heading of its own.
        basis: what its columns follow.
        foot: what it is: a draft, and made from what.
        digests: the digest of all that it was made from, a line each.
        subtitle: dataset and edition.
        is_wide: whether its pages are landscape.
        language: the language of all of it.
    """

    name: str
    title: str
    tables: tuple[FormTable, ...]
    has_parts: bool
    basis: str
    foot: str
    digests: tuple[str, ...]
    subtitle: str
    is_wide: bool
    language: Language


def lay_out(filled: FilledForm, language: Language) -> LaidForm:
    """Lay out a filled form in one language."""
    declared, edition = filled.declared, filled.facts.edition
    last = filled.tables[-1]
    foot = words.DRAFT_HINTS if declared.draft == "hints" else words.DRAFT
    return LaidForm(
        name=filled.form,
        title=filled.title.say(language),
        tables=tuple(
            replace(_table(one, language), signers=_signers(filled, one, language))
            if one is last or not declared.signs_last
            else _table(one, language)
            for one in filled.tables
        ),
        has_parts=declared.has_parts,
        basis=declared.basis.say(language),
        foot=foot.say(language, dataset=filled.dataset, edition=filled.edition),
        digests=tuple(_digest(one, language) for one in (edition, *filled.others)),
        subtitle=f"{filled.dataset} · {filled.edition}",
        is_wide=declared.is_wide,
        language=language,
    )


def _digest(edition: Edition, language: Language) -> str:
    told = words.DIGEST if edition.document is None else words.DIGEST_OF_DOCUMENT
    return told.say(
        language,
        dataset=edition.dataset,
        edition=edition.edition,
        document=edition.code,
        digest=edition.digest,
    )


def _signers(filled: FilledForm, part: FilledPart, language: Language) -> tuple[Signer, Signer]:
    """Return who signs below a table: in a form of one post after the other, those of its post."""
    asked = filled.asked
    if part.post is not None:
        asked = replace(asked, unit=None, position=part.post)
    sides = dict(filled.declared.signature)
    left, right = (
        _signer(filled, asked, sides[side], language) if side in sides else () for side in _SIDES
    )
    return left, right


def _signer(filled: FilledForm, asked: Asked, signer: str, language: Language) -> Signer:
    facts = filled.facts
    is_party = filled.declared.of_posts and signer in words.PARTY
    party = (words.PARTY[signer].say(language),) if is_party else ()
    posts: Sequence[str] = () if asked.position is None else (asked.position,)
    if signer == "superior" and posts:
        posts = [one for one in facts.superiors.get(posts[0], ()) if one != posts[0]]
        if party and not posts:
            return ()  # the post alone promises
    if signer in ("superior", "position") and len(posts) == 1:
        return (*party, facts.name(posts[0]))
    unit = asked.unit if asked.position is None else facts.unit_of.get(asked.position)
    governments = [one.id for one in facts.of("Unit").values() if one.get("kind") == "pemda"]
    if unit is None and len(governments) == 1:
        unit = governments[0]
    name = facts.edition.name or facts.edition.dataset if unit is None else facts.name(unit)
    return (*party, words.SIGNER[signer].say(language, unit=name))


def _table(part: FilledPart, language: Language) -> FormTable:
    has_cards = bool(part.part.card.id)
    rows = [*(_cards if has_cards else _rows)(part, language)]
    if part.part.totals and not has_cards:
        rows += _sum(part, language)
    every = [cell for row in rows for cell in row.cells]
    people: dict[Human, None] = dict.fromkeys(
        one.human for row in part.rows for one in row.cells if isinstance(one, HumanCell)
    )
    return FormTable(
        title=part.title.say(language),
        text=tuple(one.say(language) for one in part.text),
        columns=_card_columns(language)
        if has_cards
        else tuple(_column(part, number, language) for number in range(len(part.columns))),
        rows=tuple(rows),
        by_people=tuple(words.FILLED_BY[one].say(language) for one in people),
        has_unknown=any(one.tint == "unknown" for one in every),
        notes=tuple(one.say(language) for one in part.notes),
        has_cards=has_cards,
    )


def _card_columns(language: Language) -> tuple[FormColumn, ...]:
    return (
        FormColumn(head=words.ELEMENT.say(language), share=_ELEMENT),
        FormColumn(head=words.CONTENT.say(language), share=1 - _ELEMENT),
    )


def _cards(part: FilledPart, language: Language) -> Iterator[FormRow]:
    """Yield each row as a card: its heading, and below it a line for each column."""
    above = ""
    for number, row in enumerate(part.rows, 1):
        heading = row.section.say(language)
        if heading != above and heading:
            yield FormRow(heading=heading)
        above = heading
        yield FormRow(heading=part.part.card.say(language, it=number))
        for at, (cell, column) in enumerate(zip(row.cells, part.columns, strict=True)):
            note = _note(column, language)
            name = FormCell(lines=(column.head.say(language), *((note,) if note else ())))
            yield FormRow(
                cells=(name, replace(_cell(cell, column, language), note=note)),
                ids=row.ids,
                origins=() if at else row.origins,
            )


def _column(part: FilledPart, number: int, language: Language) -> FormColumn:
    column = part.columns[number]
    cells = [row.cells[number] for row in part.rows]
    known = [one for one in cells if one is not None and not isinstance(one, HumanCell)]
    return FormColumn(
        head=column.head.say(language),
        note=_note(column, language),
        share=column.column.width,
        is_number=bool(known) and all(map(_is_amount, known)),
        is_hint=column.column.is_hint,
    )


def _note(column: FilledColumn, language: Language) -> str:
    if column.human is None:
        return ""
    note = words.FILLED_BY[column.human].say(language)
    if column.column.value is None:
        return note
    return words.WHERE_EMPTY.say(language, note=note)


def _is_amount(cell: Cell) -> bool:
    if isinstance(cell, tuple):
        return all(isinstance(one, int | float) for one in cell)
    return isinstance(cell, int | float)


def _rows(part: FilledPart, language: Language) -> Iterator[FormRow]:
    merged = [_merged(part, number) for number in range(len(part.columns))]
    repeated = _repeated_budgets(part)
    above = ""
    for at, row in enumerate(part.rows):
        heading = row.section.say(language)
        if heading != above and heading:
            yield FormRow(heading=heading)
        above = heading
        cells = [
            _cell(one, column, language)
            for one, column in zip(row.cells, part.columns, strict=True)
        ]
        yield FormRow(
            cells=tuple(
                replace(
                    one,
                    down=merged[number][at],
                    tint="" if (at, number) in repeated else one.tint,
                )
                for number, one in enumerate(cells)
            ),
            ids=row.ids,
            origins=row.origins,
        )


def _cell(cell: Cell, column: FilledColumn, language: Language) -> FormCell:
    if isinstance(cell, HumanCell):
        return FormCell(tint="person")
    if cell is None:
        known = column.column.unknown.say(language)
        is_gap = not known and not column.column.is_optional
        return FormCell(lines=(known,) if known else (), tint="unknown" if is_gap else "")
    if isinstance(cell, int | float):
        value = column.column.value
        is_year = value is not None and value.name == _YEAR
        told = str(int(cell)) if is_year else format_number(cell, language)
        return FormCell(number=cell, lines=(told,), is_year=is_year)
    return FormCell(lines=tuple(_lines(cell, language)))


def _lines(cell: str | Text | tuple[object, ...], language: Language) -> Iterator[str]:
    """Yield a text, a range, or the items of a list, a line each."""
    match cell:
        case str():
            yield from cell.splitlines()
        case Text():
            yield cell.say(language)
        case (int() | float() as low, int() | float() as high):
            yield format_number((low, high), language)
        case _:
            for one in cell:
                text = one.say(language) if isinstance(one, Text) else str(one)
                yield " ".join(text.split())


def _merged(part: FilledPart, number: int) -> list[int]:
    """Return for each row how many rows the cell of a column takes; 0: that above covers it.

    Equal neighbours of what the form groups are one cell in print; what is empty stays apart, since
    each is to be filled in, and a heading between two rows parts them.
    """
    down = [1] * len(part.rows)
    column = part.columns[number].column
    if column.value is None or column.value not in part.part.group:
        return down
    first = 0
    for at in range(1, len(part.rows)):
        if _are_one(part.rows[first], part.rows[at], number):
            down[first] += 1
            down[at] = 0
        else:
            first = at
    return down


def _are_one(above: FilledRow, row: FilledRow, number: int) -> bool:
    cell = row.cells[number]
    if cell is None or isinstance(cell, HumanCell) or above.section != row.section:
        return False
    return above.cells[number] == cell


def _repeated_budgets(part: FilledPart) -> frozenset[tuple[int, int]]:
    """Return the cells (row, column) whose budget stands in a row above: nothing is missing there.

    They are known by the programmes that the row names, where the form shows them.
    """
    names = [one.column.value.name if one.column.value else "" for one in part.columns]
    naming = next((one for one in _NAMING if one in names), None)
    if naming is None:
        return frozenset()
    seen: set[object] = set()
    found: set[tuple[int, int]] = set()
    for at, row in enumerate(part.rows):
        cell = row.cells[names.index(naming)]
        named = (cell,) if isinstance(cell, str) else cell
        if isinstance(named, tuple):
            if seen.issuperset(named):
                found.update((at, n) for n, name in enumerate(names) if name in _COUNTED)
            seen.update(named)
    return frozenset(found)


def _sum(part: FilledPart, language: Language) -> Iterator[FormRow]:
    """Yield the row of totals, of what is known of each column; none where nothing is known."""
    cells = [FormCell() for _ in part.columns]
    for number, column in enumerate(part.columns):
        if column.column.id not in part.part.totals:
            continue
        known = [one.cells[number] for one in part.rows]
        numbers = [one for one in known if isinstance(one, int | float)]
        if numbers:
            total = sum(numbers)
            cells[number] = FormCell(number=total, lines=(format_number(total, language),))
    if any(one.lines for one in cells):
        at = _label_place(part)
        cells[at] = replace(cells[at], lines=(words.TOTAL.say(language),))
        yield FormRow(cells=tuple(cells), is_sum=True)


def _label_place(part: FilledPart) -> int:
    """Return the column of the word Total: the widest before the first that is added up."""
    first = next(
        number for number, one in enumerate(part.columns) if one.column.id in part.part.totals
    )
    before = part.columns[: max(first, 1)]
    return max(range(len(before)), key=lambda number: before[number].column.width)
