"""Commands to the embedded engine's server, over HTTP on loopback: its statements and its users."""

from __future__ import annotations

import http.client
import json
from base64 import b64encode
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.store.limit import limit_of, word_of
from kinerja_graph.store.process import LOOPBACK

_PATIENCE: Final = 10.0
_OK: Final = 200


class NoAnswer(Exception):
    """The server does not answer, or refuses."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that the server runs at this moment.

    Attributes:
        id: the server's name for it.
        elapsed: for how many seconds it has been running.
        limit: its limit in seconds; None where it has none.
        word: the word by which who asked it finds it again; None where it has none.
    """

    id: str
    elapsed: float
    limit: float | None
    word: str | None = None


class Console:
    """One connection to the server, opened again where it was closed."""

    def __init__(self, port: int, user: str, password: str) -> None:
        """Nothing is sent yet; ``port`` is that of HTTP."""
        # never through a proxy: http.client reads no environment
        self._connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_PATIENCE)
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

    def _command(self, command: str) -> Any:
        body = json.dumps({"command": command, "wait": 0})
        try:
            self._connection.request("POST", "/api/v1/server", body, self._headers)
            response = self._connection.getresponse()
            text = response.read().decode("utf-8")
            if response.status != _OK:
                raise NoAnswer(f"{response.status} {text[:200]}")
            return json.loads(text).get("result", [])
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._connection.close()
            raise NoAnswer(str(error)) from error
