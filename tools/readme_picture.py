"""Draw the picture of README anew: the page of the traffic example with its outcome open.

    readme_picture.py [--lang id|en] [--out docs/images/lalu-lintas.png]

Loads ``examples/traffic-slide`` into an embedded engine of its own, writes the page of the cascade,
opens it in headless Chromium with the outcome chosen, and saves what a reader sees. Run it after a
change of the page, and look at the picture before it is committed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

TOP: Final = Path(__file__).parent.parent
PLAN: Final = TOP / "examples" / "traffic-slide"
PICTURE: Final = TOP / "docs" / "images" / "lalu-lintas.png"
WINDOW: Final = (1360, 700)
"""The size of the window in pixels."""
SHARP: Final = 1.5
"""Pixels of the picture for each of the window."""
CHROMIUM: Final = "/usr/bin/chromium"


def main() -> None:
    """Draw the picture."""
    parser = argparse.ArgumentParser(description="Draw the picture of README anew.")
    parser.add_argument("--lang", choices=("id", "en"), default="id")
    parser.add_argument("--out", type=Path, default=PICTURE)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "traffic.html"
        home = {**os.environ, "KINERJA_HOME": str(Path(folder) / "home")}
        try:
            _kinerja(home, "load", str(PLAN))
            _kinerja(home, "render", "--out", str(page), "--lang", words.lang)
        finally:
            _kinerja(home, "db", "stop")
        take(page, words.out)


def take(page: Path, picture: Path) -> None:
    """Save what a reader of ``page`` sees at first."""
    across, down = WINDOW
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(
            viewport={"width": across, "height": down}, device_scale_factor=SHARP
        )
        tab.goto(page.as_uri())
        tab.wait_for_timeout(1000)
        tab.screenshot(path=picture)
        browser.close()


def _kinerja(home: dict[str, str], *words: str) -> None:
    """Run a command of this checkout, without its output."""
    run = [sys.executable, "-m", "kinerja_graph", *words]
    subprocess.run(run, env=home, check=True, stdout=subprocess.DEVNULL, cwd=TOP)


if __name__ == "__main__":
    main()
