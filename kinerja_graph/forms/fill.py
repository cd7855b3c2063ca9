"""Fill a form: its rows in order, and each of their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Final

from kinerja_graph.errors import UsageError
from kinerja_graph.forms.appropriations import DPA
from kinerja_graph.forms.asks import served_by
from kinerja_graph.forms.facts import Facts
from kinerja_graph.forms.filling import IKU, Asked, Cell, Filling, HumanCell, Reads, Row, Scales
from kinerja_graph.forms.findings import notes_of_findings
from kinerja_graph.forms.form import OPTIONS, Column, Form, Human, OptionName, Part, Value
from kinerja_graph.forms.names import NAMES
from kinerja_graph.forms.roles import notes_of_roles
from kinerja_graph.forms.rows import ROWS
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import CHAINED
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import EMPTY, Text, _

QUARTERS: Final = ("I", "II", "III", "IV")
_IKU_BY_LEVEL: Final = _(
    "IKU: the indicators of level 0 and 1, since no document iku is loaded beside the plan."
)
_IKU_OF_DOCUMENT: Final = _("IKU: the indicators that the document iku has.")
_NAME_IN: Final = "name_in."
_OF_DOCUMENT: Final = (f"{_NAME_IN}{{}}", "in_{}")
"""The names that say what stands in a document beside the plan."""
_COUNT_THEMSELVES: Final = ("programmes", "appropriations")
"""Rows that name one programme each."""
_NO_DOCUMENT: Final = _("Not loaded beside the plan: {listed}.")
_NO_PROGRAMMES: Final = _("The plan holds no programmes and no budgets.")


@json_keys("id", "head", "human")
@dataclass(frozen=True, slots=True, kw_only=True)
class FilledColumn:
    """A column of a filled form.

    Attributes:
        id: its name; of a repeated column with what it is repeated for.
        head: its heading.
        human: who fills it, always or where the plan says nothing.
        column: its declaration.
    """

    id: str
    head: Text
    human: Human | None
    column: Column = field(repr=False, compare=False)


@json_keys("ids", "section=heading", "cells")
@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRow:
    """A row of a filled form.

    Attributes:
        ids: the records that it is about.
        section: the heading that it stands under; empty if there is none.
        cells: one for each column.
        origins: where its records came from.
    """

    ids: tuple[str, ...]
    section: Text
    cells: tuple[Cell, ...]
    origins: tuple[str, ...] = ()

    @property
    def heading(self) -> Text | None:
        """Its heading; None if there is none."""
        return self.section if self.section.id else None


@json_keys("columns", "rows", "notes")
@dataclass(frozen=True, slots=True, kw_only=True)
class FilledPart:
    """One table of a filled form.

    Attributes:
        columns, rows: the table.
        notes: what is to be known about it.
        part: its declaration.
        title, text: its heading, and the paragraphs above it, filled in.
        post: the post that it is for, in a form that is filled for one post after the other.
    """

    columns: tuple[FilledColumn, ...]
    rows: tuple[FilledRow, ...]
    notes: tuple[Text, ...]
    part: Part = field(repr=False, compare=False)
    title: Text = EMPTY
    text: tuple[Text, ...] = ()
    post: str | None = field(default=None, repr=False)


@json_keys(
    "form", "dataset", "edition", "document", "options",
    optional=("columns", "rows", "notes", "parts"),
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A filled form.

    Attributes:
        form: its name.
        dataset, edition, document: what it was filled from.
        options: the options that it takes, with their values.
        tables: its tables; one unless it has parts.
        declared: the form as its file has it.
        title: its title, filled in.
        asked: the options it was filled with.
        facts: the edition it was filled from.
        others: what else it was filled from: documents beside the plan, an earlier edition.
    """

    form: str
    dataset: str
    edition: str
    document: str
    options: Mapping[str, str | int | None]
    tables: tuple[FilledPart, ...]
    declared: Form = field(repr=False, compare=False)
    title: Text = EMPTY
    asked: Asked = field(default_factory=Asked, repr=False)
    facts: Facts = field(repr=False, compare=False)
    others: tuple[Edition, ...] = field(default=(), repr=False, compare=False)

    @property
    def columns(self) -> tuple[FilledColumn, ...] | None:
        """The columns of a form of one table."""
        return None if self.declared.has_parts else self.tables[0].columns

    @property
    def rows(self) -> tuple[FilledRow, ...] | None:
        """The rows of a form of one table."""
        return None if self.declared.has_parts else self.tables[0].rows

    @property
    def notes(self) -> tuple[Text, ...] | None:
        """The notes of a form of one table."""
        return None if self.declared.has_parts else self.tables[0].notes

    @property
    def parts(self) -> tuple[FilledPart, ...] | None:
        """The tables of a form with parts."""
        return self.tables if self.declared.has_parts else None


def fill(
    facts: Facts,
    form: Form,
    asked: Asked,
    *,
    scales: Scales,
    reads: Reads,
) -> FilledForm:
    """Fill ``form`` from an edition.

    Args:
        facts: the edition.
        form: the form.
        asked: the options given.
        scales: the settings of forms.
        reads: what some forms read beside it.

    Raises:
        UsageError: an option that the form does not take or needs, an unknown unit or post, or one
            that owns no indicator where the form is about those of posts.
    """
    asked = _settled(facts, form, asked)
    filling = Filling(facts, form, asked, scales, reads)
    each = _fillings_of_posts(filling) if form.of_posts else [filling]
    tables = tuple(_fill_part(one, part) for one in each for part in form.parts)
    return FilledForm(
        form=form.name,
        dataset=facts.edition.dataset,
        edition=facts.edition.edition,
        document=facts.edition.code,
        options={
            name: getattr(asked, name)
            for name in OPTIONS
            if form.options.get(name, "none") != "none"
        },
        tables=tables,
        declared=form,
        title=form.title.filled(**_placed(filling)),
        asked=asked,
        facts=facts,
        others=tuple(_others(filling)),
    )


def _others(filling: Filling) -> Iterator[Edition]:
    """Yield the documents beside the plan that the form reads, and the earlier edition."""
    parts = filling.form.parts
    values = (column.value for part in parts for column in part.columns)
    names = {value.name for value in values if value is not None}
    read = {DPA} if any(part.of == "appropriations" for part in parts) else set[str]()
    if any(map(_tells_iku, parts)):
        read.add(IKU)
    for code, edition in filling.beside.editions.items():
        named = {code_of.format(code) for code_of in _OF_DOCUMENT}
        if code != filling.facts.edition.code and (code in read or named & names):
            yield edition
    if filling.earlier is not None:
        yield filling.earlier.facts.edition


def _tells_iku(part: Part) -> bool:
    return part.where == IKU or part.of == "criteria"


def _fillings_of_posts(filling: Filling) -> list[Filling]:
    """Return a filling for each post in scope that owns an indicator, by id.

    Raises:
        UsageError: there is none.
    """
    asked = filling.asked
    each = [
        replace(filling, asked=replace(asked, unit=None, position=post))
        for post in sorted(filling.facts.of("Position"))
        if filling.holders is None or post in filling.holders
    ]
    found = [one for one in each if one.in_scope("Indicator")]
    if found:
        return found
    name = asked.position or asked.unit
    raise UsageError(
        _("{name} owns no indicator.")
        if asked.position
        else _("No post of {name} owns an indicator."),
        mend=_("Name an owner of the indicators in the plan, or choose another post."),
        where="--position" if asked.position else "--unit",
        code="no-indicator",
        name=filling.facts.edition.dataset if name is None else name,
    )


def _settled(facts: Facts, form: Form, asked: Asked) -> Asked:
    """Check the options; return them with the year of the form where none is given.

    Raises:
        UsageError: one that the form does not take, or a missing, doubled or unknown one.
    """
    for name in OPTIONS:
        if getattr(asked, name) is not None and form.options.get(name, "none") == "none":
            taken = [f"--{one}" for one in OPTIONS if form.options.get(one, "none") != "none"]
            raise UsageError(
                _("Form {form} takes no option --{name}."),
                mend=_("It takes: {listed}.") if taken else _("Leave the option out."),
                where=f"--{name}",
                code="bad-value",
                form=form.name,
                name=name,
                listed=", ".join(taken),
            )
    if asked.unit is not None and asked.position is not None:
        raise UsageError(
            _("A form is filled for a unit or for a post, not for both."),
            mend=_("Give one of the two."),
            where="--unit, --position",
            code="bad-value",
        )
    _require(form, asked)
    for name, label in (("unit", "Unit"), ("position", "Position")):
        given = getattr(asked, name)
        if given is not None and given not in facts.of(label):
            raise _no_such(facts, name, label, given)
    if form.options.get("year", "none") in ("default", "closed") and asked.year is None:
        return replace(asked, year=_own_year(facts, form))
    return asked


def missing_options(form: Form, asked: Asked) -> list[OptionName]:
    """Return the options that a form needs and lacks; of unit and post one is enough."""
    needed: list[OptionName] = [one for one in OPTIONS if form.options.get(one) == "required"]
    either: set[OptionName] = {"unit", "position"}
    if either.issubset(needed) and (asked.unit or asked.position):
        needed = [one for one in needed if one not in either]
    return [one for one in needed if getattr(asked, one) is None]


def _require(form: Form, asked: Asked) -> None:
    missing = missing_options(form, asked)
    if missing:
        word = " | ".join(f"--{one}" for one in missing)
        raise UsageError(
            _("Form {form} needs {options}."),
            mend=_("Add it, such as: kinerja forms fill {form} --{first} …"),
            where="kinerja forms fill",
            code="bad-value",
            form=form.name,
            options=word,
            first=missing[0],
        )


def _no_such(facts: Facts, name: str, label: str, given: str) -> UsageError:
    near = get_close_matches(given, facts.of(label), n=3, cutoff=0.5)
    return UsageError(
        _("There is no unit “{name}” in this plan.")
        if label == "Unit"
        else _("There is no post “{name}” in this plan."),
        mend=_("Perhaps you mean: {listed}.") if near else _("Give an id of the plan files."),
        where=f"--{name}",
        code="unknown-id",
        name=given,
        listed=", ".join(near),
        nearest=near,
    )


def _own_year(facts: Facts, form: Form) -> int | None:
    """Return the year of a form: the first plan year that is not closed, or the last closed one."""
    years = facts.years
    if form.options.get("year") == "closed":
        return years.closed
    if years.first is None or years.last is None:
        return None
    ahead = years.first if years.closed is None else max(years.first, years.closed + 1)
    return min(ahead, years.last)


def _placed(filling: Filling, it: object = "") -> dict[str, object]:
    """Return what texts of the form may have in braces."""
    asked, facts = filling.asked, filling.facts
    name = facts.edition.name or facts.edition.dataset
    cap = filling.scales.cap

    def named(one: str | None) -> str:
        return name if one is None else facts.name(one)

    year = asked.year
    return {
        "unit": named(asked.unit),
        "position": named(asked.position),
        "year": "–" if year is None else year,
        "year-1": "–" if year is None else year - 1,
        "first": facts.years.first or "–",
        "last": facts.years.last or "–",
        "dataset": facts.edition.dataset,
        "edition": facts.edition.edition,
        "document": facts.edition.code,
        "it": it,
        "cap": "" if cap is None else cap,
    }


@dataclass(frozen=True, slots=True)
class _Place:
    """A column, and what it is repeated for: its number or year, its word, and its name."""

    column: Column
    it: int | None = None
    word: str = ""
    name: str = ""


def _of_one(place: _Place) -> Column:
    """Return the declaration of one of the columns that a column is repeated as."""
    value = place.column.value
    if value is None or value.argument != "it":
        return place.column
    return replace(place.column, value=replace(value, argument=str(place.it)))


def _fill_part(filling: Filling, part: Part) -> FilledPart:
    places = list(_places(filling, part))
    rows = _ordered(filling, part, ROWS[part.of](filling, part))
    rows = _counted(filling, part, rows)
    told = _placed(filling)
    return FilledPart(
        columns=tuple(
            FilledColumn(
                id=f"{one.column.id}-{one.word}" if one.word else one.column.id,
                head=one.column.head.filled(**_placed(filling, one.name or one.word)),
                human=one.column.human,
                column=_of_one(one),
            )
            for one in places
        ),
        rows=tuple(
            FilledRow(
                ids=row.ids,
                section=row.section,
                cells=tuple(_cell(filling, part, row, one) for one in places),
                origins=tuple(_origins(filling, row)),
            )
            for row in rows
        ),
        notes=tuple(_notes(filling, part)),
        part=part,
        title=part.title.filled(**told),
        text=tuple(one.filled(**told) for one in part.text),
        post=filling.asked.position if filling.form.of_posts else None,
    )


def _places(filling: Filling, part: Part) -> Iterator[_Place]:
    for column in part.columns:
        if column.needs is not None and getattr(filling.scales, column.needs) is None:
            continue
        if column.each is None:
            yield _Place(column)
        elif column.each == "plan_years":
            yield from (_Place(column, year, str(year)) for year in filling.plan_years)
        elif column.each == "results":
            results = () if filling.role_matrix is None else filling.role_matrix.results
            for n, result in enumerate(results, 1):
                yield _Place(column, n, result, filling.facts.name(result))
        elif column.each == "quarters":
            yield from (_Place(column, n, word) for n, word in enumerate(QUARTERS, 1))
        else:
            yield from (_Place(column, level, str(level)) for level in range(6))


def _cell(filling: Filling, part: Part, row: Row, place: _Place) -> Cell:
    column = place.column
    found: Cell = None
    if column.value is not None:
        found = _answer(filling, part, row, column.value, place.it)
    if found is None and column.human is not None:
        return HumanCell(column.human)
    return found


def _answer(filling: Filling, part: Part, row: Row, value: Value, it: int | None = None) -> Cell:
    name = NAMES[part.of][value.name]
    return name.ask(filling, row, _argument(filling, value.argument, it))


def _argument(filling: Filling, text: str, it: int | None) -> int | None:
    year = filling.asked.year
    if text.isdigit():
        return int(text)
    known = {
        "": None,
        "it": it,
        "year": year,
        "year-1": None if year is None else year - 1,
        "last": filling.facts.years.last,
    }
    return known[text]


def _ordered(filling: Filling, part: Part, rows: Iterable[Row]) -> list[Row]:
    """Sort the rows by the names of ``order``: unknown last, texts by code point."""

    def key(row: Row) -> tuple[tuple[bool, bool, float, str], ...]:
        return tuple(_sort_key(_answer(filling, part, row, one)) for one in part.order)

    found = sorted(rows, key=key) if part.order else list(rows)
    return [replace(row, number=number) for number, row in enumerate(found, 1)]


def _sort_key(cell: Cell) -> tuple[bool, bool, float, str]:
    if isinstance(cell, int | float):
        return (False, False, cell, "")
    text = cell.id if isinstance(cell, Text) else "" if cell is None else str(cell)
    return (cell is None, True, 0, text)


def _counted(filling: Filling, part: Part, rows: Sequence[Row]) -> list[Row]:
    """Give each row the programmes that no row before it names, so that budgets add up."""
    seen: set[str] = set()
    found: list[Row] = []
    for row in rows:
        acting = row.near or row.record
        if part.of in _COUNT_THEMSELVES or acting is None or acting.label not in CHAINED:
            found.append(row)
            continue
        new = tuple(one for one in served_by(filling, acting) if one not in seen)
        seen.update(new)
        found.append(replace(row, counted=new))
    return found


def _origins(filling: Filling, row: Row) -> Iterator[str]:
    records = [one for one in (row.record, row.near, row.far) if one is not None]
    known = [filling.facts.records[one] for one in row.ids if one in filling.facts.records]
    found = dict.fromkeys(one.origin for one in records or known)
    yield from (one for one in found if one is not None)


def _notes(filling: Filling, part: Part) -> Iterator[Text]:
    if _tells_iku(part):
        yield _IKU_OF_DOCUMENT if IKU in filling.beside.codes else _IKU_BY_LEVEL
    if part.of == "findings":
        yield from notes_of_findings(filling)
    if part.of == "roles":
        yield from notes_of_roles(filling)
    asked = [one.value.name for one in part.columns if one.value is not None]
    wanted = [one.removeprefix(_NAME_IN) for one in asked if one.startswith(_NAME_IN)]
    missing = [one for one in wanted if one not in filling.beside.codes]
    if missing:
        yield _NO_DOCUMENT.filled(listed=", ".join(missing))
    names_programmes = {*asked} & {"budget", "programmes"} or part.of == "programmes"
    if names_programmes and part.of != "appropriations" and not filling.facts.of("Programme"):
        yield _NO_PROGRAMMES
