"""Webhooks: told in full, signed, again after a failure; nothing to addresses not listed."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from serving import client_of

from kinerja_graph.accounts import webhooks as kept
from kinerja_graph.accounts.database import open_accounts
from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop
from kinerja_graph.workflow import webhook_sending, webhooks
from kinerja_graph.workflow.access import accounts_database, entries

PLAN: Final = ("plan.json", b'{"objectives": [{"id": "S1", "name": "x", "level": 0}]}')
LOOPBACK: Final = (ip_network("127.0.0.0/8"),)
FORBIDDEN: Final = (
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://0/",
    "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://localhost/",
    "http://10.0.0.7/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/",
    "http://100.64.0.1/", "http://[fd00::1]/", "http://[fe80::1]/", "http://[64:ff9b::a00:7]/",
    "http://[2002:a00:7::]/", "http://224.0.0.1/", "http://255.255.255.255/", "http://[::]/",
    "http://017700000001/", "https://127.0.0.1:8443/",
)  # fmt: skip
NO_URL: Final = (
    "", "x", "ftp://example.org/", "file:///etc/passwd", "https://", "https://u:p@example.org/",
    "https://example.org/#x", "https://example.org/a b", "https://exa\nmple.org/",
    "https://example.org:0/", "https://example.org:99999/", "https://[::1", "gopher://example.org/",
)  # fmt: skip


@dataclass
class Receiver:
    """A receiver on this machine: what it was told, and what it answers."""

    port: int = 0
    answers: list[int] = field(default_factory=list[int])
    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list[Any])
    seconds: float = 0.0
    location: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/kinerja?x=1"

    def wait(self, number: int) -> None:
        for _ in range(600):
            if len(self.told) >= number:
                return
            time.sleep(0.05)
        raise AssertionError(self.told)


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            receiver.told.append(({**self.headers, "path": self.path}, body))
            if receiver.seconds:
                for _ in range(int(receiver.seconds / 0.1)):
                    self.wfile.write(b"HTTP/1.1"[:1])
                    time.sleep(0.1)
            self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # its name there
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def send(url: str, *, listed: Sequence[Any] = LOOPBACK, **more: Any) -> webhook_sending.Attempt:
    return webhook_sending.send(
        url, "rahasia", "{}", event="edition.loaded", delivery=7, listed=listed, **more
    )


def test_a_load_and_its_audit_are_told_and_signed(
    embedded_settings: Settings, embedded_store: Store, receiver: Receiver
) -> None:
    dataset = f"kabar-{secrets.token_hex(3)}"
    settings = embedded_settings.model_copy(update={"webhook_private": "127.0.0.1"})
    with accounts_database(settings) as book:
        made = webhooks.add_webhook(book, receiver.url, (), dataset, settings=settings, by="uji")
        other = webhooks.add_webhook(book, receiver.url, (), "lain", settings=settings, by="uji")
    with client_of(settings) as client:
        load(client, dataset)
        receiver.wait(2)
        found = delivered(settings, made.webhook.id)
        with accounts_database(settings) as book:
            assert not kept.deliveries(book, webhook=other.webhook.id)
        assert [(one.event, one.state, one.attempts, one.status) for one in found] == [
            ("audit.done", "delivered", 1, 204),
            ("edition.loaded", "delivered", 1, 204),
        ]
        audit = client.get("/v1/audit", params={"dataset": dataset}).json()
    for headers, body in receiver.told:
        stamp = headers["Kinerja-Timestamp"]
        expected = hmac.new(made.secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256)
        assert headers["Kinerja-Signature"] == f"v1={expected.hexdigest()}"
        assert abs(time.time() - int(stamp)) < 120
        assert headers["path"] == "/kinerja?x=1"
    loaded, audited = (json.loads(body) for _, body in receiver.told)
    assert (loaded["event"], loaded["dataset"]) == ("edition.loaded", dataset)
    assert (loaded["edition"], loaded["counts"]["Objective"]) == ("1", 1)
    assert (audited["event"], audited["summary"]) == ("audit.done", audit["summary"])
    assert audited["failed_rules"] == []
    with accounts_database(settings) as book:
        for one in (made, other):
            webhooks.remove_webhook(book, one.webhook.id, by="uji")
        assert entries(book, limit=1)[0].act == "webhook-removed"
        assert not any(made.secret in str(one) for one in entries(book))
        with pytest.raises(UsageError, match="There is no webhook"):
            webhooks.remove_webhook(book, made.webhook.id, by="uji")
    drop(embedded_store, dataset, settings=embedded_settings)


def delivered(settings: Settings, webhook: str) -> tuple[kept.Delivery, ...]:
    """The deliveries of a webhook, when none of them waits any more; as they are after a while."""
    found: tuple[kept.Delivery, ...] = ()
    for _ in range(200):
        with accounts_database(settings) as book:
            found = kept.deliveries(book, webhook=webhook)
        if all(one.state != "waiting" for one in found):
            break
        time.sleep(0.05)
    return found


def load(client: httpx.Client, dataset: str) -> None:
    where = {"dataset": dataset, "edition": "1"}
    place = client.post("/v1/uploads", files={"files": PLAN}, params=where).headers["location"]
    client.get(place, params={"wait": 30})
    client.post(f"{place}/load")
    assert client.get(place, params={"wait": 30}).json()["state"] == "loaded"


def test_what_fails_is_tried_again_later_and_given_up_in_the_end(
    tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "PAUSES", (timedelta(0), timedelta(0), timedelta(hours=1)))
    settings = Settings(home=tmp_path, webhook_private="127.0.0.1")
    with open_accounts(tmp_path) as book:
        made = webhooks.add_webhook(
            book, receiver.url, ("edition.loaded",), None, settings=settings, by="uji"
        )
        receiver.answers = [500, 302, 404, 200]
        webhooks.announce_loaded(book, "kota", "1", {"Unit": 1})
        states: list[tuple[str, int | None]] = []
        for _ in range(4):
            for due in kept.claim_due(book, most=4):
                assert kept.claim_due(book, most=4) == ()  # it is under way
                webhooks.attempt(book, due, settings)
            states.append((kept.deliveries(book)[0].state, kept.deliveries(book)[0].status))
        assert states == [("waiting", 500), ("waiting", 302), ("waiting", 404), ("waiting", 404)]
        assert len({body for _, body in receiver.told}) == 1
        later = kept.now() + timedelta(hours=2)
        (due,) = kept.claim_due(book, most=4, moment=later)
        receiver.answers = [503]
        webhooks.attempt(book, due, settings)
        assert kept.deliveries(book)[0].state == "failed"
        assert kept.claim_due(book, most=4, moment=later + timedelta(days=9)) == ()
        receiver.answers = [410]
        webhooks.announce_loaded(book, "kota", "1", None)
        (due,) = kept.claim_due(book, most=4)
        assert webhooks.attempt(book, due, settings).is_gone
        assert kept.deliveries(book)[0].state == "failed"
        assert webhooks.remove_webhook(book, made.webhook.id, by="uji").webhook == made.webhook.id
        assert kept.deliveries(book) == ()


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    with receiving() as inner:
        receiver.answers, receiver.location = [307], inner.url
        done = send(receiver.url)
        assert (done.status, done.error) == (307, "status 307")
        assert inner.told == []


def test_nothing_is_sent_to_private_addresses_that_are_not_listed(
    receiver: Receiver, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path)
    with open_accounts(tmp_path) as book:
        for url in (*FORBIDDEN, receiver.url):
            attempt = send(url, listed=())
            assert attempt.status is None
            assert attempt.error is not None
            with pytest.raises(UsageError) as refused:
                webhooks.add_webhook(book, url, (), None, settings=settings, by="uji")
            assert refused.value.code in {"webhook-refused", "bad-webhook"}, url
        for url in NO_URL:
            with pytest.raises(UsageError) as refused:
                webhooks.add_webhook(book, url, (), None, settings=settings, by="uji")
            assert refused.value.code in {"bad-webhook", "webhook-refused"}, url
        assert kept.every(book) == ()
    assert receiver.told == []


def test_a_name_that_becomes_another_address_opens_nothing(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"http://kabar.example:{receiver.port}/"

    def private(_host: str, _port: int) -> Sequence[str]:
        return ("93.184.215.14", "127.0.0.1")

    done = send(url, listed=(), resolver=private)  # one public address does not open another
    assert done.error == "Refusal: address not allowed: 127.0.0.1"
    asked: list[object] = []

    def rebound(address: tuple[str, int], *_more: object) -> socket.socket:
        """A connection that ends on this machine, wherever it was to go."""
        asked.append(address)
        made = socket.socket()
        made.connect(("127.0.0.1", receiver.port))
        return made

    monkeypatch.setattr(socket, "create_connection", rebound)
    done = send(url, listed=(), resolver=lambda *_: ("93.184.215.14",))
    assert done.error == "Refusal: address not allowed: 127.0.0.1"
    assert asked == [("93.184.215.14", receiver.port)]  # what was checked, not the name
    assert receiver.told == []


def test_an_attempt_ends_in_time_whatever_the_receiver_does(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_sending, "SECONDS", 0.6)
    receiver.seconds = 90.0  # a byte now and then
    begun = time.monotonic()
    done = send(receiver.url)
    assert done.error is not None
    assert time.monotonic() - begun < receiver.seconds / 2


def test_without_a_list_only_https_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "checked_addresses", lambda *_: ("93.184.215.14",))
    settings = Settings(home=tmp_path)
    with open_accounts(tmp_path) as book:
        with pytest.raises(UsageError, match="https"):
            webhooks.add_webhook(book, "http://a.example/", (), None, settings=settings, by="uji")
        made = webhooks.add_webhook(
            book, "https://a.example/", (), None, settings=settings, by="uji"
        )
        assert made.webhook.events == ("edition.loaded", "audit.done")
        assert made.secret not in str(kept.every(book))
