"""What pages tell: what is near, what a waiver is about, the headings of the file that was sent."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html
from sites import Site

from kinerja_graph.accounts.rights import Grant
from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop
from kinerja_graph.workflow.access import (
    Holder,
    accounts_database,
    arrive_person,
    begin_session,
    entries,
    forget_person,
    grant_roles,
    withdraw_roles,
)
from kinerja_graph.workflow.loading import load
from kinerja_graph.workflow.reading import ReadOptions

LATER = (date.today() + timedelta(days=60)).isoformat()  # noqa: DTZ011
PLAN = {
    "sasaran.csv": ("objectives", b"id,nama,tingkat\nS1,Kemacetan menurun,0\n"),
    "indikator.csv": ("indicators", b"id,nama,tingkat,satuan\nI1,Waktu tempuh,%s,menit\n"),
}


def text_of(answer: httpx.Response) -> str:
    return " ".join(html.fromstring(answer.content).text_content().split())


def test_near_records_are_named_once_each_with_its_page(site: Site) -> None:
    answer = site.get("/explore/record/KOTA-11", lang="id")
    near = html.fromstring(answer.content).xpath("//main//ul/li/a/@href")
    assert len(near) == 3
    assert near[0].startswith("/explore/record/KOTA-1?")
    told = text_of(answer)
    assert told.count("Mungkin maksud Anda") == 1
    name = site.get("/trace/KOTA-1").json()["subject"]["name"]
    assert told.count(name) == 1
    nothing = site.get("/explore/record/%20%20qqqqqqqq", lang="id")
    assert "tidak ada id atau nama yang mirip" in text_of(nothing)


def test_who_meets_a_failure_still_finds_the_way_on(
    site: Site, planner: tuple[httpx.Client, str]
) -> None:
    browser, name = planner
    known = {"dataset": site.dataset, "edition": "2026-murni", "lang": "en"}
    for path, asked, status, tabs in (
        ("/explore/record/tiada", known, 404, True),
        ("/explore/edition", known | {"edition": "2031"}, 404, False),
        ("/explore/edition", known | {"dataset": "milik-orang"}, 403, False),
        ("/explore/findings", known | {"page": "x"}, 400, False),
    ):
        answer = browser.get(path, params=asked)
        assert answer.status_code == status
        page = html.fromstring(answer.content)
        assert name in page.xpath("//header")[0].text_content()
        assert page.xpath("//form[@role='search']")
        assert page.xpath("//form[contains(@action, '/sign-out')]//input[@name='csrf']/@value")
        assert bool(page.xpath("//nav")) is tabs, path
        found = browser.get("/explore/search", params={"q": "jalan", **_fields(page)})
        assert found.status_code == 200
    nobody = site.client.post("/explore/waivers", params=known, headers={"Authorization": ""})
    assert nobody.status_code == 401
    assert not html.fromstring(nobody.content).xpath("//form[@role='search']")


def _fields(page: Any) -> dict[str, str]:
    fields = page.xpath("//form[@role='search']//input[@type='hidden']")
    return {one.get("name"): one.get("value") for one in fields}


def test_a_finding_that_cuts_nothing_off_does_not_say_so(site: Site) -> None:
    with_zero = ("cut off with it: 0", "terputus: 0", "lead into it: 0", "ke dalamnya: 0")
    found = site.get("/audit", lang="en", rule="orphan-objective").json()["findings"]
    found += site.get("/audit", lang="en", rule="orphan-indicator").json()["findings"]
    assert {bool(one["cut_off"]) for one in found} == {True, False}
    for one in found:
        assert ("cut off" in one["message"]) is bool(one["cut_off"]), one["message"]
    for language in ("id", "en"):
        told = text_of(site.get("/explore/findings", lang=language))
        assert not [one for one in with_zero if one in told]


def test_a_waiver_names_its_rule_and_its_records(site: Site) -> None:
    found = site.get("/audit", rule="copy-down").json()["findings"][0]
    ends = [found["subject"], found["other"]]
    where = {"dataset": site.dataset, "edition": "2026-murni", "lang": "en"}
    fields = {"rule": "copy-down", "reason": f"nama {secrets.token_hex(4)}", "until": LATER}
    for subject, other in ((ends[0]["id"], ends[1]["id"]), ("tiada-lagi", "")):
        sent = {**fields, "subject": subject, "other": other}
        answer = site.client.post("/explore/waivers", params=where, data=sent)
        assert answer.status_code == 303, answer.text
    page = html.fromstring(site.get("/explore/waivers", lang="en").content)
    rows = [" ".join(one.text_content().split()) for one in page.iterfind(".//tbody/tr")]
    rows = [one for one in rows if fields["reason"] in one]
    (known,) = [one for one in rows if ends[0]["id"] in one]
    title = site.get("/rules", lang="en").json()["rules"]
    (title,) = [one["title"] for one in title if one["id"] == "copy-down"]
    assert f"{title} copy-down" in known
    assert all(f"{one['name']} {one['id']}" in known for one in ends)
    assert page.xpath(f"//tbody//a[contains(@href, '/record/{ends[1]['id']}')]")
    (gone,) = [one for one in rows if "tiada-lagi" in one]
    assert "copy-down" in gone
    assert not page.xpath("//tbody//a[contains(@href, '/record/tiada-lagi')]")
    for one in site.get("/waivers").json()["waivers"]:
        if one["reason"] == fields["reason"]:
            done = site.client.post(f"/waivers/{one['number']}/rejected", params=where)
            assert done.status_code == 200, done.text


@pytest.fixture
def planner(site: Site, embedded_settings: Settings) -> Iterator[tuple[httpx.Client, str]]:
    """A person with a session of a browser, who may load ``dataset``; and their name."""
    name = f"perencana-{secrets.token_hex(3)}@contoh.go.id"
    with accounts_database(embedded_settings) as book:
        grant_roles(book, name, [Grant("planner", site.dataset)], by="tes")
        arrive_person(book, name, issuer="https://penyedia.example", subject=name)
        cookie = begin_session(book, Holder(person=name), hours=1)
        with httpx.Client(
            base_url=site.client.base_url, timeout=60, cookies={"kinerja_session": cookie}
        ) as browser:
            yield browser, name
        forget_person(book, name, by="tes")


def sent(browser: httpx.Client, dataset: str, level: bytes) -> Any:
    form = html.fromstring(browser.get("/explore/upload?lang=id").content)
    fields = {
        "csrf": form.xpath("//input[@name='csrf']/@value")[0],
        "dataset": dataset,
        "edition": "kirim",
    }
    files = [
        ("files", (f"{table}.csv", text.replace(b"%s", level))) for table, text in PLAN.values()
    ]
    answer = browser.post("/explore/upload?lang=id", data=fields, files=files)
    assert answer.status_code == 303, answer.text
    return waited(browser, answer.headers["location"])


def waited(browser: httpx.Client, where: str) -> Any:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        answer = browser.get(where)
        if "refresh" not in answer.headers:
            return html.fromstring(answer.content)
        time.sleep(0.2)
    raise AssertionError(where)


def test_faults_of_a_file_are_told_under_its_own_headings(
    site: Site, planner: tuple[httpx.Client, str]
) -> None:
    page = sent(planner[0], site.dataset, b"lima")
    (row,) = [" ".join(one.text_content().split()) for one in page.iterfind(".//tbody/tr")]
    assert 'kolom "tingkat" (level)' in row


def test_a_load_of_a_page_is_written_down_and_asks_what_may_be_done_now(
    site: Site, planner: tuple[httpx.Client, str], embedded_settings: Settings
) -> None:
    browser, name = planner
    page = sent(browser, site.dataset, b"1")
    form, *_below = page.xpath("//form[contains(@action, '/load')]")
    fields = {one.get("name"): one.get("value") for one in form.iterfind(".//input")}
    with accounts_database(embedded_settings) as book:
        withdraw_roles(book, name, [Grant("planner", site.dataset)], by="tes")
        grant_roles(book, name, [Grant("viewer", site.dataset)], by="tes")
        refused = browser.post(form.get("action"), data=fields)
        assert refused.status_code == 403, refused.text
        assert not [one for one in entries(book) if (one.who, one.act) == (name, "load")]
        grant_roles(book, name, [Grant("planner", site.dataset)], by="tes")
        assert browser.post(form.get("action"), data=fields).status_code == 303
        (told,) = [one for one in entries(book) if (one.who, one.act) == (name, "load")]
        assert (told.dataset, told.facts["edition"]) == (site.dataset, "kirim")
    waited(browser, form.get("action").replace("/load", ""))


def test_numbers_that_are_compared_are_told_apart(
    site: Site, embedded_settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "indicators.csv").write_text(
        "id,name,level,baseline\nATAS,Atas,0,99.9999\nBAWAH,Bawah,1,\n", "utf-8"
    )
    (tmp_path / "values.csv").write_text(
        "indicator,year,target\nATAS,2026,100\nBAWAH,2026,99.9961\n", "utf-8"
    )
    (tmp_path / "contributions.csv").write_text("from,to,mode\nBAWAH,ATAS,sum\n", "utf-8")
    dataset = f"angka-{secrets.token_hex(4)}"
    load(tmp_path, settings=embedded_settings, wish=ReadOptions(dataset=dataset, edition="1"))
    try:
        page = site.get("/explore/record/ATAS", dataset=dataset, edition="1", lang="en")
    finally:
        with open_store(embedded_settings) as store:
            drop(store, dataset, settings=embedded_settings)
    made = html.fromstring(page.content)
    cells = made.xpath("//section[@aria-labelledby='targets']//td/text()")
    assert [one.strip() for one in cells] == ["100", "99.996", "99.996"]
    assert made.xpath("string(//section[@aria-labelledby='targets']//td/span)") == "0.004"
    assert made.xpath("string(//dt[.='Baseline']/following-sibling::dd[1])") == "99.9999"
