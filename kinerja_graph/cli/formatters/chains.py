"""``trace``: a tree with every record once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rich.console import RenderableType
from rich.text import Text as Line
from rich.tree import Tree

from kinerja_graph.analysis.chain import ChainEdge
from kinerja_graph.analysis.lineage import Trace, TraceNode
from kinerja_graph.cli.formatters.words import GOOD_STYLE, STYLES, called, line, marked
from kinerja_graph.cli.screen import safe
from kinerja_graph.report.answers.shared import few
from kinerja_graph.texts import Language, Text, _

INDENT: Final = 4
"""Columns that the tree takes for each step of depth."""
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
_MEASURING: Final = _(", counting {number:indicator that measures|indicators that measure} it")
_DOWN_ALONE: Final = _("No result or task reaches {name}.")
_BREAKS: Final = _("The chain breaks at {breaks}: below the final outcome, and nothing leads on.")
_CUT: Final = _("Shown up to a distance of {depth} only.")
_NEAR_UP: Final = _("Within a distance of {depth} above {name}: {results:result|results}.")
_NEAR_DOWN: Final = _(
    "Within a distance of {depth}, {results:result|results} and {tasks:task|tasks} reach "
    "{name}{measuring}."
)
_LEVEL: Final = _("level {level}")
_TASK: Final = _("task")
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


def trace_parts(answer: Trace, language: Language) -> Iterator[RenderableType]:
    """The verdict, the tree, and where the chain breaks.

    Every record stands once, under the nearest record towards the subject; further edges are
    named beside it, so that a wide chain stays as long as it has records.
    """
    yield _verdict(answer, language)
    yield _tree(answer, language)
    if answer.breaks:
        text = _BREAKS.say(language, breaks=few(answer.breaks, language))
        yield marked("error", text)
    if answer.depth_limit is not None:
        yield line(_CUT.say(language, depth=answer.depth_limit), "dim")
    known = [f"{one} = {name}" for one, name in sorted(answer.names.items()) if name != one]
    if known:
        yield line(_AGENCIES.say(language, names="; ".join(known)), "dim")


def extra_columns(answer: Trace) -> int:
    """Columns beyond 80 that a deep tree needs to stay readable."""
    deepest = max(node.depth for node in answer.nodes)
    return max(0, deepest - 8) * INDENT


def _verdict(answer: Trace, language: Language) -> Line:
    subject = answer.subject
    records = [node.record for node in answer.nodes if node.record.id != subject.id]
    tasks = sum(record.label == "Task" for record in records)
    measuring = sum(edge.type == "MEASURES" and edge.target == subject.id for edge in answer.edges)
    facts = {
        "name": subject.id,
        "depth": answer.depth_limit,
        "results": len(records) - tasks,
        "tasks": tasks,
        "measuring": _MEASURING.say(language, number=measuring) if measuring else "",
    }
    if answer.direction == "down":
        near = _DOWN if answer.depth_limit is None else _NEAR_DOWN
        return line((near if records else _DOWN_ALONE).say(language, **facts), "bold")
    if answer.depth_limit is not None:
        return line(_NEAR_UP.say(language, **facts), "bold")
    if not answer.roots:
        text = _UP_SHORT if records else _UP_ALONE
        return marked("error", text.say(language, **facts))
    outcomes = [record for record in records if record.id in answer.roots]
    names = few((called(one.name, one.id).plain for one in outcomes), language)
    text = _UP if outcomes else _UP_ROOT
    told = text.say(language, **facts, outcomes=len(outcomes), names=names)
    return marked("good", told)


def _tree(answer: Trace, language: Language) -> Tree:
    nodes = {node.record.id: node for node in answer.nodes}
    steps = _steps(answer)
    first, further = _parents(nodes, steps)
    flags = dict.fromkeys(answer.roots, (_ROOT, GOOD_STYLE))
    flags |= dict.fromkeys(answer.breaks, (_BREAK, STYLES["error"]))
    branches: dict[str, Tree] = {}
    for node in sorted(nodes.values(), key=lambda node: (node.depth, node.record.id)):
        label = _label(node, flags.get(node.record.id), language)
        edge = first.get(node.record.id)
        others = further.get(node.record.id, [])
        if edge is None:
            if others:
                circle = _CIRCLE.say(language, names=few(others, language))
                label.append(f" · {safe(circle)}", STYLES["error"])
            branches[node.record.id] = Tree(label, guide_style="dim")
            continue
        label = Line.assemble(label, *_ties(edge, language))
        if others:
            also = _ALSO_DOWN if answer.direction == "up" else _ALSO_UP
            told = also.say(language, names=few(others, language))
            label = Line.assemble(label, (f" · {safe(told)}", "dim"))
        near = edge.source if answer.direction == "up" else edge.target
        branches[node.record.id] = branches[near].add(label)
    return branches[answer.subject.id]


def _steps(answer: Trace) -> list[tuple[str, str, ChainEdge]]:
    """The edges as steps away from the subject: near end, far end, edge."""
    if answer.direction == "up":
        return [(edge.source, edge.target, edge) for edge in answer.edges]
    return [(edge.target, edge.source, edge) for edge in answer.edges]


def _parents(
    nodes: Mapping[str, TraceNode], steps: Sequence[tuple[str, str, ChainEdge]]
) -> tuple[dict[str, ChainEdge], dict[str, list[str]]]:
    """For each record the edge under which it stands, and the near ends of its other edges."""
    first: dict[str, ChainEdge] = {}
    further: dict[str, list[str]] = defaultdict(list)
    for near, far, edge in steps:
        if far not in first and nodes[near].depth == nodes[far].depth - 1:
            first[far] = edge
        else:
            further[far].append(near)
    return first, further


def _label(node: TraceNode, flag: tuple[Text, str] | None, language: Language) -> Line:
    record = node.record
    facts = [
        _TASK.say(language)
        if record.label == "Task"
        else _LEVEL.say(language, level="?" if record.level is None else record.level),
        *record.agencies,
    ]
    label = Line.assemble(called(record.name, record.id), (f" · {safe(', '.join(facts))}", "dim"))
    if flag is not None:
        label.append(f" · {flag[0].say(language)}", flag[1])
    return label


def _ties(edge: ChainEdge, language: Language) -> list[tuple[str, str]]:
    told = [
        _MEASURES.say(language) if edge.type == "MEASURES" else "",
        _CROSS.say(language) if edge.kind == "crosscutting" else "",
        _REQUESTED.say(language) if edge.status == "requested" else "",
        _LOWERS.say(language) if edge.sign == "-" else "",
    ]
    return [(f" · {text}", "magenta") for text in told if text]
