"""``datasets``, ``rules`` and ``query``: rows under headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.cli.formatters.words import (
    STYLES,
    headed,
    line,
    marked,
    short_time,
    under,
    value_text,
)
from kinerja_graph.cli.screen import make_safe
from kinerja_graph.library.cells import ExampleCell
from kinerja_graph.library.rule import CATEGORIES, Rule
from kinerja_graph.library.words import CATEGORY_NAMES, RULE_PARTS, count_records, severity_mark
from kinerja_graph.numbers import format_cells
from kinerja_graph.store.query import Answer
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.rules import RulePage
from kinerja_graph.workflow.snapshots import Snapshot

_NOTHING: Final = _("No plan is loaded yet. Load one: kinerja load PATH")
_DATASETS: Final = (
    _("Dataset"),
    _("Edition"),
    _("Name"),
    _("Loaded (UTC)"),
    _("Includes"),
)
_NEWEST: Final = _("newest")
_CELLS: Final = (
    _("Table"),
    _("Row"),
    _("Column"),
    _("Before"),
    _("After"),
)
_EMPTY: Final = _("(empty)")
_BEFORE: Final = _("Before: ")
_AFTER: Final = _("After: ")
_CUT: Final = _("Shown: the first {limit:row|rows} only.")
_COUNT: Final = _("{number:row|rows}")
_ROWS: Final = _("{number:row|rows}, {time} ms")


def dataset_parts(found: Sequence[Snapshot], language: Language) -> Iterator[RenderableType]:
    """Yield the editions that are loaded."""
    if not found:
        yield line(_NOTHING.say(language))
        return
    table = headed((heading.say(language) for heading in _DATASETS), whole=[3])
    for item in found:
        edition = line(item.edition.edition)
        if item.newest:
            edition.append(f" · {_NEWEST.say(language)}", "green")
        table.add_row(
            line(item.edition.dataset, "bold"),
            edition,
            line(item.edition.name or ""),
            line(short_time(item.edition.loaded_at)),
            line(count_records(item.counts, language)),
        )
        if len(item.documents) > 1 or item.edition.document is not None:
            for one in item.documents:
                table.add_row(
                    "",
                    line(f"  {one.edition.code}"),
                    line(one.edition.name or ""),
                    line(short_time(one.edition.loaded_at)),
                    line(count_records(one.counts, language)),
                )
    yield table


def rule_list_parts(rules: Iterable[Rule], language: Language) -> Iterator[RenderableType]:
    """Yield the rules by category: severity, id, title."""
    ordered = sorted(rules, key=lambda rule: (CATEGORIES.index(rule.category), rule.id))
    for number, (category, group) in enumerate(groupby(ordered, key=lambda rule: rule.category)):
        if number:
            yield Line()
        yield line(CATEGORY_NAMES[category].say(language), "bold")
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column()
        for rule in group:
            word = severity_mark(rule.severity, language)
            table.add_row(
                line(word, STYLES[rule.severity]),
                line(rule.id),
                line(rule.title.say(language), "dim"),
            )
        yield table


def rule_parts(page: RulePage, language: Language) -> Iterator[RenderableType]:
    """Yield one rule's page."""
    rule = page.rule
    yield Line.assemble(
        (f"{severity_mark(rule.severity, language)}  ", STYLES[rule.severity]),
        (make_safe(rule.title.say(language)), "bold"),
        (f"  {rule.id}", "dim"),
    )
    yield line(page.severity_means.say(language), "dim")

    def section(part: str, *texts: str | Text) -> Iterator[RenderableType]:
        lines = (one if isinstance(one, str) else one.say(language) for one in texts)
        return _section(RULE_PARTS[part].say(language), map(line, lines))

    yield from section("what", rule.what)
    yield from section("why", rule.why)
    yield from section("message", page.message)
    yield from section("mend", page.mend)
    if page.where:
        yield from section("where", page.where)
    example = rule.example
    yield from section(
        "example",
        _BEFORE.say(language) + example.before.say(language),
        _AFTER.say(language) + example.after.say(language),
    )
    if example.cells:
        yield under(_cells(example.cells, language), 2)
    yield from section("limits", rule.limits)
    yield from section("applies", page.applies)
    if page.parameters:
        lines = (
            f"{one.name} = {one.default}: {one.meaning.say(language)}" for one in page.parameters
        )
        yield from section("parameters", *lines)
    sources = (f"{one.name.say(language)}: {one.about.say(language)}" for one in rule.sources)
    yield from section("sources", *sources)
    statement = rule.statement.text.split("\n")
    yield from _section("Cypher", [line(text, "dim") for text in statement])


def _cells(cells: Iterable[ExampleCell], language: Language) -> Table:
    """Return the cells of an example as a small table."""
    table = headed(heading.say(language) for heading in _CELLS)
    for cell in cells:
        texts = (
            line(text) if text else line(_EMPTY.say(language), "dim")
            for text in (cell.before, cell.after)
        )
        table.add_row(
            line(cell.column.table), line(", ".join(cell.row)), line(cell.column.name), *texts
        )
    return table


def query_parts(answer: Answer, language: Language) -> Iterator[RenderableType]:
    """Yield the rows of a query."""
    yield _rows(answer.columns, answer.rows, language)
    number, time = len(answer.rows), answer.milliseconds
    yield line(_ROWS.say(language, number=number, time=time), "dim")
    if answer.truncated:
        yield marked("warning", _CUT.say(language, limit=answer.limit))


def row_parts(
    columns: Sequence[str], rows: Sequence[Mapping[str, Any]], language: Language
) -> Iterator[RenderableType]:
    """Yield the rows of a view, and how many there are."""
    yield _rows(columns, [[row.get(one) for one in columns] for row in rows], language)
    yield line(_COUNT.say(language, number=len(rows)), "dim")


def _rows(headings: Iterable[str], rows: Sequence[Sequence[object]], language: Language) -> Table:
    table = headed(make_safe(heading) for heading in headings)
    columns = (_column(values, language) for values in zip(*rows, strict=True))
    for row in zip(*columns, strict=True):
        table.add_row(*row)
    return table


def _section(heading: str, lines: Iterable[Line]) -> Iterator[RenderableType]:
    yield Line()
    yield line(heading, "bold")
    for text in lines:
        yield under(text, 2)


def _column(values: Sequence[object], language: Language) -> list[Line]:
    """Return the values of a column, fractions aligned; whole numbers may be years or ids."""
    formatted = format_cells(values, language)
    return [
        line(value_text(one) if text is None else text)
        for one, text in zip(values, formatted, strict=True)
    ]
