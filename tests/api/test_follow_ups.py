"""Follow-ups and notes by HTTP and on pages: entered, confirmed by a later load, hostile text."""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from lxml import html
from serving import client_of

from kinerja_graph.accounts.rights import Grant
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop, load
from kinerja_graph.workflow.access import accounts_database, add_key

RULE = "missing-measure-unit"
YESTERDAY = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011 - the day here
NEXT_YEAR = (date.today() + timedelta(days=365)).isoformat()  # noqa: DTZ011
HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script>"


class Desk:
    """A client and a dataset with indicators without a measure unit."""

    def __init__(self, client: httpx.Client, settings: Settings) -> None:
        self.client, self.settings = client, settings
        self.dataset = f"tindak-{secrets.token_hex(4)}"

    def load(self, edition: str = "1", **units: str | None) -> None:
        tables: dict[str, list[dict[str, object]]] = {
            "units": [{"id": "dinas", "name": "Dinas", "kind": "opd"}],
            "indicators": [
                {
                    "id": name, "name": f"Indikator {name}", "level": 0, "owner": "dinas",
                    "measure_unit": unit,
                }
                for name, unit in {"I3": "persen", **units}.items()
            ],
        }  # fmt: skip
        found = read_document(
            tables,  # type: ignore[arg-type]  # tables of any kind are what is read
            name="plan",
            settings=self.settings,
            dataset=self.dataset,
            edition=edition,
        )
        assert found.cascade is not None
        with open_store(self.settings) as store:
            load(store, found.cascade, settings=self.settings)

    def ask(self, method: str, path: str, params: Any = (), **more: Any) -> httpx.Response:
        query = {"dataset": self.dataset, "lang": "en", **dict(params)}
        return self.client.request(method, path, params=query, **more)

    def finding(self, subject: str) -> dict[str, Any]:
        found = self.ask("GET", "/audit", {"rule": RULE}).json()["findings"]
        (one,) = [each for each in found if each["subject"]["id"] == subject]
        return dict(one)

    def listed(self, **query: str) -> list[tuple[str, str, bool]]:
        found = self.ask("GET", "/follow-ups", query).json()["follow_ups"]
        return [(one["subject"]["id"], one["outcome"], one["overdue"]) for one in found]


@pytest.fixture
def desk(embedded_settings: Settings) -> Iterator[Desk]:
    with client_of(embedded_settings) as client:
        made = Desk(client, embedded_settings)
        made.load(I1=None, I2=None)
        yield made
        with open_store(embedded_settings) as store:
            drop(store, made.dataset, settings=embedded_settings)


def test_what_is_done_is_confirmed_by_the_audit_of_a_later_load(desk: Desk) -> None:
    assert "follow_ups" not in desk.ask("GET", "/audit").json()
    assert "follow_up" not in desk.finding("I1")
    first, second = (desk.finding(one)["fingerprint"] for one in ("I1", "I2"))
    body = {"state": "in-progress", "person": "Siti", "due": NEXT_YEAR, "note": "surat 1"}
    made = desk.ask("PUT", f"/follow-ups/{first}", json=body)
    assert made.status_code == 200, made.text
    assert made.json()["follow_up"]["set_by"] == "local"
    desk.ask("PUT", f"/follow-ups/{second}", json={"state": "open", "due": YESTERDAY})
    assert desk.listed() == [("I2", "still-found", True), ("I1", "still-found", False)]
    assert desk.listed(overdue="true") == [("I2", "still-found", True)]
    assert desk.listed(state="in-progress") == [("I1", "still-found", False)]
    assert desk.listed(agency="dinas") == desk.listed()
    desk.ask("PUT", f"/follow-ups/{first}", json={**body, "state": "done"})
    told = desk.finding("I1")["follow_up"]
    assert (told["state"], told["outcome"], told["confirmed"]) == ("done", "still-found", False)
    page = desk.ask("GET", f"/explore/follow-up/{first}").text
    assert "done, still found" in page
    desk.load(I1="kali", I2=None)
    answer = desk.ask("GET", f"/follow-ups/{first}").json()
    assert (answer["follow_up"]["outcome"], answer["follow_up"]["confirmed"]) == ("gone", True)
    assert [one["state"] for one in answer["history"]] == ["done", "in-progress"]
    assert desk.listed() == [("I2", "still-found", True), ("I1", "gone", False)]
    page = desk.ask("GET", f"/explore/follow-up/{first}").text
    assert "done, confirmed: gone from the audit of edition 1" in page
    desk.load(I1=None, I2=None)
    assert desk.finding("I1")["follow_up"]["outcome"] == "still-found"


def overview(desk: Desk) -> Any:
    """The part of the overview that tells of follow-ups; None if there is none."""
    page = html.fromstring(desk.ask("GET", "/explore/edition").content)
    return page.find(".//section[@aria-labelledby='followed']")


def test_the_overview_tells_what_is_overdue_and_leads_there(desk: Desk) -> None:
    assert overview(desk) is None
    first, second = (desk.finding(one)["fingerprint"] for one in ("I1", "I2"))
    desk.ask("PUT", f"/follow-ups/{first}", json={"state": "done", "due": YESTERDAY})
    desk.ask("PUT", f"/follow-ups/{second}", json={"state": "open", "due": NEXT_YEAR})
    told = overview(desk)
    assert "2 follow-ups, 1 of them overdue." in told.text_content()
    assert "1 said to be done, yet still found." in told.text_content()
    overdue, every = (link.get("href") for link in told.iterfind(".//a"))
    listed = [html.fromstring(desk.client.get(one).content) for one in (overdue, every)]
    assert [len(one.findall(".//main//tbody/tr")) for one in listed] == [1, 2]
    assert all("2 follow-ups, 1 of them overdue." in one.text_content() for one in listed)
    desk.load(I1="kali", I2=None)  # gone: confirmed, and no longer overdue
    told = overview(desk)
    assert "2 follow-ups, none of them overdue." in told.text_content()
    assert "still found" not in told.text_content()
    assert [link.get("href") for link in told.iterfind(".//a")] == [every]


def test_a_finding_is_accepted_from_the_page_of_its_follow_up(desk: Desk) -> None:
    """What is accepted gets a waiver, whose form names the finding already."""
    name = desk.finding("I1")["fingerprint"]
    page = html.fromstring(desk.ask("GET", f"/explore/follow-up/{name}").content)
    (link,) = page.xpath(".//main//a[contains(@href, '/explore/waivers')]/@href")
    form = html.fromstring(desk.client.get(link).content)
    assert form.xpath("string(.//select[@name='rule']/option[@selected]/@value)") == RULE
    assert form.xpath("string(.//input[@name='subject']/@value)") == "I1"
    waiver = {"rule": RULE, "subject": "I1", "reason": "r", "until": NEXT_YEAR, "by": "b"}
    number = desk.ask("POST", "/waivers", json=waiver).json()["number"]
    desk.ask("POST", f"/waivers/{number}/approved")
    page = html.fromstring(desk.ask("GET", f"/explore/follow-up/{name}").content)
    (link,) = page.xpath(".//main//a[contains(@href, '/explore/waivers')]/@href")
    assert "subject" not in link


def test_an_edition_that_is_older_confirms_nothing(desk: Desk) -> None:
    desk.load("2", I1=None, I2="kali", I4=None)
    one = desk.ask("GET", "/audit", {"rule": RULE, "edition": "2"}).json()["findings"]
    (name,) = [each["fingerprint"] for each in one if each["subject"]["id"] == "I4"]
    done = desk.ask("PUT", f"/follow-ups/{name}", {"edition": "2"}, json={"state": "done"})
    assert done.status_code == 200, done.text
    assert desk.listed(edition="1") == [("I4", "not-checked", False)]
    desk.load("1", I1=None, I2=None)  # loaded again: it is still the older one
    assert desk.listed(edition="1") == [("I4", "not-checked", False)]
    desk.load("3", I1=None, I2=None)
    assert desk.listed() == [("I4", "removed", False)]
    desk.load("4", I1=None, I4="kali")
    assert desk.listed() == [("I4", "gone", False)]


def test_an_accepted_finding_is_not_overdue(desk: Desk) -> None:
    name = desk.finding("I1")["fingerprint"]
    desk.ask("PUT", f"/follow-ups/{name}", json={"state": "open", "due": YESTERDAY})
    waiver = {"rule": RULE, "subject": "I1", "reason": "r", "until": NEXT_YEAR, "by": "b"}
    number = desk.ask("POST", "/waivers", json=waiver).json()["number"]
    desk.ask("POST", f"/waivers/{number}/approved")
    assert desk.listed() == [("I1", "waived", False)]


def test_a_finding_on_the_dataset_is_gone_only_where_its_rule_finds_nothing(desk: Desk) -> None:
    desk.load(I1=None, I2=None, I3=None)
    (whole,) = desk.ask("GET", "/audit", {"rule": RULE}).json()["findings"]
    assert whole["subject"]["label"] == "Dataset"
    path = f"/follow-ups/{whole['fingerprint']}"
    assert desk.ask("PUT", path, json={"state": "done"}).status_code == 200
    desk.load(I1=None, I2=None, I3="kali")
    assert desk.listed() == [(desk.dataset, "still-found", False)]
    desk.load(I1="kali", I2="kali", I3="kali")
    assert desk.listed() == [(desk.dataset, "gone", False)]


@pytest.mark.parametrize(
    ("name", "body", "status", "code"),
    [
        (None, {"state": "finished"}, 422, "bad-value"),
        (None, {}, 422, "bad-value"),
        (None, {"state": "open", "due": "besok"}, 422, "bad-value"),
        (None, {"state": "open", "more": 1}, 422, "bad-value"),
        (None, {"state": "open", "note": "x" * 4001}, 422, "bad-value"),
        ("0" * 24, {"state": "open"}, 404, "unknown-finding"),
        ("x", {"state": "open"}, 400, "bad-value"),
    ],
)
def test_what_cannot_be_used_is_refused(
    desk: Desk, name: str | None, body: dict[str, Any], status: int, code: str
) -> None:
    name = name or desk.finding("I1")["fingerprint"]
    answer = desk.ask("PUT", f"/follow-ups/{name}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert desk.listed() == []
    assert desk.ask("GET", f"/follow-ups/{name}").status_code == 404


def test_hostile_text_stays_text(desk: Desk) -> None:
    name = desk.finding("I1")["fingerprint"]
    odd = '{"state": "open", "person": "A\\u0000\\u001b[2J", "note": "satu\\r\\ndua \\ud800"}'
    json_type = {"content-type": "application/json"}
    sent = desk.ask("PUT", f"/follow-ups/{name}", content=odd, headers=json_type)
    assert sent.status_code in {200, 422}, sent.text
    if sent.status_code == 200:
        told = sent.json()["follow_up"]
        assert (told["person"], told["note"]) == ("A[2J", "satu\ndua ?")
    body = {"state": "open", "person": HOSTILE, "note": HOSTILE}
    made = desk.ask("PUT", f"/follow-ups/{name}", json=body)
    assert made.status_code == 200, made.text
    assert desk.ask("POST", "/notes", json={"id": "I1", "text": HOSTILE}).status_code == 201
    for path in (f"/explore/follow-up/{name}", "/explore/follow-ups", "/explore/record/I1"):
        page = desk.ask("GET", path)
        assert page.status_code == 200, page.text
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)" in page.text
    text = desk.ask("GET", "/follow-ups.csv").content.decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["person"], row["note"]) == (f"'{HOSTILE}", f"'{HOSTILE}")


def test_notes_stay_with_their_record(desk: Desk) -> None:
    for text in ("pertama", "kedua"):
        assert desk.ask("POST", "/notes", json={"id": "I1", "text": text}).status_code == 201
    desk.load("2", I1="kali")
    found = desk.ask("GET", "/notes", {"id": "I1", "label": "Indicator"}).json()["notes"]
    assert [(one["text"], one["label"], one["author"]) for one in found] == [
        ("kedua", "Indicator", "local"), ("pertama", "Indicator", "local"),
    ]  # fmt: skip
    assert desk.ask("GET", "/notes", {"id": "I2"}).json()["notes"] == []
    page = html.fromstring(desk.ask("GET", "/explore/record/I1").content)
    written = page.xpath(".//ul[contains(@class, 'notes')]/li")
    assert [one.find("p").text for one in written] == ["kedua", "pertama"]
    assert all(one.find("small").text_content().startswith("this computer, ") for one in written)
    assert desk.ask("POST", "/notes", json={"id": "TIADA", "text": "x"}).status_code == 404
    assert desk.ask("POST", "/notes", json={"id": "I1", "text": " "}).status_code == 400
    acts = [one["act"] for one in desk.ask("GET", "/log").json()["log"]]
    assert acts[:2] == ["note-written", "note-written"]


def test_the_form_enters_what_it_shows_and_keeps_what_is_refused(desk: Desk) -> None:
    name = desk.finding("I1")["fingerprint"]
    with accounts_database(desk.settings) as accounts:
        keys = {
            role: add_key(accounts, role, [Grant(role, desk.dataset)], days=1, by="uji")[1]
            for role in ("viewer", "inspector")
        }  # type: ignore[arg-type]  # roles
    headers = {role: {"Authorization": f"Bearer {one}"} for role, one in keys.items()}
    path = f"/explore/follow-up/{name}"
    with httpx.Client(base_url=desk.client.base_url, timeout=60) as plain:

        def ask(method: str, at: str, role: str, **more: Any) -> httpx.Response:
            query = {"dataset": desk.dataset, "lang": "en"}
            return plain.request(method, at, params=query, headers=headers[role], **more)

        fields = {"state": "in-progress", "person": "Siti", "due": NEXT_YEAR, "note": "surat"}
        assert ask("POST", path, "viewer", data=fields).status_code == 403
        assert not html.fromstring(ask("GET", path, "viewer").content).xpath(
            "//main//form[@method]"
        )
        wrong = ask("POST", path, "inspector", data={**fields, "due": "besok"})
        assert wrong.status_code == 400
        page = html.fromstring(wrong.content)
        assert page.xpath("string(//textarea[@name='note'])") == "surat"
        assert "besok is not a date." in wrong.text
        assert ask("POST", path, "inspector", data=fields).status_code == 303
        page = html.fromstring(ask("GET", path, "inspector").content)
        assert page.xpath("string(//select[@name='state']/option[@selected]/@value)") == (
            "in-progress"
        )
        assert page.xpath("string(//input[@name='due']/@value)") == NEXT_YEAR
        listed = html.fromstring(ask("GET", "/explore/follow-ups", "viewer").content)
        assert "Siti" in listed.text_content()
        note = ask("POST", "/explore/notes", "inspector", data={"id": "I1", "text": "catat"})
        assert note.status_code == 303
        assert "catat" in ask("GET", "/explore/record/I1", "viewer").text
        empty = ask("POST", "/explore/notes", "inspector", data={"id": "I1", "text": " "})
        assert empty.status_code == 400
