"""A map proposed for a tree drawn with shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import cell_text
from kinerja_graph.sources.drawings import Drawing, Shape
from kinerja_graph.sources.fault import Place, fault
from kinerja_graph.sources.wide.folding import begins
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
from kinerja_graph.sources.wide.shape_lines import above, tie_lines
from kinerja_graph.sources.wide.shape_sheets import DrawnTree, Repeats, find_repeats
from kinerja_graph.sources.wide.shape_texts import (
    ASIDE_WORDS,
    INDICATOR_WORDS,
    POST_WORDS,
    is_headed,
    level_word,
    plain_text,
    take_apart,
    without_post,
)
from kinerja_graph.sources.wide.shape_tree import (
    Depths,
    LikelyDirection,
    Role,
    ShapeTree,
    depths,
    likely_direction,
    understand,
)
from kinerja_graph.sources.wide.shapes import (
    ASIDE,
    drawing_of,
    no_tree,
    range_of,
    told,
    too_many_lost,
    written,
)
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
_JOINED_BY: Final = (
    _("A line that is not glued is read by where it ends: {lower} contributes to {upper}."),
    _("Of lines that meet it is read where they lead: {lower} contributes to {upper}."),
)
"""How a line that is not glued at both ends, and lines of a junction, join two boxes."""

_TURNED: Final = _(
    "An arrow points the other way than most arrows of the drawing: {lower} is read below {upper}, "
    "as the boxes stand. Turn the arrow, or move the box, if it is the other way round."
)
_SIDEWAYS: Final = _(
    "Two boxes stand side by side; as its arrow points, {lower} is read below {upper}. Move the "
    "lower one down to make it plain."
)


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
        return written(self.drawing)


def drawn_sheets(
    path: Path, profiles: Sequence[SheetProfile], settings: Settings
) -> list[DrawnSheet]:
    """Return the sheets with drawings; a drawing that cannot be read counts as none."""
    found: list[DrawnSheet] = []
    for one in profiles:
        try:
            drawing = drawing_of(path, one.matrix.sheet, settings)
        except MatrixRefusedError:
            if len(profiles) == 1 and not one.matrix.rows:
                raise
            continue
        if drawing.shapes or drawing.others:
            found.append(DrawnSheet(one, drawing))
    return found


def tell_drawn(drawn: Sequence[DrawnSheet], found: Proposal) -> None:
    """Mention drawings as another form of what is proposed as a table."""
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
    """Return the map of the largest drawing and of those that grow the same way.

    Raises:
        MatrixRefusedError: it is not a readable tree, with what to change.
    """
    best = max(drawn, key=lambda one: (len(one.drawing.connectors), one.boxes))
    tree, likely = _tree(best)
    read, why = _read_with(best, tree, likely, drawn)
    titles = tuple(one.sheet for one, _tree_of, _likely in read)
    named = titles if len(sheets) > 1 else ()
    found = Proposal(best.profile.matrix.file, named, NO_HEADINGS, stated=stated)
    found.line("form: shapes")
    found.line("shapes:")
    trees = [DrawnTree(one.profile.matrix, own, depths(own)) for one, own, _likely in read]
    repeats = find_repeats(trees)
    _propose_direction(tree, found, likely)
    _propose_levels(trees, repeats, found)
    _propose_touching(trees, found)
    _propose_repeated(trees, repeats, found)
    _propose_words(trees, found)
    _propose_year([(one, own) for one, own, _likely in read], found)
    for one in trees:
        own = Proposal(found.file, (), NO_HEADINGS)
        _tell_lines(one.tree, own)
        _tell_boxes(one.tree, one.depths, own)
        for doubt in own.doubts:
            sheet = f"{one.matrix.sheet}: " if len(trees) > 1 else ""
            found.doubt(Text(id=f"{sheet}{doubt.id}", en=f"{sheet}{doubt.en}"))
    if len(sheets) > 1:
        _tell_sheets(titles, sheets, why, found)
    matrix = best.profile.matrix
    last = max(matrix.rows, default=0) + 1
    propose_agency(SheetProfile(matrix, (last, last), read_headings(matrix, (last, last))), found)
    propose_numbers(found)
    return found


_Read: TypeAlias = tuple[DrawnSheet, ShapeTree, LikelyDirection]


def _read_with(
    best: DrawnSheet, tree: ShapeTree, likely: LikelyDirection, drawn: Sequence[DrawnSheet]
) -> tuple[list[_Read], dict[str, Text]]:
    """Return the sheets read together, in order, and why the other drawings are not read."""
    read: list[_Read] = []
    why: dict[str, Text] = {}
    for one in drawn:
        if one is best:
            read.append((best, tree, likely))
            continue
        if one.boxes < _FEWEST or not one.drawing.connectors:
            continue
        try:
            other, way = _tree(one)
        except MatrixRefusedError as refused:
            why[one.sheet] = refused.problems[0].message
            continue
        if other.direction == tree.direction:
            read.append((one, other, way))
        else:
            why[one.sheet] = _("its tree grows another way ({way})").filled(way=other.direction)
    return read, why


def _tell_sheets(
    titles: Sequence[str], sheets: Sequence[str], why: Mapping[str, Text], found: Proposal
) -> None:
    rest = ", ".join(one for one in sheets if one not in titles)
    own = ", ".join(titles)
    found.doubt(
        Text(
            id=f"Yang akan dibaca: lembar {own}; yang tidak: {rest or '-'}.",
            en=f"To be read: the sheet {own}; not: {rest or '-'}.",
        )
    )
    for sheet, reason in why.items():
        found.doubt(_("The sheet {sheet} is not read: {why}").filled(sheet=sheet, why=reason))


def _propose_repeated(trees: Sequence[DrawnTree], repeats: Repeats, found: Proposal) -> None:
    """Propose to merge boxes of equal text on several sheets, and report each."""
    sheet_of = {box: f"{one.matrix.sheet}!" for one in trees for box in one.tree.roles}
    if repeats.same:
        found.line(
            "  repeated: true",
            _("boxes of several sheets that are one: {number}").filled(number=len(repeats.same)),
        )
    for box, first in repeats.same.items():
        found.doubt(
            _("{box} is read as one with the box in {first}.").filled(
                box=told(box, sheet_of[box]), first=f"{sheet_of[first]}{range_of(first)}"
            )
        )
    for box, first, why in repeats.apart:
        found.doubt(
            _("{box} has the text of {first}, but stays a record of its own: {why}.").filled(
                box=told(box, sheet_of[box]), first=f"{sheet_of[first]}{range_of(first)}", why=why
            )
        )
    for box in repeats.unfound:
        found.doubt(
            _("{box} goes on from another sheet, but no box there has its text.").filled(
                box=told(box, sheet_of[box])
            )
        )
    tops = {
        one.matrix.sheet: word
        for one, offset in zip(trees, repeats.offsets, strict=True)
        if not offset and (word := _level_word(one.tree.results()[0])) is not None
    }
    if len({*tops.values()}) > 1:
        found.doubt(
            _("The tops of the sheets seem to be of different levels: {sheets}.").filled(
                sheets=", ".join(f"{sheet} {word}" for sheet, word in tops.items())
            )
        )


def _tree(best: DrawnSheet) -> tuple[ShapeTree, LikelyDirection]:
    """Return the tree of a drawing, and the evidence for the end at which its top is.

    Raises:
        MatrixRefusedError: it is not a tree, or does not show where its top is.
    """
    matrix = best.profile.matrix
    wrong = no_tree(best.drawing, best.sheet)
    likely = None if wrong else likely_direction(tie_lines(best.drawing))
    if wrong is None and likely is None:
        wrong = fault("missing-value:direction", best.sheet)
    if likely is not None:
        given = Shapes(likely.way, (), INDICATOR_WORDS, ASIDE_WORDS, touching=True)
        tree = understand(best.drawing, given)
        wrong = too_many_lost(tree.lines, best.sheet)
        if tree.results() and wrong is None:
            return tree, likely
    wrong = wrong or fault("missing-value:joined", best.sheet, number=best.boxes)
    raise MatrixRefusedError((Place(matrix.file, matrix.sheet).problem(wrong),))


def _propose_direction(tree: ShapeTree, found: Proposal, likely: LikelyDirection) -> None:
    pairs = [both for line in tree.lines if (both := line.both()) and line.junction is None]
    junctions = {line.junction for line in tree.lines} - {None}
    fit = sum(above(*pair, tree.direction) is not None for pair in pairs)
    fit += sum(bool(one and one.links(tree.direction)) for one in junctions)
    found.line(
        f"  direction: {tree.direction}",
        _("lines between boxes that run so: {fit} of {number}").filled(
            fit=fit, number=len(pairs) + len(junctions)
        ),
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


def _propose_levels(trees: Sequence[DrawnTree], repeats: Repeats, found: Proposal) -> None:
    """Add a level for each step from the top, at least that of the words in its boxes."""
    on_step: dict[int, list[Shape]] = {}
    for one, offset in zip(trees, repeats.offsets, strict=True):
        for box, at in one.depths.of.items():
            on_step.setdefault(at + offset, [])
            if one.tree.roles[box] == "result" and box not in one.tree.touching:
                on_step[at + offset].append(box)
    levels: list[int] = []
    shown: list[str] = []
    for step in range(max(on_step, default=0) + 1):
        boxes = on_step.get(step, [])
        said = Counter(word for one in boxes if (word := _level_word(one)) is not None)
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


def _propose_touching(trees: Sequence[DrawnTree], found: Proposal) -> None:
    pairs = [pair for one in trees for pair in one.tree.touching.items()]
    if not pairs:
        return
    lower, upper = pairs[0]
    found.line(
        "  touching: true",
        _(
            "boxes that touch the one above, without a line: {number}, such as {lower} below "
            "{upper}"
        ).filled(number=len(pairs), lower=told(lower), upper=told(upper)),
    )


def _level_word(box: Shape) -> int | None:
    return level_word(plain_text(box.paragraphs))


def _short(box: Shape) -> str:
    text = plain_text(box.paragraphs)
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def _propose_words(trees: Sequence[DrawnTree], found: Proposal) -> None:
    """Add the words that begin indicators, and those that begin boxes to set aside."""
    roles = [pair for one in trees for pair in one.tree.roles.items()]
    boxes = [box for box, role in roles if role == "process"]
    aside = [word for word in ASIDE_WORDS if any(is_headed(b.paragraphs, [word]) for b in boxes)]
    found.line(
        f"  indicators: [{', '.join(INDICATOR_WORDS)}]", _("first words of indicators in a box")
    )
    found.line(
        f"  aside: [{', '.join(map(quoted, aside or ASIDE_WORDS))}]",
        _("headings of boxes that are not results: {number}").filled(number=len(boxes)),
    )


def _propose_year(read: Sequence[tuple[DrawnSheet, ShapeTree]], found: Proposal) -> None:
    """Add the year of the targets if the sheet names just one; else ask a person for it.

    The year of a law or of a signature does not count.
    """
    amounts = [
        said
        for _sheet, tree in read
        for box in tree.results()
        for said in take_apart(box.paragraphs, INDICATOR_WORDS).indicators
        if said.amount is not None
    ]
    texts = [text for sheet, tree in read for text in _titles(sheet, tree)]
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
    """Yield what the sheet says beside its tree: cells, and boxes that no line joins."""
    cells = [cell for row in best.profile.matrix.rows.values() for cell in row.values()]
    if len(cells) <= _MOST_TITLES:
        yield from (cell_text(cell) or "" for cell in cells)
    yield from (one.text for one, role in tree.roles.items() if role == "alone")


def _tell_lines(tree: ShapeTree, found: Proposal) -> None:
    loose = [one for one in tree.tied if one[0].loose]
    for line, upper, lower in loose[:_MOST_TOLD]:
        said = _JOINED_BY[line.junction is not None]
        found.doubt(said.filled(lower=told(lower), upper=told(upper)))
    if len(loose) > _MOST_TOLD:
        found.doubt(
            _("Other lines that are not glued: {number}; the import names each.").filled(
                number=len(loose) - _MOST_TOLD
            )
        )
    for said, lines in ((_TURNED, tree.turned_arrows()), (_SIDEWAYS, tree.side_arrows())):
        for _line, upper, lower in lines[:_MOST_TOLD]:
            found.doubt(said.filled(lower=told(lower), upper=told(upper)))
    unused = [line for line in tree.lines if line.unused is not None]
    for line in unused[:_MOST_TOLD]:
        first, second = (told(end) for end in line.ends)
        found.doubt(
            _("A line cannot be used, and the import says why: {first} – {second}.").filled(
                first=first, second=second
            )
        )


def _tell_boxes(tree: ShapeTree, steps: Depths, found: Proposal) -> None:
    """Report the boxes that are set aside, and those whose place in the tree is unclear."""
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
    _tell_posts(tree, found)
    for box in (*steps.rows, *steps.lost)[:_MOST_TOLD]:
        found.doubt(_("No line leads from above to {box}.").filled(box=told(box)))


def _tell_posts(tree: ShapeTree, found: Proposal) -> None:
    """Report the posts inside boxes of the tree, and results that may begin with one."""
    boxes = tree.results()
    posts = [(box, post) for box in boxes if (post := without_post(box.paragraphs)[0])]
    if posts:
        shown = "; ".join(f"{post} ({range_of(box)})" for box, post in posts[:_MOST_TOLD])
        found.doubt(
            _(
                "Set aside, {number} × {kind}: {boxes}. To make them owners, add them to the "
                "imported plan: a row in positions, and its id under owner."
            ).filled(
                number=len(posts),
                kind=LEFT["box-post-line"],
                boxes=f"{shown}{' …' if len(posts) > _MOST_TOLD else ''}",
            )
        )
    for box in [one for one in boxes if begins(plain_text(one.paragraphs), POST_WORDS)][
        :_MOST_TOLD
    ]:
        found.doubt(
            _(
                "A result begins with a word for a post: {box}. If it is a post, put it on a line "
                "of its own in the box, or into a box without a line."
            ).filled(box=told(box))
        )
