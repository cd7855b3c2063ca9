"""Put ``align`` into words: who supports a result, who is missing, what one alone supports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kinerja_graph.analysis.alignment import Alignment, Share
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.shared import (
    Amount,
    few,
    note,
    record,
    records,
    verdict,
)
from kinerja_graph.report.document import (
    AnswerBlock,
    Cell,
    Column,
    Facts,
    Heading,
    Items,
    Line,
    Paragraph,
    Row,
    Span,
    Table,
    cell,
    line,
    plain,
    quiet,
)
from kinerja_graph.texts import Language, _, pgettext

_BEHIND: Final = _("{number} agencies stand behind {name}.")
_SILO_ONE: Final = _("Silo: one agency alone stands behind {name}.")
_SILO_NONE: Final = _(
    "Silo: no agency stands behind {name}. It is reached by {reaching:result or task|results "
    "and tasks}, and no agency owns or performs any of it."
)
_SILO_BARE: Final = _("Silo: no result or task reaches {name}, so no agency stands behind it.")
_TITLE: Final = _("Agencies behind: {name}")
_AGENCY: Final = _("Agency")
_EXPECTED: Final = pgettext("narrow column", "Expected")
_COUNTS: Final = (_("Results"), _("Tasks"), _("Direct"), _("Steps"))
_THERE: Final = _("there")
_MISSING: Final = _("missing")
_SOLE: Final = _("only support of")
_CHAIN: Final = _("chain")
_THROUGH: Final = _("through")
_DIRECT: Final = _("directly")
_NEAREST: Final = _("nearest")
_ABSENT: Final = _("Missing: {names}. Expected, but no result or task from there reaches {name}.")
_COMPLETE: Final = _("All expected agencies are present.")
_UNSAID: Final = _(
    "No agency is named as expected here (expected_agencies), so nobody can be shown as missing."
)
_REQUESTED: Final = _("Requested (⇢), but not accepted yet ({number}):")
_REJECTED: Final = _("Rejected, and therefore not counted ({number}):")
_PULLED: Final = _("{name} is pulled both ways: raised by {raised}; lowered by {lowered}.")
_TIES: Final = 5
"""How many contributions of each kind are listed."""


def align_blocks(
    answer: Alignment, language: Language, amount: Amount, *, headed: bool = True, level: int = 2
) -> Iterator[AnswerBlock]:
    """Yield the verdict, the table of agencies, the problems, and what each agency contributes.

    Args:
        answer: who supports the result.
        language: the language of every sentence.
        amount: how many of the contributions that do not count are listed.
        headed: whether the result is named below the verdict.
        level: the level of the headings.
    """
    yield align_verdict(answer, language)
    if headed:
        yield Paragraph(line=record(answer.subject.name, answer.subject.id))
    if answer.shares:
        yield _table(answer, language)
    yield from missing(answer, language)
    yield from _uncounted(answer, language, amount)
    waiting = set(answer.requested)
    for share in answer.shares:
        if share.chain:
            name = plain(record(share.name, share.id))
            yield Heading(text=name, level=level, record=share.id)
            yield Facts(tuple(_what(answer, share, waiting, language)))


def align_verdict(answer: Alignment, language: Language) -> Paragraph:
    """Say how many agencies support the result, and why not more."""
    behind = len(answer.behind)
    name = answer.subject.id
    if answer.silo:
        none = _SILO_NONE if answer.reaching else _SILO_BARE
        text = _SILO_ONE if behind else none
        reaching = format_number(answer.reaching, language)
        return verdict("warning", text.say(language, name=name, reaching=reaching))
    number = format_number(behind, language)
    return verdict("good", _BEHIND.say(language, number=number, name=name))


def missing(answer: Alignment, language: Language) -> Iterator[Paragraph]:
    """Say who is expected but absent, that nobody is, or that nobody was named."""
    if answer.missing:
        names = ", ".join(answer.names.get(one, one) for one in answer.missing)
        yield verdict("error", _ABSENT.say(language, names=names, name=answer.subject.id))
    elif any(share.expected for share in answer.shares):
        yield verdict("good", _COMPLETE.say(language))
    elif answer.shares and answer.subject.label == "Objective":
        yield note(_UNSAID.say(language))


def _table(answer: Alignment, language: Language) -> Table:
    return Table(
        title=_TITLE.say(language, name=answer.subject.name or answer.subject.id),
        columns=(
            Column(_AGENCY.say(language), 4),
            Column(_EXPECTED.say(language), 1.6),
            *(Column(name.say(language), 1, "number") for name in _COUNTS),
        ),
        rows=tuple(_row(answer, share, language) for share in answer.shares),
        is_named=True,
    )


def _row(answer: Alignment, share: Share, language: Language) -> Row:
    numbers = (len(share.results), len(share.tasks), len(share.direct), share.distance)
    return Row(
        (
            cell(record(share.name, share.id)),
            _expectation(answer, share, language),
            *(cell("–" if one is None else format_number(one, language)) for one in numbers),
        )
    )


def _expectation(answer: Alignment, share: Share, language: Language) -> Cell:
    if share.id in answer.missing:
        return cell(f"{SIGNS['error']} {_MISSING.say(language)}", mood="error")
    if share.expected:
        return cell(f"{SIGNS['good']} {_THERE.say(language)}", mood="good")
    return cell(quiet("–"))


def _what(
    answer: Alignment, share: Share, waiting: set[tuple[str, str]], language: Language
) -> Iterator[tuple[str, Line]]:
    """Yield an agency's nearest chain, with what, through whom, and what it alone supports."""
    yield _CHAIN.say(language), _chained(share, waiting)
    head = _DIRECT if share.direct else _NEAREST
    near = share.direct or share.chain[:1]
    yield head.say(language), records(near, answer.names, language)
    owners = [answer.names.get(one, one) for one in share.owners if one != share.id]
    if owners:
        yield _THROUGH.say(language), line(few(owners, language))
    if share.sole_support:
        names = records(share.sole_support, answer.names, language)
        yield _SOLE.say(language), line(f"{SIGNS['info']} ", *names)


def _chained(share: Share, waiting: set[tuple[str, str]]) -> Line:
    """Return the chain on one line, with a dashed arrow where a contribution is only requested."""
    spans = [Span(share.chain[0], record=share.chain[0])]
    for pair in pairwise(share.chain):
        spans += [Span(" ⇢ " if pair in waiting else " → "), Span(pair[1], record=pair[1])]
    return tuple(spans)


def _uncounted(answer: Alignment, language: Language, amount: Amount) -> Iterator[AnswerBlock]:
    """List what is not accepted yet, what was rejected, and what has opposing effects."""
    for pairs, sentence in ((answer.requested, _REQUESTED), (answer.rejected, _REJECTED)):
        if pairs:
            number = format_number(len(pairs), language)
            yield verdict("warning", sentence.say(language, number=number))
            yield Items(tuple(_tie(answer, pair) for pair in amount.shown(pairs, _TIES)))
            yield from amount.left(pairs, language, _TIES)
    for pull in answer.pulls:
        text = _PULLED.say(
            language,
            name=plain(_one(answer, pull.id)),
            raised=plain(records(pull.raised_by, answer.names, language)),
            lowered=plain(records(pull.lowered_by, answer.names, language)),
        )
        yield verdict("warning", text)


def _tie(answer: Alignment, pair: tuple[str, str]) -> Line:
    """Describe a contribution, with the agencies of its ends if known."""
    spans: list[Span] = []
    for one in pair:
        known = answer.records.get(one)
        agencies: Sequence[str] = known.agencies if known else ()
        names = "".join(f" · {answer.names.get(each, each)}" for each in agencies)
        spans += [Span(" → " if spans else ""), *_one(answer, one), Span(names)]
    return line(*spans)


def _one(answer: Alignment, identifier: str) -> Line:
    """Return a result or task by name and id; in a long list only the first have names."""
    return record(answer.names.get(identifier), identifier)
