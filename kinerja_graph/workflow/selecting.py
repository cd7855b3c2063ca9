"""Selectors wherever an id is taken: what is meant, and a view asked of each of it.

A text that is an id of the edition is that id; anything else is a selector (contract §4). A view
of one record then answers once for each record selected (decision 0120).
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
from kinerja_graph.audit.rule_set import RuleSet, complete, run_rule_set
from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import DESCRIBED
from kinerja_graph.library.statement import EngineReader
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import _
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
"""Records of which a view is asked at most; what is cut off is told."""


@json_keys("dataset", "edition", "selector", "selected", "answers", optional=("truncated", "limit"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Generic[T]):
    """A view's answers about an id, or about each record that a selector means, sorted by id.

    Attributes:
        selector: the text that was asked.
        single: whether the text is an id, so that there is one answer and no list of them.
        selected: how many records it means that the view can be asked of.
        answers: one for each; the first 500 (``MOST``) where there are more.
    """

    dataset: str
    edition: str
    selector: str
    single: bool
    selected: int
    answers: tuple[T, ...]

    @property
    def truncated(self) -> bool:
        """Whether there are records of which the view was not asked."""
        return self.selected > len(self.answers)

    @property
    def limit(self) -> int | None:
        """How many records the view was asked of, where there are more; else None."""
        return MOST if self.truncated else None

    @property
    def told(self) -> T | Answers[T]:
        """What is told: the one answer about an id, else the list of them."""
        return self.answers[0] if self.single else self


def ask_each(
    store: EngineReader,
    edition: Edition,
    text: str,
    ask: Callable[[str], T],
    *,
    takes: Collection[str],
    ruling: RuleSet | None = None,
) -> Answers[T]:
    """What ``ask`` answers of the id ``text``, or of each record that the selector ``text`` means.

    Args:
        store: the graph.
        edition: the visible snapshot.
        text: an id or a selector.
        ask: the view, asked of one id.
        takes: labels of the records that it can be asked of.
        ruling: what is decided of the rules, for ``rule:``; None: those of the product.

    Raises:
        UsageError: an id that there is not, a selector that cannot be read, or what ``ask`` raises.
        AuditError: a rule that ``rule:`` names failed.
    """
    single = known_id(store, edition, text)
    ids = (text.strip(),) if single else select(store, edition, text, ruling=ruling).fit(takes)
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
    ruling: RuleSet | None = None,
) -> tuple[str, ...]:
    """The ids that ``texts``, each an id or a selector, mean together, sorted: never none.

    Raises:
        UsageError: an id that there is not, a selector that cannot be read, or nothing selected.
        AuditError: a rule that ``rule:`` names failed.
    """
    found: set[str] = set()
    for text in texts:
        if known_id(store, edition, text):
            found.add(text.strip())
        else:
            found.update(select(store, edition, text, ruling=ruling).fit(takes))
    if not found:
        raise nothing_selected(edition, " ".join(texts))
    return tuple(sorted(found))


def select(
    store: EngineReader, edition: Edition, text: str, *, ruling: RuleSet | None = None
) -> Selection:
    """The records that the selector ``text`` means.

    Raises:
        UsageError: an id, agency or rule that there is not, or a text that cannot be read.
        AuditError: a rule that ``rule:`` names failed.
    """
    subjects = rule_subjects(store, edition, ruling)
    return select_records(store, edition, parse(text), subjects=subjects)


def rule_subjects(store: EngineReader, edition: Edition, ruling: RuleSet | None = None) -> Subjects:
    """Runs a rule and gives the records that its findings are about.

    A finding about the whole dataset, or about an id of no record, is about no record.
    """

    def subjects(rule: str) -> dict[str, str]:
        decided = ruling or default_rule_set()
        alone = replace(decided, rules=select_rules(decided.rules, [rule]))
        found = complete(run_rule_set(store, edition, alone, store.engine))
        things = (finding.subject for finding in found.findings)
        return {thing.id: thing.label for thing in things if thing.label in DESCRIBED}

    return subjects


def nothing_selected(edition: Edition, text: str) -> UsageError:
    """The error where something is needed and a selector means nothing."""
    return UsageError(
        _("“{text}” selects no record."),
        mend=_("Widen the selector: a comma means both, a blank means either."),
        where=f"{edition.dataset} {edition.edition}",
        code="nothing-selected",
        text=text,
    )
