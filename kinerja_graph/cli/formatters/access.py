"""``keys`` and ``users``: who may do what, and who did what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from rich.console import RenderableType

from kinerja_graph.accounts.keys import Key, KeyState
from kinerja_graph.accounts.log import Entry
from kinerja_graph.accounts.people import Person
from kinerja_graph.accounts.rights import EVERY, Grant
from kinerja_graph.cli.formatters.words import headed, line, marked, short_time, value_text
from kinerja_graph.texts import EMPTY, Language, Text, _

_NO_KEYS: Final = _(
    "There is no key yet. Create one: kinerja keys add NAME --role viewer --dataset D"
)
_NOBODY: Final = _(
    "There is nobody yet. Grant a role: kinerja users grant NAME --role viewer --dataset D"
)
_NO_ENTRIES: Final = _("The log is empty.")
_KEYS: Final = (
    _("Id"),
    _("Name"),
    _("Roles"),
    _("Valid until"),
    _("Used (UTC)"),
)
_PEOPLE: Final = (
    _("Name"),
    _("Roles"),
    _("Last sign-in (UTC)"),
)
_LOG: Final = (
    _("When (UTC)"),
    _("Who"),
    _("What"),
    _("Details"),
)
_STATES: Final[Mapping[KeyState, tuple[Text, str]]] = {
    "valid": (EMPTY, ""),
    "expired": (_("ended"), "yellow"),
    "revoked": (_("revoked"), "red"),
}
_ALL: Final = _("all datasets")
_NONE: Final = _("no role")
_MADE: Final = _("Key {name} ({key}) is created and valid until {until}.")


def key_parts(keys: Sequence[Key], language: Language) -> Iterator[RenderableType]:
    """Yield the keys."""
    if not keys:
        yield line(_NO_KEYS.say(language))
        return
    table = headed((one.say(language) for one in _KEYS), whole=(0,))
    for key in keys:
        word, style = _STATES[key.state_now]
        until = line(key.expires_at[:10])
        if word.say(language):
            until.append(f" · {word.say(language)}", style)
        table.add_row(
            line(key.id, "bold"),
            line(key.name),
            line(roles(key.grants.held, language)),
            until,
            line(short_time(key.used_at)),
        )
    yield table


def made_parts(key: Key, secret: str, language: Language) -> Iterator[RenderableType]:
    """Yield a newly made key and its secret."""
    text = _MADE.say(language, name=key.name, key=key.id, until=key.expires_at[:10])
    yield marked("good", text)
    yield line(f"  {roles(key.grants.held, language)}", "dim")
    yield line(secret)


def person_parts(people: Sequence[Person], language: Language) -> Iterator[RenderableType]:
    """Yield the people."""
    if not people:
        yield line(_NOBODY.say(language))
        return
    table = headed(one.say(language) for one in _PEOPLE)
    for person in people:
        held = line(roles(person.grants.held, language))
        table.add_row(line(person.name, "bold"), held, line(short_time(person.seen_at)))
    yield table


def log_parts(entries: Sequence[Entry], language: Language) -> Iterator[RenderableType]:
    """Yield the entries of the log, newest first."""
    if not entries:
        yield line(_NO_ENTRIES.say(language))
        return
    table = headed((one.say(language) for one in _LOG), whole=(0,))
    for entry in entries:
        facts = {"dataset": entry.dataset, **entry.facts} if entry.dataset else entry.facts
        details = (f"{name}: {value_text(value)}" for name, value in facts.items())
        table.add_row(
            line(short_time(entry.at)), line(entry.who), line(entry.act), line(", ".join(details))
        )
    yield table


def roles(grants: Sequence[Grant], language: Language) -> str:
    """Return roles and where they apply.

    >>> roles([Grant("viewer", "a"), Grant("viewer", "b")], "en")
    'viewer: a, b'
    """
    groups = [
        f"{role}: {', '.join(_place(one.dataset, language) for one in held)}"
        for role, held in groupby(sorted(grants), key=lambda one: one.role)
    ]
    return "; ".join(groups) or _NONE.say(language)


def _place(dataset: str, language: Language) -> str:
    return _ALL.say(language) if dataset == EVERY else dataset
