"""Read lists of plain mappings from hand-written YAML files, with the line of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml

from kinerja_graph.errors import UsageError
from kinerja_graph.library.plain import LOADER
from kinerja_graph.system import of_system
from kinerja_graph.texts import Text, _

_NULL: Final = "tag:yaml.org,2002:null"
_DEEPEST: Final = 10
_FLAT: Final = _("entries without deep nesting")
_YAML: Final = _("valid YAML; look at quotation marks, colons and indents nearby")
_NO_YAML: Final = _("it is not YAML")
_TWICE: Final = _("the key {key} appears twice")
_UNKNOWN: Final = _("there is no key {key}")
_NOT_ONE: Final = _("{key} is not one value")
LACKING: Final = _("{key} is missing")
NO_DAY: Final = _("{key} “{value}” is not a date such as 2027-03-31")
_EXPECTED: Final = _("Expected: {shape}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping: its line in the file, and its values as written, by key.

    ``007`` and ``2026-12-31`` stay text. Empty values are left out. ``lists`` holds the values of
    keys with several.
    """

    line: int
    values: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


@dataclass(frozen=True, slots=True)
class EntryFile:
    """A file of entries while it is being read.

    Attributes:
        path: the file.
        what: its name in errors, such as "baseline".
        option: the option that named it.
        code: the code of its errors.
        text: its contents, if known already; None: read them from ``path``.
    """

    path: Path
    what: Text
    option: str
    code: str
    text: str | None = None

    def root(self) -> yaml.Node | None:
        """Return the root node of the file; None if the file is empty.

        Raises:
            UsageError: the file cannot be read, or is not YAML; with the line.
        """
        text = self._content()
        try:
            self._refuse_depth(text)
            found: yaml.Node | None = yaml.compose(text, Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise self.fault(line, _YAML, _NO_YAML) from error
        except yaml.YAMLError as error:
            raise self.fault(1, _YAML, _NO_YAML) from error
        return found

    def items(self, node: yaml.Node, shape: Text) -> Iterator[tuple[str, yaml.Node]]:
        """Yield the keys and values of a mapping; a duplicate key is an error."""
        if not isinstance(node, yaml.MappingNode):
            raise self.fault(line_of(node), shape)
        seen: set[str] = set()
        pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
        for key, value in pairs:
            name = str(key.value)
            if not isinstance(key, yaml.ScalarNode):
                raise self.fault(line_of(key), shape)
            if name in seen:
                raise self.fault(line_of(key), shape, _TWICE.filled(key=name))
            seen.add(name)
            yield name, value

    def entries(
        self,
        node: yaml.Node,
        keys: Collection[str],
        needed: Collection[str],
        shape: Text,
        *,
        lists: Collection[str] = (),
    ) -> Iterator[Entry]:
        """Yield the mappings of a list; keys must be among ``keys``, those ``needed`` have a value.

        ``lists`` are further keys, each with a list of plain values.
        """
        if is_null(node):
            return
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(line_of(node), shape)
        children: list[yaml.Node] = node.value
        for child in children:
            values: dict[str, str] = {}
            several: dict[str, tuple[str, ...]] = {}
            for key, value in self.items(child, shape):
                if key in lists:
                    several[key] = tuple(self._plain_items(value, shape))
                    continue
                if key not in keys:
                    raise self.fault(line_of(value), shape, _UNKNOWN.filled(key=key))
                if not isinstance(value, yaml.ScalarNode):
                    raise self.fault(line_of(value), shape, _NOT_ONE.filled(key=key))
                if not is_null(value) and str(value.value).strip():
                    values[key] = str(value.value).strip()
            lacking = next((key for key in needed if key not in values), None)
            if lacking is not None:
                raise self.fault(line_of(child), shape, LACKING.filled(key=lacking))
            yield Entry(line_of(child), values, several)

    def fault(self, line: int, shape: Text, why: Text | None = None) -> UsageError:
        """Return the error for a line without the expected ``shape``; ``why`` gives the reason."""
        return UsageError(
            self._named(
                "Baris {line} pada {what} {file} tidak dapat dipakai{because}.",
                "Line {line} of the {what} {file} cannot be used{because}.",
            ),
            mend=Text(
                id=_EXPECTED.say("id", shape=shape.id), en=_EXPECTED.say("en", shape=shape.en)
            ),
            where=f"{self.path}:{line}",
            code=self.code,
            line=line,
            file=self.path.name,
            because="" if why is None else Text(id=f": {why.id}", en=f": {why.en}"),
        )

    def _plain_items(self, node: yaml.Node, shape: Text) -> Iterator[str]:
        """Yield the values of a list, each as written."""
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(line_of(node), shape)
        children: list[yaml.Node] = node.value
        for child in children:
            if not isinstance(child, yaml.ScalarNode):
                raise self.fault(line_of(child), shape)
            yield str(child.value).strip()

    def _content(self) -> str:
        if self.text is not None:
            return self.text
        try:
            return self.path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> UsageError:
        return UsageError(
            self._named(
                "Berkas {what} {file} tidak dapat dibaca: {why}.",
                "The {what} {file} cannot be read: {why}.",
            ),
            mend=_("Check {option}."),
            where=str(self.path),
            code=self.code,
            file=self.path.name,
            why=of_system(error),
            option=self.option,
        )

    def _refuse_depth(self, text: str) -> None:
        """Refuse deep nesting, which would crash the process in the composer's C recursion."""
        depth = 0
        for event in yaml.parse(text, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise self.fault(line_of(event), _FLAT)

    def _named(self, in_id: str, in_en: str) -> Text:
        return Text(
            id=in_id.replace("{what}", self.what.id), en=in_en.replace("{what}", self.what.en)
        )


def line_of(node: yaml.Node | yaml.Event) -> int:
    """Return the line of the file on which ``node`` begins, from 1."""
    return 1 if node.start_mark is None else int(node.start_mark.line) + 1


def is_null(node: yaml.Node) -> bool:
    """Return whether the node is empty."""
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL


def quoted(text: str) -> str:
    r"""Quote ``text`` for both YAML and JSON, in double quotes, on one line.

    >>> quoted('a "b"'), quoted("c" + chr(0x85) + "d")
    ('"a \\"b\\""', '"c\\u0085d"')
    """
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(_letter(letter) for letter in plain) + '"'


def _letter(letter: str) -> str:
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004
