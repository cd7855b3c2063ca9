"""Look for secrets in the files that git keeps: ``make check`` fails where one is new.

What looks like a secret and is none stands in ``.secrets.baseline``, each judged by a person
(``is_secret: false``); how the scan works stands there too. Nothing is asked of the network.
``--accept`` writes what is found today into it, still to be judged.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from detect_secrets.core import baseline
from detect_secrets.core.potential_secret import PotentialSecret
from detect_secrets.core.secrets_collection import SecretsCollection

TOP = Path(__file__).parent.parent
KNOWN = TOP / ".secrets.baseline"
# Written in 16-bit tables or packed: no text that a person would put a secret into.
PACKED = (".png", ".ttf", ".woff2", ".xlsx", ".docx", ".pdf", ".zip", ".gz", ".parquet")


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 where something is found that nobody has judged, or judged to be a secret."""
    os.chdir(TOP)
    known = baseline.load(baseline.load_from_file(str(KNOWN)))
    files = kept()
    if not files:
        print("secrets: NOT looked for: git knows no file here")
        return 0
    found = scanned(files)
    if "--accept" in arguments:
        found.merge(known)
        baseline.save_to_file(found, str(KNOWN))
        return 0
    new, unjudged, gone = compared(found, known)
    for secret in new:
        print(f"{secret.filename}:{secret.line_number}: {secret.type}: not known")
    for secret in unjudged:
        print(f"{secret.filename}:{secret.line_number}: {secret.type}: not judged to be none")
    for secret in gone:
        print(f"{secret.filename}: {secret.type}: stands in .secrets.baseline, and is no more")
    if new or unjudged or gone:
        print(
            "Take a secret out, and make it void: it has been seen. What is none: "
            "tools/secret_scan.py --accept, then set its is_secret to false in .secrets.baseline."
        )
        return 1
    print(f"secrets: none in {len(files)} files ({count(known)} places judged to be none)")
    return 0


def kept() -> list[str]:
    """The text files below the working folder that git keeps or would keep, by name."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=False,
        capture_output=True,
    )
    names = listed.stdout.decode().split("\0")
    return [
        name
        for name in names
        if name and name != KNOWN.name and not name.endswith(PACKED) and Path(name).is_file()
    ]


def scanned(files: Sequence[str]) -> SecretsCollection:
    """What looks like a secret in the files, by the settings that were last configured."""
    found = SecretsCollection()
    for name in files:
        found.scan_file(name)
    return found


Places = list[PotentialSecret]


def compared(found: SecretsCollection, known: SecretsCollection) -> tuple[Places, Places, Places]:
    """What is new; what is known and not judged to be no secret; what is known and gone."""
    here, before = {secret for _, secret in found}, {secret for _, secret in known}
    unjudged = [secret for secret in before if secret in here and secret.is_secret is not False]
    return ordered(here - before), ordered(unjudged), ordered(before - here)


def ordered(secrets: set[PotentialSecret] | Places) -> Places:
    """By file and line."""
    return sorted(secrets, key=lambda each: (each.filename, each.line_number, each.type))


def count(known: SecretsCollection) -> int:
    """How many places were judged."""
    return sum(1 for _ in known)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
