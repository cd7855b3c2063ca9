"""The Cypher behind a view: the statements that it runs, filled in so that they run as they are."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from kinerja_graph.library.statement import EngineInfo, Statement
from kinerja_graph.library.tokens import tokens
from kinerja_graph.model.edition import Edition
from kinerja_graph.store.bolt import Store

LONGEST: Final = 8_000
"""The longest statement that is filled in with all values of its lists, in characters."""
_SHORTER: Final = (1_000, 100, 10)
_ASIDE: Final = frozenset({"editions", "documents-beside", "visible-scopes"})
"""Statements that find editions, for every view alike."""
_ESCAPES: Final = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class ViewStatement:
    """A statement that a view runs.

    Attributes:
        name: its name: that of its file in ``cypher/``.
        cypher: its text, with values in place of its parameters; ``$scope`` stays.
        is_rule: whether it is that of a rule.
        runs: how often the view runs it, with other values each time.
        left_out: values left out of its lists, since it would be too long with them.
    """

    name: str
    cypher: str
    is_rule: bool = False
    runs: int = 1
    left_out: int = 0


def view_statements(
    store: Store, edition: Edition, ask: Callable[[Store], object], *, rule: str = ""
) -> tuple[ViewStatement, ...]:
    """Return the statements that ``ask`` runs, in order, each once with its first values.

    Args:
        store: the graph.
        edition: the edition whose scope stays ``$scope``.
        ask: runs the view on the store that it is given.
        rule: the name of the rule, if ``ask`` runs one.

    Raises:
        KinerjaError: as ``ask``.
    """
    recorder = _Recorder(store)
    ask(cast("Store", recorder))
    runs: dict[str, list[tuple[Statement, Mapping[str, object]]]] = {}
    for statement, values in recorder.ran:
        if statement.name not in _ASIDE:
            runs.setdefault(statement.name, []).append((statement, values))
    return tuple(
        _filled(*each[0], edition, is_rule=name == rule, runs=len(each))
        for name, each in runs.items()
    )


class _Recorder:
    """A store that remembers which statements it ran, and with which values."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.ran: list[tuple[Statement, Mapping[str, object]]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @property
    def engine(self) -> EngineInfo:
        """The engine."""
        return self._store.engine

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        """Read as the store does."""
        self.ran.append((statement, values))
        return self._store.read(statement, seconds=seconds, **values)


def _filled(
    statement: Statement,
    values: Mapping[str, object],
    edition: Edition,
    *,
    is_rule: bool,
    runs: int,
) -> ViewStatement:
    text, left_out = fill_in(statement.text, values, edition.scope), 0
    for most in _SHORTER:
        if len(text) <= LONGEST:
            break
        short = {name: _shortened(value, most) for name, value in values.items()}
        left_out = sum(_length(values[name]) - _length(one) for name, one in short.items())
        text = fill_in(statement.text, short, edition.scope)
    return ViewStatement(statement.name, text, is_rule, runs, left_out)


def fill_in(text: str, values: Mapping[str, object], scope: str) -> str:
    """Return a statement with values in place of its parameters; ``scope`` stays ``$scope``.

    >>> fill_in("MATCH (n {key: $key}) RETURN n LIMIT $limit", {"key": "b1/S1", "limit": 2}, "b1")
    "MATCH (n {key: ($scope + '/S1')}) RETURN n LIMIT 2"
    """
    parts: list[str] = []
    start = 0
    for token in tokens(text):
        name = token.text.removeprefix("$").strip("`")
        if token.kind == "parameter" and name in values:
            parts += [text[start : token.end - len(token.text)], _literal(values[name], scope)]
            start = token.end
    return "".join([*parts, text[start:]])


def _literal(value: object, scope: str) -> str:
    if isinstance(value, str):
        if value == scope:
            return "$scope"
        if value.startswith(f"{scope}/"):
            return f"($scope + {_quoted(value[len(scope) :])})"
        return _quoted(value)
    if isinstance(value, Mapping):
        pairs = cast("Mapping[str, object]", value).items()
        return "{" + ", ".join(f"`{name}`: {_literal(one, scope)}" for name, one in pairs) + "}"
    if isinstance(value, list | tuple | set | frozenset):
        return _list(list(cast("list[object]", value)), scope)
    return _plain(value)


def _list(values: list[object], scope: str) -> str:
    """Return a list; one of keys in the form whose words are not counted (``store/guard.py``)."""
    prefix = f"{scope}/"
    keys = [one for one in values if isinstance(one, str) and one.startswith(prefix)]
    if keys and len(keys) == len(values):
        ids = ", ".join(_quoted(one.removeprefix(prefix)) for one in keys)
        return f"[id IN [{ids}] | $scope + '/' + id]"
    return "[" + ", ".join(_literal(one, scope) for one in values) + "]"


def _plain(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        sign = "-" if value < 0 else ""
        return "(0.0 / 0.0)" if math.isnan(value) else f"({sign}1.0 / 0.0)"
    return repr(value)


def _quoted(text: str) -> str:
    return "'" + "".join(_ESCAPES.get(one, one) for one in text) + "'"


def _shortened(value: object, most: int) -> object:
    return cast("list[object]", value)[:most] if isinstance(value, list | tuple) else value


def _length(value: object) -> int:
    return len(cast("list[object]", value)) if isinstance(value, list | tuple) else 0
