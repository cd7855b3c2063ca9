"""A map proposed for a matrix: what was understood of its headings and cells, and what not.

Nothing is imported by it: a person reads the proposal, mends it, and names it with ``--map``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.fault import Place, WholeFileError, fault, shown
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.amounts import parts, read_amount
from kinerja_graph.sources.wide.folding import begins, fold, name_fold
from kinerja_graph.sources.wide.grid import Matrix, open_source
from kinerja_graph.sources.wide.guess_text import Proposal, quoted
from kinerja_graph.sources.wide.headings import Headings, find_headings, read_headings
from kinerja_graph.sources.wide.sight import MatrixRefusedError, refusal
from kinerja_graph.sources.wide.spot import Piece, letters
from kinerja_graph.texts import Text

_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20|21)[0-9]{2})(?![0-9])")
_CODE: Final = re.compile(r"[0-9xX]+(?:\.[0-9xX]+)+\.?")
_MOST_ROWS: Final = 2_000
_ENOUGH: Final = 0.6
_FEWEST: Final = 2


@dataclass(slots=True)
class Look:
    """A matrix looked at: its headings, and which columns were understood."""

    matrix: Matrix
    at: tuple[int, int]
    headings: Headings
    taken: dict[int, str] = field(default_factory=dict[int, str])

    def column(self, wanted: Sequence[str], what: str) -> str | None:
        """The heading, as a map writes it, of the first column that means ``what``."""
        for word in wanted:
            for at, path in self.headings.paths.items():
                if at not in self.taken and fold(path[-1]) == word:
                    self.taken[at] = what
                    return self.named(at)
        return None

    def named(self, at: int) -> str:
        """A column as a map names it: by its heading, by its letter where that says too little."""
        short = self.headings.paths[at][-1]
        for heading in (short, self.headings.shown(at)):
            if self.headings.find(heading) == [at]:
                return quoted(heading)
        return f"{{letter: {letters(at)}}}"

    def rows(self) -> list[int]:
        """The rows below the headings, the first of many."""
        return [number for number in self.matrix.rows if number > self.at[1]][:_MOST_ROWS]

    def cells(self, at: int) -> Iterator[Piece]:
        """The filled cells of a column below the headings."""
        for number in self.rows():
            piece = self.matrix.piece(number, at)
            if piece is not None and self.matrix.first(number, at) == (number, at):
                yield piece

    def years(self, heads: Sequence[str], what: str) -> str | None:
        """The pattern of the yearly columns that stand under one of ``heads``, or bear it."""
        for at, path in self.headings.paths.items():
            joined = " > ".join(path)
            if at in self.taken or not _YEAR.search(joined):
                continue
            upper = [fold(_YEAR.sub("", part)) for part in path]
            if not any(part in heads for part in upper):
                continue
            pattern = _YEAR.sub("{year}", joined)
            for columns in self.headings.years(pattern).values():
                self.taken.update(dict.fromkeys(columns, what))
            return quoted(pattern)
        return None

    def bare_years(self, what: str) -> str | None:
        """The pattern of columns whose whole heading is a year."""
        found = [
            at
            for at, path in self.headings.paths.items()
            if at not in self.taken and _YEAR.fullmatch(path[-1])
        ]
        self.taken.update(dict.fromkeys(found, what))
        return quoted("{year}") if found else None


def guess(path: Path, sheet: str | None, settings: Settings) -> Proposal:
    """The map proposed for the matrix at ``path``.

    Raises:
        MatrixRefusedError: the file cannot be read, or no heading in it is known.
    """
    looks = list(_looks(path, sheet, settings))
    best = max(looks, key=_known, default=None)
    if best is None or _known(best) < _FEWEST:
        wrong = fault("missing-heading:guess", found=_seen(best))
        raise MatrixRefusedError((Place(shown(path.name)).problem(wrong),))
    several = len(looks) > 1
    found = Proposal(best.matrix.file, best.matrix.sheet if several else None, best.at)
    _form(best)(best, found)
    _marks(best, found)
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
                at = find_headings(matrix, tuple(words.EVERY))
                yield Look(matrix, at, read_headings(matrix, at))
    except WholeFileError as error:
        raise refusal(error, shown(path.name)) from error


def _known(look: Look) -> int:
    """How many headings are among the words known."""
    return len({fold(part) for path in look.headings.paths.values() for part in path} & words.EVERY)


def _seen(look: Look | None) -> str:
    texts = [] if look is None else [look.headings.shown(at) for at in look.headings.paths]
    return ", ".join(text[:40] for text in texts[:8]) or "-"


def _form(look: Look) -> Callable[[Look, Proposal], None]:
    """Which form a matrix has, by the headings that only one form needs."""
    last = {fold(path[-1]) for path in look.headings.paths.values()}
    if last.issuperset(words.CELLS):
        return _cells
    if last & {*words.POST} and last & {*words.SUPERIOR}:
        return _posts
    if last & {*words.PARENT} and last & {*words.ID}:
        return _nodes
    if not last & words.LEVELS.keys() and _coded(look):
        return _codes
    return _matrix


def _coded(look: Look) -> bool:
    for at, path in look.headings.paths.items():
        if fold(path[-1]) in words.ID:
            texts = [piece.text for piece in look.cells(at)]
            hits = sum(bool(_CODE.fullmatch(text)) for text in texts)
            return bool(texts) and hits >= _ENOUGH * len(texts)
    return False


def _matrix(look: Look, found: Proposal) -> None:
    found.line("form: matrix")
    found.line("levels:")
    said = False
    for at, path in look.headings.paths.items():
        word = fold(path[-1])
        if word not in words.LEVELS or at in look.taken:
            continue
        level, prefix = words.LEVELS[word]
        look.taken[at] = word
        code = [one for one, of in words.CODES.items() if of == word]
        coded = look.column(code, f"code of {word}")
        found.line(
            f"  - {{name: {look.named(at)}, level: {level}, prefix: {prefix}"
            + (f", code: {coded}" if coded else "")
            + "}",
            Text(id="periksa jenjangnya: 0 daerah, 1 OPD", en="check: 0 government, 1 agency"),
        )
        said = True
    if not said:
        found.line("  # - {name: , level: }")
        found.doubt(
            Text(
                id="Tidak ada kolom Tujuan, Sasaran, Program, Kegiatan.",
                en="There is no column Tujuan, Sasaran, Program, Kegiatan.",
            )
        )
    _owner(look, found)
    _indicators(look, found)


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
    _owner(look, found)
    _indicators(look, found)


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
    _indicators(look, found)


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


def _owner(look: Look, found: Proposal) -> None:
    owner = look.column(words.OWNER, "owner")
    if owner is not None:
        column = owner if not owner.startswith("{") else owner.strip("{}")
        place = f"column: {column}" if not owner.startswith("{") else column
        found.line(f'owner: {{{place}, kind: opd, split: [";", lines]}}')


def _indicators(look: Look, found: Proposal) -> None:
    at = next(
        (one for one, path in look.headings.paths.items() if fold(path[-1]) in words.INDICATOR),
        None,
    )
    if at is None:
        found.doubt(
            Text(id="Kolom indikator tidak dikenali.", en="The column of indicators was not found.")
        )
        return
    found.line("indicators:")
    found.line(f"  name: {look.named(at)}")
    look.taken[at] = "indicator"
    for key, wanted in words.FIELDS.items():
        column = look.column(wanted, key)
        if column is not None:
            found.line(f"  {key}: {column}")
    targets = look.years(words.TARGET, "target") or look.bare_years("target")
    if targets is not None:
        found.line(f"  targets: {targets}")
    realised = look.years(words.REALISATION, "realisation")
    if realised is not None:
        found.line(f"  realisations: {realised}")
    if any(len(parts(piece.text, "numbered")) > 1 for piece in look.cells(at)):
        found.line(
            "  several: numbered", Text(id="1. … 2. … dalam satu sel", en="1. … 2. … in a cell")
        )
    _amounts(look, found)


def _amounts(look: Look, found: Proposal) -> None:
    """How values are written: with units, with signs of nothing, in two ways."""
    pieces = [
        piece
        for at, what in look.taken.items()
        if what in {"target", "realisation", "baseline"}
        for piece in look.cells(at)
    ]
    read = [(piece, read_amount(piece.cell, "with-unit", None)) for piece in pieces]
    if any(amount.unit not in {None, "%"} for _, amount in read):
        found.line("  amounts: with-unit", Text(id="misalnya 1 Dokumen", en="such as 1 Dokumen"))
    nothing = dict.fromkeys(
        piece.text for piece in pieces if name_fold(piece.text) in words.NOTHING
    )
    if nothing:
        found.line(
            f"empty: [{', '.join(map(quoted, nothing))}]",
            Text(
                id="sel dengan tanda ini dianggap kosong; periksa", en="read as empty cells; check"
            ),
        )
    twofold = [piece for piece, amount in read if amount.fault == "bad-number:ambiguous"]
    if twofold:
        found.line("# decimal: comma")
        found.doubt(
            Text(
                id=f"{twofold[0].spot.cell}: {_told(twofold[0])} dapat dibaca dua arah "
                f"(sel seperti itu: {len(twofold)}); tulis decimal: comma atau dot.",
                en=f"{twofold[0].spot.cell}: {_told(twofold[0])} can be read in two ways "
                f"(such cells: {len(twofold)}); write decimal: comma or dot.",
            )
        )


def _told(piece: Piece) -> str:
    return quoted(piece.text[:30])


def _marks(look: Look, found: Proposal) -> None:
    """Rows of totals and notes."""
    for key, known in (("skip", words.TOTALS), ("stop", words.ENDS)):
        seen: dict[str, None] = {}
        for number in look.rows():
            text = cell_text(min(look.matrix.rows[number].items())[1]) or ""
            hits = [word for word in known if begins(text, (word,))]
            seen.update(dict.fromkeys(hits))
        if seen:
            found.line(f"{key}: [{', '.join(map(quoted, seen))}]")
