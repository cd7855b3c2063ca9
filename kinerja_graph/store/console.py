"""Talk to the embedded engine's server over HTTP: its statements and its users.

The server also says there whether a statement only reads. Everything goes over loopback.
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
_SERVER_STATUSES: Final = (401, 403, 503)
"""HTTP statuses that say nothing about the statement: login refused, or server overloaded."""
_WRITES: Final = ("QueryNotIdempotentException", "subquery cannot contain update clauses")
_ENDED: Final = ("Timeout", "Terminated", "Interrupted")
_JAVA: Final = re.compile(r" -> \w+Exception\b")
_PLACE: Final = re.compile(r" at line (\d+)(?::|, column )(\d+)")


class NoAnswer(Exception):
    """The server does not answer, or refuses."""


class NotReading(Exception):
    """The server says that a statement does more than read."""


class Unreadable(Exception):
    """The server cannot parse a statement; holds its message."""


class Refusal(NoAnswer):
    """The server answers, but refuses."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that the server is running.

    Attributes:
        id: the server's id for it.
        elapsed: how long it has been running, in seconds.
        limit: its limit in seconds; None if it has none.
        word: the tag by which its caller finds it again; only free statements have one.
        ending: whether the server was told to end it.
        worked: its CPU time in seconds; None if the server does not track it.
    """

    id: str
    elapsed: float
    limit: float | None
    word: str | None = None
    ending: bool = False
    worked: float | None = None


class Console:
    """One connection to the server, reopened when it was closed."""

    def __init__(self, port: int, user: str, password: str, *, patience: float = _PATIENCE) -> None:
        """Send nothing yet; ``port`` is the HTTP port, ``patience`` the timeout in seconds."""
        # never through a proxy: http.client ignores the environment
        self._connection = http.client.HTTPConnection(LOOPBACK, port, timeout=patience)
        token = b64encode(f"{user}:{password}".encode()).decode()
        self._headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}

    def close(self) -> None:
        """Close the connection; a later command reopens it."""
        self._connection.close()

    def databases(self) -> list[str]:
        """Return the names of the server's databases.

        Raises:
            NoAnswer: the server does not answer, or refuses.
        """
        return [str(name) for name in self._command("list databases")]

    def add_user(self, name: str, password: str, database: str, group: str) -> None:
        """Create a user who belongs to ``group`` of ``database`` and to nothing else.

        Raises:
            NoAnswer: the server does not answer, or refuses.
        """
        user = {"name": name, "password": password, "databases": {database: [group]}}
        self._command(f"create user {json.dumps(user)}")

    def statements(self) -> list[Statement]:
        """Return the running statements, the longest running first.

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
        """Tell the server to end a statement, without waiting for it.

        Raises:
            NoAnswer: the server does not answer, or refuses.
        """
        self._command(f"terminate query {name}")

    def check_reads_only(
        self,
        text: str,
        values: Mapping[str, object],
        *,
        database: str,
        seconds: float,
        word: str = "",
    ) -> None:
        """Check with the server that a statement only reads, without running it.

        This endpoint accepts only reading statements, as the server's own parser classifies them.
        The statement is sent as the branch of a false condition, so that all of it is parsed and
        none of it is executed; a command that is not a query is a syntax error there.

        Args:
            text: the statement.
            values: the values of its parameters.
            database: the database it is meant for.
            seconds: its time limit.
            word: the tag by which it is found again.

        Raises:
            NotReading: it does more than read.
            Unreadable: it is not a query, or not valid.
            NoAnswer: the server does not answer, or refuses.
        """
        wrapped = marked(f"WHEN false THEN {{\n{text}\n}}", seconds, word)
        body = {"language": "opencypher", "command": wrapped, "params": dict(values)}
        status, answer = self._ask(f"/api/v1/query/{database}", body)
        if status == _OK and not answer.get("result"):
            return
        fault, why = (
            str(answer.get("exception", "")),
            str(answer.get("detail") or answer.get("error")),
        )
        if status in _SERVER_STATUSES or any(sign in fault for sign in _ENDED):
            raise NoAnswer(f"{status} {why[:200]}")
        if status == _OK or any(sign in f"{fault} {why}" for sign in _WRITES):
            raise NotReading
        raise Unreadable(_locate_in_original(text, why))

    def _command(self, command: str) -> Any:
        status, answer = self._ask("/api/v1/server", {"command": command, "wait": 0})
        if status != _OK:
            raise Refusal(f"{status} {str(answer)[:200]}")
        return answer.get("result", [])

    def _ask(self, path: str, body: Mapping[str, object]) -> tuple[int, dict[str, Any]]:
        try:
            self._connection.request("POST", path, json.dumps(body), self._headers)
            response = self._connection.getresponse()
            answer: object = json.loads(response.read().decode("utf-8"))
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._connection.close()
            raise NoAnswer(str(error)) from error
        return response.status, cast("dict[str, Any]", answer) if isinstance(answer, dict) else {}


def _locate_in_original(text: str, why: str) -> str:
    """Map the server's message about the wrapped statement back to the original text."""
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
