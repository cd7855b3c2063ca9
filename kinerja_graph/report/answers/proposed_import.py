"""Put a proposed import into words: each column's role, the first records, what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kinerja_graph.library.words import SIGNS, one_line
from kinerja_graph.model.problem import Problem
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.shared import Amount, few, note, verdict
from kinerja_graph.report.document import (
    BRANCH,
    AnswerBlock,
    Column,
    Heading,
    Items,
    Line,
    Mood,
    Row,
    Table,
    cell,
    line,
    quiet,
    strong,
)
from kinerja_graph.sources.wide.guess_text import NO_HEADINGS, Proposal, row_range
from kinerja_graph.sources.wide.proposing import ImportProposal, ReadRecord, ReadValue, SetAside
from kinerja_graph.sources.wide.roles import Role
from kinerja_graph.sources.wide.sentences import LEFT
from kinerja_graph.sources.wide.sheet_profile import Certainty
from kinerja_graph.texts import Language, Text, _, pgettext

FORMS: Final[Mapping[str, Text]] = {
    "matrix": _("a matrix with a column for each level; what stands to the left is the parent"),
    "nodes": _("a list of nodes, each with its parent"),
    "order": _("a list of nodes whose order tells the parents"),
    "codes": _("a list by dotted codes; the code tells the parent"),
    "list": _("a list of indicators that name no result"),
    "posts": _("a list of posts, each with its superior"),
    "drawn": _("a tree drawn in the cells of a sheet"),
    "shapes": _("a tree drawn with shapes and connectors"),
}
"""The name of a form; ``order`` is ``nodes`` without a column of parents."""
CERTAINTIES: Final[Mapping[Certainty, Text]] = {
    "sure": pgettext("of a proposal", "sure"),
    "likely": pgettext("of a proposal", "likely"),
    "doubtful": pgettext("of a proposal", "doubtful"),
}
ROLES: Final[Mapping[str, Text]] = {
    "statement": _("statements"),
    "code": _("codes"),
    "id": _("ids"),
    "parent": _("parents"),
    "name": _("names"),
    "level": _("levels"),
    "within": _("where ids are unique"),
    "indicator": _("indicators"),
    "measure_unit": _("units of measure"),
    "baseline": _("baselines"),
    "formula": _("formulas"),
    "data_source": _("data sources"),
    "polarity": _("polarity"),
    "target": _("targets"),
    "realisation": _("realisations"),
    "period_target": _("targets of parts of a year"),
    "period_realisation": _("realisations of parts of a year"),
    "year": _("year of the row"),
    "period": _("part of the year of the row"),
    "owner": _("owners"),
    "superior": _("superiors"),
    "unit": _("organisational units"),
    "row": _("rows of the drawing"),
    "column": _("columns of the drawing"),
    "value": _("texts of the drawing"),
    "sheet": _("sheets of the drawing"),
}
"""The role of a column, in a planner's words."""
_KINDS: Final[Mapping[str, Text]] = {
    "baseline": _("baseline"),
    "target": _("target"),
    "realisation": _("realised"),
}
_TITLE: Final = _("Proposed for {matrix}")
_TOP: Final = _("It reads as {form}. Certainty: {certainty}.")
_PLACE: Final = _("Headings in row {rows}.")
_SHEET: Final = _("Sheet {sheet}.")
_PLACE_OF_SHEET: Final = _("Sheet {sheet}, headings in row {rows}.")
_COLUMNS: Final = _("What each column is read as")
_ROLE: Final = _("Read as")
_WHERE: Final = _("From")
_SURE: Final = _("Certainty")
_WHY: Final = _("Why")
_LEVEL: Final = _("{what}, level {levels}")
_YEARS: Final = _("{what} {years}")
_RECORDS: Final = _("The first records as read")
_ALL: Final = _("All in all: {counts}.")
_ASIDE: Final = _("Set aside: {number:cell|cells} in no table")
_COLUMN: Final = _("column {column} ({heading}): {number:cell|cells}")
_REST: Final = _("{number} × {why}, for example {cell}: {text}")
_WRONG: Final = _("Read with a remark: {number:cell|cells}")
_WRONG_AS_A_WHOLE: Final = _("Read with a remark")
_DECIDE: Final = _("For you to decide:")
_LACKS: Final = _("What the sheet lacks; you can add it:")
_NAMELESS: Final = _("(no name)")
_LONGEST: Final = 60
_MOST_TOLD: Final = 5
_INDENT: Final = "\u00a0\u00a0"


def proposal_blocks(
    proposal: ImportProposal, amount: Amount, language: Language
) -> Iterator[AnswerBlock]:
    """Yield the whole proposal, so that a reader can judge whether the sheet was understood."""
    yield Heading(text=_TITLE.say(language, matrix=proposal.matrix), level=2)
    yield from form_blocks(proposal, language)
    yield from role_blocks(proposal, language)
    yield from record_blocks(proposal, proposal.records, language)
    yield from aside_blocks(proposal, amount, language)
    yield from doubt_blocks(proposal.proposal, language)
    yield from note_blocks(proposal.proposal, language)


def form_blocks(proposal: ImportProposal, language: Language) -> Iterator[AnswerBlock]:
    """Say what the sheet was taken for, how confidently, and where its headings are."""
    form = FORMS[proposal.form]
    certainty = proposal.certainty
    sound: Mood = "good" if certainty == "sure" else "info"
    mood: Mood = "warning" if proposal.is_doubtful else sound
    yield verdict(mood, _TOP.say(language, form=form, certainty=CERTAINTIES[certainty]))
    yield from _place(proposal, language)


def role_blocks(proposal: ImportProposal, language: Language) -> Iterator[AnswerBlock]:
    """Say what role each column was given, and why."""
    if proposal.roles:
        yield Heading(text=_COLUMNS.say(language), level=3)
        yield _roles(proposal.roles, language)


def record_blocks(
    proposal: ImportProposal, records: Sequence[ReadRecord], language: Language
) -> Iterator[AnswerBlock]:
    """Yield the first ``records`` as a tree, and the total number of records."""
    yield Heading(text=_RECORDS.say(language), level=3)
    lines = [branch for one in records for branch in _tree(one, 0, language)]
    if lines:
        yield Items(tuple(lines))
    yield note(_ALL.say(language, counts=_counts(proposal)))


def aside_blocks(
    proposal: ImportProposal, amount: Amount, language: Language
) -> Iterator[AnswerBlock]:
    """Yield what was read with a remark, and what is outside every table."""
    yield from _problems(proposal, amount, language)
    yield from _aside(proposal.aside, amount, language)


def doubt_blocks(
    proposal: Proposal, language: Language, *, on_grid: bool = False
) -> Iterator[AnswerBlock]:
    """List what a person must decide; ``on_grid``: in the words of the grid, not of the map."""
    if proposal.doubts:
        texts = proposal.shown_on_grid(proposal.doubts) if on_grid else proposal.doubts
        yield Heading(text=_DECIDE.say(language), level=3, mood="warning")
        yield Items(_signed("warning", texts, language))


def note_blocks(
    proposal: Proposal, language: Language, *, on_grid: bool = False
) -> Iterator[AnswerBlock]:
    """List what the sheet lacks, and a map or the grid can add."""
    if proposal.notes:
        texts = proposal.shown_on_grid(proposal.notes) if on_grid else proposal.notes
        yield Heading(text=_LACKS.say(language), level=3)
        yield Items(_signed("info", texts, language))


def _signed(mood: Mood, texts: Sequence[Text], language: Language) -> tuple[Line, ...]:
    return tuple(line(f"{SIGNS[mood]} {one.say(language)}") for one in texts)


def _place(proposal: ImportProposal, language: Language) -> Iterator[AnswerBlock]:
    sheet = proposal.imported.sheet
    if proposal.proposal.at == NO_HEADINGS:
        if sheet is not None:
            yield note(_SHEET.say(language, sheet=sheet))
        return
    at_of = proposal.proposal.at_of.values() or (proposal.proposal.at,)
    rows = " / ".join(map(row_range, dict.fromkeys(at_of)))
    if sheet is None:
        yield note(_PLACE.say(language, rows=rows))
    else:
        yield note(_PLACE_OF_SHEET.say(language, sheet=sheet, rows=rows))


def _roles(roles: Sequence[Role], language: Language) -> Table:
    heads = (_ROLE, _WHERE, _SURE, _WHY)
    return Table(
        title=_COLUMNS.say(language),
        columns=tuple(
            Column(head.say(language), width)
            for head, width in zip(heads, (3, 1, 1, 4), strict=True)
        ),
        rows=tuple(_role(role, language) for role in roles),
        is_named=True,
    )


def _role(role: Role, language: Language) -> Row:
    sure = CERTAINTIES[role.certainty].say(language)
    mood: Mood = "warning" if role.certainty == "doubtful" else ""
    return Row(
        (
            cell(role_name(role, language)),
            cell(", ".join(role.columns)),
            cell(f"{SIGNS[mood]} {sure}" if mood else sure, mood=mood),
            cell(role.reason.say(language)),
        )
    )


def role_name(role: Role, language: Language) -> str:
    """Name the role of a column, with its levels or its years."""
    what = ROLES[role.what].say(language)
    if role.levels:
        return _LEVEL.say(language, what=what, levels=", ".join(map(str, role.levels)))
    if role.years:
        return _YEARS.say(language, what=what, years=_year_span(role.years))
    return what


def _year_span(years: Sequence[int]) -> str:
    """Format years as a range if none is missing.

    >>> _year_span([2025, 2026, 2027]), _year_span([2025, 2027])
    ('2025-2027', '2025, 2027')
    """
    if len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1)):  # noqa: PLR2004
        return f"{years[0]}-{years[-1]}"
    return ", ".join(map(str, years))


def _tree(record: ReadRecord, depth: int, language: Language) -> Iterator[Line]:
    """Yield a record and its descendants, each on a line with its cell and its values."""
    start = f"{_INDENT * (depth - 1)}{BRANCH}" if depth else ""
    name = one_line(record.name, _LONGEST) or _NAMELESS.say(language)
    unit = f" ({record.measure_unit})" if record.measure_unit else ""
    values = _values(record.values, language)
    owners = few(record.owners, language)
    yield line(
        start,
        strong(name) if record.table != "indicators" else name,
        unit,
        f": {values}" if values else "",
        quiet(f" [{owners}]") if owners else "",
        quiet(f" ← {record.cell}") if record.cell else "",
    )
    for one in record.below:
        yield from _tree(one, depth + 1, language)


def _values(values: Sequence[ReadValue], language: Language) -> str:
    """Format values with their years, with a label before the first of each kind."""
    parts: list[str] = []
    before = ""
    for one in sorted(values, key=lambda one: [*_KINDS].index(one.kind)):
        number = one.value if isinstance(one.value, str) else format_number(one.value, language)
        kind = _KINDS[one.kind].say(language) if one.kind != before else ""
        before = one.kind
        when = " ".join(str(part) for part in (one.year, one.period) if part is not None)
        parts.append(" ".join(part for part in (kind, when, "=", number) if part))
    return " · ".join(parts)


def _counts(proposal: ImportProposal) -> str:
    counts = proposal.imported.collector.counts()
    return ", ".join(f"{name} {number}" for name, number in counts if name != "dataset")


def _problems(
    proposal: ImportProposal, amount: Amount, language: Language
) -> Iterator[AnswerBlock]:
    """List what was read with problems; the same problem in several cells is listed once."""
    alike: dict[str, list[Problem]] = {}
    for problem in proposal.problems:
        alike.setdefault(problem.message.en, []).append(problem)
    if not alike:
        return
    of_cells = [one for one in proposal.problems if one.column or one.row]
    number = len({(one.file, one.sheet, one.row, one.column) for one in of_cells})
    heading = _WRONG if number else _WRONG_AS_A_WHOLE
    yield Heading(text=heading.say(language, number=number), level=3, mood="warning")
    groups = [*alike.values()]
    lines: list[Line] = []
    for ones in amount.shown(groups, _MOST_TOLD):
        cells = few([_cell(one) for one in ones], language)
        lines.append(line(f"{cells}: {ones[0].message.say(language)}"))
    yield Items(tuple(lines))
    yield from amount.left(groups, language, _MOST_TOLD)


def _cell(problem: Problem) -> str:
    """Return the cell of a problem; of one with the whole sheet its name, else that of the file."""
    return f"{problem.column or ''}{problem.row or ''}" or problem.sheet or problem.file or ""


def _aside(aside: Sequence[SetAside], amount: Amount, language: Language) -> Iterator[AnswerBlock]:
    if not aside:
        return
    number = sum(one.number for one in aside)
    yield Heading(text=_ASIDE.say(language, number=number), level=3)
    yield Items(tuple(line(_left(one, language)) for one in amount.shown(aside)))
    yield from amount.left(aside, language)


def _left(one: SetAside, language: Language) -> str:
    if one.column is not None:
        return _COLUMN.say(
            language, column=one.column, heading=one_line(one.heading, _LONGEST), number=one.number
        )
    first = one.first
    text, why = one_line(first.text, _LONGEST), LEFT[one.why]
    return _REST.say(language, number=one.number, why=why, cell=first.spot.cell, text=text)
