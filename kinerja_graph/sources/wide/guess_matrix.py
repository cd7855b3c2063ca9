"""Propose the map of a wide matrix: its levels, its indicators and their owners."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Final

from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.folding import begins, fold, name_fold
from kinerja_graph.sources.wide.guess_indicators import (
    indicator_columns,
    propose_indicators,
)
from kinerja_graph.sources.wide.guess_owner import propose_owner
from kinerja_graph.sources.wide.guess_text import Column, Proposal, quoted
from kinerja_graph.sources.wide.sheet_profile import SheetProfile
from kinerja_graph.texts import Text, _

_ENOUGH: Final = 0.6
_LAST_LEVEL: Final = 5
_LAST_NAMED_LEVEL: Final = 4
_CHECK: Final = _("check: 0 government, 1 agency")


def propose_matrix(profile: SheetProfile, found: Proposal) -> None:
    """Add the lines of the form ``matrix``."""
    found.line("form: matrix")
    indicators = list(indicator_columns(profile))
    columns = [each for each in find_level_columns(profile) if each.at not in indicators]
    found.line("levels:")
    for column in columns:
        profile.taken[column.at] = column.word
    for column in columns:
        _write_level(profile, found, column, {each.word for each in columns})
    if any(_sort_key(upper)[0] > _sort_key(lower)[0] for upper, lower in pairwise(columns)):
        found.lines.clear()
        found.lack(
            _(
                "The columns of levels stand in another order than their cells nest: put the "
                "highest level leftmost, and below each only what belongs to it."
            )
        )
    elif any(upper.at > lower.at for upper, lower in pairwise(columns)):
        found.doubt(
            _(
                "The levels stand in another order in the sheet than they are read in: {columns}. "
                "Check what each indicator measures."
            ).filled(columns=", ".join(letters(one.at) for one in columns))
        )
    if not columns:
        found.line("  # - {name: , level: }")
        found.lack(_("No column Tujuan, Sasaran, Program or Kegiatan contains names."))
    propose_owner(profile, found, columns[-1:] if len(indicators) > 1 else ())
    propose_indicators(profile, found, indicators, columns)


def find_level_columns(profile: SheetProfile) -> list[Column]:
    """Return the columns whose heading is, or begins with, the name of a level."""
    found: list[Column] = []
    by_length = sorted(words.LEVELS, key=len, reverse=True)
    for at, _unused in profile.free():
        text = f"{profile.word(at)} "
        word = next((word for word in by_length if text.startswith(f"{word} ")), None)
        if word is None and names_several_levels(text) and _first_word_levels(profile, at):
            word = "program"
        if word is None or profile.repeated(at) or set(text.split()) & words.MONEY:
            continue
        best = profile.worded(at)
        if not profile.numeric(best):  # a column of codes under the name of a level does not count
            found.append(Column(best, word, profile.named(best)))
    if any(column.word.endswith("outcome") for column in found):
        outputs = [at for at, _ in profile.free() if profile.word(at) in words.OUTPUT]
        found += [Column(at, profile.word(at), profile.named(at)) for at in outputs]
    return _sort_from_highest(profile, sorted(found))


def _sort_from_highest(profile: SheetProfile, columns: list[Column]) -> list[Column]:
    """Sort columns from the highest level down, as far as their cells confirm it.

    A lower column is confirmed if each of its texts occurs next to only one text of the higher one.
    """
    ranked = sorted(columns, key=lambda one: (_sort_key(one), one.at))
    if ranked == columns:
        return columns
    filled = {one.at: _filled_down(profile, one.at) for one in ranked}
    nested = all(
        _is_nested_in(filled[lower.at], filled[upper.at]) for upper, lower in pairwise(ranked)
    )
    return ranked if nested else columns


def _sort_key(column: Column) -> tuple[int, bool]:
    level = words.LEVELS.get(column.word, words.OUTPUT_LEVEL)[0]
    return level, not column.word.startswith("tujuan")


def _filled_down(profile: SheetProfile, at: int) -> list[str]:
    """Return the text of a column in each row; blank cells repeat the one above."""
    found: list[str] = []
    for number in profile.rows():
        piece = profile.matrix.piece(number, at)
        found.append(name_fold(piece.text) if piece is not None else found[-1] if found else "")
    return found


def _is_nested_in(lower: Sequence[str], upper: Sequence[str]) -> bool:
    above: dict[str, str] = {}
    return all(above.setdefault(one, two) == two for one, two in zip(lower, upper, strict=True))


def _write_level(
    profile: SheetProfile, found: Proposal, column: Column, named: Collection[str]
) -> None:
    heading = profile.word(column.at)
    level, prefix = words.LEVELS.get(column.word, words.OUTPUT_LEVEL)
    if column.word == "ultimate outcome" and "final outcome" in named:
        level = 0
    said = set(heading.split())
    if (
        level == 1
        and not said & words.AGENCY
        and (said & words.GOVERNMENT or is_government_plan(profile))
    ):
        level = 0
    beside = [code for code, of in words.CODES.items() if of == column.word]
    code = profile.column(beside, f"code of {column.word}") or _find_code_column(profile, column)
    higher = _find_higher_words(profile, column.at, level, named)
    if code is None and higher:
        _write_higher_levels(profile, found, column, level, prefix, higher)
        return
    if code is not None or heading in words.LEVELS or not names_several_levels(heading):
        shared = ", shared: true" if level == 0 and len(found.sheet) > 1 else ""
        ends = f"{shared}, code: {code}}}" if code else f"{shared}}}"
        found.line(f"  - {{name: {column.heading}, level: {level}, prefix: {prefix}{ends}", _CHECK)
        return
    _write_several_levels(profile, found, column, level)


def _find_higher_words(
    profile: SheetProfile, at: int, level: int, named: Collection[str]
) -> Mapping[str, int]:
    """Return the words of higher levels without a column of their own that begin some names."""
    heading = profile.word(at)
    if names_several_levels(heading) or level <= words.LEVELS["program"][0]:
        return {}
    names = [piece.text for piece in profile.cells(at)]
    found = {
        word: words.LEVELS[fold(word)][0]
        for word in ("Program", "Kegiatan")
        if fold(word) not in named and any(begins(name, (word,)) for name in names)
    }
    lower = [name for name in names if not begins(name, (*found,))]
    return {word: of for word, of in found.items() if of < level} if lower else {}


def _write_higher_levels(
    profile: SheetProfile, found: Proposal, column: Column, level: int, prefix: str,
    higher: Mapping[str, int],
) -> None:  # fmt: skip
    """Describe a column of one level in which some names begin with the word of a higher level."""
    pairs = ", ".join(f"{quoted(word)}: {of}" for word, of in higher.items())
    found.line(
        f"  - {{name: {column.heading}, level: {level}, begins: {{{pairs}}}, prefix: {prefix}}}",
        _("the level by the first word of a name; check"),
    )
    profile.reasons[column.at] = (_("its heading, and first words of its names"), "likely")
    found.doubt(
        _(
            "Names in column {column} begin with the word of a higher level ({words}): they are "
            "read as that level, and what follows as below them. Check begins."
        ).filled(column=letters(column.at), words=", ".join(higher))
    )


def is_government_plan(profile: SheetProfile) -> bool:
    """Return whether the titles above the headings say that this is the government's own plan."""
    said = {word for piece in profile.titles() for word in fold(piece.text).split()}
    return "rpjmd" in said and not said & words.AGENCY


def _find_code_column(profile: SheetProfile, column: Column) -> str | None:
    """Return the column of codes that shares the upper heading of a column of names."""
    upper = profile.headings.paths[column.at][:-1]
    for at, path in profile.free():
        if upper and path[:-1] == upper and fold(path[-1]) == "kode":
            profile.taken[at] = f"code of {column.word}"
            return profile.named(at)
    return None


def names_several_levels(heading: str) -> bool:
    """Return whether a heading names several levels: Program dan Kegiatan, Kegiatan / Program."""
    rest = heading.replace("sub kegiatan", "subkegiatan").split()
    return len({"tujuan", "sasaran", "program", "kegiatan", "subkegiatan"} & {*rest}) > 1


def _write_several_levels(
    profile: SheetProfile, found: Proposal, column: Column, level: int
) -> None:
    """Describe a column that holds several levels, which adjacent codes may distinguish."""
    _unused, prefix = words.LEVELS[column.word]
    start = f"  - {{name: {column.heading}, "
    codes = _find_codes_left_of(profile, column)
    told_by: Mapping[str, int] = {} if codes else _first_word_levels(profile, column.at)
    if told_by:
        level = min(max(told_by.values()) + 1, _LAST_NAMED_LEVEL)
        pairs = ", ".join(f"{quoted(word)}: {of}" for word, of in told_by.items())
        found.line(
            f"{start}level: {level}, begins: {{{pairs}}}, prefix: {prefix}}}",
            _("the level by the first word of a name; check"),
        )
        profile.reasons[column.at] = (_("its heading, and first words of its names"), "likely")
        return
    if not codes:
        found.line(f"{start}level: {level}, prefix: {prefix}}}", _CHECK)
        found.doubt(
            Text(
                id=f"Kolom {letters(column.at)} menurut judulnya memuat beberapa jenjang, tetapi "
                "tidak ada kolom kode yang membedakannya: semuanya akan dibaca sebagai jenjang "
                f"{level}. Pisahkan menjadi satu kolom untuk tiap jenjang, atau tambahkan kolom "
                "kode.",
                en=f"By its heading column {letters(column.at)} holds several levels, but there is "
                f"no column of codes that tells them apart: all would be read as level {level}. "
                "Part it into a column for each level, or add a column of codes.",
            )
        )
        return
    profile.taken.update(dict.fromkeys(codes, f"code of {column.word}"))
    code = codes[0]
    named = [profile.named(at) for at in codes]
    told_code = named[0] if len(named) == 1 else f"[{', '.join(named)}]"
    depths, strange = levels_by_depth(profile, codes, column.at)
    told = ", ".join(f"{parts}: {of}" for parts, of in depths.items())
    found.line(
        f"{start}code: {told_code}, depths: {{{told}}}, prefix: {prefix}}}",
        _("parts of a code: level; check"),
    )
    report_codes_without_level(found, code, strange)


def report_codes_without_level(found: Proposal, code: int, without_level: Sequence[int]) -> None:
    """Report the codes that have no level, so that their rows would be skipped."""
    if without_level:
        shown = ", ".join(map(str, without_level))
        found.doubt(
            Text(
                id=f"Kolom {letters(code)} juga memuat kode dengan {shown} bagian: tulis "
                "jenjangnya di depths; tanpa itu barisnya dilewati.",
                en=f"Column {letters(code)} has codes of {shown} parts too: write their level in "
                "depths; without it their rows are left out.",
            )
        )


def _first_word_levels(profile: SheetProfile, at: int) -> Mapping[str, int]:
    """Return the levels that first words of names show in a column; empty if all or no names do."""
    names = [piece.text for piece in profile.cells(at)]
    found = {
        word: words.LEVELS[fold(word)][0]
        for word in ("Program", "Kegiatan", "Sub Kegiatan")
        if any(begins(name, (word,)) for name in names)
    }
    others = any(not begins(name, (*found,)) for name in names)
    return found if "Program" in found and (others or len(found) > 1) else {}


def levels_by_depth(
    profile: SheetProfile, codes: Sequence[int], name: int | None
) -> tuple[Mapping[int, int], Sequence[int]]:
    """Return the level of each number of code parts that occurs, and the numbers without a level.

    Names that begin with Program show how many parts the code of a programme has. Longer codes are
    below it; shorter ones (urusan, bidang) are above the tree. Without such names, the levels are
    those of the national nomenclature.
    """
    seen = profile.depths(codes, name)
    programmes = [
        parts
        for parts, names in seen.items()
        if names and sum(begins(text, ("program",)) for text in names) >= _ENOUGH * len(names)
    ]
    if programmes:
        below = [parts for parts in seen if parts >= programmes[0]]
        return {parts: min(2 + at, _LAST_LEVEL) for at, parts in enumerate(below)}, [
            parts for parts in seen if parts < programmes[0]
        ]
    depths = {parts: words.DEPTHS[parts] for parts in seen if parts in words.DEPTHS}
    return depths or words.DEPTHS, [parts for parts in seen if parts not in words.DEPTHS]


def _find_codes_left_of(profile: SheetProfile, column: Column) -> list[int]:
    """Return the column of codes left of a column, or the columns over which the code is split."""
    left = [
        at for at, path in profile.free() if at < column.at and fold(path[-1]).startswith("kode")
    ]
    run = [at for at in left if profile.headings.paths[at] == profile.headings.paths[left[-1]]]
    if len(run) > 1 and profile.parted_code(run):
        return run
    code = next((at for at in reversed(left) if profile.coded(at)), None)
    return [] if code is None else [code]
