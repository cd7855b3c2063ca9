"""The page of a sheet that is not a plan: its cells, each column's role, the resulting tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from fastapi.responses import HTMLResponse

from kinerja_api.explorer.forms import FormData
from kinerja_api.explorer.page_request import PageRequest
from kinerja_api.explorer.pages import page
from kinerja_graph.errors import UsageError
from kinerja_graph.model.nodes import UnitKind
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.plan import slug
from kinerja_graph.sources.wide.assigning import YEARLY, is_assignable
from kinerja_graph.sources.wide.guess_text import NO_HEADINGS
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.arranging import CHOICE, Choice, role_text
from kinerja_graph.workflow.upload import Upload

FIELD: Final = "column-"
"""The prefix of a column's letter in the name of the field of its role; ``YEAR``: of its year."""
YEAR: Final = "year-"
SHEET: Final = "sheet-"
"""The prefix of a sheet's number in the name of its field."""
LAST_ROW: Final = 1_048_576
"""The last row that a sheet can have."""
LONGEST_NAME: Final = 200
DECIMALS: Final[Mapping[str, Decimal]] = {"comma": "comma", "dot": "dot"}
AGENCY_KINDS: Final[Mapping[UnitKind, Text]] = {
    "opd": _("an agency (perangkat daerah)"),
    "unit": _("a unit of an agency"),
    "pemda": _("a government"),
    "external": _("an external partner"),
}
_KINDS: Final[Mapping[str, UnitKind]] = {one: one for one in AGENCY_KINDS}
_DIGITS: Final = 8
_SHOWN: Final = 40
_NO_YEAR: Final = _("The year of column {column} is not a year from 1900 to 2199: {text}.")
_NO_ROW: Final = _("This is not the number of a row: {text}.")
_HEADINGS_ORDER: Final = _("The first heading row ({first}) is below the last ({last}).")
_AMONG_HEADINGS: Final = _("Records cannot begin in row {row}: the headings reach to row {last}.")
_RECORDS_ORDER: Final = _("The first row of records ({first}) is below the last ({last}).")
_LONG_NAME: Final = _("The name of the agency is longer than {most} characters.")
_NO_KIND: Final = _("This is not a kind of agency; allowed: {kinds}.")
_NO_SIGN: Final = _("This is not a decimal sign; allowed: comma, dot.")
_LEVELS: Final = tuple(f"statement:{level}" for level in range(6))
_GROUPS: Final[Mapping[str, tuple[Text, tuple[str, ...]]]] = {
    "statement": (_("Statements and their codes"), (*_LEVELS, "code")),
    "indicator": (_("Indicators"), ("indicator",)),
    "field": (
        _("About the indicator"),
        ("measure_unit", "baseline", "formula", "data_source", "polarity"),
    ),
    "target": (_("Targets"), ("target",)),
    "realisation": (_("Realisations"), ("realisation",)),
    "owner": (_("Who answers"), ("owner", "unit")),
    "list": (
        _("Columns of a list"),
        ("id", "parent", "name", "level", "superior", "within", "year"),
    ),
}
"""By its colour class: the name of a group, and what a column in it can be."""
_NOT_OFFERED: Final = frozenset({"within"})


class WrongChoice(ValueError):
    """A field of the page does not hold what it asks for; ``text`` says so."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def arranged(
    page_request: PageRequest,
    upload: Upload,
    problems: Sequence[Mapping[str, Any]] = (),
    wrong: Text | None = None,
) -> HTMLResponse:
    """Render a sheet as read now.

    Args:
        page_request: the request for the page.
        upload: the sheet.
        problems: those of the plan made from it.
        wrong: why what was sent cannot be used.
    """
    return page(
        page_request,
        "columns",
        page_request.urls(),
        upload=upload,
        twins=[page_request.urls().answer("/uploads", upload.id)],
        **arrangement_facts(page_request, upload, problems, wrong),
    )


def arrangement_facts(
    page_request: PageRequest,
    upload: Upload,
    problems: Sequence[Mapping[str, Any]] = (),
    wrong: Text | None = None,
) -> dict[str, Any]:
    """Return what ``arrange.html.jinja`` shows of a sheet as read now, beside ``upload`` itself.

    The arguments are those of ``arranged``.
    """
    told: Mapping[str, Any] = upload.proposed or {}
    language = page_request.language
    grid = told["grid"]
    name = upload.names[0]
    return {
        "file": name,
        "grid": grid,
        "columns": [
            {
                **column,
                "called": column["called"][language],
                "group": group_of(column["role"]),
            }
            for column in grid["columns"]
        ],
        "has_columns": told["has_columns"],
        "choices": list(_choices(grid["years"], language)),
        "legend": [(key, text.say(language)) for key, (text, _roles) in _GROUPS.items()],
        "blocks": told["blocks"][language],
        "refused": [_said(one, language) for one in told["problems"]],
        "unlike": [one[language] for one in told["unlike"]],
        "wrong": None if wrong is None else wrong.say(language),
        "choice": choice_of(upload),
        "office": told["office"],
        "kinds": [(kind, text.say(language)) for kind, text in AGENCY_KINDS.items()],
        "last_row": LAST_ROW,
        "longest_name": LONGEST_NAME,
        "problems": problems,
        "error": upload.error,
        "dataset": upload.read_options.dataset or slug(PurePosixPath(name).stem),
        "edition": upload.read_options.edition or "1",
        "fields": {"role": FIELD, "year": YEAR, "sheet": SHEET},
    }


def _said(problem: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return a problem of the sheet, in the language of the page."""
    return {
        **problem,
        "message": problem["message"][language],
        "remedy": problem["remedy"][language],
    }


def _choices(
    years: Sequence[int], language: Language
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Return what a column can be, by groups: value and words."""
    for text, roles in _GROUPS.values():
        offered = (one for one in roles if one not in _NOT_OFFERED)
        found = [one for role in offered for one in _with_years(role, years)]
        yield text.say(language), [(one, role_text(one).say(language)) for one in found]


def _with_years(role: str, years: Sequence[int]) -> Iterator[str]:
    yield from (f"{role}:{year}" for year in years if role in YEARLY)
    yield role


def group_of(role: str) -> str:
    """Return the colour class of a column; empty if it is not read."""
    what = role.partition(":")[0]
    for key, (_text, roles) in _GROUPS.items():
        if any(what == one.partition(":")[0] for one in roles):
            return key
    return ""


def choice_of(upload: Upload) -> Choice:
    """Return the choices for the sheet as the page shows them."""
    return CHOICE.validate_python((upload.proposed or {}).get("choice", {}))


def chosen(upload: Upload, sent: FormData) -> tuple[Choice, bool]:
    """Return what a form chooses for the sheet, and whether it asks for another form of map.

    A form may send all fields of the page or a few. A field sent as shown was not chosen, and
    earlier choices stay.

    Raises:
        WrongChoice: a field does not hold what it asks for.
    """
    now = choice_of(upload)
    told: Mapping[str, Any] = upload.proposed or {}
    grid: Mapping[str, Any] = told.get("grid", {})
    act = sent.get("act")
    if act == "reset":
        return Choice(sheets=now.sheets, shown=now.shown), False
    titles: Sequence[str] = grid.get("sheets", ())
    read: Sequence[str] = grid.get("read", ())
    if act == "sheets":
        ticked = (title for at, title in enumerate(titles) if sent.get(f"{SHEET}{at}"))
        return replace(now, sheets=tuple(ticked), shown=None), False
    sheet = sent.get("sheet")
    if sheet in titles and sheet != grid.get("sheet"):
        if sheet in read:
            return replace(now, shown=sheet), False
        return Choice(sheets=(sheet,)), False
    headings = _headings(now, grid, sent)
    rows = _records(now, grid, sent, headings)
    agency, kind = _agency(now, sent)
    if act == "office":
        agency = told.get("office", "") or agency
    placed = (headings, rows) != (now.headings, now.rows)
    choice = replace(
        now,
        # rows are those of the sheets that are read, and of no others of the workbook
        sheets=tuple(read) if placed and titles and not now.sheets else now.sheets,
        columns={**now.columns, **dict(_columns(grid, sent))},
        headings=headings,
        rows=rows,
        agency=agency,
        kind=kind,
        decimal=_decimal(now, sent),
    )
    return choice, act == "another"


def _columns(grid: Mapping[str, Any], sent: FormData) -> Iterator[tuple[str, str]]:
    """Yield the columns that are chosen, by letter, and the role of each."""
    for one in grid.get("columns", ()):
        letter, was = one["letter"], one["role"]
        role = sent.get(f"{FIELD}{letter}") or was
        year = sent.fields.get(f"{YEAR}{letter}")
        what = role.partition(":")[0]
        if year is not None and year.strip() != str(one["year"] or "") and role == was:
            if year.strip() and not is_assignable(f"target:{year.strip()}"):
                raise WrongChoice(_NO_YEAR.filled(column=letter, text=year.strip()[:_SHOWN]))
            what = what if what in YEARLY else one["yearly"]
            role = f"{what}:{year.strip()}" if year.strip() else what
        if role != was and is_assignable(role):
            yield letter, role


def _headings(now: Choice, grid: Mapping[str, Any], sent: FormData) -> tuple[int, int] | None:
    """Return the first and last heading row; if one alone is changed, the other follows it."""
    was: tuple[int, int] = tuple(grid.get("headings", NO_HEADINGS))
    first, last = _row(sent, "headings-first", was[0]), _row(sent, "headings-last", was[1])
    if (first, last) == was:
        return now.headings
    if first is None or last is None:
        return None
    if first > last:
        if first != was[0] and last != was[1]:
            raise WrongChoice(_HEADINGS_ORDER.filled(first=first, last=last))
        first = last = first if first != was[0] else last
    return first, last


def _records(
    now: Choice, grid: Mapping[str, Any], sent: FormData, headings: tuple[int, int] | None
) -> tuple[int, int | None] | None:
    """Return the first and last row of records; those below other headings are proposed anew."""
    was: tuple[int, int | None] = tuple(grid.get("records", (1, None)))
    first, last = _row(sent, "rows-first", was[0]), _row(sent, "rows-last", was[1])
    heads = headings or tuple(grid.get("headings", NO_HEADINGS))
    if (first, last) == was:
        moved = headings != now.headings
        return None if moved or now.rows is None else now.rows
    if first is None:
        return None
    if first <= heads[1]:
        raise WrongChoice(_AMONG_HEADINGS.filled(row=first, last=heads[1]))
    if last is not None and first > last:
        raise WrongChoice(_RECORDS_ORDER.filled(first=first, last=last))
    return first, last


def _row(sent: FormData, name: str, shown: int | None) -> int | None:
    """Return the number of a row; None if the field is empty."""
    if name not in sent.fields:
        return shown
    text = sent.get(name)
    if text and not (text.isascii() and text.isdigit() and 0 < int(text[:_DIGITS]) <= LAST_ROW):
        raise WrongChoice(_NO_ROW.filled(text=text[:_SHOWN]))
    return int(text[:_DIGITS]) if text else None


def _agency(now: Choice, sent: FormData) -> tuple[str, UnitKind]:
    name = " ".join(sent.get("agency").split()) if "agency" in sent.fields else now.agency
    if len(name) > LONGEST_NAME:
        raise WrongChoice(_LONG_NAME.filled(most=LONGEST_NAME))
    kind = _KINDS.get(sent.get("kind"))
    if kind is None and sent.get("kind"):
        raise WrongChoice(_NO_KIND.filled(kinds=", ".join(AGENCY_KINDS)))
    return name, kind or now.kind


def _decimal(now: Choice, sent: FormData) -> Decimal | None:
    if "decimal" not in sent.fields:
        return now.decimal
    sign = DECIMALS.get(sent.get("decimal"))
    if sign is None and sent.get("decimal"):
        raise WrongChoice(_NO_SIGN)
    return sign


def attached(name: str) -> Mapping[str, str]:
    """Return the headers of an answer that is saved as the file ``name``."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def no_such_file(upload: Upload) -> UsageError:
    """Return the error for an upload whose plan was never made, or no longer exists."""
    return UsageError(
        _("This upload has no such file."),
        mend=_("A map and a plan are made of a sheet, and kept until it is loaded."),
        where=upload.id,
        code="unknown-upload",
    )
