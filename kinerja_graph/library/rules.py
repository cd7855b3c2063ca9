"""Find the audit rules and sort them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kinerja_graph.errors import LibraryError
from kinerja_graph.library.header import read_header
from kinerja_graph.library.locate import library_folder
from kinerja_graph.library.rule import (
    CATEGORIES,
    DOCUMENT,
    IMPLICIT,
    OF_DOCUMENTS,
    OF_EDITION,
    RESERVED,
    SEVERITIES,
    Category,
    Parameter,
    ParameterValue,
    Rule,
    Severity,
)
from kinerja_graph.library.rule_file import read_rule
from kinerja_graph.texts import _

__all__ = [
    "CATEGORIES",
    "DOCUMENT",
    "IMPLICIT",
    "OF_DOCUMENTS",
    "OF_EDITION",
    "RESERVED",
    "SEVERITIES",
    "Category",
    "Parameter",
    "ParameterValue",
    "Rule",
    "Severity",
    "load_rules",
    "read_rules",
]


def load_rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """Return all rules of the product, and those of ``folder`` if given, sorted by id.

    Raises:
        LibraryError: a header is invalid, or two files have the same id; with file, line and how
            to fix it.
    """
    own = _products_rules(library_folder("rules"))
    return _sorted([*own, *read_rules(folder)]) if folder else own


def read_rules(folder: Path, *, marked: bool = False) -> tuple[Rule, ...]:
    """Return the rules of ``folder`` alone, sorted by id; ``queries/`` in it may hold its queries.

    ``marked``: code words in sentences keep their backticks.

    Raises:
        LibraryError: the folder does not exist, or a header is invalid.
    """
    if not folder.is_dir():
        raise LibraryError(
            _("There is no such folder of rules."),
            mend=_("Check its name, and that it is a folder, not a file."),
            where=str(folder),
        )
    return _sorted(read_rule(path, marked=marked) for path in sorted(folder.glob("*.cypher")))


@cache
def _products_rules(folder: Path) -> tuple[Rule, ...]:
    return read_rules(folder)


def _sorted(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    known: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in known:
            header = read_header(rule.path)
            raise header.fault(
                _("Id {name} is already used by {file}.").filled(
                    name=rule.id, file=known[rule.id].path
                ),
                _("Give this rule another id and file name."),
                key="id",
            )
        known[rule.id] = rule
    return tuple(known[name] for name in sorted(known))
