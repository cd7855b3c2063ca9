"""``forms list`` and ``forms show``: which forms there are, and what stands in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.cli.formatters.words import headed, line, under
from kinerja_graph.forms.form import Need, OptionName
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.forms import FormList, FormPage, PartEntry

_OWN: Final = _("your own")
_OPTIONS: Final = _("Options: {options}")
_FILE: Final = _("File: {file}")
_ROWS: Final = _("Rows: {rows}")
_WHICH: Final = _("Rows: {rows}, {where}")
_BY: Final = _("in the order of {order}")
_COLUMNS: Final = (_("Column"), _("Heading"), _("What stands in it"))
_NAMES: Final = (_("Rows of"), _("Name"), _("Meaning"))
_PERSON: Final = _("a person: {human}")
_ELSE: Final = _("{value}, else a person: {human}")


def form_list_parts(found: FormList, language: Language) -> Iterator[RenderableType]:
    """Yield the forms: name, title, options."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column()
    for form in found.forms:
        name = Line.assemble((form.form, "bold"))
        if form.own:
            name.append(f" · {_OWN.say(language)}", "green")
        options = _options(form.options)
        table.add_row(name, line(form.title.say(language)), line(options, "dim"))
    yield table


def form_parts(page: FormPage, language: Language) -> Iterator[RenderableType]:
    """Yield the page of one form."""
    yield line(page.title.say(language), "bold")
    if page.basis.id:
        yield line(page.basis.say(language), "dim")
    if options := _options(page.options):
        yield line(_OPTIONS.say(language, options=options))
    yield line(_FILE.say(language, file=page.file), "dim")
    for part in page.parts:
        yield Line()
        if part.title.id:
            yield line(part.title.say(language), "bold")
        yield line(_which(part, language))
        yield under(_columns(part, language), 2)
    if page.fields is not None:
        yield Line()
        table = headed(heading.say(language) for heading in _NAMES)
        for field in page.fields:
            table.add_row(
                line(field.rows, "dim"), line(field.name), line(field.meaning.say(language))
            )
        yield table


def _options(options: Mapping[OptionName, Need]) -> str:
    return " ".join(
        f"--{name}" if need == "required" else f"[--{name}]"
        for name, need in options.items()
        if need != "none"
    )


def _which(part: PartEntry, language: Language) -> str:
    told = _WHICH if part.where else _ROWS
    text = told.say(language, rows=part.rows, where=part.where)
    return f"{text}, {_BY.say(language, order=', '.join(part.order))}" if part.order else text


def _columns(part: PartEntry, language: Language) -> Table:
    table = headed(heading.say(language) for heading in _COLUMNS)
    for column in part.columns:
        told = column.value or ""
        if column.human is not None:
            form = _PERSON if column.value is None else _ELSE
            told = form.say(language, value=column.value, human=column.human)
        table.add_row(line(column.id), line(column.head.say(language)), line(told))
    return table
