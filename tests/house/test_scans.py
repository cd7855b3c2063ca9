"""The scans of ``make check``: secrets in the files, known weaknesses of what is installed."""

import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from detect_secrets.core import baseline

import advisories
import secret_scan
from secret_lines import without_secret

TOP = Path(__file__).parent.parent.parent
WEAK = {
    "id": "PYSEC-2099-1",
    "published": "2026-01-01T00:00:00Z",
    "modified": "2026-01-01T00:00:00Z",
    "details": "Made for this test.",
    "affected": [
        {
            "package": {"name": "bocor", "ecosystem": "PyPI"},
            "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]},
            ],
            "versions": ["1.0"],
        }
    ],
}
# Made for this test, and told so to the scan of this file itself.
PLANTED = {
    "key of a cloud": 'kunci = "AKIAQYLPMN5HFIQR7XYA"',  # pragma: allowlist secret
    "private key": "-----BEGIN RSA PRIVATE KEY-----",  # pragma: allowlist secret
    "password": 'db_password = "9sj!kLw2Qz"',  # pragma: allowlist secret
    "address": "bolt://neo4j:9sjkLw2Qz@basisdata.contoh.id",  # pragma: allowlist secret
    "token": "ghp_a8Xk2Lq9Zr4Vt7Ns1Bm6Yc3Wd5Hf0Gj2Kp4Q",  # pragma: allowlist secret
    "random words": 'sandi = "4f9a1c7e2b8d6053e1a7f4c9b2d80e63"',  # pragma: allowlist secret
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own, scanned by the settings of ours."""
    monkeypatch.chdir(TOP)
    baseline.load(baseline.load_from_file(str(secret_scan.KNOWN)))
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q"], check=True)
    return tmp_path


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_secret_is_found(folder: Path, kind: str) -> None:
    line = PLANTED[kind]
    assert not without_secret(line)
    (folder / "aturan.py").write_text(f"# Aturan\n{line}\n", "utf-8")
    assert secret_scan.tracked_files() == ["aturan.py"]
    places = [(one.filename, one.line_number) for _, one in secret_scan.scan(["aturan.py"])]
    assert set(places) == {("aturan.py", 2)}


def test_what_was_judged_passes_until_it_changes(folder: Path) -> None:
    path = folder / "aturan.py"
    path.write_text(PLANTED["password"] + "\n", "utf-8")
    known = secret_scan.scan(["aturan.py"])
    (one,) = [secret for _, secret in known]
    assert secret_scan.compare(known, known) == ([], [one], [])
    one.is_secret = False
    path.write_text("\n\n" + PLANTED["password"] + "\n", "utf-8")
    assert secret_scan.compare(secret_scan.scan(["aturan.py"]), known) == ([], [], [])
    path.write_text(PLANTED["password"].replace("9", "7") + "\n", "utf-8")
    new, unjudged, gone = secret_scan.compare(secret_scan.scan(["aturan.py"]), known)
    assert (len(new), unjudged, gone) == (1, [], [one])


def test_every_known_place_was_judged() -> None:
    told = baseline.load_from_file(str(secret_scan.KNOWN))
    assert "generated_at" in told
    places = [place for found in told["results"].values() for place in found]
    assert all(place["is_secret"] is False for place in places)
    asks = "detect_secrets.filters.common.is_ignored_due_to_verification_policies"
    assert asks not in {each["path"] for each in told["filters_used"]}  # it would ask the network


@pytest.fixture
def service() -> Iterator[str]:
    """The address of an advisory service that knows one weakness of one package."""

    class Knows(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found = [WEAK] if asked["package"]["name"] == "bocor" else []
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"vulns": found} if found else {}).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Knows) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/v1/query"
        server.shutdown()


def test_a_known_weakness_is_told(tmp_path: Path, service: str) -> None:
    pins = tmp_path / "run.txt"
    pins.write_text("bocor==1.0\nrapat==3.1\n", "utf-8")
    told = advisories.heard(advisories.answer("osv", pins, "--osv-url", service))
    assert told.asked == 2
    assert told.weak == ("bocor 1.0: PYSEC-2099-1 (mended in 2.0)",)
    assert told.open == ()


def test_no_answer_is_told_and_is_no_clean_bill(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert advisories.heard("") == advisories.Advisories()
    unknown = {"name": "rapat", "skip_reason": "Dependency not found on PyPI"}
    known = {"name": "bocor", "version": "1.0", "vulns": []}
    printed = json.dumps({"dependencies": [known, unknown]})
    half = advisories.heard(printed)
    assert half == advisories.Advisories(1, (), ("rapat",))
    answers = {"pypi": printed, "osv": ""}
    monkeypatch.setattr(advisories, "answer", lambda service, _: answers[service])
    assert advisories.main([]) == 0
    assert advisories.main(["--required"]) == 1
    assert capsys.readouterr().out.count("NOT asked: rapat of run.txt") == 2
    assert advisories.best(half, advisories.Advisories(weak=("bocor 1.0: X",))).weak == (
        "bocor 1.0: X",
    )


def test_the_checks_are_part_of_make_check() -> None:
    told = (TOP / "Makefile").read_text("utf-8")
    check = told.split("\ncheck:", 1)[1].split("\nfix:", 1)[0]
    assert "tools/secret_scan.py" in check
    assert "tools/advisories.py" in check
