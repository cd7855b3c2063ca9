"""Put ``evidence`` into words: the verdicts, and for each the links with the relevant years."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final

from kinerja_graph.analysis.evidence import VERDICTS, Evidence, Link, Verdict
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import ALL, format_number, format_numbers
from kinerja_graph.report.answers.shared import (
    Amount,
    lead,
    note,
    record,
    verdict,
)
from kinerja_graph.report.document import (
    AnswerBlock,
    Cell,
    Heading,
    Items,
    Line,
    Mood,
    Paragraph,
    Span,
    YearGroup,
    YearTable,
    cell,
    line,
)
from kinerja_graph.texts import Language, Text, _, pgettext

MOST_BARE: Final = 10
"""At most this many links with too few years are listed, whatever is asked: they show nothing."""
VERDICT_WORDS: Final[Mapping[Verdict, Text]] = {
    "against": _("Against the claim"),
    "mixed": _("Mixed"),
    "supports": _("In support of the claim"),
    "too-few": _("Too few years"),
}
VERDICT_MOODS: Final[Mapping[Verdict, Mood]] = {
    "against": "warning", "mixed": "info", "supports": "good", "too-few": "",
}  # fmt: skip
_SUMMARY: Final = _(
    "{number:link|links} weighed: {against} against, {mixed} mixed, {supports} in support, "
    "{few} with too few years."
)
_UNWEIGHED: Final = _(
    "None of {number:link|links} can be weighed: too few years have an achievement."
)
_NEVER_MEASURED: Final = _(
    "None of {number:link|links} can be weighed: no indicator of them has an achievement."
)
_NOTHING: Final = _("There is no link between indicators in this plan.")
_NOTHING_INTO: Final = _("No indicator contributes to {name}; there is nothing to weigh.")
_HOW: Final = _(
    "For each link the changes of achievement of the contributor and of its outcome are "
    "compared from year to year. Such data can support a link or speak against it; they never "
    "prove it."
)
_LAGGED: Final = _(
    "Achievements of the result are read {lag:year|years} after those of its contributor."
)
_COUNT: Final = _("{agree} of {pairs} changes agree")
_COUNT_DOWN: Final = _("{agree} of {pairs} changes agree: claimed to lower it")
_NO_YEAR: Final = _("no two years with an achievement at both ends")
_ONE_PAIR: Final = _("{pairs:change|changes} that can be compared; at least 2 are needed")
_NEEDED: Final = _(
    "To be weighed, both ends need targets and realisations in at least three common years, "
    "and a polarity."
)
_LINK: Final = _("Link")
_CAUSE: Final = _("contributor, %")
_EFFECT: Final = _("result, %")
_LATER: Final = _("result, +{lag} y, %")
_MOVES: Final = _("moves")
_WORDS: Final[Mapping[bool | None, tuple[Text, Mood]]] = {
    True: (_("agree"), "good"),
    False: (_("against"), "warning"),
    None: (_("still"), ""),
}
_DOWN_WORDS: Final = pgettext("claimed to lower it", "agree")


def evidence_blocks(
    answer: Evidence,
    language: Language,
    amount: Amount,
    *,
    detailed: Collection[Verdict] = VERDICTS,
    headed: bool = True,
) -> Iterator[AnswerBlock]:
    """Yield the counts, a caution, and the links by verdict, those spoken against first.

    Args:
        answer: what was weighed.
        language: the language of every sentence.
        amount: how many links of each verdict are listed; ten at most of those with too few years.
        detailed: the verdicts whose links are listed one by one; the others are only counted.
        headed: whether the result in question is named first.
    """
    if headed and answer.subject is not None:
        yield Paragraph(line=record(answer.subject.name, answer.subject.id))
    if not answer.links:
        empty = _NOTHING if answer.subject is None else _NOTHING_INTO
        name = "" if answer.subject is None else answer.subject.id
        yield verdict("info", empty.say(language, name=name))
        return
    yield from _summary(answer, language)
    if answer.lag:
        yield note(_LAGGED.say(language, lag=answer.lag))
    for one in VERDICTS:
        links = [link for link in answer.links if link.verdict == one]
        if links and one in detailed:
            heading = f"{SIGNS[VERDICT_MOODS[one]]} {VERDICT_WORDS[one].say(language)}"
            text = f"{heading} ({format_number(len(links), language)})"
            yield Heading(text=text, level=2, mood=VERDICT_MOODS[one])
            at_most = MOST_BARE if one == "too-few" else None
            yield from _links(answer, amount.shown(links, at_most), language)
            yield from amount.left(links, language, at_most)
            if one == "too-few":
                yield note(_NEEDED.say(language))


def _summary(answer: Evidence, language: Language) -> Iterator[Paragraph]:
    """Count the links of each verdict; if none has one, say why."""
    counts, number = answer.counts(), format_number(len(answer.links), language)
    if counts["too-few"] == len(answer.links):
        text = _UNWEIGHED if answer.measured else _NEVER_MEASURED
        yield verdict("info", text.say(language, number=number))
        return
    numbers = {one: format_number(number, language) for one, number in counts.items()}
    facts = {one: numbers[one] for one in ("against", "mixed", "supports")}
    yield lead(_SUMMARY.say(language, number=number, few=numbers["too-few"], **facts))
    yield note(_HOW.say(language))


def _links(
    answer: Evidence, links: Sequence[Link], language: Language
) -> Iterator[Items | YearTable]:
    """Yield the links in order; adjacent links with the same years share a table."""
    for years, found in groupby(links, key=_years):
        together = list(found)
        if not years:
            yield Items(tuple(_head(answer, link, language) for link in together))
            continue
        yield YearTable(
            title=VERDICT_WORDS[together[0].verdict].say(language),
            things=_LINK.say(language),
            years=tuple(map(str, years)),
            groups=tuple(
                YearGroup("", _head(answer, link, language), _rows(answer.lag, link, language))
                for link in together
            ),
        )


def _years(link: Link) -> tuple[int, ...]:
    if not link.steps:
        return ()
    return (link.steps[0].years[0], *(step.years[1] for step in link.steps))


def _head(answer: Evidence, link: Link, language: Language) -> Line:
    """Name both ends of a link, and the outcome of its years."""
    if link.verdict == "too-few":
        text = _ONE_PAIR if link.steps else _NO_YEAR
    else:
        text = _COUNT if link.sign == "+" else _COUNT_DOWN
    sentence = text.say(language, agree=link.agree, pairs=link.pairs)
    return line(
        *record(answer.names[link.source], link.source),
        " → ",
        *record(answer.names[link.target], link.target),
        Span(f" · {sentence}"),
    )


def _rows(lag: int, link: Link, language: Language) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """Format both achievements in per cent, and how both moved since the previous year."""
    lows = [link.steps[0].low[0], *(step.low[1] for step in link.steps)]
    highs = [link.steps[0].high[0], *(step.high[1] for step in link.steps)]
    texts = format_numbers((*lows, *highs), language, beside=ALL)
    effect = _LATER.say(language, lag=lag) if lag else _EFFECT.say(language)
    moves = (cell(""), *(_move(link, step.agrees, language) for step in link.steps))
    return (
        (_CAUSE.say(language), _cells(lows, texts[: len(lows)])),
        (effect, _cells(highs, texts[len(lows) :])),
        (_MOVES.say(language), moves),
    )


def _move(link: Link, agrees: bool | None, language: Language) -> Cell:  # noqa: FBT001
    text, mood = _WORDS[agrees]
    word = _DOWN_WORDS if agrees and link.sign == "-" else text
    return cell(word.say(language), mood=mood)


def _cells(values: Sequence[float], texts: Sequence[str]) -> tuple[Cell, ...]:
    """Format the values, each but the first with an arrow for how it moved."""
    arrows = ["", *(_arrow(before, after) for before, after in pairwise(values))]
    return tuple(cell(f"{arrow}{text}") for arrow, text in zip(arrows, texts, strict=True))


def _arrow(before: float, after: float) -> str:
    if before == after:
        return "= "
    return "↑ " if after > before else "↓ "
