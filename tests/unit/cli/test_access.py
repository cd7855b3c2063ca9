"""``keys``, ``users`` and what ``serve`` refuses, as people and scripts read them."""

import json
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from kinerja_graph.cli.app import main

Said = Callable[..., tuple[int, str, str]]
CHANGING = re.compile(r"\b[0-9a-f]{8}\b|20\d\d-\d\d-\d\d( \d\d:\d\d)?|kinerja_\S+")


@pytest.fixture
def say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Said:
    """Runs ``kinerja`` over an accounts database of its own."""
    monkeypatch.setenv("KINERJA_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LOGNAME", "budi")

    def call(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def data(told: tuple[int, str, str]) -> Any:
    assert told[0] == 0, told
    return json.loads(told[1])


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_people_read(say: Said, language: str, snapshot: SnapshotAssertion) -> None:
    told: list[str] = []
    for words in (
        ("keys", "list"),
        ("keys", "add", "Bappeda", "--role", "planner", "--dataset", "kota-a", "--dataset", "b"),
        ("keys", "list"),
        ("users", "list"),
        ("users", "grant", "Siti@kota.go.id", "--role", "inspector", "--all-datasets"),
        ("users", "list"),
        ("users", "withdraw", "siti@kota.go.id", "--role", "inspector", "--all-datasets"),
        ("users", "log"),
        ("users", "forget", "siti@kota.go.id"),
        ("users", "forget", "siti@kota.go.id"),
        ("keys", "add", "x"),
        ("keys", "add", "x", "--role", "cypher", "--dataset", "a"),
        ("keys", "add", "x", "--all-datasets", "--days", "400"),
        ("keys", "revoke", "tidak-ada"),
    ):
        code, out, err = say(*words, "--lang", language)
        told.append(f"$ kinerja {' '.join(words)}\n{out}{err}= {code}\n")
    text = CHANGING.sub(lambda found: "#" * len(found.group()), "\n".join(told))
    assert re.sub("[ ─]+\n", "\n", text) == snapshot


def test_a_key_is_shown_once_and_never_told_again(say: Said) -> None:
    made = data(say("keys", "add", "Bappeda", "--all-datasets", "--days", "1", "--json"))
    secret, key = made["secret"], made["key"]["id"]
    assert secret.startswith(f"kinerja_{key}_")
    (listed,) = data(say("keys", "list", "--json"))["keys"]
    assert listed["state"] == "valid"
    assert listed["grants"] == [{"role": "viewer", "dataset": "*"}]
    assert secret not in json.dumps(listed)
    assert data(say("keys", "revoke", key, "--json")) == {"key": key, "revoked": True}
    assert data(say("keys", "revoke", key, "--json")) == {"key": key, "revoked": False}
    acts = [entry["act"] for entry in data(say("users", "log", "--json"))["log"]]
    assert acts == ["key-revoked", "key-added"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "kinerja.example"])  # noqa: S104
def test_without_sign_in_it_is_not_open_to_others(say: Said, host: str) -> None:
    code, out, err = say("serve", "--host", host, "--port", "0", "--lang", "en")
    assert (code, out) == (2, "")
    assert "there is no way to sign in" in err
    assert "KINERJA_OIDC_ISSUER" in err


def test_a_revoked_key_is_no_way_to_sign_in(say: Said) -> None:
    made = data(say("keys", "add", "x", "--all-datasets", "--json"))
    say("keys", "revoke", made["key"]["id"])
    assert say("serve", "--host", "0.0.0.0", "--port", "0")[0] == 2  # noqa: S104


def test_a_port_that_is_taken_is_told(say: Said) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, out, err = say("serve", "--port", port, "--lang", "en")
    assert (code, out) == (2, "")
    assert f"cannot listen at 127.0.0.1:{port}" in err
