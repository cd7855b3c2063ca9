"""Uploads whose work fails under them: each ends, and none counts against its sender for ever."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from kinerja_graph.settings import Settings
from kinerja_graph.workflow.reading import ReadOptions
from kinerja_graph.workflow.upload import ENDED, Upload
from kinerja_graph.workflow.upload_files import folder_of_uploads
from kinerja_graph.workflow.uploading import MOST_EACH, Uploads

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
