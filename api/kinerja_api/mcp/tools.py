"""Which tools there are: each reading route of the service is one, described by its own OpenAPI.

Routes of views are made from their declarations, so a new view is a new tool. A list and the
answer about one entry of it (``/rules``, ``/rules/{id}``) are one tool, whose id may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from kinerja_api.routes import (
    audits,
    catalogue,
    comparison,
    follow_ups,
    queries,
    records,
    views,
    waivers,
)
from kinerja_graph.library.plain import as_list, as_mapping

Place = Literal["path", "query", "body"]
_READING: Final = frozenset(
    module.__name__ for module in (catalogue, audits, views, comparison, records, waivers)
) | {follow_ups.__name__}
_QUESTIONS: Final[frozenset[Callable[..., Any]]] = frozenset({queries.ask})
"""Functions that only read although their requests are not GET."""
_VERSION: Final = re.compile(r"^/v\d+(?=/)")
_PARAMETER: Final = re.compile(r"/\{(\w+)\}$")
_NOT_FOR_NAMES: Final = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a tool.

    Attributes:
        place: where the request has it.
        schema: its JSON schema.
        required: whether the request needs it.
    """

    place: Place
    schema: Mapping[str, Any]
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One route of the service.

    Attributes:
        method: its HTTP method.
        path: its path, with ``{id}`` for the parameter in it.
        about: what it answers, in a sentence.
        arguments: its arguments by name.
    """

    method: str
    path: str
    about: str
    arguments: Mapping[str, Argument]

    @property
    def subject(self) -> str | None:
        """The name of the argument in its path; None if it has none."""
        found = _PARAMETER.search(self.path)
        return None if found is None else found[1]


@dataclass(frozen=True, slots=True)
class Tool:
    """A question that an assistant can ask.

    Attributes:
        name: its name, in letters, digits and underscores.
        operations: how it is asked: without a subject, with one, or either way.
    """

    name: str
    operations: tuple[Operation, ...]

    @property
    def about(self) -> str:
        """What it answers; of two ways, both sentences."""
        first, *more = self.operations
        if not more:
            return first.about
        return " ".join([first.about, *(f"With {one.subject}: {one.about}" for one in more)])

    @property
    def input_schema(self) -> dict[str, Any]:
        """The JSON schema of its arguments."""
        properties = {
            name: dict(argument.schema)
            for operation in self.operations
            for name, argument in operation.arguments.items()
        }
        needed = [
            {name for name, argument in one.arguments.items() if argument.required}
            for one in self.operations
        ]
        return {
            "type": "object",
            "properties": properties,
            "required": [name for name in properties if all(name in one for one in needed)],
            "additionalProperties": False,
        }

    def operation_for(self, arguments: Mapping[str, Any]) -> Operation:
        """Return the way to ask with these arguments."""
        for one in self.operations:
            if one.subject is not None and arguments.get(one.subject) is not None:
                return one
        return self.operations[0]


def tools_of(app: FastAPI) -> dict[str, Tool]:
    """Return the tools of a service by name, in the order of its routes."""
    found: dict[str, list[Operation]] = {}
    for operation in _operations(app):
        plain = _PARAMETER.sub("", _VERSION.sub("", operation.path))
        name = _NOT_FOR_NAMES.sub("_", plain.strip("/"))
        found.setdefault(name, []).append(operation)
    return {
        name: Tool(name, tuple(sorted(ways, key=lambda one: one.subject is not None)))
        for name, ways in found.items()
    }


def _operations(app: FastAPI) -> Iterator[Operation]:
    description = app.openapi()
    for route in iter_route_contexts(app.routes):
        endpoint, path = route.endpoint, route.path_format
        reads = getattr(endpoint, "__module__", "") in _READING
        methods = {"GET"} if reads else {"POST"} if endpoint in _QUESTIONS else set[str]()
        for method in methods & set(route.methods or ()):
            described = description["paths"].get(path, {}).get(method.lower())
            if described is not None and _gives_json(described):
                yield Operation(
                    method,
                    str(path),
                    " ".join(described["description"].split()),
                    dict(_arguments(described, description)),
                )


def _gives_json(described: Mapping[str, Any]) -> bool:
    content = as_mapping(described["responses"].get("200", {}).get("content")) or {}
    return "application/json" in content and not described.get("deprecated")


def _arguments(
    described: Mapping[str, Any], description: Mapping[str, Any]
) -> Iterator[tuple[str, Argument]]:
    for one in described.get("parameters", ()):
        if one["in"] in ("path", "query"):
            schema = _plain(one["schema"], one.get("description"))
            yield one["name"], Argument(one["in"], schema, one.get("required", False))
    body = as_mapping(described.get("requestBody"))
    if body is None:
        return
    fields = _resolved(body["content"]["application/json"]["schema"], description)
    for name, each in fields["properties"].items():
        yield name, Argument("body", _plain(each, None), name in fields.get("required", ()))


def _resolved(schema: Mapping[str, Any], description: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema itself where ``schema`` only refers to it."""
    while "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def _plain(schema: Mapping[str, Any], about: str | None) -> dict[str, Any]:
    """Return a schema without null, which means the same as leaving the argument out."""
    kinds = as_list(schema.get("anyOf")) or []
    given = [one for one in map(as_mapping, kinds) if one and one.get("type") != "null"]
    rest = {key: value for key, value in schema.items() if key not in {"anyOf", "title"}}
    found = {**rest, **given[0]} if len(given) == 1 else dict(schema)
    return found | ({"description": about} if about else {})
