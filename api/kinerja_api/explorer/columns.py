"""The page of a sheet that is not a plan: its cells, each column's role, the resulting tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from fastapi.responses import HTMLResponse

from kinerja_api.explorer.forms import FormData
from kinerja_api.explorer.page_request import PageRequest
from kinerja_api.explorer.pages import page
from kinerja_graph.errors import UsageError
from kinerja_graph.sources.plan import slug
from kinerja_graph.sources.wide.assigning import is_assignable
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.arranging import Choice, called
from kinerja_graph.workflow.upload import Upload

FIELD: Final = "column-"
"""The prefix of a column's letter in the name of its field."""
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
_YEARLY: Final = ("target", "realisation")


def arranged(
    page_request: PageRequest, upload: Upload, problems: Sequence[Mapping[str, Any]]
) -> HTMLResponse:
    """Render a sheet as read now; ``problems`` are those of the plan made from it."""
    told: Mapping[str, Any] = upload.proposed or {}
    language = page_request.language
    grid = told["grid"]
    place = page_request.urls()
    name = upload.names[0]
    return page(
        page_request,
        "columns",
        place,
        upload=upload,
        file=name,
        grid=grid,
        columns=[
            {
                **column,
                "called": column["called"][language],
                "group": group_of(column["role"]),
            }
            for column in grid["columns"]
        ],
        has_columns=told["has_columns"],
        choices=list(_choices(grid["years"], language)),
        legend=[(key, text.say(language)) for key, (text, _roles) in _GROUPS.items()],
        blocks=told["blocks"][language],
        refused=[_said(one, language) for one in told["problems"]],
        unlike=[one[language] for one in told["unlike"]],
        problems=problems,
        error=upload.error,
        dataset=upload.wish.dataset or slug(PurePosixPath(name).stem),
        edition=upload.wish.edition or "1",
        field=FIELD,
        twins=[place.to("/uploads", upload.id)],
    )


def _said(problem: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """A problem of the sheet, in the language of the page."""
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
        yield text.say(language), [(one, called(one).say(language)) for one in found]


def _with_years(role: str, years: Sequence[int]) -> Iterator[str]:
    yield from (f"{role}:{year}" for year in years if role in _YEARLY)
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
    return Choice(**(upload.proposed or {}).get("choice", {}))


def chosen(upload: Upload, sent: FormData) -> tuple[Choice, bool]:
    """Return what a form chooses for the sheet, and whether it asks for another form of list.

    A column sent as shown was not chosen; earlier choices stay.
    """
    now = choice_of(upload)
    grid: Mapping[str, Any] = (upload.proposed or {}).get("grid", {})
    titles = grid.get("sheets", ())
    sheet = sent.get("sheet")
    act = sent.get("act")
    if act == "reset":
        return Choice(sheet=now.sheet), False
    if sheet in titles and sheet != grid.get("sheet"):
        return Choice(sheet=sheet), False
    shown = {one["letter"]: one["role"] for one in grid.get("columns", ())}
    columns = {
        letter: role
        for letter, was in shown.items()
        if (role := sent.get(f"{FIELD}{letter}")) and role != was and is_assignable(role)
    }
    return Choice(now.sheet, {**now.columns, **columns}, now.form), act == "another"


def attached(name: str) -> Mapping[str, str]:
    """Return the headers of an answer that is saved as the file ``name``."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def no_such_file(upload: Upload) -> UsageError:
    """No plan was made from the upload, or it no longer exists."""
    return UsageError(
        _("This upload has no such file."),
        mend=_("A map and a plan are made of a sheet, and kept until it is loaded."),
        where=upload.id,
        code="unknown-upload",
    )
