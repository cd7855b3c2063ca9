"""``kinerja evidence``, ``whatif`` and ``compare``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, Kinerja, run
from syrupy.assertion import SnapshotAssertion

LANGUAGES = ("id", "en")
MURNI = {
    "dataset": [{"dataset": "kota", "edition": "murni"}],
    "units": [{"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd"}],
    "positions": [
        {"id": "kabid", "name": "Kepala Bidang", "unit": "dishub"},
        {"id": "staf", "name": "Staf", "unit": "dishub", "reports_to": "kabid"},
    ],
    "objectives": [
        {"id": "S", "name": "Lalu lintas lancar", "level": 0, "owner": "dishub"},
        {"id": "P", "name": "Parkir tertib", "level": 2, "owner": "kabid", "contributes_to": "S"},
    ],
    "indicators": [
        {"id": "S-a", "name": "Kecepatan rata-rata", "objective": "S", "polarity": "naik"},
        {"id": "P-a", "name": "Ruas tanpa parkir liar", "objective": "P", "polarity": "naik"},
        {"id": "P-b", "name": "Izin parkir tepi jalan", "level": 2, "polarity": "naik"},
    ],
    "tasks": [
        {"id": "T", "name": "Patroli parkir", "performer": "staf", "contributes_to": "P-a"},
        {"id": "T-2", "name": "Rekap", "performer": "staf"},
    ],
    "contributions": [{"from": "P-b", "to": "S-a", "sign": "-"}],
    "values": [
        {"indicator": name, "year": 2021 + age, "target": 1000, "realisation": value}
        for name, values in {
            "S-a": [900, 950, 940, 980],
            "P-a": [800, 850, 840, 900],
            "P-b": [900, 910, 900, 900],
        }.items()
        for age, value in enumerate(values)
    ],
}
PERUBAHAN = MURNI | {
    "dataset": [{"dataset": "kota", "edition": "perubahan"}],
    "indicators": [
        *MURNI["indicators"][:2],
        {"id": "P-c", "name": "Aduan warga", "objective": "P", "polarity": "turun"},
    ],
    "tasks": [MURNI["tasks"][0] | {"performer": "kabid", "name": "Patroli parkir harian"}],
    "contributions": [],
    "values": [
        row | {"target": 1100} if (row["indicator"], row["year"]) == ("S-a", 2024) else row
        for row in MURNI["values"]
        if row["indicator"] != "P-b"
    ],
}


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose engine holds two editions of a small city."""
    home = tmp_path_factory.mktemp("cli-editions")
    for name, tables in (("murni", MURNI), ("perubahan", PERUBAHAN)):
        path = home / f"{name}.json"
        path.write_text(json.dumps(tables), "utf-8")
        done = run(home, "load", str(path))
        assert done.code == 0, done.err
    yield home
    run(home, "db", "stop")


@pytest.fixture
def city(two_editions: Path) -> Kinerja:
    """Runs ``kinerja`` where the two editions are loaded."""

    def call(*words: str, language: str = "id", **more: Any) -> Done:
        return run(two_editions, *words, language=language, **more)

    return call


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [
        ("evidence", "--edition", "murni"),
        ("evidence", "S", "--lag", "1", "--edition", "murni"),
        ("evidence", "P-a"),
        ("whatif", "--remove", "P", "T-2", "--edition", "murni"),
        ("whatif", "--remove", "dishub"),
        ("whatif", "--miss", "staf", "P-b", "--edition", "murni"),
        ("whatif", "--weakest", "S"),
        ("whatif", "--weakest", "P-b", "--edition", "murni"),
        ("compare", "murni", "perubahan"),
        ("compare", "murni", "murni", "--no-findings"),
    ],
    ids=" ".join,
)
def test_answers_for_people(
    city: Kinerja, words: tuple[str, ...], language: str, snapshot: SnapshotAssertion
) -> None:
    done = city(*words, language=language)
    assert done.err == ""
    assert max(map(len, done.out.splitlines())) <= 80
    assert done.out == snapshot


def test_evidence_as_json(city: Kinerja) -> None:
    answer = json.loads(city("evidence", "S-a", "--json", "--edition", "murni").out)
    assert (answer["dataset"], answer["edition"], answer["lag"]) == ("kota", "murni", 0)
    assert [
        (one["from"], one["to"], one["pairs"], one["agree"], one["against"], one["verdict"])
        for one in answer["links"]
    ] == [("P-a", "S-a", 3, 3, 0, "supports"), ("P-b", "S-a", 2, 0, 2, "against")]


def test_whatif_as_json(city: Kinerja) -> None:
    removed = json.loads(city("whatif", "--remove", "P", "--json").out)
    assert removed["outcomes"] == [{"id": "S", "before": 4, "after": 0, "lost": True}]
    assert removed["cut_off"] == ["P-a", "P-c", "T"]
    assert removed["owners"] == ["kabid"]
    missed = json.loads(city("whatif", "--miss", "P", "--miss", "T", "--json").out)
    assert missed["outcomes"] == [{"id": "S", "at_risk": ["P", "T"]}]
    points = json.loads(city("whatif", "--weakest", "S", "--json").out)["points"]
    assert [(one["id"], one["load"]) for one in points] == [("P", 3), ("P-a", 1)]


def test_compare_as_json_with_findings(city: Kinerja) -> None:
    answer = json.loads(city("compare", "murni", "perubahan", "--json").out)
    assert (answer["edition"], answer["editions"]) == ("perubahan", ["murni", "perubahan"])
    assert (answer["added"], answer["removed"]) == (["P-c"], ["P-b", "T-2"])
    assert answer["renamed"] == [
        {"id": "T", "from": "Patroli parkir", "to": "Patroli parkir harian"}
    ]
    assert answer["reowned"] == [{"id": "T", "from": ["staf"], "to": ["kabid"]}]
    assert answer["retargeted"] == [{"id": "S-a", "year": 2024, "from": 1000.0, "to": 1100.0}]
    gone = {(one["rule"], one["subject"]["id"]): one for one in answer["findings_gone"]}
    assert gone["detached-task", "T-2"]["record_removed"] is True
    assert gone["detached-task", "T-2"]["status"] == "resolved"
    new = {(one["rule"], one["subject"]["id"]): one["record_added"]
           for one in answer["findings_new"]}  # fmt: skip
    assert new["idle-position", "staf"] is False
    assert new["missing-annual-target", "P-c"] is True
    findings = answer["findings"]
    assert [one["fingerprint"] for one in findings["come"]] == [
        one["fingerprint"] for one in answer["findings_new"]
    ]
    assert [one["fingerprint"] for one in findings["go"]] == [
        one["fingerprint"] for one in answer["findings_gone"]
    ]
    assert answer["classes"] == {
        "breaks": ["P-c", "S", "staf"],
        "fixes": [],
        "moves": [],
        "adds": [],
        "removes": ["P-b", "T-2"],
        "edits": ["S-a", "T"],
    }
    plain = json.loads(city("compare", "murni", "perubahan", "--no-findings", "--json").out)
    assert not {"findings_new", "findings", "classes"} & plain.keys()
    assert plain == {key: value for key, value in answer.items() if key in plain}


def test_a_file_changes_what_its_edition_would(city: Kinerja, two_editions: Path) -> None:
    """Whatever dataset the file names; nothing of it is kept."""
    path = two_editions / "baru.json"
    path.write_text(json.dumps(PERUBAHAN | {"dataset": [{"dataset": "lain"}]}), "utf-8")
    loaded = json.loads(city("compare", "murni", "perubahan", "--json").out)
    told = json.loads(city("compare", "murni", str(path), "--json").out)
    assert (told["dataset"], told.pop("editions")[0]) == ("kota", "murni")
    assert _without_places(told) == _without_places(loaded)
    shown = city("compare", "murni", str(path), language="en").out
    assert shown.splitlines()[:2] == [
        "kota: murni → baru.json",
        "✖ breaks 3 records · removes 2 records · edits 2 records",
    ]
    editions = json.loads(city("datasets", "--json").out)["datasets"]
    assert [one["edition"] for one in editions] == ["murni", "perubahan"]


def _without_places(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer without what names the edition or the file."""
    text = json.dumps({**answer, "editions": None, "edition": None})
    return json.loads(re.sub(r'"(origin|line)": [^,}]+', r'"\1": null', text))


def test_an_edition_is_meant_before_a_file(city: Kinerja, working_folder: Path) -> None:
    (working_folder / "perubahan").write_text("bukan rencana", "utf-8")
    assert city("compare", "murni", "perubahan", "--no-findings", cwd=working_folder).code == 0
    done = city("compare", "murni", "./perubahan", cwd=working_folder)
    assert (done.code, done.out) == (3, "")
    assert "perubahan" in done.err


def test_a_file_that_would_not_load_is_refused(city: Kinerja, working_folder: Path) -> None:
    broken = PERUBAHAN | {"values": [{"indicator": "S-a", "year": 2024, "target": "banyak"}]}
    path = working_folder / "rusak.json"
    path.write_text(json.dumps(broken), "utf-8")
    done = city("compare", "murni", str(path))
    assert (done.code, done.out) == (3, "")
    assert "bad-number" in done.err
    told = json.loads(city("compare", "murni", str(path), "--json").out)
    assert [one["code"] for one in told["errors"]] == ["bad-number"]
    lenient = json.loads(city("compare", "murni", str(path), "--lenient", "--json").out)
    come = {one["rule"] for one in lenient["findings"]["come"]}
    assert "unreadable-value" in come
    missing = city("compare", "murni", "./tidak-ada.json")
    assert (missing.code, missing.out) == (3, "")


@pytest.mark.parametrize(
    "words",
    [
        ("whatif",),
        ("whatif", "P"),
        ("whatif", "--remove", "P", "--miss", "T"),
        ("whatif", "--weakest", "S", "P"),
        ("whatif", "--remove", "P", "PP"),
        ("whatif", "--miss", "PP"),
        ("whatif", "--weakest", "staf"),
        ("evidence", "T"),
        ("evidence", "S", "--lag", "-1"),
        ("compare", "murni"),
        ("compare", "murni", "perubahn"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_asked_is_usage(city: Kinerja, words: tuple[str, ...]) -> None:
    done = city(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert "Traceback" not in done.err
