"""Look for secrets in the files tracked by git: ``make check`` fails if there is a new one.

False positives are listed in ``.secrets.baseline``, each reviewed by a person
(``is_secret: false``), together with the settings of the scan. No network access is needed.
``--accept`` adds the current matches to the list, for review.
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
# Binary or 16-bit tables: no text that a person would put a secret into.
PACKED = (".png", ".ttf", ".woff2", ".xlsx", ".docx", ".pdf", ".zip", ".gz", ".parquet")


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 for matches that are not reviewed, or were confirmed as secrets."""
    os.chdir(TOP)
    known = baseline.load(baseline.load_from_file(str(KNOWN)))
    files = tracked_files()
    if not files:
        print("secrets: NOT looked for: git knows no file here")
        return 0
    found = scan(files)
    if "--accept" in arguments:
        found.merge(known)
        baseline.save_to_file(found, str(KNOWN))
        return 0
    new, unjudged, gone = compare(found, known)
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


def tracked_files() -> list[str]:
    """Return the text files below the working folder that git tracks or would track."""
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


def scan(files: Sequence[str]) -> SecretsCollection:
    """Return the matches in the files, by the current settings of detect-secrets."""
    found = SecretsCollection()
    for name in files:
        found.scan_file(name)
    return found


Places = list[PotentialSecret]


def compare(found: SecretsCollection, known: SecretsCollection) -> tuple[Places, Places, Places]:
    """Return new matches, known ones that are not cleared, and known ones that are gone."""
    here, before = {secret for _, secret in found}, {secret for _, secret in known}
    unjudged = [secret for secret in before if secret in here and secret.is_secret is not False]
    return sort_secrets(here - before), sort_secrets(unjudged), sort_secrets(before - here)


def sort_secrets(secrets: set[PotentialSecret] | Places) -> Places:
    """Sort by file and line."""
    return sorted(secrets, key=lambda each: (each.filename, each.line_number, each.type))


def count(known: SecretsCollection) -> int:
    """Return the number of reviewed matches."""
    return sum(1 for _ in known)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
