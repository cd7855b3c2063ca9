"""What a worker does: one job, on an engine of its own or on the graph that is named."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from distributed import WorkerPlugin, get_worker

from kinerja_graph.errors import KinerjaError, StoreError
from kinerja_graph.fleet.jobs import Job, JobContext
from kinerja_graph.fleet.outcome import Outcome, outcome_of_audit, outcome_of_error
from kinerja_graph.report.report_context import Audited, product_version
from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import EMBEDDED
from kinerja_graph.store.running import stop
from kinerja_graph.texts import _
from kinerja_graph.workflow.auditing import audit_loaded, check_files
from kinerja_graph.workflow.connection import connect

NAME: Final = "kinerja-fleet"
IDLE_MINUTES: Final = 0.5
"""After so long the engine of a worker that was killed ends by itself."""
MEMORY: Final = "512m"
"""Heap of a worker's engine, unless the settings say otherwise."""
TRIES: Final = 2
"""An engine that falls under a job is started again, and the job with it, once."""


@cache
def worker_home() -> Path:
    """Return the home of this process's own engine: a new folder."""
    return Path(tempfile.mkdtemp(prefix="kinerja-fleet-"))


def worker_settings(settings: Settings) -> Settings:
    """Return the settings of a command as a worker uses them: with an engine of its own."""
    own: dict[str, Any] = {"url": EMBEDDED, "home": worker_home(), "idle": IDLE_MINUTES}
    if "memory" not in settings.model_fields_set:
        own["memory"] = MEMORY
    return settings.model_copy(update=own)


def run_job(job: Job) -> Outcome:
    """Audit the edition of ``job``; whatever is wrong with it is an outcome, too."""
    context = _fleet_worker().context
    begun = time.monotonic()
    try:
        _refuse_other_version(context)
        found = _audited_again(job, context)
    except KinerjaError as error:
        return outcome_of_error(job, error, context.language, time.monotonic() - begun)
    return outcome_of_audit(job, found, context.language, time.monotonic() - begun)


class FleetWorker(WorkerPlugin):
    """Gives a worker what all jobs share; ends its engine with it, and removes the engine's folder.

    A worker that starts in place of one that died gets it as well.
    """

    name = NAME

    def __init__(self, context: JobContext) -> None:
        """Take what all jobs share."""
        self.context = context

    def teardown(self, worker: Any) -> None:  # noqa: ARG002  # the plug-in's signature
        """End the engine; called when the worker closes."""
        with suppress(KinerjaError, OSError):
            stop(worker_settings(self.context.settings))
        shutil.rmtree(worker_home(), ignore_errors=True)


def _fleet_worker() -> FleetWorker:
    found = get_worker().plugins[NAME]
    if not isinstance(found, FleetWorker):
        raise TypeError(NAME)
    return found


def _audited_again(job: Job, context: JobContext) -> Audited:
    for left in reversed(range(TRIES)):
        try:
            return _audited(job, context)
        except StoreError:
            if not left:
                raise
    raise AssertionError


def _audited(job: Job, context: JobContext) -> Audited:
    if job.path is not None:
        settings = worker_settings(context.settings)
        return check_files(job.path, context.options, settings=settings)[1]
    if job.edition is None or job.address is None:
        raise AssertionError
    settings = context.settings.model_copy(update={"url": job.address})
    with connect(settings) as store:
        return audit_loaded(store, job.edition, context.options)


def _refuse_other_version(context: JobContext) -> None:
    own = product_version()
    if own != context.version:
        raise StoreError(
            _("A worker has kinerja_graph {own}, the command {version}."),
            mend=_("Install the same version on every machine of the cluster."),
            code="other-version",
            own=own,
            version=context.version,
        )
