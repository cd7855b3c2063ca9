"""Check every statement of the library before it is ever sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from kinerja_graph.errors import LibraryError
from kinerja_graph.library.header import Header
from kinerja_graph.library.names import UnknownName, unknown_names
from kinerja_graph.library.statement import Statement
from kinerja_graph.library.tokens import WRITING_WORDS, Token, statement_tokens
from kinerja_graph.model.schema import BY_LABEL, BY_TYPE
from kinerja_graph.texts import Text, _

_ESCAPE: Final = re.compile(r"\\u", re.IGNORECASE)
"""Unicode escapes, which Neo4j replaces before parsing, in strings and comments too."""
_BEFORE_NAME: Final = frozenset({".", ":", "|"})
"""After these stands a name, whatever it says."""
_DEPTH: Final = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_READ_ONLY: Final = _("Rules and queries only read: use MATCH, WITH, CALL (…) { … } and RETURN.")


def check_statement(header: Header, statement: Statement, *, may_write: bool = False) -> None:
    """Check ``statement`` against its header and the graph schema.

    Raises:
        LibraryError: it is empty, more than one statement, writes although it may not, calls a
            procedure, uses an unknown label, type or property, uses an undeclared parameter (or
            the reverse), or returns other columns than declared.
    """
    text = statement_tokens(statement.text)
    if not text:
        raise header.fault(
            _("The file has no statement."),
            _("Write Cypher below the header."),
        )
    if not may_write:
        _check_reading(header, text)
        _check_escapes(header, statement)
        if statement.writes:
            raise header.fault(
                _("writes: true in a reading query."),
                _READ_ONLY,
                key="writes",
            )
    _check_names(header, text)
    _check_parameters(header, text, statement)
    if not may_write or statement.columns:
        _check_columns(header, text, statement)


def _line(header: Header, line: int) -> int:
    """Convert ``line``, counted from the start of the statement, to a line of the file."""
    return header.body_line + line - 1


def _check_escapes(header: Header, statement: Statement) -> None:
    found = _ESCAPE.search(statement.text)
    if found:
        raise header.fault(
            _("{sign} is not allowed here.").filled(sign=found.group()),
            _("Write the letter itself."),
            line=header.body_line + statement.text.count("\n", 0, found.start()),
        )


def _check_reading(header: Header, text: Sequence[Token]) -> None:
    before = ""
    for here, token in enumerate(text):
        found = token.text
        if found in {";", "\\"} or found.startswith(("`", "$`")):
            raise header.fault(
                _("{sign} is not allowed here.").filled(sign=found),
                _("One statement per file, and names without quotes."),
                line=_line(header, token.line),
            )
        if token.kind == "name" and before not in _BEFORE_NAME:
            word = found.upper()
            if word in WRITING_WORDS or (word == "CALL" and not _opens(text[here + 1 :][:1])):
                raise header.fault(
                    _("The word {word} does more than read.").filled(word=found),
                    _READ_ONLY,
                    line=_line(header, token.line),
                )
        before = found


def _opens(text: Sequence[Token]) -> bool:
    """Return whether what follows CALL is a subquery, not the name of a procedure."""
    return any(token.text in {"(", "{"} for token in text)


def _check_names(header: Header, text: Sequence[Token]) -> None:
    for unknown in unknown_names(text):
        raise _unknown(header, unknown)


def _unknown(header: Header, unknown: UnknownName) -> LibraryError:
    words = {
        "label": _("Label"),
        "type": _("Relationship type"),
        "property": _("Property"),
    }[unknown.kind]
    known: dict[str, list[str]] = {"label": sorted(BY_LABEL), "type": sorted(BY_TYPE)}
    listed = ", ".join(known.get(unknown.kind, []))
    what = Text(
        id=f"{words.id} {{name}} tidak ada dalam skema.",
        en=f"{words.en} {{name}} is not in the schema.",
    ).filled(name=unknown.name)
    mend = _("Check the spelling in docs/schema.md.{list}").filled(
        list=f" ({listed})" if listed else ""
    )
    return header.fault(what, mend, line=_line(header, unknown.line))


def _check_parameters(header: Header, text: Sequence[Token], statement: Statement) -> None:
    used = {token.text[1:]: token.line for token in text if token.kind == "parameter"}
    for name, line in used.items():
        if name not in statement.parameters:
            raise header.fault(
                _("Parameter ${name} is not declared.").filled(name=name),
                _("Add it to parameters in the header."),
                line=_line(header, line),
            )
    for name in sorted(statement.parameters - used.keys()):
        raise header.fault(
            _("Parameter {name} is not used.").filled(name=name),
            _("Use ${name} or remove it from the header.").filled(name=name),
            key="parameters",
        )


def _check_columns(header: Header, text: Sequence[Token], statement: Statement) -> None:
    for line, returned in _returns(text):
        if sorted(returned) != sorted(statement.columns):
            raise header.fault(
                _("RETURN gives {returned}, the header declares {declared}.").filled(
                    returned=", ".join(returned) or "-",
                    declared=", ".join(statement.columns) or "-",
                ),
                _("Make them equal; name every column with AS."),
                line=_line(header, line),
            )


def _returns(text: Sequence[Token]) -> Iterator[tuple[int, list[str]]]:
    """Yield line and column names of every RETURN outside brackets; line 1 and none without one."""
    depth, found = 0, False
    for here, token in enumerate(text):
        depth += _DEPTH.get(token.text, 0)
        if depth == 0 and token.says("RETURN"):
            found = True
            yield token.line, list(_column_names(islice(text, here + 1, None)))
    if not found:
        yield 1, []


def _column_names(text: Iterable[Token]) -> Iterator[str]:
    depth = 0
    last = ""
    for token in text:
        depth += _DEPTH.get(token.text, 0)
        ends = token.kind == "name" and token.text.upper() in {"ORDER", "SKIP", "LIMIT", "UNION"}
        if depth == 0 and ends:
            break
        if depth == 0 and token.text == ",":
            yield last
        elif depth == 0 and not token.says("DISTINCT"):
            last = token.text
    if last:
        yield last
