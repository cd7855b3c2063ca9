"""A process that loads a plan and says how far it is; the tests kill it on the way."""

import json
import sys
from typing import Any

from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.engine import Address, Capabilities
from kinerja_graph.store.load import load


def main() -> None:
    told: dict[str, Any] = json.load(sys.stdin)
    settings = Settings(**told["settings"])
    reading = read_document(
        told["tables"],
        name="plan.yaml",
        settings=settings,
        dataset=told["dataset"],
        edition="1",
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
