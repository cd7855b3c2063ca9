"""A planner's own sheet sent to the explorer: shown as a grid, its columns set, then loaded."""

from __future__ import annotations

import io
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from lxml import html
from sites import Site

from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop
from kinerja_graph.store.snapshots import editions
from kinerja_graph.workflow.importing import find_map, propose_import
from kinerja_graph.workflow.reading import validate
from kinerja_graph.workflow.upload_files import folder_of_uploads

SHEETS = Path(__file__).parent.parent / "unit/sources/wide/sheets"
MATRICES = Path(__file__).parent.parent / "cases/matrices"
QUARTERS = SHEETS / "rencana-aksi-quarters/input.xlsx"
DRAWN = SHEETS / "jabar-tree-shapes-b/input.xlsx"
RENJA = SHEETS / "deliserdang-renja/input.xlsx"
LIST = """Sasaran,Indikator,Ukuran,2026,2027
Kemacetan menurun,Waktu tempuh,menit,35,30
Jalan aman,Korban jiwa,orang,12,10
"""


@pytest.fixture
def dataset(embedded_settings: Settings) -> Iterator[str]:
    name = f"lembar-{secrets.token_hex(4)}"
    yield name
    with open_store(embedded_settings) as store:
        if any(item.dataset == name for item in editions(store)):
            drop(store, name, settings=embedded_settings)


class Page:
    """The page of an upload, as a person without script sees it."""

    def __init__(self, site: Site, name: str, content: bytes, **fields: str) -> None:
        self.client = site.client
        for one in self.client.get("/uploads").json()["uploads"]:  # of other tests; ten may wait
            self.client.delete(f"/uploads/{one['id']}")
        answer = self.client.post(
            "/explore/upload", params={"lang": "en"}, files={"files": (name, content)}, data=fields
        )
        assert answer.status_code == 303, answer.text
        self.address = answer.headers["location"].partition("?")[0]
        self.tree: Any = None
        self.see()

    def see(self, language: str = "en") -> str:
        until = time.monotonic() + 60
        while True:
            answer = self.client.get(self.address, params={"lang": language})
            assert answer.status_code == 200, answer.text
            if "Refresh" not in answer.headers or time.monotonic() > until:
                break
            time.sleep(0.1)
        self.tree = html.fromstring(answer.content)
        return self.text()

    def text(self, path: str = "//main") -> str:
        return " ".join(" ".join(one.text_content().split()) for one in self.tree.xpath(path))

    def send(self, action: str, **fields: str) -> str:
        answer = self.client.post(
            f"{self.address}/{action}", params={"lang": "en"}, data={"csrf": "", **fields}
        )
        assert answer.status_code == 303, answer.text
        return self.see()

    def columns(self, **roles: str) -> str:
        return self.send("columns", **{f"column-{letter}": role for letter, role in roles.items()})

    def roles(self) -> dict[str, str]:
        return {
            one.get("data-column"): one.xpath(".//option[@selected]/@value")[0]
            for one in self.tree.xpath("//th[@data-column]")
        }


def test_a_sheet_is_shown_as_a_grid_and_loaded(site: Site, dataset: str) -> None:
    page = Page(site, "rencana aksi.xlsx", QUARTERS.read_bytes())
    roles = {letter: role for letter, role in page.roles().items() if role != "none"}
    assert roles == {
        "B": "statement:1", "C": "indicator", "D": "measure_unit", "I": "target", "O": "owner",
    }  # fmt: skip
    # each column says in words what it is, and its cells have the colour of it
    assert page.text("//th[@data-column='C']/*[@class='role']") == "indicators"
    first = page.tree.xpath("//tbody/tr[th='8']/td")
    assert "Meningkatnya" in first[1].text_content()
    assert [one.get("class") for one in first[1:4]] == ["g-statement", "g-indicator", "g-field"]
    # the tree beside it, why, and what is for a person to decide
    assert "objectives 5, indicators 14, values 14" in page.text("//section[@id='tree']")
    assert 'heading "Indikator Kinerja"' in page.text("//div[@id='go']")
    assert "2026 is taken from A1" in page.text("//div[@id='read']")
    assert "column N (Anggaran (Rp))" in page.text("//section[@id='tree']")
    told = page.send("import", dataset=dataset, edition="2026")
    assert "Read; not loaded yet." in told
    assert "14 indicators" in told
    page.send("load")
    assert "Loaded." in page.text()
    found = site.get("/explore/findings", dataset=dataset, edition="2026", lang="en")
    assert found.status_code == 200
    assert "rencana aksi.xlsx!" in found.text  # a finding names the cell of the sheet that was sent


def test_a_column_set_anew_changes_the_tree_and_the_map(
    site: Site, dataset: str, tmp_path: Path, embedded_settings: Settings
) -> None:
    page = Page(site, "ukuran.csv", LIST.encode())
    assert page.roles() == {
        "A": "statement:1", "B": "indicator", "C": "none", "D": "target:2026", "E": "target:2027",
    }  # fmt: skip
    assert "Waktu tempuh: target 2026" in page.text("//section[@id='tree']")
    page.columns(C="measure_unit", A="statement:0", E="none")
    assert page.roles() == {
        "A": "statement:0", "B": "indicator", "C": "measure_unit", "D": "target:2026", "E": "none",
    }  # fmt: skip
    tree = page.text("//section[@id='tree']")
    assert "Waktu tempuh (menit): target 2026 = 35" in tree
    assert "2027 =" not in tree
    assert "column E (2027): 2 cells" in tree
    assert "chosen by you" in page.text("//div[@id='go']")
    # the map is one that the command takes, and reads the same by
    answer = site.client.get(f"{page.address}/map", params={"lang": "en"})
    assert answer.headers["content-disposition"].endswith("ukuran.map.yaml")
    (tmp_path / "ukuran.map.yaml").write_bytes(answer.content)
    map_ = find_map(str(tmp_path / "ukuran.map.yaml"))
    assert [(level.level, level.name.headings) for level in map_.levels] == [(0, ("Sasaran",))]
    assert map_.indicators[0].fields["measure_unit"].headings == ("Ukuran",)
    page.send("import", dataset=dataset, edition="1")
    plan = site.client.get(f"{page.address}/plan")
    assert plan.headers["content-disposition"].endswith("ukuran-plan.xlsx")
    (tmp_path / "plan.xlsx").write_bytes(plan.content)
    cascade = validate(tmp_path / "plan.xlsx", settings=embedded_settings).cascade
    assert cascade is not None
    assert [one.measure_unit for one in cascade.indicators] == ["menit", "orang"]
    assert {one.level for one in cascade.objectives} == {0}
    # a plan that was made can still be made otherwise
    page.send("columns")
    page.send("columns", act="reset")
    assert page.roles()["A"] == "statement:1"


def test_the_map_is_that_of_the_command(site: Site, embedded_settings: Settings) -> None:
    page = Page(site, "input.xlsx", RENJA.read_bytes())
    answer = site.client.get(f"{page.address}/map", params={"lang": "id"})
    proposal = next(propose_import(RENJA, embedded_settings))
    assert answer.text == proposal.proposal.text("id")


def test_what_is_refused_says_why_and_can_be_set_right(site: Site) -> None:
    rows = "Sasaran,Uraian lain,Indikator,Satuan,2026\n1,Jalan aman,Korban jiwa,orang,12\n"
    page = Page(site, "nomor.csv", rows.encode())
    assert "It cannot be read like this." in page.text()
    assert page.text("//form[contains(@action, '/import')]") == ""
    page.columns(A="none", B="statement:1")
    assert "It cannot be read like this." not in page.text()
    assert "Jalan aman" in page.text("//section[@id='tree']")


def test_what_no_form_reads_so_is_said(site: Site) -> None:
    page = Page(site, "dua.csv", LIST.encode())
    page.columns(E="superior")
    assert "Column E cannot be read as superiors in this form" in page.text()


def test_a_sheet_of_several_is_chosen(site: Site) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for title, name in (("Satu", "Kemacetan menurun"), ("Dua", "Jalan aman")):
        sheet = book.create_sheet(title)
        sheet.append(["Sasaran" if title == "Satu" else "Tujuan", "Indikator", "Target 2026"])
        sheet.append([name, "Waktu tempuh", 35])
    del book["Sheet"]
    book.save(out)
    page = Page(site, "lembar.xlsx", out.getvalue())
    assert "Kemacetan menurun" in page.text("//section[@id='tree']")
    page.send("columns", sheet="Dua")
    assert "Jalan aman" in page.text("//section[@id='tree']")
    assert page.tree.xpath("//select[@name='sheet']/option[@selected]/text()") == ["Dua"]
    answer = site.client.get(f"{page.address}/map", params={"lang": "en"})
    assert "sheet: Dua" in answer.text


def test_a_drawn_tree_is_shown_without_columns(site: Site, dataset: str) -> None:
    page = Page(site, "pohon.xlsx", DRAWN.read_bytes())
    assert page.tree.xpath("//th[@data-column]//select") == []
    assert "a tree drawn with shapes and connectors" in page.text()
    assert "Read; not loaded yet." in page.send("import", dataset=dataset, edition="1")


@pytest.mark.parametrize("ending", [".xls", ".ods", ".tsv"])
def test_every_format_of_matrices_is_taken(site: Site, ending: str) -> None:
    tabs = LIST.replace(",", "\t").encode()
    content = tabs if ending == ".tsv" else (MATRICES / f"renstra{ending}").read_bytes()
    page = Page(site, f"matriks{ending}", content)
    assert "indicator" in page.roles().values()


def test_nothing_of_it_outlives_it(site: Site, embedded_settings: Settings) -> None:
    page = Page(site, "hilang.csv", LIST.encode())
    name = page.address.rpartition("/")[2]
    (folder,) = folder_of_uploads(embedded_settings).glob(f"*/{name}")
    assert (folder / "hilang.csv").is_file()
    page.client.post(f"{page.address}/cancel", data={"csrf": ""})
    assert not folder.exists()
    gone = page.client.post(f"{page.address}/columns", data={"csrf": "", "column-A": "none"})
    assert gone.status_code in {400, 409}


def test_a_plan_is_no_sheet_and_scripts_are_answered_as_before(site: Site, dataset: str) -> None:
    plan = b"id,name,level\nS1,Kemacetan menurun,0\n"
    page = Page(site, "objectives.csv", plan, dataset=dataset)
    assert "Read; not loaded yet." in page.text()
    files = {"files": ("matriks.xlsx", QUARTERS.read_bytes())}
    sent: httpx.Response = site.client.post("/uploads", files=files)
    state = site.client.get(f"/uploads/{sent.json()['id']}", params={"wait": 30}).json()
    assert state["state"] == "refused"
