"""Run several processes that read the inputs of a bulk load, each into files of its own."""

from __future__ import annotations

import json
import pickle
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Final, Self, cast

from kinerja_graph.data_frames import own_process
from kinerja_graph.errors import StoreError
from kinerja_graph.model.subprocesses import count_cores
from kinerja_graph.settings import Settings
from kinerja_graph.texts import _
from kinerja_graph.workflow.bulk_filling import InputResult
from kinerja_graph.workflow.reading import ReadOptions

_MODULE: Final = "kinerja_graph.workflow.bulk_work"
_BYTES_PER_WORKER: Final = 2_000_000
"""Bytes of input from which starting further processes pays off."""
_MEMORY_PER_WORKER: Final = 128_000_000
"""Bytes of input that may be read at the same time; in memory they take fifteen times as much."""


def worker_count(paths: Sequence[Path]) -> int:
    """Return how many processes should read these inputs; 1 if more would not help.

    >>> worker_count([Path("examples/slides")])
    1
    """
    sizes = [_input_size(path) for path in paths]
    if len(paths) == 1 or sum(sizes) < _BYTES_PER_WORKER:
        return 1
    return max(1, min(count_cores(), len(paths), _MEMORY_PER_WORKER // max(1, *sizes)))


class WorkerPool:
    """A fixed number of processes; a context manager that ends them."""

    def __init__(
        self, number: int, folder: Path, settings: Settings, options: ReadOptions | None
    ) -> None:
        """Start the processes.

        Raises:
            OSError: a process cannot be started.
        """
        self._all: list[subprocess.Popen[bytes]] = []
        self._free: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._threads = ThreadPoolExecutor(number)
        order = {
            "folder": str(folder),
            "settings": settings.model_dump(mode="json"),
            "read_options": asdict(options or ReadOptions()),
        }
        try:
            for part in range(number):
                process = _start_worker()
                self._all.append(process)
                _send_request(process, order | {"part": str(part)})
                self._free.put(process)
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Self:
        """Return the pool."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes without waiting for what they are reading."""
        self._end()

    def process_inputs(self, paths: Sequence[Path]) -> Iterator[InputResult]:
        """Read the inputs; return an iterator of their results, in the order of the paths.

        Raises:
            OSError: the files cannot be written.
            StoreError: a process ended before it finished.
        """
        return self._threads.map(self._process_input, paths)

    def close(self) -> Counter[str]:
        """Close all files; return the number of rows in each.

        Raises:
            StoreError: a process ended before it finished.
        """
        counts: Counter[str] = Counter()
        for process in self._all:
            _stream(process.stdin).close()
            counts.update(cast("dict[str, int]", _receive_answer(process)))
        return counts

    def _process_input(self, path: Path) -> InputResult:
        process = self._free.get()
        try:
            _send_request(process, {"path": str(path)})
            answer = _receive_answer(process, path)
        finally:
            self._free.put(process)
        if isinstance(answer, OSError):
            raise answer
        return cast("InputResult", answer)

    def _end(self) -> None:
        for process in self._all:
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._all:
            with suppress(BrokenPipeError):  # an order that the process no longer reads
                _stream(process.stdin).close()
            _stream(process.stdout).close()
            process.wait()


def _start_worker() -> subprocess.Popen[bytes]:
    words = own_process(_MODULE)
    return subprocess.Popen(  # noqa: S603 - our own module; everything else goes through its standard input
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _send_request(process: subprocess.Popen[bytes], request: dict[str, Any]) -> None:
    """Send an order; if the process has ended, the missing answer shows it."""
    stream = _stream(process.stdin)
    with suppress(BrokenPipeError):
        stream.write(json.dumps(request).encode() + b"\n")
        stream.flush()


def _receive_answer(process: subprocess.Popen[bytes], path: Path | None = None) -> object:
    try:
        return pickle.load(_stream(process.stdout))  # noqa: S301 - written by our own process
    except (EOFError, pickle.UnpicklingError) as error:
        raise _worker_ended(path) from error


def _stream(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:  # all are pipes
        raise AssertionError
    return pipe


def _input_size(path: Path) -> int:
    """Return the size of a file or of the files in a folder; 0 if it cannot be read."""
    try:
        if path.is_dir():
            return sum(each.stat().st_size for each in path.iterdir())
        return path.stat().st_size
    except OSError:
        return 0


def _worker_ended(path: Path | None) -> StoreError:
    return StoreError(
        _("A process that reads inputs ended before its work was done; nothing is loaded."),
        mend=_(
            "The machine may have run out of memory: load fewer inputs at once, or "
            "close other programs, and try again."
        ),
        where="" if path is None else str(path),
        code="reader-ended",
    )
