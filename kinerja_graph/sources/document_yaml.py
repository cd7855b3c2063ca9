"""Read YAML with the YAML 1.2 core schema: what looks like an id, a date or a word stays text.

Anchors and aliases work; merge keys (``<<``) are not part of that schema. Under YAML 1.1 the id
``010`` would become 8, ``no`` a boolean and ``1:30`` the number 90.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

import yaml

from kinerja_graph.sources.reasons import Begins, DoubledKeyError, at, place_in
from kinerja_graph.sources.sentences_document import cause
from kinerja_graph.texts import Text

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
"""The deepest nesting that the library's recursion can handle, whatever the setting allows."""
_IN_TABLE: Final = 2
"""The depth of rows: in a list, in the mapping of the tables."""
_ENDLESS: Final = re.compile(r"(?i)\.(inf|nan)")

_SIGNS: Final = re.compile("[%@`*&|>?-]")
_AT_SIGN: Final = (
    "cannot start any token",
    "undefined alias",
    "sequence entries are not allowed",
    "mapping keys are not allowed",
)
"""Problems located at a special character that begins a text."""
_AFTER_SIGN: Final = ("an alias", "an anchor", "a block scalar", "a directive")
"""What the library tries to scan after a special character that begins a text."""
_ESCAPES: Final = ("unknown escape", "decimal number", "escape code")
_ROW: Final = re.compile(r"- +[^\s:]+:(?:\s|\Z)")
_DASH: Final = re.compile(r"[ ]*-[^\W\d_]")
_STARRED: Final = re.compile(r"(?:[:-] +)(\*)\S* +\Z")
_NO_COLON: Final = re.compile(r"[^\s#:-][^:]*")


class _PlainLoader(Loader):
    """The safe loader with the resolvers above, rejecting a key that occurs twice."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own way to hold them


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    found: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            mark = key_node.start_mark
            raise yaml.constructor.ConstructorError(None, None, "a key that is no text", mark)
        if key in found:
            raise DoubledKeyError(key, _second_place(node, key_node))
        found[key] = loader.construct_object(value_node, deep=True)
    return found


def _second_place(node: yaml.MappingNode, key: yaml.Node) -> Text:
    """Return where a key occurs again; the first key of a record may begin a new record."""
    where = _at(key.start_mark)
    inner = not node.flow_style and node.start_mark.column > 0
    return cause("row", where) if inner and node.value[0][0].value == key.value else where


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


def load_yaml(text: str, deepest: int) -> tuple[object, Begins]:
    """Parse the only document of ``text``, at most ``deepest`` levels deep; find where items begin.

    Raises:
        yaml.YAMLError: not YAML, several documents, a tag that is not plain data.
        DoubledKeyError: a key occurs twice in one object.
        RecursionError: nested too deep.
    """
    begins = _look_over(text, min(deepest, _DEEPEST))
    whole = yaml.load(text, Loader=_PlainLoader)  # noqa: S506  # a subclass of the safe loader
    if not isinstance(whole, Mapping):
        return whole, {}
    tables = cast("Mapping[object, object]", whole)
    return tables, dict(zip(tables, begins, strict=False))


def _look_over(text: str, deepest: int) -> list[list[int]]:
    """Find where the values of the outermost mapping begin; for a list, each of its items.

    It reads the events, and checks the depth first: the library builds nodes by recursion, and
    crashes on deep ones.
    """
    depth = nodes = 0
    begins: list[list[int]] = []
    listed: dict[str, list[int]] = {}
    items: list[int] | None = None
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            if depth == 1:
                nodes += 1
                items = None
                if nodes % 2 == 0:
                    begins.append(_begin_of(event, listed))
                    items = begins[-1] if isinstance(event, yaml.SequenceStartEvent) else None
            elif depth == _IN_TABLE and items is not None:
                items.append(_index(event))
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > deepest:
                    raise RecursionError
    return begins


def _begin_of(event: yaml.NodeEvent, listed: dict[str, list[int]]) -> list[int]:
    """Return where a table begins; a list has no items yet. An alias is what its anchor marks."""
    if isinstance(event, yaml.AliasEvent):
        return listed.get(event.anchor or "", [])
    found = [] if isinstance(event, yaml.SequenceStartEvent) else [_index(event)]
    if event.anchor is not None:
        listed[event.anchor] = found
    return found


def _index(event: yaml.NodeEvent) -> int:
    if event.start_mark is None:  # for the type checker; a parser gives every event its position
        raise AssertionError(event)
    return event.start_mark.index


def cause_in_yaml(error: Exception, text: str) -> Text | None:
    """Recognise a planner's mistake that YAML takes for something else; None if it is unknown."""
    if isinstance(error, yaml.reader.ReaderError):
        return _forbidden_character(error, text)
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return _at_mark(error, error.problem or "", error.problem_mark, text)
    return None


def _at_mark(error: yaml.MarkedYAMLError, problem: str, mark: yaml.Mark, text: str) -> Text | None:
    if text[mark.index : mark.index + 1] == "\t":
        before = text[mark.index - mark.column : mark.index].strip()
        return cause("tab-between" if before else "tab", _at(mark))
    if "could not find expected ':'" in problem and error.context_mark is not None:
        return _no_colon(error.context_mark, mark, text)
    if "mapping values are not allowed" in problem:
        return _colon_too_many(mark, text)
    if "<document start>" in problem:
        return _line_above(mark, text)
    if any(part in problem for part in _ESCAPES):
        return cause("escape", _at(mark))
    return _starred(mark, text) or _sign(error, problem, mark, text)


def _starred(mark: yaml.Mark, text: str) -> Text | None:
    """Recognise a multi-word text that starts with a star; the library fails at its second word."""
    starred = _STARRED.search(text, mark.index - mark.column, mark.index)
    if starred is None:
        return None
    return cause("sign", place_in(text, starred.start(1)), sign="*")


def _at(mark: yaml.Mark) -> Text:
    return at(mark.line + 1, mark.column + 1)


def _forbidden_character(error: yaml.reader.ReaderError, text: str) -> Text | None:
    """Find the first character that YAML does not allow in a text."""
    code: Any = error.character
    sign = chr(code) if isinstance(code, int) else str(code)
    position = text.find(sign)
    if position < 0:
        return None
    return cause("character", place_in(text, position), sign=f"U+{ord(sign):04X}")


def _no_colon(start: yaml.Mark, end: yaml.Mark, text: str) -> Text:
    """Handle an invalid key that began at ``start``: the library notices only on the next line."""
    key = text[start.index : end.index]
    glued = re.match(r"[^\s:]+:(?=\S)", key)
    if glued is not None:
        return cause("blank", at(start.line + 1, start.column + glued.end()), sign=":")
    line, after = start.line + 1, end.line + 1
    where = Text(
        id=f" di baris {line}, sebelum baris {after}", en=f" in line {line}, before line {after}"
    )
    return cause("colon", where)


def _colon_too_many(mark: yaml.Mark, text: str) -> Text | None:
    """Handle a line whose first colon may be right, while it or the line above is wrong."""
    begin = mark.index - mark.column
    if ":" in text[begin : mark.index]:
        return None
    return _line_above(mark, text) or cause("colon-or-indent", _at(mark))


def _line_above(mark: yaml.Mark, text: str) -> Text | None:
    """Say what the line above lacks, so that the line of ``mark`` seems to continue its text."""
    number, above = mark.line, ""
    for line in reversed(text[: mark.index - mark.column].splitlines()):
        if line.strip() and not line.lstrip().startswith("#"):
            above = line.rstrip()
            break
        number -= 1
    if _DASH.match(above):
        return cause("blank", at(number, above.index("-") + 1), sign="-")
    return cause("colon", at(number, len(above))) if _NO_COLON.fullmatch(above) else None


def _sign(error: yaml.MarkedYAMLError, problem: str, mark: yaml.Mark, text: str) -> Text | None:
    """Recognise a text that begins with a character which has a special meaning in YAML."""
    scanned = (error.context or "").removeprefix("while scanning ")
    start = error.context_mark if scanned in _AFTER_SIGN else mark
    if start is None or (start is mark and not any(part in problem for part in _AT_SIGN)):
        return None
    sign = text[start.index : start.index + 1]
    if not _SIGNS.fullmatch(sign):
        return None
    if "undefined alias" in problem:
        return cause("alias", _at(start))
    if sign == "-" and _ROW.match(text, start.index):
        return cause("list", _at(start))
    return cause("sign", _at(start), sign='"- "' if sign == "-" else sign)
