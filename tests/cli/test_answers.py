"""``kinerja audit``, ``trace``, ``align``, ``query``, ``render``, ``rules``, ``db``, ``demo``."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Kinerja, environment, run, run_apart
from syrupy.assertion import SnapshotAssertion

from kinerja_graph.workflow import pyvis_networks

LANGUAGES = ("id", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [
        ("audit", "--rule", "missing-measure-unit", "--rule", "missing-polarity"),
        ("audit", "--rule", "contribution-cycle"),
        ("trace", "SOP-1"),
        ("trace", "LALIN", "--down"),
        ("trace", "SEHAT-3", "--depth", "1"),
        ("align", "LALIN"),
        ("align", "INDUSTRI"),
        ("align", "level:0,label:objective"),
        ("trace", "1+LALIN", "--depth", "1"),
        ("trace", "level:5"),
        ("query", "MATCH (u:Unit {scope: $scope}) RETURN u.id AS id, u.name AS name ORDER BY id"),
        ("rules", "list"),
        ("rules", "show", "missing-agency"),
    ],
    ids=" ".join,
)
def test_answers_for_people(
    kinerja: Kinerja, words: tuple[str, ...], language: str, snapshot: SnapshotAssertion
) -> None:
    done = kinerja(*words, language=language)
    assert done.err == ""
    assert max(map(len, done.out.splitlines())) <= 80
    assert re.sub(r"[\d.,]+ ms", "N ms", done.out) == snapshot


@pytest.mark.parametrize(
    ("fail_on", "rule", "code"),
    [
        ("error", "missing-measure-unit", 1),
        ("never", "missing-measure-unit", 0),
        ("error", "idle-position", 0),
        ("warning", "idle-position", 1),
        ("info", "idle-position", 1),
        ("info", "contribution-cycle", 0),
    ],
)
def test_fail_on(kinerja: Kinerja, fail_on: str, rule: str, code: int) -> None:
    assert kinerja("audit", "--rule", rule, "--fail-on", fail_on).code == code


def test_an_audit_as_json_has_the_shape_of_the_contract(kinerja: Kinerja) -> None:
    done = kinerja("audit", "--json")
    answer = json.loads(done.out)
    assert list(answer) == [
        "dataset", "edition", "engine", "rules", "findings", "resolved", "summary",
        "overview", "compared_with", "completeness",
    ]  # fmt: skip
    assert answer["engine"]["name"] == "arcadedb"
    assert kinerja("audit", "--format", "json", "--lang", "id").code == done.code == 1


def test_an_audit_goes_to_a_file(kinerja: Kinerja, tmp_path: Path) -> None:
    place = tmp_path / "temuan" / "audit.csv"
    done = kinerja("audit", "--format", "csv", "--out", str(place))
    assert (done.code, done.out) == (1, "")
    assert str(place) in done.err.replace("\n", "")
    rows = list(csv.DictReader(io.StringIO(place.read_text("utf-8"), newline="")))
    assert {row["rule"] for row in rows} >= {"missing-measure-unit", "missing-polarity"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_id_names_the_nearest(kinerja: Kinerja, language: str) -> None:
    for command in ("trace", "align", "render"):
        more = ("--out", "x.html") if command == "render" else ()
        done = kinerja(command, "LALN", *more, language=language)
        assert (done.code, done.out) == (2, "")
        assert "LALIN" in done.err


@pytest.mark.parametrize("name", ["dishub", "STAF-A"])
def test_units_and_posts_stand_on_no_chain(kinerja: Kinerja, name: str) -> None:
    assert kinerja("trace", name).code == 2
    assert kinerja("align", name).code == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trace_of_a_post_names_the_command_to_ask(kinerja: Kinerja, language: str) -> None:
    for more in ((), ("--down",), ("--json",)):
        told = kinerja("trace", "STAF-A", *more, language=language)
        assert (told.code, told.out) == (2, "")
        assert "kinerja individual STAF-A" in told.err
    assert kinerja("individual", "STAF-A", language=language).code == 0
    assert "individual" not in kinerja("trace", "dishub", language=language).err


def test_trace_as_json(kinerja: Kinerja) -> None:
    answer = json.loads(kinerja("trace", "SOP-1", "--json").out)
    assert answer["roots"] == ["INDUSTRI"]
    assert [(node["id"], node["depth"]) for node in answer["nodes"]] == [
        ("INDUSTRI", 2), ("PELATIHAN", 1), ("SOP-1", 0),
    ]  # fmt: skip
    assert (
        kinerja("trace", "SOP-1", "--up", "--json").out
        == json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    )


def test_a_selector_gives_a_list_of_answers(kinerja: Kinerja) -> None:
    told = json.loads(kinerja("trace", "label:task,+INDUSTRI", "--json").out)
    assert (told["selector"], told["selected"]) == ("label:task,+INDUSTRI", 3)
    assert [one["subject"]["id"] for one in told["answers"]] == ["SOP-1", "SOP-2", "SOP-3"]
    assert told["answers"][0] == json.loads(kinerja("trace", "SOP-1", "--json").out)
    none = json.loads(kinerja("align", "rule:contribution-cycle", "--json").out)
    assert (none["selected"], none["answers"]) == (0, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_selector_at_fault_is_told_with_its_place(kinerja: Kinerja, language: str) -> None:
    done = kinerja("trace", "+LALIN,agenci:dishub", language=language)
    assert (done.code, done.out) == (2, "")
    assert "karakter ke-8" in done.err or "character 8" in done.err
    assert "agency:" in done.err
    assert kinerja("render", "rule:contribution-cycle", "--out", "x.html").code == 2


def test_a_query_is_limited_and_only_reads(kinerja: Kinerja) -> None:
    done = kinerja(
        "query", "MATCH (n {scope: $scope}) RETURN n.id", "--json", KINERJA_QUERY_ROWS="2"
    )
    answer = json.loads(done.out)
    assert len(answer["rows"]) == 2
    assert (answer["truncated"], answer["limit"]) == (True, 2)
    assert kinerja("query", "CREATE (n)").code == 2
    assert kinerja("query", "MATCH (n RETURN n").code == 2


def test_a_query_without_scope_needs_no_edition(empty_home: Path) -> None:
    done = run(empty_home, "query", "RETURN 1 AS one", "--json")
    answer = json.loads(done.out)
    assert (answer["dataset"], answer["columns"], answer["rows"]) == (None, ["one"], [[1]])


@pytest.mark.parametrize("view", ["cascade", "chain", "crosscutting", "findings", "organisation"])
def test_render_writes_a_network_of_pyvis(kinerja: Kinerja, tmp_path: Path, view: str) -> None:
    place = tmp_path / "gambar" / "jaringan.html"
    about = ("LALIN",) if view in ("chain", "crosscutting") else ()
    words = ("render", *about, "--view", view, "--renderer", "pyvis", "--out", str(place))
    done = kinerja(*words, "--width", "900", "--theme", "dark", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out) == {"out": str(place), "bytes": place.stat().st_size}
    page = place.read_text("utf-8")
    assert '<html lang="id">' in page
    assert "new vis.Network" in page
    assert "width: 900px" in page
    assert "bootstrap" not in page
    if view == "chain":
        assert "Frekuensi patroli" in page
        assert "Penyusunan proposal" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pyvis_cannot_draw_is_refused_with_a_way(
    kinerja: Kinerja, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*words: str, out: str = "x.html") -> str:
        place = tmp_path / out
        done = kinerja(
            "render", *words, "--renderer", "pyvis", "--out", str(place), language=language
        )
        assert (done.code, done.out) == (2, "")
        assert not place.exists()
        return done.err

    assert ".html" in refused(out="x.png")
    assert "--renderer" in refused("--view", "matrix")
    monkeypatch.setattr(pyvis_networks, "MAX_BOXES", 5)  # the slides have 19 boxes
    told = refused()
    assert "19" in told
    assert "kinerja render 'level:0' --renderer pyvis" in " ".join(told.split())
    part = tmp_path / "y.html"
    done = kinerja("render", "level:0", "--renderer", "pyvis", "--out", str(part))
    assert done.code == 0, done.err


def test_render_writes_one_page(kinerja: Kinerja, tmp_path: Path) -> None:
    place = tmp_path / "gambar" / "lalin.html"
    done = kinerja("render", "LALIN", "--out", str(place), "--json")
    assert done.code == 0
    assert json.loads(done.out) == {"out": str(place), "bytes": place.stat().st_size}
    page = place.read_text("utf-8")
    assert "Frekuensi patroli" in page
    assert "Penyusunan proposal" not in page
    assert kinerja("render", "label:task", "--out", str(place)).code == 0
    page = place.read_text("utf-8")
    assert "Penyusunan proposal" in page
    assert "Frekuensi patroli" not in page


def test_rules_as_json(kinerja: Kinerja) -> None:
    rules = json.loads(kinerja("rules", "list", "--json").out)["rules"]
    shown = json.loads(kinerja("rules", "show", rules[0]["id"], "--json").out)
    assert {key: shown[key] for key in rules[0]} == rules[0]


def test_database_trouble_is_4(kinerja: Kinerja) -> None:
    done = kinerja("datasets", "--url", "bolt://127.0.0.1:9", "--lang", "en")
    assert (done.code, done.out) == (4, "")
    assert "127.0.0.1:9" in done.err
    assert "Traceback" not in done.err


def test_debug_shows_the_traceback(kinerja: Kinerja) -> None:
    done = kinerja("datasets", "--url", "bolt://127.0.0.1:9", "--debug")
    assert done.code == 4
    assert "Traceback" in done.err


def test_the_demonstration_runs_whole_and_stops_with_its_engine(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    done = run_apart(home, "demo", "--out", str(out))
    try:
        assert done.code == 0, done.err
        assert "4 instansi menopang LALIN" in done.out
        assert (out / "salindia.html").stat().st_size > 100_000
        status = json.loads(run(home, "db", "status", "--json").out)
        assert status["running"] is True
        assert status["uri"].startswith("bolt://127.0.0.1:")
        assert "sandi" in run(home, "db", "status").out
        again = run(home, "demo", "--out", str(out), "--json", language="en")
        assert json.loads(again.out)["align"]["missing"] == []
    finally:
        stopped = run_apart(home, "db", "stop", "--json")
    assert json.loads(stopped.out)["running"] is False


def test_a_reader_that_goes_away_keeps_the_exit_code(loaded_home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kinerja_graph", "audit"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(loaded_home),
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait(60) == 1
    assert told == b""
