"""Check PDF files against PDF/UA-1 with veraPDF, whose jars come from Maven Central once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

VERSION: Final = "1.26.1"
"""Of org.verapdf:validation-model (GPL-3 or MPL-2.0), which no part of the package uses."""
_PROGRAM: Final = Path(__file__).with_name("PdfUa.java")
_PLUGIN: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_POM: Final = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kinerja-graph</groupId><artifactId>pdf-checker</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.verapdf</groupId><artifactId>validation-model</artifactId><version>{VERSION}</version>
  </dependency></dependencies>
</project>
"""


def checker_jars(work: Path) -> Path:
    """Return the folder of veraPDF's jars, in the environment of the tests; fetch them if missing.

    Args:
        work: an empty folder for the download.
    """
    folder = Path(sys.prefix) / "share" / f"verapdf-{VERSION}"
    if not folder.is_dir():
        (work / "pom.xml").write_text(_POM, encoding="utf-8")
        maven = shutil.which("mvn")
        assert maven is not None, "packages.apt names maven"
        options = [f"-DoutputDirectory={work / 'jars'}", "-DincludeScope=runtime"]
        subprocess.run(
            [maven, "-q", "-B", "-f", str(work / "pom.xml"), _PLUGIN, *options],
            check=True,
            capture_output=True,
            timeout=600,
        )
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(work / "jars", folder, dirs_exist_ok=True)
    return folder


def broken_clauses(files: Sequence[Path], jars: Path) -> dict[str, list[str]]:
    """Return the clauses of PDF/UA-1 that each file breaks, by its name; none for a good one."""
    java = shutil.which("java")
    assert java is not None, "packages.apt names default-jdk-headless"
    done = subprocess.run(
        [java, "-cp", f"{jars}/*", str(_PROGRAM), *map(str, files)],
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    found: dict[str, list[str]] = {}
    name = ""
    for line in done.stdout.splitlines():
        kind, text, *_rest = line.split("\t")
        if kind == "file":
            name = Path(text).name
            found[name] = []
        elif kind == "broken":
            found[name].append(text)
    return found
