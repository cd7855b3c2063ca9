"""The Dask cluster that a fleet runs on: worker processes of this machine, or a scheduler."""

from __future__ import annotations

import logging
import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

from kinerja_graph.errors import StoreError, UsageError
from kinerja_graph.fleet.results import library
from kinerja_graph.model.subprocesses import count_cores
from kinerja_graph.texts import _

SECONDS: Final = 30
"""How long a scheduler, and its first worker, may take to answer."""
_LOCAL: Final = re.compile(r"local(?::([1-9][0-9]{0,2}))?")
_REMOTE: Final = re.compile(r"(?:tcp|tls)://\S+:[0-9]+")
_CONFIGURATION: Final = {
    # A job is given to another worker once if its worker dies, and reported if that one dies too.
    "distributed.scheduler.allowed-failures": 1,
    "distributed.comm.timeouts.connect": f"{SECONDS}s",
    "distributed.worker.daemon": False,  # its engine is a process of its own
    # Its profile of every second is kept for an hour: about a megabyte more for each edition.
    "distributed.worker.profile.enabled": False,
}


@contextmanager
def open_cluster(scheduler: str) -> Generator[Any]:
    """Connect to a cluster for the duration of the block.

    Args:
        scheduler: ``local:N`` starts N worker processes on this machine, which end with the block;
            ``tcp://HOST:PORT`` is a scheduler that runs already.

    Raises:
        UsageError: an address of neither form, or the extra ``fleet`` is not installed.
        StoreError: nothing answers at the address, or no worker does.
    """
    local, remote = _LOCAL.fullmatch(scheduler), _REMOTE.fullmatch(scheduler)
    if local is None and remote is None:
        raise UsageError(
            _("{scheduler} is not a scheduler."),
            mend=_("Write local:2 for two processes on this machine, or tcp://HOST:8786."),
            where="--scheduler",
            scheduler=scheduler,
        )
    dask, distributed = library("dask"), library("distributed")
    for name in ("distributed", "bokeh", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with dask.config.set(_CONFIGURATION):
        if local is not None:
            with _local_cluster(distributed, int(local[1] or count_cores())) as client:
                yield client
        else:
            with _remote_client(distributed, scheduler) as client:
                yield client


@contextmanager
def _local_cluster(distributed: Any, workers: int) -> Generator[Any]:
    with (
        distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@contextmanager
def _remote_client(distributed: Any, scheduler: str) -> Generator[Any]:
    try:
        client = distributed.Client(scheduler, timeout=f"{SECONDS}s")
    except (OSError, TimeoutError) as error:
        raise StoreError(
            _("No scheduler answers at {scheduler}."),
            mend=_("Start one with dask scheduler, or use local:2 for this machine."),
            where=scheduler,
            code="no-scheduler",
            scheduler=scheduler,
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError as error:
            raise StoreError(
                _("The scheduler at {scheduler} has no workers."),
                mend=_("Start some: dask worker {scheduler} --nthreads 1"),
                where=scheduler,
                code="no-workers",
                scheduler=scheduler,
            ) from error
        yield client
