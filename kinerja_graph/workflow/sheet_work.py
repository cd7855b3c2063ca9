"""The process that proposes an import: ``python -m kinerja_graph.workflow.sheet_work``.

It takes orders and replies as ``upload_work.py`` does. A file that is not a plan may be a sheet to
import (``look``); ``proposed`` then says how it is read (``arranging.py``). The process waits for
further orders about the sheet, ``arrange`` and ``import``, so that a user who changes a column does
not wait for a new process; it ends at the end of its input.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from kinerja_graph.errors import KinerjaError
from kinerja_graph.settings import Settings
from kinerja_graph.sources.formats import format_of_matrix
from kinerja_graph.sources.reading import Reading
from kinerja_graph.sources.wide.matrix_reader import MatrixRefusedError
from kinerja_graph.workflow.arranging import CHOICE, Arrangement, Choice, arrange
from kinerja_graph.workflow.importing import import_as_proposed, import_by_text, places_beside
from kinerja_graph.workflow.reading import ReadOptions, validate
from kinerja_graph.workflow.upload import failure_of
from kinerja_graph.workflow.upload_work import contents


class Desk:
    """The sheet that a user is working on, and its last arrangement."""

    def __init__(self, order: Mapping[str, Any]) -> None:
        self._path = Path(order["path"])
        self._settings = Settings(**order["settings"])
        self._last: Arrangement | None = None

    def answer(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Carry out an order and return the reply."""
        if order.get("map") is not None:
            return self._import_by_map(order)
        if order["do"] == "look":
            read_options = ReadOptions(**order["read_options"])
            reading = validate(self._path, settings=self._settings, wish=read_options)
            if not may_be_sheet(self._path, reading):
                return {"read": asdict(contents(reading))}
            return self._look(order, reading)
        choice = CHOICE.validate_python(order["choice"])
        if order["do"] == "import":
            return self._import(choice, order)
        self._last = arrange(self._path, choice, self._settings, another=order["another"])
        return {"proposed": self._last.as_data()}

    def _look(self, order: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
        """Propose an import of a sheet, of which ``reading`` says why it is not a plan."""
        choice = Choice(decimal=ReadOptions(**order["read_options"]).decimal)
        self._last = arrange(self._path, choice, self._settings)
        if order["readable_only"] and self._last.proposal is None:
            problems = (*reading.problems, *self._last.problems)
            return {"read": asdict(contents(Reading(None, problems)))}
        return {"proposed": self._last.as_data()}

    def _import(self, choice: Choice, order: Mapping[str, Any]) -> dict[str, Any]:
        """Make a plan of the sheet as chosen, and read it."""
        if self._last is None or self._last.choice != choice:
            self._last = arrange(self._path, choice, self._settings)
        proposal = self._last.proposal
        if proposal is None:
            return {"proposed": self._last.as_data()}
        out = self._place()
        import_as_proposed(proposal, out=out, language=order["language"])
        return self._read(out, order)

    def _import_by_map(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Make a plan of the sheet by the map that was sent, and read it."""
        out = self._place()
        import_by_text(
            self._path,
            order["map"],
            out=out,
            settings=self._settings,
            language=order["language"],
        )
        return self._read(out, order)

    def _place(self) -> Path:
        """Return where to write the plan: next to the sheet, in place of an earlier one."""
        plan, _map = places_beside(self._path)
        out = self._path.parent / plan
        out.unlink(missing_ok=True)
        return out

    def _read(self, out: Path, order: Mapping[str, Any]) -> dict[str, Any]:
        reading = validate(out, settings=self._settings, wish=ReadOptions(**order["read_options"]))
        return {"read": asdict(contents(reading)), "plan": out.name}


def may_be_sheet(path: Path, reading: Reading) -> bool:
    """Return whether a file that is not a plan may be a sheet to import."""
    if reading.cascade is not None or format_of_matrix(path) is None:
        return False
    return all(problem.code == "missing-file" for problem in reading.problems)


def main(heard: TextIO = sys.stdin, out: TextIO = sys.stdout) -> int:
    """Carry out orders about one sheet until the end of input."""
    logging.disable(logging.CRITICAL)
    desk: Desk | None = None
    for line in heard:
        order: dict[str, Any] = json.loads(line)
        desk = desk or Desk(order)
        try:
            answer = desk.answer(order)
        except KinerjaError as error:
            answer = {"error": asdict(failure_of(error))}
        except MatrixRefusedError as error:  # the file cannot be opened at all
            answer = {"read": asdict(contents(Reading(None, error.problems)))}
        out.write(json.dumps(answer) + "\n")
        out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
