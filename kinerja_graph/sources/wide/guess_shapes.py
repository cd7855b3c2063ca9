"""A map proposed for a tree drawn with shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.drawings import Drawing, Shape
from kinerja_graph.sources.fault import Place, fault
from kinerja_graph.sources.wide.guess_indicators import propose_numbers
from kinerja_graph.sources.wide.guess_owner import propose_agency
from kinerja_graph.sources.wide.guess_text import (
    NO_HEADINGS,
    NOTHING_STATED,
    Proposal,
    Stated,
    quoted,
)
from kinerja_graph.sources.wide.headings import read_headings
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.sources.wide.plan import Shapes
from kinerja_graph.sources.wide.sentences import LEFT
from kinerja_graph.sources.wide.shape_texts import (
    ASIDE_WORDS,
    INDICATOR_WORDS,
    is_headed,
    level_word,
    take_apart,
)
from kinerja_graph.sources.wide.shape_tree import (
    Depths,
    LikelyDirection,
    Role,
    ShapeTree,
    above,
    depths,
    likely_direction,
    tie_lines,
    understand,
)
from kinerja_graph.sources.wide.shapes import ASIDE, drawing_of, no_tree, told
from kinerja_graph.sources.wide.sheet_profile import YEAR, SheetProfile
from kinerja_graph.texts import Text, _

_FEWEST: Final = 3
_MOST_TITLES: Final = 60
_MOST_TOLD: Final = 4
_DEEPEST: Final = 5
_OF_A_YEAR: Final = re.compile(r"\b(?:tahun(?: anggaran)?|ta\.?)\s*:?\s*[0-9]{4}", re.IGNORECASE)
_OF_A_LAW: Final = re.compile(
    r"\b(?:peraturan|per(?:da|bup|wali?|gub|men\w*|pres)|kep(?:utusan|men\w*)|undang\w*|uu|inpres"
    r"|nomor|no)\b",
    re.IGNORECASE,
)
_SHORT: Final = 30


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """A sheet with a drawing."""

    profile: SheetProfile
    drawing: Drawing

    @property
    def sheet(self) -> str:
        """The title of the sheet."""
        return str(self.profile.matrix.sheet)

    @property
    def boxes(self) -> int:
        """How many boxes have text."""
        return sum(bool(one.paragraphs) and not one.hidden for one in self.drawing.shapes)


def drawn_sheets(path: Path, looks: Sequence[SheetProfile], settings: Settings) -> list[DrawnSheet]:
    """The sheets on which something is drawn; a drawing that cannot be read is none."""
    found: list[DrawnSheet] = []
    for one in looks:
        try:
            drawing = drawing_of(path, one.matrix.sheet, settings)
        except MatrixRefusedError:
            if len(looks) == 1 and not one.matrix.rows:
                raise
            continue
        if drawing.shapes or drawing.others:
            found.append(DrawnSheet(one, drawing))
    return found


def tell_drawn(drawn: Sequence[DrawnSheet], found: Proposal) -> None:
    """Names drawings as another form of what is proposed as a table."""
    trees = [one for one in drawn if one.boxes >= _FEWEST and one.drawing.connectors]
    for one in trees:
        sheet, boxes, lines = one.sheet, one.boxes, len(one.drawing.connectors)
        found.doubt(
            Text(
                id=f"Di lembar {sheet} juga ada gambar: {boxes} kotak, {lines} garis; tidak "
                "dibaca. Untuk pohonnya tulis form: shapes (docs/import.md).",
                en=f"There is a drawing on the sheet {sheet} too: {boxes} boxes, {lines} lines; "
                "it is not read. For its tree write form: shapes (docs/import.md).",
            )
        )


def propose_shapes(
    drawn: Sequence[DrawnSheet], sheets: tuple[str, ...], stated: Stated = NOTHING_STATED
) -> Proposal:
    """The map of the largest drawing.

    Raises:
        MatrixRefusedError: it is no tree that can be read, with what to change.
    """
    best = max(drawn, key=lambda one: (len(one.drawing.connectors), one.boxes))
    tree, likely = _tree(best)
    alone = len(sheets) <= 1
    own = () if alone else (best.sheet,)
    found = Proposal(best.profile.matrix.file, own, NO_HEADINGS, stated=stated)
    found.line("form: shapes")
    found.line("shapes:")
    steps = depths(tree)
    _propose_direction(tree, found, likely)
    _propose_levels(tree, steps, found)
    _propose_touching(tree, found)
    _propose_words(tree, found)
    _propose_year(best, tree, found)
    _tell_lines(tree, found)
    _tell_boxes(tree, steps, found)
    if not alone:
        rest = ", ".join(one for one in sheets if one != best.sheet)
        found.doubt(
            Text(
                id=f"Yang akan dibaca: lembar {best.sheet}; yang tidak: {rest}.",
                en=f"To be read: the sheet {best.sheet}; not: {rest}.",
            )
        )
    matrix = best.profile.matrix
    last = max(matrix.rows, default=0) + 1
    propose_agency(SheetProfile(matrix, (last, last), read_headings(matrix, (last, last))), found)
    propose_numbers(found)
    return found


def _tree(best: DrawnSheet) -> tuple[ShapeTree, LikelyDirection]:
    """The tree of a drawing, and what says at which end its top is.

    Raises:
        MatrixRefusedError: it is none, or does not show where its top is.
    """
    matrix = best.profile.matrix
    wrong = no_tree(best.drawing, best.sheet)
    likely = None if wrong else likely_direction(tie_lines(best.drawing))
    if wrong is None and likely is None:
        wrong = fault("missing-value:direction", best.sheet)
    if likely is not None:
        given = Shapes(likely.way, (), INDICATOR_WORDS, ASIDE_WORDS, touching=True)
        tree = understand(best.drawing, given)
        if tree.results():
            return tree, likely
    wrong = wrong or fault("missing-value:joined", best.sheet, number=best.boxes)
    raise MatrixRefusedError((Place(matrix.file, matrix.sheet).problem(wrong),))


def _propose_direction(tree: ShapeTree, found: Proposal, likely: LikelyDirection) -> None:
    pairs = [both for line in tree.lines if (both := line.both()) is not None]
    fit = sum(above(*pair, tree.direction) is not None for pair in pairs)
    found.line(
        f"  direction: {tree.direction}",
        _("lines between boxes that run so: {fit} of {number}").filled(fit=fit, number=len(pairs)),
    )
    if tree.direction in {"up", "left"}:
        found.doubt(
            _("The top of the tree seems to be at the bottom or at the right: check direction.")
        )
    elif likely.by == "custom":
        found.doubt(
            _("Only custom says that the top of the tree is above or at the left: check direction.")
        )
    if likely.form_against:
        found.doubt(
            _(
                "The form of the tree says the opposite of what its boxes say: more boxes hang on "
                "several above them than stand above several. Check direction."
            )
        )
    for upper, lower in likely.against[:_MOST_TOLD]:
        found.doubt(
            _(
                "By their words {lower} would stand above {upper}, but the other boxes say "
                "otherwise: check direction and this line."
            ).filled(upper=told(upper), lower=told(lower))
        )


def _propose_levels(tree: ShapeTree, steps: Depths, found: Proposal) -> None:
    """A level for each step from the top: at least that of the words of its boxes."""
    levels: list[int] = []
    shown: list[str] = []
    for step in range(max(steps.of.values(), default=0) + 1):
        boxes = [
            one
            for one, at in steps.of.items()
            if at == step and tree.roles[one] == "result" and one not in tree.touching
        ]
        said = Counter(word for one in boxes if (word := level_word(one.text)) is not None)
        word = said.most_common(1)[0][0] if said else 0
        levels.append(max(levels[-1] + 1 if levels else 0, word))
        shown.append(_short(boxes[0]) if boxes else "-")
    if levels[-1] > _DEEPEST:
        start = max(0, _DEEPEST + 1 - len(levels))
        levels = [min(_DEEPEST, start + at) for at in range(len(levels))]
        found.doubt(
            _("The tree has more steps than there are levels (0 to 5): check levels in the map.")
        )
    found.line(
        f"  levels: [{', '.join(map(str, levels))}]",
        Text(
            id=f"jenjang tiap langkah dari puncak: {' · '.join(shown)}",
            en=f"the level of each step from the top: {' · '.join(shown)}",
        ),
    )


def _propose_touching(tree: ShapeTree, found: Proposal) -> None:
    if not tree.touching:
        return
    lower, upper = next(iter(tree.touching.items()))
    found.line(
        "  touching: true",
        _(
            "boxes that touch the one above, without a line: {number}, such as {lower} below "
            "{upper}"
        ).filled(number=len(tree.touching), lower=told(lower), upper=told(upper)),
    )


def _short(box: Shape) -> str:
    return box.text if len(box.text) <= _SHORT else f"{box.text[:_SHORT]}…"


def _propose_words(tree: ShapeTree, found: Proposal) -> None:
    """The words that begin indicators and boxes that are set aside, those that occur."""
    boxes = [one for one, role in tree.roles.items() if role == "process"]
    aside = [word for word in ASIDE_WORDS if any(is_headed(b.paragraphs, [word]) for b in boxes)]
    found.line(
        f"  indicators: [{', '.join(INDICATOR_WORDS)}]", _("first words of indicators in a box")
    )
    found.line(
        f"  aside: [{', '.join(map(quoted, aside or ASIDE_WORDS))}]",
        _("headings of boxes that are no results: {number}").filled(number=len(boxes)),
    )


def _propose_year(best: DrawnSheet, tree: ShapeTree, found: Proposal) -> None:
    """The year of the targets where the sheet is of one and names no other; else a person says it.

    The year of a law or of a signature is none.
    """
    amounts = [
        said
        for box in tree.results()
        for said in take_apart(box.paragraphs, INDICATOR_WORDS).indicators
        if said.amount is not None
    ]
    texts = list(_titles(best, tree))
    named = {year: text for text in texts for year in YEAR.findall(text)}
    year, text = next(iter(named.items())) if len(named) == 1 else ("", "")
    if _OF_A_YEAR.search(text) and not _OF_A_LAW.search(text):
        found.line(f"  year: {year}", _("the year of the targets: {text}").filled(text=text))
    elif amounts:
        told_years = ", ".join(sorted(named)) or "-"
        found.line("  # year: 2026", _("the year of the targets"))
        found.doubt(
            Text(
                id=f"Target di dalam kotak: {len(amounts)}, tetapi tahunnya tidak jelas (di "
                f"lembar: {told_years}): tulis year di bawah shapes. Tanpa itu teksnya tetap utuh.",
                en=f"Targets inside boxes: {len(amounts)}, but their year is unclear (on the "
                f"sheet: {told_years}): write year under shapes. Without it the texts stay whole.",
            )
        )


def _titles(best: DrawnSheet, tree: ShapeTree) -> Iterator[str]:
    """What the sheet says beside its tree: cells, and boxes that no line joins."""
    cells = [cell for row in best.profile.matrix.rows.values() for cell in row.values()]
    if len(cells) <= _MOST_TITLES:
        yield from (cell_text(cell) or "" for cell in cells)
    yield from (one.text for one, role in tree.roles.items() if role == "alone")


def _tell_lines(tree: ShapeTree, found: Proposal) -> None:
    loose = [(upper, lower) for line, upper, lower in tree.tied if line.loose]
    for upper, lower in loose[:_MOST_TOLD]:
        found.doubt(
            _(
                "A line that is not glued is read by where it ends: {lower} contributes to {upper}."
            ).filled(lower=told(lower), upper=told(upper))
        )
    if len(loose) > _MOST_TOLD:
        found.doubt(
            _("Other lines that are not glued: {number}; the import names each.").filled(
                number=len(loose) - _MOST_TOLD
            )
        )
    unused = [line for line in tree.lines if line.unused is not None]
    for line in unused[:_MOST_TOLD]:
        first, second = (told(end) for end in line.ends)
        found.doubt(
            _("A line cannot be used, and the import says why: {first} – {second}.").filled(
                first=first, second=second
            )
        )


def _tell_boxes(tree: ShapeTree, steps: Depths, found: Proposal) -> None:
    """Tells the boxes that are set aside, and those whose place in the tree is unclear."""
    kinds: dict[Role, list[Shape]] = {}
    for box, role in tree.roles.items():
        if role not in {"result", "indicator"} and box.paragraphs:
            kinds.setdefault(role, []).append(box)
    for role, boxes in kinds.items():
        shown = "; ".join(told(box) for box in boxes[:_MOST_TOLD])
        more = " …" if len(boxes) > _MOST_TOLD else ""
        found.doubt(
            _("Set aside, {number} × {kind}: {boxes}").filled(
                number=len(boxes), kind=LEFT[ASIDE[role]], boxes=f"{shown}{more}"
            )
        )
    for box in (*steps.rows, *steps.lost)[:_MOST_TOLD]:
        found.doubt(_("No line leads from above to {box}.").filled(box=told(box)))
