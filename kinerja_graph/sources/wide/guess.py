"""A map proposed for a matrix: what was understood of its headings and cells, and what not.

Nothing is imported by it: a person reads the proposal, mends it, and names it with ``--map``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.fault import Place, WholeFileError, fault, shown
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.folding import begins, fold, name_fold
from kinerja_graph.sources.wide.grid import open_source
from kinerja_graph.sources.wide.guess_end import next_table, notes_below
from kinerja_graph.sources.wide.guess_indicators import propose_indicators, propose_numbers
from kinerja_graph.sources.wide.guess_look import Look, known, likely_headings
from kinerja_graph.sources.wide.guess_matrix import propose_matrix, propose_owner
from kinerja_graph.sources.wide.guess_text import Proposal, quoted
from kinerja_graph.sources.wide.headings import read_headings
from kinerja_graph.sources.wide.sight import MatrixRefusedError, refusal
from kinerja_graph.sources.wide.spot import letters
from kinerja_graph.texts import Text

_FEWEST: Final = 2
_MOST_SHEETS: Final = 8


def guess(path: Path, sheet: str | None, settings: Settings) -> Proposal:
    """The map proposed for the matrix at ``path``.

    Raises:
        MatrixRefusedError: the file cannot be read, or no heading in it is known.
    """
    looks = list(_looks(path, sheet, settings))
    best = max(looks, key=known, default=None)
    if best is None or known(best) < _FEWEST:
        wrong = fault("missing-heading:guess", found=_seen(best))
        raise MatrixRefusedError((Place(shown(path.name)).problem(wrong),))
    alike = [
        one
        for one in looks
        if one is best or (one.headings.paths == best.headings.paths and one.at == best.at)
    ]
    titles = tuple(str(one.matrix.sheet) for one in alike) if len(looks) > 1 else ()
    form = _form(best)
    together = form is propose_matrix and len(alike) > 1
    found = Proposal(best.matrix.file, titles if together else titles[:1], best.at)
    if len(looks) > 1:
        _sheets(found, looks, alike if together else [best])
    end = None if together else next_table(best) or notes_below(best)
    if end is not None:
        best.last = end.row - 1
    form(best, found)
    if together:
        found.line(
            "unit: {name: {sheet: true}, kind: opd}",
            Text(id="judul lembar sebagai nama unit", en="the title of a sheet names the unit"),
        )
    propose_numbers(found)
    _marks(alike if together else [best], found)
    if end is not None:
        first = best.at[1] + 1
        found.line(f"rows: {first}-{max(first, end.row - 1)}", end.why)
    for at in best.headings.paths:
        if at not in best.taken:
            found.unknown.append((letters(at), best.headings.shown(at)))
    return found


def _looks(path: Path, sheet: str | None, settings: Settings) -> Iterator[Look]:
    try:
        source = open_source(path, settings)
        for title in source.sheets or (None,):
            if sheet is None or title == sheet:
                matrix = source.matrix(title)
                at = likely_headings(matrix)
                yield Look(matrix, at, read_headings(matrix, at))
    except WholeFileError as error:
        raise refusal(error, shown(path.name)) from error


def _sheets(found: Proposal, looks: Sequence[Look], read: Sequence[Look]) -> None:
    """Tells which sheets the proposal is for, and which others there are."""
    own = [str(one.matrix.sheet) for one in read]
    rest = [str(one.matrix.sheet) for one in looks if one not in read]
    told = ", ".join(rest[:_MOST_SHEETS]) + (" …" if len(rest) > _MOST_SHEETS else "")
    found.doubt(
        Text(
            id=f"Buku kerja ini punya {len(looks)} lembar; yang akan dibaca: {', '.join(own)}; "
            f"yang tidak: {told or '-'}.",
            en=f"The workbook has {len(looks)} sheets; to be read: {', '.join(own)}; not: "
            f"{told or '-'}.",
        )
    )


def _seen(look: Look | None) -> str:
    texts = [] if look is None else [look.headings.shown(at) for at in look.headings.paths]
    return ", ".join(text[:40] for text in texts[:8]) or "-"


def _form(look: Look) -> Callable[[Look, Proposal], None]:
    """Which form a matrix has, by the headings that only one form needs."""
    last = {fold(path[-1]) for path in look.headings.paths.values()}
    if last.issuperset(words.CELLS) and look.at == (1, 1):
        return _cells
    if last & {*words.POST} and last & {*words.SUPERIOR}:
        return _posts
    if last & {*words.PARENT} and last & {*words.ID}:
        return _nodes
    if not last & words.LEVELS.keys() and _coded(look):
        return _codes
    return propose_matrix


def _coded(look: Look) -> bool:
    for at, path in look.headings.paths.items():
        if fold(path[-1]) in words.ID:
            return look.coded(at)
    return False


def _nodes(look: Look, found: Proposal) -> None:
    found.line("form: nodes")
    found.line("node:")
    found.line(f"  id: {look.column(words.ID, 'id')}")
    found.line(f"  parent: {look.column(words.PARENT, 'parent')}")
    name = look.column(words.NAME, "name")
    found.line(f"  name: {name}" if name else "  # name:")
    level = _level_words(look)
    found.line(f"  level: {level}" if level else "  # level:", Text(id="periksa", en="check"))
    if name is None or level is None:
        found.doubt(
            Text(
                id="Kolom nama atau jenjang simpul tidak dikenali.",
                en="The column of names or of levels was not recognised.",
            )
        )
    propose_owner(look, found)
    propose_indicators(look, found)


def _level_words(look: Look) -> str | None:
    for at, path in look.headings.paths.items():
        if fold(path[-1]) in words.LEVEL and at not in look.taken:
            texts = dict.fromkeys(name_fold(piece.text) for piece in look.cells(at))
            known = [
                f"{quoted(text)}: {words.LEVEL_WORDS[text]}"
                for text in texts
                if text in words.LEVEL_WORDS
            ]
            look.taken[at] = "level"
            return f"{{column: {look.named(at)}, words: {{{', '.join(known)}}}}}"
    return None


def _codes(look: Look, found: Proposal) -> None:
    found.line("form: codes")
    found.line(f"code: {look.column(words.ID, 'code')}")
    name = look.column(words.NAME, "name")
    found.line(f"name: {name}" if name else "# name:")
    if name is None:
        found.doubt(
            Text(id="Kolom nama tidak dikenali.", en="The column of names was not recognised.")
        )
    found.line(
        "depths: {3: 2, 5: 3, 6: 4}",
        Text(id="bagian kode: jenjang; periksa", en="parts of a code: level; check"),
    )
    propose_indicators(look, found)


def _posts(look: Look, found: Proposal) -> None:
    found.line("form: posts")
    found.line("post:")
    id_ = look.column(words.POST_ID, "id")
    if id_ is not None:
        found.line(f"  id: {id_}")
    found.line(f"  name: {look.column(words.POST, 'name')}")
    superior = next(
        at for at, path in look.headings.paths.items() if fold(path[-1]) in words.SUPERIOR
    )
    names = {
        name_fold(piece.text)
        for at, what in look.taken.items()
        if what == "name"
        for piece in look.cells(at)
    }
    by_name = any(name_fold(piece.text) in names for piece in look.cells(superior))
    found.line(f"  superiors: {look.column(words.SUPERIOR, 'superior')}")
    found.line(f"  superiors_by: {'name' if by_name or id_ is None else 'id'}")
    found.line('  split: [";", lines]')
    unit = look.column(words.UNIT, "unit")
    if unit is None:
        found.doubt(
            Text(
                id="Kolom unit kerja tidak dikenali.", en="The column of units was not recognised."
            )
        )
    found.line(f"unit: {{name: {unit}, kind: opd}}" if unit else "# unit: {name: , kind: opd}")


def _cells(look: Look, found: Proposal) -> None:
    """A list of the cells of a drawn sheet: its tiers only a person can tell."""
    found.line("form: drawn")
    pairs = [("row", "row"), ("column", "col"), ("value", "value"), ("sheet", "sheet")]
    named = [f"{key}: {name}" for key, word in pairs if (name := look.column((word,), key))]
    found.line(f"cells: {{{', '.join(named)}}}")
    found.line("drawing:")
    found.line("  posts: [Kepala]", Text(id="awal nama jabatan", en="first words of posts"))
    found.line(
        "  indicators: [Jumlah, Persentase]",
        Text(id="awal indikator", en="first words of indicators"),
    )
    found.line("  tiers:")
    found.line(
        "    - {rows: 1-9999, level: 1}",
        Text(id="baris tiap jenjang: hanya Anda yang tahu", en="rows of each tier: you know them"),
    )
    found.doubt(
        Text(
            id="Gambar: jenjang, jabatan dan indikatornya harus Anda tulis "
            "(contoh: peta pohon-tergambar).",
            en="A drawing: you must write its tiers, posts and indicators "
            "(example: the map pohon-tergambar).",
        )
    )


def _marks(looks: Sequence[Look], found: Proposal) -> None:
    """Rows of totals and notes."""
    firsts = [
        cell_text(min(look.matrix.rows[number].items())[1]) or ""
        for look in looks
        for number in look.rows()
    ]
    sums = [text for text in firsts if begins(text, (words.SUM,))]
    totals: tuple[str, ...] = words.TOTALS
    if sums and all(fold(text) == words.SUM for text in sums):
        totals = (*totals, words.SUM)
    for key, said in (("skip", totals), ("stop", words.ENDS)):
        seen = dict.fromkeys(word for text in firsts for word in said if begins(text, (word,)))
        if seen:
            found.line(f"{key}: [{', '.join(map(quoted, seen))}]")
