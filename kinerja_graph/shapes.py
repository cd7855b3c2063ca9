"""Define the JSON form of answers: it is derived from their dataclasses and nothing else.

By default the keys are the fields of the dataclass. Other keys, or another order, are declared once
with ``json_keys``; ``as_json`` converts answers to plain data accordingly, and the web service
derives its schema and validation from it (decision 0244). Uses only the standard library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from operator import attrgetter
from pathlib import PurePath
from typing import Annotated, Any, Final, TypeVar

from kinerja_graph.texts import Language, Text

T = TypeVar("T")
Unbounded = Annotated[float, "null in JSON where no number is so large or so small"]
"""A computed float, which may be infinite; JSON has no such number."""
FLAT: Final = "*"
"""Prefix of an attribute whose own keys are merged into this object."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an answer, and where its value comes from.

    Attributes:
        name: its name in JSON; empty if the keys of the value are merged into the object.
        attribute: a field or a property, or a dotted path of them.
        optional: whether it is left out if its value is None or False.
    """

    name: str
    attribute: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of a class of answers, in order, and its name in the service's schema."""

    name: str
    keys: tuple[Key, ...]


_DECLARED: Final[dict[type, Shape]] = {}
_Write = Callable[[Any, Language | None], Any]
_WRITERS: Final[dict[type, _Write]] = {}
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})


def json_keys(
    *keys: str, optional: tuple[str, ...] = (), name: str | None = None
) -> Callable[[type[T]], type[T]]:
    """Declare the JSON keys of a class: which ones, in which order, and with which values.

    Args:
        keys: ``key`` is the attribute of that name, ``key=attribute`` another one or a path to one
            (``unit=target.unit``), ``*attribute`` merges the keys of its value into the object.
        optional: further keys that are left out if their value is None or False.
        name: the name of the shape in the service's schema; None: that of the class.

    >>> @json_keys("id", "to=target", "*more", optional=("cut",))
    ... @dataclass
    ... class Edge:
    ...     target: str
    ...     id: int
    ...     more: Key
    ...     cut: bool = False
    >>> as_json(Edge("a", 1, Key("n", "m")))
    {'id': 1, 'to': 'a', 'name': 'n', 'attribute': 'm', 'optional': False}
    """

    def declare(kind: type[T]) -> type[T]:
        always = (_key(one, optional=False) for one in keys)
        perhaps = (_key(one, optional=True) for one in optional)
        _DECLARED[kind] = Shape(name or kind.__name__, (*always, *perhaps))
        return kind

    return declare


def _key(text: str, *, optional: bool) -> Key:
    if text.startswith(FLAT):
        return Key("", text.removeprefix(FLAT), optional)
    name, _, attribute = text.partition("=")
    return Key(name, attribute or name, optional)


def shape_of(kind: type) -> Shape | None:
    """Return the shape of instances of ``kind``; None if they are plain values."""
    if kind in _DECLARED:
        return _DECLARED[kind]
    if not is_dataclass(kind) or issubclass(kind, Text):
        return None
    return Shape(kind.__name__, tuple(Key(one.name, one.name) for one in fields(kind)))


def as_json(answer: object, language: Language | None = None) -> dict[str, Any]:
    """Convert an answer to JSON data, with its sentences in ``language``.

    Numbers are kept in full, including non-finite ones: whoever serialises the data turns those
    into null.

    >>> as_json(Key("from", "source"))
    {'name': 'from', 'attribute': 'source', 'optional': False}
    """
    data: dict[str, Any] = _plain(answer, language)
    return data


def _plain(value: object, language: Language | None) -> Any:
    kind: type = type(value)
    if kind in _PLAIN:
        return value
    write = _WRITERS.get(kind)
    if write is None:
        write = _WRITERS[kind] = _writer(kind)
    return write(value, language)


def _writer(kind: type) -> _Write:
    """Return the function that converts values of ``kind`` to plain data."""
    shape = shape_of(kind)
    if shape is not None:
        return _object_writer(shape)
    return next((write for base, write in _BY_BASE if issubclass(kind, base)), _as_it_is)


def _as_it_is(value: object, _language: Language | None) -> object:
    return value


def _listed(values: Iterable[object], language: Language | None) -> list[Any]:
    return [one if type(one) in _PLAIN else _plain(one, language) for one in values]


def _text_in(text: Text, language: Language | None) -> str:
    if language is None:
        raise TypeError(f"in which language? {text.en}")
    return text.say(language)


def _object_writer(shape: Shape) -> _Write:
    parts = [(key.name, attrgetter(key.attribute), key.optional) for key in shape.keys]

    def write(value: object, language: Language | None) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name, find, optional in parts:
            found = find(value)
            if optional and (found is None or found is False):
                continue
            if name:
                data[name] = found if type(found) in _PLAIN else _plain(found, language)
            else:
                data.update(_plain(found, language))
        return data

    return write


_BY_BASE: Final[tuple[tuple[type, _Write], ...]] = (
    (Text, _text_in),
    (date, lambda value, _: value.isoformat()),
    (PurePath, lambda value, _: str(value)),
    (
        Mapping,
        lambda value, language: {key: _plain(one, language) for key, one in value.items()},
    ),
    (list, _listed),
    (tuple, _listed),
)
"""How to convert values of foreign types, by their class or a base class."""
