"""Put ``trace`` into words: what a record reaches, or what reaches it, every record once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kinerja_graph.analysis.chain import ChainEdge
from kinerja_graph.analysis.lineage import Trace, TraceNode
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.shared import (
    MORE,
    Amount,
    fill_line,
    lead,
    measuring_words,
    note,
    place_word,
    record,
    records,
    verdict,
)
from kinerja_graph.report.document import (
    AnswerBlock,
    Branch,
    Line,
    Paragraph,
    Span,
    Tree,
    line,
    quiet,
    strong,
)
from kinerja_graph.texts import Language, _

_UP: Final = _(
    "{name} reaches {outcomes:final outcome|final outcomes}: {names}. "
    "Above it: {results:result|results}."
)
_UP_SHORT: Final = _(
    "{name} reaches no final outcome (level 0). Above it: {results:result|results}."
)
_UP_ALONE: Final = _("{name} reaches no other result.")
_UP_ROOT: Final = _("{name} is a final outcome itself; there is no other result above it.")
_DOWN: Final = _("{results:result|results} and {tasks:task|tasks} reach {name}{measuring}.")
_DOWN_ALONE: Final = _("No result or task reaches {name}.")
_BREAKS: Final = _("The chain breaks at {breaks}: below the final outcome, and nothing leads on.")
_CUT: Final = _("Shown up to a distance of {depth} only.")
_NEAR_UP: Final = _("Within a distance of {depth} above {name}: {results:result|results}.")
_NEAR_DOWN: Final = _(
    "Within a distance of {depth}, {results:result|results} and {tasks:task|tasks} reach "
    "{name}{measuring}."
)
_TITLE_UP: Final = _("What {name} leads to")
_TITLE_DOWN: Final = _("What stands below {name}")
_ABOVE: Final = _("above it")
_BELOW: Final = _("below it")
_ROOT: Final = _("final outcome")
_BREAK: Final = _("breaks here")
_MEASURES: Final = _("measures")
_CROSS: Final = _("across agencies")
_REQUESTED: Final = _("not accepted yet")
_LOWERS: Final = _("lowers it (−)")
_ALSO_UP: Final = _("also to {names}")
_ALSO_DOWN: Final = _("also from {names}")
_CIRCLE: Final = _("the chain runs in a circle: back here through {names}")
_AGENCIES: Final = _("Agencies: {names}.")


def trace_blocks(
    answer: Trace,
    language: Language,
    amount: Amount,
    *,
    headed: bool = True,
    most: int | None = None,
) -> Iterator[AnswerBlock]:
    """Yield the verdict, the tree, and where the chain breaks.

    Every record appears once, under the nearest record towards the subject; its other edges are
    named next to it, so even a wide chain has only as many lines as records.

    Args:
        answer: the chain.
        language: the language of every sentence.
        amount: ignored: a chain is shown whole, or limited by ``most``.
        headed: whether the subject is named above its chain.
        most: the maximum number of records of the chain, nearest first; None: all.
    """
    del amount
    yield _verdict(answer, language)
    nodes = sorted(answer.nodes, key=lambda node: (node.depth, node.record.id))
    shown = nodes if most is None else nodes[: most + 1]
    branches = tuple(_branches(answer, shown, language))
    branches = branches if headed else branches[1:]
    if branches:
        up = answer.direction == "up"
        yield Tree(
            title=(_TITLE_UP if up else _TITLE_DOWN).say(language, name=answer.subject.id),
            onward=(_ABOVE if up else _BELOW).say(language),
            branches=branches,
        )
    if len(shown) < len(nodes):
        number = format_number(len(nodes) - len(shown), language)
        yield note(MORE.say(language, number=number))
    if answer.breaks:
        names = records(answer.breaks, {}, language)
        yield verdict("error", fill_line(_BREAKS, language, breaks=names))
    if answer.depth_limit is not None:
        yield note(_CUT.say(language, depth=answer.depth_limit))
    known = [f"{one} = {name}" for one, name in sorted(answer.names.items()) if name != one]
    if known:
        yield note(_AGENCIES.say(language, names="; ".join(known)))


def _verdict(answer: Trace, language: Language) -> Paragraph:
    subject = answer.subject
    others = [node.record for node in answer.nodes if node.record.id != subject.id]
    tasks = sum(one.label == "Task" for one in others)
    measuring = sum(edge.type == "MEASURES" and edge.target == subject.id for edge in answer.edges)
    facts = {
        "name": subject.id,
        "depth": answer.depth_limit,
        "results": format_number(len(others) - tasks, language),
        "tasks": format_number(tasks, language),
        "measuring": measuring_words(measuring, language),
    }
    if answer.direction == "down":
        near = _DOWN if answer.depth_limit is None else _NEAR_DOWN
        return lead((near if others else _DOWN_ALONE).say(language, **facts))
    if answer.depth_limit is not None:
        return lead(_NEAR_UP.say(language, **facts))
    if not answer.roots:
        return verdict("error", (_UP_SHORT if others else _UP_ALONE).say(language, **facts))
    outcomes = {one.id: one.name or one.id for one in others if one.id in answer.roots}
    if not outcomes:
        return verdict("good", _UP_ROOT.say(language, **facts))
    names = records(tuple(outcomes), outcomes, language)
    number = format_number(len(outcomes), language)
    return verdict("good", fill_line(_UP, language, **facts, outcomes=number, names=names))


def _branches(answer: Trace, nodes: Sequence[TraceNode], language: Language) -> Iterator[Branch]:
    """Yield the records from the subject on, each followed by its children."""
    depths = {node.record.id: node.depth for node in answer.nodes}
    first, further = _parents(depths, _steps(answer))
    known = {node.record.id: node for node in nodes}
    below: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        edge = first.get(node.record.id)
        if edge is not None:
            near = edge.source if answer.direction == "up" else edge.target
            below[near].append(node.record.id)
    waiting = [answer.subject.id]
    while waiting:
        name = waiting.pop()
        branch_line = _line(answer, known[name], first.get(name), further.get(name, []), language)
        yield Branch(known[name].depth, branch_line, len(below[name]))
        waiting += reversed(below[name])


def _steps(answer: Trace) -> list[tuple[str, str, ChainEdge]]:
    """Yield the edges as steps away from the subject: near end, far end, edge."""
    if answer.direction == "up":
        return [(edge.source, edge.target, edge) for edge in answer.edges]
    return [(edge.target, edge.source, edge) for edge in answer.edges]


def _parents(
    depths: Mapping[str, int], steps: Sequence[tuple[str, str, ChainEdge]]
) -> tuple[dict[str, ChainEdge], dict[str, list[str]]]:
    """Map each record to the edge it is listed under, and to the near ends of its other edges."""
    first: dict[str, ChainEdge] = {}
    further: dict[str, list[str]] = defaultdict(list)
    for near, far, edge in steps:
        if far not in first and depths[near] == depths[far] - 1:
            first[far] = edge
        else:
            further[far].append(near)
    return first, further


def _line(
    answer: Trace,
    node: TraceNode,
    edge: ChainEdge | None,
    others: Sequence[str],
    language: Language,
) -> Line:
    """Format a record with its location, and remarks on it and the edge above it."""
    one = node.record
    facts = ", ".join([place_word(one, language), *one.agencies])
    spans = [*record(one.name, one.id), quiet(f" · {facts}")]
    if one.id in answer.roots:
        spans.append(strong(f" · {_ROOT.say(language)}"))
    if one.id in answer.breaks:
        spans.append(strong(f" · {SIGNS['error']} {_BREAK.say(language)}"))
    if edge is not None:
        spans += _ties(edge, language)
    if others:
        also = _ALSO_DOWN if answer.direction == "up" else _ALSO_UP
        text = also if edge is not None else _CIRCLE
        spans.append(quiet(" · "))
        spans += fill_line(text, language, names=records(others, {}, language))
    return line(*spans)


def _ties(edge: ChainEdge, language: Language) -> Iterator[Span]:
    texts = {
        _MEASURES: edge.type == "MEASURES",
        _CROSS: edge.kind == "crosscutting",
        _REQUESTED: edge.status == "requested",
        _LOWERS: edge.sign == "-",
    }
    return (Span(f" · {text.say(language)}") for text, holds in texts.items() if holds)
