"""The page about a whole country and its pictures are what the measured figures say."""

import doctest
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import pytest

import curves
import scale_page

TOP = Path(__file__).parent.parent.parent.parent
TOLD = json.loads((TOP / "docs/scale.json").read_text("utf-8"))
FLEET = json.loads((TOP / "docs/scale-fleet.json").read_text("utf-8"))
SVG = "{http://www.w3.org/2000/svg}"


def test_the_page_is_current() -> None:
    done = subprocess.run(
        [sys.executable, TOP / "tools/scale_page.py", "--check"], cwd=TOP, check=False
    )
    assert done.returncode == 0


def test_every_figure_comes_from_the_file() -> None:
    told = deepcopy(TOLD)
    told["points"][-1] |= {"bulk": 7321.0, "importer": 3660.5, "findings": 987654}
    page = scale_page.page(told, FLEET)
    assert page != scale_page.page(TOLD, FLEET)
    assert "2 h 2 min" in page
    assert "987,654" in page
    assert "| 2 |" in page


def test_a_small_country_is_said_to_be_one() -> None:
    told = deepcopy(TOLD)
    told["points"][-1]["governments"] = 5
    assert "small country" in scale_page.page(told, FLEET)
    told["points"][-1]["governments"] = 500
    assert "small country" not in scale_page.page(told, FLEET)


def test_figures_of_fleets_come_from_their_own_file() -> None:
    fleet = deepcopy(FLEET)
    fleet["sizes"][-1]["runs"][-1] |= {"seconds": 7321.0, "worker_megabytes": 987.5}
    fleet["sizes"][-1] |= {"bulk": 754.0, "audit_all": 91.0}
    page = scale_page.page(TOLD, fleet)
    assert "2 h 2 min" in page
    assert "987.5 MB" in page
    assert "A local Neo4j took 12 min 34 s to load them in bulk, and 1 min 31 s" in page
    fleet["sizes"][-1] |= {"bulk": None, "audit_all": None, "load_before": 0.1}
    page = scale_page.page(TOLD, fleet | {"rise": None, "cpu_rise": None})
    assert "A local Neo4j took" not in page
    assert "Processor time per government became" not in page


def test_a_single_size_has_no_exponent() -> None:
    told = deepcopy(TOLD)
    told["points"] = told["points"][:1]
    told["exponents"] = dict.fromkeys(told["exponents"])
    assert "The power of" not in scale_page.page(told, FLEET)
    assert all(ET.fromstring(text) is not None for text in scale_page.pictures(told).values())  # noqa: S314


def test_curves_stand_where_their_values_are() -> None:
    line = [(10.0, 1.0), (100.0, 10.0), (1000.0, 100.0)]
    root = ET.fromstring(  # noqa: S314 - our own picture
        curves.curves("Judul", "indikator", "detik", {"a": line, "b": line[:2], "c": []})
    )
    first, second = (one.get("points", "").split() for one in root.iter(f"{SVG}polyline"))
    assert first[:2] == second
    places = [tuple(map(float, place.split(","))) for place in first]
    across = [b[0] - a[0] for a, b in pairwise(places)]
    upward = [a[1] - b[1] for a, b in pairwise(places)]
    assert across[0] == pytest.approx(across[1], abs=0.2)
    assert upward[0] == pytest.approx(upward[1], abs=0.2)
    told = [one.text for one in root.iter(f"{SVG}text")]
    assert {"Judul", "indikator", "detik", "a", "b", "10", "1 k"} <= set(told)
    assert "c" not in told
    names = [float(one.get("y", "0")) for one in root.iter(f"{SVG}text") if one.text in {"a", "b"}]
    assert abs(names[0] - names[1]) >= 15


def test_examples_in_the_tools_hold() -> None:
    for module in (curves, scale_page):
        assert doctest.testmod(module).failed == 0
