"""Say what a break looks like as rows, from the highest result that it reaches down."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from kinerja_graph.analysis.network import Network, NetworkEdge
from kinerja_graph.model.schema import CHAIN
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import box_label, is_name, short_name
from kinerja_graph.render.still.boxes import BoxRenderer, agency_code_words
from kinerja_graph.render.tree import BOXES, Tree

Kind = Literal["record", "broken", "missing", "below"]
Join = Literal["line", "rest", "gap", "loop", "same", "link"]
"""How a row is joined with the one above: it contributes to it; so do records left out between
them; nothing; each contributes to the other; they are alike; by a link that has a fault."""

_CYCLE: Final = "contribution-cycle"
_SHORT_NAMES: Final = (28, 20)
"""How long names of agencies are, in letters, that are too long for their place."""
_APART: Final = frozenset({"rejected-contribution", "unaccepted-contribution"})
"""Rules about links that do not count, so there is a gap."""
_LACKS_BELOW: Final = frozenset({"missing-agency", "unmeasured-objective", "unsupported-outcome"})
"""Rules about what should be below a record."""
_EMPTY: Final = ("missing-", "task-without-", "unowned-")
"""The beginnings of the names of rules about what is not filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRow:
    """A box of a chain, and how it is joined with the one above it.

    Attributes:
        kind: what it is; ``missing``: something that is not there; ``below``: all that is below.
        name: its words.
        id: its record.
        head: its level.
        agencies: its agencies in words, the most preferred first; empty: none.
        note: its last line: what is wrong with it, or what it consists of.
        is_empty: whether the note is about something that is not filled in.
        join: how it is joined with the row above; None: it is the first one.
        words: the words beside the join.
        is_fault: whether the join, or what is missing, is the fault itself.
    """

    kind: Kind
    name: str
    id: str | None = None
    head: str = ""
    agencies: tuple[str, ...] = ()
    note: str = ""
    is_empty: bool = False
    join: Join | None = "line"
    words: str = ""
    is_fault: bool = False

    def sentences(self) -> Iterator[str]:
        """Yield the row as sentences: the join, then the box."""
        yield self.words
        head = ", ".join(part for part in (self.head, *self.agencies[:1]) if part)
        text = f"{head}: {self.name}" if head else self.name
        yield f"{text} ({self.note})" if self.note else text


def chain_rows(
    network: Network, tree: Tree, mark: Mark, renderer: BoxRenderer
) -> tuple[ChainRow, ...]:
    """Return the rows of the break that ``mark`` shows; its record is a box of ``tree``."""
    writer = _Writer(network, tree, mark, renderer, {n.id: i for i, n in enumerate(tree.boxes)})
    first, *others = writer.rows()
    return (replace(first, join=None, words=""), *others)


@dataclass(frozen=True, slots=True)
class _Writer:
    network: Network
    tree: Tree
    mark: Mark
    renderer: BoxRenderer
    index: dict[str, int]

    def rows(self) -> list[ChainRow]:
        """Return the rows; the first one is joined to nothing."""
        box = self.index[self.mark.node_id]
        link = self._link()
        if link is not None:
            return self._rows_of_link(link)
        others = self._others()
        is_cycle = self.mark.rule == _CYCLE
        rows = self._ladder(box, most=1 if others else 2)
        rows[-1] = self._break(rows[-1])
        if others:
            words = self.renderer.say("chain.loop" if is_cycle else "chain.same")
            rows.append(self._beside(others, "loop" if is_cycle else "same", words))
            if not is_cycle:
                return rows
        if self.mark.rule in _LACKS_BELOW:
            return [*rows, self._lacking()]
        return [*rows, *self._below(box)]

    def _others(self) -> list[str]:
        """Return the other records that the finding is about."""
        named = (self.mark.other_id, *self.mark.path)
        return [
            one
            for one in dict.fromkeys(named)
            if one is not None and one in self.index and one != self.mark.node_id
        ]

    def _link(self) -> NetworkEdge | None:
        """Return the link that the finding is about, if it is about one of the network."""
        ends = {self.mark.node_id, self.mark.other_id}
        if self.mark.other_id is None or not ends <= self.index.keys():
            return None
        found = (edge for edge in self.network.edges if {edge.source, edge.target} == ends)
        return min(found, key=lambda edge: (edge.type not in CHAIN, edge.source), default=None)

    def _rows_of_link(self, link: NetworkEdge) -> list[ChainRow]:
        """Return the rows of a break between two records: the fault is the link."""
        low, high = self.index[link.source], self.index[link.target]
        join: Join = "gap" if self.mark.rule in _APART else "link"
        title = self.mark.title.say(self.renderer.language)
        lower = replace(self._record(low), join=join, words=title, is_fault=True)
        rows = [*self._ladder(high, most=1), lower]
        rows = [replace(row, kind="broken") if row.id == self.mark.node_id else row for row in rows]
        return [*rows, *self._below(low)]

    def _ladder(self, box: int, most: int) -> list[ChainRow]:
        """Return the way up from a box: the highest record, at most ``most`` in all, and itself.

        Where it does not reach level 0, what is missing comes first; but if the whole plan has no
        such level, only where that is the finding.
        """
        above: list[int] = []
        up = self.tree.parent[box]
        while up >= 0:
            above.insert(0, up)
            up = self.tree.parent[up]
        members = self.mark.path if self.mark.rule == _CYCLE else ()
        outside = [one for one in above if self.tree.boxes[one].id not in members]
        shown = outside[:1] + outside[max(1, len(outside) - most + 1) :]
        ladder = [self._record(each) for each in (*shown, box)]
        if len(outside) > len(shown):
            words = self.renderer.say("chain.between", n=len(outside) - len(shown))
            ladder[1] = replace(ladder[1], join="rest", words=words)
        top = (*shown, box)[0]
        if self.tree.boxes[top].level == 0:
            return ladder
        is_fault = self.tree.boxes[top].id == self.mark.node_id
        if not is_fault and not self._has_top_level():
            return ladder
        words = self.renderer.say("chain.gap")
        ladder[0] = replace(ladder[0], join="gap", words=words, is_fault=is_fault)
        return [self._nothing_above(top, is_fault=is_fault), *ladder]

    def _has_top_level(self) -> bool:
        return any(node.level == 0 for node in self.tree.boxes)

    def _nothing_above(self, box: int, *, is_fault: bool) -> ChainRow:
        """Return the row for the results that a record does not reach."""
        level = self.tree.boxes[box].level
        name = self.renderer.say("chain.nothing" if self._has_top_level() else "chain.no.top")
        head = self.renderer.say("column.0")
        if level is not None and level > 1:
            head = self.renderer.say("chain.levels", last=level - 1)
        return ChainRow(kind="missing", name=name, head=head, is_fault=is_fault)

    def _record(self, box: int) -> ChainRow:
        """Return the row of a record that contributes to the one above it."""
        node = self.tree.boxes[box]
        agencies: tuple[str, ...] = ()
        if node.agencies:
            name = self.network.agencies.get(node.agencies[0], "")
            names: tuple[str, ...] = (name,) if name and len(node.agencies) == 1 else ()
            code = agency_code_words(node, self.renderer)
            if names and is_name(code, name):
                names = (name, *(short_name(name, most) for most in _SHORT_NAMES))
            agencies = (*names, code)
        return ChainRow(
            kind="record",
            name=box_label(node.name),
            id=node.id,
            head=self.renderer.say(f"column.{self.tree.columns[self.tree.column[box]]}"),
            agencies=agencies,
        )

    def _break(self, row: ChainRow) -> ChainRow:
        """Return the row of the broken record, with what is wrong with it."""
        return replace(
            row,
            kind="broken",
            note=self.mark.title.say(self.renderer.language),
            is_empty=self.mark.rule.startswith(_EMPTY) and self.mark.rule not in _LACKS_BELOW,
        )

    def _beside(self, others: Sequence[str], join: Join, words: str) -> ChainRow:
        """Return a row for the first of the other records of a finding, and count the rest."""
        row = replace(self._record(self.index[others[0]]), join=join, words=words, is_fault=True)
        if not others[1:]:
            return row
        return replace(row, note=self.renderer.say("chain.others", n=len(others) - 1))

    def _lacking(self) -> ChainRow:
        """Return the row of what should be below the record."""
        other = self.mark.other_id
        name = "" if other is None else self.network.agencies.get(other, other)
        key = {"unmeasured-objective": "chain.no.indicator"}.get(self.mark.rule, "chain.no.support")
        return ChainRow(
            kind="missing",
            name=name or self.renderer.say(key),
            join="gap",
            words=self.renderer.say("missing" if name else "chain.lacks"),
            is_fault=True,
        )

    def _below(self, box: int) -> list[ChainRow]:
        """Return the row of everything below: what is cut off, or else what there is."""
        under = self._reach(box)
        number = len(under) if self.mark.cut_off is None else self.mark.cut_off
        if not number:
            return []
        key = "chain.under"
        if self.mark.cut_off is not None:
            key = "chain.circle" if self.mark.rule == _CYCLE else "chain.cut"
        columns = Counter(self.tree.column[one] for one in under)
        heads = (
            (self.renderer.say(f"column.{self.tree.columns[column]}"), count)
            for column, count in sorted(columns.items())
        )
        note = " · ".join(f"{head.partition(' · ')[2] or head}: {count}" for head, count in heads)
        name = self.renderer.say(key, n=number)
        return [ChainRow(kind="below", name=name, note=note)]

    def _reach(self, box: int) -> set[int]:
        """Return the boxes below one, without those that the finding is about."""
        steps: dict[str, list[str]] = defaultdict(list)
        for edge in self.network.edges:
            if edge.type in CHAIN:
                steps[edge.target].append(edge.source)
        start = self.tree.boxes[box].id
        found = {start}
        waiting = [start]
        while waiting:
            ends = [one for one in steps.get(waiting.pop(), ()) if one not in found]
            found.update(ends)
            waiting.extend(ends)
        known = (self.index[one] for one in found - {start, *self.mark.path} if one in self.index)
        return {one for one in known if self.tree.boxes[one].label in BOXES}
