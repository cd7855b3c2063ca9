"""``audit`` and ``check`` over the years: baseline, waivers, editions, all datasets, formats."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import SLIDES, Done, run

Call = Callable[..., Done]
DEFAULTS = {"kind": "outcome", "measure_unit": "persen", "formula": "a/b", "data_source": "dinas"}


def plan(**changes: dict[str, Any]) -> dict[str, Any]:
    """A small plan in which I-1 and I-2 have no baseline and I-2 has no polarity."""
    rows = {
        "I-1": {"name": "Kemacetan", "level": 1, "polarity": "down"},
        "I-2": {"name": "Kecelakaan", "level": 1},
    }
    for name, change in changes.items():
        rows.setdefault(name.replace("_", "-"), {}).update(change)
    return {"indicators": [{"id": name, **DEFAULTS, **row} for name, row in rows.items()]}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("cli-memory")
    yield made
    run(made, "db", "stop")


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, **changes: dict[str, Any]) -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(plan(**changes)), encoding="utf-8")
        return path

    return write


@pytest.fixture
def kinerja(home: Path) -> Call:
    def call(*words: object, language: str = "en") -> Done:
        return run(home, *map(str, words), language=language)

    return call


RULES = ("--rule", "missing-polarity", "--rule", "missing-baseline")


def statuses(done: Done) -> list[tuple[str, str, str]]:
    return [
        (one["rule"], one["subject"]["id"], one["status"])
        for one in json.loads(done.out)["findings"]
    ]


def test_a_baseline_over_a_rename_a_mend_and_a_new_fault(
    kinerja: Call, files: Callable[..., Path], tmp_path: Path
) -> None:
    known = tmp_path / "garis.yaml"
    names = ("--dataset", "kota", *RULES, "--baseline", known)
    first = kinerja("check", files("a.json"), *names, "--update-baseline", "--json")
    assert first.code == 0
    assert statuses(first) == [
        ("missing-polarity", "I-2", "new"),
        ("missing-baseline", "kota", "new"),
    ]
    same = kinerja("check", files("b.json", I_2={"name": "Nama baru"}), *names, "--json")
    assert {one[2] for one in statuses(same)} == {"existing"}
    assert (same.code, json.loads(same.out)["resolved"]) == (0, [])
    # one of two mended: what is left is not new; polarity mended: resolved
    mended = kinerja(
        "check", files("c.json", I_1={"baseline": 5}, I_2={"polarity": "up"}), *names, "--json",
        "--fail-on", "info",
    )  # fmt: skip
    assert statuses(mended) == [("missing-baseline", "I-2", "existing")]
    answer = json.loads(mended.out)
    assert [one["rule"] for one in answer["resolved"]] == ["missing-polarity"]
    assert answer["summary"]["resolved"] == 1
    assert mended.code == 0
    worse = kinerja("check", files("d.json", I_1={"polarity": None}), *names, "--json")
    assert ("missing-polarity", "kota", "new") in statuses(worse)
    assert worse.code == 1


def test_an_update_keeps_the_rest_and_is_sorted(
    kinerja: Call, files: Callable[..., Path], tmp_path: Path
) -> None:
    known = tmp_path / "garis.yaml"
    update = ("--baseline", known, "--update-baseline")
    path = files("a.json")
    assert kinerja("check", path, "--dataset", "kota", *RULES, *update).code == 0
    before = known.read_text("utf-8")
    assert (
        kinerja("check", path, "--dataset", "desa", "--rule", "missing-polarity", *update).code == 0
    )
    assert (
        kinerja("check", path, "--dataset", "kota", "--rule", "missing-polarity", *update).code == 0
    )
    content = yaml.safe_load(known.read_text("utf-8"))
    assert list(content["datasets"]) == ["desa", "kota"]
    assert [one["rule"] for one in content["datasets"]["kota"]] == [
        "missing-baseline", "missing-polarity",
    ]  # fmt: skip
    assert set(before.splitlines()) <= set(known.read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--update-baseline",), "baseline-needed"),
        (("--baseline", "tiada.yaml"), "bad-baseline"),
        (("--waivers", "tiada.yaml"), "bad-waivers"),
        (("--since", "1", "--baseline", "x.yaml"), "usage"),
        (("--since", "tiada"), "unknown-dataset"),
    ],
)
def test_what_cannot_be_used_is_usage(
    kinerja: Call, files: Callable[..., Path], words: tuple[str, ...], code: str
) -> None:
    kinerja("load", files("muat.json"), "--dataset", "ada")
    done = kinerja("check", files("a.json"), *words, "--json", "--dataset", "tiada")
    assert (done.code, done.out) == (2, "")
    assert json.loads(done.err)["error"]["code"] == code


WAIVERS = """waivers:
  - {rule: missing-polarity, subject: I-2, reason: Dibahas, until: 2999-12-31, by: Bappeda}
  - {rule: missing-polarity, subject: I-9, reason: Dibahas, until: 2999-12-31, by: Bappeda}
  - {rule: missing-baseline, subject: kota, until: 2999-12-31, by: Bappeda}
  - {rule: missing-baseline, subject: kota, reason: Dulu, until: 2001-12-31, by: Bappeda}
"""


def test_waivers_accept_and_are_accounted_for(
    kinerja: Call, files: Callable[..., Path], tmp_path: Path
) -> None:
    path = tmp_path / "kecuali.yaml"
    path.write_text(WAIVERS, encoding="utf-8")
    names = (files("a.json"), "--dataset", "kota", *RULES, "--waivers", path)
    done = kinerja("check", *names, "--json")
    assert statuses(done)[0] == ("missing-polarity", "I-2", "waived")
    answer = json.loads(done.out)
    assert (done.code, answer["summary"]["waived"], answer["summary"]["error"]) == (0, 1, 0)
    assert [(one["line"], one["status"], one["findings"]) for one in answer["waivers"]] == [
        (2, "used", 1),
        (3, "unmatched", 0),
        (4, "without-reason", 1),
        (5, "expired", 1),
    ]
    told = kinerja("check", *names).out
    assert "Waived (1)" in told
    assert "Dibahas (by Bappeda, until 2999-12-31)" in told
    for state in ("matches no finding", "without a reason", "expired after 2001-12-31"):
        assert state in told.replace("\n", " ")
    assert "matches no finding" in kinerja("check", *names, "--format", "csv").err


def test_since_compares_with_another_edition(kinerja: Call, files: Callable[..., Path]) -> None:
    kinerja("load", files("a.json"), "--dataset", "tahunan", "--edition", "2026")
    newer = files("b.json", I_2={"polarity": "up"}, I_3={"name": "Parkir", "level": 1})
    kinerja("load", newer, "--dataset", "tahunan", "--edition", "2027")
    done = kinerja("audit", "--dataset", "tahunan", *RULES, "--since", "2026", "--json")
    assert statuses(done) == [
        ("missing-polarity", "I-3", "new"),
        ("missing-baseline", "tahunan", "existing"),
    ]
    assert [one["subject"]["id"] for one in json.loads(done.out)["resolved"]] == ["I-2"]
    assert done.code == 1
    again = kinerja("audit", "--dataset", "tahunan", *RULES, "--since", "2027", "--json")
    assert ({one[2] for one in statuses(again)}, again.code) == ({"existing"}, 0)
    # a screen that compares with nothing says how to, and the command that it names does
    screen = kinerja("audit", "--dataset", "tahunan").out.splitlines()
    step = "kinerja audit --dataset tahunan"
    assert screen[-2:] == [
        f"New and resolved since 2026: {step} --since 2026",
        f"The findings: {step} --findings",
    ]
    compared = kinerja("audit", "--dataset", "tahunan", "--since", "2026").out
    assert "3 new, 6 existing, 1 resolved." in compared
    assert "New and resolved since" not in compared
    first = kinerja("audit", "--dataset", "tahunan", "--edition", "2026").out
    assert "New and resolved since" not in first
    # the fingerprint is that of the edition before, and of a file that is only checked
    checked = kinerja("check", newer, "--dataset", "tahunan", *RULES, "--since", "2026", "--json")
    assert json.loads(checked.out)["findings"] == json.loads(done.out)["findings"]


def test_all_datasets_at_once(kinerja: Call, files: Callable[..., Path], tmp_path: Path) -> None:
    kinerja("load", files("a.json"), "--dataset", "satu")
    kinerja("load", files("b.json", I_2={"polarity": "up"}), "--dataset", "dua")
    done = kinerja("audit", "--all", *RULES, "--json")
    answer = json.loads(done.out)
    names = [one["dataset"] for one in answer["audits"]]
    assert names == sorted(names)
    assert {"satu", "dua"} <= set(names)
    assert answer["summary"]["datasets"] == len(names)
    assert answer["summary"]["broken"] == 0
    for key in ("error", "warning", "info", "new"):
        assert answer["summary"][key] == sum(one["summary"][key] for one in answer["audits"])
    alone = json.loads(kinerja("audit", "--dataset", "satu", *RULES, "--json").out)
    assert (
        next(one for one in answer["audits"] if one["dataset"] == "satu")["findings"]
        == (alone["findings"])
    )
    assert done.code == 1
    rows = list(
        csv.DictReader(io.StringIO(kinerja("audit", "--all", *RULES, "--format", "csv").out))
    )
    assert len(rows) == sum(len(one["findings"]) for one in answer["audits"])
    assert rows[0]["dataset"] == names[0]
    told = kinerja("audit", "--all", *RULES)
    assert told.out.startswith(f"✖ {len(names)} datasets:")
    known = tmp_path / "garis.yaml"
    assert kinerja("audit", "--all", *RULES, "--baseline", known, "--update-baseline").code == 0
    assert kinerja("audit", "--all", *RULES, "--baseline", known).code == 0
    assert kinerja("audit", "--all", "--dataset", "satu").code == 2


def test_all_datasets_as_a_folder_of_files(
    kinerja: Call, files: Callable[..., Path], tmp_path: Path
) -> None:
    kinerja("load", files("a.json"), "--dataset", "satu")
    kinerja("load", files("b.json", I_2={"polarity": "up"}), "--dataset", "dua")
    words = ("audit", "--all", *RULES)
    refused = kinerja(*words, "--format", "html", "--json")
    assert refused.code == 2
    refused = kinerja(*words, "--format", "html", language="id")
    assert (refused.code, refused.out) == (2, "")
    assert "--all --format html --out FOLDER" in refused.err
    pages = tmp_path / "laporan"
    done = kinerja(*words, "--format", "html", "--out", pages)
    assert (done.code, done.out) == (1, "")
    assert "datasets:" in done.err
    assert str(pages / "index.html") in done.err.replace("\n", "")
    index = (pages / "index.html").read_text("utf-8")
    for name in ("satu", "dua"):
        assert f'href="{name}.html"' in index
        assert name in (pages / f"{name}.html").read_text("utf-8")
    assert {path.suffix for path in pages.iterdir()} == {".html"}
    data = tmp_path / "data"
    data.mkdir()
    done = kinerja(*words, "--format", "json", "--out", data)
    assert (done.code, done.out) == (1, "")
    alone = json.loads((data / "satu.json").read_text("utf-8"))
    assert alone["dataset"] == "satu"
    assert len(list(data.iterdir())) == len(list(pages.iterdir())) - 1


def test_a_broken_dataset_does_not_stop_the_rest(
    home: Path, kinerja: Call, files: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kinerja_graph.library.statement import Statement  # noqa: PLC0415
    from kinerja_graph.settings import read_settings  # noqa: PLC0415
    from kinerja_graph.workflow.connection import connect  # noqa: PLC0415

    kinerja("load", files("a.json"), "--dataset", "rusak")
    kinerja("load", files("a.json"), "--dataset", "utuh")
    monkeypatch.setenv("KINERJA_MEMORY", "512m")
    age = "MATCH (e:Edition {dataset: 'rusak'}) SET e.schema_version = $version"
    statement = Statement("break-edition", age, parameters=frozenset({"version"}), writes=True)
    with connect(read_settings(home=home, url="embedded")) as store:
        before = store.read(
            Statement("see", "MATCH (e:Edition {dataset: 'rusak'}) RETURN e.schema_version AS v")
        )[0]["v"]
        store.write(statement, version=9999)
    try:
        done = kinerja("audit", "--all", *RULES, "--json")
    finally:
        with connect(read_settings(home=home, url="embedded")) as store:
            store.write(statement, version=before)
    assert done.code == 4
    audits = {one["dataset"]: one for one in json.loads(done.out)["audits"]}
    assert audits["rusak"]["error"]["code"] == "newer-schema"
    assert audits["utuh"]["findings"]
    assert "rusak" in done.err


@pytest.mark.parametrize("form", ["sarif", "junit", "html"])
def test_documents_go_to_files(kinerja: Call, tmp_path: Path, form: str) -> None:
    out = tmp_path / "laporan" / f"audit.{form}"
    done = kinerja("check", SLIDES, "--format", form, "--out", out)
    assert (done.code, done.out) == (1, "")
    text = out.read_text("utf-8")
    if form == "sarif":
        places = [
            one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for one in json.loads(text)["runs"][0]["results"]
            if "physicalLocation" in one["locations"][0]
        ]
        assert places
        assert all((SLIDES.parent.parent / place).is_file() for place in places)
    elif form == "junit":
        assert int(ET.fromstring(text).get("failures", "0")) > 0  # noqa: S314
    else:
        assert text.startswith("<!doctype html>")
    assert kinerja("check", SLIDES, "--format", form, "--json").code == 2
