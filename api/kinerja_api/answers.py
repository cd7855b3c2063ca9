"""Build responses: JSON or CSV, paginated, compressed, and validated by their ETag."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from fastapi import Request, Response
from pydantic import BaseModel

from kinerja_api.cursors import cursors_of
from kinerja_api.deps import request_path
from kinerja_api.errors import responses as failures
from kinerja_api.question import CSV_SUFFIX, Form, Page, Question
from kinerja_api.versions import unversioned
from kinerja_graph.errors import KinerjaError
from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.model.edition import Edition
from kinerja_graph.workflow.edition_cache import EngineReader, OptimisticRead
from kinerja_graph.workflow.tabulating import Row, columns_of, csv_text, list_key, rows_of

AnswerBuilder = Callable[[], Mapping[str, Any]]
JSON_TYPE: Final = "application/json"
CSV_TYPE: Final = "text/csv; charset=utf-8"
_COMPRESS_FROM: Final = 1_000
_GZIP_LEVEL: Final = 5
_VARY: Final = "Accept-Encoding, Accept-Language, Authorization, Cookie"


@dataclass(frozen=True, slots=True)
class View:
    """The format of an answer.

    Attributes:
        name: the name under which its rows are registered (``workflow/tabulating.py``).
        model: its JSON; unset values are omitted.
        several: its JSON if a selector was given; None: none can be given.
    """

    name: str
    model: type[BaseModel]
    several: type[BaseModel] | None = None


def responses(
    *statuses: int, csv: bool = False, kinds: Iterable[str] = ()
) -> dict[int | str, dict[str, Any]]:
    """Return a route's declarations: its failures, 304, and CSV or other ``kinds`` beside JSON."""
    declared = failures(*statuses)
    declared[304] = {"description": "The answer of the tag given is still the same."}
    content: dict[str, Any] = {kind: {"schema": _schema_of_kind(kind)} for kind in kinds}
    if csv:
        content["text/csv"] = {"schema": {"type": "string"}}
    if content:
        declared[200] = {"content": content, "description": "The answer."}
    return declared


def _schema_of_kind(kind: str) -> dict[str, str]:
    if kind.endswith("json"):
        return {"type": "object"}
    is_text = kind.startswith("text/") or kind.endswith(("xml", "yaml"))
    return {"type": "string"} if is_text else {"type": "string", "format": "binary"}


def answer_for_edition(
    question: Question, view: View, make: Callable[[Edition], Mapping[str, Any]]
) -> Response:
    """Return the answer that ``make`` gives for the edition meant; valid as long as its snapshot.

    Raises:
        KinerjaError: no such edition, or as for ``make``.
    """
    edition = question.edition()
    tag = question.tag(edition.scope)
    return answer(question, view, question.form, tag, lambda: make(edition))


def answer_for_record(
    question: Question, view: View, text: str, make: Callable[[Edition, str], Mapping[str, Any]]
) -> Response:
    """Return the answer that ``make`` gives for an id or selector ``text`` of the edition meant.

    Raises:
        KinerjaError: no such edition, or as for ``make``.
    """
    edition = question.edition()
    name, form = question.split_suffix(edition, text)
    tag = question.tag(edition.scope)
    return answer(question, view, form, tag, lambda: make(edition, name))


def answer_for_chain(
    question: Question,
    view: View,
    text: str,
    make: Callable[[EngineReader, Edition, str], Mapping[str, Any]],
) -> Response:
    """Like ``answer_for_record``, for one statement that also says which edition is meant.

    The answer is made from the edition meant before, and sent if that is still the one.

    Raises:
        KinerjaError: as for ``answer_for_record``.
    """
    found = _answer_optimistically(question, view, text, make)
    if found is not None:
        return found
    return answer_for_record(
        question, view, text, lambda edition, name: make(question.store, edition, name)
    )


def _answer_optimistically(
    question: Question,
    view: View,
    text: str,
    make: Callable[[EngineReader, Edition, str], Mapping[str, Any]],
) -> Response | None:
    """Return the answer of the edition meant before; None if it is cached, or may be of another."""
    try:
        before = None if text.endswith(CSV_SUFFIX) else question.editions.last_seen()
    except KinerjaError:
        return None
    if before is None:
        return None
    edition, scopes = before
    tag = question.tag(edition.scope)
    if (
        has_current_copy(question.request, f"{tag}j")
        or question.body_cache.get(f"{tag}j") is not None
    ):
        return None
    optimistic = OptimisticRead(question.store)
    try:
        data = make(optimistic, edition, text)
    except KinerjaError:
        if optimistic.scopes == scopes:
            raise
        return None
    if optimistic.scopes != scopes:
        return None
    return answer(question, view, "json", tag, lambda: data)


def answer(
    question: Question, view: View, form: Form, tag: str | None, make: AnswerBuilder
) -> Response:
    """Return the answer of ``make`` in the requested format; no body if the caller has it already.

    ``tag`` identifies everything it depends on; None: it is never the same twice.

    Raises:
        KinerjaError: as for ``make``.
    """
    tag = tag and f"{tag}{form[0]}"
    if tag is not None and has_current_copy(question.request, tag):
        return not_modified(question, tag)
    body = question.body_cache.get(tag) if tag else None
    if body is not None:
        question.editions.forget_used()  # it was complete when it was made
    else:
        body = _serialise(question, view, form, make()).encode("utf-8", "replace")
        if tag is not None:
            question.body_cache.put(tag, body)
    return build_response(question, body, CSV_TYPE if form == "csv" else JSON_TYPE, tag)


def build_response(
    question: Question,
    body: bytes,
    kind: str,
    tag: str | None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return ``body`` as a response, compressed if the caller accepts that; done only once."""
    all_headers = {"Vary": _VARY, "Cache-Control": "private, no-cache"} | dict(headers or {})
    if tag is not None:
        all_headers["ETag"] = f'W/"{tag}"'
    if (
        len(body) >= _COMPRESS_FROM
        and _accepts_gzip(question.request)
        and not kind.startswith("image/p")
    ):
        name = f"{tag}.gz"
        compressed = question.body_cache.get(name) if tag else None
        if compressed is None:
            compressed = gzip.compress(body, _GZIP_LEVEL, mtime=0)
            if tag:
                question.body_cache.put(name, compressed)
        all_headers["Content-Encoding"] = "gzip"
        body = compressed
    return Response(body, media_type=kind, headers=all_headers)


def has_current_copy(request: Request, tag: str) -> bool:
    """Tell whether the caller says they have the answer with this ``tag``."""
    header = request.headers.get("if-none-match", "")
    listed = [one.strip().removeprefix("W/") for one in header.split(",")]
    return "*" in listed or f'"{tag}"' in listed


def not_modified(question: Question, tag: str) -> Response:
    """Say that the caller's copy is still current (304)."""
    question.editions.forget_used()
    headers = {"ETag": f'W/"{tag}"', "Vary": _VARY, "Cache-Control": "private, no-cache"}
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)


def attachment_headers(name: str) -> dict[str, str]:
    """Return the header by which a browser saves an answer as a file called ``name``."""
    plain = "".join(
        one if one.isascii() and (one.isalnum() or one in "-._") else "-" for one in name
    )
    return {"Content-Disposition": f'attachment; filename="{plain}"'}


def paginate(view: str, data: Mapping[str, Any], page: Page) -> dict[str, Any]:
    """Return ``data`` with the rows of one page only, and ``page`` that says which these are.

    Raises:
        UsageError: the rows that the cursor names are gone.
    """
    key = list_key(view, data)
    if key is None or page == Page():
        return dict(data)
    rows = as_list(data[key]) or []
    offset = page.offset if page.cursor is None else page.cursor.start(rows)
    end = len(rows) if page.limit is None else offset + page.limit
    shown = rows[offset:end]
    page_info = {"of": key, "offset": offset, "limit": page.limit, "total": len(rows)}
    return {**data, key: shown, "page": page_info, **truncation(len(shown), len(rows), page.limit)}


def truncation(shown: int, total: int, limit: int | None) -> dict[str, Any]:
    """Return what tells that ``limit`` left out rows of ``total``; empty if none are."""
    return {"truncated": True, "limit": limit} if shown < total else {}


def add_next_page(request: Request, answer: dict[str, Any], data: Mapping[str, Any]) -> None:
    """Add to ``page`` of an answer where the next page is: by a cursor; without version, by offset.

    ``data`` is the answer with all its rows.
    """
    page: dict[str, Any] = answer["page"]
    after = page["offset"] + (page["limit"] or page["total"])
    more = after < page["total"]
    if unversioned(request.scope["path"]) == request.scope["path"]:
        page["next"] = _page_url(request, "offset", after) if more else None
        return
    rows = as_list(data[page["of"]]) or []
    page["cursor"] = cursors_of(request).after(request, data, rows, after) if more else None
    page["next"] = _page_url(request, "cursor", page["cursor"]) if more else None


def _page_url(request: Request, name: str, value: object) -> str:
    kept_query = [
        (k, v)
        for k, v in parse_qsl(request.url.query, keep_blank_values=True)
        if k not in {"offset", "cursor"}
    ]
    return f"{request_path(request)}?{urlencode([*kept_query, (name, value)])}"


def _serialise(question: Question, view: View, form: Form, data: Mapping[str, Any]) -> str:
    answer = paginate(view.name, data, question.page)
    if form == "csv":
        return _csv_text(view.name, answer)
    if "page" in answer:
        add_next_page(question.request, answer, data)
    model = view.several if view.several is not None and "answers" in answer else view.model
    found = model.model_validate(answer)
    return found.model_dump_json(by_alias=True, exclude_unset=True)


def _csv_text(view: str, data: Mapping[str, Any]) -> str:
    """Return the rows of one answer, or of several with a column for the id each is about."""
    answers = as_list(data.get("answers"))
    if answers is None:
        rows = rows_of(view, data)
        return csv_text(columns_of(view, data, rows), rows)
    several: list[Row] = []
    columns: dict[str, None] = {"subject": None}
    for each in answers:
        one = as_mapping(each) or {}
        about = as_mapping(one.get("subject") or one.get("position")) or {}
        found = rows_of(view, one)
        columns |= dict.fromkeys(columns_of(view, one, found))
        several += [{"subject": about.get("id"), **row} for row in found]
    return csv_text(list(columns), several)


def _accepts_gzip(request: Request) -> bool:
    for one in request.headers.get("accept-encoding", "").split(","):
        name, _, weight = one.partition(";")
        if name.strip().lower() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
