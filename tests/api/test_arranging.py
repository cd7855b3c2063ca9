"""A planner's own sheet sent to the explorer: shown as a grid, its columns set, then loaded."""

from __future__ import annotations

import io
import json
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
import yaml
from lxml import html
from sites import Site

from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop
from kinerja_graph.store.snapshots import editions
from kinerja_graph.workflow.importing import (
    ProposedImport,
    find_map,
    import_matrix,
    propose_import,
)
from kinerja_graph.workflow.reading import ReadOptions, validate
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

    def field(self, name: str) -> str:
        """What a field of the page holds."""
        (one,) = self.tree.xpath(f"//main//*[@name='{name}']")
        chosen = one.xpath(".//option[@selected]/@value")
        return str(chosen[0] if chosen else one.get("value"))

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
        **dict.fromkeys("EFGH", "period_target"), **dict.fromkeys("JK", "period_realisation"),
    }  # fmt: skip
    # each column says in words what it is, and its cells have the colour of it
    assert page.text("//th[@data-column='C']/*[@class='role']") == "indicators"
    first = page.tree.xpath("//tbody/tr[th='8']/td")
    assert "Meningkatnya" in first[1].text_content()
    assert [one.get("class") for one in first[1:4]] == ["g-statement", "g-indicator", "g-field"]
    # the tree beside it, why, and what is for a person to decide
    assert "objectives 5, indicators 14, values 65" in page.text("//section[@id='tree']")
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


WALKED = (
    "deliserdang-renja", "jabar-renja-j1", "jabar-tree-shapes-b", "kepmendagri-five-columns",
    "rencana-aksi-quarters",
)  # fmt: skip
FIRST_ROWS = {"kepmendagri-five-columns": 400}
"""Of 4,367 rows the first: the whole sheet goes the same way."""


def sheet_of(name: str) -> bytes:
    path = SHEETS / name / "input.xlsx"
    if name not in FIRST_ROWS:
        return path.read_bytes()
    book = openpyxl.load_workbook(path)
    (page,) = book.worksheets
    page.delete_rows(FIRST_ROWS[name] + 1, page.max_row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("sheet", WALKED)
def test_each_real_sheet_goes_from_the_grid_to_its_findings(
    site: Site, dataset: str, sheet: str, embedded_settings: Settings, tmp_path: Path
) -> None:
    content = sheet_of(sheet)
    page = Page(site, f"{sheet}.xlsx", content)
    shown = page.text("//section[@id='tree']")
    assert re.search(r"(objectives|indicators) \d", shown), shown
    if sheet != DRAWN.parent.name:  # a drawing has no columns to set
        assert {*page.roles().values()} - {"none"}
    told = page.send("import", dataset=dataset, edition="2026", lenient="yes")
    assert "Read; not loaded yet." in told, told
    plan = site.client.get(f"{page.address}/plan")
    assert plan.status_code == 200
    # the plan of the page is that of the command
    (tmp_path / f"{sheet}.xlsx").write_bytes(content)
    proposal = next(propose_import(tmp_path / f"{sheet}.xlsx", embedded_settings))
    wanted = {name: len(rows) for name, rows in proposal.imported.collector.tables.items()}
    (tmp_path / "plan.xlsx").write_bytes(plan.content)
    made = openpyxl.load_workbook(tmp_path / "plan.xlsx", read_only=True)
    tables = {one.title: sum(1 for _ in one.iter_rows()) - 1 for one in made.worksheets}
    for name in ("objectives", "indicators", "values"):
        assert tables.get(name, 0) == wanted[name]
    page.send("load")
    assert "Loaded." in page.text()
    asked = {"dataset": dataset, "edition": "2026"}
    audit = site.client.get("/audit", params=asked).json()
    assert audit["findings"]
    # findings name cells of the sheet that was sent
    places = [one["source"] for one in audit["findings"] if one["source"]]
    assert places
    assert all(one.startswith(f"{sheet}.xlsx!") for one in places)
    assert site.get("/explore/findings", lang="en", **asked).status_code == 200


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


def test_a_plan_is_no_sheet(site: Site, dataset: str) -> None:
    plan = b"id,name,level\nS1,Kemacetan menurun,0\n"
    page = Page(site, "objectives.csv", plan, dataset=dataset)
    assert "Read; not loaded yet." in page.text()


TWOFOLD = """LAPORAN DINAS PERHUBUNGAN TAHUN INI,,,,
Sasaran,Indikator,Satuan,Target,Lain
Kemacetan menurun,Waktu tempuh,menit,1.250,x
Jalan aman,Korban jiwa,orang,12,x
Jalan tertib,Ruas bebas parkir,ruas,3,x
"""
"""A sheet of which nothing says the year, the agency that answers, or what 1.250 means."""


def test_what_a_sheet_does_not_say_is_said_on_the_page(site: Site) -> None:
    page = Page(site, "dishub.csv", TWOFOLD.encode())
    read = "//div[@id='read']"
    assert "name no year" in page.text(read)
    assert "no owners" in page.text(read)
    assert page.roles()["D"] == "none"
    # the heading says that these are targets: their year alone has to be typed
    assert page.field("year-D") == ""
    assert page.tree.xpath("//input[@name='year-A'][@hidden and @disabled]")
    page.send("columns", **{"year-D": "2026"})
    assert page.roles()["D"] == "target:2026"
    assert page.field("year-D") == "2026"
    assert "name no year" not in page.text(read)
    assert "can be read in two ways" in page.text(read)
    page.send("columns", decimal="comma")
    assert page.field("decimal") == "comma"
    assert "can be read in two ways" not in page.text(read)
    assert "Waktu tempuh (menit): target 2026 = 1,250" in page.text("//section[@id='tree']")
    page.send("columns", act="office")
    assert page.field("agency") == "DINAS PERHUBUNGAN"
    assert "no owners" not in page.text(read)
    assert "[DINAS PERHUBUNGAN]" in page.text("//section[@id='tree']")
    page.send("columns", agency="Dinas Perhubungan Kota", kind="unit")
    assert (page.field("agency"), page.field("kind")) == ("Dinas Perhubungan Kota", "unit")


def test_the_map_of_the_page_is_that_of_the_command(
    site: Site, dataset: str, tmp_path: Path, embedded_settings: Settings
) -> None:
    page = Page(site, "dishub.csv", TWOFOLD.encode())
    page.send("columns", **{"year-D": "2026", "decimal": "comma", "agency": "Dinas Kota"})
    assert (page.field("headings-first"), page.field("headings-last")) == ("2", "2")
    assert (page.field("rows-first"), page.field("rows-last")) == ("3", "")
    page.send("columns", **{"rows-last": "4"})
    tree = page.text("//section[@id='tree']")
    assert "Jalan tertib" not in tree.partition("Set aside")[0]
    assert "objectives 2, indicators 2, values 2" in tree
    # the map says all of it, and the command reads the same by it
    answer = site.client.get(f"{page.address}/map", params={"lang": "id"})
    (tmp_path / "peta.yaml").write_bytes(answer.content)
    (tmp_path / "dishub.csv").write_text(TWOFOLD)
    for folder in ("page", "command"):
        (tmp_path / folder).mkdir()
    done = import_matrix(
        tmp_path / "dishub.csv",
        map_name=str(tmp_path / "peta.yaml"),
        out=tmp_path / "command/plan.xlsx",
        settings=embedded_settings,
        language="en",
    )
    page.send("import", dataset=dataset, edition="1")
    plan = site.client.get(f"{page.address}/plan")
    (tmp_path / "page/plan.xlsx").write_bytes(plan.content)
    options = ReadOptions(dataset="d", edition="1")
    ours, theirs = (
        validate(tmp_path / name / "plan.xlsx", settings=embedded_settings, wish=options).cascade
        for name in ("page", "command")
    )
    assert ours is not None
    assert theirs is not None
    assert (ours.units, ours.objectives, ours.indicators, ours.links) == (
        theirs.units, theirs.objectives, theirs.indicators, theirs.links,
    )  # fmt: skip
    assert done.written["units"] == 1
    assert [one.name for one in ours.units] == ["Dinas Kota"]


def test_headings_in_other_rows_change_what_is_read(site: Site) -> None:
    rows = "Sasaran,Indikator,2025\nLama,Ukuran lama,1\n,,\nSasaran,Indikator,2026\nBaru,Ukuran,2\n"
    page = Page(site, "dua-tabel.csv", rows.encode())
    assert "Lama" in page.text("//section[@id='tree']")
    page.send("columns", **{"headings-first": "4"})  # the last follows the first
    assert (page.field("headings-first"), page.field("headings-last")) == ("4", "4")
    assert page.field("rows-first") == "5"
    tree = page.text("//section[@id='tree']").partition("Set aside")[0]
    assert "Baru" in tree
    assert "Lama" not in tree
    assert page.tree.xpath("//tr[@class='heads']/th/text()") == ["4"]
    page.send("columns", **{"headings-first": "", "headings-last": ""})
    assert page.field("headings-first") == "1"


WRONG: tuple[tuple[dict[str, str], str], ...] = (
    ({"year-D": "26"}, "column D is not a year from 1900 to 2199: 26"),
    ({"headings-first": "dua"}, "is not the number of a row: dua"),
    ({"headings-first": "3", "headings-last": "1"}, "first heading row (3) is below the last"),
    ({"rows-first": "2"}, "begin in row 2: the headings reach to row 2"),
    ({"rows-first": "5", "rows-last": "4"}, "first row of records (5) is below the last"),
    ({"agency": "x" * 201}, "longer than 200"),
    ({"decimal": "koma"}, "decimal sign"),
    ({"kind": "dinas"}, "kind of agency"),
)


def test_a_setting_that_makes_no_sense_is_refused_on_the_page(site: Site) -> None:
    page = Page(site, "dishub.csv", TWOFOLD.encode())
    for fields, told in WRONG:
        said: dict[str, str] = {}
        for language in ("en", "id"):
            answer = site.client.post(
                f"{page.address}/columns", params={"lang": language}, data={"csrf": "", **fields}
            )
            assert answer.status_code == 400, fields
            page.tree = html.fromstring(answer.content)
            said[language] = page.text("//*[@data-wrong]")
            assert page.tree.xpath("//section[@id='tree']")  # the sheet as it was
        assert told in said["en"]
        assert said["id"] not in {"", said["en"]}
    page.see()
    assert page.roles()["D"] == "none"


def test_several_sheets_are_read_together_as_chosen(site: Site) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for title in ("Satu", "Dua", "Tiga", "Lain"):
        sheet = book.create_sheet(title)
        sheet.append(["Sasaran", "Indikator", "Catatan" if title == "Lain" else "Target 2026"])
        sheet.append([f"Sasaran {title}", f"Indikator {title}", 35])
    del book["Sheet"]
    book.save(out)
    page = Page(site, "lembar.xlsx", out.getvalue())
    read = "//input[@type='checkbox'][starts-with(@name, 'sheet-')][@checked]/@name"
    assert page.tree.xpath(read) == ["sheet-0", "sheet-1", "sheet-2"]
    page.send("columns", act="sheets", **{"sheet-0": "yes", "sheet-2": "yes"})
    assert page.tree.xpath(read) == ["sheet-0", "sheet-2"]
    tree = page.text("//section[@id='tree']")
    assert "Sasaran Satu" in tree
    assert "Sasaran Dua" not in tree
    page.send("columns", sheet="Tiga")  # one that is read is shown, and the others stay
    assert page.tree.xpath(read) == ["sheet-0", "sheet-2"]
    assert "Indikator Tiga" in page.text("//table")
    assert 'sheet: ["Satu", "Tiga"]' in _map(page).replace("[Satu, Tiga]", '["Satu", "Tiga"]')
    page.send("columns", act="sheets", **{"sheet-0": "yes", "sheet-3": "yes"})
    assert "sheet Lain cannot be read together with Satu" in page.text("//div[@id='read']")


def test_headings_are_set_of_the_sheets_that_are_read(site: Site) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for title in ("Satu", "Dua"):
        sheet = book.create_sheet(title)
        sheet.append(["Sasaran", "Indikator", "Target 2026" if title == "Satu" else "Catatan"])
        sheet.append(["Sasaran", "Indikator", "Target 2027"])
        sheet.append([f"Sasaran {title}", f"Indikator {title}", 35])
    del book["Sheet"]
    book.save(out)
    page = Page(site, "lembar.xlsx", out.getvalue())
    page.send("columns", **{"headings-first": "2", "headings-last": "2"})
    told = _map(page)
    assert "sheet: Satu" in told
    assert "headings: 2" in told


def _map(page: Page) -> str:
    answer: httpx.Response = page.client.get(f"{page.address}/map", params={"lang": "en"})
    return answer.text


def test_the_sign_given_with_the_file_is_the_one_of_the_page(site: Site) -> None:
    page = Page(site, "dishub.csv", TWOFOLD.encode(), decimal="dot")
    assert page.field("decimal") == "dot"
    assert "decimal: dot" in _map(page)


def uploaded(site: Site, name: str, content: bytes, map_: Any = None, **query: str) -> Any:
    """What a script reads of a file that it sent."""
    for one in site.client.get("/uploads").json()["uploads"]:  # of other tests; ten may wait
        site.client.delete(f"/uploads/{one['id']}")
    parts: list[tuple[str, Any]] = [("files", (name, content))]
    if map_ is not None:
        parts.append(("map", map_))
    sent = site.client.post("/uploads", files=parts, params=query)
    assert sent.status_code == 202, sent.text
    return waited(site, sent)


def waited(site: Site, answer: httpx.Response) -> Any:
    assert answer.status_code == 202, answer.text
    query = {"wait": "30", "lang": "en"}
    return site.client.get(f"/uploads/{answer.json()['id']}", params=query).json()


def test_a_script_is_answered_with_the_proposal(
    site: Site, dataset: str, embedded_settings: Settings
) -> None:
    state = uploaded(site, "rencana aksi.xlsx", QUARTERS.read_bytes())
    assert (state["state"], state["errors"], state["read"]) == ("proposed", [], None)
    found = next(propose_import(QUARTERS, embedded_settings))
    command = as_json(ProposedImport(found, None), "en")
    # the same keys and values as of kinerja import --json, but for the paths of files
    assert state["proposal"].keys() == command.keys() - {"matrix", "map_file"}
    same = state["proposal"].keys() - {"map", "records", "errors"}
    assert {key: state["proposal"][key] for key in same} == {
        key: json.loads(json.dumps(command[key])) for key in same
    }
    assert state["proposal"]["form"] == "matrix"
    assert state["proposal"]["map"].startswith("# A map proposed for rencana aksi.xlsx")
    assert {one["what"]: one["certainty"] for one in state["proposal"]["roles"]}["target"]
    # taken as proposed, it becomes a plan
    plan = waited(
        site,
        site.client.post(
            f"/uploads/{state['id']}/import", json={}, params={"dataset": dataset, "edition": "1"}
        ),
    )
    assert (plan["state"], plan["dataset"], plan["read"]["Indicator"]) == ("ready", dataset, 14)
    done = waited(site, site.client.post(f"/uploads/{state['id']}/load"))
    assert (done["state"], done["loaded"]["Indicator"]) == ("loaded", 14)


BY_HAND = """
form: matrix
levels: [{name: Sasaran, level: 0}]
indicators: {name: Indikator, measure_unit: Ukuran, targets: "{year}"}
"""


@pytest.mark.parametrize("how", ["field", "file", "later, as text", "later, as an object"])
def test_a_script_sends_the_map(site: Site, dataset: str, how: str) -> None:
    query = {"dataset": dataset, "edition": "1"}
    if how in {"field", "file"}:
        part = ("peta.yaml" if how == "file" else None, BY_HAND.encode())
        state = uploaded(site, "ukuran.csv", LIST.encode(), part, **query)
    else:
        waiting = uploaded(site, "ukuran.csv", LIST.encode(), **query)
        map_ = BY_HAND if how == "later, as text" else yaml.safe_load(BY_HAND)
        address = f"/uploads/{waiting['id']}/import"
        state = waited(site, site.client.post(address, json={"map": map_}))
    assert (state["state"], state["dataset"]) == ("ready", dataset)
    assert state["read"]["Indicator"] == 2
    done = waited(site, site.client.post(f"/uploads/{state['id']}/load"))
    assert done["state"] == "loaded"
    record = site.get("/search", q="Waktu tempuh", dataset=dataset, edition="1").json()
    assert "Waktu tempuh" in json.dumps(record)


def test_a_map_that_cannot_be_used_is_said(site: Site) -> None:
    waiting = uploaded(site, "ukuran.csv", LIST.encode())
    address = f"/uploads/{waiting['id']}/import"
    state = waited(site, site.client.post(address, json={"map": "form: matrix\nlevel: 1\n"}))
    assert (state["state"], state["error"]["code"]) == ("proposed", "bad-map")
    assert "line 2" in state["error"]["title"]
    other = BY_HAND.replace("Ukuran", "Takaran")
    state = waited(site, site.client.post(address, json={"map": other}))
    assert (state["state"], state["error"]) == ("proposed", None)
    assert [one["code"] for one in state["errors"]] == ["missing-heading"]
    assert "Takaran" in state["errors"][0]["message"]
    state = waited(site, site.client.post(address, json={"map": BY_HAND}))  # it can be mended
    assert state["state"] == "ready"
    first = uploaded(site, "ukuran.csv", LIST.encode(), (None, other.encode()))
    assert (first["state"], first["errors"][0]["code"]) == ("refused", "missing-heading")
    wrong = uploaded(site, "ukuran.csv", LIST.encode(), (None, b"form: [1"))
    assert (wrong["state"], wrong["error"]["code"]) == ("failed", "bad-map")


def test_what_is_neither_a_plan_nor_a_sheet_is_refused(site: Site) -> None:
    state = uploaded(site, "catatan.csv", b"Rapat,Dinas\nBahan,Jalan\n")
    assert state["state"] == "refused"
    assert [one["code"] for one in state["errors"]] == ["missing-file", "missing-heading"]
    assert state["proposal"] is None
    parts = [("files", ("units.csv", b"id,name\n")), ("map", (None, b"form: matrix"))]
    answer = site.client.post("/uploads", files=parts, params={"dataset": "d"})
    assert (answer.status_code, answer.json()["code"]) == (400, "no-plan")
    missing = site.client.post("/uploads/tidak-ada/import", json={})
    assert (missing.status_code, missing.json()["code"]) == (404, "unknown-upload")
