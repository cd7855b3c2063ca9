"""A process that loads a plan and says how far it is; the tests kill it on the way."""

import json
import sys
from typing import Any

from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.engine import Address, Capabilities
from kinerja_graph.store.load import load


def tables(size: int, mark: str) -> dict[str, list[dict[str, object]]]:
    """A plan of so many owned indicators below one outcome, each named after ``mark``."""
    return {
        "units": [{"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd"}],
        "objectives": [{"id": "S1", "name": "Baru", "level": 0}],
        "indicators": [
            {
                "id": f"I{n}",
                "name": f"Ukuran {n} {mark}",
                "level": 2,
                "owner": "dishub",
                "contributes_to": "S1",
            }
            for n in range(size)
        ],
    }


def main() -> None:
    """Loads what standard input tells, and says each step on a line."""
    told: dict[str, Any] = json.load(sys.stdin)
    settings = Settings(**told["settings"])
    reading = read_document(
        tables(told["size"], told["mark"]),
        name="plan.yaml",
        settings=settings,
        dataset=told["dataset"],
        edition=told["edition"],
    )
    assert reading.cascade is not None
    with Store(
        Address(**told["address"]), Capabilities(**told["capabilities"]), long_seconds=120
    ) as store:
        load(
            store,
            reading.cascade,
            settings=settings,
            progress=lambda *step: print(*step, flush=True),  # noqa: T201
        )


if __name__ == "__main__":
    main()
