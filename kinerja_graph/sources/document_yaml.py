"""YAML read with the core schema of YAML 1.2: what looks like an id, a date or a word stays text.

Anchors and aliases work; merge keys (``<<``) are no part of that schema. Under YAML 1.1 the id
``010`` would become 8, ``no`` a boolean and ``1:30`` the number 90.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, Final

import yaml

from kinerja_graph.sources.reasons import DoubledKeyError, at

if TYPE_CHECKING:
    from yaml import SafeLoader as Loader
else:
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_RESOLVERS: Final = (
    ("tag:yaml.org,2002:null", re.compile(r"null|Null|NULL|~|"), ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:bool", re.compile(r"(?i:true|false)"), list("tTfF")),
    ("tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9]*)"), list("-+0123456789")),
    (
        "tag:yaml.org,2002:float",
        re.compile(
            r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
            r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
        ),
        list("-+.0123456789"),
    ),
)

_DEEPEST: Final = 200
"""What the library's recursion bears, whatever the setting allows."""
_ENDLESS: Final = re.compile(r"(?i)\.(inf|nan)")


class _PlainLoader(Loader):
    """The safe loader with the resolvers above, refusing a key that stands twice."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own way to hold them


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    found: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        mark = key_node.start_mark
        if not isinstance(key, Hashable):
            raise yaml.constructor.ConstructorError(None, None, "a key that is no text", mark)
        if key in found:
            raise DoubledKeyError(key, at(mark.line + 1, mark.column + 1))
        found[key] = loader.construct_object(value_node, deep=True)
    return found


def _integer(loader: Any, node: yaml.ScalarNode) -> int | float:
    text = loader.construct_scalar(node)
    return int(text) if len(text) < 400 else float(text)  # noqa: PLR2004  # infinite, so refused


def _float(loader: Any, node: yaml.ScalarNode) -> float:
    return float(_ENDLESS.sub(r"\1", loader.construct_scalar(node)))


_plain: Any = _PlainLoader
for _tag, _pattern, _first in _RESOLVERS:
    _plain.add_implicit_resolver(_tag, re.compile(f"(?:{_pattern.pattern})\\Z"), _first)
_plain.add_constructor("tag:yaml.org,2002:map", _mapping)
_plain.add_constructor("tag:yaml.org,2002:int", _integer)
_plain.add_constructor("tag:yaml.org,2002:float", _float)


def load_yaml(text: str, deepest: int) -> object:
    """The one document of ``text``, nested at most ``deepest`` levels.

    Raises:
        yaml.YAMLError: no YAML, several documents, a tag that is not plain data.
        DoubledKeyError: a key stands twice in one object.
        RecursionError: nested too deep.
    """
    _check_depth(text, min(deepest, _DEEPEST))
    return yaml.load(text, Loader=_PlainLoader)  # noqa: S506  # a subclass of the safe loader


def _check_depth(text: str, deepest: int) -> None:
    """Looks at the events first: the library builds nodes by recursion, and falls on deep ones."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > deepest:
                raise RecursionError
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
