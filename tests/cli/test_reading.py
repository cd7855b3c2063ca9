"""``kinerja validate``, ``load``, ``check``, ``datasets``, ``drop``."""

import json
from pathlib import Path

import pytest
from command_line import SLIDES, Kinerja, run
from syrupy.assertion import SnapshotAssertion

LANGUAGES = ("id", "en")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Plan files with errors in two tables, and a warning."""
    (tmp_path / "units.csv").write_text("id,name,kind,colour\nu1,Dinas,opdd,red\n", "utf-8")
    (tmp_path / "indicators.csv").write_text(
        "id,name,level,contributes_to\nI1,Kemacetan menurun,9,\nI2,,1,hilang\n", "utf-8"
    )
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_input_is_told_to_be_good(kinerja: Kinerja, language: str) -> None:
    done = kinerja("validate", str(SLIDES), language=language)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("✔")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_broken_input_is_told_by_file(
    broken: Path, empty_home: Path, language: str, snapshot: SnapshotAssertion
) -> None:
    done = run(empty_home, "validate", ".", language=language, cwd=broken)
    assert (done.code, done.err) == (3, "")
    assert done.out == snapshot


def test_validate_as_json(broken: Path, kinerja: Kinerja) -> None:
    done = kinerja("validate", str(broken), "--json")
    assert done.code == 3
    report = json.loads(done.out)
    assert report["loaded"] is None
    assert [(error["code"], error["row"], error["column"]) for error in report["errors"]] == [
        ("bad-level", 2, "level"),
        ("dangling-reference", 3, "contributes_to"),
        ("missing-value", 3, "name"),
        ("unknown-heading", 1, "colour"),
        ("bad-choice", 2, "kind"),
    ]


@pytest.mark.parametrize("command", ["load", "check"])
def test_a_refused_input_starts_no_engine(broken: Path, tmp_path: Path, command: str) -> None:
    home = tmp_path / "home"
    done = run(home, command, str(broken))
    assert (done.code, done.out) == (3, "")
    assert "ditolak: 4 galat, 1 peringatan" in done.err.replace("\n", " ")
    assert not home.exists()


def test_a_refused_input_as_json(broken: Path, kinerja: Kinerja) -> None:
    done = kinerja("load", str(broken), "--json")
    assert (done.code, done.err) == (3, "")
    assert json.loads(done.out)["loaded"] is None


def test_a_missing_path_is_a_refused_input(kinerja: Kinerja) -> None:
    done = kinerja("load", "tidak-ada", "--json")
    assert done.code == 3
    assert [error["code"] for error in json.loads(done.out)["errors"]] == ["missing-file"]


def test_load_lenient_then_audit_then_drop(broken: Path, kinerja: Kinerja) -> None:
    done = kinerja("load", str(broken), "--lenient", "--dataset", "rusak", "--json")
    assert done.code == 0
    answer = json.loads(done.out)
    assert answer["loaded"]["Indicator"] == 2
    assert answer["loaded"]["Problem"] == 4
    audit = kinerja("audit", "--dataset", "rusak", "--rule", "unreadable-value", "--json")
    assert audit.code == 1
    assert kinerja("audit", "--rule", "level-skip").code == 2
    for words, where in ((("rusak", "2"), "EDITION"), (("rusakk",), "DATASET")):
        refused = kinerja("drop", *words, "--json", language="en")
        error = json.loads(refused.err)["error"]
        assert (refused.code, error["where"]) == (2, where)
    assert error["message"] == "There is no dataset rusakk."
    gone = kinerja("drop", "rusak", "--json")
    assert (gone.code, json.loads(gone.out)) == (
        0,
        {"dropped": [{"dataset": "rusak", "edition": "1"}]},
    )
    assert kinerja("audit", "--dataset", "rusak").code == 2


def test_a_lenient_load_tells_what_it_keeps(broken: Path, kinerja: Kinerja) -> None:
    done = kinerja("load", str(broken), "--lenient", "--dataset", "rusak")
    assert done.code == 0
    assert done.out.startswith("✔ rusak 1 telah dimuat: 1 unit kerja, 2 indikator")
    assert "missing-value" in done.err
    assert "→ Dimuat tanpa" in done.err
    assert kinerja("drop", "rusak").out == "✔ rusak 1 telah dihapus.\n"


def test_check_keeps_nothing(kinerja: Kinerja) -> None:
    before = kinerja("datasets", "--json").out
    done = kinerja("check", str(SLIDES), "--dataset", "sementara", "--json")
    assert done.code == 1
    assert json.loads(done.out)["dataset"] == "sementara"
    assert kinerja("datasets", "--json").out == before


def test_check_finds_what_audit_finds(kinerja: Kinerja) -> None:
    checked = json.loads(kinerja("check", str(SLIDES), "--json").out)
    audited = json.loads(kinerja("audit", "--json").out)
    for answer in (checked, audited):
        for rule in answer["rules"]:
            rule["milliseconds"] = 0
    assert checked == audited


@pytest.mark.parametrize("language", LANGUAGES)
def test_datasets(kinerja: Kinerja, language: str) -> None:
    done = kinerja("datasets", language=language)
    assert done.code == 0
    assert "salindia" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_datasets_as_json(kinerja: Kinerja) -> None:
    answer = json.loads(kinerja("datasets", "--json").out)
    assert list(answer) == ["datasets"]
    (edition,) = answer["datasets"]
    described = ["dataset", "edition", "name", "loaded_at", "counts", "newest", "documents"]
    assert list(edition) == described
    assert edition["newest"] is True
    assert [one["document"] for one in edition["documents"]] == ["plan"]
    assert edition["counts"]["Indicator"] == 13


def test_an_empty_graph_says_what_to_do(empty_home: Path) -> None:
    assert json.loads(run(empty_home, "datasets", "--json").out) == {"datasets": []}
    assert "kinerja load" in run(empty_home, "datasets").out
    done = run(empty_home, "audit", language="en")
    assert done.code == 2
    assert "No plan is loaded yet." in done.err
