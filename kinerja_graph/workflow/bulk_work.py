"""A worker process of a bulk load: ``python -m kinerja_graph.workflow.bulk_work``.

Reads lines of JSON from standard input: first ``folder``, ``part``, ``settings`` and
``read_options``, then one ``path`` at a time. Replies to each on standard output with a pickled
``InputResult``, or the ``OSError`` raised by the files; at the end of input, with the number of
rows in each file.
"""

from __future__ import annotations

import json
import logging
import pickle
import signal
import sys
from pathlib import Path
from typing import IO, Any

from kinerja_graph.export.admin_files import AdminFiles
from kinerja_graph.settings import Settings
from kinerja_graph.store.process import end_with_parent
from kinerja_graph.workflow.bulk_filling import process_input
from kinerja_graph.workflow.reading import ReadOptions


def main(requests: IO[bytes], out: IO[bytes]) -> int:
    """Work until the end of input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process ends us
    end_with_parent()
    logging.disable(logging.CRITICAL)
    order: dict[str, Any] = json.loads(requests.readline())
    settings, read_options = Settings(**order["settings"]), ReadOptions(**order["read_options"])
    with AdminFiles(Path(order["folder"]), order["part"]) as files:
        for line in requests:
            try:
                answer: object = process_input(
                    Path(json.loads(line)["path"]), files, settings, read_options
                )
            except OSError as error:
                answer = error
            _send(answer, out)
    _send(dict(files.counts), out)
    return 0


def _send(answer: object, out: IO[bytes]) -> None:
    pickle.dump(answer, out, pickle.HIGHEST_PROTOCOL)
    out.flush()


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, sys.stdout.buffer))
