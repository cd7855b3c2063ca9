"""How ``home-2026-11-30.tar.xz`` was made: by the version of that day, whose answers lie inside.

A later version cannot make it again; that is its point. Usage, with the environment of that
version: ``python make_home.py CHECKOUT OUT.tar.xz``.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

TOML = """lang = "id"
query_rows = 500
embed_public = "kota-contoh"

[rules.parameters]
max_indicators = 4

[rules.severity.single-cause-outcome]
level = "warning"
reason = "Diminta inspektorat"
"""
WAIVERS = """- rule: idle-unit
  subject: dishub-terminal
  reason: Terminal diserahkan kepada provinsi
  until: 2099-12-31
  by: Inspektorat
- rule: missing-formula
  subject: slides
  reason: Rumus disusun tahun depan
  until: 2099-12-31
  by: Inspektorat
  dataset: slides
"""
QUESTIONS = (
    "datasets",
    "audit --dataset kota-contoh --edition 2026-perubahan --baseline baseline.yaml",
    "audit --dataset kota-contoh --edition 2026-perubahan --waivers waivers.yaml",
    "audit --dataset slides --waivers waivers.yaml",
    "audit --dataset biro",
    "matrix --dataset kota-contoh",
    "compare 2026-murni 2026-perubahan --dataset kota-contoh",
    "evidence --dataset kota-contoh",
    "individual --all --dataset slides",
    "users list",
)


def main(checkout: Path, out: Path) -> None:  # noqa: PLR0915 - a script, once run
    """Makes the archive."""
    work = Path(tempfile.mkdtemp())
    desk = work / "desk"
    desk.mkdir()
    env = {**os.environ, "KINERJA_HOME": str(work / "home"), "KINERJA_LANG": "en"}
    program = str(Path(sys.executable).parent / "kinerja")

    def kinerja(words: str, *, codes: tuple[int, ...] = (0,)) -> str:
        done = subprocess.run(
            [program, *words.split()],
            cwd=desk,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in codes, (words, done.stdout[-2000:], done.stderr[-2000:])
        return done.stdout

    def answer(words: str) -> Any:
        return json.loads(kinerja(f"{words} --json", codes=(0, 1)))

    (desk / "kinerja.toml").write_text(TOML, "utf-8")
    (desk / "waivers.yaml").write_text(WAIVERS, "utf-8")
    examples = checkout / "examples"
    kinerja(f"load {examples}/slides --dataset slides --edition 2025")
    kinerja(f"load {examples}/city/2026-murni --dataset kota-contoh --edition 2026-murni")
    kinerja(
        f"load {examples}/city/2026-perubahan.xlsx --dataset kota-contoh --edition 2026-perubahan"
    )
    kinerja(f"load {examples}/real/biro-organisasi --lenient --dataset biro --edition 2023")
    kinerja(
        "audit --dataset kota-contoh --edition 2026-murni"
        " --baseline baseline.yaml --update-baseline --json",
        codes=(0, 1),
    )
    shutil.copy(examples / "matrices" / "matriks-renstra.csv", desk)
    shutil.copy(
        checkout / "kinerja_graph" / "sources" / "wide" / "maps" / "matriks-renstra.yaml", desk
    )
    kinerja("import matriks-renstra.csv --map matriks-renstra.yaml --out imported")
    keys = {
        role: answer(f"keys add kunci-{role} --days 366 --role {role} --all-datasets")
        for role in ("viewer", "planner", "inspector", "admin", "cypher")
    }
    keys["one"] = answer("keys add kunci-satu --days 366 --role viewer --dataset slides")
    gone = answer("keys add kunci-lama --days 366 --role viewer --dataset slides")
    kinerja("users grant siti@kota-contoh.go.id --role inspector --dataset kota-contoh")
    kinerja("users grant budi@kota-contoh.go.id --role viewer --all-datasets")
    (desk / "asked.json").write_text(json.dumps({"keys": keys, "gone": gone}), "utf-8")
    serve(program, desk, env, keys)
    answers = {words: answer(words) for words in QUESTIONS}
    (desk / "answers.json").write_text(json.dumps(answers, ensure_ascii=False), "utf-8")
    (desk / "keys.json").write_text(json.dumps({"keys": keys, "gone": gone}), "utf-8")
    (desk / "asked.json").unlink()
    kinerja(f"backup {desk}/cadangan.zip")
    kinerja("db stop")
    with sqlite3.connect(
        work / "home" / "kinerja.sqlite"
    ) as accounts:  # the fixture outlives a year
        accounts.execute("UPDATE keys SET expires_at = '2099-12-31T00:00:00Z'")
    with tarfile.open(out, "w:xz", preset=9) as archive:
        archive.add(work / "home", "home", filter=without_logs)
        archive.add(desk, "desk")
    shutil.rmtree(work)


def serve(program: str, desk: Path, env: dict[str, str], keys: dict[str, Any]) -> None:
    """What only the service writes: waivers with two pairs of eyes, and its baseline."""
    service = subprocess.Popen(
        [program, "serve", "--port", "18765"],
        cwd=desk,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url="http://127.0.0.1:18765", timeout=60) as client:
            for _ in range(100):
                try:
                    if client.get("/readyz").status_code == 200:
                        break
                except httpx.HTTPError:
                    pass
                time.sleep(0.3)
            inspector = {"Authorization": f"Bearer {secret(keys['inspector'])}"}
            admin = {"Authorization": f"Bearer {secret(keys['admin'])}"}
            where = {"dataset": "kota-contoh"}
            first = client.post(
                "/waivers",
                params=where,
                headers=inspector,
                json={
                    "rule": "idle-unit",
                    "subject": "dishub-terminal",
                    "reason": "Diserahkan kepada provinsi",
                    "until": "2099-12-31",
                    "by": "Inspektorat",
                },
            )
            assert first.status_code == 201, first.text
            number = first.json().get("number") or first.json()["waiver"]["number"]
            done = client.post(f"/waivers/{number}/approved", params=where, headers=admin)
            assert done.status_code == 200, done.text
            second = client.post(
                "/waivers",
                params=where,
                headers=inspector,
                json={
                    "rule": "soft-target",
                    "subject": "IKU-01",
                    "reason": "Sedang dibahas",
                    "until": "2099-12-31",
                    "by": "Bappeda",
                },
            )
            assert second.status_code == 201, second.text
            kept = client.post(
                "/baseline", params={**where, "edition": "2026-murni"}, headers=inspector
            )
            assert kept.status_code == 200, kept.text
            answers = {
                path: client.get(path, params=where, headers=admin).json()
                for path in ("/waivers", "/baseline")
            }
            (desk / "service.json").write_text(json.dumps(answers, ensure_ascii=False), "utf-8")
    finally:
        service.terminate()
        service.wait(20)


def secret(key: dict[str, Any]) -> str:
    """The word of a key, as ``keys add --json`` told it."""
    return str(key["secret"])


def without_logs(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Everything but logs and locks."""
    return (
        None
        if entry.name.endswith((".log", ".lck", ".lock", ".0", ".jsonl"))
        and ("/log/" in entry.name or entry.name.endswith((".log", ".lock")))
        else entry
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
