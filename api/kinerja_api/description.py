"""The description of the service (OpenAPI), completed by what routes cannot say themselves.

``/openapi.json`` describes every URL, ``/v1/openapi.json`` those of this version alone: a client
generated from it has each operation once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse

from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.sessions import COOKIE, CSRF_HEADER
from kinerja_api.versions import V1

router = APIRouter(include_in_schema=False)
PATH: Final = f"{V1}/openapi.json"
TAGS: Final[Mapping[str, str]] = {
    "catalogue": "What is loaded, the rules, and a search over records.",
    "audits": "Run the rules on an edition and read the findings.",
    "views": "The chain, the alignment, targets, posts, evidence and comparisons of an edition.",
    "documents": "Pictures and reports as files.",
    "queries": "Read-only Cypher, and queries that were saved by name.",
    "uploads": "Send plan files, look at what was read, and load it.",
    "judgements": "Waivers, the baseline, follow-ups and notes.",
    "editions": "Take an edition out as files, and remove it.",
    "operations": "For operators of the service: health, metrics, who did what.",
    "embedding": "How other pages embed a view.",
}
_PUBLIC: Final = frozenset({"/healthz", "/readyz"})
"""What anyone may ask without a credential."""
_SCHEMES: Final[Mapping[str, Mapping[str, str]]] = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key, made by `kinerja keys add` or in the explorer.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "The session of a browser that signed in; over TLS the name begins with "
        f"`__Host-`. A request that changes something also needs the header `{CSRF_HEADER}`.",
    },
}


def describe(app: FastAPI) -> None:
    """Complete the description of ``app``, and serve that of this version alone."""
    described = app.openapi

    def with_more() -> dict[str, Any]:
        if app.openapi_schema is None:
            _complete(described())
        return described()

    app.openapi = with_more  # type: ignore[method-assign]  # FastAPI's own way to extend it
    app.include_router(router)


@router.get(PATH)
@work_kind(None)
async def read_description(request: Request) -> JSONResponse:
    """Return the description of the URLs of this version, and of those without any."""
    return JSONResponse(of_version(request.app.openapi()))


def of_version(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return a description without what is deprecated."""
    paths = {
        path: {method: one for method, one in methods.items() if not one.get("deprecated")}
        for path, methods in told["paths"].items()
    }
    return {**told, "paths": {path: methods for path, methods in paths.items() if methods}}


def operations(told: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the method, the path and the description of every operation."""
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


@cache
def _examples() -> Mapping[str, Any]:
    """Return a request and its answer for each operation, as ``tools/api_examples.py`` got them."""
    text = files("kinerja_api").joinpath("examples.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _add_example(operation: dict[str, Any], example: Mapping[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in example["parameters"]:
            parameter["example"] = example["parameters"][parameter["name"]]
    if "body" in example:
        for content in operation["requestBody"]["content"].values():
            content["example"] = example["body"]
    for status, answers in example.get("answers", {}).items():
        for kind, body in answers.items():
            operation["responses"][status]["content"][kind]["example"] = body


def _complete(told: dict[str, Any]) -> None:
    told["tags"] = [{"name": name, "description": about} for name, about in TAGS.items()]
    told["components"]["securitySchemes"] = {name: dict(one) for name, one in _SCHEMES.items()}
    told["security"] = [{name: []} for name in _SCHEMES]
    for _method, path, operation in operations(told):
        if path in _PUBLIC:
            operation["security"] = []
        if operation["operationId"] in _examples():
            _add_example(operation, _examples()[operation["operationId"]])
