"""The version of the API in its URLs, and the earlier URLs without one.

``/v1`` begins every URL that programs use. The same routes answer without it, as they did before
there were versions; such a response names its successor (decision 0319).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from fastapi.utils import generate_unique_id

V1: Final = "/v1"
DEPRECATED_SINCE: Final = "@1796169600"
"""When the URLs without version were deprecated, 2 December 2026, as RFC 9745 writes it."""


def unversioned(path: str) -> str:
    """Return a path without its version.

    >>> unversioned("/v1/uploads/x"), unversioned("/uploads"), unversioned("/v1uploads")
    ('/uploads/x', '/uploads', '/v1uploads')
    """
    return path[len(V1) :] if path.startswith(f"{V1}/") else path


def include_versions(
    app: FastAPI, routers: Iterable[APIRouter], later: Iterable[APIRouter] = ()
) -> None:
    """Add the routes of the API to ``app``: with the version, and as before without it.

    Those ``later`` came with the version and have no URLs without it.
    """
    listed = tuple(routers)
    for router in (*listed, *later):
        app.include_router(router, prefix=V1)
    for router in listed:
        app.include_router(router, deprecated=True, generate_unique_id_function=generate_unique_id)
    routes = [each for router in listed for each in router.routes if isinstance(each, APIRoute)]
    app.state.earlier_paths = frozenset(_first_part(one.path) for one in routes)


def deprecation_headers(app: FastAPI, path: str) -> dict[str, str]:
    """Return what tells that ``path`` has a successor; empty if it has none."""
    earlier: frozenset[str] = app.state.earlier_paths
    if _first_part(path) not in earlier:
        return {}
    return {
        "Deprecation": DEPRECATED_SINCE,
        "Link": f'<{V1}{quote(path)}>; rel="successor-version"',
    }


def _first_part(path: str) -> str:
    """Return what identifies a path as one of the API.

    >>> _first_part("/audit.csv"), _first_part("/whatif/weakest/S1")
    ('audit', 'whatif')
    """
    return path.split("/", 2)[1].partition(".")[0] if path.startswith("/") else ""


def short_id(route: APIRoute) -> str:
    """Return the id of an operation: the name of its function; of a table beside it, with that."""
    is_table = route.path.endswith(".csv") and not route.name.endswith("_rows")
    return f"{route.name}_csv" if is_table else route.name
