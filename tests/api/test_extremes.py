"""Numbers near the end of all numbers: every answer is JSON that keeps to the description."""

from __future__ import annotations

import io
import json
import re
import secrets
from collections.abc import Iterator
from typing import Any, NoReturn

import jsonschema
import pytest
from lxml import html
from openpyxl import load_workbook
from packed_pages import unpack
from serving import client_of
from sites import Site

from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

BIG = 1.7e308
YEARS = (2024, 2025, 2026)
RECORDS = ["O0", "O1", "I0", "I1", "I2", "I3", "I4", "T0", "TN", "s1", "k1", "k2", "d1", "p"]
PAGES = ["", "edition", "findings", "matrix", "posts", "compare", "waivers", "report", "picture"]
MORE: dict[str, dict[str, str]] = {
    "/compare": {"before": "1", "after": "2"},
    "/search": {"q": "satu"},
    "/whatif": {"remove": "I3"},
}


def plan() -> dict[str, list[dict[str, Any]]]:
    """Targets, realisations, times and volumes whose sums, products and ratios overflow."""
    values = (("I0", 1e308, -1e308), ("I1", 1e-308, BIG), ("I2", BIG, -BIG), ("I3", BIG, BIG))
    task = {"output_quantity": BIG, "duration": BIG, "duration_unit": "minute", "volume": BIG}
    return {
        "units": [
            {"id": "p", "name": "Kota", "kind": "pemda"},
            {"id": "d1", "name": "Dinas Satu", "kind": "opd", "parent": "p"},
        ],
        "positions": [
            {"id": "k1", "name": "Kepala", "unit": "d1"},
            {"id": "s1", "name": "Staf", "unit": "d1", "reports_to": "k1"},
            {"id": "k2", "name": "Staf Dua", "unit": "d1", "reports_to": "k1"},
        ],
        "objectives": [
            {"id": "O0", "name": "Aman", "level": 0, "cross_agency": "yes"},
            {"id": "O1", "name": "Lancar", "level": 1, "owner": "d1", "contributes_to": "O0"},
        ],
        "indicators": [
            {"id": "I0", "name": "Nol", "objective": "O0", "polarity": "up", "baseline": BIG},
            {"id": "I1", "name": "Satu", "objective": "O1", "polarity": "down", "owner": "k1"},
            {"id": "I2", "name": "Dua", "objective": "O1", "polarity": "hold", "owner": "k2"},
            {"id": "I3", "name": "Tiga", "level": 2, "polarity": "up", "owner": "s1"},
            {"id": "I4", "name": "Empat", "level": 2, "polarity": "range", "owner": "s1"},
        ],
        "values": [
            *(
                {"indicator": one, "year": year, "target": target, "realisation": done}
                for year in YEARS
                for one, target, done in values
            ),
            {"indicator": "I4", "year": 2025, "target": "1e308..1.5e308", "realisation": BIG},
        ],
        "tasks": [
            {"id": "T0", "name": "Nol", "performer": "s1;k2", "contributes_to": "I3", **task},
            {"id": "TN", "name": "Min", "performer": "s1", **task, "duration": -BIG},
        ],
        "contributions": [
            {"from": "I1", "to": "I0", "mode": "sum", "weight": BIG},
            {"from": "I2", "to": "I0", "mode": "sum", "weight": BIG},
            {"from": "I3", "to": "I1", "mode": "sum"},
            {"from": "I3", "to": "I2", "mode": "sum"},
            {"from": "I2", "to": "I1", "mode": "sum"},
            {"from": "I4", "to": "I1"},
        ],
    }


@pytest.fixture(scope="module")
def huge(embedded_settings: Settings) -> Iterator[Site]:
    """The pages over two editions of the plan, which differ in a target."""
    dataset = f"raksasa-{secrets.token_hex(4)}"
    with open_store(embedded_settings) as store:
        for edition in ("1", "2"):
            tables = plan()
            tables["values"][0]["target"] = -BIG if edition == "2" else BIG
            read = read_document(
                tables,  # type: ignore[arg-type]  # tables of any kind are what is read
                name="plan",
                settings=embedded_settings,
                dataset=dataset,
                edition=edition,
            )
            assert read.cascade is not None, [one.message.en for one in read.problems]
            load(store, read.cascade, settings=embedded_settings)
        with client_of(embedded_settings) as client:
            yield Site(client, dataset)
        drop(store, dataset, settings=embedded_settings)


def never(constant: str) -> NoReturn:
    raise AssertionError(constant)


def filled(path: str) -> list[str]:
    """The addresses of a route of the description; several where it is about one record."""
    path = path.replace("{direction}", "down").replace("{form}", "json")
    if "/rules/{id}" in path or "{view}" in path or "{name}" in path:
        return []
    return [path.replace("{id}", one) for one in RECORDS] if "{id}" in path else [path]


def test_every_answer_is_json_of_the_described_shape(huge: Site) -> None:
    told = huge.client.get("/openapi.json").json()
    tried, nulls = 0, 0
    for path, ways in told["paths"].items():
        if "get" not in ways or path.startswith(("/uploads", "/oembed", "/metrics", "/render")):
            continue
        found = ways["get"]["responses"]["200"]["content"].get("application/json", {})
        more = next((asked for name, asked in MORE.items() if path.startswith(name)), {})
        for address in filled(path):
            answer = huge.get(address, edition="1", **more)
            assert answer.status_code in (200, 400, 404, 422), (address, answer.text)
            if "json" in answer.headers["content-type"]:
                data = json.loads(answer.text, parse_constant=never)
                if answer.status_code == 200 and "schema" in found:
                    jsonschema.validate(data, found["schema"] | {"components": told["components"]})
                    tried += 1
                    nulls += '"workload_minutes":null' in answer.text
            elif "csv" in answer.headers["content-type"]:
                assert not re.search(r"(?<!\w)(inf|nan)(?!\w)", answer.text, re.IGNORECASE), address
    assert tried > 60
    assert nulls >= 2  # who has such tasks, and the list of all


def test_tables_and_pages_tell_what_no_number_tells(huge: Site) -> None:
    assert "∞" in huge.get("/individuals.csv", edition="1").text
    for language in ("id", "en"):
        seen = ""
        for name in [*PAGES, *(f"record/{one}" for one in RECORDS), "crosscutting/O0"]:
            where = f"/explore/{name}" if name else "/"
            more = {"before": "2", "after": "1"} if name == "compare" else {}
            answer = huge.get(where, edition="1", lang=language, **more)
            assert answer.status_code == 200, (where, answer.text)
            text = html.fromstring(answer.content).text_content()
            assert not re.search(r"(?<!\w)(inf|nan|Infinity)(?!\w)", text), where
            longest = max(re.findall(r"[0-9][0-9.,]*", text), key=len)
            assert len(longest) < 30, (where, longest)
            seen += text
        assert "∞" in seen
        assert ("1,7 × 10^308" if language == "id" else "1.7 × 10^308") in seen


def test_pictures_and_workbooks_are_whole(huge: Site) -> None:
    for view, record in (("chain", "I0"), ("cascade", "I0"), ("evidence", "I0"), ("findings", "")):
        more = {"id": record} if record else {}
        answer = huge.get(f"/embed/{view}", edition="1", **more)
        assert answer.status_code == 200, answer.text
        json.loads(unpack(answer.text, "data"), parse_constant=never)
    book = load_workbook(io.BytesIO(huge.get("/report.xlsx", edition="1").content))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert cells
    assert not {"inf", "-inf", "nan"} & set(cells)
