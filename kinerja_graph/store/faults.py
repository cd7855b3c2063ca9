"""Translate driver exceptions into our errors: what happened, where, how to fix it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kinerja_graph.errors import StoreError, TimeLimitReached, Unavailable
from kinerja_graph.store.engine import Address
from kinerja_graph.texts import Text, _

FaultKind = Literal["login", "silent", "unsure", "leaderless", "address", "text", "server"]
UNSURE: Final = "outcome-unknown"
"""The code of a change of which it is unknown whether it was committed."""
_TIMED_OUT: Final = (
    "TransactionTimedOut",
    "TransactionTimedOutClientConfiguration",
    "Terminated",  # reported by the embedded engine when the supervisor ended the statement
)
_KINDS: Final = {
    "DatabaseNotFound": "database",
    "DatabaseUnavailable": "away",
    "AuthenticationRateLimit": "login-limit",
}
_SYSTEM_DATABASE: Final = "system"
"""Neo4j's system database, which holds users and databases and cannot hold a plan."""
_NO_ROOM: Final = ("TransactionLogError", "No space left", "File too large")
"""Codes and phrases by which engines report a full disk."""
_OF_THE_STATEMENT: Final = (
    "Neo.ClientError.Statement.",
    "Neo.DatabaseError.Statement.ExecutionFailed",
)
_WORDS_AT_MOST: Final = 600
_CORRECT: Final = _("Correct the statement; the reason is given above.")
_REPEAT: Final = _("Try again; if it keeps failing, see the log of the server: kinerja db status.")
_MESSAGES: Final[dict[str, tuple[str, Text, Text]]] = {
    "silent": (
        "unavailable",
        _("The database does not answer."),
        _(
            "Check the address and whether the server is running: kinerja db status. "
            "Then try again: what was loaded before is intact."
        ),
    ),
    "unsure": (
        UNSURE,
        _(
            "The connection to the database broke while a change was saved; whether it is saved"
            " is not known."
        ),
        _("See what is loaded with kinerja datasets, then try again: repeating does no harm."),
    ),
    "address": (
        "bad-address",
        _("The address of the database cannot be used: {reason}"),
        _("Write bolt://host:7687, neo4j://host:7687 or neo4j+s://host in KINERJA_URL."),
    ),
    "login": (
        "refused-login",
        _("The database refuses the user name or the password."),
        _("Check KINERJA_USER and KINERJA_PASSWORD."),
    ),
    "login-limit": (
        "refused-login",
        _("The database refuses all logins for a while: the password was wrong too often."),
        _("Correct KINERJA_USER and KINERJA_PASSWORD, wait some seconds, then try again."),
    ),
    "encrypted": (
        "unavailable",
        _("The database does not answer over an encrypted connection."),
        _(
            "Check the address and whether the server is running. If it does not "
            "encrypt: bolt:// or neo4j://; if its certificate is self-signed: "
            "bolt+ssc:// or neo4j+ssc://. Then try again: what was loaded before is "
            "intact."
        ),
    ),
    "cluster": (
        "unavailable",
        _("No server of the cluster answers."),
        _(
            "Check the address, and whether the addresses that the servers advertise can be "
            "reached from here (server.bolt.advertised_address); bolt:// asks one server alone. "
            "On a slow line raise KINERJA_CLUSTER_SECONDS. Then try again: what was loaded "
            "before is intact."
        ),
    ),
    "leaderless": (
        "unavailable",
        _("No server of the cluster accepts changes: it has no leader, or none that answers."),
        _(
            "Wait until a leader is elected, then try again: what was loaded before is intact. "
            "SHOW DATABASES tells the administrator which server leads."
        ),
    ),
    "follower": (
        "unavailable",
        _("The server at this address accepts no changes: it does not lead its cluster."),
        _("Write neo4j:// instead of bolt:// in KINERJA_URL: the driver then finds the leader."),
    ),
    "away": (
        "unavailable",
        _("The database {database} is not available: it is starting, moving or stopped."),
        _(
            "Wait, then try again: what was loaded before is intact. SHOW DATABASES tells the "
            "administrator of the server its state."
        ),
    ),
    "system": (
        "unknown-database",
        _("The database system holds the settings of the server and no plans."),
        _("Change KINERJA_DATABASE; in Neo4j Community it is neo4j."),
    ),
    "database": (
        "unknown-database",
        _("There is no database of that name at the server."),
        _("Check KINERJA_DATABASE; in Neo4j Community it is neo4j."),
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure as the driver reports it.

    Attributes:
        kind: the login was refused; there was no answer; the connection broke during a commit; the
            address or a text is invalid; or the server reports an error.
        code: the server's code, such as ``Neo.ClientError.Statement.SyntaxError``; else empty.
        message: the message of the driver or the server.
    """

    kind: FaultKind
    code: str
    message: str

    def error(self, address: Address, name: str, limit: float, spent: float = 0.0) -> StoreError:
        """Return our error for it; ``name`` is the statement that ran, ``limit`` its seconds.

        If the server went silent after the statement had run for its limit (``spent`` seconds), it
        was stopped because of the statement, which counts as timed out.
        """
        where = address.where
        if self.kind == "silent" and 0 < limit <= spent:
            return _timed_out(name, limit, where)
        code = self.code.rsplit(".", 1)[-1]
        kind = self._kind(code, address)
        if kind in _MESSAGES:
            short, what, mend = _MESSAGES[kind]
            return Unavailable(
                what,
                mend=mend,
                where=where,
                code=short,
                reason=self.words,
                database=address.database,
            )
        if kind == "text":
            return _bad_text(where)
        return _timed_out(name, limit, where) if code in _TIMED_OUT else self._failed(name, where)

    def _kind(self, code: str, address: Address) -> str:
        """Return the kind, refined by the server's code and the address."""
        if code in _KINDS:
            return _KINDS[code]
        if self.kind == "server" and address.database == _SYSTEM_DATABASE:
            return "system"
        if self.kind == "leaderless" and not address.is_routed:
            return "follower"
        encrypted = "+s" in address.uri.partition("://")[0]
        if self.kind != "silent":
            return self.kind
        return "encrypted" if encrypted else "cluster" if address.is_routed else "silent"

    @property
    def words(self) -> str:
        """The message on one line, shortened to a readable length."""
        line = " ".join(self.message.split())
        return line if len(line) <= _WORDS_AT_MOST else line[:_WORDS_AT_MOST] + "…"

    def _failed(self, name: str, where: str) -> StoreError:
        code = "database-trouble"
        if any(sign in f"{self.code} {self.message}" for sign in _NO_ROOM):
            return _no_room(name, where, self.words)
        if self.code.endswith("ConstraintValidationFailed"):
            code = "conflict"
        elif self.code.startswith(_OF_THE_STATEMENT):
            code = "bad-statement"
        elif "Security.Forbidden" in self.code or "AccessMode" in self.code:
            code = "forbidden"
        return StoreError(
            _("{name} failed: {reason}"),
            mend=_CORRECT if code == "bad-statement" else _REPEAT,
            where=where,
            code=code,
            name=name,
            reason=self.words,
        )


def _no_room(name: str, where: str, reason: str) -> StoreError:
    return StoreError(
        _("{name} failed, since the server cannot write: {reason}"),
        mend=_(
            "Free space on the disk of the server, stop and start the server "
            "(kinerja db stop, kinerja db start), then try again; what was loaded "
            "before is intact."
        ),
        where=where,
        code="disk-full",
        name=name,
        reason=reason,
    )


def _bad_text(where: str) -> StoreError:
    return StoreError(
        _("A text contains a character that is not valid Unicode."),
        mend=_("Save the input file as UTF-8 and try again."),
        where=where,
        code="bad-text",
    )


def _timed_out(name: str, limit: float, where: str) -> TimeLimitReached:
    return TimeLimitReached(
        _("{name} was stopped after {limit:second|seconds}."),
        mend=_("Narrow the question, or raise KINERJA_QUERY_SECONDS or KINERJA_LONG_SECONDS."),
        where=where,
        name=name,
        limit=limit,
    )
