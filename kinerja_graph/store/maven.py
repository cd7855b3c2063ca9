"""Download the jars of Neo4j Community from Maven Central: once, and all or nothing."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from filelock import FileLock

from kinerja_graph.errors import EngineError
from kinerja_graph.store.files import end_of, unwritable
from kinerja_graph.texts import _

LOG: Final = logging.getLogger(__name__)
NEO4J_VERSION: Final = "5.26.30"
JARS_VARIABLE: Final = "KINERJA_NEO4J_JARS"
"""Environment variable: a folder of jars to use, or to fill if it is empty."""
_PLUGIN: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_POM: Final = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kinerja-graph</groupId><artifactId>local-neo4j</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{NEO4J_VERSION}</version>
  </dependency></dependencies>
</project>
"""
_PATIENCE: Final = 1800


def jars(home: Path) -> Path:
    """Return the folder of jars (from the environment, else in ``home``), downloaded if missing.

    Raises:
        EngineError: Maven is missing or fails, or the folder cannot be written.
    """
    given = os.environ.get(JARS_VARIABLE)
    folder = Path(given).absolute() if given else home / f"jars-{NEO4J_VERSION}"
    if not whole(folder):
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(folder.with_name(f".{folder.name}.lock")):  # one downloads, others wait
                if not whole(folder):
                    _fetch(folder)
        except OSError as error:
            raise unwritable(folder.parent, error) from error
    return folder


def whole(folder: Path) -> bool:
    """Return whether the jars are there: they are moved into their folder in one step."""
    return (folder / f"neo4j-{NEO4J_VERSION}.jar").is_file()


def _fetch(folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise _no_maven()
    LOG.info("fetching Neo4j %s from Maven Central into %s", NEO4J_VERSION, folder)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".fetching-") as name:
        work = Path(name)
        (work / "pom.xml").write_text(_POM, encoding="utf-8")
        words = [maven, "-B", "-f", str(work / "pom.xml"), _PLUGIN]
        options = [f"-DoutputDirectory={work / 'jars'}", "-DincludeScope=runtime"]
        log = work / "maven.log"
        with log.open("wb") as out:
            try:
                done = subprocess.run(  # noqa: S603 - a program of the machine, no shell
                    [*words, *options],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                    timeout=_PATIENCE,
                    check=False,
                )
            except subprocess.TimeoutExpired as error:
                raise _not_fetched(log) from error
        if done.returncode != 0 or not whole(work / "jars"):
            raise _not_fetched(log)
        _settle(work / "jars", folder)


def _settle(fetched: Path, folder: Path) -> None:
    """Move the jars to their final folder in one step; another command may have been faster."""
    try:
        fetched.rename(folder)
    except OSError:
        if not whole(folder):
            raise


def _no_maven() -> EngineError:
    return EngineError(
        _("The local Neo4j is downloaded with Maven, and there is no command mvn."),
        mend=_(
            "Install Maven, for example apt install maven, or point {variable} at a "
            "folder that already contains the jars of Neo4j {version}."
        ),
        where="PATH",
        code="maven-missing",
        variable=JARS_VARIABLE,
        version=NEO4J_VERSION,
    )


def _not_fetched(log: Path) -> EngineError:
    return EngineError(
        _("Neo4j {version} cannot be downloaded from Maven Central. The end of the log: {log}"),
        mend=_("Check the network and the settings of Maven, then try again."),
        where="Maven Central",
        code="neo4j-not-fetched",
        version=NEO4J_VERSION,
        log=end_of(log),
    )
