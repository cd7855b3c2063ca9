"""What the embedded engine's server is asked over HTTP: about its statements and its users.

It also says there of a statement whether it only reads. All of it goes over loopback.
"""

from __future__ import annotations

import http.client
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from kinerja_graph.store.limit import limit_of, marked, word_of
from kinerja_graph.store.process import LOOPBACK

_PATIENCE: Final = 10.0
_OK: Final = 200
_OF_THE_SERVER: Final = (401, 403, 503)
"""Answers that say nothing of a statement: it does not know us, or has no room."""
_WRITES: Final = ("QueryNotIdempotentException", "subquery cannot contain update clauses")
_ENDED: Final = ("Timeout", "Terminated", "Interrupted")
_JAVA: Final = re.compile(r" -> \w+Exception\b")
_PLACE: Final = re.compile(r" at line (\d+)(?::|, column )(\d+)")


class NoAnswer(Exception):
    """The server does not answer, or refuses."""


class NotReading(Exception):
    """The server says of a statement that it does more than read."""


class Unreadable(Exception):
    """The server cannot read a statement; with what it says."""


class Refusal(NoAnswer):
    """The server answers, and refuses."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that the server runs at this moment.

    Attributes:
        id: the server's name for it.
        elapsed: for how many seconds it has been running.
        limit: its limit in seconds; None where it has none.
        word: the word by which who asked it finds it again; only free statements have one.
        ending: whether the server was told to end it.
        worked: for how many seconds it has had the processor; None where nobody counts them.
    """

    id: str
    elapsed: float
    limit: float | None
    word: str | None = None
    ending: bool = False
    worked: float | None = None


class Console:
    """One connection to the server, opened again where it was closed."""

    def __init__(self, port: int, user: str, password: str, *, patience: float = _PATIENCE) -> None:
        """Nothing is sent yet; ``port`` is that of HTTP, ``patience`` the seconds for an answer."""
        # never through a proxy: http.client reads no environment
        self._connection = http.client.HTTPConnection(LOOPBACK, port, timeout=patience)
        token = b64encode(f"{user}:{password}".encode()).decode()
        self._headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}

    def close(self) -> None:
        """Closes the connection; a later command opens it again."""
        self._connection.close()

    def databases(self) -> list[str]:
        """The names of the server's databases.

        Raises:
            NoAnswer: the server does not answer, or refuses us.
        """
        return [str(name) for name in self._command("list databases")]

    def add_user(self, name: str, password: str, database: str, group: str) -> None:
        """Makes a user who is in ``group`` of ``database`` and in nothing else.

        Raises:
            NoAnswer: the server does not answer, or refuses.
        """
        user = {"name": name, "password": password, "databases": {database: [group]}}
        self._command(f"create user {json.dumps(user)}")

    def statements(self) -> list[Statement]:
        """The statements that run now, the longest running first.

        Raises:
            NoAnswer: the server does not answer, or refuses.
        """
        found = [
            Statement(
                str(row["id"]),
                row["elapsedMs"] / 1000,
                limit_of(str(row["text"])),
                word_of(str(row["text"])),
            )
            for row in self._command("list queries")
        ]
        return sorted(found, key=lambda statement: -statement.elapsed)

    def end_statement(self, name: str) -> None:
        """Tells the server to end a statement, and does not wait for it.

        Raises:
            NoAnswer: the server does not answer, or refuses.
        """
        self._command(f"terminate query {name}")

    def judge(
        self,
        text: str,
        values: Mapping[str, object],
        *,
        database: str,
        seconds: float,
        word: str = "",
    ) -> None:
        """Nothing, where the server says that a statement only reads; it is not run.

        The address takes reading statements alone: the server's own parser says which they are.
        The statement stands there as the branch of a condition that is false, so that all of it is
        read and none of it is done, and a command that is no query has no place at all.

        Args:
            text: the statement.
            values: of its parameters.
            database: the database it is meant for.
            seconds: its time limit.
            word: by which it is found again.

        Raises:
            NotReading: it does more than read.
            Unreadable: it is no query, or has a fault.
            NoAnswer: the server does not answer, or refuses us.
        """
        aside = marked(f"WHEN false THEN {{\n{text}\n}}", seconds, word)
        body = {"language": "opencypher", "command": aside, "params": dict(values)}
        status, told = self._ask(f"/api/v1/query/{database}", body)
        if status == _OK and not told.get("result"):
            return
        fault, why = str(told.get("exception", "")), str(told.get("detail") or told.get("error"))
        if status in _OF_THE_SERVER or any(sign in fault for sign in _ENDED):
            raise NoAnswer(f"{status} {why[:200]}")
        if status == _OK or any(sign in f"{fault} {why}" for sign in _WRITES):
            raise NotReading
        raise Unreadable(_told_of(text, why))

    def _command(self, command: str) -> Any:
        status, told = self._ask("/api/v1/server", {"command": command, "wait": 0})
        if status != _OK:
            raise Refusal(f"{status} {str(told)[:200]}")
        return told.get("result", [])

    def _ask(self, path: str, body: Mapping[str, object]) -> tuple[int, dict[str, Any]]:
        try:
            self._connection.request("POST", path, json.dumps(body), self._headers)
            response = self._connection.getresponse()
            told: object = json.loads(response.read().decode("utf-8"))
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._connection.close()
            raise NoAnswer(str(error)) from error
        return response.status, cast("dict[str, Any]", told) if isinstance(told, dict) else {}


def _told_of(text: str, why: str) -> str:
    """What the server says of a statement that stood in the second line, as if it stood alone."""
    what = _JAVA.sub("", why).strip()
    place = _PLACE.search(what)
    if place is None:
        return what
    lines = text.split("\n")
    line, column = int(place.group(1)) - 1, int(place.group(2)) + 1
    if line > len(lines):
        line, column, what = len(lines), len(lines[-1]) + 1, what.replace("'}'", "its end")
    rest = what[place.end() :] if len(what) > place.end() else ""
    return f"{what[: place.start()]}{rest} (line {line}, column {column})"
