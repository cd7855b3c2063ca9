"""The rows of a form: which records, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from kinerja_graph.forms.appropriations import appropriations
from kinerja_graph.forms.asks import served_by
from kinerja_graph.forms.criteria import criteria
from kinerja_graph.forms.facts import PROGRAMME
from kinerja_graph.forms.filling import Filling, Row
from kinerja_graph.forms.findings import components, findings
from kinerja_graph.forms.form import Part
from kinerja_graph.forms.measures import measures
from kinerja_graph.forms.memory import memory
from kinerja_graph.forms.pairs import actions, crossings
from kinerja_graph.forms.roles import roles
from kinerja_graph.texts import EMPTY, _

MakeRows = Callable[[Filling, Part], Iterable[Row]]
_NOT_CONNECTED: Final = _("Not connected yet")
_SCOPED: Final = {"indicators": "Indicator", "objectives": "Objective", "tasks": "Task"}


def _records(filling: Filling, part: Part) -> Iterator[Row]:
    label = _SCOPED[part.of]
    every = filling.facts.of(label)
    chosen: Iterable[str] = every
    if part.where == "iku":
        chosen = (one for one, record in every.items() if filling.is_key(record))
    elif part.where not in ("", "scope"):
        chosen = (one for one in filling.reads.select(part.where) if one in every)
    for one in sorted(chosen):
        if filling.is_held(one) and filling.has_tag(every[one]):
            yield Row(record=every[one], ids=(one,))


def _positions(filling: Filling, part: Part) -> Iterator[Row]:
    every = filling.facts.of("Position")
    holders = filling.holders
    posts = [every[one] for one in sorted(every) if holders is None or one in holders]
    for post in posts:
        if part.where != "parties":
            yield Row(record=post, ids=(post.id,))
            continue
        yield Row(record=post, ids=(post.id,), role="first")
        superiors = [one for one in filling.facts.superiors.get(post.id, ()) if one != post.id]
        if len(superiors) == 1:
            yield Row(record=every[superiors[0]], ids=tuple(superiors), role="second")
        elif superiors:
            yield Row(ids=tuple(superiors), role="second")


def _programmes(filling: Filling, part: Part) -> Iterator[Row]:
    every = filling.facts.of(PROGRAMME)
    chosen: Iterable[str] = every
    if part.where == "scope":
        chosen = {name for one in filling.in_scope("Indicator") for name in served_by(filling, one)}
    for one in sorted(chosen):
        yield Row(record=every[one], ids=(one,), counted=(one,))


def _tree(filling: Filling, _part: Part) -> Iterator[Row]:
    facts = filling.facts
    for stem, is_connected in filling.tree.walk:
        for one in facts.indicators_of.get(stem) or (stem,):
            if filling.is_held(one) and filling.has_tag(facts.records[one]):
                section = EMPTY if is_connected else _NOT_CONNECTED
                yield Row(record=facts.records[one], ids=(one,), section=section)


ROWS: Final[Mapping[str, MakeRows]] = {
    "indicators": _records,
    "objectives": _records,
    "tasks": _records,
    "positions": _positions,
    "programmes": _programmes,
    "tree": _tree,
    "crossings": crossings,
    "actions": actions,
    "appropriations": appropriations,
    "criteria": criteria,
    "components": components,
    "findings": findings,
    "memory": memory,
    "measures": measures,
    "roles": roles,
}
