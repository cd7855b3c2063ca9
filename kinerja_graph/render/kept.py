"""Which boxes a picture keeps while all others are squeezed; ``assets/js/map/kept.js`` likewise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kinerja_graph.analysis.network import Network, NetworkNode
from kinerja_graph.errors import UsageError
from kinerja_graph.render.mark import Mark
from kinerja_graph.render.names import agency_codes
from kinerja_graph.render.status_colours import SIGNS
from kinerja_graph.render.tree import Tree
from kinerja_graph.texts import Language, Text, _


@dataclass(frozen=True, kw_only=True)
class Boxes:
    """The boxes of a picture and how they are connected, to choose some of them.

    Attributes:
        network: the plan, with a box for each missing agency.
        tree: its boxes.
        marks: its findings.
        words: the words of its view.
        language: the language of what is said about a choice.
    """

    network: Network
    tree: Tree
    marks: Sequence[Mark]
    words: Mapping[str, Text]
    language: Language

    def number(self, id_: str) -> int:
        """Return the number of the box of a record.

        Raises:
            UsageError: it is not in the picture.
        """
        if id_ in self._index:
            return self._index[id_]
        raise UsageError(
            _("{id} is not in this picture."),
            mend=_("Name a record that the picture shows."),
            where="--node",
            id=id_,
        )

    def kept(self, only: str) -> tuple[tuple[int, ...], str]:
        """Return the boxes that ``only`` (``Sight.only``) keeps, and what they are in words.

        Raises:
            UsageError: it is unknown, or keeps none.
        """
        kind, colon, rest = only.partition(":")
        find = self._kinds.get(kind)
        if find is None or not colon or (not rest and kind != "agency"):
            raise UsageError(
                _("“{only}” does not say what alone is to be shown."),
                mend=_(
                    "Write chain:ID, rule:RULE, tone:error, search:WORDS, agency:ID, level:COLUMN "
                    "or level:COLUMN:AGENCY."
                ),
                where="--only",
                only=only,
            )
        boxes, name = find(rest)
        if not boxes:
            raise UsageError(
                _("No box of this picture is part of “{only}”."),
                mend=_("Choose another part, or leave out --only."),
                where="--only",
                only=only,
            )
        key = "scope.chain" if kind == "chain" else "scope.slice"
        return tuple(sorted(boxes)), self.words[key].say(self.language, name=name)

    @property
    def _kinds(self) -> Mapping[str, Callable[[str], tuple[set[int], str]]]:
        return {
            "chain": self._chain,
            "rule": self._rule,
            "tone": self._tone,
            "search": self._search,
            "agency": lambda agency: self._level(None, agency),
            "level": self._column,
        }

    def _chain(self, id_: str) -> tuple[set[int], str]:
        """Find what a record contributes to, and what contributes to it."""
        if id_ not in self._index:
            return set(), id_
        at = self._index[id_]
        below: dict[int, set[int]] = {}
        for number, targets in enumerate(self._targets):
            for target in targets:
                below.setdefault(target, set()).add(number)
        down = _reached({at}, lambda one: below.get(one, ()))
        return self._with_all_above({at}) | down, self.tree.boxes[at].name

    def _rule(self, rule: str) -> tuple[set[int], str]:
        found = [mark for mark in self.marks if mark.rule == rule]
        names = (f"{SIGNS[one.severity].shape} {one.title.say(self.language)}" for one in found)
        return self._under(found), next(names, rule)

    def _tone(self, tone: str) -> tuple[set[int], str]:
        if tone not in SIGNS:
            return set(), tone
        name = self.words[f"severity.{tone}"].say(self.language)
        found = (mark for mark in self.marks if mark.severity == tone)
        return self._under(found), f"{SIGNS[tone].shape} {name}"

    def _search(self, query: str) -> tuple[set[int], str]:
        """Find the boxes whose code, name, alias or agencies hold every word of a search."""
        words = query.lower().split()
        fits = (
            number
            for number, node in enumerate(self.tree.boxes)
            if words and all(word in self._text(node) for word in words)
        )
        return set(fits), f"“{query}”"

    def _column(self, text: str) -> tuple[set[int], str]:
        column, colon, agency = text.partition(":")
        return self._level(column, agency if colon else None)

    def _level(self, column: str | None, agency: str | None) -> tuple[set[int], str]:
        """Find the boxes of an agency (empty: of none) or column with all above them."""
        if column is not None and column not in self.tree.columns:
            return set(), column
        at = None if column is None else self.tree.columns.index(column)
        found = {
            number
            for number, node in enumerate(self.tree.boxes)
            if at in (None, self.tree.column[number]) and _is_of(node, agency)
        }
        names: list[str] = []
        if agency is not None:
            none = self.words["legend.none"].say(self.language)
            names.append(self._codes.get(agency, agency) if agency else none)
        if column is not None:
            names.append(self.words[f"column.{column}"].say(self.language))
        return self._with_all_above(found), " · ".join(names)

    def _under(self, marks: Iterable[Mark]) -> set[int]:
        """Return the boxes under marks; some marks are on no box."""
        return {self._index[mark.node_id] for mark in marks if mark.node_id in self._index}

    def _with_all_above(self, boxes: set[int]) -> set[int]:
        return _reached(boxes, lambda one: self._targets[one])

    def _text(self, node: NetworkNode) -> str:
        alias = str(node.details.get("alias") or "")
        codes = [self._codes.get(one, one) for one in node.agencies]
        names = [self.network.agencies.get(one, one) for one in node.agencies]
        return " ".join((node.id, node.name, alias, *codes, *names)).lower()

    @cached_property
    def _index(self) -> dict[str, int]:
        return {node.id: number for number, node in enumerate(self.tree.boxes)}

    @cached_property
    def _targets(self) -> list[list[int]]:
        return [[self._index[edge.target] for edge in leaving] for leaving in self.tree.edges]

    @cached_property
    def _codes(self) -> dict[str, str]:
        used = {agency for node in self.tree.boxes for agency in node.agencies}
        return agency_codes(self.network.agencies, used)


def _is_of(node: NetworkNode, agency: str | None) -> bool:
    if agency is None:
        return True
    return agency in node.agencies if agency else not node.agencies


def _reached(start: set[int], step: Callable[[int], Iterable[int]]) -> set[int]:
    found, stack = set(start), list(start)
    while stack:
        fresh = [one for one in step(stack.pop()) if one not in found]
        found.update(fresh)
        stack.extend(fresh)
    return found
