"""Propose the map of a list: nodes with parents, dotted codes, posts, indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.folding import begins, fold, name_fold
from kinerja_graph.sources.wide.guess_indicators import indicator_columns, propose_indicators
from kinerja_graph.sources.wide.guess_matrix import (
    levels_by_depth,
    names_several_levels,
    report_codes_without_level,
)
from kinerja_graph.sources.wide.guess_owner import propose_owner
from kinerja_graph.sources.wide.guess_text import Proposal, quoted
from kinerja_graph.sources.wide.sheet_profile import SheetProfile
from kinerja_graph.texts import _

_MOST_SHOWN: Final = 6
_AGENCIES: Final = frozenset({"instansi", "perangkat", "opd", "skpd", "unit"})


def propose_nodes(profile: SheetProfile, found: Proposal) -> None:
    """Add the lines of the form ``nodes``."""
    found.line("form: nodes")
    found.line("node:")
    parent = _first_column(profile, words.PARENT)
    id_ = _id_column(profile, parent)
    profile.taken |= {id_: "id", parent: "parent"}
    within = _scope_column(profile, id_, parent)
    found.line(f"  id: {profile.named(id_)}")
    found.line(f"  parent: {profile.named(parent)}")
    if within is not None:
        profile.taken[within] = "within"
        found.line(
            f"  within: {profile.named(within)}",
            _("ids are unique inside it; check"),
        )
    name = profile.column(words.NAME, "name")
    found.line(f"  name: {name}" if name else "  # name:")
    level = _level_column_yaml(profile)
    found.line(f"  level: {level}" if level else "  # level:", _("check"))
    if name is None or level is None:
        found.lack(_("The column of names or of levels was not recognised."))
    propose_owner(profile, found)
    propose_indicators(profile, found)


def _first_column(profile: SheetProfile, wanted: Sequence[str]) -> int:
    """Return the first free column that has one of the headings; there must be one."""
    return next(at for word in wanted for at, path in profile.free() if fold(path[-1]) == word)


def _id_column(profile: SheetProfile, parent: int) -> int:
    """Return the column of ids: of the candidates, the one that contains the most parents."""
    parents = {piece.text for piece in profile.cells(parent)}
    columns = [at for word in words.ID for at, path in profile.free() if fold(path[-1]) == word]
    return max(columns, key=lambda at: len(parents & {piece.text for piece in profile.cells(at)}))


def _scope_column(profile: SheetProfile, id_: int, parent: int) -> int | None:
    """Return the column of agencies within which ids are ambiguous less often than overall."""
    columns = [at for at, path in profile.free() if _AGENCIES & set(fold(path[-1]).split())]
    best, fewest = None, _count_ambiguous_ids(profile, (id_, parent), None)
    for at in columns:
        doubles = _count_ambiguous_ids(profile, (id_, parent), at)
        if doubles < fewest:
            best, fewest = at, doubles
    return best


def _count_ambiguous_ids(
    profile: SheetProfile, columns: tuple[int, int], within: int | None
) -> int:
    """Count the rows that contradict the parent or name in the first row of their id.

    Ids are compared inside the column ``within`` only, if it is given.
    """
    name = next((at for at, path in profile.free() if fold(path[-1]) in words.NAME), None)
    first: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = 0
    for number in profile.rows():
        texts = [
            "" if at is None or (piece := profile.matrix.piece(number, at)) is None else piece.text
            for at in (within, *columns, name)
        ]
        said = tuple(map(name_fold, texts))
        found += first.setdefault(said[:2], said[2:]) != said[2:]
    return found


def _level_column_yaml(profile: SheetProfile) -> str | None:
    for at, path in profile.headings.paths.items():
        if fold(path[-1]) in words.LEVEL and at not in profile.taken:
            texts = dict.fromkeys(name_fold(piece.text) for piece in profile.cells(at))
            known = [
                f"{quoted(text)}: {words.LEVEL_WORDS[text]}"
                for text in texts
                if text in words.LEVEL_WORDS
            ]
            profile.taken[at] = "level"
            return f"{{column: {profile.named(at)}, words: {{{', '.join(known)}}}}}"
    return None


def find_code_columns(profile: SheetProfile) -> list[int]:
    """Return the column of dotted codes, or the columns of their parts; empty if there are none."""
    columns = [
        at
        for at, path in profile.headings.paths.items()
        if fold(path[-1]) in words.CODED.union(words.ID)
        or (len(path) > 1 and fold(path[0]) in words.CODED)
    ]
    for at in columns[:1]:
        run = [at]
        while _share_code_heading(profile, at, run[-1] + 1):
            run.append(run[-1] + 1)
        if len(run) > 1 and profile.parted_code(run):
            return run
        if profile.coded(at):
            return [at]
    return []


def _share_code_heading(profile: SheetProfile, at: int, other: int) -> bool:
    """Return whether two columns share one upper heading Kode."""
    path, beside = profile.headings.paths[at], profile.headings.paths.get(other, ("",))
    return path == beside or (
        len(path) > 1 and path[0] == beside[0] and fold(path[0]) in words.CODED
    )


def propose_codes(profile: SheetProfile, found: Proposal) -> None:
    """Add the lines of the form ``codes``."""
    found.line("form: codes")
    columns = find_code_columns(profile)
    profile.taken.update(dict.fromkeys(columns, "code"))
    named = [profile.named(at) for at in columns]
    found.line(f"code: {named[0] if len(named) == 1 else '[' + ', '.join(named) + ']'}")
    name = (
        profile.column(words.NAME, "name")
        or _mixed_level_column(profile)
        or _nomenclature_column(profile)
    )
    found.line(f"name: {name}" if name else "# name:")
    if name is None:
        found.lack(_("The column of names was not recognised."))
    at = next((at for at, what in profile.taken.items() if what == "name"), None)
    depths, strange = levels_by_depth(profile, columns, at)
    told = ", ".join(f"{parts}: {level}" for parts, level in depths.items())
    found.line(f"depths: {{{told}}}", _("parts of a code: level; check"))
    propose_owner(profile, found)
    propose_indicators(profile, found)
    measured = _measured_depths(profile, columns)
    lost = [parts for parts in strange if parts > min(depths) or parts in measured]
    report_codes_without_level(found, columns[0], lost)


def _measured_depths(profile: SheetProfile, columns: Sequence[int]) -> set[int]:
    """Return the numbers of parts of the codes that have an indicator beside them."""
    return {
        parts
        for at, what in profile.taken.items()
        if what == "indicator"
        for parts, names in profile.depths(columns, at).items()
        if names
    }


def _nomenclature_column(profile: SheetProfile) -> str | None:
    """Return the column whose heading begins like those of names: Nomenklatur Urusan Kabupaten."""
    for word in words.NAME:
        for at, path in profile.free():
            said = fold(path[-1])
            if begins(said, (word,)) and "indikator" not in said and not profile.numeric(at):
                profile.taken[at] = "name"
                return profile.named(at)
    return None


def _mixed_level_column(profile: SheetProfile) -> str | None:
    """Return the column whose heading names several levels: Urusan/Program/Kegiatan."""
    for at, path in profile.free():
        if names_several_levels(fold(path[-1])) and not fold(path[-1]).startswith("indikator"):
            profile.taken[at] = "name"
            return profile.named(at)
    return None


def is_indicator_list(profile: SheetProfile) -> bool:
    """Return whether a matrix lists indicators without statements, levels or codes."""
    last = {fold(path[-1]) for path in profile.headings.paths.values()}
    if last & {*words.PARENT, *words.LEVEL, *words.SUPERIOR} or find_code_columns(profile):
        return False
    columns = {*indicator_columns(profile)}
    stated = {at for at, path in profile.free() if fold(path[-1]) in words.STATED}
    named = {at for at, _ in profile.free() if begins(profile.word(at), (*words.LEVELS,))}
    return bool(columns) and not (named | stated) - columns


def propose_indicator_list(profile: SheetProfile, found: Proposal) -> None:
    """Add the lines of the form ``list``."""
    found.line("form: list")
    said = {word for piece in profile.titles() for word in fold(piece.text).split()}
    agency = bool(said & words.AGENCY)
    government = bool(said & {*words.GOVERNMENT, *words.HEADS_OF_GOVERNMENT}) and not agency
    found.line(f"level: {0 if government else 1}", _("check: 0 government, 1 agency"))
    if government == agency:
        found.doubt(
            _(
                "Nothing above the headings says whose indicators these are: check level "
                "(0 government, 1 agency)."
            )
        )
    propose_owner(profile, found)
    propose_indicators(profile, found)
    _report_names_alone(profile, found)


def _report_names_alone(profile: SheetProfile, found: Proposal) -> None:
    """Report the indicators that have only a name: the import takes them for group headings."""
    columns = [at for at, what in profile.taken.items() if what == "indicator"]
    alone = [
        f"{letters(at)}{number}"
        for number in profile.rows()
        for at in columns
        if {one for one in profile.taken if profile.matrix.piece(number, one)} == {at}
    ]
    if alone and len(profile.taken) > 1:
        told = ", ".join(alone[:_MOST_SHOWN]) + (" …" if len(alone) > _MOST_SHOWN else "")
        found.doubt(
            _(
                "Names with nothing beside them are taken for headings of groups and left out: "
                "{cells}. If they are indicators, write their unit."
            ).filled(cells=told)
        )


def propose_posts(profile: SheetProfile, found: Proposal) -> None:
    """Add the lines of the form ``posts``."""
    found.line("form: posts")
    found.line("post:")
    id_ = profile.column(words.POST_ID, "id")
    if id_ is not None:
        found.line(f"  id: {id_}")
    found.line(f"  name: {profile.column(words.POST, 'name')}")
    superior = next(
        at for at, path in profile.headings.paths.items() if fold(path[-1]) in words.SUPERIOR
    )
    names = {
        name_fold(piece.text)
        for at, what in profile.taken.items()
        if what == "name"
        for piece in profile.cells(at)
    }
    by_name = any(name_fold(piece.text) in names for piece in profile.cells(superior))
    found.line(f"  superiors: {profile.column(words.SUPERIOR, 'superior')}")
    found.line(f"  superiors_by: {'name' if by_name or id_ is None else 'id'}")
    found.line('  split: [";", lines]')
    unit = profile.column(words.UNIT, "unit")
    agency = found.stated.agency
    if agency is not None:
        whole = f"name: {{value: {quoted(agency.name)}}}, kind: {agency.kind}"
        part = "opd" if agency.kind == "pemda" else "unit"
        parts = f"name: {unit}, kind: {part}, parent: {{{whole}}}"
        found.line(f"unit: {{{parts if unit else whole}}}")
        return
    if unit is None:
        found.lack(_("The column of units was not recognised."))
    found.line(f"unit: {{name: {unit}, kind: opd}}" if unit else "# unit: {name: , kind: opd}")
