"""The Cypher behind a page: found by the addresses of the JSON that the page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, cast, get_args
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from kinerja_api.explorer.page_request import PageRequest
from kinerja_api.explorer.results import audit_for_page
from kinerja_api.explorer.urls import Urls
from kinerja_api.versions import unversioned
from kinerja_graph.analysis.comparison import compare
from kinerja_graph.analysis.record import record
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import Text, _
from kinerja_graph.views.registry import VIEWS
from kinerja_graph.views.spec import ViewSpec
from kinerja_graph.workflow import pictures
from kinerja_graph.workflow.asking import ask_view
from kinerja_graph.workflow.connection import Store
from kinerja_graph.workflow.document_rules import run_rule_set
from kinerja_graph.workflow.pictures import PictureOptions, View
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.searching import search
from kinerja_graph.workflow.view_statements import ViewStatement, view_statements

PATH: Final = "/explore/query"
_KEPT: Final = ("rule", "before", "after", "q", "view", "id", "against")
"""Query parameters that decide which statements run."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The statements behind one answer of a page.

    Attributes:
        address: the address of the answer, without dataset, edition and language.
        about: what the answer tells, if its view says so.
        statements: the statements, in order.
        rules: ids of the rules that ran, each with statements of its own.
    """

    address: str
    about: Text | None
    statements: tuple[ViewStatement, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Address:
    """An address: the view or other answer it is of, the id in it, and its parameters."""

    text: str
    view: ViewSpec | None
    kind: str
    name: str | None
    asked: Mapping[str, str]


def behind_url(place: Urls, twins: Iterable[str]) -> str:
    """Return the URL of the page with the statements behind a page; empty if there are none.

    ``twins`` are the addresses of the JSON (or of the picture) that the page shows.
    """
    addresses = [one for one in map(_plain_address, twins) if _read_address(one) is not None]
    return place.to(PATH, behind="\n".join(addresses)) if addresses and place.edition else ""


def statements_behind(page_request: PageRequest, addresses: str) -> tuple[Behind, ...]:
    """Return the statements behind the answers at ``addresses``, one a line.

    Raises:
        UsageError: no such record, edition or rule; an address of nothing that runs statements.
        Unfinished: the audit that a picture shows is still being computed.
        StoreError: the database failed.
    """
    edition = page_request.edition()
    found: list[Behind] = []
    for line in dict.fromkeys(addresses.split("\n")):
        address = _read_address(line)
        if address is None:
            raise UsageError(
                _("No statement is known of {address}."),
                mend=_("Follow the link of a page."),
                where="behind",
                code="bad-value",
                address=line[:200],
            )
        found.append(_behind(page_request, edition, address))
    return tuple(found)


def _behind(page_request: PageRequest, edition: Edition, address: _Address) -> Behind:
    view, name, asked = address.view, address.name, address.asked
    about = view.command if view is not None and isinstance(view.command, Text) else None
    if address.kind == "audit" and not asked.get("rule"):
        rules = tuple(one.id for one in read_rule_set(page_request.settings).graded)
        return Behind(address.text, about, rules=rules)
    ask: Callable[[Store], object]
    if view is not None:
        ask = _ask_view(edition, view, name)
    else:
        ask = _ASKED[address.kind](page_request, edition, address)
    rule = asked.get("rule", "")
    statements = view_statements(page_request.store, edition, ask, rule=rule)
    return Behind(address.text, about, statements)


def _ask_view(edition: Edition, view: ViewSpec, name: str | None) -> Callable[[Store], object]:
    values = {one.name: one.default for one in view.parameters}
    several = view.subject is not None and view.subject.several
    subject = [name] if several and name is not None else name
    return lambda store: ask_view(store, edition, view, subject, **values)


def _ask_record(
    page_request: PageRequest, edition: Edition, address: _Address
) -> Callable[[Store], object]:
    del page_request
    return lambda store: record(store, edition, address.name or "")


def _ask_rule(
    page_request: PageRequest, edition: Edition, address: _Address
) -> Callable[[Store], object]:
    rule_set = read_rule_set(page_request.settings, (address.asked["rule"],))
    return lambda store: run_rule_set(store, edition, rule_set, store.engine)


def _ask_comparison(
    page_request: PageRequest, edition: Edition, address: _Address
) -> Callable[[Store], object]:
    del edition
    before, after = (page_request.edition(address.asked[one]) for one in ("before", "after"))
    return lambda store: compare(store, before, after)


def _ask_search(
    page_request: PageRequest, edition: Edition, address: _Address
) -> Callable[[Store], object]:
    del page_request
    return lambda store: search(store, [edition], address.asked.get("q", ""))


def _ask_picture(
    page_request: PageRequest, edition: Edition, address: _Address
) -> Callable[[Store], object]:
    told = audit_for_page(page_request, edition)
    wanted, asked = address.asked.get("view"), address.asked
    options = PictureOptions(
        view=cast("View", wanted) if wanted in get_args(View) else None,
        against=asked.get("against"),
    )
    return lambda store: pictures.scene(
        store, edition, asked.get("id"), options, findings=told.audit, rule_set=told.rule_set
    )


_ASKED: Final = {
    "records": _ask_record,
    "audit": _ask_rule,
    "compare": _ask_comparison,
    "search": _ask_search,
    "render.svg": _ask_picture,
}
_NEEDED: Final = {"compare": ("before", "after")}


def _plain_address(url: str) -> str:
    """Return an address without version, dataset, edition and language."""
    parts = urlsplit(url)
    kept = {name: one[0] for name, one in parse_qs(parts.query).items() if name in _KEPT}
    query = urlencode(kept, errors="replace")
    path = unversioned(parts.path)
    return f"{path}?{query}" if query else path


def _read_address(text: str) -> _Address | None:
    """Return what an address is of; None if no statement is behind it."""
    parts = urlsplit(text)
    asked = {name: one[0] for name, one in parse_qs(parts.query).items()}
    for view in VIEWS.values():
        path = view.route.path or f"/{view.name}"
        if parts.path == path:
            name = asked.get("id")
            needs = view.subject is not None and view.subject.required
            return None if needs and name is None else _Address(text, view, view.name, name, asked)
        if parts.path.startswith(f"{path}/") and view.subject is not None:
            name = unquote(parts.path.removeprefix(f"{path}/"))
            return _Address(text, view, view.name, name, asked)
    kind, _slash, rest = parts.path.removeprefix("/").partition("/")
    if kind not in _ASKED or any(not asked.get(one) for one in _NEEDED.get(kind, ())):
        return None
    return _Address(text, None, kind, unquote(rest) if rest else None, asked)
