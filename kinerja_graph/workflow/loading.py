"""``load`` and ``check``: put plan files into the graph, permanently or only to audit them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.audit.run import AuditProgress
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.sources.reading import Reading
from kinerja_graph.store.load import Loaded, Progress, silent, temporary_snapshot
from kinerja_graph.store.load import load as load_cascade
from kinerja_graph.texts import Text
from kinerja_graph.workflow.auditing import measured_audit
from kinerja_graph.workflow.connection import connect
from kinerja_graph.workflow.hints import hints
from kinerja_graph.workflow.reading import InputReport, ReadOptions, read_accepted
from kinerja_graph.workflow.rule_sets import default_rule_set


@json_keys(
    "*report", "hints", "dataset=loaded.edition.dataset", "edition=loaded.edition.edition",
    "document=loaded.edition.code",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What was read, with its warnings, and the result in the graph."""

    reading: Reading
    loaded: Loaded

    @property
    def report(self) -> InputReport:
        """The report of the input."""
        return InputReport(self.reading, self.loaded.counts)

    @property
    def hints(self) -> tuple[Text, ...]:
        """What is not a problem, but worth a look."""
        return hints(self.reading)


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What was read, with its warnings, and its audit."""

    reading: Reading
    audit: Audit


def load(
    path: Path, *, settings: Settings, wish: ReadOptions | None = None, progress: Progress = silent
) -> LoadOutcome:
    """Load an input as one snapshot, completely or not at all.

    Raises:
        InputRefused: the input has errors; the engine was not started.
        StoreError: the database failed; what readers see is unchanged.

    >>> from pathlib import Path
    >>> from kinerja_graph import load, read_settings
    >>> outcome = load(Path("examples/slides"), settings=read_settings())
    >>> outcome.loaded.counts["Task"], outcome.loaded.edition.dataset
    (3, 'salindia')
    """
    reading, cascade = read_accepted(path, settings, wish)
    with connect(settings) as store:
        return LoadOutcome(
            reading, load_cascade(store, cascade, settings=settings, progress=progress)
        )


def check(
    path: Path,
    *,
    settings: Settings,
    wish: ReadOptions | None = None,
    rules: Iterable[str] = (),
    rule_set: RuleSet | None = None,
    progress: AuditProgress | None = None,
) -> CheckOutcome:
    """Audit an input without keeping it; ``rules`` names rules, none means all.

    ``rule_set`` configures the rules in more detail, and is used in place of ``rules``.

    Raises:
        InputRefused: the input has errors.
        UsageError: there is no such rule.
        StoreError: the database failed.

    >>> from pathlib import Path
    >>> from kinerja_graph import check, read_settings
    >>> outcome = check(Path("examples/slides"), settings=read_settings(), rules=["detached-task"])
    >>> outcome.audit.summary()["error"]
    0
    """
    decided = rule_set or default_rule_set(rules)
    reading, cascade = read_accepted(path, settings, wish)
    with (
        connect(settings) as store,
        temporary_snapshot(store, cascade, settings=settings) as snapshot,
    ):
        audit = measured_audit(store, snapshot.edition, decided, progress=progress)
    return CheckOutcome(reading, audit)
