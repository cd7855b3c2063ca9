"""The values of a YAML file with the lines on which they stand, so that every error names one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from string import Formatter
from typing import Any, Final, ParamSpec, TypeVar

import yaml

from kinerja_graph.errors import LibraryError
from kinerja_graph.library.plain import LOADER
from kinerja_graph.texts import EMPTY, Text, _

P = ParamSpec("P")
T = TypeVar("T")
Other = TypeVar("Other")
_NEAREST: Final = 3
_LONGEST: Final = 1_000_000
_EXPECTED: Final = _("Expected: {shape}")


class _ToldError(LibraryError):
    """What has been told already: the value of a key that is missing was asked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A value of the file, and where it stands.

    Attributes:
        path, node: where it stands, and what stands there.
        faults: all that was found wrong in the file and did not end its reading.
        is_missing: whether the file lacks it, which is among the faults.
    """

    path: Path
    node: yaml.Node
    faults: list[LibraryError] = field(default_factory=list[LibraryError], compare=False)
    is_missing: bool = False

    def kept(
        self, otherwise: Other, read: Callable[P, T], /, *given: P.args, **named: P.kwargs
    ) -> T | Other:
        """Return what is read; keep its fault and return ``otherwise`` if it has one."""
        try:
            return read(*given, **named)
        except _ToldError:
            return otherwise
        except LibraryError as error:
            self.faults.append(error)
            return otherwise

    @property
    def line(self) -> int:
        """The line, from 1."""
        return int(self.node.start_mark.line) + 1

    def fault(self, what: Text, mend: Text, **facts: object) -> LibraryError:
        """Return an error at this line."""
        return LibraryError(
            what, mend=mend, where=f"{self.path}:{self.line}", code="bad-form", **facts
        )

    def unfit(self, shape: str) -> LibraryError:
        """Return the error for a value of another shape."""
        return self.fault(_("This value of the form cannot be used."), _EXPECTED, shape=shape)

    def unknown(self, name: str, known: Iterable[str]) -> LibraryError:
        """Return the error for a name that nothing has, with the nearest ones."""
        names = sorted(known)
        near = get_close_matches(name, names, n=_NEAREST, cutoff=0.5)
        return self.fault(
            _("A form knows no “{name}” here."),
            _("Perhaps you mean: {listed}.") if near else _("Choose one of: {listed}."),
            name=name,
            listed=", ".join(near or names),
            nearest=near,
        )

    def mapping(
        self, known: Collection[str] | None, needed: Iterable[str] = ()
    ) -> dict[str, Place]:
        """Return the values by key; unknown, repeated and missing keys are kept as faults.

        Args:
            known: the keys that may be there; None: any.
            needed: those that must be there.

        Raises:
            LibraryError: it is not a mapping.
        """
        self._refuse_missing()
        if not isinstance(self.node, yaml.MappingNode):
            raise self.unfit(f"{{{', '.join(f'{one}: …' for one in known or ('key',))}}}")
        found: dict[str, Place] = {}
        for key, value in self.node.value:
            place = Place(self.path, key, self.faults)
            name = self.kept("", place.text)
            if name and known is not None and name not in known:
                self.faults.append(place.unknown(name, known))
            elif name in found:
                self.faults.append(
                    place.fault(
                        _("The key {name} stands there twice."),
                        _("Remove one of the two."),
                        name=name,
                    )
                )
            elif name:
                found[name] = Place(self.path, value, self.faults)
        for name in needed:
            if name not in found:
                self.lacks(name)
                found[name] = Place(self.path, self.node, self.faults, is_missing=True)
        return found

    def lacks(self, name: str) -> None:
        """Keep as a fault that a key is missing."""
        self.faults.append(
            self.fault(_("The key {name} is missing."), _("Add a line {name}: …"), name=name)
        )

    def _refuse_missing(self) -> None:
        if self.is_missing:
            raise _ToldError(EMPTY, mend=EMPTY)

    def items(self) -> list[Place]:
        """Return the values of a list.

        Raises:
            LibraryError: it is not a list.
        """
        self._refuse_missing()
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.unfit("[…, …]")
        return [Place(self.path, one, self.faults) for one in self.node.value]

    def text(self) -> str:
        """Return a text or number as it is written.

        Raises:
            LibraryError: it is a list or a mapping, or is blank.
        """
        self._refuse_missing()
        if not isinstance(self.node, yaml.ScalarNode) or not str(self.node.value).strip():
            raise self.unfit(_TEXT)
        return str(self.node.value).strip()

    def choice(self, known: Iterable[str]) -> str:
        """Return one of some words.

        Raises:
            LibraryError: it is none of them.
        """
        names = tuple(known)
        name = self.text()
        if name not in names:
            raise self.unknown(name, names)
        return name

    def number(self) -> float:
        """Return a number above 0.

        Raises:
            LibraryError: it is none.
        """
        try:
            found = float(self.text())
        except ValueError:
            found = 0.0
        if not 0 < found < _LONGEST:
            raise self.unfit("1")
        return found

    def flag(self) -> bool:
        """Return a yes or no.

        Raises:
            LibraryError: it is neither.
        """
        return self.choice(("true", "false")) == "true"

    def sentence(self, places: Collection[str]) -> Text:
        """Return a text in both languages; one without English is the same in both.

        Args:
            places: what it may have in braces.

        Raises:
            LibraryError: it has another shape, or other words in braces.
        """
        if isinstance(self.node, yaml.ScalarNode):
            both = {"id": self}
        else:
            both = self.mapping(("id", "en"), ("id",))
        told = {name: place._placed(places) for name, place in both.items()}  # noqa: SLF001
        return Text(id=told["id"], en=told.get("en", told["id"]))

    def _placed(self, places: Collection[str]) -> str:
        text = self.text()
        try:
            used = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError as error:
            raise self.unfit("… {unit} …") from error
        for name in used:
            if name not in places:
                raise self.unknown(name, places)
        return text


_TEXT: Final = "id: …"


def read_places(path: Path) -> Place:
    """Read a YAML file.

    Raises:
        LibraryError: it cannot be read, or is not YAML; with the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        node: Any = yaml.compose(text, Loader=LOADER)
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise LibraryError(
            _("The file cannot be read."),
            mend=_("Check the name and the permissions of the file; save it as UTF-8."),
            where=f"{path}:1",
            code="bad-form",
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise LibraryError(
            _("The form is not valid YAML."),
            mend=_("Put sentences with colons, commas or braces in quotes."),
            where=f"{path}:{1 if mark is None else mark.line + 1}",
            code="bad-form",
        ) from error
    if node is None:
        node = yaml.MappingNode("", [], yaml.Mark(str(path), 0, 0, 0, None, 0))
    return Place(path, node)
