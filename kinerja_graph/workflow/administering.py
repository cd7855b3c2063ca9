"""Manage keys, people and editions as an administrator of some or all datasets.

An administrator does not see grants in other datasets, cannot revoke a key that is also valid for
other datasets, and cannot grant a right that they do not hold themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kinerja_graph.accounts.rights import EVERY, GIVES, ROLES, Grant, Grants, Right, Role
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import Progress, drop_found, silent
from kinerja_graph.texts import _
from kinerja_graph.workflow.access import (
    LONGEST_DAYS,
    AccountsDatabase,
    Key,
    Person,
    add_key,
    every_key,
    every_person,
    note,
    revoke_key,
)
from kinerja_graph.workflow.edition_cache import EditionCache, EditionIndex

LONGEST_NAME: Final = 200
MOST_DATASETS: Final = 100
_ROLES: Final[Mapping[str, Role]] = {one: one for one in ROLES}
_DAYS: Final = re.compile(r"[1-9][0-9]{0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A key as an administrator sees it.

    Attributes:
        key: the key, with only the grants that the administrator may see.
        beyond: whether it is also valid for datasets that they do not administer.
    """

    key: Key
    beyond: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRequest:
    """A request for a key, as typed; ``everywhere`` asks for all datasets."""

    name: str
    role: str
    datasets: Sequence[str]
    everywhere: bool
    days: str


def keys_of(book: AccountsDatabase, mine: Grants) -> tuple[Held, ...]:
    """Return the keys that are valid for a dataset that ``mine`` administers, newest first."""
    found: list[Held] = []
    for key in reversed(every_key(book)):
        seen = _administered(key.grants, mine)
        if seen.held:
            beyond = len(seen.held) < len(key.grants.held)
            found.append(Held(key=replace(key, grants=seen), beyond=beyond))
    return tuple(found)


def people_of(book: AccountsDatabase, mine: Grants) -> tuple[Person, ...]:
    """Return the people with a role in a dataset that ``mine`` administers, sorted by name.

    Only their roles in those datasets are included. An administrator of all datasets also sees
    people without any role.
    """
    everything = mine.may(Right.ADMIN)
    found = [replace(one, grants=_administered(one.grants, mine)) for one in every_person(book)]
    return tuple(one for one in found if everything or one.grants.held)


def roles_of(mine: Grants) -> tuple[Role, ...]:
    """Return the roles that ``mine`` may grant in any dataset."""
    return tuple(one for one in ROLES if any(_may_give(mine, Grant(one, at)) for at in _at(mine)))


def make_key(book: AccountsDatabase, mine: Grants, wish: KeyRequest, *, by: str) -> tuple[Key, str]:
    """Create the requested key; return it with its secret, which cannot be shown again.

    Raises:
        UsageError: the name, dataset or role is missing or invalid, it would be valid for too
            long, or it would have rights that ``mine`` does not have.
    """
    role = _ROLES.get(wish.role)
    datasets = tuple(dict.fromkeys(one.strip() for one in wish.datasets if one.strip()))
    days = wish.days.strip()
    if not wish.name.strip() or len(wish.name) > LONGEST_NAME or not wish.name.isprintable():
        raise _no_name()
    unclear = len(datasets) > MOST_DATASETS or not all(one.isprintable() for one in datasets)
    if role is None or wish.everywhere is bool(datasets) or unclear:
        raise _no_place()
    if not _DAYS.fullmatch(days) or int(days) > LONGEST_DAYS:
        raise _bad_days()
    grants = tuple(Grant(role, one) for one in ((EVERY,) if wish.everywhere else datasets))
    if EVERY in datasets or not all(_may_give(mine, one) for one in grants):
        raise _not_yours()
    return add_key(book, wish.name, grants, days=int(days), by=by)


def end_key(book: AccountsDatabase, mine: Grants, name: str, *, by: str) -> bool:
    """Revoke a key at once; return False if it was revoked before.

    Raises:
        UsageError: there is no such key, or it is valid for datasets ``mine`` does not administer.
    """
    found = next((one for one in keys_of(book, mine) if one.key.id == name), None)
    if found is None or found.beyond:
        raise _no_key(name)
    return revoke_key(book, name, by=by)


@dataclass(frozen=True, slots=True)
class Administrator:
    """Somebody acting as an administrator.

    Attributes:
        name: their name in the log of who did what.
        grants: their grants.
        ledger: the ledger to log to; None if there is none.
    """

    name: str
    grants: Grants
    ledger: AccountsDatabase | None


@dataclass(frozen=True, slots=True)
class DroppedEditions:
    """The editions that were removed."""

    dropped: tuple[EditionRef, ...]


def remove_editions(
    store: Store,
    dataset: str,
    edition: str | None = None,
    *,
    by: Administrator,
    settings: Settings,
    progress: Progress = silent,
) -> tuple[Edition, ...]:
    """Remove an edition, or all editions of a dataset, on behalf of its administrator; log it.

    The waivers, baseline, log and keys of the dataset stay, since it may be loaded again.

    Raises:
        UsageError: they do not administer the dataset, whether or not it exists (``forbidden``);
            or there is no such dataset or edition (only names that they may see are given).
        StoreError: the database failed.
        AccountsError: it was removed, but this could not be logged.
    """
    if not by.grants.may(Right.ADMIN, dataset):
        raise _not_to_remove(by.name, dataset)
    meant = EditionRef(dataset, edition)
    stood, found = _find(store, meant, by)
    chosen = (
        [one for one in stood.editions if one.dataset == dataset] if edition is None else [found]
    )
    gone = drop_found(store, chosen, settings=settings, progress=progress)
    if not gone:  # somebody else has removed it in the meantime
        _find(store, meant, by)
    if by.ledger is not None:
        for one in gone:
            note(by.ledger, by.name, "edition-removed", one.dataset, edition=one.edition)
    return gone


def _find(store: Store, meant: EditionRef, by: Administrator) -> tuple[EditionIndex, Edition]:
    """Return the current editions, and the one that is meant."""
    stood = EditionCache(store).read()
    found = stood.meant(meant, by.grants.seen, option="EDITION", dataset_option="DATASET")
    return stood, found


def _administered(grants: Grants, mine: Grants) -> Grants:
    return Grants(tuple(one for one in grants.held if mine.may(Right.ADMIN, one.dataset)))


def _at(mine: Grants) -> set[str]:
    return {one.dataset for one in mine.held}


def _may_give(mine: Grants, wanted: Grant) -> bool:
    """Return whether ``mine`` administers the dataset and holds all rights of the role there.

    ``cypher`` sees all datasets, so it can only be granted for all of them.
    """
    if wanted.role == "cypher" and wanted.dataset != EVERY:
        return False
    needed = GIVES[wanted.role] | {Right.ADMIN}
    return all(mine.may(right, wanted.dataset) for right in needed)


def _no_name() -> UsageError:
    return UsageError(
        _("The key has no suitable name."),
        mend=_("Say who or which system uses it, in at most {most} characters."),
        where="name",
        code="name-needed",
        most=LONGEST_NAME,
    )


def _no_place() -> UsageError:
    return UsageError(
        _("It is not clear which role is given, and in which datasets."),
        mend=_("Choose a role; write the datasets, or choose all of them, not both."),
        where="dataset",
        code="datasets-needed",
    )


def _bad_days() -> UsageError:
    return UsageError(
        _("A key is valid for 1 to {most} days."),
        mend=_("Choose another time; create a new key when the old one expires."),
        where="days",
        code="bad-days",
        most=LONGEST_DAYS,
    )


def _not_yours() -> UsageError:
    return UsageError(
        _("You cannot grant a right that you do not have there yourself."),
        mend=_("Name datasets that you administer; free queries are given for all of them."),
        where="role, dataset",
        code="not-yours-to-give",
    )


def _no_key(name: str) -> UsageError:
    return UsageError(
        _("There is no key {name} that you can revoke."),
        mend=_("One that opens other datasets too is revoked by the administrator of the service."),
        where=name,
        code="unknown-key",
        name=name,
    )


def _not_to_remove(name: str, dataset: str) -> UsageError:
    return UsageError(
        _("{name} may not remove editions of dataset {dataset}."),
        mend=_("Ask an administrator of the dataset to remove it."),
        where=dataset,
        code="forbidden",
        name=name,
        dataset=dataset,
    )
