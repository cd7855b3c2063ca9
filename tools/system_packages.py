"""Check that the programs needed by the tests are installed; install them if permitted.

Reads ``packages.apt``. As root, installs the missing packages with apt-get; otherwise prints the
exact command to run and exits with 1.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = Path(__file__).parent.parent / "packages.apt"
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser"),
    "default-jdk-headless": ("java",),
    "maven": ("mvn",),
    "poppler-utils": ("pdftoppm",),
}
OLDEST_JAVA = 17


def main() -> int:
    """Exit code 0 if all programs are available in the end."""
    wanted = [
        line.strip()
        for line in PACKAGES.read_text().splitlines()
        if line.strip()[:1] not in ("", "#")
    ]
    missing = [package for package in wanted if not present(package)]
    if not missing:
        return 0
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(f"The tests need programs that are not here. Run:\n  sudo {line}", file=sys.stderr)
        return 1
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
    done = subprocess.run(line.split(), check=False, env=environment)
    still = [package for package in missing if not present(package)]
    if done.returncode or still:
        print(f"Could not install {' '.join(still)}. Run by hand:\n  {line}", file=sys.stderr)
        return 1
    return 0


def present(package: str) -> bool:
    """Return whether a program of the package is on the PATH, and Java is new enough."""
    found = next((path for name in PROGRAMS[package] if (path := shutil.which(name))), None)
    if found is None:
        return False
    return package != "default-jdk-headless" or java_version(found) >= OLDEST_JAVA


def java_version(java: str) -> int:
    """Return the feature version of a Java; 0 if unknown."""
    told = subprocess.run([java, "-version"], check=False, capture_output=True, text=True)
    match = re.search(r'version "(\d+)', told.stderr)
    return int(match[1]) if match else 0


if __name__ == "__main__":
    sys.exit(main())
