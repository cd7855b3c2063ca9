"""Response models derived from the answers' dataclasses: their keys, types and descriptions."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from types import UnionType
from typing import (
    Any,
    Final,
    ForwardRef,
    NamedTuple,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import BaseModel, ConfigDict, Field, create_model

from kinerja_graph.shapes import Unbounded, as_json, shape_of
from kinerja_graph.texts import Language, Text


class Model(BaseModel):
    """An answer, or a part of one; only what is declared here leaves the service."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, use_attribute_docstrings=True)


class PageOfRows(Model):
    """Which rows of the list ``of`` an answer holds; ``next``: the URL of those after them."""

    of: str
    """Key of the list."""
    offset: int
    """Number of rows before the page."""
    limit: int | None
    """Most rows of a page; null: all."""
    total: int
    """Number of rows of the whole list."""
    next: str | None
    """URL of the next page; null after the last."""
    cursor: str | None = None
    """Cursor of the next page; null after the last."""


class Paged(Model):
    """An answer that may be requested by page; ``truncated`` and ``limit`` if a limit cut it."""

    truncated: bool = Field(default=False, description="Whether a limit left something out.")
    limit: int | None = Field(default=None, description="The limit that left something out.")
    page: PageOfRows | None = Field(default=None, description="The page, where one was asked for.")


class _ModelField(NamedTuple):
    """A key of a model.

    Attributes:
        name: the key.
        kind: its type, as in JSON.
        about: its description; None if there is none.
        optional: whether it may be absent.
    """

    name: str
    kind: Any
    about: str | None
    optional: bool


_LAST_KEYS: Final = {
    "ContributorValues": ("id",),
    "Individual": ("dataset", "edition"),
    "TieChange": ("type",),
    "WaiverUse": (
        "rule",
        "dataset",
        "subject",
        "other",
        "fingerprint",
        "line",
        "status",
        "findings",
    ),
    "YearOfTargets": ("year", "sum", "gap", "contributors"),
    "YearValues": ("year",),
}
"""Keys that the service has always sent last, where commands have them first."""
_COMMON: Final[Mapping[str, str]] = {
    "dataset": "Name of the dataset.",
    "edition": "Name of the edition.",
    "id": "Id of the record in its edition.",
    "name": "Its name.",
    "label": "Its label in the graph, such as Indicator.",
    "level": "0 (outcome of the government) to 5 (individual); null where it has none.",
    "year": "The year.",
    "severity": "error, warning or info.",
    "from": "What it was before, or the lower end of a link.",
    "to": "What it is afterwards, or the upper end of a link.",
    "before": "The value before.",
    "after": "The value afterwards.",
    "loaded_at": "When it was loaded (UTC).",
    "set_at": "When it was set (UTC).",
    "set_by": "Who set it.",
    "unit": "Id of the unit.",
    "outcome": "Id of the outcome.",
    "outcomes": "The outcomes concerned.",
    "owners": "Ids of the owners, sorted.",
    "subject": "The record that it is about.",
    "population": "How many records could have been concerned.",
    "reason": "Why.",
    "property": "Name of the property in the graph.",
    "target": "The target; a list of two numbers for a range.",
    "realisation": "The realisation.",
    "counts": "Number of records by label.",
    "text": "The text.",
    "state": "The state.",
    "rule": "Id of the rule.",
    "other": "The far end, where it is about a link.",
    "fingerprint": "What identifies the finding over editions.",
}
"""Descriptions of keys that mean the same everywhere; a class that says its own wins."""
_TEXTS: Final = (Text, date, PurePath)
_MODELS: Final[dict[tuple[type, type | None], type[BaseModel]]] = {}
_MAKING: Final[dict[type, str]] = {}
"""The classes whose models are being made, and their names: a class may hold its like."""
_NAMES: Final[dict[str, tuple[type, type | None]]] = {}
_ATTRIBUTES: Final = re.compile(r"\n\s*Attributes:\n(.*?)(?=\n\s*\n|\Z)", re.DOTALL)
_ENTRY: Final = re.compile(r"^(\w[\w, ]*): (.*?)(?=^\w[\w, ]*: |\Z)", re.DOTALL | re.MULTILINE)


def model_of(
    kind: type, *, base: type[Model] = Model, of: type[BaseModel] | None = None
) -> type[BaseModel]:
    """Return the model of a class of answers, made once.

    Args:
        kind: a dataclass, or another class that declares its keys.
        base: a model whose keys come first.
        of: what ``kind`` holds, if it is generic; its name then begins with that of this model.

    Raises:
        ValueError: ``kind`` has no keys, or a different model has the same name.
    """
    found = _MODELS.get((kind, of))
    if found is not None:
        return found
    shape = shape_of(kind)
    if shape is None:
        raise ValueError(f"{kind} says no keys")
    name = f"{of.__name__}{shape.name}" if of else shape.name
    if _NAMES.setdefault(name, (kind, of)) != (kind, of):
        raise ValueError(f"two shapes are called {name}: {_NAMES[name][0]} and {kind}")
    _MAKING[kind] = name
    try:
        served = [one for one in _model_fields(kind, of) if one.name not in base.model_fields]
    finally:
        del _MAKING[kind]
    last = _LAST_KEYS.get(name, ())
    served.sort(key=lambda one: one.name in last)
    told: dict[str, Any] = {one.name: _field_definition(one) for one in served}
    made: type[BaseModel] = create_model(
        name, __base__=base, __doc__=_class_description(kind), **told
    )
    _MODELS[kind, of] = made
    return made


def to_model(answer: object, language: Language | None = None) -> BaseModel:
    """Return an answer in the model of its class, validated; its sentences in ``language``."""
    return model_of(type(answer)).model_validate(as_json(answer, language))


def _field_definition(field: _ModelField) -> tuple[Any, Any]:
    if not field.optional:
        return field.kind, Field(description=field.about)
    if field.kind is bool:
        return bool, Field(default=False, description=field.about)
    return Union[field.kind, None], Field(default=None, description=field.about)  # noqa: UP007  # of values


def _model_fields(kind: type, of: type[BaseModel] | None) -> Iterator[_ModelField]:
    shape = shape_of(kind)
    for key in () if shape is None else shape.keys:
        hint, about = _attribute(kind, key.attribute)
        if key.name:
            told = about or _COMMON.get(key.name)
            yield _ModelField(key.name, _json_type(hint, of), told, key.optional)
        else:
            yield from _model_fields(hint, of)


def _attribute(kind: type, path: str) -> tuple[Any, str | None]:
    """Return the type of an attribute and its description: its docstring, or under Attributes."""
    hint: Any = kind
    about: str | None = None
    for name in path.split("."):
        owner = hint
        found = inspect.getattr_static(owner, name, None)
        if isinstance(found, property):
            hint = get_type_hints(found.fget, include_extras=True)["return"]
            about = _adapt_docstring((inspect.getdoc(found) or "").partition("\n\n")[0])
        else:
            hints = get_type_hints(owner, include_extras=True)
            if name not in hints:
                raise AttributeError(f"{owner} has neither a field nor a property {name}")
            hint = hints[name]
            texts = (_attribute_descriptions(one) for one in owner.__mro__)
            about = next((one[name] for one in texts if name in one), None)
    return hint, about


def _json_type(hint: Any, of: type[BaseModel] | None) -> Any:
    """Convert a Python type to the type of its JSON."""
    if hint == Unbounded:
        return float | None
    if isinstance(hint, TypeVar):
        return of
    if isinstance(hint, type) and get_origin(hint) is None:
        plain = cast("type[object]", hint)
        if issubclass(plain, _TEXTS):
            return str
        if plain in _MAKING:
            return ForwardRef(_MAKING[plain])
        return plain if shape_of(plain) is None else model_of(plain)
    return _json_type_of_parts(hint, of)


def _json_type_of_parts(hint: Any, of: type[BaseModel] | None) -> Any:
    origin, within = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return Union[tuple(_json_type(one, of) for one in within)]  # noqa: UP007  # of values
    if origin in (tuple, list, Sequence):
        every = dict.fromkeys(_json_type(one, of) for one in within if one is not Ellipsis)
        return list[Union[tuple(every)]]  # type: ignore[misc]  # noqa: UP007  # of values
    if origin in (dict, Mapping):
        return dict[str, _json_type(within[1], of)]  # type: ignore[misc]  # of values
    return hint


def _class_description(kind: type) -> str | None:
    """Return a class docstring up to its attributes and examples."""
    told = re.split(r"\n\s*(?:Attributes:|>>>)", inspect.getdoc(kind) or "")[0]
    return _adapt_docstring(told)


def _attribute_descriptions(kind: type) -> Mapping[str, str | None]:
    """Return the attribute descriptions in a class docstring, by name."""
    found = _ATTRIBUTES.search(inspect.getdoc(kind) or "")
    if found is None:
        return {}
    return {
        name.strip(): _adapt_docstring(about)
        for names, about in _ENTRY.findall(inspect.cleandoc(found[1]))
        for name in names.split(",")
    }


def _adapt_docstring(text: str) -> str | None:
    """Adapt a docstring for readers of JSON: each paragraph on one line, null for None."""
    lines = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    told = "\n\n".join(lines)
    told = re.sub(r"\bNone\b", "null", told)
    return f"{told[:1].upper()}{told[1:]}" if told else None
