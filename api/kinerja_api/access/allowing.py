"""``may``: the dependency by which a route says which right it needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from typing import Annotated

from fastapi import Depends, Request

from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.access.caller import Caller
from kinerja_api.access.refusals import Refused, forbidden, unknown_caller
from kinerja_api.access.sessions import refuse_forged
from kinerja_graph.accounts.rights import Right
from kinerja_graph.errors import KinerjaError

Allowed = Callable[[Request], Awaitable[Caller]]


def calling(request: Request) -> Caller:
    """Who is calling, once for each request.

    Raises:
        Refused: the request bears a credential that opens nothing.
    """
    known = known_caller(request)
    if known is not None:
        return known
    refused: Refused | None = getattr(request.state, "refused", None)
    if refused is not None:
        raise refused
    try:
        known = auth_service_of(request).caller(request)
    except Refused as refusal:
        request.state.refused = refusal
        raise
    request.state.caller = known
    return known


def known_caller(request: Request) -> Caller | None:
    """Who is calling, where that was asked; None where it was not."""
    found: Caller | None = getattr(request.state, "caller", None)
    return found


def is_known(request: Request) -> bool:
    """Whether somebody vouches for the caller; a credential that opens nothing is nobody's."""
    try:
        return calling(request).is_known
    except KinerjaError:
        return False


@cache
def may(right: Right) -> Allowed:
    """The dependency of a route that needs ``right``; it gives the caller.

    The dataset is the path's or the query's ``dataset``; where it is named more than once, the
    right is needed in each. Where none is named, it is enough here that they hold the right
    somewhere: in the dataset that is then meant, it is asked for when that is known
    (``editions.py``). Free Cypher is asked for in all datasets at once.

    Raises (when it runs):
        Refused: nobody vouches for the caller (401), or they lack the right, or a request that
            changes something comes from a browser without the word of its session (403).
    """

    async def allowed(request: Request) -> Caller:
        caller = calling(request)
        if not caller.is_known:
            raise unknown_caller()
        if caller.csrf:
            await refuse_forged(request, caller.csrf)
        named = set[str]() if right is Right.CYPHER else _named(request)
        for dataset in named:
            if not caller.may(right, dataset):
                raise forbidden(caller.name, right, dataset)
        somewhere = right is not Right.CYPHER and caller.grants.anywhere(right)
        if not (named or somewhere or caller.may(right)):
            raise forbidden(caller.name, right, None)
        return caller

    return allowed


def _named(request: Request) -> set[str]:
    """The datasets that the address of ``request`` names."""
    named = {name for name in request.query_params.getlist("dataset") if name}
    in_path = request.path_params.get("dataset")
    return named | ({str(in_path)} if in_path else set())


CallerDep = Annotated[Caller, Depends(may(Right.READ))]
"""A caller who may see at least one dataset, and the named one where one is named."""
