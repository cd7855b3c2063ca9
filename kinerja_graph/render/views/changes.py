"""The view of two editions: what both have as one cascade, and the changes as marks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kinerja_graph.analysis.comparison import Comparison, Value
from kinerja_graph.analysis.network import Network, NetworkEdge
from kinerja_graph.model.schema import CHAIN
from kinerja_graph.numbers import UNKNOWN, format_numbers
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.status_colours import ToneName
from kinerja_graph.render.tree import FORMER
from kinerja_graph.texts import EMPTY, Language, Text, _

_TITLES: Final = {
    "added": _("New in this edition"),
    "removed": _("Gone"),
    "moved": _("Moved to another parent"),
    "renamed": _("Renamed"),
    "reowned": _("Other owner"),
    "retargeted": _("Target changed"),
}
_TONES: Final[Mapping[str, ToneName]] = {
    "added": "added",
    "removed": "removed",
    "moved": "moved",
    "renamed": "changed",
    "reowned": "changed",
    "retargeted": "changed",
}
_WAS: Final = _("{before} → {after}")
_ADDED: Final = _("“{name}” is not in {edition}.")
_REMOVED: Final = _("“{name}” is in {edition}, but not in the newer edition.")
_MOVED: Final = _("Contributed to: {before}. Now: {after}.")
_YEAR: Final = _("{year}: {before} → {after}")


def merge_editions(
    old: Network, new: Network, comparison: Comparison
) -> tuple[Network, tuple[Mark, ...]]:
    """Merge the cascades of two editions: the boxes of the newer one, and those that were removed.

    Lines that only the older edition has are of the type ``FORMER``. Every change is a mark: new,
    gone, moved (on the line to the new parent), and renamed, other owner or other target.
    """
    known = {node.id for node in new.nodes}
    gone = [node for node in old.nodes if node.id not in known]
    boxes = known | {node.id for node in gone}
    now = {(edge.source, edge.target) for edge in new.edges if edge.type in CHAIN}
    former = tuple(
        NetworkEdge(type=FORMER, source=edge.source, target=edge.target)
        for edge in old.edges
        if edge.type in CHAIN and (edge.source, edge.target) not in now
        if edge.source in boxes and edge.target in boxes
    )
    picture = dataclasses.replace(
        new,
        view="diff",
        edition=f"{comparison.before} → {comparison.after}",
        nodes=tuple(sorted((*new.nodes, *gone), key=lambda node: node.id)),
        edges=(*new.edges, *former),
        agencies={**old.agencies, **new.agencies},
        all_agencies=tuple(sorted({*old.all_agencies, *new.all_agencies})),
    )
    return picture, tuple(_marks(comparison))


def _marks(comparison: Comparison) -> Iterator[Mark]:
    names = comparison.names
    for id_ in comparison.added:
        told = _ADDED.filled(name=names.get(id_) or id_, edition=comparison.before)
        yield _mark(id_, "added", told)
    for id_ in comparison.removed:
        told = _REMOVED.filled(name=names.get(id_) or id_, edition=comparison.before)
        yield _mark(id_, "removed", told)
    for tie in comparison.moves:
        fresh: list[str | None] = [*sorted(set(tie.after) - set(tie.before))]
        told = _MOVED.filled(before=_list(tie.before, names), after=_list(tie.after, names))
        for other in fresh or [None]:
            yield _mark(tie.id, "moved", told, other)
    for change in comparison.renamed:
        told = _WAS.filled(before=change.before or UNKNOWN, after=change.after or UNKNOWN)
        yield _mark(change.id, "renamed", told)
    for tie in comparison.reowned:
        told = _WAS.filled(before=_list(tie.before, names), after=_list(tie.after, names))
        yield _mark(tie.id, "reowned", told)
    for id_, values in _by_record(comparison.retargeted).items():
        years = [_year(value) for value in values]
        told = Text(
            id="; ".join(text.id for text in years), en="; ".join(text.en for text in years)
        )
        yield _mark(id_, "retargeted", told)


def _mark(id_: str, kind: str, message: Text, other: str | None = None) -> Mark:
    return Mark(
        node_id=id_,
        other_id=other,
        rule=kind,
        severity=_TONES[kind],
        title=_TITLES[kind],
        message=message,
        remediation=EMPTY,
    )


def _list(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return "; ".join(f"{id_} ({names[id_]})" if names.get(id_) else id_ for id_ in ids) or UNKNOWN


def _by_record(values: Sequence[Value]) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for value in values:
        found.setdefault(value.id, []).append(value)
    return found


def _year(value: Value) -> Text:
    def say(language: Language) -> str:
        before, after = format_numbers((value.before, value.after), language)
        return _YEAR.say(language, year=value.year, before=before, after=after)

    return Text(id=say("id"), en=say("en"))
