"""Who answers, as a proposed map says it: a column, or the agency that the title names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kinerja_graph.sources.plan import slug
from kinerja_graph.sources.wide import guess_words as words
from kinerja_graph.sources.wide.cell_reference import letters
from kinerja_graph.sources.wide.folding import fold
from kinerja_graph.sources.wide.guess_text import Column, Proposal, quoted
from kinerja_graph.sources.wide.sheet_profile import SheetProfile
from kinerja_graph.sources.wide.units import split_names
from kinerja_graph.texts import Text, _

_JOINED: Final = re.compile(r",|/|&|\bdan\b", re.IGNORECASE)
_OFFICE: Final = re.compile(rf"\b(?:{'|'.join(words.OFFICES)})\b.*", re.IGNORECASE | re.DOTALL)
_PLACE: Final = re.compile(
    r"\s+(?:(?:tahun|kabupaten|kota|provinsi|kab)\b|(?:19|20|21)[0-9]{2}).*",
    re.IGNORECASE | re.DOTALL,
)


def propose_owner(profile: SheetProfile, found: Proposal, of: Sequence[Column] = ()) -> None:
    """Add the owner; ``of``: the only level it is for, if indicators are at several levels."""
    at = profile.find(words.OWNER)
    if at is None:
        ends = [one for one, _ in profile.free() if profile.word(one).endswith(words.ANSWERS)]
        at = ends[0] if ends else None
    if at is None:
        return
    profile.taken[at] = "owner"
    owner = profile.named(at)
    place = f"column: {owner}" if not owner.startswith("{") else owner.strip("{}")
    _tell_names(profile, found, at)
    names = [
        name for piece in profile.cells(at) for name in split_names(piece.text, (";", "lines"))
    ]
    firsts = {fold(name).split()[0] for name in names if fold(name)}
    within = bool(firsts & words.PARTS_OF_AGENCIES)
    agency = found.stated.agency
    kind = "unit" if within or (agency is not None and agency.kind != "pemda") else "opd"
    upper = "" if agency is None else f", unit: {_unit_lines(found, agency.name)}"
    level = f", of: {of[0].heading}" if of and not of[0].heading.startswith("{") else ""
    beside = _("check the kind: opd, unit")
    if level:
        beside = _("check the kind: opd, unit; of: for that level alone")
    found.line(f'owner: {{{place}, kind: {kind}, split: [";", lines]{level}{upper}}}', beside)
    if within and not firsts <= words.PARTS_OF_AGENCIES:
        found.doubt(
            _(
                "Column {column} names both agencies and parts of agencies; all are read as "
                "{kind}. Check kind in owner."
            ).filled(column=letters(at), kind=kind)
        )
    if agency is None and within and len(found.sheet) < 2:  # noqa: PLR2004
        _propose_upper(profile, found, names)


def _propose_upper(profile: SheetProfile, found: Proposal, names: Sequence[str]) -> None:
    """Propose the agency that the owning units belong to: one of them, else that of the title."""
    offices = {slug(name): name for name in names if _OFFICE.match(name)}
    name = next(iter(offices.values())) if len(offices) == 1 else _office(profile) or ""
    id_ = _unit_lines(found, name)
    found.note(
        Text(
            id="Penanggung jawabnya tampaknya bagian atau bidang di dalam satu perangkat daerah: "
            "periksa perangkat daerah itu di units (hapus # di awal barisnya), dan tambahkan "
            f"unit: {id_} pada owner.",
            en="The owners in this sheet look like divisions of one agency: check that agency in "
            f"units (remove the # at the start of its lines), and add unit: {id_} to owner.",
        ),
        on_grid=_(
            "The owners in this sheet look like divisions of one agency: give its name under "
            "Agency whose sheet it is."
        ),
    )


def _unit_lines(found: Proposal, name: str) -> str:
    """Add an agency to units and return its id; as a comment unless a user named it."""
    agency = found.stated.agency
    id_ = slug(name) if name else "ID"
    row = f"{{id: {id_}, name: {quoted(name)}, kind: {agency.kind if agency else 'opd'}}}"
    if agency is None:
        found.line("# units:")
        found.line(f"#   - {row}")
    else:
        found.line(f"units: [{row}]")
    return id_


def _tell_names(profile: SheetProfile, found: Proposal, at: int) -> None:
    """Report cells that may name several units, or that name posts."""
    pieces = list(profile.cells(at))
    names = [(piece, name) for piece in pieces for name in split_names(piece.text, (";", "lines"))]
    joined = [one for one in names if _JOINED.search(one[1])]
    posts = [
        one for one in names if fold(one[1]).split()[:1] and fold(one[1]).split()[0] in words.POSTS
    ]
    if joined:
        cell, name = joined[0][0].spot.cell, joined[0][1]
        found.doubt(
            Text(
                id=f'{cell}: "{name}" akan menjadi satu unit (sel seperti itu: '
                f"{len(joined)}). Bila itu beberapa unit, tambahkan tandanya ke split, misalnya "
                '",".',
                en=f'{cell}: "{name}" would become one unit (such cells: {len(joined)}). '
                'Where these are several units, add the sign to split, such as ",".',
            )
        )
    if posts:
        cell, name = posts[0][0].spot.cell, posts[0][1]
        found.doubt(
            Text(
                id=f'{cell}: "{name}" adalah jabatan, bukan unit. Tulis are: positions dan '
                "unit: ID, atau beri nama unitnya dengan words di kolom itu.",
                en=f'{cell}: "{name}" is a post, not a unit. Write are: positions and unit: '
                "ID, or give the name of its unit with words in that column.",
            )
        )


def propose_agency(profile: SheetProfile, found: Proposal) -> None:
    """Add the agency that a user named; else ask for it, proposing the one in a title."""
    found.office = _office(profile) or ""
    if any(what == "owner" for what in profile.taken.values()) or any(
        line.startswith(("unit:", "form: posts", "form: drawn")) for line, _ in found.lines
    ):
        return
    agency = found.stated.agency
    if agency is not None:
        id_ = _unit_lines(found, agency.name)
        found.line(f"owner: {{value: {id_}, are: ids}}")
        return
    id_ = _unit_lines(found, found.office)
    found.line(f"# owner: {{value: {id_}, are: ids}}")
    found.note(
        _(
            "There is no column of those responsible, so there are no owners: write "
            "the agency into units and owner (the lines that begin with # units)."
        ),
        on_grid=_(
            "There is no column of those responsible, so there are no owners: give the agency "
            "under Agency whose sheet it is, or click the column that names them."
        ),
    )


def _office(profile: SheetProfile) -> str | None:
    """Return the name of the agency in the titles above the headings."""
    return next((name for one in profile.titles() if (name := office_in(one.text))), None)


def office_in(text: str) -> str | None:
    """Return the name of the agency in a title."""
    found = _OFFICE.search(" ".join(text.split()))
    return None if found is None else _PLACE.sub("", found[0]).strip(" :.,")
