"""A view of one record, asked of all that a selector means."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final, TypeVar

from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.store.bolt import Store
from kinerja_graph.workflow.selecting import Answers, ask_each
from kinerja_graph.workflow.views import EditionRef

__all__ = ["POSTS", "RESULTS", "ask_selected"]

T = TypeVar("T")
POSTS: Final = ("Position",)


def ask_selected(
    store: Store,
    choice: EditionRef,
    text: str,
    ask: Callable[[str, EditionRef], T],
    *,
    takes: Collection[str] = RESULTS,
    ruling: RuleSet | None = None,
) -> Answers[T]:
    """What ``ask`` answers of the id ``text``, or of each record that the selector means.

    All answers are of one edition, whatever is loaded meanwhile. ``takes`` says of which labels
    the view can be asked.

    Raises:
        UsageError: no such edition or id, a selector that cannot be read, or what ``ask`` raises.
        AuditError: a rule that the selector names failed.
    """
    edition = choice.of(store)
    fixed = EditionRef.exactly(edition)
    return ask_each(store, edition, text, lambda one: ask(one, fixed), takes=takes, ruling=ruling)
