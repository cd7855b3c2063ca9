"""What a proposal leaves out, or reads, though it may well be the other: a person is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.amounts import split_items
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.folding import begins, is_label
from kinerja_graph.sources.wide.guess_text import Proposal
from kinerja_graph.sources.wide.sheet_profile import SheetProfile
from kinerja_graph.texts import _

_MOST_TOLD: Final = 6
_ENOUGH: Final = 0.6
_STATES: Final = frozenset(
    {"misi", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan", "eselon", "outcome"}
)
"""Words of headings below which results may stand."""
_OTHER: Final = frozenset({"indikator", "target", "realisasi", "kode", "lokasi", *words.NUMBER})
"""First words of headings below which none stand, whatever follows."""
_LISTED: Final = ("misi", "tujuan", "sasaran", "program", "kegiatan", "sub kegiatan")
_TITLE: Final = re.compile(
    r"\s*(?:tujuan|sasaran(?: strategis)?|program|kegiatan)\s*[\d.]*\s*:", re.IGNORECASE
)
_VALUED: Final = frozenset({"measure_unit", "baseline", "target", "realisation"})


def tell_doubtful(profile: SheetProfile, found: Proposal, *, is_list: bool) -> None:
    """Asks about rows and columns that look like records, or like none.

    ``is_list``: texts alone in a row head groups of a list of indicators; of them only what
    begins as a result does is asked about.
    """
    groups = [
        told
        for number, told in _groups(profile)
        if not is_list or begins(_first_text(profile, number), _LISTED)
    ]
    if groups:
        found.doubt(
            _(
                "Texts merged over a row are no records, and are left out: {cells}. If they say "
                "what the rows below them are part of, write that into a column of its own."
            ).filled(cells=_some(groups))
        )
    bare = _bare_at_the_end(profile)
    if bare:
        found.doubt(
            _(
                "The last rows have an indicator, but no unit and no value: {cells}. If they are "
                "a signature or notes, end the table above them with rows."
            ).filled(cells=_some(bare))
        )
    several = list(_several_in_a_cell(profile))
    if several:
        found.doubt(
            _(
                "Cells seem to contain several results, but each is read as one: {cells}. Write "
                "each into a row of its own."
            ).filled(cells=_some(several))
        )
    above = [piece for piece in profile.titles() if _TITLE.match(piece.text)] if is_list else []
    if above:
        found.doubt(
            _(
                "Above the headings stand results that the indicators seem to measure; they are "
                "not read: {cells}. Write them into a column of their own."
            ).filled(cells=_some([f"{one.spot.cell} ({one.text[:40]})" for one in above]))
        )
    unread = [
        f"{letters(at)} ({profile.headings.shown(at)})"
        for at, _path in profile.free()
        if _may_state(profile, at)
    ]
    if unread:
        found.doubt(
            _(
                "Columns that are not read may contain results: {columns}. If they are levels of "
                "the plan, head them Tujuan, Sasaran, Program or Kegiatan."
            ).filled(columns=_some(unread))
        )


def _several_in_a_cell(profile: SheetProfile) -> Iterator[str]:
    """The cells of statements that list several, in lines with numbers or ended by semicolons."""
    for at, what in profile.taken.items():
        if what in words.LEVELS or what == "name":
            for piece in profile.cells(at):
                ended = any(line.rstrip().endswith(";") for line in piece.text.split("\n")[:-1])
                if ended or len(split_items(piece.text, "numbered")) > 1:
                    yield str(piece.spot.cell)


def _some(told: Sequence[str]) -> str:
    return ", ".join(told[:_MOST_TOLD]) + " …" * (len(told) > _MOST_TOLD)


def _first_text(profile: SheetProfile, number: int) -> str:
    return cell_text(min(profile.matrix.rows[number].items())[1]) or ""


def _groups(profile: SheetProfile) -> Iterator[tuple[int, str]]:
    """The rows over which one text is merged, and what a person reads of them."""
    for number in profile.every_row():
        if profile.matrix.is_group_heading(number, profile.taken):
            at = min(profile.matrix.rows[number])
            yield number, f"{letters(at)}{number} ({_first_text(profile, number)[:40]})"


def _bare_at_the_end(profile: SheetProfile) -> list[str]:
    """The indicators below the last one with a unit or a value, where there is such a one."""
    indicators = [at for at, what in profile.taken.items() if what == "indicator"]
    valued = [at for at, what in profile.taken.items() if what in _VALUED]
    bare: list[str] = []
    some = False
    for number in profile.every_row() if valued else ():
        if begins(_first_text(profile, number), words.ENDS):
            break
        if any(profile.matrix.piece(number, at) for at in valued):
            some, bare = True, []
            continue
        bare += [f"{letters(at)}{number}" for at in indicators if at in profile.matrix.rows[number]]
    return bare if some else []


def _may_state(profile: SheetProfile, at: int) -> bool:
    """Whether a column has the heading of results, and names below it."""
    said = profile.word(at).replace("sub kegiatan", "subkegiatan").split()
    if not _STATES & {*said} or {*said[:1]} & _OTHER or words.MONEY & {*said}:
        return False
    texts = [piece.text for piece in profile.cells(at)]
    named = sum(" " in text and not is_label(text) for text in texts)
    return bool(texts) and named >= _ENOUGH * len(texts)
