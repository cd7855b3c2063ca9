"""Render pages from templates, and show failures as a page if a page was requested."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from functools import cache, partial
from http import HTTPStatus
from importlib import resources
from typing import Final, cast
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from kinerja_api.access import Caller, Right
from kinerja_api.access.desk import desk_of
from kinerja_api.access.editions import AnswerRoute, Handler
from kinerja_api.access.permissions import known_caller
from kinerja_api.deps import request_path
from kinerja_api.errors import headers_of, internal_error, language_of, public_error, status_of
from kinerja_api.explorer import words
from kinerja_api.explorer.behind import behind_url
from kinerja_api.explorer.page_request import PageRequest
from kinerja_api.explorer.themes import chosen_theme, theme_colours
from kinerja_api.explorer.urls import Urls, answer_name
from kinerja_api.result_cache import Unfinished
from kinerja_graph.analysis.selector import quoted
from kinerja_graph.audit.finding import FollowUpStatus
from kinerja_graph.errors import KinerjaError, UsageError
from kinerja_graph.library.words import SIGNS, count_records
from kinerja_graph.numbers import format_number, format_numbers, format_share
from kinerja_graph.report.answers.follow_ups import (
    follow_up_line,
    follow_up_mood,
    marked_state,
)
from kinerja_graph.report.audit_sentences import place_text
from kinerja_graph.texts import Language, Text, _, pgettext

logger = logging.getLogger(__name__)
ASSETS: Final[Mapping[str, str]] = {
    "explorer.css": "text/css",
    "explorer.js": "text/javascript",
    "presence.js": "text/javascript",
    "workspace.js": "text/javascript",
}
REFRESH: Final = "2"
"""Seconds after which an incomplete page reloads."""


def page(page_request: PageRequest, name: str, place: Urls, **facts: object) -> HTMLResponse:
    """Return the page made from the template ``name`` with ``facts``."""
    behind = ""
    if page_request.caller.may(Right.CYPHER):
        behind = behind_url(place, _answers_on(facts))
    documents = page_request.editions.has_documents(place.dataset, place.edition)
    facts = {"behind": behind, "has_documents": documents} | facts | {"page_request": page_request}
    return HTMLResponse(render_page(page_request.request, name, place, **facts))


def _answers_on(facts: Mapping[str, object]) -> list[str]:
    """Return the URLs of what a page shows: its JSON, and its still picture."""
    twins = cast("Sequence[str]", facts.get("twins", ()))
    stills = cast("Mapping[str, str]", facts.get("stills", {}))
    return [*twins, *(url for form, url in stills.items() if form == "svg")]


def part_below(outcome: str, agency: str) -> str:
    """Return the selector of what an agency has below an outcome, as a cell of the matrix counts.

    >>> part_below("KOTA 1", "dishub")
    '+"KOTA 1",agency:dishub'
    """
    return f"+{quoted(outcome)},agency:{quoted(agency)}"


def render_page(request: Request, name: str, place: Urls, **facts: object) -> str:
    """Return the HTML of a page."""
    language = place.language
    return (
        page_environment()
        .get_template(f"{name}.html.jinja")
        .render(
            {"page_request": None, "tabs": True, "twins": (), "behind": "", "has_documents": False}
            | facts
            | {
                "language": language,
                "place": place,
                "_": partial(_translate, language, None),
                "pgettext": partial(_translate, language),
                "tell": partial(_say_text, language),
                "number": partial(format_number, language=language),
                "share": partial(format_share, language=language),
                "numbers": partial(format_numbers, language=language),
                "moment": partial(words.format_moment, language),
                "counted": partial(count_records, language=language),
                "signs": SIGNS,
                "labels": words.LABELS,
                "follow_up_line": partial(_follow_up_line, language),
                "follow_up_mood": follow_up_mood,
                "marked_state": partial(marked_state, language=language),
                "place_text": partial(place_text, language=language),
                "word": partial(words.word, language),
                "part_of": part_below,
                "answer_name": answer_name,
                "assets": asset_urls(),
                "desk": desk_of(request),
                "theme": chosen_theme(request),
                "here": request.url.path,
                "others": {lang: same_page(request, lang) for lang in ("id", "en")},
            }
        )
    )


class PageRoute(AnswerRoute):
    """A route whose failures are shown as pages."""

    def get_route_handler(self) -> Handler:
        """Return the handler, with failures shown as pages."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except RequestValidationError as error:
                return failure(request, invalid_value(error))
            except KinerjaError as error:
                return failure(request, error)
            except Unfinished:
                return unfinished(request)
            except (HTTPException, ClientDisconnect):
                raise
            except Exception:
                logger.exception("internal error")
                return failure(request, internal_error())

        return handle


def reload_soon(response: HTMLResponse) -> HTMLResponse:
    """Make the browser reload ``response`` by itself: it was incomplete."""
    response.headers["Refresh"] = REFRESH
    response.headers["Cache-Control"] = "no-store"
    return response


def unfinished(request: Request) -> HTMLResponse:
    """Return the page for what is still being computed; it reloads by itself."""
    language = language_of(request)
    place = Urls(
        language=language,
        dataset=request.query_params.get("dataset"),
        edition=request.query_params.get("edition"),
        since=request.query_params.get("since"),
    )
    address = same_page(request, language)
    text = render_page(request, "unfinished", place, address=address)
    return reload_soon(HTMLResponse(text, HTTPStatus.ACCEPTED))


def failure(request: Request, error: KinerjaError) -> Response:
    """Show a failure as a page: what, where, how to fix it; redirect to sign-in if needed."""
    status = status_of(error)
    language = language_of(request)
    if status == HTTPStatus.UNAUTHORIZED and request.method == "GET":
        query = f"?{request.url.query}" if request.url.query else ""
        wanted = urlencode({"next": f"{request_path(request)}{query}", "lang": language})
        return RedirectResponse(f"/sign-in?{wanted}", HTTPStatus.SEE_OTHER)
    error = public_error(error)
    near: object = error.facts.get("nearest_names") or {}
    text = render_page(
        request,
        "failure",
        Urls(
            language=language,
            dataset=request.query_params.get("dataset"),
            edition=request.query_params.get("edition"),
        ),
        what=error.what.say(language),
        where=error.where,
        mend=error.mend.say(language),
        code=error.code,
        status=status,
        page_request=caller_facts(request),
        tabs=error.code in ("unknown-id", "unknown-page"),
        nearest=near if error.code == "unknown-id" else {},
    )
    return HTMLResponse(text, status, headers=headers_of(error))


def caller_facts(request: Request) -> dict[str, Caller] | None:
    """Return who asked, for the head of a page without a place; None if anonymous."""
    caller = known_caller(request)
    return {"caller": caller} if caller is not None and caller.is_known else None


def same_page(request: Request, language: Language) -> str:
    """Return the URL of this page in another language."""
    asked = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    return f"{request_path(request)}?{urlencode([*asked, ('lang', language)], errors='replace')}"


@cache
def asset(name: str) -> str:
    """Read a text file of the page assets."""
    text = (resources.files("kinerja_api.explorer") / "assets" / name).read_text("utf-8")
    return theme_colours() + text if name.endswith(".css") else text


@cache
def asset_urls() -> Mapping[str, str]:
    """Return the URL of each asset: it changes with the content, so it is cached forever."""
    return {
        name: f"/explore/assets/{hashlib.sha256(asset(name).encode()).hexdigest()[:16]}/{name}"
        for name in ASSETS
    }


def _translate(language: Language, context: str | None, english: str, **facts: object) -> str:
    """Return a template's sentence in the language of the page."""
    text = _(english) if context is None else pgettext(context, english)
    return text.say(language, **facts)


def _follow_up_line(language: Language, status: FollowUpStatus) -> str:
    return follow_up_line(status, language)


def _say_text(language: Language, text: Text) -> str:
    return text.say(language)


def invalid_value(error: RequestValidationError) -> UsageError:
    """Return the failure of a page requested with an invalid value."""
    first = error.errors()[0]
    name = str(first["loc"][-1])
    return UsageError(
        _("The value of {name} cannot be used."),
        mend=_("Go back and choose from what the page offers."),
        where=name,
        code="bad-value",
        name=name,
    )


@cache
def page_environment() -> Environment:
    """Return the templates of pages."""
    return Environment(
        autoescape=True,
        loader=FunctionLoader(_template),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> str:
    return (resources.files("kinerja_api.explorer") / "templates" / name).read_text("utf-8")
