"""The desk of ``kinerja open``: who gets in, what is opened, and when it ends."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import psutil
import pytest
from command_line import TOP, environment, run
from desks import OpenDesk, opened
from engine_processes import commands_naming, wait_until
from lxml import html
from serving import key_header
from sites import Site

from kinerja_api.access.desk import GRACE_SECONDS, LOST_SECONDS, Presence
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.desk import free_edition

SHEET = TOP / "examples/sheets/matriks.xlsx"
PLAN = TOP / "examples/tutorial/rencana-diperbaiki.xlsx"
FAULTY = TOP / "examples/tutorial/rencana.xlsx"


class Desk:
    """The pages of a desk, as a browser without script has them."""

    def __init__(self, desk: OpenDesk) -> None:
        self.desk = desk
        self.client = desk.enter()
        self.path = "/desk"
        self.tree: Any = None

    def see(self, path: str = "", language: str = "en") -> str:
        self.path = path or self.path
        until = time.monotonic() + 120
        while True:
            answer = self.client.get(self.path, params={"lang": language})
            assert answer.status_code == 200, answer.text
            if "refresh" not in answer.headers or time.monotonic() > until:
                break
            time.sleep(0.2)
        self.tree = html.fromstring(answer.content)
        return " ".join(self.tree.xpath("//main")[0].text_content().split())

    def press(self, title: str) -> str:
        """Press the button; the page that follows, once it is whole."""
        (button,) = self.tree.xpath(f"//main//form[.//button[normalize-space()='{title}']]")
        fields = {one.get("name"): one.get("value") for one in button.xpath(".//input[@name]")}
        answer = self.client.post(button.get("action"), data=fields)
        assert answer.status_code == 303, answer.text
        return self.see(answer.headers["location"].partition("?")[0])

    def send(self, path: Path) -> str:
        self.see("/desk")
        csrf = self.tree.xpath("//form[@data-send]//input[@name='csrf']/@value")[0]
        files = {"files": (path.name, path.read_bytes())}
        answer = self.client.post("/explore/upload", data={"csrf": csrf}, files=files)
        assert answer.status_code == 303, answer.text
        return self.see(answer.headers["location"].partition("?")[0])

    def download(self, title: str) -> httpx.Response:
        (address,) = self.tree.xpath(f"//main//a[normalize-space()='{title}']/@href")
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.text
        return answer


@pytest.fixture(scope="module")
def desk(embedded_settings: Settings) -> Iterator[Desk]:
    with opened(
        embedded_settings.home,
        language="en",
        KINERJA_HOST="0.0.0.0",  # noqa: S104  # what must not come of it
        KINERJA_HOSTS="kinerja.example",
        KINERJA_PUBLIC_URL="https://kinerja.example",
        KINERJA_TOKEN="kata-dari-pengaturan",
    ) as one:
        yield Desk(one)


def test_it_is_reached_from_this_machine_alone_whatever_settings_say(desk: Desk) -> None:
    listening = [
        one.laddr.ip
        for one in psutil.Process(desk.desk.process.pid).net_connections()
        if one.status == psutil.CONN_LISTEN
    ]
    assert listening == ["127.0.0.1"]
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", desk.desk.url)


@pytest.mark.parametrize(
    "host", ["kinerja.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "evil.example"]
)
def test_another_host_is_refused(desk: Desk, host: str) -> None:
    port = desk.desk.url.rpartition(":")[2]
    answer = desk.client.get("/desk", headers={"Host": host.format(port=port)})
    assert answer.status_code == 421
    assert answer.json()["type"] == "urn:kinerja:wrong-host"


def test_the_address_opens_once(desk: Desk) -> None:
    with httpx.Client(base_url=desk.desk.url) as other:
        refused = other.get(f"{desk.desk.address}&lang=en", headers={"Accept": "text/html"})
        assert (refused.status_code, "set-cookie" in refused.headers) == (403, False)
        assert "another one" in refused.text
    again = desk.client.get(desk.desk.address)  # who is in may open it again
    assert (again.status_code, "set-cookie" in again.headers) == (303, False)


def test_nobody_else_gets_in(desk: Desk, embedded_settings: Settings) -> None:
    """Neither without a word, nor with that of the settings, nor with a valid key."""
    key = key_header(embedded_settings, "tamu", "admin")
    token = {"Authorization": "Bearer kata-dari-pengaturan"}
    wrong = {"Cookie": "kinerja_session=x; kinerja_desk_1=y"}
    for headers in ({}, key, token, wrong):
        for path in ("/", "/desk", "/datasets", "/sign-in", "/metrics", "/explore/upload"):
            answer = httpx.get(f"{desk.desk.url}{path}", headers=headers)
            assert (answer.status_code, path) == (403, path)
        posted = httpx.post(f"{desk.desk.url}/desk/finish", headers=headers)
        assert posted.status_code == 403
    assert httpx.get(f"{desk.desk.url}/desk?token=salah").status_code == 403
    assert desk.desk.is_running


def test_its_cookie_is_its_own_and_strict(embedded_settings: Settings) -> None:
    with opened(embedded_settings.home) as one:
        told = httpx.get(one.address).headers["set-cookie"]
        port = one.url.rpartition(":")[2]
        assert told.startswith(f"kinerja_desk_{port}=")
        assert "samesite=strict" in told.lower()
        assert "httponly" in told.lower()
        assert "max-age" not in told.lower()


def test_forms_need_the_token_of_the_page(desk: Desk) -> None:
    for path in ("/desk/finish", "/desk/example", "/desk/again", "/desk/closed"):
        assert desk.client.post(path, data={"csrf": "x"}).status_code == 403
    assert desk.desk.is_running


def test_an_ordinary_service_has_no_desk(site: Site) -> None:
    for path in ("/desk", "/desk/template", "/desk/alive"):
        assert site.client.get(path).status_code == 404
    assert 'href="/desk' not in site.client.get("/", params={"lang": "en"}).text


def test_a_template_to_fill_in_is_there(desk: Desk) -> None:
    desk.see("/desk")
    book = openpyxl.load_workbook(io.BytesIO(desk.download("Download the template").content))
    assert "indicators" in book.sheetnames


def test_the_example_goes_from_sheet_to_take_away(desk: Desk) -> None:
    desk.see("/desk")
    assert "It is read correctly" in desk.press("Try an example")
    told = desk.press("It is read correctly: show the findings")
    assert "10 findings in matriks" in told
    assert str(desk.desk.home) in told
    given = desk.download("Download the workbook")
    assert "matriks-findings.xlsx" in given.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(given.content))
    assert book.sheetnames == ["Lembar1", "Audit findings"]
    assert "orphan-objective" in book["Lembar1"]["A3"].comment.text
    assert desk.download("PDF").content.startswith(b"%PDF")
    plan = openpyxl.load_workbook(io.BytesIO(desk.download("Download the plan").content))
    assert plan["indicators"].max_row == 5


def test_a_reading_can_be_corrected_after_its_findings(desk: Desk) -> None:
    desk.see("/desk")
    desk.press("Try an example")
    desk.press("It is read correctly: show the findings")
    told = desk.press("Correct what was read")
    assert "What each column is read as" in told
    assert "Something is wrong" in told
    again = desk.press("It is read correctly: show the findings")
    assert "10 findings in matriks" in again


def test_a_plan_goes_straight_to_its_findings(embedded_settings: Settings) -> None:
    with opened(embedded_settings.home, str(PLAN), language="en") as one:
        page = Desk(one)
        told = page.see(one.address.partition("?")[0].removeprefix(one.url))
        assert "3. Findings" in told
        assert page.tree.xpath("//section[@id='step-3']//div[contains(@class,'say')]")
        assert "Download the workbook" in told


def test_a_faulty_plan_says_what_where_and_how_and_is_read_again(
    embedded_settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "rencana dinas.xlsx"
    file.write_bytes(FAULTY.read_bytes())
    with opened(embedded_settings.home, str(file), language="en") as one:
        page = Desk(one)
        told = page.see(one.address.partition("?")[0].removeprefix(one.url))
        assert "Refused: 3 errors" in told
        assert "What has to be fixed" in told
        assert page.tree.xpath("//li[@aria-current='step']//a/@href") == ["#step-2"]
        file.write_bytes(PLAN.read_bytes())
        told = page.press("Read the saved file again")
        assert "Download the workbook" in told


def test_nothing_that_was_loaded_before_is_replaced_unasked(
    embedded_settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "rencana-dua-kali"
    folder.mkdir()
    for table in (TOP / "examples/traffic-slide").glob("*.csv"):
        if table.name != "dataset.csv":
            (folder / table.name).write_bytes(table.read_bytes())
    with opened(embedded_settings.home, str(folder), language="en") as one:
        page = Desk(one)
        told = page.see(one.address.partition("?")[0].removeprefix(one.url))
        assert "Loaded as rencana-dua-kali · 1" in told
        told = page.press("Read the saved file again")  # it is the same: nothing to decide
        assert "Loaded as rencana-dua-kali · 1" in told
        units = folder / "units.csv"
        units.write_text(units.read_text("utf-8").replace("Polisi", "Polri", 1), "utf-8")
        indicators = folder / "indicators.csv"
        text = indicators.read_text("utf-8").splitlines()
        indicators.write_text("\n".join(text[:-1]) + "\n", "utf-8")
        told = page.press("Read the saved file again")
        assert "A plan with this name was loaded before: rencana-dua-kali · 1" in told
        told = page.press("Keep both: load as edition 2")
        assert "Loaded as rencana-dua-kali · 2" in told
        found = page.client.get("/datasets").json()["datasets"]
        mine = [one["edition"] for one in found if one["dataset"] == "rencana-dua-kali"]
        assert sorted(mine) == ["1", "2"]


def test_a_first_page_does_not_wait_for_the_engine(tmp_path: Path) -> None:
    """It says that the database is being prepared, and ends with nothing left behind.

    On a machine with other work the first question may come after the engine: it is asked again.
    """
    shown = (pages_until_ready(tmp_path / str(number)) for number in range(3))
    assert any(
        "The database on this computer is being prepared." in text
        for pages in shown
        for text in pages
    )


def pages_until_ready(home: Path) -> list[str]:
    """The pages of a new home from the first one to the workbook; nothing of it is left."""
    with opened(home, str(PLAN), language="en", KINERJA_IDLE="0.05") as one:
        page = Desk(one)
        path = one.address.partition("?")[0].removeprefix(one.url)
        seen: list[str] = []
        until = time.monotonic() + 120
        while time.monotonic() < until:
            answer = page.client.get(path, params={"lang": "en"})
            seen.append(answer.text)
            if "refresh" not in answer.headers:
                break
        assert "Download the workbook" in seen[-1]
        one.process.send_signal(signal.SIGINT)
        assert one.ends() == 0
    assert wait_until(lambda: not commands_naming(home), 60)
    assert not list((home / "uploads").iterdir())
    return seen


def test_closing_it_by_its_button_ends_it(embedded_settings: Settings) -> None:
    with opened(embedded_settings.home, language="en") as one:
        page = Desk(one)
        page.see()
        csrf = page.tree.xpath("//header//input[@name='csrf']/@value")[0]
        answer = page.client.post("/desk/finish", data={"csrf": csrf}, params={"lang": "en"})
        assert "you can close this page" in answer.text
        assert one.ends() == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("tidak-ada.xlsx",), "tidak-ada.xlsx cannot be opened"),
        (("README.md",), "is not accepted"),
        (("--url", "bolt://peladen:7687"), "not on bolt://peladen:7687"),
    ],
)
def test_what_cannot_be_opened_is_said_before_anything_starts(
    tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    done = run(tmp_path, "open", "--no-browser", *words, language="en")
    assert done.code == 2
    assert says in " ".join(done.err.split())
    assert not list(tmp_path.iterdir())


def test_a_browser_gets_the_address(embedded_settings: Settings, tmp_path: Path) -> None:
    told = tmp_path / "alamat"
    browser = tmp_path / "peramban"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {told}\n')
    browser.chmod(0o755)
    words = [sys.executable, "-m", "kinerja_graph", "open"]
    more = environment(embedded_settings.home, "en", BROWSER=f"{browser} %s")
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=more
    ) as process:
        assert wait_until(lambda: told.exists() and "token=" in told.read_text(), 60)
        assert httpx.get(told.read_text()).status_code == 303
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert "Kinerja opens in your browser." in out
    assert told.read_text() in out
    assert "Leave this window open." in err
    assert "Kinerja has ended." in out


def over(presence: Presence, seconds: float, start: float = 0.0) -> float | None:
    """After how many seconds of looks nobody is there; None: still somebody within ``seconds``."""
    now = start
    while now <= start + seconds:
        if presence.is_over(now):
            return now - start
        now += 0.5
    return None


def test_nobody_is_missed_before_they_came() -> None:
    assert over(Presence(), 10 * LOST_SECONDS) is None


def test_a_closed_page_ends_it_after_a_moment_and_a_lost_one_later() -> None:
    for is_closed, seconds in ((True, GRACE_SECONDS), (False, LOST_SECONDS)):
        presence = Presence()
        presence.enter()
        assert over(presence, 5000) is None
        if is_closed:
            presence.close(6000.0)
        presence.leave(6000.0)
        assert presence.is_over(6000.0) is False
        assert over(presence, 2 * LOST_SECONDS, 6000.0) == pytest.approx(seconds, abs=1.5)


def test_a_reload_and_a_second_page_keep_it() -> None:
    presence = Presence()
    presence.enter()
    presence.close(1.0)
    presence.leave(1.0)
    assert over(presence, GRACE_SECONDS - 2, 1.0) is None
    presence.enter()
    presence.enter()
    presence.close(20.0)
    presence.leave(20.0)
    assert over(presence, 10 * LOST_SECONDS, 20.0) is None


def test_a_machine_that_slept_is_not_taken_for_a_closed_page() -> None:
    presence = Presence()
    presence.enter()
    presence.leave(5.0)  # some browsers cut connections as they fall asleep
    assert presence.is_over(5.0) is False
    assert presence.is_over(8 * 3600.0) is False
    presence.enter()
    assert over(presence, LOST_SECONDS, 8 * 3600.0) is None


def test_a_word_of_closing_long_before_is_forgotten() -> None:
    presence = Presence()
    presence.enter()
    presence.enter()
    presence.close(10.0)
    presence.leave(10.0)
    presence.leave(500.0)  # this browser was lost
    assert over(presence, LOST_SECONDS - 5, 500.0) is None


def test_a_free_edition_replaces_none() -> None:
    assert free_edition(()) == "1"
    assert free_edition({"1", "2", "9"}, "2") == "10"
    assert free_edition({"2026-murni"}, "2026-murni") == "2026-murni-2"
    assert free_edition({"2026", "2026-2"}, "2026") == "2026-3"
