"""On both engines the audit of the example city finds what was planted in it, and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from city.country import write_country
from city.editions import DATASET, EDITIONS, ORIGINAL, REVISED, defects
from kinerja_graph.audit.run import run
from kinerja_graph.library.rules import load_rules
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from make_city import CITY

PLANS = {ORIGINAL: CITY / ORIGINAL, REVISED: CITY / f"{REVISED}.xlsx"}


def audited(store: Store, path: Path, settings: Settings) -> dict[str, Any]:
    cascade = read(path, settings=settings).cascade
    assert cascade is not None
    with temporary_snapshot(store, cascade, settings=settings) as loaded:
        return as_json(run(store, loaded.edition, load_rules(), store.engine), "id")


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_of_the_city_has_its_defects_and_no_other(
    edition: str, store: Store, settings: Settings
) -> None:
    answer = audited(store, PLANS[edition], settings)
    assert (answer["dataset"], answer["edition"]) == (DATASET, edition)
    found = Counter(
        (item["rule"], item["subject"]["id"], item["other"] and item["other"]["id"])
        for item in answer["findings"]
    )
    assert found == Counter(
        (defect.rule, *ends) for defect in defects(edition) for ends in defect.findings
    )
    idle = {rule["id"] for rule in answer["rules"] if rule["status"] == "not-applicable"}
    assert idle == {
        "ambiguous-match",
        "document-disagrees",
        "document-outside-cascade",
        "missing-definition",
        "only-in-one-document",
        "outcome-without-csf",
        "period-target-disagrees",
        "programme-without-result",
    }
    assert {rule["status"] for rule in answer["rules"]} == {"ran", "not-applicable"}


def test_a_made_government_has_as_many_findings_as_were_planted(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    planned = write_country(1, 600, tmp_path)
    answer = audited(store, tmp_path / "kota-1", settings)
    found = Counter(item["rule"] for item in answer["findings"])
    assert found == planned
