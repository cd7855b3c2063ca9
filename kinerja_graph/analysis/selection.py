"""Find the records of an edition that a selector selects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from kinerja_graph.analysis.nodes import key_of, unknown_agency, unknown_id
from kinerja_graph.analysis.selector import Selector, Term, is_plain, parse
from kinerja_graph.analysis.steps import BATCH, reached
from kinerja_graph.errors import UsageError
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.derive import fold
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import CHAINED
from kinerja_graph.texts import _

Subjects = Callable[[str], Mapping[str, str]]
"""Given the id of a rule, returns the records its findings are about: label by id."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected records of one edition.

    Attributes:
        labels: label of each record by id, sorted by id.
        named: ids that the selector names explicitly, without steps.
    """

    labels: Mapping[str, str]
    named: frozenset[str] = frozenset()

    def fit(self, takes: Collection[str]) -> tuple[str, ...]:
        """Return the ids whose label is in ``takes``, and all ids named explicitly.

        An explicitly named id of another label is kept, so that the view can say why it does not
        fit.
        """
        return tuple(
            one for one, label in self.labels.items() if label in takes or one in self.named
        )


def known_id(reader: Reader, edition: Edition, text: str) -> bool:
    """Return whether to read ``text`` as an id: it is one, or it has no selector characters."""
    return is_plain(text) or is_id(reader, edition, text)


def resolve_id(reader: Reader, edition: Edition, text: str) -> str | None:
    """Return the id that ``text`` is, quoted or not, or None if it is another kind of selector.

    Raises:
        UsageError: it cannot be parsed (``bad-selector``).
    """
    if known_id(reader, edition, text):
        return text.strip()
    terms = parse(text).terms
    alone = len(terms) == 1 and terms[0].method == "id" and terms[0].below == terms[0].above == 0
    return terms[0].value if alone else None


def is_id(reader: Reader, edition: Edition, text: str) -> bool:
    """Return whether ``text`` is the id of a record of the edition."""
    return bool(labels_of(reader, edition, (text.strip(),)))


def select(
    reader: Reader, edition: Edition, selector: Selector, *, subjects: Subjects
) -> Selection:
    """Return the records of ``edition`` that ``selector`` selects.

    Args:
        reader: runs read statements.
        edition: the visible snapshot.
        selector: the selector.
        subjects: runs a rule and returns what its findings are about; called only for ``rule:``.

    Raises:
        UsageError: there is no such id or agency (the nearest are given), steps are asked from a
            unit or post, or ``subjects`` raised it.
    """
    ids = {term.value for term in selector.terms if term.method == "id"}
    desk = _SelectorReader(reader, edition, subjects, _known(reader, edition, selector, ids))
    found: dict[str, str] = {}
    for both in selector.either:
        first, *others = (desk.read(term) for term in both)
        kept = set(first).intersection(*others)
        found |= {one: label for one, label in first.items() if one in kept}
    outright = {
        term.value
        for term in selector.terms
        if term.method == "id" and term.below == term.above == 0
    }
    return Selection(dict(sorted(found.items())), frozenset(outright & found.keys()))


@dataclass(frozen=True, slots=True)
class _SelectorReader:
    """Evaluates the terms of a selector one by one."""

    reader: Reader
    edition: Edition
    subjects: Subjects
    known: Mapping[str, str]

    def read(self, term: Term) -> dict[str, str]:
        """Return the records that one term selects, including its steps: label by id."""
        start = self._choice(term)
        if term.below == term.above == 0:
            return start
        if term.method == "id" and start[term.value] not in CHAINED:
            raise _no_steps(self.edition, term)
        below = reached(self.reader, self.edition, start, "down", term.below)
        return below | reached(self.reader, self.edition, start, "up", term.above)

    def _choice(self, term: Term) -> dict[str, str]:
        if term.method == "id":
            return {term.value: self.known[term.value]}
        if term.method == "rule":
            return dict(self.subjects(term.value))
        scope = self.edition.scope
        if term.method == "level":
            rows = self.reader.read(named("select-level"), scope=scope, level=int(term.value))
        elif term.method == "role":
            rows = self.reader.read(named("select-role"), scope=scope, role=term.value)
        elif term.method == "tag":
            rows = self.reader.read(named("select-tag"), scope=scope, tag=fold(term.value))
        elif term.method == "label":
            rows = self.reader.read(named("find-names"), scope=scope)
            rows = [row for row in rows if row["label"] == term.value]
        else:
            rows = self.reader.read(named("select-agency"), scope=scope, agency=term.value)
            if not rows:
                raise unknown_agency(self.reader, self.edition, term.value)
        return {row["id"]: row["label"] for row in rows}


def _known(
    reader: Reader, edition: Edition, selector: Selector, ids: Iterable[str]
) -> dict[str, str]:
    """Return the label of each id that a selector names.

    Raises:
        UsageError: one of them does not exist.
    """
    labels = labels_of(reader, edition, ids)
    missing = [t.value for t in selector.terms if t.method == "id" and t.value not in labels]
    if missing:
        is_name = len(missing) == len(selector.terms) == len(selector.either) > 1
        raise unknown_id(reader, edition, selector.text if is_name else missing[0])
    return labels


def labels_of(reader: Reader, edition: Edition, ids: Iterable[str]) -> dict[str, str]:
    """Return the labels of those of ``ids`` that are ids of records of the edition."""
    keys = sorted(key_of(edition, one) for one in ids)
    return {
        row["id"]: row["label"]
        for start in range(0, len(keys), BATCH)
        for row in reader.read(named("select-ids"), keys=keys[start : start + BATCH])
    }


def _no_steps(edition: Edition, term: Term) -> UsageError:
    return UsageError(
        _("“{name}” is a unit or a post; no chain leads to it or on from it."),
        mend=_("For what an agency owns use agency:ID, for example +agency:{name}."),
        where=f"{edition.dataset} {edition.edition}",
        code="no-chain",
        name=term.value,
    )
