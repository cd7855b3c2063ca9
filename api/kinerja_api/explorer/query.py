"""``/explore/query``: free Cypher in a field; its result as a table, a picture or CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from importlib import resources
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kinerja_api.access import Caller
from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.access.concurrency import take_slot_for, work_kind
from kinerja_api.answers import CSV_TYPE, attachment_headers
from kinerja_api.errors import headers_of, status_of
from kinerja_api.explorer.behind import PATH, Behind, statements_behind
from kinerja_api.explorer.embedded_views import headers as frame_headers
from kinerja_api.explorer.embedding import base_url
from kinerja_api.explorer.forms import FormDep
from kinerja_api.explorer.page_request import CypherDep, PageRequest
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_api.explorer.query_cells import CellWriter
from kinerja_api.explorer.results import audit_or_none
from kinerja_api.explorer.themes import picture_theme
from kinerja_api.explorer.urls import Urls
from kinerja_api.free_queries import run_free_query
from kinerja_graph.errors import KinerjaError, TimeLimitReached, UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow import pictures, saved_queries
from kinerja_graph.workflow.found_records import FoundRecords, found_records, found_scene
from kinerja_graph.workflow.pictures import PictureStyle
from kinerja_graph.workflow.saved_queries import QuerySaver
from kinerja_graph.workflow.tabulating import columns_of, csv_text, rows_of
from kinerja_graph.workflow.views import QueryOutcome

router = APIRouter(route_class=PageRoute, include_in_schema=False)
LONGEST: Final = 9_000
"""The longest statement on a page, in characters: it is part of the URL."""
MAX_ROWS: Final = 500
"""Rows of a result on a page; the CSV has all up to the row limit."""
MAX_DRAWN: Final = 2_000
"""The most records in the picture of a result."""
Shown = Literal["table", "picture"]
EXAMPLES: Final[Mapping[str, Text]] = {
    "results-by-level": _("How many results each level has"),
    "indicators-without-baseline": _("Indicators without a baseline, and who owns them"),
    "crosscutting-contributions": _("Which results of one agency contribute to those of another"),
    "paths-from-tasks": _("Every path from a task to a result of level 0"),
}
"""What a query may ask: the name of a file in ``examples``, and its title."""


@cache
def examples() -> Mapping[str, Text]:
    """Return the statements that the page offers, each with its title."""
    folder = resources.files("kinerja_api.explorer") / "examples"
    return {
        (folder / f"{name}.cypher").read_text("utf-8").rstrip(): title
        for name, title in EXAMPLES.items()
    }


CypherQuery = Annotated[str, Query(max_length=LONGEST)]


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The outcome of a statement, and what of it can be drawn."""

    outcome: QueryOutcome
    found: FoundRecords


@dataclass(frozen=True, slots=True)
class QueryQuestion:
    """What the page shows: a statement, and what became of it.

    Attributes:
        cypher: the statement; empty if there is none yet.
        waits: whether it was not run since another site asked for it.
        result: its result.
        error: why it could not be run.
        shown: how the result is shown.
        unsaved: why it could not be saved.
        fields: the fields of the form to save it, as sent.
    """

    cypher: str
    waits: bool = False
    result: QueryResult | None = None
    error: KinerjaError | None = None
    shown: Shown = "table"
    unsaved: UsageError | None = None
    fields: Mapping[str, str] = field(default_factory=dict[str, str])


def is_from_here(request: Request, caller: Caller) -> bool:
    """Tell whether a request may run the statement in its URL.

    In a browser with a session only a page of this service may ask for that: otherwise a link on
    another site would run any query in the name of whoever follows it. A key in a header cannot be
    sent by a link. Browsers leave out ``Sec-Fetch-Site`` without TLS; then the page that asked
    counts, which only we can name as ours.
    """
    if not caller.csrf:
        return True
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    own, asking = urlsplit(base_url(request)), urlsplit(request.headers.get("referer", ""))
    return bool(asking.netloc) and (own.scheme, own.netloc) == (asking.scheme, asking.netloc)


@router.get(PATH)
@work_kind(None)
async def read_query(
    page_request: CypherDep,
    cypher: CypherQuery = "",
    shown: Annotated[Shown, Query()] = "table",
    behind: Annotated[str, Query(max_length=20_000)] = "",
) -> HTMLResponse:
    """Show the field for a statement; run the one in the URL if a page of ours asks for it.

    ``behind`` are the addresses of answers, one a line, whose statements are shown.
    """
    request, text = page_request.request, cypher.strip()
    runs = bool(text) and is_from_here(request, page_request.caller)
    await take_slot_for(request, "query" if runs else "heavy" if behind else "light")
    edition = await run_in_threadpool(_edition_or_none, page_request)
    known = await run_in_threadpool(statements_behind, page_request, behind) if behind else ()
    asked = QueryQuestion(text, waits=bool(text) and not runs)
    if runs:
        try:
            result = await run_free_query(
                page_request,
                text,
                lambda outcome: QueryResult(
                    outcome, found_records(outcome.rows, outcome.edition or edition)
                ),
            )
            asked = QueryQuestion(text, result=result, shown=shown)
        except (UsageError, TimeLimitReached) as error:
            asked = QueryQuestion(text, error=error)
    return await run_in_threadpool(_query_page, page_request, edition, asked, known)


@router.get(f"{PATH}.csv")
@work_kind(None)
async def read_query_rows(page_request: CypherDep, cypher: CypherQuery) -> Response:
    """Download the result of a statement as CSV; another site's link leads to the page instead."""
    request = page_request.request
    if not is_from_here(request, page_request.caller):
        return _to_page(page_request, cypher)
    await take_slot_for(request, "query")
    body = await run_free_query(page_request, cypher, _csv)
    return Response(body, media_type=CSV_TYPE, headers=attachment_headers("query.csv"))


@router.get(f"{PATH}.html")
@work_kind(None)
async def read_query_picture(page_request: CypherDep, cypher: CypherQuery) -> Response:
    """Draw what a statement finds as a page of its own."""
    request = page_request.request
    if not is_from_here(request, page_request.caller):
        return _to_page(page_request, cypher)
    await take_slot_for(request, "query")
    edition = await run_in_threadpool(_edition_or_none, page_request)
    body = await run_free_query(
        page_request, cypher, lambda outcome: _draw(page_request, outcome, edition)
    )
    headers = frame_headers(page_request.settings, "html")
    return Response(body, media_type="text/html; charset=utf-8", headers=headers)


@router.post("/explore/queries")
def save(page_request: CypherDep, form: FormDep) -> Response:
    """Save a statement by name; errors are shown next to the form, which is kept."""
    dataset = page_request.editions.wanted.dataset if form.get("for") == "dataset" else None
    cypher = form.get("cypher")
    try:
        saved_queries.save_query(
            auth_service_of(page_request.request).accounts,
            form.get("name"),
            dataset,
            cypher,
            who=_saver(page_request),
        )
    except UsageError as error:
        edition = _edition_or_none(page_request)
        asked = QueryQuestion(cypher, unsaved=error, fields=form.fields)
        return _query_page(page_request, edition, asked)
    return _to_page(page_request, cypher, "saved")


@router.post("/explore/queries/remove")
def remove(page_request: CypherDep, form: FormDep) -> Response:
    """Remove a saved query."""
    saved_queries.remove_query(
        auth_service_of(page_request.request).accounts,
        form.get("name"),
        form.get("of") or None,
        who=_saver(page_request),
    )
    return _to_page(page_request, "", "saved")


def _saver(page_request: PageRequest) -> QuerySaver:
    return QuerySaver(page_request.caller.name, page_request.caller.grants)


def _edition_or_none(page_request: PageRequest) -> Edition | None:
    """Return the edition meant; None if none is named and it is not clear which one is meant."""
    try:
        return page_request.edition()
    except UsageError:
        if page_request.editions.wanted.is_named:
            raise
        return None


def _to_page(page_request: PageRequest, cypher: str, anchor: str = "") -> RedirectResponse:
    wanted = page_request.editions.wanted
    place = Urls(language=page_request.language, dataset=wanted.dataset, edition=wanted.edition)
    where = place.to(PATH, cypher=cypher) + (f"#{anchor}" if anchor else "")
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


def _csv(outcome: QueryOutcome) -> bytes:
    data = as_json(outcome)
    rows = rows_of("query", data)
    return csv_text(columns_of("query", data, rows), rows).encode("utf-8", "replace")


def _draw(page_request: PageRequest, outcome: QueryOutcome, meant: Edition | None) -> bytes:
    edition = outcome.edition or meant
    found = found_records(outcome.rows, edition)
    if edition is None or not found.drawn or len(found.drawn) > MAX_DRAWN:
        raise UsageError(
            _("This result cannot be drawn."),
            mend=_("Return nodes, edges or paths of one edition, at most {n} records.").filled(
                n=MAX_DRAWN
            ),
            code="nothing-to-draw",
        )
    told = audit_or_none(page_request, edition)
    scene = found_scene(
        page_request.store,
        edition,
        found,
        findings=None if told is None else told.audit,
        rules=() if told is None else told.rule_set.graded,
    )
    return pictures.draw_scene(
        scene,
        ".html",
        PictureStyle(language=page_request.language, theme=picture_theme(page_request.request)),
    )


def _query_page(
    page_request: PageRequest,
    edition: Edition | None,
    asked: QueryQuestion,
    known: Sequence[Behind] = (),
) -> HTMLResponse:
    place = page_request.urls(edition)
    error = asked.error
    accounts = auth_service_of(page_request.request).accounts
    answer = page(
        page_request,
        "query",
        place,
        asked=asked,
        cypher=asked.cypher,
        line=None if error is None else _line_at(asked.cypher, error.where),
        longest=LONGEST,
        longest_name=saved_queries.LONGEST_NAME,
        most_drawn=MAX_DRAWN,
        seconds=page_request.settings.query_seconds,
        most_rows=page_request.settings.query_rows,
        examples=examples(),
        known=known,
        saved=[
            (one, saved_queries.may_change(one, _saver(page_request)))
            for one in saved_queries.queries_of(accounts, place.dataset)
        ],
        links={
            one: place.to(PATH, cypher=asked.cypher, shown=one if one == "picture" else None)
            for one in ("table", "picture")
        }
        | {one: place.to(f"{PATH}.{one}", cypher=asked.cypher) for one in ("csv", "html")},
        **_result_facts(page_request, place, asked.result),
    )
    failed = error or asked.unsaved
    if failed is not None:
        answer.status_code = status_of(failed)
        answer.headers.update(headers_of(failed))
    return answer


def _result_facts(
    page_request: PageRequest, place: Urls, result: QueryResult | None
) -> Mapping[str, object]:
    if result is None:
        return {"outcome": None}
    outcome = result.outcome
    language = page_request.language
    places = {
        one.scope: Urls(language=language, dataset=one.dataset, edition=one.edition)
        for one in page_request.editions.all()
    }
    writer = CellWriter(language, places, None if outcome.edition is None else place)
    return {
        "outcome": outcome,
        "rows": writer.rows(outcome.rows[:MAX_ROWS]),
        "hidden": max(0, len(outcome.rows) - MAX_ROWS),
        "drawn": len(result.found.drawn),
        "undrawn": result.found.undrawn,
    }


@dataclass(frozen=True, slots=True)
class WrongLine:
    """The line of a statement that an error is about, with the column; both count from 1."""

    number: int
    column: int
    text: str

    @property
    def pointer(self) -> str:
        """A line that points to the column from below."""
        return " " * (min(self.column, len(self.text) + 1) - 1) + "^"


def _line_at(cypher: str, where: str) -> WrongLine | None:
    """Return the line that ``where``, as ``2:17``, is in; None if it says no such place."""
    number, _unused, column = where.partition(":")
    lines = cypher.splitlines()
    if not (number.isdigit() and column.isdigit() and 0 < int(number) <= len(lines)):
        return None
    return WrongLine(int(number), max(1, int(column)), lines[int(number) - 1])
