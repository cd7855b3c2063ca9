"""``rules test`` and ``rules new``: test custom rules by their cases, and create new ones."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kinerja_graph.analysis.documents import documents
from kinerja_graph.audit.cases import Case, Difference, Expectation, differences, find_cases
from kinerja_graph.audit.example import mended
from kinerja_graph.audit.matched import NO_DOCUMENTS, MatchedDocuments
from kinerja_graph.audit.run import run
from kinerja_graph.errors import LibraryError, UsageError
from kinerja_graph.files import write_whole
from kinerja_graph.library.new import skeleton
from kinerja_graph.library.rules import Rule, load_rules, read_rules
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.model.documents import document_order
from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.texts import Text, _
from kinerja_graph.workflow.connection import connect
from kinerja_graph.workflow.document_rules import matched_documents

CASE_FILE: Final = "case.yaml"
"""The file name used in origins, such as `case.yaml!indicators!2`."""
REQUIRED: Final[tuple[Expectation, ...]] = ("passes", "fails")
Progress = Callable[[int, int, str], None]
"""Called before each rule with the number of rules tested, the total, and its id."""


@json_keys("name=case.name", "expectation=case.expectation", "holds", "differences")
@dataclass(frozen=True, slots=True)
class CaseProof:
    """One case, and the differences between it and what the rule found."""

    case: Case
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether there are no differences."""
        return not self.differences


@json_keys("id=rule", "holds", "missing", "cases")
@dataclass(frozen=True, slots=True)
class RuleProof:
    """One rule: its cases in the order of the file, and the kinds of case it lacks."""

    rule: str
    cases: tuple[CaseProof, ...]
    missing: tuple[Expectation, ...]

    @property
    def holds(self) -> bool:
        """Whether every case holds and no kind is missing."""
        return not self.missing and all(one.holds for one in self.cases)


@json_keys("engine", "rules", "summary")
@dataclass(frozen=True, slots=True)
class Proof:
    """The result of testing a folder of rules on an engine; rules are sorted by id."""

    folder: Path
    engine: EngineInfo
    rules: tuple[RuleProof, ...]

    @property
    def holds(self) -> bool:
        """Whether every rule holds."""
        return all(rule.holds for rule in self.rules)

    @property
    def summary(self) -> Mapping[str, int | bool]:
        """The numbers of rules, cases and failed cases, and whether everything holds."""
        cases = [case for rule in self.rules for case in rule.cases]
        return {
            "rules": len(self.rules),
            "cases": len(cases),
            "failed": sum(not case.holds for case in cases),
            "holds": self.holds,
        }


def rules_test(folder: Path, *, settings: Settings, progress: Progress | None = None) -> Proof:
    """Test the rules of ``folder`` by their case files, on the engine of ``settings``.

    A case file ``<id>.yaml`` is next to its rule or in ``cases/``. All cases of a rule are in the
    graph at once, each in an edition of its own, so that a rule that looks beyond its edition
    fails. A case with ``example: true`` is tested once more with the cells of the rule's example
    corrected.

    Raises:
        LibraryError: there is no rule, a rule is invalid or has the id of a built-in rule, or a
            case file cannot be used.
        StoreError: the engine failed.
    """
    load_rules(folder)
    rules = read_rules(folder)
    cases = _cases(folder, rules)
    proofs: list[RuleProof] = []
    with connect(settings) as store:
        for done, rule in enumerate(rules):
            if progress is not None:
                progress(done, len(rules), rule.id)
            proofs.append(_prove(store, rule, cases[rule.id], settings))
        return Proof(folder, store.engine, tuple(proofs))


@dataclass(frozen=True, slots=True)
class NewRule:
    """The files of a new rule: the rule and its cases."""

    files: tuple[Path, ...]


def rules_new(name: str, folder: Path) -> NewRule:
    """Write the skeleton of rule ``name`` into ``folder``.

    Raises:
        UsageError: ``name`` is not a valid id or is taken, a file exists already, or ``folder``
            cannot be written.
    """
    files = skeleton(name, (rule.id for rule in load_rules()))
    paths = tuple(folder / file for file in files)
    for path in paths:
        if path.exists():
            raise UsageError(
                _("{path} already exists."),
                mend=_("Choose another id or folder; nothing is overwritten."),
                where=str(path),
                code="file-exists",
                path=path,
            )
    for path, text in zip(paths, files.values(), strict=True):
        write_whole(path, text)
    return NewRule(paths)


@contextmanager
def loaded_cases(
    store: Store, cases: Iterable[Case], settings: Settings
) -> Generator[list[tuple[Case, Edition, MatchedDocuments]]]:
    """Load the graph of every case as an edition of its own, for the duration of the block.

    Documents beside it are matched.

    Raises:
        LibraryError: the graph of a case cannot be read as a plan.
    """
    with ExitStack() as stack:
        loaded: list[tuple[Case, Edition, MatchedDocuments]] = []
        for case in cases:
            graphs = {CASE_FILE: case.graph} if case.has_plan else {}
            graphs |= {
                f"{code}.yaml": {"dataset": [{"document": code}], **tables}
                for code, tables in case.documents.items()
            }
            found = [
                stack.enter_context(_snapshot(store, case, name, graph, settings))
                for name, graph in graphs.items()
            ]
            found.sort(key=lambda one: document_order(one.code))
            matched = matched_documents(found, documents(store, found)) if found[1:] else None
            loaded.append((case, found[0], matched or NO_DOCUMENTS))
        yield loaded


@contextmanager
def _snapshot(
    store: Store, case: Case, name: str, graph: Mapping[str, Any], settings: Settings
) -> Generator[Edition]:
    reading = read_document(graph, name=name, settings=settings, lenient=case.lenient)
    if reading.cascade is None:
        first = reading.problems[0]
        raise LibraryError(
            Text(
                id=f"Kasus “{case.name}” tidak dapat dibaca: {first.message.id}",
                en=f"Case “{case.name}” cannot be read: {first.message.en}",
            ),
            mend=first.remedy,
            where=f"{case.rule}.yaml",
            code="bad-case-file",
        )
    with temporary_snapshot(store, reading.cascade, settings=settings) as snapshot:
        yield snapshot.edition


def _prove(store: Store, rule: Rule, cases: Sequence[Case], settings: Settings) -> RuleProof:
    proofs: list[CaseProof] = []
    with loaded_cases(store, cases, settings) as there:
        for case, edition, given in there:
            audit = run(
                store, edition, [rule], store.engine, parameters=case.parameters, documents=given
            )
            proofs.append(CaseProof(case, tuple(differences(case, audit))))
    had = {case.expectation for case in cases}
    return RuleProof(rule.id, tuple(proofs), tuple(one for one in REQUIRED if one not in had))


def _cases(folder: Path, rules: Sequence[Rule]) -> Mapping[str, list[Case]]:
    cases: dict[str, list[Case]] = {rule.id: [] for rule in rules}
    if not cases:
        raise LibraryError(
            _("There is no rule in {folder}."),
            mend=_("Create one: kinerja rules new ID --out {folder}"),
            where=str(folder),
            folder=folder,
        )
    for case in (*find_cases(folder), *find_cases(folder / "cases")):
        if case.rule not in cases:
            raise LibraryError(
                _("Case file {file} has no rule in this folder."),
                mend=_("Give the case file the name of its rule: {known}."),
                where=str(folder),
                code="bad-case-file",
                file=f"{case.rule}.yaml",
                known=", ".join(sorted(cases)),
            )
        cases[case.rule].append(case)
        if case.is_example:
            rule = next(rule for rule in rules if rule.id == case.rule)
            cases[case.rule].append(mended(case, rule))
    return cases
