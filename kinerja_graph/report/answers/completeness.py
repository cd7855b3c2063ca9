"""Put ``completeness`` into words: shares by kind, level and agency, then where chains break."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kinerja_graph.analysis.completeness import EditionCompleteness
from kinerja_graph.library.completeness_sentences import completeness_line
from kinerja_graph.model.completeness import BrokenRecord, Completeness, Kind, KindShare, Why
from kinerja_graph.numbers import format_number, format_share
from kinerja_graph.report.answers.hints import LINKS, headed
from kinerja_graph.report.answers.shared import (
    NO_SHARE,
    Amount,
    few,
    lead,
    note,
    record,
    share_row,
    share_table,
    verdict,
)
from kinerja_graph.report.document import (
    AnswerBlock,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    cell,
    line,
    plain,
)
from kinerja_graph.texts import Language, Text, _

_KIND: Final[Mapping[Kind, Text]] = {
    "task": _("Tasks"),
    "position": _("Posts"),
    "indicator": _("Indicators"),
    "objective": _("Objectives"),
}
_NO_OUTCOME: Final = _(
    "Give the government's own objectives level 0, and link what serves them by `contributes_to`."
)
_MEANING: Final = _(
    "Whole: steps lead up to a result of level 0, each of them at most one level, or more with a "
    "reason. Connected: any chain leads there. A post is whole if everything that it holds is."
)
_BY_KIND: Final = _("Completeness by kind")
_BY_LEVEL: Final = _("Results by level")
_BY_AGENCY: Final = _("Results and tasks by agency")
_KIND_HEAD: Final = _("Kind")
_WHOLE_HEAD: Final = _("Whole")
_REACHED_HEAD: Final = _("Connected")
_OF_HEAD: Final = _("Of")
_SHARE_HEAD: Final = "%"
_BAND_HEAD: Final = _("Band")
_LEVEL_HEAD: Final = _("Level")
_AGENCY_HEAD: Final = _("Agency")
_NO_AGENCY: Final = _("(no agency)")
_PLACES: Final = _("Where it breaks")
_PLACE_HEAD: Final = _("At")
_WHY_HEAD: Final = _("Why")
_NUMBER_HEAD: Final = _("Not whole")
_RECORDS_HEAD: Final = _("Records")
_WHY: Final[Mapping[Why, Text]] = {
    "skip": _("a contribution passes over a level, and no reason is recorded"),
    "inversion": _("its contributions only lead down"),
    "dead-end": _("nothing leads on from there"),
    "item": _("holds something that is not whole"),
    "idle": _("owns and performs nothing"),
}
_IDLE: Final = _("{number:post owns and performs|posts own and perform} nothing: {names}.")
_ITEM: Final = _("{number:post holds|posts hold} something that is not whole: {names}.")
_OF_POSTS: Final[Mapping[Why, Text]] = {"item": _ITEM, "idle": _IDLE}
_ALL_WHOLE: Final = _("Everything is whole.")


def completeness_blocks(
    answer: EditionCompleteness, language: Language, amount: Amount
) -> Iterator[AnswerBlock]:
    """Yield the shares, and the places where chains break with what hangs on each.

    ``amount`` is how many places are listed.
    """
    found = answer.figures
    yield lead(f"{answer.dataset} {answer.edition}: {completeness_line(found, language)}.")
    if not found.has_outcome:
        yield _hint(answer, language)
        return
    yield note(_MEANING.say(language))
    yield _kinds(found.kinds, language)
    yield from _levels(found, language)
    yield from _agencies(found, language)
    yield from _breaks(found, language, amount)


def completeness_overview(
    answer: EditionCompleteness, language: Language, *, places: Amount
) -> Iterator[AnswerBlock]:
    """Yield the same below a sentence that says it in brief: kinds and places.

    Agencies are not among it: they have their share beside their findings.

    Args:
        answer: the completeness of an edition.
        language: the language of every word.
        places: how many places are listed.
    """
    found = answer.figures
    if not found.has_outcome:
        yield _hint(answer, language)
        return
    yield note(_MEANING.say(language))
    yield _kinds(found.kinds, language)
    if found.broken:
        yield Heading(text=_PLACES.say(language), level=2)
    yield from _breaks(found, language, places)


def _hint(answer: EditionCompleteness, language: Language) -> Paragraph:
    """Return what to do where there is no result of level 0."""
    hint = headed(_NO_OUTCOME, answer.headings, LINKS)
    return Paragraph(line=line(hint.say(language)))


def _kinds(kinds: Sequence[KindShare], language: Language) -> Table:
    return Table(
        title=_BY_KIND.say(language),
        columns=(
            Column(_KIND_HEAD.say(language), 3),
            Column(_WHOLE_HEAD.say(language), 1, "number"),
            Column(_REACHED_HEAD.say(language), 1, "number"),
            Column(_OF_HEAD.say(language), 1, "number"),
            Column(_SHARE_HEAD, 1, "number"),
            Column(_BAND_HEAD.say(language), 1),
        ),
        rows=tuple(
            Row(
                (
                    cell(_KIND[one.kind].say(language)),
                    *_numbers((one.whole or 0, one.reached or 0, one.population), language),
                    cell(_share(one.whole or 0, one.population, language)),
                    cell(one.band or "–"),
                )
            )
            for one in kinds
        ),
    )


def _levels(found: Completeness, language: Language) -> Iterator[Table]:
    if found.by_level:
        rows = [
            share_row(format_number(one.level, language), one.whole, one.population, language)
            for one in found.by_level
        ]
        yield _share_table(_BY_LEVEL, _LEVEL_HEAD, rows, language)


def _agencies(found: Completeness, language: Language) -> Iterator[Table]:
    """Yield how much of each agency's results and tasks is whole."""
    if found.by_agency:
        rows = [
            share_row(
                line(*record(found.names.get(one.agency), one.agency))
                if one.agency is not None
                else _NO_AGENCY.say(language),
                one.whole,
                one.population,
                language,
            )
            for one in found.by_agency
        ]
        yield _share_table(_BY_AGENCY, _AGENCY_HEAD, rows, language)


def _share_table(title: Text, head: Text, rows: Sequence[Row], language: Language) -> Table:
    heads = head.say(language), _WHOLE_HEAD.say(language)
    return share_table(title.say(language), heads, rows, language)


def _numbers(numbers: Sequence[int], language: Language) -> Iterator[Cell]:
    return (cell(format_number(one, language)) for one in numbers)


def _share(whole: int, population: int, language: Language) -> str:
    return format_share(whole, population, language) if population else NO_SHARE


def _breaks(found: Completeness, language: Language, amount: Amount) -> Iterator[AnswerBlock]:
    """List the places with the records that hang on each, the most first; then the positions."""
    if not found.broken:
        yield verdict("good", _ALL_WHOLE.say(language))
        return
    places: dict[tuple[str, Why], list[BrokenRecord]] = defaultdict(list)
    posts: dict[Why, list[BrokenRecord]] = defaultdict(list)
    for one in found.broken:
        if one.label == "Position":
            posts[one.why].append(one)
        elif one.at is not None:
            places[one.at, one.why].append(one)
    ordered = sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))
    if ordered:
        yield Table(
            title=_PLACES.say(language),
            columns=(
                Column(_PLACE_HEAD.say(language), 4),
                Column(_WHY_HEAD.say(language), 3),
                Column(_NUMBER_HEAD.say(language), 1, "number"),
                Column(_RECORDS_HEAD.say(language), 4),
            ),
            rows=tuple(
                Row(
                    (
                        cell(line(*record(found.names.get(at), at))),
                        cell(_WHY[why].say(language)),
                        cell(format_number(len(records), language)),
                        cell(few((one.id for one in records), language)),
                    )
                )
                for (at, why), records in amount.shown(ordered)
            ),
        )
        yield from amount.left(ordered, language)
    for why, sentence in _OF_POSTS.items():
        if records := posts.get(why):
            names = few((plain(record(one.name, one.id)) for one in records), language)
            number = format_number(len(records), language)
            yield note(sentence.say(language, number=number, names=names))
