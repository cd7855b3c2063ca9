"""The proposed block of indicators: their columns, values by year, how those are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kinerja_graph.sources.choices import POLARITY
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.amounts import (
    Amount,
    proven_decimals,
    read_amount,
    split_amounts,
    split_items,
)
from kinerja_graph.sources.wide.cell_reference import Piece, letters
from kinerja_graph.sources.wide.folding import fold, name_fold
from kinerja_graph.sources.wide.guess_periods import ASIDE, KINDS, write_periods
from kinerja_graph.sources.wide.guess_text import Column, Proposal, quoted
from kinerja_graph.sources.wide.sheet_profile import YEAR, SheetProfile, kind
from kinerja_graph.texts import Text, _

_ENOUGH: Final = 0.6
_LONGEST: Final = 30
_VALUES: Final = frozenset({"baseline", "target", "realisation", ASIDE, *KINDS.values()})
"""Columns whose numbers show how numbers of the sheet are written, whether they are read or not."""


def indicator_columns(profile: SheetProfile) -> Iterator[int]:
    """Yield the columns that hold names of indicators."""
    some = False
    for at, _unused in profile.free():
        text = profile.word(at)
        named = text in words.INDICATOR or text.split()[:1] == ["indikator"]
        if named and not profile.repeated(at):
            some = True
            yield profile.worded(at)
    if not some:
        yield from _by_short_word(profile)


def _by_short_word(profile: SheetProfile) -> Iterator[int]:
    """Yield the columns headed IKU or IKK that hold names, not ticks or numbers."""
    for at, _unused in profile.free():
        if {*profile.word(at).split()[:1]} <= words.SHORT_INDICATOR and not profile.repeated(at):
            texts = [piece.text for piece in profile.cells(at)]
            if texts and sum(" " in text for text in texts) >= _ENOUGH * len(texts):
                yield at


def propose_indicators(
    profile: SheetProfile, found: Proposal, at: Sequence[int] = (), levels: Sequence[Column] = ()
) -> None:
    """Add the indicators: one block, or one for each column of them."""
    columns = list(at) or list(indicator_columns(profile))
    if not columns:
        tell = found.doubt if _may_have_indicators(profile) else found.note
        tell(_("The column of indicators was not found."))
        return
    profile.taken.update(dict.fromkeys(columns, "indicator"))
    found.line("indicators:")
    several = len(columns) > 1
    for column in columns:
        block = _block(profile, column, columns, levels) if several else None
        apart = several or any(level.at > column for level in levels)
        _indicator(
            profile, found, column, block, _measured(profile, column, levels) if apart else None
        )


def _may_have_indicators(profile: SheetProfile) -> bool:
    """Return whether an unread column holds names or attributes of indicators."""
    return any(
        profile.word(at).split()[:1] in (["satuan"], ["target"], ["realisasi"])
        or profile.holds_names(at)
        for at, _unused in profile.free()
    )


def _block(
    profile: SheetProfile, at: int, columns: Sequence[int], levels: Sequence[Column]
) -> range:
    """Return the columns of one block of indicators, up to the heading of the next."""
    ends = [other for other in (*columns, *(level.at for level in levels)) if other > at]
    return range(at + 1, min(ends, default=max(profile.headings.paths) + 1))


def _measured(profile: SheetProfile, at: int, levels: Sequence[Column]) -> Column | None:
    """Return the level that indicators measure, by their heading or the columns to the left.

    Indikator Program measures Program or Sasaran Program, whichever is nearer to its left.
    """
    rest = profile.word(at).split()[1:]
    while rest:
        named = [
            level
            for level in levels
            if f"{profile.word(level.at)} ".startswith(
                (f"{' '.join(rest)} ", f"sasaran {' '.join(rest)} ")
            )
        ]
        if named:
            return max(named, key=lambda level: (level.at < at, level.at))
        rest = rest[1:] if rest[0] in {"kinerja", "utama"} else rest[:-1]
    left = [level for level in levels if level.at < at]
    return left[-1] if left else None


def _indicator(
    profile: SheetProfile, found: Proposal, at: int, block: range | None, of: Column | None
) -> None:
    start, indent = ("  - ", "    ") if block is not None else ("  ", "  ")
    found.line(f"{start}name: {profile.named(at)}")
    after = at if block is not None else None
    if of is not None:
        if of.heading.startswith("{"):
            found.line(f"{indent}# of:")
            found.doubt(
                Text(
                    id=f"Kolom {letters(at)}: tulis di of jenjang yang diukurnya.",
                    en=f"Column {letters(at)}: write into of which level it measures.",
                )
            )
        else:
            found.line(f"{indent}of: {of.heading}", _("check"))
    values: list[int] = []
    for key, wanted in words.FIELDS.items():
        column = profile.find(wanted, block)
        if key == "polarity" and column is not None and not _says_polarity(profile, column):
            column = None
        if column is None and key == "baseline":
            column = _start(profile, found, block)
        if column is not None:
            found.line(f"{indent}{key}: {profile.named(column, after)}")
            profile.taken[column] = key
            values += [column] * (key == "baseline")
    values += _yearly(profile, found, indent, block, after)
    values += write_periods(profile, found, indent, block)
    if any(len(split_items(piece.text, "numbered")) > 1 for piece in profile.cells(at)):
        found.line(
            f"{indent}several: numbered",
            _("1. … 2. … in a cell"),
        )
    _amounts(found, indent, [piece for column in values for piece in profile.cells(column)])


def _says_polarity(profile: SheetProfile, at: int) -> bool:
    """Return whether a column tells which way is better: Arah does, Arah Kebijakan does not."""
    texts = [piece.text for piece in profile.cells(at)]
    hits = sum(POLARITY.read(text) is not None for text in texts)
    return hits >= _ENOUGH * len(texts)


def _start(profile: SheetProfile, found: Proposal, block: range | None) -> int | None:
    """Return the column of baselines under Kondisi Awal; of several years, that of the last."""
    years: dict[int, int] = {}
    for at, path in profile.free(block):
        above = any(fold(part).startswith(words.FIELDS["baseline"]) for part in path[:-1])
        said = YEAR.findall(path[-1])
        if above and len(said) == 1:
            years.setdefault(int(said[0]), at)
    if not years:
        return None
    last = max(years)
    rest = ", ".join(letters(at) for year, at in years.items() if year != last)
    if rest:
        where = letters(years[last])
        found.doubt(
            Text(
                id=f"Kondisi awal ada untuk beberapa tahun: yang terakhir, {last} (kolom {where}), "
                f"diusulkan sebagai baseline; kolom {rest} tidak dibaca.",
                en=f"There are baselines of several years: the last, {last} (column {where}), is "
                f"proposed; column {rest} is not read.",
            )
        )
    return years[last]


def _yearly(
    profile: SheetProfile, found: Proposal, indent: str, block: range | None, after: int | None
) -> list[int]:
    """Add targets and realisations, and return the columns that hold them."""
    taken: list[int] = []
    for key, what in (("targets", "target"), ("realisations", "realisation")):
        columns = profile.years(what, block)
        if columns:
            profile.taken.update(dict.fromkeys(columns.values(), what))
            _tell_kinds(profile, found, columns)
            found.line(f"{indent}{key}: {profile.pattern(columns, after)}")
            taken += columns.values()
    _tell_rivals(profile, found)
    if not any(profile.taken[at] == "target" for at in taken):
        taken += _without_year(profile, found, indent, block, after)
    return taken


def _tell_rivals(profile: SheetProfile, found: Proposal) -> None:
    """Report columns that hold values of the same year, so that none of them is read."""
    for (what, year), columns in profile.rivals.items():
        told = "; ".join(f"{letters(at)} ({profile.headings.shown(at)})" for at in columns)
        key = "targets" if what == "target" else "realisations"
        found.doubt(
            Text(
                id=f"Beberapa kolom memuat nilai tahun {year}: {told}. Tidak satu pun dibaca; "
                f"tulis yang benar di {key}: {{{year}: {{letter: {letters(columns[0])}}}}}.",
                en=f"Several columns hold values of {year}: {told}. None of them is read; write "
                f"the right one into {key}: {{{year}: {{letter: {letters(columns[0])}}}}}.",
            ),
            on_grid=_(
                "Several columns hold values of {year}: {columns}. None of them is read; click the "
                "right one and choose what it means."
            ).filled(year=str(year), columns=told),
        )
    profile.rivals.clear()


def _tell_kinds(profile: SheetProfile, found: Proposal, columns: Mapping[int, int]) -> None:
    """Report it if the years come from headings of several kinds."""
    kinds: dict[str, int] = {}
    for at in columns.values():
        kinds.setdefault(kind(profile.headings.paths[at]), at)
    if len(kinds) > 1:
        told = "; ".join(f"{letters(at)} ({profile.headings.shown(at)})" for at in kinds.values())
        found.doubt(
            Text(
                id=f"Tahun-tahunnya berasal dari judul yang berbeda: {told}. Periksa bahwa "
                "semuanya milik rencana yang sama.",
                en=f"The years come from different headings: {told}. Check that all belong to "
                "the same plan.",
            )
        )


def _without_year(
    profile: SheetProfile, found: Proposal, indent: str, block: range | None, after: int | None
) -> list[int]:
    """Add targets whose heading names no year: the title does, or a person must."""
    at = profile.find(words.TARGET, block)
    at = _of_the_year(profile, block) if at is None else at
    if at is None:
        return []
    year = profile.find(words.YEAR_OF_ROW, block)
    if year is not None:
        return _in_rows(profile, found, indent, (year, at))
    titles = [(piece, YEAR.findall(piece.text)) for piece in profile.titles()]
    years = {year for _, many in titles for year in many}
    where = letters(at)
    if len(years) != 1:
        found.line(f"{indent}# targets: {{2026: {profile.named(at, after)}}}")
        found.note(
            Text(
                id=f"Target di kolom {where} tidak menyebut tahun, dan di atas judul tidak ada "
                "tepat satu tahun: tulis targets: {TAHUN: judul}.",
                en=f"The targets in column {where} name no year, and there is not exactly one "
                "year above the headings: write targets: {YEAR: heading}.",
            )
        )
        return []
    profile.taken[at] = "target"
    year = next(iter(years))
    title = next(piece for piece, many in titles if many)
    found.line(f"{indent}targets: {{{year}: {profile.named(at, after)}}}")
    told = " ".join(title.text.split())[:60]
    found.doubt(
        Text(
            id=f"Target di kolom {where} tidak menyebut tahun; {year} diambil dari "
            f"{title.spot.cell} ({told}). Periksa.",
            en=f"The targets in column {where} name no year; {year} is taken from "
            f"{title.spot.cell} ({told}). Check.",
        )
    )
    return [at]


def _of_the_year(profile: SheetProfile, block: range | None) -> int | None:
    """Return the column Setahun beside those of the quarters, under a heading of targets."""
    for at, path in profile.free(block):
        upper = {word for part in path[:-1] for word in fold(part).split()}
        if fold(path[-1]) in words.WHOLE_YEAR and "target" in upper and not upper & words.MEASURED:
            return at
    return None


def _in_rows(
    profile: SheetProfile, found: Proposal, indent: str, columns: tuple[int, int]
) -> list[int]:
    """Add a column of years beside one of targets: each row is about one year."""
    year, target = columns
    real = profile.find(words.REALISATION)
    profile.taken |= {year: "year", target: "target"}
    found.line(
        f"{indent}year: {profile.named(year)}",
        _("a row for each year; names of indicators left blank: {column: …, above: true}"),
    )
    found.line(f"{indent}targets: {profile.named(target)}")
    if real is None:
        return [target]
    profile.taken[real] = "realisation"
    found.line(f"{indent}realisations: {profile.named(real)}")
    return [target, real]


def _amounts(found: Proposal, indent: str, pieces: Sequence[Piece]) -> None:
    """Add how values are written; record signs of unknown values and ambiguous numbers."""
    shares = [
        Piece(share, piece.spot) if share != piece.text else piece
        for piece in pieces
        for share in split_amounts(piece)
    ]
    read = [(piece, read_amount(piece.cell, "with-unit", None)) for piece in shares]
    if any(amount.unit not in {None, "%"} or _ambiguous_with_unit(amount) for _, amount in read):
        found.line(f"{indent}amounts: with-unit", _("such as 1 Dokumen"))
    found.empty_signs.update(
        dict.fromkeys(piece.text for piece in pieces if name_fold(piece.text) in words.NOTHING)
    )
    found.ambiguous_numbers += [
        (str(piece.spot.cell), piece.text)
        for piece, amount in read
        if amount.fault == "bad-number:ambiguous"
    ]


def _ambiguous_with_unit(amount: Amount) -> bool:
    """Return whether an ambiguous number has a unit beside it, such as 1.250 unit."""
    text = str(amount.value)
    return amount.fault == "bad-number:ambiguous" and any(map(str.isalpha, text))


def propose_numbers(found: Proposal, profiles: Sequence[SheetProfile] = ()) -> None:
    """Add what the values of all blocks share: signs of unknown values, the decimal sign."""
    if found.empty_signs:
        found.line(
            f"empty: [{', '.join(map(quoted, found.empty_signs))}]",
            _("read as empty cells; check"),
        )
    if found.stated.decimal is not None:
        found.line(f"decimal: {found.stated.decimal}")
    elif found.ambiguous_numbers:
        cell, text = found.ambiguous_numbers[0]
        number = len({one for one, _text in found.ambiguous_numbers})
        proven = _prove_decimal(profiles)
        if len(proven) == 1:
            ((sign, proof),) = proven.items()
            facts = {"cell": proof.spot.cell, "text": quoted(proof.text[:_LONGEST])}
            found.line(f"decimal: {sign}", _("as {cell} shows: {text}").filled(**facts))
            found.doubt(
                _(
                    "{first}: {ambiguous} can be read in two ways (such cells: {number}). It is "
                    "read with decimal: {sign}, as {cell} ({text}) is written; no cell of values "
                    "says otherwise. Check."
                ).filled(
                    first=cell,
                    ambiguous=quoted(text[:_LONGEST]),
                    number=number,
                    sign=sign,
                    **facts,
                )
            )
            return
        found.line("# decimal: comma")
        found.doubt(
            Text(
                id=f"{cell}: {quoted(text[:_LONGEST])} dapat dibaca dua arah "
                f"(sel seperti itu: {number}); tulis decimal: comma atau dot.",
                en=f"{cell}: {quoted(text[:_LONGEST])} can be read in two ways "
                f"(such cells: {number}); write decimal: comma or dot.",
            )
        )


def _prove_decimal(profiles: Sequence[SheetProfile]) -> Mapping[Decimal, Piece]:
    """Return the decimal signs that cells of values prove, each with the first such cell."""
    found: dict[Decimal, Piece] = {}
    for profile in profiles:
        columns = sorted(at for at, what in profile.taken.items() if what in _VALUES)
        for row in profile.every_row():
            for at in columns:
                piece = profile.matrix.piece(row, at)
                if piece is not None:
                    for sign in proven_decimals(piece):
                        found.setdefault(sign, piece)
    return found
