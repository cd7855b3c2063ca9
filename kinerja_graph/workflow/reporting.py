"""Write an audit as documents for programs and people."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final, Literal

from kinerja_graph.audit.finding import Audit
from kinerja_graph.library.references import resolve
from kinerja_graph.library.rule import Rule
from kinerja_graph.report.report_context import Audited, ReportContext
from kinerja_graph.sources.plan import slug
from kinerja_graph.texts import Language, Text
from kinerja_graph.workflow.auditing import Broken, Everything
from kinerja_graph.workflow.rules import general_mend, rules_digest

ReportForm = Literal["sarif", "junit", "html"]
_WRITERS: Final[Mapping[ReportForm, str]] = {
    "sarif": "report.sarif:sarif_text",
    "junit": "report.junit:junit_text",
    "html": "report.page:audit_page",
}
"""Loaded by the form that is asked for: most audits go to a terminal or are JSON."""
FORMS: Final[tuple[ReportForm, ...]] = ("sarif", "junit", "html")
FORMS_OF_ALL: Final[tuple[ReportForm, ...]] = ("sarif", "junit")
"""The forms that hold several audits in one document."""


def report_context(
    rules: Sequence[Rule], language: Language, audit: Audit | None = None
) -> ReportContext:
    """Return ``rules`` in the form that documents use; remedies with the headings of ``audit``."""
    mends = _Remedies(rules, language, {} if audit is None else audit.mends)
    return ReportContext(rules=rules, mends=mends, language=language, digest=rules_digest(rules))


class _Remedies(Mapping[str, str]):
    """The general remedy of each rule by its id, put into words once it is looked up.

    A screen has room for few of them.
    """

    def __init__(self, rules: Iterable[Rule], language: Language, own: Mapping[str, Text]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._language: Language = language
        self._own = own
        self._texts: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._texts:
            rule = self._rules[name]
            mend = self._own.get(name, rule.mend)
            self._texts[name] = general_mend(rule, mend, self._language)
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


def report(
    form: ReportForm,
    found: Iterable[Audited],
    rules: Sequence[Rule],
    language: Language,
    *,
    path: Path | None = None,
    made: datetime | None = None,
) -> str:
    """Write one or several audits as the document ``form``; ``html`` includes only the first.

    Args:
        form: which document.
        found: the audits.
        rules: the rules that ran, with their current severities.
        language: the language of all sentences.
        path: the input, for documents that point into files; None: keep file names as they are.
        made: the time shown on a page; None: now.
    """
    told = report_context(rules, language)
    path_of = str if path is None else relative_paths(path)
    subjects = [replace(one, path_of=path_of) for one in found]
    write = resolve(_WRITERS[form])
    text: str = (
        write(subjects[0], told, made=made or datetime.now().astimezone())
        if form == "html"
        else write(subjects, told)
    )
    return text


def overview(
    found: Everything,
    names: Sequence[str],
    rules: Sequence[Rule],
    language: Language,
    *,
    made: datetime | None = None,
) -> str:
    """Return the index page of several audits, whose pages have the file names ``names``."""
    pages = dict(zip((one.edition.dataset for one in found.audited), names, strict=True))
    entry, write = resolve("report.overview:Entry"), resolve("report.overview:overview_page")
    entries = [
        entry(edition=one.edition, audit=None, why=one.error.tell(language))
        if isinstance(one, Broken)
        else entry(edition=one.edition, audit=one.audit, href=pages[one.edition.dataset])
        for one in found.outcomes
    ]
    at = made or datetime.now().astimezone()
    page: str = write(entries, found.waivers, report_context(rules, language), made=at)
    return page


def file_names(datasets: Iterable[str], ending: str) -> list[str]:
    """Return a file name for each dataset, portable and unique; none is ``index``.

    >>> file_names(["Kota A", "kota-a", "index"], "html")
    ['kota-a.html', 'kota-a-2.html', 'index-2.html']
    """
    taken = {"index"}
    names: list[str] = []
    for dataset in datasets:
        stem = slug(dataset)
        tries = (stem if at == 1 else f"{stem}-{at}" for at in count(1))
        name = next(one for one in tries if one not in taken)
        taken.add(name)
        names.append(f"{name}.{ending}")
    return names


def relative_paths(path: Path, folder: Path | None = None) -> Callable[[str], str]:
    """Return a function that makes file names in the input ``path`` relative to ``folder``.

    The default is the working folder. If the input is outside of it, names are relative to the
    input. A file that is not next to the input, such as a matrix that it was imported from, is also
    searched for in the parent folders.
    """
    here = (folder or Path.cwd()).resolve()
    place = path.resolve()
    place = place if place.is_dir() else place.parent
    steps = place.relative_to(here).parts if place.is_relative_to(here) else ()

    @cache
    def path_of(file: str) -> str:
        name = file.lstrip("/")
        tried = ("/".join((*steps[:depth], name)) for depth in range(len(steps), -1, -1))
        beside = "/".join((*steps, name))
        return next((one for one in tried if os.path.isfile(here / one)), beside)  # noqa: PTH113  # bears every name

    return path_of
