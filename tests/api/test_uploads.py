"""Plan files sent to the service: read, shown, loaded; and what people send to harm it."""

from __future__ import annotations

import io
import secrets
import socket
import threading
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
import openpyxl
import pytest
from lxml import html
from serving import BEARER, client_of, key_header

from kinerja_graph.settings import Settings
from kinerja_graph.store.connect import open_store
from kinerja_graph.store.load import drop
from kinerja_graph.store.snapshots import editions
from kinerja_graph.workflow.upload_files import READABLE, folder_of_uploads
from kinerja_graph.workflow.uploading import MOST_EACH, Uploads

MOST = 300_000
WAIT = {"wait": 30}
HEADS = {
    "units": "id,name,kind",
    "objectives": "id,name,level",
    "indicators": "id,name,level,owner,contributes_to",
}


@pytest.fixture(scope="module")
def client(engine_settings: Settings) -> Iterator[httpx.Client]:
    with client_of(engine_settings, upload_bytes=MOST) as opened:
        yield opened


@pytest.fixture
def dataset(engine_settings: Settings) -> Iterator[str]:
    name = f"kirim-{secrets.token_hex(4)}"
    yield name
    with open_store(engine_settings) as store:
        if any(item.dataset == name for item in editions(store)):
            drop(store, name, settings=engine_settings)


def plan(size: int = 3, *, above: str = "S1") -> list[tuple[str, tuple[str, bytes]]]:
    rows = {
        "units": ["dishub,Dinas Perhubungan,opd"],
        "objectives": ["S1,Kemacetan menurun,0"],
        "indicators": [f"I{n},Waktu {n},1,dishub,{above}" for n in range(size)],
    }
    return [
        ("files", (f"{name}.csv", "\n".join([HEADS[name], *lines]).encode()))
        for name, lines in rows.items()
    ]


def sent(client: httpx.Client, files: Any, **query: Any) -> dict[str, Any]:
    answer = client.post("/uploads", files=files, params=query)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/uploads/{answer.json()['id']}"
    found: dict[str, Any] = client.get(answer.headers["location"], params=WAIT).json()
    return found


def loaded(client: httpx.Client, upload: dict[str, Any]) -> dict[str, Any]:
    begun = client.post(f"/uploads/{upload['id']}/load")
    assert begun.status_code == 202, begun.text
    found: dict[str, Any] = client.get(f"/uploads/{upload['id']}", params=WAIT).json()
    return found


def test_files_are_read_shown_and_loaded(client: httpx.Client, dataset: str) -> None:
    upload = sent(client, plan(), dataset=dataset, edition="2026")
    assert (upload["state"], upload["errors"]) == ("ready", [])
    assert (upload["dataset"], upload["edition"]) == (dataset, "2026")
    assert upload["read"]["Indicator"] == 3
    assert upload["replaces"] is None
    assert client.get("/trace/S1", params={"dataset": dataset}).status_code == 404
    done = loaded(client, upload)
    assert (done["state"], done["loaded"]["Indicator"]) == ("loaded", 3)
    assert done["progress"]["stage"] == "show"
    told = client.get("/trace/S1", params={"dataset": dataset, "direction": "down"}).json()
    assert len(told["nodes"]) == 4
    again = sent(client, plan(5), dataset=dataset, edition="2026")
    assert again["replaces"]["counts"]["Indicator"] == 3
    assert loaded(client, again)["loaded"]["Indicator"] == 5
    refused = client.post(f"/uploads/{again['id']}/load")
    assert (refused.status_code, refused.json()["code"]) == (409, "not-ready")
    listed = client.get("/uploads").json()["uploads"]
    assert [one["id"] for one in listed][:2] == [again["id"], upload["id"]]
    assert client.delete(f"/uploads/{again['id']}").status_code == 200
    assert client.get(f"/uploads/{again['id']}").status_code == 404


@pytest.mark.parametrize("ending", READABLE)
def test_what_the_command_line_reads_is_taken(
    client: httpx.Client, dataset: str, ending: str
) -> None:
    name, text = f"units{ending.upper()}", b'{"units": [{"id": "a", "name": "A"}]}'
    data = {".csv": b"id,name\na,A\n"}.get(ending, workbook() if "xls" in ending else text)
    upload = sent(client, [("files", (name, data))], dataset=dataset)
    assert (upload["state"], upload["errors"]) == ("ready", [])
    assert loaded(client, upload)["loaded"]["Unit"] == 1


def workbook() -> bytes:
    book, whole = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.title = "units"
    sheet.append(["id", "name"])
    sheet.append(["a", "A"])
    book.save(whole)
    return whole.getvalue()


def test_what_is_wrong_is_told_with_its_place(client: httpx.Client, dataset: str) -> None:
    files = plan(2, above="S9")
    upload = sent(client, files, dataset=dataset, lang="en")
    found = client.get(f"/uploads/{upload['id']}", params={"lang": "en"}).json()
    assert (found["state"], found["problems"]) == ("refused", {"error": 2, "warning": 0})
    first = found["errors"][0]
    assert (first["code"], first["file"], first["row"], first["column"], first["value"]) == (
        "dangling-reference", "indicators.csv", 2, "contributes_to", "S9",
    )  # fmt: skip
    assert "S9" in first["message"]
    told = client.get(f"/uploads/{upload['id']}", params={"lang": "id"}).json()
    assert told["errors"][0]["message"] != first["message"]
    assert client.post(f"/uploads/{upload['id']}/load").status_code == 409
    lenient = sent(client, files, dataset=dataset, lenient=True)
    assert lenient["state"] == "ready"
    assert loaded(client, lenient)["loaded"]["Problem"] == 2


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return out.getvalue()


def nested() -> bytes:
    return b'{"units": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bom.xlsx", bomb()),
        ("dalam.json", nested()),
        ("rusak.xlsx", b"PK\x03\x04" + b"\x00" * 100),
        ("gambar.xlsx", b"\x89PNG\r\n\x1a\n"),
        ("biner.json", bytes(range(256)) * 10),
        ("kosong.yaml", b""),
        ("alias.yaml", b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nunits: [*c,*c]\n"),
    ],
)
def test_hostile_files_are_refused(
    client: httpx.Client, dataset: str, name: str, content: bytes
) -> None:
    upload = sent(client, [("files", (name, content))], dataset=dataset)
    assert upload["state"] == "refused", upload
    assert upload["errors"][0]["file"] == name
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([("files", ("../../etc/passwd", b"x"))], "bad-file-name"),
        ([("files", ("..", b"x"))], "bad-file-name"),
        ([("files", ("plan.exe", b"x"))], "bad-file-name"),
        ([("files", (".csv", b"x"))], "bad-file-name"),
        ([("files", ("x" * 300 + ".csv", b"x"))], "bad-file-name"),
        ([("files", ("a.csv", b"x")), ("files", ("A.CSV", b"x"))], "bad-file-name"),
        ([("files", ("a.xlsx", b"x")), ("files", ("b.csv", b"x"))], "no-plan"),
        ([("other", (None, b"x"))], "no-plan"),
        ([("files", (f"t{n}.csv", b"x")) for n in range(21)], "no-form"),
    ],
)
def test_hostile_names_and_forms(client: httpx.Client, files: Any, code: str) -> None:
    answer = client.post("/uploads", files=files, params={"dataset": "d"})
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.json()["remedy"]


def test_a_path_in_a_name_leads_nowhere(
    client: httpx.Client, engine_settings: Settings, dataset: str
) -> None:
    before = set(engine_settings.home.rglob("units.csv"))
    upload = sent(client, [("files", ("../../../units.csv", b"id,name\nA,B"))], dataset=dataset)
    assert (upload["files"], upload["state"]) == (["units.csv"], "ready")
    fresh = set(engine_settings.home.rglob("units.csv")) - before
    top = folder_of_uploads(engine_settings)
    assert len(fresh) == 1
    assert all(path.is_relative_to(top) for path in fresh)
    client.delete(f"/uploads/{upload['id']}")
    assert not fresh & set(engine_settings.home.rglob("units.csv"))


def test_too_much_is_not_read(client: httpx.Client) -> None:
    told = client.post("/uploads", files=[("files", ("a.json", b"x" * (MOST * 2)))])
    assert (told.status_code, told.json()["code"]) == (413, "too-large")
    assert told.headers["content-type"] == "application/problem+json"
    sent_bytes = _pour(client, 2_000_000_000)
    assert sent_bytes < 50_000_000
    assert client.get("/healthz").status_code == 200


def _pour(client: httpx.Client, most: int) -> int:
    """Pours a chunked body of unknown length until the service ends it; how much it took."""
    with _line(client) as line:
        head = _head("Transfer-Encoding: chunked")
        line.sendall(head)
        part = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.json"\r\n\r\n'
        line.sendall(b"%x\r\n%s\r\n" % (len(part), part))
        block = b"100000\r\n" + b"0" * 0x100000 + b"\r\n"
        taken = 0
        try:
            while taken < most:
                line.sendall(block)
                taken += 0x100000
        except OSError:
            pass
        return taken


def _line(client: httpx.Client) -> socket.socket:
    at = urlsplit(str(client.base_url))
    assert at.hostname
    return socket.create_connection((at.hostname, at.port or 80), timeout=30)


def _head(*more: str) -> bytes:
    lines = [
        "POST /uploads?dataset=d HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: {BEARER['Authorization']}",
        "Content-Type: multipart/form-data; boundary=x",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def test_who_leaves_half_way_leaves_nothing(
    client: httpx.Client, engine_settings: Settings
) -> None:
    known = {one["id"] for one in client.get("/uploads").json()["uploads"]}
    top = folder_of_uploads(engine_settings)
    before = set(top.glob("*/*"))
    for taken in (0, 50, 5_000):
        with _line(client) as line:
            line.sendall(_head("Content-Length: 200000"))
            body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n'
            line.sendall((body + b"0" * 5_000)[:taken])
            time.sleep(0.1)
    for _ in range(50):
        if set(top.glob("*/*")) == before:
            break
        time.sleep(0.1)
    assert set(top.glob("*/*")) == before
    assert {one["id"] for one in client.get("/uploads").json()["uploads"]} == known


def test_a_load_that_is_cancelled_changes_nothing(engine_settings: Settings, dataset: str) -> None:
    top = folder_of_uploads(engine_settings)
    before = set(top.glob("*/*/*.csv"))
    with client_of(engine_settings, batch_rows=50) as client:
        assert loaded(client, sent(client, plan(4), dataset=dataset))["state"] == "loaded"
        upload = sent(client, plan(20_000), dataset=dataset)
        assert client.post(f"/uploads/{upload['id']}/load").status_code == 202
        found: dict[str, Any] = {}
        for _ in range(300):
            found = client.get(f"/uploads/{upload['id']}").json()
            if found["progress"]["stage"] == "records":
                break
            time.sleep(0.05)
        assert found["state"] == "loading"
        assert found["progress"]["total"] > 20_000
        ended = client.delete(f"/uploads/{upload['id']}").json()
        assert ended["state"] == "cancelled"
        told = client.get("/trace/S1", params={"dataset": dataset, "direction": "down"}).json()
        assert len(told["nodes"]) == 5
        assert loaded(client, sent(client, plan(6), dataset=dataset))["state"] == "loaded"
    assert set(top.glob("*/*/*.csv")) <= before


def test_uploads_are_the_senders_own(client: httpx.Client) -> None:
    for method, path in (("GET", ""), ("POST", "/load"), ("DELETE", "")):
        answer = client.request(method, f"/uploads/tidak-ada{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-upload")


@dataclass(frozen=True)
class Sender:
    """Somebody who sends plans with a key of their own."""

    client: httpx.Client
    headers: dict[str, str]

    def send(self) -> httpx.Response:
        asked = {"dataset": "giliran"}
        return self.client.post("/uploads", files=plan(), params=asked, headers=self.headers)

    def state(self, upload: str, wait: float = 0) -> str:
        answer = self.client.get(f"/uploads/{upload}", params={"wait": wait}, headers=self.headers)
        return str(answer.json()["state"])


def test_uploads_of_one_sender_leave_the_others_their_turn(
    embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, gates = list[str](), defaultdict[str, threading.Event](threading.Event)
    read = Uploads._read  # noqa: SLF001  # the work that is held up, and done for real

    def held(uploads: Uploads, job: Any) -> None:
        began.append(job.upload.id)
        assert gates[job.upload.id].wait(60)
        read(uploads, job)

    monkeypatch.setattr(Uploads, "_read", held)
    with client_of(embedded_settings) as client:
        many, other = (
            Sender(client, key_header(embedded_settings, one, "planner"))
            for one in ("banyak", "lain")
        )
        mine = [many.send().json()["id"] for _ in range(MOST_EACH)]
        assert eventually(lambda: began == mine[:1])
        threads = threading.active_count()
        refused = many.send()
        assert (refused.status_code, refused.json()["code"]) == (429, "too-many-uploads")
        assert int(refused.headers["retry-after"]) > 0
        theirs = other.send().json()["id"]
        assert eventually(lambda: began == [mine[0], theirs])
        assert threading.active_count() <= threads + 2  # who waits holds no thread
        gates[theirs].set()
        assert other.state(theirs, 30) == "ready"
        assert {many.state(one) for one in mine} == {"reading"}
        # one that is cancelled while it waits is never begun
        client.delete(f"/uploads/{mine[1]}", headers=many.headers)
        gates[mine[0]].set()
        assert many.state(mine[0], 30) == "ready"
        assert eventually(lambda: began == [mine[0], theirs, mine[2]])
        for one in mine:
            gates[one].set()
        assert {many.state(one, 30) for one in mine if one != mine[1]} == {"ready"}
        assert len(began) == MOST_EACH


def eventually(claim: Callable[[], bool]) -> bool:
    end = time.monotonic() + 30
    while not claim() and time.monotonic() < end:
        time.sleep(0.02)
    return claim()


def compared(client: httpx.Client, upload: dict[str, Any], **query: Any) -> dict[str, Any]:
    """What an upload would change, asked until it is known."""
    address, params = f"/uploads/{upload['id']}/compare", {"wait": 30, **query}
    answer = client.get(address, params=params)
    for _ in range(5):
        if answer.status_code == 202:
            answer = client.get(address, params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_loading_would_change_is_told_before_it(client: httpx.Client, dataset: str) -> None:
    """The same as of two loaded editions; nothing is loaded for it."""
    loaded(client, sent(client, plan(), dataset=dataset, edition="2026"))
    upload = sent(client, plan(4, above=""), dataset=dataset, edition="2027")
    told = compared(client, upload)
    assert (told["editions"], told["added"]) == (["2026", "2027"], ["I3"])
    assert told["moved"] == ["I0", "I1", "I2"]
    assert {"I0", "I3", "S1"} <= {*told["classes"]["breaks"]}
    assert "orphan-indicator" in {one["rule"] for one in told["findings_new"]}
    assert "truncated" not in told
    names = client.get("/datasets", params={"dataset": dataset}).json()["datasets"]
    assert [one["edition"] for one in names if one["dataset"] == dataset] == ["2026"]
    unknown = client.get(f"/uploads/{upload['id']}/compare", params={"edition": "2025"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown-edition")

    page = client.get(f"/explore/upload/{upload['id']}", params={"lang": "en"}).text
    assert "What loading would change" in page
    assert f"/explore/record/I0?dataset={dataset}&amp;edition=2026" in page
    assert "/explore/record/I3?" not in page
    assert "indicators.csv!2" in page
    body = html.fromstring(page).find(".//main")
    loads = body.xpath(".//form[contains(@action, '/load?')]")
    below = body.xpath(".//section[@aria-labelledby='changes']/following::form")
    assert [one in below for one in loads] == [False, True]

    loaded(client, upload)
    query = {"dataset": dataset, "before": "2026", "after": "2027"}
    assert client.get("/compare", params=query).json() == told
    third = sent(client, plan(4, above=""), dataset=dataset, edition="2028")
    newest = compared(client, third)
    assert (newest["editions"], newest["added"]) == (["2027", "2028"], [])
    assert compared(client, third, edition="2026")["added"] == ["I3"]


def test_an_upload_is_loaded_while_it_is_compared(client: httpx.Client, dataset: str) -> None:
    loaded(client, sent(client, plan(), dataset=dataset, edition="2026"))
    upload = sent(client, plan(5), dataset=dataset, edition="2027")
    begun = client.get(f"/uploads/{upload['id']}/compare")
    assert begun.status_code == 202
    assert begun.json()["state"] == "ready"
    assert loaded(client, upload)["loaded"]["Indicator"] == 5
    late = client.get(f"/uploads/{upload['id']}/compare")
    assert (late.status_code, late.json()["code"]) == (409, "not-ready")


def test_a_cancelled_upload_is_no_longer_compared(client: httpx.Client, dataset: str) -> None:
    loaded(client, sent(client, plan(), dataset=dataset, edition="2026"))
    upload = sent(client, plan(5), dataset=dataset, edition="2027")
    assert client.get(f"/uploads/{upload['id']}/compare").status_code == 202
    assert client.delete(f"/uploads/{upload['id']}").json()["state"] == "cancelled"
    told = client.get("/datasets", params={"dataset": dataset}).json()["datasets"]
    assert [one["edition"] for one in told if one["dataset"] == dataset] == ["2026"]


def test_only_its_sender_compares_an_upload(
    client: httpx.Client, engine_settings: Settings, dataset: str
) -> None:
    loaded(client, sent(client, plan(), dataset=dataset, edition="2026"))
    upload = sent(client, plan(), dataset=dataset, edition="2027")
    headers = key_header(engine_settings, f"lain-{dataset}", "planner")
    for path in (f"/uploads/{upload['id']}/compare", f"/explore/upload/{upload['id']}"):
        assert client.get(path, headers=headers).status_code == 404
    refused = sent(client, plan(2, above="S9"), dataset=dataset)
    late = client.get(f"/uploads/{refused['id']}/compare")
    assert (late.status_code, late.json()["code"]) == (409, "not-ready")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_of_uploads_has_a_template_and_an_example_that_are_taken(
    client: httpx.Client, language: str
) -> None:
    page = html.fromstring(client.get("/explore/upload", params={"lang": language}).content)
    links = page.xpath(".//main//a[@download]/@href")
    files = [client.get(link) for link in links]
    assert [one.status_code for one in files] == [200, 200]
    template, example = files
    book = openpyxl.load_workbook(io.BytesIO(template.content))
    assert {"objectives", "indicators", "contributions"} <= set(book.sheetnames)
    assert "attachment" in template.headers["content-disposition"]
    name = example.headers["content-disposition"].rpartition("'")[2]
    answer = client.post("/explore/upload", files={"files": (name, example.content)})
    assert answer.status_code == 303
    upload = urlsplit(answer.headers["location"]).path.rpartition("/")[2]
    assert client.get(f"/uploads/{upload}", params=WAIT).json()["state"] == "proposed"
