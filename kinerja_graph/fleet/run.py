"""Spread the jobs of a fleet over workers, keep each result as it comes, and put them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from kinerja_graph.audit.answer import Counted, FailOn, counted_exceed
from kinerja_graph.audit.history import together
from kinerja_graph.audit.waiver import WaiverUse
from kinerja_graph.errors import StoreError
from kinerja_graph.fleet.cluster import open_cluster
from kinerja_graph.fleet.jobs import Job, JobContext
from kinerja_graph.fleet.outcome import Outcome, outcome_of_error
from kinerja_graph.fleet.results import Results, library
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import _
from kinerja_graph.workflow.history import AuditHistory

_WAIVERS: Final = "waivers"
_COUNT: Final = ("new", "existing")
"""The statuses of findings that count for ``--fail-on``."""
_SUMS: Final = ("error", "warning", "info", "new", "existing", "resolved", "waived")
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetOptions:
    """How a fleet runs.

    Attributes:
        scheduler: see ``open_cluster``.
        out: the folder of its results.
        is_fresh: whether results that are there already are not used.
    """

    scheduler: str
    out: Path
    is_fresh: bool = False


@json_keys("audits", "summary", optional=("waivers",))
@dataclass(frozen=True, slots=True)
class FleetAnswer:
    """The audits of all editions, as ``audit --all`` gives them.

    Attributes:
        outcomes: by dataset, edition and place.
        memory: the waivers, which are told of all editions together.
        kept: how many of them were there from an earlier run.
        dashboard: the address of the cluster's own page, if it has one.
    """

    outcomes: tuple[Outcome, ...]
    memory: AuditHistory = field(compare=False)
    kept: int = 0
    dashboard: str | None = field(default=None, compare=False)

    @property
    def audits(self) -> tuple[Mapping[str, Any], ...]:
        """The audit of each edition, or why there is none."""
        return tuple(
            {key: value for key, value in one.data.items() if key != _WAIVERS}
            for one in self.outcomes
        )

    @property
    def waivers(self) -> tuple[WaiverUse, ...] | None:
        """How each waiver was used across all editions; None if there are no waivers."""
        if self.memory.waivers is None:
            return None
        each = [self._uses(one) for one in self.outcomes]
        broken = {one.dataset for one in self.outcomes if "error" in one.data}
        return together(each, self.memory.waivers, today=self.memory.today, unseen=broken)

    def exceeds(self, fail_on: FailOn) -> bool:
        """Return whether the findings of an edition are graver, or more, than ``fail_on``."""
        return any(
            counted_exceed(
                [
                    Counted(
                        rule=found["rule"],
                        severity=found["severity"],
                        of_all=found["subject"]["label"] == "Dataset",
                    )
                    for found in data.get("findings", ())
                    if found["status"] in _COUNT
                ],
                {run["id"]: run["population"] for run in data.get("rules", ())},
                fail_on,
            )
            for data in self.audits
        )

    def _uses(self, one: Outcome) -> list[WaiverUse]:
        """Return the use of each waiver in one audit, which has them in the order of the file."""
        about = [
            waiver for waiver in self.memory.waivers or () if waiver.dataset in (None, one.dataset)
        ]
        uses = one.data.get(_WAIVERS, ())
        return [
            WaiverUse(waiver, use["status"], use["findings"])
            for waiver, use in zip(about, uses, strict=False)  # a broken edition has none
        ]

    @property
    def summary(self) -> dict[str, int]:
        """The totals of the summaries, the number of editions and of those not audited."""
        total: Counter[str] = Counter(dict.fromkeys(_SUMS, 0))
        broken = 0
        for data in self.audits:
            total.update(data.get("summary", {}))
            broken += "error" in data
        return {**total, "datasets": len(self.outcomes), "broken": broken}


def run_fleet(
    jobs: Sequence[Job],
    context: JobContext,
    options: FleetOptions,
    *,
    progress: Progress,
    announce: Callable[[str], None],
) -> FleetAnswer:
    """Run the jobs whose results are not there yet; keep each result when it comes.

    A job whose worker dies is given to another one once; after that, and whenever something else
    fails, the outcome says so, and the others go on.

    Args:
        jobs: one for each edition.
        context: what they share.
        options: where they run, and where their results are kept.
        progress: called after each with the number done, the total, and its dataset.
        announce: called with the address of the cluster's own page, if it has one.

    Raises:
        UsageError: results cannot be written; the scheduler is not one; the extra is missing.
        StoreError: no scheduler or no worker answers.
    """
    results = Results(options.out)
    found: dict[str, Outcome] = {}
    if not options.is_fresh:
        kept = ((job.key, results.find(job.key)) for job in jobs)
        found = {key: outcome for key, outcome in kept if outcome is not None}
    left = [job for job in jobs if job.key not in found]
    before = len(found)
    for number, outcome in enumerate(found.values(), start=1):
        progress(number, len(jobs), outcome.dataset)
    dashboard = None
    if left:
        with open_cluster(options.scheduler) as client:
            dashboard = client.dashboard_link or None
            if dashboard:
                announce(dashboard)
            for outcome in _outcomes(client, left, context):
                results.keep(outcome)
                found[outcome.key] = replace(outcome, contents={})
                progress(len(found), len(jobs), outcome.dataset)
    results.name_run([job.key for job in jobs])
    ordered = sorted(found.values(), key=lambda one: one.sort_key)
    return FleetAnswer(tuple(ordered), context.options.memory, before, dashboard)


def _outcomes(client: Any, jobs: Sequence[Job], context: JobContext) -> Any:
    """Yield the outcome of each job, in the order in which they end."""
    distributed = library("distributed")
    worker = library("kinerja_graph.fleet.worker")
    client.register_plugin(worker.FleetWorker(context))
    by_key = {job.key: job for job in jobs}
    waiting = distributed.as_completed(
        [client.submit(worker.run_job, job, key=job.key, pure=False) for job in jobs]
    )
    for future in waiting:
        job = by_key[future.key]
        if future.status == "finished":
            yield future.result()
        else:
            yield _lost(job, future.exception(), context)
        future.release()


def _lost(job: Job, error: BaseException | None, context: JobContext) -> Outcome:
    """Return the outcome of a job that no worker could end."""
    killed = library("distributed").KilledWorker
    told = (
        StoreError(
            _("Two workers ended while they audited {dataset}."),
            mend=_("They may have run out of memory: use fewer workers on each machine."),
            where=job.source,
            code="worker-died",
            dataset=job.dataset,
        )
        if isinstance(error, killed)
        else StoreError(
            _("{dataset} could not be audited: {why}"),
            mend=_("Try again; if it keeps failing, report it."),
            where=job.source,
            code="worker-failed",
            dataset=job.dataset,
            why=f"{type(error).__name__}: {error}",
        )
    )
    return outcome_of_error(job, told, context.language)
