"""``require_right``: the dependency with which a route declares the permission it needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from typing import Annotated

from fastapi import Depends, Request

from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.access.caller import Caller
from kinerja_api.access.refusals import Refused, forbidden, unknown_caller
from kinerja_api.access.sessions import check_csrf_token
from kinerja_graph.accounts.rights import Right
from kinerja_graph.errors import KinerjaError

CallerDependency = Callable[[Request], Awaitable[Caller]]


def identify_caller(request: Request) -> Caller:
    """Identify the caller, once per request.

    Raises:
        Refused: the request carries an invalid credential.
    """
    known = known_caller(request)
    if known is not None:
        return known
    refused: Refused | None = getattr(request.state, "refused", None)
    if refused is not None:
        raise refused
    try:
        known = auth_service_of(request).identify(request)
    except Refused as refusal:
        request.state.refused = refusal
        raise
    request.state.caller = known
    return known


def known_caller(request: Request) -> Caller | None:
    """Return the caller if already identified; else None."""
    found: Caller | None = getattr(request.state, "caller", None)
    return found


def is_known(request: Request) -> bool:
    """Tell whether the caller is authenticated; an invalid credential counts as none."""
    try:
        return identify_caller(request).is_known
    except KinerjaError:
        return False


@cache
def require_right(right: Right) -> CallerDependency:
    """Return the dependency of a route that needs ``right``; it resolves to the caller.

    The dataset is that of the path or of the query parameter ``dataset``; if several are named,
    the right is needed in each. If none is named, holding the right in any dataset is enough
    here: it is checked for the dataset that is meant once that is known (``editions.py``). Free
    Cypher needs the right in all datasets.

    Raises (when it runs):
        Refused: the caller is not authenticated (401), or they lack the right, or a request that
            changes something comes from a browser without the CSRF token of its session (403).
    """

    async def check_caller(request: Request) -> Caller:
        caller = identify_caller(request)
        if not caller.is_known:
            raise unknown_caller()
        if caller.csrf:
            await check_csrf_token(request, caller.csrf)
        named = set[str]() if right is Right.CYPHER else _datasets_named(request)
        for dataset in named:
            if not caller.may(right, dataset):
                raise forbidden(caller.name, right, dataset)
        somewhere = right is not Right.CYPHER and caller.grants.anywhere(right)
        if not (named or somewhere or caller.may(right)):
            raise forbidden(caller.name, right, None)
        return caller

    return check_caller


def _datasets_named(request: Request) -> set[str]:
    """Return the datasets that the URL of ``request`` names."""
    named = {name for name in request.query_params.getlist("dataset") if name}
    in_path = request.path_params.get("dataset")
    return named | ({str(in_path)} if in_path else set())


CallerDep = Annotated[Caller, Depends(require_right(Right.READ))]
"""A caller who may read at least one dataset, and the named one if one is named."""
