"""A service that ``uvicorn`` itself starts tells how this machine opens it."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from kinerja_api.access.startup import startup_message
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store

WORD = "kata"
APP = ["kinerja_api.app:create_app", "--factory"]


def test_bare_uvicorn_prints_the_address_that_opens_it(
    embedded_settings: Settings, embedded_store: Store
) -> None:
    del embedded_store  # it keeps the engine
    with socket.create_server(("127.0.0.1", 0)) as ear:
        free_port: int = ear.getsockname()[1]
    environment = os.environ | {
        "KINERJA_HOME": str(embedded_settings.home),
        "KINERJA_URL": "embedded",
        "KINERJA_MEMORY": embedded_settings.memory,
        "KINERJA_LANG": "en",
    }
    asked = [sys.executable, "-m", "uvicorn", *APP, "--port", str(free_port)]
    with subprocess.Popen(asked, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            told = ""
            for line in process.stderr:
                told += line
                if "running on" in line:
                    break
            (address,) = re.findall(r"^Open: (\S+)$", told, re.MULTILINE)
            assert address.startswith(f"http://127.0.0.1:{free_port}/?token=")
            with httpx.Client() as browser:
                assert browser.get(address.partition("?")[0] + "rules").status_code == 401
                assert browser.get(address).status_code == 303
                assert browser.get(address.partition("?")[0] + "rules").status_code == 200
            assert told.count(address.partition("=")[2]) == 1
        finally:
            process.terminate()
            rest = process.stderr.read()
    assert address.partition("=")[2] not in rest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["/x/bin/uvicorn", *APP], "http://127.0.0.1:8000/?token=kata"),
        (["/x/uvicorn/__main__.py", *APP, "--host", "::1"], "http://[::1]:8000/?token=kata"),
        (["/x/bin/uvicorn", *APP, "--uds", "/run/k"], "http://…/?token=kata"),
        (["/x/bin/gunicorn", "x"], "http://…/?token=kata"),
        (["/x/bin/uvicorn", *APP, "--workers", "2"], "KINERJA_TOKEN"),
        (["/x/bin/uvicorn", *APP, "--host", "0.0.0.0"], "http://0.0.0.0:8000/sign-in"),  # noqa: S104
    ],
)
def test_what_is_told_fits_how_it_was_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str], expected: str
) -> None:
    monkeypatch.setattr(sys, "argv", words)
    told = startup_message(Settings(home=tmp_path), WORD, "id")
    assert expected in told
    assert (WORD in told.replace("kata bersama", "")) == ("token=" in expected)


def test_behind_a_proxy_its_own_name_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["/x/bin/uvicorn", *APP])
    settings = Settings(home=tmp_path, public_url="https://kinerja.kota.go.id/")
    assert "https://kinerja.kota.go.id/?token=kata" in startup_message(settings, WORD, "en")
