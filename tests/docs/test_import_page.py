"""docs/import.md is typed: its files are written, its commands run, its keys are all the keys."""

import json
import re
from pathlib import Path

import pytest

import readme
import sheets
from kinerja_graph.cli.app import main
from kinerja_graph.sources.wide.builtin_maps import builtin_map_names
from kinerja_graph.sources.wide.plan_reading import map_keys

TOP = Path(__file__).parent.parent.parent
PAGE = (TOP / "docs" / "import.md").read_text("utf-8")
PICTURED = re.findall(r"\]\(images/sheet-([a-z-]+)\.svg\)", PAGE)
READ_WITHOUT_A_MAP = [name for name in sheets.ALL if name != "pohon-sel"]


def test_what_the_page_shows_is_what_happens(tmp_path: Path) -> None:
    """Its files are written and its commands typed, those on every sheet of a picture too."""
    with readme.clean_environment(tmp_path), readme.working_folder():
        typed = readme.update_page(TOP / "docs" / "import.md")
    assert typed.splitlines() == PAGE.splitlines()


def test_the_sheets_and_their_pictures_are_those_of_their_tool() -> None:
    assert sheets.stale() == []


def test_the_page_begins_with_a_picture_of_each_sheet_and_what_to_type() -> None:
    assert [*sheets.ALL] == PICTURED
    assert PAGE.index("## Seperti apa lembar Anda?") < PAGE.index("images/sheet-") < 1500
    for name in sheets.ALL:
        assert f"$ kinerja import examples/sheets/{name}.xlsx" in PAGE


@pytest.mark.parametrize("name", READ_WITHOUT_A_MAP)
def test_a_sheet_comes_through_whole(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every text below its headings becomes a record, but for numbers of rows and quarters."""
    monkeypatch.chdir(tmp_path)
    assert main(["import", str(sheets.SHEETS / f"{name}.xlsx"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["errors"] == []
    aside = {one["heading"] for one in answer["set_aside"] if one["column"] is not None}
    assert aside <= {
        "No",
        *(f"Target per Triwulan > TW {each}" for each in ("I", "II", "III", "IV")),
    }
    out = ["--map", f"{name}.map.yaml", "--out", "plan"]
    assert main(["import", str(sheets.SHEETS / f"{name}.xlsx"), *out]) == 0
    assert main(["validate", "plan"]) == 0


def test_every_key_and_every_ready_map_stand_on_the_page() -> None:
    named = set(re.findall(r"`([a-z_-]+)[`:]", PAGE))
    assert set(map_keys()) <= named
    assert set(builtin_map_names()) <= named


@pytest.mark.parametrize("name", builtin_map_names())
def test_a_ready_map_says_what_it_is_for_in_both_languages(name: str) -> None:
    path = TOP / "kinerja_graph/sources/wide/maps" / f"{name}.yaml"
    first, second = path.read_text("utf-8").splitlines()[:2]
    assert first.startswith("# ")
    assert second.startswith("# ")
