"""Write docs/licences.md: the licences of all installed packages.

The packages are those of ``requirements/run.txt``; pip-licenses reads the licences from their
metadata. ``--check`` only compares. Exit code 1 if a package has a licence that is not acceptable,
or states none and is not known here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).parent.parent
LOCK: Final = TOP / "requirements" / "run.txt"
PAGE: Final = TOP / "docs" / "licences.md"
KNOWN: Final[Mapping[str, str]] = {"quickjs-ng": "MIT", "resvg-py": "MIT"}
"""Licences of packages that state them only in their licence file, as of now."""
_PINNED: Final = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; (.+))?$")
_REFUSED: Final = re.compile(
    r"\b[AL]?GPL|Affero|GNU General Public|SSPL|proprietary", re.IGNORECASE
)
HEAD: Final = (Path(__file__).parent / "licences_head.md").read_text("utf-8")


def main() -> int:
    """Exit code 1 if a licence is not acceptable, or ``--check`` finds the page out of date."""
    pinned = pins(LOCK.read_text("utf-8"))
    said = {**licences(name for name, _, _ in pinned), **KNOWN}
    bad = unacceptable(said)
    if bad:
        print(f"Licences that cannot be brought along, or are not told: {bad}", file=sys.stderr)
        return 1
    text = page(pinned, said)
    if "--check" in sys.argv[1:]:
        return int(not PAGE.is_file() or PAGE.read_text("utf-8") != text)
    PAGE.write_text(text, "utf-8")
    return 0


def pins(lock: str) -> list[tuple[str, str, str]]:
    """Return name, version and marker of every pin in a lock file."""
    found = [match for line in lock.splitlines() if (match := _PINNED.match(line))]
    return [(one[1], one[2], one[3] or "") for one in found]


def licences(names: Iterable[str]) -> dict[str, str]:
    """Return the licences in the packages' metadata, by name in the lock; empty if none."""
    wanted = sorted(set(names))
    words = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json", "--with-system"]
    done = subprocess.run(
        [*words, "--packages", *wanted], check=True, capture_output=True, text=True
    )
    told = {plain(one["Name"]): one["License"] for one in json.loads(done.stdout)}
    return {name: told.get(name, "").replace("UNKNOWN", "") for name in wanted}


def plain(name: str) -> str:
    """Normalise a name as in the lock file.

    >>> plain("typing_Extensions")
    'typing-extensions'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def unacceptable(stated: Mapping[str, str]) -> dict[str, str]:
    """Return the packages with unacceptable licences, and those that state none.

    >>> stated = {"a": "MIT", "b": "GPL-3.0-only", "c": "", "d": "LGPL-2.1", "e": "MIT OR GPL-2.0"}
    >>> unacceptable(stated)
    {'b': 'GPL-3.0-only', 'c': '', 'd': 'LGPL-2.1'}
    """

    def fits(licence: str) -> bool:
        choices = re.split(r"\s+OR\s+", licence)
        return bool(licence) and any(not _REFUSED.search(choice) for choice in choices)

    return {name: licence for name, licence in stated.items() if not fits(licence)}


def page(pinned: Iterable[tuple[str, str, str]], stated: Mapping[str, str]) -> str:
    """Return the page."""
    rows = (
        f"| {name} | {version} | {stated[name]} | {marker} |" for name, version, marker in pinned
    )
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
