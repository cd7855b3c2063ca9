"""Manage access for the user interfaces: keys, people, their roles, and the log of who did what."""

from __future__ import annotations

import getpass
import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from typing import Final

from kinerja_graph.accounts import FILE as ACCOUNTS_FILE
from kinerja_graph.accounts import keys, people
from kinerja_graph.accounts.database import AccountsDatabase, now, open_accounts
from kinerja_graph.accounts.keys import Key, any_valid
from kinerja_graph.accounts.keys import by_id as key_named
from kinerja_graph.accounts.keys import known as key_of
from kinerja_graph.accounts.keys import used as key_used
from kinerja_graph.accounts.log import Entry, entries, note
from kinerja_graph.accounts.people import Person
from kinerja_graph.accounts.people import arrive as arrive_person
from kinerja_graph.accounts.people import named as person_named
from kinerja_graph.accounts.rights import EVERY, Grant, Role
from kinerja_graph.accounts.sessions import Holder, word
from kinerja_graph.accounts.sessions import begin as begin_session
from kinerja_graph.accounts.sessions import end as end_session
from kinerja_graph.accounts.sessions import holder as session_holder
from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Text, _

__all__ = [
    "MAX_DAYS",
    "AccountsDatabase",
    "Entry",
    "EntryList",
    "ForgottenPerson",
    "GrantedPerson",
    "Holder",
    "Key",
    "KeyList",
    "MadeKey",
    "Person",
    "PersonList",
    "RevokedKey",
    "WithdrawnRoles",
    "accounts_database",
    "add_key",
    "arrive_person",
    "begin_session",
    "build_grants",
    "end_session",
    "entries",
    "existing_accounts_database",
    "forget_person",
    "grant_roles",
    "has_valid_key",
    "is_valid",
    "key_named",
    "key_of",
    "key_used",
    "list_keys",
    "list_people",
    "note",
    "operating_system_user",
    "person_named",
    "revoke_key",
    "session_holder",
    "withdraw_roles",
    "word",
]

MAX_DAYS: Final = 366
_NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that was created, and its secret, which cannot be shown again."""

    key: Key
    secret: str


@dataclass(frozen=True, slots=True)
class KeyList:
    """All keys."""

    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class RevokedKey:
    """The id of a revoked key, and whether it was revoked just now."""

    key: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class PersonList:
    """All people."""

    users: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class GrantedPerson:
    """A person who was granted a role."""

    user: Person


@dataclass(frozen=True, slots=True)
class WithdrawnRoles:
    """The name of a person, and how many of their roles were withdrawn."""

    user: str
    withdrawn: int


@dataclass(frozen=True, slots=True)
class ForgottenPerson:
    """The name of a person who was removed."""

    forgotten: str


@dataclass(frozen=True, slots=True)
class EntryList:
    """Entries of the log, newest first."""

    log: tuple[Entry, ...]


@contextmanager
def accounts_database(settings: Settings) -> Generator[AccountsDatabase]:
    """Open the accounts database in ``settings.home``, creating it if needed.

    Raises:
        AccountsError: it cannot be used.
    """
    with open_accounts(settings.home) as opened:
        yield opened


@contextmanager
def existing_accounts_database(settings: Settings) -> Generator[AccountsDatabase | None]:
    """Open the accounts database in ``settings.home`` if there is one; else yield None.

    Raises:
        AccountsError: it cannot be used.
    """
    if not (settings.home / ACCOUNTS_FILE).exists():
        yield None
        return
    with accounts_database(settings) as opened:
        yield opened


def operating_system_user() -> str:
    """Return the operating-system user who runs a command, as named in the log."""
    try:
        return f"{getpass.getuser()} (kinerja)"
    except (OSError, KeyError):  # in a container the user id may have no name
        return f"uid {os.getuid()} (kinerja)"


def build_grants(role: Role, datasets: Sequence[str], *, everywhere: bool) -> tuple[Grant, ...]:
    """Return the grants of a role in each of ``datasets``, or in all datasets.

    Raises:
        UsageError: neither or both are given, or the role ``cypher`` only for some datasets.
    """
    if bool(datasets) == everywhere or EVERY in datasets:
        raise UsageError(
            _("It is not clear in which datasets the role {role} applies."),
            mend=_("Give --dataset D (once or more), or --all-datasets."),
            where="--dataset",
            code="datasets-needed",
            role=role,
        )
    if role == "cypher" and not everywhere:
        raise UsageError(
            _("Free queries see all datasets at once."),
            mend=_("Give the role cypher with --all-datasets, or choose another role."),
            where="--dataset",
            code="cypher-is-for-all",
        )
    names = (EVERY,) if everywhere else tuple(dict.fromkeys(datasets))
    return tuple(Grant(role, name) for name in names)


def add_key(
    accounts: AccountsDatabase, name: str, grants: Sequence[Grant], *, days: int, by: str
) -> tuple[Key, str]:
    """Create a key that expires after ``days``; return it with its secret, which is shown once.

    Raises:
        UsageError: the key has no name, or ``days`` is not from 1 to 366.
    """
    if not name.strip():
        raise UsageError(
            _("The key has no name."),
            mend=_("Say who uses it, for example Bappeda."),
            where="NAME",
            code="name-needed",
        )
    if not 1 <= days <= MAX_DAYS:
        raise UsageError(
            _("A key is valid for 1 to {most} days, not {days}."),
            mend=_("Choose another --days; create a new key when the old one expires."),
            where="--days",
            code="bad-days",
            most=MAX_DAYS,
            days=days,
        )
    expires = now() + timedelta(days=days)
    return keys.add(accounts, name.strip(), grants, expires=expires, by=by)


def list_keys(accounts: AccountsDatabase) -> tuple[Key, ...]:
    """Return all keys, including expired and revoked ones, oldest first."""
    return keys.every(accounts)


def has_valid_key(accounts: AccountsDatabase) -> bool:
    """Return whether any key is valid now."""
    return any_valid(keys.every(accounts), now())


def is_valid(key: Key) -> bool:
    """Return whether a key, as it was read, is valid now."""
    return key.state(now()) == "valid"


def revoke_key(accounts: AccountsDatabase, name: str, *, by: str) -> bool:
    """Revoke the key with this id at once; return False if it was revoked before.

    Raises:
        UsageError: there is no such key; the error names the nearest.
    """
    known = [key.id for key in keys.every(accounts)]
    if name not in known:
        raise _unknown(
            _("There is no key {name}."),
            "unknown-key",
            name,
            known,
        )
    return keys.revoke(accounts, name, by=by)


def list_people(accounts: AccountsDatabase) -> tuple[Person, ...]:
    """Return all people, sorted by name."""
    return people.every(accounts)


def grant_roles(
    accounts: AccountsDatabase, name: str, grants: Sequence[Grant], *, by: str
) -> Person:
    """Grant roles to a person, who need not have signed in yet.

    Raises:
        UsageError: the name is empty.
    """
    if not name.strip():
        raise _unknown(_("The name is empty."), "name-needed", name, [])
    return people.grant(accounts, name, grants, by=by)


def withdraw_roles(
    accounts: AccountsDatabase, name: str, grants: Sequence[Grant], *, by: str
) -> int:
    """Withdraw roles from a person with immediate effect; return how many of them they held.

    Raises:
        UsageError: there is no such person; the error names the nearest.
    """
    _known_person(accounts, name)
    return people.withdraw(accounts, name, grants, by=by)


def forget_person(accounts: AccountsDatabase, name: str, *, by: str) -> None:
    """Remove a person, their roles and their sessions.

    Raises:
        UsageError: there is no such person; the error names the nearest.
    """
    _known_person(accounts, name)
    people.forget(accounts, name, by=by)


def _known_person(accounts: AccountsDatabase, name: str) -> None:
    if people.named(accounts, name) is None:
        known = [person.name for person in people.every(accounts)]
        raise _unknown(
            _("There is nobody named {name}."),
            "unknown-person",
            name,
            known,
        )


def _unknown(what: Text, code: str, name: str, known: Sequence[str]) -> UsageError:
    near = get_close_matches(name, known, _NEAREST, 0.4) or list(known[:_NEAREST])
    return UsageError(
        what,
        mend=_("There are: {names}"),
        where=name,
        code=code,
        name=name,
        names=", ".join(near) or "–",
        nearest=near,
    )
