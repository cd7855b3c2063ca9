"""``datasets``, ``rules`` and ``query``: rows under headings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.cli.formatters.words import STYLES, line, marked, under
from kinerja_graph.cli.screen import safe
from kinerja_graph.library.rule import CATEGORIES, Rule
from kinerja_graph.library.words import CATEGORY_NAMES, count_records, severity_mark
from kinerja_graph.numbers import UNKNOWN, format_cells
from kinerja_graph.texts import Language, _

_NOTHING: Final = _("No plan is loaded yet. Load one: kinerja load PATH")
_DATASETS: Final = (
    _("Dataset"),
    _("Edition"),
    _("Name"),
    _("Loaded (UTC)"),
    _("Includes"),
)
_NEWEST: Final = _("newest")
_SECTIONS: Final = (
    ("what", _("What it checks")),
    ("why", _("Why it matters")),
    ("message", _("What a finding says")),
    ("mend", _("How to fix it")),
    ("where", _("Where to fix it")),
)
_LIMITS: Final = (
    ("limits", _("Its limits")),
    ("applies", _("When it does not apply")),
)
_CELLS: Final = (
    _("Table"),
    _("Row"),
    _("Column"),
    _("Before"),
    _("After"),
)
_EMPTY: Final = _("(empty)")
_EXAMPLE: Final = _("Example")
_BEFORE: Final = _("Before: ")
_AFTER: Final = _("After: ")
_STANDS_ON: Final = _("Based on")
_PARAMETERS: Final = _("Parameters")
_CUT: Final = _("Shown: the first {limit:row|rows} only.")
_COUNT: Final = _("{number:row|rows}")
_ROWS: Final = _("{number:row|rows}, {time} ms")


def dataset_parts(
    found: Sequence[Mapping[str, Any]], language: Language
) -> Iterator[RenderableType]:
    """The editions that are loaded; ``found`` is the list of the JSON answer."""
    if not found:
        yield line(_NOTHING.say(language))
        return
    table = _headed((heading.say(language) for heading in _DATASETS), whole=[3])
    for item in found:
        edition = line(item["edition"])
        if item["newest"]:
            edition.append(f" · {_NEWEST.say(language)}", "green")
        table.add_row(
            line(item["dataset"], "bold"),
            edition,
            line(item["name"] or ""),
            line(item["loaded_at"][:16].replace("T", " ")),
            line(count_records(item["counts"], language)),
        )
    yield table


def rule_list_parts(rules: Iterable[Rule], language: Language) -> Iterator[RenderableType]:
    """The rules by category: severity, id, title."""
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


def rule_parts(page: Mapping[str, Any], language: Language) -> Iterator[RenderableType]:
    """One rule's page; ``page`` is the JSON answer."""
    severity = str(page["severity"])
    yield Line.assemble(
        (f"{severity_mark(severity, language)}  ", STYLES[severity]),
        (safe(page["title"]), "bold"),
        (f"  {page['id']}", "dim"),
    )
    yield line(page["severity_means"], "dim")
    for key, heading in _SECTIONS:
        if page[key]:
            yield from _section(heading.say(language), [line(page[key])])
    example = page["example"]
    yield from _section(
        _EXAMPLE.say(language),
        [
            line(_BEFORE.say(language) + example["before"]),
            line(_AFTER.say(language) + example["after"]),
        ],
    )
    if example["cells"]:
        yield under(_cells(example["cells"], language), 2)
    for key, heading in _LIMITS:
        yield from _section(heading.say(language), [line(page[key])])
    if page["parameters"]:
        told = [
            line(f"{one['name']} = {one['default']}: {one['meaning']}")
            for one in page["parameters"]
        ]
        yield from _section(_PARAMETERS.say(language), told)
    sources = [line(f"{one['text']}: {one['about']}") for one in page["references"]]
    yield from _section(_STANDS_ON.say(language), sources)
    statement = str(page["statement"]).split("\n")
    yield from _section("Cypher", [line(text, "dim") for text in statement])


def _cells(cells: Iterable[Mapping[str, Any]], language: Language) -> Table:
    """The cells of an example as a small table."""
    table = _headed(heading.say(language) for heading in _CELLS)
    for cell in cells:
        texts = (
            line(cell[key]) if cell[key] else line(_EMPTY.say(language), "dim")
            for key in ("before", "after")
        )
        table.add_row(
            line(cell["table"]), line(", ".join(cell["row"])), line(cell["column"]), *texts
        )
    return table


def query_parts(answer: Mapping[str, Any], language: Language) -> Iterator[RenderableType]:
    """The rows of a query; ``answer`` is the JSON answer."""
    yield _rows(answer["columns"], answer["rows"], language)
    number, time = len(answer["rows"]), answer["milliseconds"]
    yield line(_ROWS.say(language, number=number, time=time), "dim")
    if answer["truncated"]:
        yield marked("warning", _CUT.say(language, limit=answer["limit"]))


def row_parts(
    columns: Sequence[str], rows: Sequence[Mapping[str, Any]], language: Language
) -> Iterator[RenderableType]:
    """The rows of a view, and how many there are."""
    yield _rows(columns, [[row.get(one) for one in columns] for row in rows], language)
    yield line(_COUNT.say(language, number=len(rows)), "dim")


def _rows(headings: Iterable[str], rows: Sequence[Sequence[object]], language: Language) -> Table:
    table = _headed(safe(heading) for heading in headings)
    columns = (_column(values, language) for values in zip(*rows, strict=True))
    for row in zip(*columns, strict=True):
        table.add_row(*row)
    return table


def _headed(headings: Iterable[str], whole: Sequence[int] = ()) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", no_wrap=number in whole)
    return table


def _section(heading: str, lines: Iterable[Line]) -> Iterator[RenderableType]:
    yield Line()
    yield line(heading, "bold")
    for text in lines:
        yield under(text, 2)


def _column(values: Sequence[object], language: Language) -> list[Line]:
    """The values of a column: fractions told apart; whole numbers may be years and ids."""
    told = format_cells(values, language)
    return [
        line(_value(one) if text is None else text) for one, text in zip(values, told, strict=True)
    ]


def _value(value: object) -> str:
    if value is None:
        return UNKNOWN
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
