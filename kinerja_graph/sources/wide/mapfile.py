"""Read a map file: YAML whose values know their lines; unknown keys are rejected."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import yaml

from kinerja_graph.errors import UsageError
from kinerja_graph.sources.choices import Choice
from kinerja_graph.sources.fault import shown
from kinerja_graph.sources.sentence import one_of
from kinerja_graph.system import of_system
from kinerja_graph.texts import Text, _, escape_braces

if TYPE_CHECKING:
    from yaml import SafeLoader as Loader
else:
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULL: Final = "tag:yaml.org,2002:null"
_DEEPEST: Final = 12
_LARGEST: Final = 1_000_000
_LONGEST_SHOWN: Final = 60
_FIX_KEY: Final = _("Allowed here: {known}.")
_FIX: Final = _("{mend} See docs/import.md.")
_FLAGS: Final = {"yes": True, "ya": True, "true": True, "no": False, "tidak": False, "false": False}


@dataclass(frozen=True, slots=True)
class Item:
    """A value of a map.

    Attributes:
        file: the map; ``line``: the line on which the value begins, from 1.
        key: the path of its key: ``levels[2].name``.
        value: a text, a list, a mapping, or None if empty.
    """

    file: str
    line: int
    key: str
    value: str | tuple[Item, ...] | Mapping[str, Item] | None

    def fault(self, what: Text, mend: Text) -> UsageError:
        """Return an error that says what is wrong with this value and how to fix it."""
        key = ", {key}" if self.key else ""
        return UsageError(
            Text(
                id=f"Peta {{file}} baris {{line}}{key}: {what.id}",
                en=f"Map {{file}} line {{line}}{key}: {what.en}",
            ),
            mend=_FIX.filled(mend=mend),
            where=f"{self.file}:{self.line}",
            code="bad-map",
            file=self.file,
            line=self.line,
            key=self.key or "-",
        )

    def reject(self, shape: Text) -> NoReturn:
        """Reject the value because it is not of the expected ``shape``.

        Raises:
            UsageError: always.
        """
        raise self.fault(
            _("its value cannot be used."),
            Text(
                id=f"Isi dengan {escape_braces(shape.id)}.",
                en=f"Give {escape_braces(shape.en)}.",
            ),
        )

    def mapping_of(self, *known: str) -> Mapping[str, Item]:
        """Return the value as a mapping whose keys are all ``known``, without empty ones."""
        if not isinstance(self.value, Mapping):
            self.reject(Text(id=f"kunci {', '.join(known)}", en=f"the keys {', '.join(known)}"))
        for key, item in self.value.items():
            if key not in known:
                raise _unknown_key_error(item, key, known)
        return {key: item for key, item in self.value.items() if item.value is not None}

    def entries(self) -> tuple[Item, ...]:
        """Return the value as a list; a single value becomes a list of one."""
        return self.value if isinstance(self.value, tuple) else (self,)

    def all_texts(self) -> Iterator[str]:
        """Yield every text inside the value at any depth."""
        if isinstance(self.value, str):
            yield self.value
        elif isinstance(self.value, Mapping):
            for item in self.value.values():
                yield from item.all_texts()
        elif isinstance(self.value, tuple):
            for item in self.value:
                yield from item.all_texts()

    def text(self) -> str:
        """Return the value as a text."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.reject(_("one text"))
        return self.value.strip()

    def texts(self) -> tuple[str, ...]:
        """Return the value as a list of texts."""
        if not self.entries():
            self.reject(_("one text or more"))
        return tuple(item.text() for item in self.entries())

    def whole_number(self, low: int, high: int) -> int:
        """Return the value as a whole number within limits."""
        text = self.value if isinstance(self.value, str) else ""
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1  # noqa: PLR2004
        if not low <= number <= high:
            self.reject(
                Text(
                    id=f"bilangan bulat dari {low} sampai {high}",
                    en=f"a whole number from {low} to {high}",
                )
            )
        return number

    def number_range(self) -> tuple[int, int]:
        """Return the value as a range of rows or years: ``4`` or ``4-6``."""
        first, dash, last = (part.strip() for part in self.text().partition("-"))
        numbers = [first, last or first]
        if (
            not all(one.isascii() and one.isdigit() and len(one) < 8 for one in numbers)  # noqa: PLR2004
            or (dash and not last)
            or not 0 < int(numbers[0]) <= int(numbers[1])
        ):
            self.reject(_("a number or a range, 4-6"))
        return int(numbers[0]), int(numbers[1])

    def flag(self) -> bool:
        """Return the value as true or false."""
        found = _FLAGS.get(self.text().casefold())
        if found is None:
            self.reject(_("true or false"))
        return found

    def one_of(self, *words: str) -> str:
        """Return the value as one of ``words``."""
        if self.text() not in words:
            self.reject(one_of(words))
        return self.text()

    def choice(self, choice: Choice) -> str:
        """Return the value as a word of a closed set, which may be written in either language."""
        found = choice.read(self.text())
        if found is None:
            self.reject(Text(id=choice.description, en=choice.description))
        return found


def read_items(path: Path) -> Item:
    """Read the root value of a map file.

    Raises:
        UsageError: the file does not exist, is not YAML, is nested too deep, or contains an anchor
            or a duplicate key.
    """
    name = shown(path.name)
    try:
        if path.stat().st_size > _LARGEST:
            raise Item(name, 1, "", None).fault(
                _("this file is too large."),
                _("A map is a small YAML file."),
            )
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise _unreadable_map_error(path, error) from error
    return parse_items(text, name)


def parse_items(text: str, name: str) -> Item:
    """Parse the root value of a map's text; ``name`` is its file.

    Raises:
        UsageError: as for ``read_items``.
    """
    try:
        _check_events(text, name)
        node: yaml.Node | None = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Item(name, mark.line + 1 if mark else 1, "", None).fault(
            _("it is not valid YAML."),
            _("Check indents, colons and quotes."),
        ) from error
    return Item(name, 1, "", None) if node is None else _item(node, name, "")


def _item(node: yaml.Node, file: str, key: str) -> Item:
    line = 1 if node.start_mark is None else node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        children: list[yaml.Node] = node.value
        parts = tuple(_item(each, file, f"{key}[{at}]") for at, each in enumerate(children, 1))
        return Item(file, line, key, parts)
    if isinstance(node, yaml.MappingNode):
        return Item(file, line, key, dict(_mapping_items(node, file, key)))
    value = None if node.tag == _NULL and node.value in {"", "~", "null"} else str(node.value)
    return Item(file, line, key, value)


def _mapping_items(node: yaml.MappingNode, file: str, key: str) -> Iterator[tuple[str, Item]]:
    seen: set[str] = set()
    pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
    for name_node, value_node in pairs:
        name = str(name_node.value) if isinstance(name_node, yaml.ScalarNode) else ""
        item = _item(value_node, file, f"{key}.{name}" if key else name)
        if not name or name in seen:
            raise item.fault(
                _("this key is empty or doubled."),
                _("Write each key once."),
            )
        seen.add(name)
        yield name, item


def _check_events(text: str, name: str) -> None:
    """Reject nesting that would crash the composer, and aliases, which can grow without limit."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            line = 1 if event.start_mark is None else event.start_mark.line + 1
            raise Item(name, line, "", None).fault(
                _("nested too deep, or an alias."),
                _("Write the value itself."),
            )


def _unknown_key_error(item: Item, key: str, known: Collection[str]) -> UsageError:
    told = escape_braces(key[:_LONGEST_SHOWN])
    near = difflib.get_close_matches(key, known, 3, 0.6)
    hint = f" ({', '.join(near)}?)" if near else ""
    error = item.fault(
        Text(id=f'kunci "{told}" tidak dikenal{hint}.', en=f'the key "{told}" is not known{hint}.'),
        _FIX_KEY.filled(known=", ".join(known)),
    )
    error.facts["nearest"] = near
    return error


def _unreadable_map_error(path: Path, error: OSError | ValueError) -> UsageError:
    why = of_system(error) if isinstance(error, OSError) else _("it is not UTF-8 text")
    return UsageError(
        _("The map {path} cannot be read: {why}."),
        mend=_("Check --map: the name of a YAML file, or of a ready map."),
        where="--map",
        code="bad-map",
        path=shown(str(path)),
        why=why,
    )
