"""``/docs``: the description of the web service as a page, from the same source as its JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from kinerja_api.access.permissions import is_known
from kinerja_api.deps import LanguageDep
from kinerja_api.description import PATH, of_version, operations
from kinerja_api.explorer.pages import PageRoute, caller_facts, render_page
from kinerja_api.explorer.urls import Urls
from kinerja_api.versions import unversioned

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One route: its method, its path, what it does, its parameters, the types of its answer."""

    method: str
    path: str
    about: str
    parameters: tuple[Mapping[str, Any], ...]
    body: tuple[str, ...]
    answers: tuple[str, ...]
    statuses: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The anchor of the route on the page."""
        return f"{self.method} {self.path}".lower().replace(" ", "-").strip("/")


@router.get("/docs")
def read_docs(request: Request, language: LanguageDep) -> HTMLResponse:
    """Show every route of this version; open to everybody, as its description is."""
    described = of_version(request.app.openapi())
    groups: dict[str, list[Operation]] = {}
    for operation in _operations(described):
        name = unversioned(operation.path).split("/")[1].split(".")[0]
        groups.setdefault(name, []).append(operation)
    facts = caller_facts(request) if is_known(request) else None
    text = render_page(
        request,
        "reference",
        Urls(language=language),
        page_request=facts,
        tabs=False,
        version=described["info"]["version"],
        groups=groups,
        twins=[PATH],
    )
    return HTMLResponse(text)


def _operations(described: Mapping[str, Any]) -> Iterator[Operation]:
    for method, path, told in operations(described):
        answers = {
            kind
            for status, each in told["responses"].items()
            if status.startswith("2")
            for kind in each.get("content", {})
        }
        yield Operation(
            method=method.upper(),
            path=path,
            about=(told.get("description") or told.get("summary", "")).replace("``", ""),
            parameters=tuple(told.get("parameters", ())),
            body=tuple(told.get("requestBody", {}).get("content", {})),
            answers=tuple(sorted(answers)),
            statuses=tuple(sorted(told["responses"])),
        )
