"""``matrix``: agencies in rows, numbered outcomes in columns, and what is amiss in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.analysis.matrix import Cell, Matrix
from kinerja_graph.cli.formatters.grid import Row, cell, grid
from kinerja_graph.cli.formatters.words import (
    GOOD,
    GOOD_STYLE,
    STYLES,
    SYMBOLS,
    called,
    hanging,
    line,
)
from kinerja_graph.cli.screen import safe
from kinerja_graph.library.describe import Described
from kinerja_graph.report.answers.shared import few
from kinerja_graph.texts import Language, _

MOST_OUTCOMES: Final = 60
"""Outcomes that a screen shows; more are for ``--json``."""
_TOP: Final = _("{edition}: {agencies:agency|agencies}, {outcomes:result|results} of level 0.")
_ALONE: Final = _("With one agency alone behind it: {number:result|results}.")
_BARE: Final = _("With no agency behind it: {number:result|results}.")
_NO_OUTCOME: Final = _(
    "{edition} has no result of level 0, so there is no final outcome to stand behind."
)
_HIGHEST: Final = _(
    "Its highest results have level {level}. Add the government's objectives (level 0) and "
    "link those results by contributes_to, or ask about one result: kinerja align ID"
)
_AGENCY: Final = _("Agency")
_NO_AGENCY: Final = _("This plan has no agency (a unit of kind opd or external).")
_KEY: Final = _("Cells: results + tasks of the agency that reach the numbered outcome.")
_KEY_GAP: Final = _("{mark} expected, but missing.")
_BEHIND: Final = _("{number:agency|agencies}")
_ONE: Final = _("{agency} alone")
_NONE: Final = _("no agency")
_IDLE: Final = _("Behind no outcome at all: {names}.")
_BUSY: Final = _("Every agency stands behind at least one outcome.")
_GAP: Final = _("Expected behind {outcome}, but missing: {names}.")
_UNSAID: Final = _(
    "The plan names no agency that is expected (expected_agencies), so nobody can be shown as "
    "missing."
)
_NO_GAP: Final = _("All that are expected are there.")
_CUT: Final = _("Only {shown} of {all} outcomes are shown; all of them: --json")


def matrix_parts(answer: Matrix, language: Language, columns: int) -> Iterator[RenderableType]:
    """The size, the tables, the numbered outcomes, and what is amiss."""
    edition = f"{answer.dataset} {answer.edition}"
    if not answer.outcomes:
        yield line(
            f"{SYMBOLS['warning']} {_NO_OUTCOME.say(language, edition=edition)}", STYLES["warning"]
        )
        if answer.highest is not None:
            yield line(_HIGHEST.say(language, level=answer.highest))
        return
    sizes = {"agencies": len(answer.agencies), "outcomes": len(answer.outcomes)}
    behind = _behind(answer)
    numbers = [len(behind[outcome.id]) for outcome in answer.outcomes]
    told = [_TOP.say(language, edition=edition, **sizes)]
    for sentence, count in ((_ALONE, numbers.count(1)), (_BARE, numbers.count(0))):
        if count:
            told.append(sentence.say(language, number=count))
    yield line(" ".join(told), "bold")
    shown = answer.outcomes[:MOST_OUTCOMES]
    if answer.agencies:
        yield from _tables(answer, shown, language, columns)
        yield line(_key(answer, language), "dim")
    else:
        text = _NO_AGENCY.say(language)
        yield line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])
    yield from _legend(behind, shown, language)
    if len(shown) < len(answer.outcomes):
        text = _CUT.say(language, shown=len(shown), all=len(answer.outcomes))
        yield line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])
    yield from _amiss(answer, language)


def _key(answer: Matrix, language: Language) -> str:
    """What stands in a cell."""
    key = _KEY.say(language)
    return f"{key} {_KEY_GAP.say(language, mark=SYMBOLS['error'])}" if answer.gaps else key


def _tables(
    answer: Matrix, shown: Sequence[Described], language: Language, columns: int
) -> Iterator[RenderableType]:
    cells = {(one.agency, one.outcome): one for one in answer.cells}
    gaps = {(one.unit, one.outcome) for one in answer.gaps}
    idle = {agency.id for agency in answer.idle}
    rows = [
        Row(
            line(agency.name or agency.id, STYLES["warning"] if agency.id in idle else ""),
            [
                _cell(cells.get((agency.id, outcome.id)), (agency.id, outcome.id) in gaps)
                for outcome in shown
            ],
        )
        for agency in answer.agencies
    ]
    numbers = [str(number) for number in range(1, len(shown) + 1)]
    yield from grid(_AGENCY.say(language), numbers, rows, columns)


def _cell(found: Cell | None, gap: bool) -> Line:  # noqa: FBT001  # what stands there
    if gap:
        return cell(SYMBOLS["error"], STYLES["error"])
    if found is None:
        return cell("·", "dim")
    tasks = f"+{found.tasks}" if found.tasks else ""
    return cell(f"{found.results or ''}{tasks}")


def _behind(answer: Matrix) -> defaultdict[str, list[str]]:
    """By outcome the names of the agencies behind it."""
    behind: defaultdict[str, list[str]] = defaultdict(list)
    names = {agency.id: agency.name or agency.id for agency in answer.agencies}
    for one in answer.cells:
        behind[one.outcome].append(names[one.agency])
    return behind


def _legend(
    behind: defaultdict[str, list[str]], shown: Sequence[Described], language: Language
) -> Iterator[RenderableType]:
    for number, outcome in enumerate(shown, 1):
        agencies = behind[outcome.id]
        text, style = _BEHIND.say(language, number=len(agencies)), "dim"
        if len(agencies) == 1:
            text, style = _ONE.say(language, agency=agencies[0]), STYLES["info"]
        if not agencies:
            text, style = _NONE.say(language), STYLES["warning"]
        told = called(outcome.name, outcome.id).append(f" · {safe(text)}", style)
        yield hanging(f"{number:>2}", told)


def _amiss(answer: Matrix, language: Language) -> Iterator[RenderableType]:
    called_by = {one.id: called(one.name, one.id).plain for one in answer.outcomes}
    for outcome, gaps in groupby(answer.gaps, key=lambda gap: gap.outcome):
        names = ", ".join(f"{answer.names[gap.unit]} ({gap.unit})" for gap in gaps)
        text = _GAP.say(language, outcome=called_by[outcome], names=names)
        yield line(f"{SYMBOLS['error']} {text}", STYLES["error"])
    if answer.expected and not answer.gaps:
        yield line(f"{GOOD} {_NO_GAP.say(language)}", GOOD_STYLE)
    if not answer.expected:
        yield line(_UNSAID.say(language), "dim")
    if answer.idle:
        names = few((f"{one.name or one.id} ({one.id})" for one in answer.idle), language, most=12)
        yield line(f"{SYMBOLS['warning']} {_IDLE.say(language, names=names)}", STYLES["warning"])
    elif answer.agencies:
        yield line(f"{GOOD} {_BUSY.say(language)}", GOOD_STYLE)
