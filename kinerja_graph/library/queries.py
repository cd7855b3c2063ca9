"""Read the named statements of ``cypher/queries`` and ``cypher/schema``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kinerja_graph.errors import LibraryError
from kinerja_graph.library.fields import Fields
from kinerja_graph.library.gate import check_statement
from kinerja_graph.library.header import read_header
from kinerja_graph.library.locate import library_folder
from kinerja_graph.library.statement import Statement
from kinerja_graph.texts import _

_NEEDED = ("name", "what", "columns")
_ALLOWED = ("parameters", "writes", "since", "counts")


@cache
def named(name: str) -> Statement:
    """Return the reading statement ``cypher/queries/<name>.cypher``.

    Raises:
        LibraryError: there is none, or it breaks the rules of its header.
    """
    return read_statement(_found(library_folder("queries"), name))


@cache
def schema(name: str) -> Statement:
    """Return the statement ``cypher/schema/<name>.cypher``, which may write.

    Raises:
        LibraryError: there is none, or it breaks the rules of its header.
    """
    return read_statement(_found(library_folder("schema"), name), may_write=True)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all reading statements, sorted."""
    return tuple(sorted(path.stem for path in library_folder("queries").glob("*.cypher")))


def read_statement(path: Path, *, may_write: bool = False) -> Statement:
    """Read the statement of a query file and check its header.

    ``parameters`` is a list of names or a mapping from names to their meanings; ``scope`` is
    a parameter if the text uses it, listed or not.

    Raises:
        LibraryError: the header or the statement breaks a rule, with file and line.
    """
    header = read_header(path)
    fields = Fields(header)
    fields.close(_NEEDED, _ALLOWED)
    if fields.string("name") != path.stem:
        raise header.fault(
            _("name differs from the name of the file."),
            _("Write name: {stem}").filled(stem=path.stem),
            key="name",
        )
    value = header.values.get("parameters", {})
    given = set(
        fields.strings("parameters") if isinstance(value, list) else fields.mapping("parameters")
    )
    if "$scope" in header.body:
        given.add("scope")
    statement = Statement(
        name=path.stem,
        text=header.body,
        columns=fields.columns(),
        parameters=frozenset(given),
        writes=fields.flag("writes"),
        counts=fields.text("counts") if fields.has("counts") else None,
    )
    check_statement(header, statement, may_write=may_write)
    return statement


def _found(folder: Path, name: str) -> Path:
    path = folder / f"{name}.cypher"
    if path.is_file():
        return path
    raise LibraryError(
        _("There is no query called {name}."),
        mend=_("Check the name; the existing queries are in that folder."),
        where=str(folder),
        name=name,
    )
