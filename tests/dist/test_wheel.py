"""The wheel, installed alone in a bare environment, audits as the checkout does."""

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, the wheel built from the archive."""
    place = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--installer", "uv", "--outdir", place, TOP],
        check=True,
        capture_output=True,
    )
    return place


@pytest.fixture(scope="module")
def bare(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``kinerja`` of an environment in which only the wheel and its needs are installed."""
    place = tmp_path_factory.mktemp("bare")
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    wheel = next(archives.glob("*.whl"))
    subprocess.run(
        [Path(sys.executable).parent / "uv", "pip", "install", "--quiet", "--python", python]
        + ["--constraint", TOP / "requirements/run.txt", wheel],
        check=True,
        cwd=place,
    )
    return place / "bin" / "kinerja"


def run(program: Path | str, *arguments: object, home: Path) -> str:
    """What the command prints; its home is apart and its engine ends soon."""
    environment = {
        **os.environ,
        "KINERJA_HOME": str(home),
        "KINERJA_MEMORY": "512m",
        "KINERJA_URL": "embedded",
    }
    done = subprocess.run(
        [program, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=home,
        env=environment,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_archives_hold_what_they_should(archives: Path) -> None:
    wheel = zipfile.ZipFile(next(archives.glob("*.whl")))
    names = wheel.namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name.split("/")[0]}
    assert tops == {"kinerja_graph", "kinerja_api"}
    rules = sorted(path.name for path in (TOP / "cypher/rules").glob("*.cypher"))
    inside = sorted(
        Path(name).name for name in names if name.startswith("kinerja_graph/cypher/rules/")
    )
    assert inside == rules
    assert any(name.startswith("kinerja_graph/render/assets/") for name in names)
    maps = TOP / "kinerja_graph/sources/wide/maps"
    inside = [name for name in names if name.startswith("kinerja_graph/sources/wide/maps/")]
    assert len(inside) == len(list(maps.glob("*.yaml"))) > 0
    texts = [name for name in names if name.startswith("kinerja_graph/locale/")]
    assert texts == ["kinerja_graph/locale/id/LC_MESSAGES/kinerja.mo"]
    assert any(name.endswith("LICENSE") for name in names)
    assert any(name.endswith("NOTICE") for name in names)
    with tarfile.open(next(archives.glob("*.tar.gz"))) as source:
        listed = source.getnames()
    assert not [name for name in listed if "/.venv/" in name or "/out/" in name]


def test_the_usual_checks_of_archives_pass(archives: Path) -> None:
    both = sorted(archives.iterdir())
    assert [path.suffix for path in both] == [".whl", ".gz"]
    for words in (["twine", "check", "--strict", *both], ["check_wheel_contents", both[0]]):
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=TOP,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_carries_its_examples_and_nobody_elses_programs(archives: Path) -> None:
    names = zipfile.ZipFile(next(archives.glob("*.whl"))).namelist()
    for name in ("slides", "slides-ladders", "traffic-slide", "city/2026-murni"):
        assert f"kinerja_graph/examples/{name}/indicators.csv" in names
    assert "kinerja_graph/examples/sheets/matriks.xlsx" in names
    assert not [name for name in names if name.endswith((".jar", ".so", ".dll", ".exe"))]


def test_rules_are_those_of_the_checkout(bare: Path, tmp_path: Path) -> None:
    here = Path(sys.executable).parent / "kinerja"
    wheel = json.loads(run(bare, "rules", "list", "--json", home=tmp_path))
    assert wheel == json.loads(run(here, "rules", "list", "--json", home=tmp_path))
    assert len(wheel["rules"]) == len(list((TOP / "cypher/rules").glob("*.cypher")))


def test_audits_the_slides_and_draws_them(bare: Path, tmp_path: Path) -> None:
    try:
        run(bare, "load", TOP / "examples/traffic-slide", home=tmp_path)
        audit = json.loads(run(bare, "audit", "--format", "json", home=tmp_path))
        run(bare, "render", "--out", tmp_path / "picture.html", home=tmp_path)
    finally:
        run(bare, "db", "stop", home=tmp_path)
    assert audit["dataset"] == "salindia-lalu-lintas"
    assert audit["summary"]["error"] > 0
    assert (tmp_path / "picture.html").stat().st_size > 100_000


def test_the_module_starts_too(bare: Path, tmp_path: Path) -> None:
    python = bare.parent / "python"
    told = run(python, "-m", "kinerja_graph", "--help", home=tmp_path)
    assert "kinerja" in told
