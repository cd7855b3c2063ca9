"""Given the same ``--since`` or ``--baseline``, every surface shows the same status of a finding.

One plan of three editions, a baseline file and waivers, on each engine: what ``audit`` says in
every form, the reports, the routes of the service and the pages of the explorer are held against
the JSON of the command line, and each names what it compared with.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import docx
import httpx
import openpyxl
import pypdf
import pytest
import yaml
from command_line import run
from docx.oxml.ns import qn
from lxml import html
from serving import client_of

from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load

Statuses = dict[str, str]
WORDS = {"new": "new", "existing": "existing", "waived": "waived"}
PLAIN = {"measure_unit": "persen", "kind": "outcome", "polarity": "up"}
EDITIONS: dict[str, dict[str, dict[str, Any]]] = {
    "2025": {"A": {"polarity": None}, "B": {"polarity": None}, "C": {}},
    "2026": {"A": {"polarity": None}, "B": {}, "C": {"measure_unit": None}, "D": {}},
    "2027": {"A": {"polarity": None}, "B": {"polarity": None}, "C": {"measure_unit": None}},
}


@dataclass(frozen=True)
class Told:
    """What the command line says in JSON: the statuses, and the sentence that goes with them."""

    statuses: Statuses
    sentence: str
    called: str
    rule_and_message: dict[tuple[str, str], str]


class Plan:
    """A dataset with three editions, asked by the command line and by the service."""

    def __init__(self, settings: Settings, client: httpx.Client, dataset: str, at: Path) -> None:
        self.settings, self.client, self.dataset, self.at = settings, client, dataset, at
        self.baseline, self.waivers = at / "garis.yaml", at / "kecuali.yaml"

    def command(self, *words: object, codes: tuple[int, ...] = (0, 1)) -> str:
        done = run(
            self.settings.home,
            *map(str, words),
            "--dataset",
            self.dataset,
            language="en",
            KINERJA_URL=self.settings.url,
            KINERJA_USER=self.settings.user,
            KINERJA_PASSWORD=self.settings.password,
            KINERJA_DATABASE=self.settings.database,
            COLUMNS="400",
        )
        assert done.code in codes, done.err
        return done.out

    def told(self, *words: object) -> Told:
        answer = json.loads(self.command("audit", *words, "--format", "json"))
        beside, summary = answer["compared_with"], answer["summary"]
        if beside is None:
            called = ""
            sentence = "Not compared with an earlier audit: every finding counts as new."
        else:
            called = f"edition {beside['edition']}"
            if beside["edition"] is None:
                called = f"the baseline {beside['baseline']} of {beside['date']}"
            numbers = "{new} new, {existing} existing, {resolved} resolved".format_map(summary)
            sentence = f"Compared with {called}: {numbers}."
        return Told(
            statuses={one["fingerprint"]: one["status"] for one in answer["findings"]},
            sentence=sentence,
            called=called,
            rule_and_message={
                (one["rule"], one["message"]): one["fingerprint"] for one in answer["findings"]
            },
        )

    def report(self, ending: str, *words: object) -> bytes:
        path = self.at / f"laporan.{ending}"
        self.command("report", *words, "--annex", "all", "--out", path, codes=(0,))
        return path.read_bytes()

    def get(self, path: str, **query: Any) -> httpx.Response:
        asked_for = {"dataset": self.dataset, "lang": "en", **query}
        answer = self.client.get(path, params=asked_for)
        assert answer.status_code == 200, answer.text
        return answer

    def explored(self, **query: Any) -> Statuses:
        """The statuses that the page of findings shows, asked for one by one."""
        found: Statuses = {}
        for status in WORDS:
            for number in count(1):
                text = self.get("/explore/findings", status=status, page=number, **query).text
                shown = re.findall(r'id="f-([0-9a-f]{24})"', text)
                found |= dict.fromkeys(shown, status)
                if not shown:
                    break
        return found


@pytest.fixture
def plan(engine_settings: Settings, dataset: str, tmp_path: Path) -> Generator[Plan]:
    with open_store(engine_settings) as store:
        load_editions(store, engine_settings, dataset)
        with client_of(engine_settings) as client:
            yield remembered(Plan(engine_settings, client, dataset, tmp_path))
        drop(store, dataset, settings=engine_settings)


def load_editions(store: Store, settings: Settings, dataset: str) -> None:
    for edition, rows in EDITIONS.items():
        names = {**rows, dataset: {"measure_unit": None}}
        tables = {
            "dataset": [{"dataset": dataset, "edition": edition}],
            "indicators": [
                {"id": name, "name": f"Indikator {name}", "level": 1, **PLAIN, **row}
                for name, row in names.items()
            ],
        }
        found = read_document(tables, name="plan", settings=settings)  # type: ignore[arg-type]  # tables of any kind are what is read
        assert found.cascade is not None
        load(store, found.cascade, settings=settings)


def remembered(made: Plan) -> Plan:
    """The plan with a baseline of its first edition, and with waivers."""
    update = ("--baseline", made.baseline, "--update-baseline")
    made.command("audit", "--edition", "2025", *update)
    first = json.loads(made.command("audit", "--json"))["findings"]
    namesake = next(
        one["fingerprint"]
        for one in first
        if (one["rule"], one["subject"]["id"]) == ("missing-measure-unit", made.dataset)
        and one["subject"]["label"] == "Indicator"
    )
    reason = {"reason": "Dibahas", "until": "2999-12-31", "by": "Bappeda"}
    waivers = [
        {"rule": "orphan-indicator", "subject": "A", **reason},
        {"rule": "missing-formula", "subject": "@dataset", **reason},
        {"rule": "missing-measure-unit", "fingerprint": namesake, **reason},
    ]
    made.waivers.write_text(yaml.safe_dump(waivers), "utf-8")
    return made


def by_csv(text: str) -> Statuses:
    return {row["fingerprint"]: row["status"] for row in csv.DictReader(io.StringIO(text))}


def by_sarif(text: str, told: Told) -> Statuses:
    (made,) = json.loads(text)["runs"]
    found = [one for one in made["results"] if one["kind"] == "fail"]
    for one in found:
        known = {"new": "new"}.get(one["properties"]["status"], "unchanged")
        assert one.get("baselineState") == (known if told.called else None)
    return {one["partialFingerprints"]["kinerja/v1"]: one["properties"]["status"] for one in found}


def by_junit(text: str, told: Told) -> Statuses:
    root = ET.fromstring(text)  # noqa: S314
    found: Statuses = {}
    for case in root.iter("testcase"):
        for failure in case.findall("failure"):
            found[(failure.text or "").splitlines()[-1]] = "new"
        for one in (case.findtext("system-out") or "").splitlines():
            status, _, message = one.removeprefix("[").partition("] ")
            found[told.rule_and_message[case.get("name", ""), message]] = status
    named = {one.get("value") for one in root.iter("property")}
    assert named == ({told.called} if told.called else set())
    return found


def by_page(text: str) -> Statuses:
    """Those of the page of an audit."""
    return {
        str(one.xpath("string(.//code[last()])")): one.get("data-s", "")
        for one in html.fromstring(text).xpath("//li[@data-s]")
    }


def by_workbook(content: bytes) -> Statuses:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows(values_only=True))
        for at, row in enumerate(rows):
            if "Fingerprint" in row and "Status" in row:
                status, told = row.index("Status"), row.index("Fingerprint")
                return {str(one[told]): str(one[status]) for one in rows[at + 1 :] if one[told]}
    raise AssertionError(book.sheetnames)


def text_of(ending: str, content: bytes) -> str:
    """The words of a report, each blank one blank."""
    if ending == "html":
        told = str(html.fromstring(content).text_content())
    elif ending == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        told = " ".join(page.extract_text() for page in pages)
    elif ending == "docx":
        file = docx.Document(io.BytesIO(content))
        told = " ".join(
            "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
            for paragraph in file.element.body.iter(qn("w:p"))
        )
    else:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
        told = " ".join(str(cell) for row in rows for cell in row if cell is not None)
    return re.sub(r"\s+", " ", told.replace("\u200b", ""))


def held(plan: Plan, told: Told, words: tuple[object, ...], service: dict[str, str]) -> None:
    """Every surface but the reports, against what the command line says in JSON.

    ``service`` is what the service is asked; its sentence may name the baseline otherwise.
    """

    def of(form: str) -> str:
        return plan.command("audit", *words, "--format", form)

    table = plan.command("audit", *words, "--findings")
    assert told.sentence in table or not told.called
    assert by_csv(of("csv")) == told.statuses
    assert by_sarif(of("sarif"), told) == told.statuses
    assert by_junit(of("junit"), told) == told.statuses
    page = of("html")
    assert by_page(page) == told.statuses
    assert told.sentence in text_of("html", page.encode())
    beside = plan.get("/audit", **service).json()
    assert {one["fingerprint"]: one["status"] for one in beside["findings"]} == told.statuses
    served = told.sentence
    if told.called and beside["compared_with"]["edition"] is None:
        facts = beside["compared_with"]
        called = f"the baseline of {facts['date']} set by {facts['set_by']}"
        assert f" of {facts['date']}" in told.called
        served = told.sentence.replace(told.called, called)
    assert by_csv(plan.get("/audit.csv", **service).text) == told.statuses
    assert by_sarif(plan.get("/audit.sarif", **service).text, told) == told.statuses
    page = plan.get("/audit.html", **service).text
    assert by_page(page) == told.statuses
    assert served in text_of("html", page.encode())
    assert plan.explored(**service) == told.statuses
    for path in ("/explore/findings", "/explore/edition"):
        assert served in text_of("html", plan.get(path, **service).content)
    record = plan.get("/explore/record/A", **service).content
    assert re.search(r'id="f-[0-9a-f]{24}"', record.decode())
    named = served.partition(":")[0] + "." if told.called else served
    assert named in text_of("html", record)


def reports_hold(told: Told, content: dict[str, bytes]) -> None:
    """Reports in the forms given: statuses, and what they were compared with."""
    for ending, one in content.items():
        text = text_of(ending, one)
        if ending == "xlsx":
            assert by_workbook(one) == told.statuses
        elif ending != "pdf":
            counted = Counter(told.statuses.values())
            assert text.count("Status: new") == counted["new"], ending
            assert text.count("Status: existing") == counted["existing"], ending
            assert text.count("Waived: Dibahas") == counted["waived"], ending
        assert told.sentence in text, (ending, told.sentence)


FORMS = ("html", "pdf", "docx", "xlsx")


def test_every_surface_says_the_same_since_an_edition(plan: Plan) -> None:
    words = ("--waivers", plan.waivers, "--since", "2026")
    told = plan.told(*words)
    assert set(told.statuses.values()) == set(WORDS)
    assert told.called == "edition 2026"
    assert plan.client.put(
        "/waivers.yaml", params={"dataset": plan.dataset}, content=plan.waivers.read_bytes()
    ).json() == {"dataset": plan.dataset, "taken": 3}
    service = {"since": "2026"}
    whole = {**service, "annex": "all"}
    held(plan, told, words, service)
    reports_hold(told, {one: plan.report(one, *words) for one in FORMS})
    reports_hold(told, {one: plan.get(f"/report.{one}", **whole).content for one in FORMS})
    # where a baseline is kept too, the edition that is named counts
    put_baseline(plan)
    held(plan, told, words, service)
    reports_hold(told, {"xlsx": plan.get("/report.xlsx", **service).content})


def test_every_surface_says_the_same_beside_a_baseline(plan: Plan) -> None:
    words = ("--waivers", plan.waivers, "--baseline", plan.baseline)
    told = plan.told(*words)
    assert set(told.statuses.values()) == set(WORDS)
    assert told.statuses != plan.told("--waivers", plan.waivers, "--since", "2026").statuses
    plan.client.put(
        "/waivers.yaml", params={"dataset": plan.dataset}, content=plan.waivers.read_bytes()
    )
    put_baseline(plan)
    held(plan, told, words, {})
    reports_hold(told, {one: plan.report(one, *words) for one in FORMS})
    content = plan.get("/report.xlsx").content
    assert by_workbook(content) == told.statuses
    text = text_of("html", plan.get("/report.html").content)
    assert "Compared with the baseline of " in text


def test_without_either_an_audit_compares_with_nothing_and_a_report_says_with_what(
    plan: Plan,
) -> None:
    words = ("--waivers", plan.waivers)
    told = plan.told(*words)
    assert set(told.statuses.values()) == {"new", "waived"}
    plan.client.put(
        "/waivers.yaml", params={"dataset": plan.dataset}, content=plan.waivers.read_bytes()
    )
    held(plan, told, words, {})
    since = plan.told(*words, "--since", "2026")
    reports_hold(since, {one: plan.report(one, *words) for one in ("html", "xlsx")})
    whole = {one: plan.get(f"/report.{one}", annex="all").content for one in ("html", "xlsx")}
    reports_hold(since, whole)


def put_baseline(plan: Plan) -> None:
    answer = plan.client.put(
        "/baseline.yaml", params={"dataset": plan.dataset}, content=plan.baseline.read_bytes()
    )
    assert answer.status_code == 200, answer.text
