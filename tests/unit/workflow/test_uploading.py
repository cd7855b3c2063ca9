"""Uploads whose work fails under them: each ends, and none counts against its sender for ever."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.arranging import Choice
from kinerja_graph.workflow.reading import ReadOptions
from kinerja_graph.workflow.upload import ENDED, Upload
from kinerja_graph.workflow.upload_files import folder_of_uploads
from kinerja_graph.workflow.uploading import MOST_AT_ONCE, MOST_EACH, Sheets, Uploads

HALF_A_LINE = '#!/bin/sh\nread order\nprintf \'{"read": {"dataset": \'\n'


def ended(uploads: Uploads) -> Upload:
    """An upload of one file, when it has ended."""
    folder = uploads.fresh_folder("saya")
    (folder / "a.json").write_text("{}", "utf-8")
    sent = uploads.take("saya", folder, ReadOptions(dataset="a"), ["a.json"], lambda _: None)
    until = time.monotonic() + 30
    while uploads.one("saya", sent.id).state not in ENDED and time.monotonic() < until:
        time.sleep(0.02)
    return uploads.one("saya", sent.id)


@pytest.mark.parametrize("program", [None, HALF_A_LINE])
def test_work_that_fails_ends_its_upload(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str | None
) -> None:
    python = tmp_path / "python"
    if program is not None:
        python.write_text(program, "utf-8")
        python.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(python))
    uploads = Uploads(Settings(home=tmp_path / "home"))
    for _ in range(MOST_EACH + 1):  # else the last is refused, for the others have not ended
        told = ended(uploads)
        assert (told.state, told.error and told.error.code) == ("failed", "upload-lost")
    uploads.close()


def test_a_folder_that_cannot_be_made_is_no_upload(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    uploads = Uploads(settings)
    taken = folder_of_uploads(settings)
    taken.write_text("not a folder", "utf-8")
    for _ in range(MOST_EACH):
        with pytest.raises(OSError, match="uploads"):
            uploads.fresh_folder("saya")
    taken.unlink()
    assert uploads.fresh_folder("saya").is_dir()
    uploads.close()


SHEET = b"Sasaran,Indikator,Ukuran,Target 2026\nJalan aman,Korban jiwa,orang,12\n"


def looked_at(uploads: Uploads, owner: str = "saya") -> Upload:
    """A sheet that is no plan, when it was read."""
    folder = uploads.fresh_folder(owner)
    (folder / "matriks.csv").write_bytes(SHEET)
    names = ["matriks.csv"]
    sent = uploads.take(owner, folder, ReadOptions(), names, lambda _: None, sheets=Sheets())
    return done(uploads, sent)


def done(uploads: Uploads, sent: Upload) -> Upload:
    until = time.monotonic() + 120
    while uploads.one(sent.owner, sent.id).state == "reading" and time.monotonic() < until:
        time.sleep(0.02)
    return uploads.one(sent.owner, sent.id)


def children() -> set[int]:
    """The processes that this one started; a thread may end while it is asked for its own."""
    found: set[int] = set()
    for path in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        with suppress(OSError):
            found |= {int(one) for one in path.read_text().split()}
    return found


def test_a_sheet_outlives_the_process_that_is_kept_for_it(tmp_path: Path) -> None:
    before = children()
    uploads = Uploads(Settings(home=tmp_path))
    sheet = looked_at(uploads)
    assert sheet.state == "proposed"
    (kept,) = children() - before
    assert done(uploads, uploads.arrange("saya", sheet.id, Choice())).state == "proposed"
    assert children() - before == {kept}  # a change waits for no start
    os.kill(kept, signal.SIGKILL)
    choice = Choice(columns={"C": "measure_unit"})
    again = done(uploads, uploads.arrange("saya", sheet.id, choice))
    assert again.state == "proposed"
    assert again.proposed is not None
    assert again.proposed["grid"]["columns"][2]["role"] == "measure_unit"
    with pytest.raises(UsageError, match="no upload"):
        uploads.arrange("lain", sheet.id, Choice())
    wish = ReadOptions(dataset="d", edition="1")
    plan = done(uploads, uploads.make_plan("saya", sheet.id, choice, wish, "id"))
    assert (plan.state, plan.dataset, plan.counts and plan.counts["Indicator"]) == ("ready", "d", 1)
    path = uploads.plan_of("saya", sheet.id)
    assert path is not None
    assert path.name == "matriks-plan.xlsx"
    uploads.close()
    assert not path.exists()
    assert children() == before


def test_few_processes_are_kept(tmp_path: Path) -> None:
    before = children()
    uploads = Uploads(Settings(home=tmp_path))
    sheets = [looked_at(uploads, f"orang-{number}") for number in range(MOST_AT_ONCE + 1)]
    assert [one.state for one in sheets] == ["proposed"] * len(sheets)
    assert len(children() - before) == MOST_AT_ONCE
    first = sheets[0]
    assert done(uploads, uploads.arrange(first.owner, first.id, Choice())).state == "proposed"
    uploads.cancel(first.owner, first.id)
    uploads.close()
    assert children() == before
