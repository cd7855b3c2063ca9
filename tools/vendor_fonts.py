"""Copy the fonts of still pictures and reports from their release, and verify their digests.

    python tools/vendor_fonts.py [FOLDER]

FOLDER contains the font files of DejaVu 2.37; the default is where Debian's ``fonts-dejavu-core``
and ``fonts-dejavu-extra`` install them. Exit code 1 if a file is not the one that was vendored.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path
from typing import Final

DIGESTS: Final = {
    "DejaVuSansCondensed.ttf": "2d8aa290adcf1ebcbb35f63e57cf32941b012eaab4b65096b904112cf3bac972",
    "DejaVuSansCondensed-Bold.ttf": (
        "6d2f2481e2aae944e8411cc5be515c69503ff7f5db52f2c67bcbe5d4de6bec13"
    ),
    "DejaVuSans.ttf": "abdc775b21b1bc470d50c97e790d276f2054b7504e56e5bd3e64f48d68582322",
    "DejaVuSans-Bold.ttf": "0d977336a6d5fba34eab8e3199eb218327161b5143749f802982c2bc34df0c96",
}
"""SHA-256 of each file."""
ASSETS: Final = Path(__file__).parent.parent / "kinerja_graph" / "render" / "assets" / "fonts"
DEBIAN: Final = Path("/usr/share/fonts/truetype/dejavu")


def main() -> int:
    """Copy the files, if their digests are those listed here."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEBIAN
    for name, digest in DIGESTS.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != digest:
            print(f"{folder / name} is not the file of DejaVu 2.37: {found}", file=sys.stderr)
            return 1
        shutil.copyfile(folder / name, ASSETS / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
