"""A stranger adds file formats as CONTRIBUTING says: a module each, and a line of the list."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from checkouts import TOP, Run, copied_checkout, python_in

STRANGER = Path(__file__).parent / "stranger"
RECIPE = (TOP / "CONTRIBUTING.md").read_text("utf-8")
LINES = re.findall(r"^(    FileFormat\(.*\),)$", RECIPE, re.MULTILINE)
TOML = """\
[[dataset]]
dataset = "kota"
edition = "1"

[[units]]
id = "pemda"
name = "Pemerintah Kota"

[[units]]
id = "dishub"
name = "Dinas Perhubungan"
parent = "pemda"
"""
MARKDOWN = """\
# dataset

| dataset | edition |
|---------|---------|
| kota    | 2       |

# units

| id     | name              | parent |
|--------|-------------------|--------|
| pemda  | Pemerintah Kota   |        |
| dishub | Dinas Perhubungan | pemda  |
"""
MATRIX = """\
# Renstra

| Kode | Sasaran                 | Penanggung jawab  |
|------|-------------------------|-------------------|
| S1   | Lalu lintas yang aman   | Dinas Perhubungan |
| S2   | Lalu lintas yang lancar | Dinas Perhubungan |
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with two more modules of formats, and their lines of the list."""
    here = copied_checkout(tmp_path_factory.mktemp("reader") / "checkout")
    for name in ("toml_document", "markdown_tables"):
        shutil.copy(STRANGER / f"{name}.py", here / "kinerja_graph/sources")
    listed = here / "kinerja_graph/sources/formats.py"
    told = listed.read_text("utf-8")
    end = '\n)\n"""Every format'
    assert told.count(end) == 1
    listed.write_text(told.replace(end, "\n" + "\n".join(LINES) + end), "utf-8")
    for name, text in {"kota.toml": TOML, "kota.md": MARKDOWN, "renstra.md": MATRIX}.items():
        (here / name).write_text(text, "utf-8")
    return here


@pytest.fixture(scope="module")
def run(checkout: Path) -> Iterator[Run]:
    """Runs Python in that checkout, and ends its engine."""
    with python_in(checkout, columns=200) as call:
        yield call


@pytest.fixture(scope="module")
def read(run: Run, checkout: Path) -> dict[str, Any]:
    """What upload and Python make of the files."""
    found: dict[str, Any] = json.loads(
        run(str(STRANGER / "read.py"), str(checkout), "kota.toml", "kota.md")
    )
    return found


def test_the_recipe_has_a_line_for_each() -> None:
    assert len(LINES) == 2


@pytest.mark.parametrize("name", ["kota.toml", "kota.md"])
def test_it_is_loaded_by_command(run: Run, name: str) -> None:
    told = json.loads(run("-m", "kinerja_graph", "load", name, "--json"))
    assert (told["dataset"], told["loaded"]["Unit"]) == ("kota", 2)


@pytest.mark.parametrize("name", ["kota.toml", "kota.md"])
def test_it_is_read_by_upload_and_by_python(read: dict[str, Any], name: str) -> None:
    found = read["plans"][name]
    assert (found["state"], found["read"]["Unit"]) == ("ready", 2)
    assert (found["problems"], found["units"]) == ([], ["pemda", "dishub"])


def test_its_faults_are_told_with_their_place(run: Run, checkout: Path) -> None:
    (checkout / "broken.toml").write_text("[[units]\n", "utf-8")
    told = json.loads(run("-m", "kinerja_graph", "validate", "broken.toml", "--json", code=3))
    assert [error["code"] for error in told["errors"]] == ["unreadable-file"]
    hostile = {"deep": f"a = {'[' * 20_000}", "long": f"a = {'1' * 5_000}"}
    for name, text in hostile.items():
        (checkout / f"{name}.toml").write_text(text, "utf-8")
        run("-m", "kinerja_graph", "validate", f"{name}.toml", "--json", code=3)
    (checkout / "units.md").write_text("# units\n\n| id |\n|--|\n| a |\n", "utf-8")
    told = json.loads(run("-m", "kinerja_graph", "validate", "units.md", "--json", code=3))
    assert [(one["code"], one["sheet"], one["column"]) for one in told["errors"]] == [
        ("missing-heading", "units", "name")
    ]


def test_it_is_named_wherever_formats_are(run: Run, checkout: Path, read: dict[str, Any]) -> None:
    assert ".json/.yaml/.toml" in run("-m", "kinerja_graph", "load", "--help")
    (checkout / "plan.exe").write_text("x")
    told = json.loads(run("-m", "kinerja_graph", "validate", "plan.exe", "--json", code=3))
    remedy = told["errors"][0]["remedy"]
    assert ".json, .yaml or .toml document" in remedy
    assert ".xlsx or .md workbook" in remedy
    refused = json.dumps(read["refused"])
    assert ".toml" in refused
    assert ".md" in refused
    assert ".md,.toml" in read["form"]
    run("tools/messages.py", "--compile")
    run("tools/commands_page.py")
    assert ".json/.yaml/.toml" in (checkout / "docs/reference/commands.md").read_text("utf-8")


def test_a_matrix_is_read_from_it(run: Run) -> None:
    told = run("-m", "kinerja_graph", "import", "renstra.md", "--guess")
    assert "Sasaran" in told
    assert "proposed for renstra.md" in told
