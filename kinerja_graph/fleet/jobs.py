"""The work of a fleet: one job for each edition, and which editions there are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from kinerja_graph.audit.rule_set import RuleSet
from kinerja_graph.audit.waiver import Waiver
from kinerja_graph.errors import UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.readers import Reader
from kinerja_graph.report.report_context import product_version
from kinerja_graph.settings import Settings
from kinerja_graph.sources.columns import table_named
from kinerja_graph.sources.formats import format_of
from kinerja_graph.store.connect import EMBEDDED
from kinerja_graph.store.snapshots import editions_among, newest
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.auditing import AuditOptions
from kinerja_graph.workflow.connection import connect_and_list
from kinerja_graph.workflow.history import only_follow_ups
from kinerja_graph.workflow.rules import rules_digest

_FORM: Final = "2"
"""Of the tables of results: results of another form are not used again."""
_MAP: Final = ".map"
"""Before the ending of a map, which is no plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One edition to audit: a plan that is read first, or an edition in a graph.

    Attributes:
        key: identifies the edition as it is now and the rules: the same key, the same answer.
        source: the path of the plan, or the address of the graph.
        path: the plan; None for an edition in a graph.
        edition: the edition in the graph; None for a plan.
        address: where the graph is; None for a plan, which goes into the worker's own engine.
    """

    key: str
    source: str
    path: Path | None = None
    edition: Edition | None = None
    address: str | None = None

    @property
    def dataset(self) -> str:
        """Its dataset; of a plan that is not read yet, the name of its file or folder."""
        if self.edition is not None:
            return self.edition.dataset
        return Path(self.source).stem


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """The pages that each job makes beside the audit.

    Attributes:
        ending: that of the report, without its dot.
        reader: whom the report is for.
        made: the time shown in it.
        with_picture: whether the cascade with its findings is drawn too.
    """

    ending: str
    reader: Reader
    made: datetime
    with_picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext:
    """What all jobs of a run share.

    Attributes:
        options: the rules, and the waivers; no other history is used.
        settings: those of the command; a worker has a home of its own for plans.
        language: that of the sentences in results.
        version: of this program; a worker of another version refuses the job.
        pages: what is made beside the audit; None: nothing.
    """

    options: AuditOptions
    settings: Settings
    language: Language
    version: str
    pages: PageOptions | None = None


def find_plans(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield every plan in ``paths`` once: files, folders of tables, and what folders have of these.

    Raises:
        UsageError: a path that does not exist, or in which there is no plan.
    """
    seen: set[Path] = set()
    for path in paths:
        found = list(_plans_in(path))
        if not found:
            raise UsageError(
                _("There is no plan at {path}."),
                mend=_("Name a plan, or a folder that contains plans."),
                where=str(path),
                path=path,
            )
        for plan in found:
            if plan.resolve() not in seen:
                seen.add(plan.resolve())
                yield plan


def _plans_in(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        children = sorted(one for one in path.iterdir() if not one.name.startswith("."))
        if any(_is_table(one) for one in children):
            yield path
            return
        for child in children:
            if child.is_dir():
                yield from _plans_in(child)
            elif _is_plan(child):
                yield child


def _is_table(path: Path) -> bool:
    """Whether a file is a table of a plan, as in a folder of CSV files."""
    known = format_of(path)
    return known is not None and known.kind == "table" and table_named(path.stem) is not None


def _is_plan(path: Path) -> bool:
    """Whether a file is a whole plan: a workbook or a document, and not the map of a matrix."""
    known = format_of(path)
    return (
        known is not None
        and known.kind != "table"
        and not known.imported
        and Path(path.stem).suffix != _MAP
    )


def plan_jobs(paths: Sequence[Path], context: JobContext) -> list[Job]:
    """Return a job for each plan.

    Raises:
        UsageError: as ``find_plans``; or a plan that cannot be opened.
    """
    same = _context_digest(context)
    return [
        Job(key=_key("plan", same, _plan_digest(path)), source=str(path), path=path.absolute())
        for path in find_plans(paths)
    ]


def edition_jobs(
    addresses: Sequence[str], context: JobContext, *, with_older: bool = False
) -> list[Job]:
    """Return a job for the newest edition of every dataset in each graph.

    Args:
        addresses: where the graphs are; none: that of the settings. Each counts once.
        context: what the jobs share.
        with_older: whether every other edition has a job too.

    Raises:
        SettingsError, StoreError: a graph that cannot be reached.
    """
    same = _context_digest(context)
    found: list[Job] = []
    for address in dict.fromkeys(addresses or (context.settings.url,)):
        settings = context.settings.model_copy(update={"url": address})
        with connect_and_list(settings) as (_store, editions):
            found += [
                Job(
                    key=_key("edition", same, address, one.scope),
                    source=address,
                    edition=one,
                    address=address,
                )
                for one in sorted(
                    editions_among(editions) if with_older else newest(editions),
                    key=lambda item: (item.dataset, item.first_loaded),
                )
            ]
    return found


def jobs_of_both(
    places: Sequence[str], context: JobContext, *, with_older: bool = False
) -> list[Job]:
    """Return the jobs of plans and of graphs, which ``places`` names in any order.

    Raises:
        UsageError: as ``plan_jobs``.
        SettingsError, StoreError: as ``edition_jobs``.
    """
    addresses = [one for one in places if is_address(one)]
    paths = [Path(one) for one in places if not is_address(one)]
    graphs = addresses or not paths
    return [
        *plan_jobs(paths, context),
        *(edition_jobs(addresses, context, with_older=with_older) if graphs else ()),
    ]


def is_address(place: str) -> bool:
    """Return whether ``place`` is the address of a graph rather than a path.

    >>> is_address("neo4j://basis:7687"), is_address("embedded"), is_address("rencana/kota.xlsx")
    (True, True, False)
    """
    return place == EMBEDDED or "://" in place


def twice_loaded(jobs: Iterable[Job]) -> dict[str, list[str]]:
    """Return the datasets that are in several graphs, and their addresses."""
    places: dict[str, dict[str, None]] = {}
    for job in jobs:
        if job.address is not None:
            places.setdefault(job.dataset, {})[job.address] = None
    return {name: list(found) for name, found in places.items() if len(found) > 1}


def make_context(
    rule_set: RuleSet,
    settings: Settings,
    language: Language,
    *,
    waivers: tuple[Waiver, ...] | None = None,
    pages: PageOptions | None = None,
) -> JobContext:
    """Return what all jobs share, for these rules, without any history but the waivers."""
    options = AuditOptions(rule_set, replace(only_follow_ups(()), waivers=waivers))
    return JobContext(
        options=options,
        settings=settings,
        language=language,
        version=product_version(),
        pages=pages,
    )


def _context_digest(context: JobContext) -> str:
    """Return what tells two runs with other rules, another language or program apart."""
    rules, memory = context.options.rule_set, context.options.memory
    pages = context.pages
    return _key(
        _FORM,
        context.version,
        context.language,
        rules_digest(rules.rules),
        repr([(rule.id, rule.severity) for rule in rules.graded]),
        repr(sorted(rules.parameters.items())),
        repr(sorted(rules.off.items())),
        repr(sorted((name, one.reason) for name, one in rules.regraded.items())),
        "" if memory.waivers is None else repr((memory.waivers, memory.today)),
        "" if pages is None else repr((pages.ending, pages.reader, pages.with_picture)),
    )


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _plan_digest(path: Path) -> str:
    """Return the SHA-256 of a plan: its path (which may name its dataset), names and bytes."""
    total = hashlib.sha256(f"{path.absolute()}\0".encode())
    files = [path] if path.is_file() else sorted(one for one in path.iterdir() if one.is_file())
    for file in files:
        total.update(f"{file.name}\0".encode())
        try:
            with file.open("rb") as stream:
                total.update(hashlib.file_digest(stream, "sha256").digest())
        except OSError as error:
            raise UsageError(
                _("{path} cannot be opened."),
                mend=_("Check that the file may be read."),
                where=str(file),
                path=file,
            ) from error
    return total.hexdigest()
