"""Accept selectors wherever an id is accepted, and run a view for each selected record.

A text that is an id of the edition is that id; anything else is a selector (contract §4). A view
of one record then answers once for each selected record (decision 0120).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from kinerja_graph.analysis.selection import (
    Selection,
    Subjects,
    is_id,
    known_id,
)
from kinerja_graph.analysis.selection import select as select_records
from kinerja_graph.analysis.selector import parse
from kinerja_graph.audit.rule_set import RuleSet, complete
from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import DESCRIBED
from kinerja_graph.library.statement import EngineReader
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import reference
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import _
from kinerja_graph.workflow.document_rules import run_rule_set
from kinerja_graph.workflow.rule_sets import default_rule_set
from kinerja_graph.workflow.rules import select as select_rules

__all__ = [
    "MOST",
    "Answers",
    "ask_each",
    "is_id",
    "rule_subjects",
    "select",
    "selected_ids",
]

T = TypeVar("T")
MOST: Final = 500
"""The maximum number of records that a view is run for; an answer says if there are more."""


@json_keys("dataset", "edition", "selector", "selected", "answers", optional=("truncated", "limit"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Generic[T]):
    """A view's answers about an id, or about each record of a selector, sorted by id.

    Attributes:
        selector: the text that was given.
        single: whether the text is an id, so that there is one answer rather than a list.
        selected: the number of selected records that the view applies to.
        answers: one for each; the first 500 (``MOST``) if there are more.
    """

    dataset: str
    edition: str
    selector: str
    single: bool
    selected: int
    answers: tuple[T, ...]

    @property
    def truncated(self) -> bool:
        """Whether there are records that the view was not run for."""
        return self.selected > len(self.answers)

    @property
    def limit(self) -> int | None:
        """The number of records that the view was run for, if there are more; else None."""
        return MOST if self.truncated else None

    @property
    def result(self) -> T | Answers[T]:
        """What to show: the one answer about an id, else the list of answers."""
        return self.answers[0] if self.single else self


def ask_each(
    store: EngineReader,
    edition: Edition,
    text: str,
    ask: Callable[[str], T],
    *,
    takes: Collection[str],
    rule_set: RuleSet | None = None,
) -> Answers[T]:
    """Run ``ask`` for the id ``text``, or for each record selected by the selector ``text``.

    Args:
        store: the graph.
        edition: the visible snapshot.
        text: an id or a selector.
        ask: runs the view for one id.
        takes: the labels that the view applies to.
        rule_set: the configuration of the rules, for ``rule:``; None: the product's defaults.

    Raises:
        UsageError: there is no such id, a selector is invalid, or ``ask`` raised it.
        AuditError: a rule named by ``rule:`` failed.
    """
    single = known_id(store, edition, text)
    ids = (text.strip(),) if single else select(store, edition, text, rule_set=rule_set).fit(takes)
    return Answers(
        dataset=edition.dataset,
        edition=edition.edition,
        selector=text,
        single=single,
        selected=len(ids),
        answers=tuple(ask(one) for one in ids[:MOST]),
    )


def selected_ids(
    store: EngineReader,
    edition: Edition,
    texts: Iterable[str],
    *,
    takes: Collection[str],
    rule_set: RuleSet | None = None,
) -> tuple[str, ...]:
    """Return the ids that ``texts``, ids and selectors, select together, sorted; at least one.

    Raises:
        UsageError: there is no such id, a selector is invalid, or nothing is selected.
        AuditError: a rule named by ``rule:`` failed.
    """
    found: set[str] = set()
    for text in texts:
        if known_id(store, edition, text):
            found.add(text.strip())
        else:
            found.update(select(store, edition, text, rule_set=rule_set).fit(takes))
    if not found:
        raise nothing_selected(edition, " ".join(texts))
    return tuple(sorted(found))


def select(
    store: EngineReader, edition: Edition, text: str, *, rule_set: RuleSet | None = None
) -> Selection:
    """Return the records selected by the selector ``text``.

    Raises:
        UsageError: there is no such id, agency or rule, or the text is invalid.
        AuditError: a rule named by ``rule:`` failed.
    """
    subjects = rule_subjects(store, edition, rule_set)
    return select_records(store, edition, parse(text), subjects=subjects)


def rule_subjects(
    store: EngineReader, edition: Edition, rule_set: RuleSet | None = None
) -> Subjects:
    """Return a function that runs a rule and returns the records that its findings are about.

    Findings about the whole dataset, or about unknown ids, have no record; those of rules about
    several documents have one in the document that they name.
    """

    def subjects(rule: str) -> dict[str, str]:
        decided = rule_set or default_rule_set()
        alone = replace(decided, rules=select_rules(decided.rules, [rule]))
        found = complete(run_rule_set(store, edition, alone, store.engine))
        things = (
            finding.subject
            for finding in found.findings
            if finding.document in (None, edition.code)
        )
        return {
            reference(thing.label, thing.id): thing.label
            for thing in things
            if thing.label in DESCRIBED
        }

    return subjects


def nothing_selected(edition: Edition, text: str) -> UsageError:
    """Return the error for a selector that selects nothing although something is needed."""
    return UsageError(
        _("“{text}” selects no record."),
        mend=_("Widen the selector: a comma means both, a blank means either."),
        where=f"{edition.dataset} {edition.edition}",
        code="nothing-selected",
        text=text,
    )
