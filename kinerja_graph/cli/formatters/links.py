"""``evidence``: the verdicts, and under each the links with the years that speak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.analysis.evidence import VERDICTS, Evidence, Link, Verdict
from kinerja_graph.cli.formatters.amount import MOST, rest, shown
from kinerja_graph.cli.formatters.words import (
    GOOD,
    GOOD_STYLE,
    STYLES,
    SYMBOLS,
    called,
    line,
    under,
)
from kinerja_graph.numbers import ALL, format_numbers
from kinerja_graph.texts import Language, Text, _, pgettext

_ACROSS: Final = 6
"""Years beside each other; more stand in further rows."""
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
_CAUTION: Final = _("Achievements that move together speak for a cause; they do not prove it.")
_LAGGED: Final = _(
    "Achievements of the result are read {lag:year|years} after those of its contributor."
)
_HEADINGS: Final[Mapping[Verdict, Text]] = {
    "against": _("Against the claim"),
    "mixed": _("Mixed"),
    "supports": _("In support of the claim"),
    "too-few": _("Too few years"),
}
_MARKS: Final[Mapping[Verdict, tuple[str, str]]] = {
    "against": (SYMBOLS["warning"], STYLES["warning"]),
    "mixed": (SYMBOLS["info"], STYLES["info"]),
    "supports": (GOOD, GOOD_STYLE),
    "too-few": ("–", "dim"),
}
_COUNT: Final = _("{agree} of {pairs} changes agree")
_COUNT_DOWN: Final = _("{agree} of {pairs} changes agree: claimed to lower it")
_NO_YEAR: Final = _("no two years with an achievement at both ends")
_ONE_PAIR: Final = _("{pairs:change|changes} that can be compared; at least 2 are needed")
_NEEDED: Final = _(
    "To be weighed, both ends need targets and realisations in at least three common years, "
    "and a polarity."
)
_CAUSE: Final = _("contributor")
_EFFECT: Final = _("result")
_LATER: Final = _("result, +{lag} y")
_MOVES: Final = _("moves")
_WORDS: Final[Mapping[bool | None, tuple[Text, str]]] = {
    True: (_("agree"), "green"),
    False: (_("against"), STYLES["warning"]),
    None: (_("still"), "dim"),
}
_DOWN_WORDS: Final = pgettext("claimed to lower it", "agree")


def evidence_parts(
    answer: Evidence, language: Language, *, most: int | None = None
) -> Iterator[RenderableType]:
    """The counts, a word of caution, and the links by verdict, what speaks against them first.

    Args:
        answer: what was weighed.
        language: the language of the answer.
        most: so many links of each verdict are told; None: all, but for links of too few years,
            which are counted beyond ten.
    """
    if answer.subject is not None:
        yield called(answer.subject.name, answer.subject.id)
    if not answer.links:
        empty = _NOTHING if answer.subject is None else _NOTHING_INTO
        name = "" if answer.subject is None else answer.subject.id
        yield line(f"{SYMBOLS['info']} {empty.say(language, name=name)}", STYLES["info"])
        return
    yield from _summary(answer, language)
    if answer.lag:
        yield line(_LAGGED.say(language, lag=answer.lag), "dim")
    for verdict in VERDICTS:
        links = [link for link in answer.links if link.verdict == verdict]
        if links:
            yield from _section(answer, verdict, links, language, most)


def _summary(answer: Evidence, language: Language) -> Iterator[Line]:
    """How many links have which verdict; where none has one, why."""
    counts, number = answer.counts(), len(answer.links)
    if counts["too-few"] == number:
        text = _UNWEIGHED if answer.measured else _NEVER_MEASURED
        yield line(f"{SYMBOLS['info']} {text.say(language, number=number)}", STYLES["info"])
        return
    facts = {verdict: counts[verdict] for verdict in ("against", "mixed", "supports")}
    told = _SUMMARY.say(language, number=number, few=counts["too-few"], **facts)
    yield line(told, "bold")
    yield line(_CAUTION.say(language), "dim")


def _section(
    answer: Evidence, verdict: Verdict, links: Sequence[Link], language: Language, most: int | None
) -> Iterator[RenderableType]:
    symbol, style = _MARKS[verdict]
    yield Line()
    yield line(f"{symbol} {_HEADINGS[verdict].say(language)} ({len(links)})", style)
    told = MOST if verdict == "too-few" else most
    for link in shown(links, told):
        yield from _link(answer, link, language)
    yield from rest(links, told, language)
    if verdict == "too-few":
        yield under(line(_NEEDED.say(language), "dim"), 2)


def _link(answer: Evidence, link: Link, language: Language) -> Iterator[RenderableType]:
    ends = Line.assemble(
        called(answer.names[link.source], link.source),
        " → ",
        called(answer.names[link.target], link.target),
    )
    if link.verdict == "too-few":
        text = _ONE_PAIR if link.steps else _NO_YEAR
        ends.append(f" · {text.say(language, pairs=link.pairs)}", "dim")
    else:
        text = _COUNT if link.sign == "+" else _COUNT_DOWN
        told = text.say(language, agree=link.agree, pairs=link.pairs)
        ends.append(f" · {told}", _MARKS[link.verdict][1])
    yield under(ends, 2)
    if link.steps:
        yield from _numbers(answer.lag, link, language)


def _numbers(lag: int, link: Link, language: Language) -> Iterator[Padding]:
    """The years, both achievements in percent, and how both moved since the year before."""
    years = [link.steps[0].years[0], *(step.years[1] for step in link.steps)]
    lows = [link.steps[0].low[0], *(step.low[1] for step in link.steps)]
    highs = [link.steps[0].high[0], *(step.high[1] for step in link.steps)]
    moves = [Line(), *(_move(link, step.agrees, language) for step in link.steps)]
    texts = format_numbers((*lows, *highs), language, beside=ALL)
    effect = _LATER.say(language, lag=lag) if lag else _EFFECT.say(language)
    rows = (
        ("%", [line(str(year), "dim") for year in years]),
        (_CAUSE.say(language), _cells(lows, texts[: len(lows)])),
        (effect, _cells(highs, texts[len(lows) :])),
        (_MOVES.say(language), moves),
    )
    for start in range(0, len(years), _ACROSS):
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        for _unused in years[start : start + _ACROSS]:
            table.add_column(justify="right", no_wrap=True)
        for heading, cells in rows:
            table.add_row(line(heading, "dim"), *cells[start : start + _ACROSS])
        yield Padding(table, (0, 0, 0, 4))


def _move(link: Link, agrees: bool | None, language: Language) -> Line:  # noqa: FBT001
    text, style = _WORDS[agrees]
    word = _DOWN_WORDS if agrees and link.sign == "-" else text
    return line(word.say(language), style)


def _cells(values: Sequence[float], texts: Sequence[str]) -> list[Line]:
    """The values, each but the first with an arrow for how it moved."""
    arrows = ["", *(_arrow(before, after) for before, after in pairwise(values))]
    return [line(f"{arrow}{text}") for arrow, text in zip(arrows, texts, strict=True)]


def _arrow(before: float, after: float) -> str:
    if before == after:
        return "= "
    return "↑ " if after > before else "↓ "
