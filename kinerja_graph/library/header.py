"""The header of a Cypher file: YAML in comment lines between two lines ``// ---``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from kinerja_graph.errors import LibraryError
from kinerja_graph.library.plain import LOADER, as_mapping
from kinerja_graph.texts import Text, _

FENCE: Final = "// ---"
OPEN_HEADER: Final = _(
    "Open the file with a line // ---, YAML keys in lines // …, then // --- again."
)


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a statement, with the line of each key, and the statement itself.

    Attributes:
        path: the file.
        values: the YAML values by key.
        lines: the line of each key in the file, from 1.
        body: the statement, without header, surrounding blank lines and a final semicolon.
        body_line: the line on which the body begins, from 1.
    """

    path: Path
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    body: str
    body_line: int

    def fault(
        self, what: Text, mend: Text, *, key: str = "", line: int | None = None
    ) -> LibraryError:
        """Return an error at the line of ``key``, or at ``line``, of this file."""
        return fault(self.path, line or self.lines.get(key, 1), what, mend)


def fault(path: Path, line: int, what: Text, mend: Text) -> LibraryError:
    """Return an error in a library file: file and line, what is wrong, and how to fix it."""
    return LibraryError(what, mend=mend, where=f"{path}:{line}")


def read_header(path: Path) -> Header:
    """Read the header and the body of a ``.cypher`` file.

    Raises:
        LibraryError: the file cannot be read, has no header, or its header is not a YAML mapping;
            with the line.
    """
    lines = _lines(path)
    if not lines or lines[0].rstrip() != FENCE:
        raise fault(path, 1, _("The file has no header."), OPEN_HEADER)
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        raise fault(
            path,
            len(lines),
            _("The header is not closed."),
            OPEN_HEADER,
        )
    values, where = _keys(path, _yaml_text(path, lines[1:end]))
    body = "\n".join(lines[end + 1 :])
    lead = len(body) - len(body.lstrip())
    return Header(
        path=path,
        values=values,
        lines=where,
        body=body.strip().removesuffix(";").rstrip(),
        body_line=end + 2 + body[:lead].count("\n"),
    )


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise fault(
            path,
            1,
            _("The file cannot be read."),
            _("Check the name and the permissions of the file; save it as UTF-8."),
        ) from error


def _yaml_text(path: Path, lines: list[str]) -> str:
    for number, line in enumerate(lines, 2):
        if not line.startswith("//"):
            raise fault(
                path,
                number,
                _("A line of the header lacks //."),
                OPEN_HEADER,
            )
    return "\n".join(line.rstrip()[2:].removeprefix(" ") for line in lines)


def _keys(path: Path, text: str) -> tuple[dict[str, Any], dict[str, int]]:
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise fault(
                path,
                2,
                _("The header is not a mapping of keys."),
                OPEN_HEADER,
            )
        _refuse_twins(path, node)
        values = as_mapping(loader.construct_document(node)) or {}  # pyright: ignore[reportUnknownMemberType]  # yaml has no types here
        return values, {str(key.value): key.start_mark.line + 2 for key, _ in node.value}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise fault(
            path,
            2 if mark is None else mark.line + 2,
            _("The header is not valid YAML."),
            _("Put sentences with colons, commas or braces in quotes."),
        ) from error
    finally:
        loader.dispose()


def _refuse_twins(path: Path, node: yaml.Node) -> None:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_twins(path, item)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        if name in seen:
            raise fault(
                path,
                key.start_mark.line + 2,
                _("Key {key} appears twice.").filled(key=name),
                _("Remove one of them."),
            )
        seen.add(name)
        _refuse_twins(path, value)
