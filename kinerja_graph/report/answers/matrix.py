"""Put ``matrix`` into words: agencies in rows, numbered outcomes in columns, and problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from kinerja_graph.analysis.matrix import Cell as Held
from kinerja_graph.analysis.matrix import Matrix
from kinerja_graph.library.describe import Described
from kinerja_graph.library.words import SIGNS
from kinerja_graph.model.completeness import AgencyShare
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.hints import LINKS, headed
from kinerja_graph.report.answers.shared import (
    Amount,
    Part,
    few,
    lead,
    note,
    record,
    verdict,
)
from kinerja_graph.report.document import (
    AnswerBlock,
    Cell,
    Column,
    Facts,
    Line,
    Paragraph,
    Row,
    Span,
    Table,
    cell,
    line,
    plain,
    quiet,
    strong,
)
from kinerja_graph.texts import Language, _

MOST_IDLE: Final = 12
"""How many agencies that support no outcome are named."""
_TITLE: Final = _("Agencies and outcomes")
_TOP: Final = _("{edition}: {agencies:agency|agencies}, {outcomes:result|results} of level 0.")
_ALONE: Final = _("With one agency alone behind it: {number:result|results}.")
_BARE: Final = _("With no agency behind it: {number:result|results}.")
_NO_OUTCOME: Final = _(
    "{edition} has no result of level 0, so there is no final outcome to stand behind."
)
_HIGHEST: Final = _(
    "Its highest results have level {level}. Add the government's objectives (level 0) and "
    "link those results by `contributes_to`, or ask about one result: kinerja align ID"
)
_AGENCY: Final = _("Agency")
_NO_AGENCY: Final = _("This plan has no agency (a unit of kind opd or external).")
_KEY: Final = _(
    "Each cell: how many results + tasks of the agency stand behind that outcome; · means none."
)
_KEY_WHOLE: Final = _("Whole: how many of its results and tasks lead unbroken up to level 0.")
_WHOLE: Final = _("Whole")
_KEY_THERE: Final = _("✔ means expected and there.")
_KEY_GAP: Final = _("✖ means expected and missing.")
_BEHIND: Final = _("{number:agency|agencies}")
_ONE: Final = _("{agency} alone")
_NONE: Final = _("no agency")
_IDLE: Final = _("{number:agency stands|agencies stand} behind no outcome of level 0: {names}.")
_BUSY: Final = _("Every agency stands behind at least one outcome.")
_GAP: Final = _("Expected behind {outcome}, but missing: {names}.")
_UNSAID: Final = _(
    "The plan names no agency that is expected (expected_agencies), so nobody can be shown as "
    "missing."
)
_NO_GAP: Final = _("All expected agencies are present.")
_CUT: Final = _(
    "Shown: {outcomes} of {all_outcomes:outcome|outcomes} and {agencies} of "
    "{all_agencies:agency|agencies}; all of them: --json"
)
PART: Final = Part(most=60, cut=_CUT)
"""What one answer shows: this many outcomes, and every agency."""


def matrix_blocks(
    answer: Matrix, language: Language, amount: Amount, *, part: Part = PART
) -> Iterator[AnswerBlock]:
    """Yield the size, the tables with their numbered outcomes, and the problems.

    ``amount`` is how many gaps are listed.
    """
    edition = f"{answer.dataset} {answer.edition}"
    if not answer.outcomes:
        yield verdict("warning", _NO_OUTCOME.say(language, edition=edition))
        if answer.highest is not None:
            hint = headed(_HIGHEST, answer.headings, LINKS)
            yield Paragraph(line=line(hint.say(language, level=answer.highest)))
        return
    behind = _behind(answer)
    yield lead(_size(answer, edition, [len(behind[one.id]) for one in answer.outcomes], language))
    if answer.agencies:
        yield note(_key(answer, language))
    else:
        yield verdict("warning", _NO_AGENCY.say(language))
    numbered = list(enumerate(answer.outcomes, start=1))[part.first :][: part.most]
    rows = answer.agencies[: part.beside]
    step = part.across or len(numbered)
    for first in range(0, len(numbered), step or 1):
        beside = numbered[first : first + step]
        if rows:
            yield _table(answer, beside, rows, language, with_share=not first)
        yield Facts(
            tuple((str(number), _outcome(one, behind[one.id], language)) for number, one in beside)
        )
    yield from part.left_out(
        language, outcomes=(numbered, answer.outcomes), agencies=(rows, answer.agencies)
    )
    yield from _amiss(answer, language, amount)


def _size(answer: Matrix, edition: str, behind: Sequence[int], language: Language) -> str:
    """Give its size, and how many outcomes depend on one agency or on none."""
    sizes = {"agencies": len(answer.agencies), "outcomes": len(answer.outcomes)}
    numbers = {name: format_number(number, language) for name, number in sizes.items()}
    sentences = [_TOP.say(language, edition=edition, **numbers)]
    for sentence, count in ((_ALONE, behind.count(1)), (_BARE, behind.count(0))):
        if count:
            sentences.append(sentence.say(language, number=format_number(count, language)))
    return " ".join(sentences)


def _key(answer: Matrix, language: Language) -> str:
    """Return the content of a cell."""
    there = any(one.there for one in answer.expected)
    whole = [_KEY_WHOLE] if answer.completeness else []
    sentences = [
        _KEY,
        *whole,
        *([_KEY_THERE] if there else []),
        *([_KEY_GAP] if answer.gaps else []),
    ]
    return " ".join(one.say(language) for one in sentences)


def _table(
    answer: Matrix,
    outcomes: Sequence[tuple[int, Described]],
    agencies: Sequence[Described],
    language: Language,
    *,
    with_share: bool,
) -> Table:
    cells = {(one.agency, one.outcome): one for one in answer.cells}
    expected = {(one.unit, one.outcome): one.there for one in answer.expected}
    idle = {agency.id for agency in answer.idle}
    shares = {one.agency: one for one in answer.completeness} if with_share else {}
    rows: list[Row] = []
    for agency in agencies:
        name = cell(
            line(Span(agency.name or agency.id, record=agency.id)),
            mood="warning" if agency.id in idle else "",
        )
        places = ((agency.id, one.id) for _unused, one in outcomes)
        share = [_share(shares.get(agency.id), language)] if shares else []
        rows.append(
            Row((name, *share, *(_cell(cells.get(place), expected.get(place)) for place in places)))
        )
    return Table(
        title=f"{_TITLE.say(language)}: {', '.join(one.id for _unused, one in outcomes)}",
        columns=(
            Column(_AGENCY.say(language), 3),
            *([Column(_WHOLE.say(language), 1, "number")] if shares else []),
            *(
                Column(str(n), 1, "number", (Span(f"{n} "), *record(one.name, one.id)))
                for n, one in outcomes
            ),
        ),
        rows=tuple(rows),
        is_named=True,
    )


def _cell(found: Held | None, there: bool | None) -> Cell:  # noqa: FBT001  # None: not expected
    if there is False:
        return cell(SIGNS["error"], mood="error")
    if found is None:
        return cell(quiet("·"))
    tasks = f"+{found.tasks}" if found.tasks else ""
    return cell(f"{found.results or ''}{tasks}{' ' + SIGNS['good'] if there else ''}")


def _share(found: AgencyShare | None, language: Language) -> Cell:
    """Give how many of an agency's results and tasks are whole, and of how many."""
    if found is None:
        return cell(quiet("·"))
    numbers = (format_number(one, language) for one in (found.whole, found.population))
    return cell("/".join(numbers))


def _behind(answer: Matrix) -> Mapping[str, list[str]]:
    """List the names of the supporting agencies by outcome."""
    behind: defaultdict[str, list[str]] = defaultdict(list)
    names = {agency.id: agency.name or agency.id for agency in answer.agencies}
    for one in answer.cells:
        behind[one.outcome].append(names[one.agency])
    return behind


def _outcome(outcome: Described, agencies: Sequence[str], language: Language) -> Line:
    """Name an outcome with its id, and count the agencies that support it."""
    count = quiet(_BEHIND.say(language, number=format_number(len(agencies), language)))
    if len(agencies) == 1:
        count = quiet(_ONE.say(language, agency=agencies[0]))
    if not agencies:
        count = strong(f"{SIGNS['warning']} {_NONE.say(language)}")
    return line(*record(outcome.name, outcome.id), quiet(" · "), count)


def _amiss(answer: Matrix, language: Language, amount: Amount) -> Iterator[Paragraph]:
    called = {one.id: plain(record(one.name, one.id)) for one in answer.outcomes}
    grouped = groupby(answer.gaps, key=lambda gap: gap.outcome)
    gaps = [(outcome, list(found)) for outcome, found in grouped]
    for outcome, found in amount.shown(gaps):
        names = ", ".join(plain(record(answer.names[gap.unit], gap.unit)) for gap in found)
        yield verdict("error", _GAP.say(language, outcome=called[outcome], names=names))
    yield from amount.left(gaps, language)
    if answer.expected and not gaps:
        yield verdict("good", _NO_GAP.say(language))
    if not answer.expected:
        yield note(_UNSAID.say(language))
    if answer.idle:
        names = few(
            (plain(record(one.name, one.id)) for one in answer.idle), language, most=MOST_IDLE
        )
        number = format_number(len(answer.idle), language)
        yield verdict("warning", _IDLE.say(language, number=number, names=names))
    elif answer.agencies:
        yield verdict("good", _BUSY.say(language))
