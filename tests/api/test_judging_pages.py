"""Waivers and uploads on pages: who sees which button, what each form does, what it refuses."""

from __future__ import annotations

import io
import re
import secrets
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from lxml import html
from openpyxl import Workbook
from sites import Site

from kinerja_graph.accounts.keys import every
from kinerja_graph.accounts.rights import Grant, Role
from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop
from kinerja_graph.store.snapshots import editions
from kinerja_graph.workflow.access import accounts_database, add_key, revoke_key

LATER = (date.today() + timedelta(days=60)).isoformat()  # noqa: DTZ011
Caller = dict[str, str]


@pytest.fixture(scope="module")
def callers(site: Site, embedded_settings: Settings) -> Iterator[dict[Role, Caller]]:
    """A key for each role in the dataset of the site, and nobody else who may decide there."""
    made: dict[Role, Caller] = {}
    with accounts_database(embedded_settings) as book:
        for left_behind in every(book):
            revoke_key(book, left_behind.id, by="tes")
        for role in ("viewer", "planner", "inspector"):
            _, secret = add_key(book, role, [Grant(role, site.dataset)], days=1, by="tes")
            made[role] = {"Authorization": f"Bearer {secret}"}
        yield made


def post(site: Site, path: str, who: Caller, **more: Any) -> httpx.Response:
    return site.client.post(
        path,
        params={"dataset": site.dataset, "edition": "2026-murni", "lang": "en"},
        headers=who,
        **more,
    )


def proposal(**more: str) -> dict[str, str]:
    return {
        "rule": "copy-down",
        "subject": "PU-1.2.1b",
        "reason": "Disepakati <b>bersama</b>",
        "until": LATER,
        **more,
    }


def waivers(site: Site) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.get("/waivers").json()["waivers"]
    return found


def test_a_waiver_is_proposed_and_approved(site: Site, callers: dict[Role, Caller]) -> None:
    before = site.get("/audit").json()
    (wanted,) = [one for one in before["findings"] if one["rule"] == "copy-down"]
    fields = proposal(subject=wanted["subject"]["id"], other=wanted["other"]["id"])
    asked: dict[str, Any] = {"params": {"dataset": site.dataset}, "headers": callers["planner"]}
    assert post(site, "/explore/waivers", callers["planner"], data=fields).status_code == 403
    assert site.client.post("/waivers", json=fields, **asked).status_code == 403
    assert not waivers(site)
    sent = post(site, "/explore/waivers", callers["inspector"], data=fields)
    assert sent.status_code == 303, sent.text
    (one,) = waivers(site)
    assert (one["state"], one["subject"], one["reason"]) == (
        "proposed", wanted["subject"]["id"], fields["reason"],
    )  # fmt: skip
    decision = {"number": str(one["number"]), "decision": "approved"}
    for role in ("viewer", "planner"):
        refused = post(site, "/explore/waivers/decide", callers[role], data=decision)
        assert refused.status_code == 403
        assert "<h1>" in refused.text
    assert waivers(site)[0]["state"] == "proposed"
    approved = post(site, "/explore/waivers/decide", callers["inspector"], data=decision)
    assert approved.status_code == 303
    page = site.get("/explore/findings", status="waived", lang="en")
    assert f"f-{wanted['fingerprint']}" in page.text
    assert "Disepakati &lt;b&gt;bersama&lt;/b&gt;" in page.text
    again = post(site, "/explore/waivers/decide", callers["inspector"], data=decision)
    assert again.status_code == 409
    withdrawn = {**decision, "decision": "withdrawn"}
    assert (
        post(site, "/explore/waivers/decide", callers["inspector"], data=withdrawn).status_code
        == 303
    )
    assert f"f-{wanted['fingerprint']}" not in site.get("/explore/findings", status="waived").text


def test_who_proposed_leaves_the_approval_to_another(
    site: Site, callers: dict[Role, Caller], embedded_settings: Settings
) -> None:
    who = callers["inspector"]
    sent = post(site, "/explore/waivers", who, data=proposal(reason="mata empat"))
    assert sent.status_code == 303
    (one,) = [each for each in waivers(site) if each["reason"] == "mata empat"]
    decision = {"number": str(one["number"]), "decision": "approved"}
    with accounts_database(embedded_settings) as book:
        other, secret = add_key(book, "i2", [Grant("inspector", site.dataset)], days=1, by="tes")
        try:
            where = {"dataset": site.dataset, "edition": "2026-murni", "lang": "en"}
            page = site.client.get("/explore/waivers", params=where, headers=who)
            assert "You proposed it; somebody else has to approve it." in page.text
            refused = post(site, "/explore/waivers/decide", who, data=decision)
            assert refused.status_code == 403
            assert "has to approve it" in refused.text
            asked: dict[str, Any] = {"params": where, "headers": who}
            by_api = site.client.post(f"/waivers/{one['number']}/approved", **asked)
            assert (by_api.status_code, by_api.json()["code"]) == (403, "own-proposal")
            second = {"Authorization": f"Bearer {secret}"}
            page = site.client.get("/explore/waivers", params=where, headers=second)
            assert "You proposed it" not in page.text
            assert post(site, "/explore/waivers/decide", second, data=decision).status_code == 303
            (done,) = [each for each in waivers(site) if each["number"] == one["number"]]
            assert (done["state"], done["four_eyes"]) == ("approved", True)
            back = {**decision, "decision": "withdrawn"}
            assert post(site, "/explore/waivers/decide", second, data=back).status_code == 303
        finally:
            revoke_key(book, other.id, by="tes")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"until": "2020-01-01"}, "not a date in the future"),
        ({"until": "besok"}, "not a date in the future"),
        ({"reason": "  "}, "has no reason"),
        ({"rule": "copy-dwn"}, "copy-down"),
    ],
)
def test_a_proposal_that_cannot_be_taken_keeps_its_form(
    site: Site, callers: dict[Role, Caller], wrong: dict[str, str], words: str
) -> None:
    fields = proposal(subject="<i>X</i>", **wrong)
    answer = post(site, "/explore/waivers", callers["inspector"], data=fields)
    assert answer.status_code in (400, 404)
    page = html.fromstring(answer.content)
    assert words in " ".join(page.find(".//div[@role='alert']").text_content().split())
    assert page.find(".//input[@name='subject']").get("value") == "<i>X</i>"


def test_who_may_not_sees_no_button(site: Site, callers: dict[Role, Caller]) -> None:
    seen = {}
    for role, who in callers.items():
        page = site.client.get(
            "/explore/waivers",
            params={"dataset": site.dataset, "edition": "2026-murni"},
            headers=who,
        )
        forms = [one.get("action").split("?")[0] for one in html.fromstring(page.content).forms]
        seen[role] = {one for one in forms if one.startswith("/explore/waivers")}
    assert seen["viewer"] == seen["planner"] == set()
    assert {"/explore/waivers", "/explore/waivers/take", "/explore/waivers/baseline"} <= seen[
        "inspector"
    ]
    assert post(site, "/explore/waivers", callers["viewer"], data=proposal()).status_code == 403


def test_a_baseline_is_set_and_files_go_in_and_out(site: Site, callers: dict[Role, Caller]) -> None:
    who = callers["inspector"]
    assert (
        post(site, "/explore/waivers/baseline", callers["planner"], data={"a": "b"}).status_code
        == 403
    )
    assert post(site, "/explore/waivers/baseline", who, data={"a": "b"}).status_code == 303
    assert "0 new" in " ".join(site.get("/explore/findings", lang="en").text.split())
    text = site.get("/baseline.yaml").text
    file = {"file": ("baseline.yaml", text.encode(), "application/yaml")}
    took = post(site, "/explore/waivers/take", who, data={"kind": "baseline"}, files=file)
    assert took.status_code == 303
    broken = {"file": ("w.yaml", b"waivers: [{rule: 1", "application/yaml")}
    refused = post(site, "/explore/waivers/take", who, data={"kind": "waivers"}, files=broken)
    assert refused.status_code == 400
    binary = {"file": ("w.yaml", b"\xff\xfe\x00", "application/yaml")}
    assert post(site, "/explore/waivers/take", who, files=binary).status_code == 400


def workbook(level: object, parent: str = "S1") -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    tables = {
        "units": [("id", "name", "kind"), ("dishub", "Dinas Perhubungan", "opd")],
        "objectives": [("id", "name", "level"), ("S1", "Kemacetan menurun", 0)],
        "indicators": [
            ("id", "name", "level", "owner", "contributes_to"),
            ("I1", "Waktu tempuh", level, "dishub", parent),
        ],
    }
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_plan_is_sent_mended_and_loaded(site: Site, embedded_settings: Settings) -> None:
    dataset = f"kirim-{secrets.token_hex(4)}"
    with accounts_database(embedded_settings) as book:
        _, secret = add_key(book, "p", [Grant("planner", dataset)], days=1, by="tes")
    who = {"Authorization": f"Bearer {secret}"}
    try:
        page = _uploaded(site, who, dataset, workbook("lima", "S9"))
        row = [" ".join(one.text_content().split()) for one in page.iterfind(".//tbody/tr")]
        assert len(row) == 2
        assert all("indicators" in one and "row 2" in one for one in row)
        assert any("level" in one and "lima" in one for one in row)
        assert any("contributes_to" in one and "S9" in one for one in row)
        assert not page.xpath("//form[contains(@action, '/load')]")
        page = _uploaded(site, who, dataset, workbook(1))
        (action,) = page.xpath("//form[contains(@action, '/load')]/@action")
        assert site.client.post(action, headers=who, data={"a": "b"}).status_code == 303
        page = _waited(site, who, action.replace("/load", ""))
        (link,) = page.xpath("//a[contains(@href, '/explore/edition')]/@href")
        assert site.client.get(link, headers=who).status_code == 200
    finally:
        with open_store(embedded_settings) as store:
            if any(item.dataset == dataset for item in editions(store)):
                drop(store, dataset, settings=embedded_settings)


def test_who_may_not_upload_learns_so(site: Site, callers: dict[Role, Caller]) -> None:
    for ask in (site.client.get, site.client.post):
        answer = ask("/explore/upload?lang=en", headers=callers["viewer"])
        assert answer.status_code == 403
        assert "<h1>" in answer.text
    files = {"files": ("p.xlsx", workbook(1))}
    elsewhere = site.client.post(
        "/explore/upload?lang=en",
        headers=callers["planner"],
        data={"dataset": "milik-orang"},
        files=files,
    )
    assert elsewhere.status_code == 403


def test_forms_of_a_session_need_its_word(site: Site, embedded_settings: Settings) -> None:
    with accounts_database(embedded_settings) as book:
        _, secret = add_key(book, "i", [Grant("admin", site.dataset)], days=1, by="tes")
    asked = {"dataset": site.dataset, "edition": "2026-murni", "lang": "en"}
    with httpx.Client(base_url=site.client.base_url, timeout=60) as browser:
        assert browser.post("/sign-in", data={"key": secret, "next": "/"}).status_code == 303
        page = html.fromstring(browser.get("/explore/waivers", params=asked).content)
        (word, *_) = page.xpath("//input[@name='csrf']/@value")
        file = {"files": ("rencana.xlsx", workbook(1))}
        for fields in ({}, {"csrf": "x"}, {"csrf": word[:-1]}):
            forms: tuple[tuple[str, dict[str, Any]], ...] = (
                ("/explore/waivers", {"data": proposal(**fields)}),
                ("/explore/waivers/baseline", {"data": {"a": "b", **fields}}),
                ("/explore/upload", {"data": {"dataset": site.dataset, **fields}, "files": file}),
                ("/sign-out", {"data": {"a": "b", **fields}}),
            )
            for path, sent in forms:
                refused = browser.post(path, params=asked, **sent)
                assert refused.status_code == 403, (path, refused.text)
        taken = browser.post(
            "/explore/upload",
            params={"lang": "en"},
            data={"dataset": site.dataset, "edition": "kata", "csrf": word},
            files=file,
        )
        assert taken.status_code == 303, taken.text
        elsewhere = browser.post(
            "/explore/upload",
            data={"dataset": site.dataset, "csrf": word},
            files=file,
            headers={"Origin": "https://lain.example"},
        )
        assert elsewhere.status_code == 403
        where = taken.headers["location"].replace("?", "/cancel?")
        assert browser.post(where, data={"csrf": word}).status_code == 303


def _uploaded(site: Site, who: Caller, dataset: str, book: bytes) -> Any:
    answer = site.client.post(
        "/explore/upload?lang=en",
        headers=who,
        data={"dataset": dataset, "edition": "1"},
        files={"files": ("rencana.xlsx", book)},
    )
    assert answer.status_code == 303, answer.text
    return _waited(site, who, answer.headers["location"])


def _waited(site: Site, who: Caller, where: str) -> Any:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        answer = site.client.get(where, headers=who)
        assert answer.status_code == 200, answer.text
        if "refresh" not in answer.headers:
            return html.fromstring(answer.content)
        assert re.search("Being (read|loaded)", answer.text)
        time.sleep(0.2)
    raise AssertionError(where)
