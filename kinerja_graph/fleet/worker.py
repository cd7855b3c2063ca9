"""What a worker does: one job, on an engine of its own or on the graph that is named."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from distributed import WorkerPlugin, get_worker

from kinerja_graph.errors import KinerjaError, StoreError
from kinerja_graph.fleet.jobs import Job, JobContext, PageOptions
from kinerja_graph.fleet.outcome import Outcome, Page, outcome_of_audit, outcome_of_error
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.formats.registry import format_of
from kinerja_graph.report.report_context import Audited, product_version
from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import EMBEDDED
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.store.running import stop
from kinerja_graph.store.snapshots import refuse_other
from kinerja_graph.texts import _
from kinerja_graph.workflow import pictures, reports
from kinerja_graph.workflow.auditing import audit_loaded
from kinerja_graph.workflow.connection import Store, connect
from kinerja_graph.workflow.edition_cache import checking_editions
from kinerja_graph.workflow.reading import read_accepted

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
    """Audit the edition of ``job`` and make its pages; what is wrong with it is an outcome, too."""
    context = _fleet_worker().context
    begun = time.monotonic()
    try:
        _refuse_other_version(context)
        found, pages = _audited_again(job, context)
    except KinerjaError as error:
        return outcome_of_error(job, error, context.language, time.monotonic() - begun)
    return outcome_of_audit(job, found, context.language, time.monotonic() - begun, pages)


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


def _audited_again(job: Job, context: JobContext) -> tuple[Audited, Sequence[Page]]:
    for left in reversed(range(TRIES)):
        try:
            return _audited(job, context)
        except StoreError:
            if not left:
                raise
    raise AssertionError


def _audited(job: Job, context: JobContext) -> tuple[Audited, Sequence[Page]]:
    with _opened(job, context) as (store, edition):
        if context.pages is None:
            return audit_loaded(store, edition, context.options), ()
        return _reported(store, edition, context, context.pages)


@contextmanager
def _opened(job: Job, context: JobContext) -> Generator[tuple[Store, Edition]]:
    """Open the edition of a job: where it is loaded, or read into the worker's own engine."""
    if job.path is not None:
        settings = worker_settings(context.settings)
        _reading, cascade = read_accepted(job.path, settings, None)
        with (
            connect(settings) as store,
            temporary_snapshot(store, cascade, settings=settings) as snapshot,
        ):
            yield store, snapshot.edition
        return
    if job.edition is None or job.address is None:
        raise AssertionError
    refuse_other(job.edition)
    settings = context.settings.model_copy(update={"url": job.address})
    with connect(settings) as store, checking_editions(store, job.edition):
        yield store, job.edition


def _reported(
    store: Store, edition: Edition, context: JobContext, wanted: PageOptions
) -> tuple[Audited, Sequence[Page]]:
    """Return the audit of an edition with its report and picture, as the commands write them."""
    options = reports.ReportOptions(
        audit_options=context.options,
        language=context.language,
        made=wanted.made,
        reader=wanted.reader,
    )
    found = reports.report(store, edition, options)
    form = format_of(Path(f"report.{wanted.ending}"))
    pages = [Page("report", wanted.ending, form.write_document(found.document, None))]
    if wanted.with_picture:
        scene = pictures.scene(
            store,
            edition,
            None,
            pictures.PictureOptions(view="findings"),
            findings=found.audited.audit,
            rule_set=context.options.rule_set,
        )
        style = pictures.PictureStyle(language=context.language)
        pages.append(Page("picture", "html", pictures.draw_scene(scene, ".html", style)))
    return found.audited, pages


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
