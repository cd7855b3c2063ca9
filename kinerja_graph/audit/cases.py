"""Case files: small plans that test a rule, passing, failing and not applicable.

    rule: detached-task
    passes:
      - name: a task that contributes
        graph: {tasks: [...], indicators: [...]}
    fails:
      - name: a task that contributes to nothing
        graph: {tasks: [{id: T-1, name: Menyusun proposal}]}
        findings: [{subject: {label: Task, id: T-1}, other: null}]
        population: 1
    not_applicable:
      - name: no task in the edition
        graph: {}

``graph`` holds the tables of contract §2. A finding is compared in every key that it names;
``subject`` and ``other`` may be an id alone. ``lenient: true`` loads the graph leniently,
``parameters`` sets rule parameters, ``population`` is compared if given. A failing case with
``example: true`` is the plan that contains the cells of the rule's example (``example.py``).
``documents`` holds the tables of each document beside the plan, by its code; with them and without
``graph`` there is no plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import yaml

from kinerja_graph.audit.finding import Audit
from kinerja_graph.audit.matched import MatchedDocuments
from kinerja_graph.audit.run import run
from kinerja_graph.errors import LibraryError
from kinerja_graph.library.plain import LOADER, as_list, as_mapping
from kinerja_graph.library.rules import Rule
from kinerja_graph.library.statement import EngineInfo, Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import as_json, json_keys
from kinerja_graph.system import of_system
from kinerja_graph.texts import Language, Text, _

Expectation = Literal["passes", "fails", "not_applicable"]
GROUPS: Final[tuple[Expectation, ...]] = ("passes", "fails", "not_applicable")
_CASE_KEYS: Final = frozenset(
    {"name", "graph", "documents", "findings", "population", "lenient", "parameters", "example"}
)
_DIFFERS: Final = _("{place}: got {got}, expected {expected}")
_FINDING: Final = _("finding {number}")
_FINDING_KEYS: Final = frozenset(
    {"subject", "other", "agency", "cut_off", "path", "origin", "data", "message", "remediation"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One small plan, and the expected result of a rule.

    Attributes:
        rule: id of the rule.
        name: what the case shows.
        expectation: the list of the case file that contains it.
        graph: the tables of contract §2, rows by table name.
        findings: the expected findings, in the order of an audit.
        population: the expected population; None is not compared.
        lenient: whether the graph is loaded leniently.
        parameters: values of rule parameters.
        is_example: whether ``graph`` contains the cells of the rule's example.
        documents: the tables of each document beside the plan, by its code.
        has_plan: whether there is a plan beside them.
    """

    rule: str
    name: str
    expectation: Expectation
    graph: Mapping[str, Any]
    findings: tuple[Mapping[str, Any], ...] = ()
    population: int | None = None
    lenient: bool = False
    parameters: Mapping[str, object] = field(default_factory=dict[str, object])
    is_example: bool = False
    documents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Any])
    has_plan: bool = True


@json_keys("finding=number", "place", "got", "expected", "message")
@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between an audit and what a case expects.

    ``place`` is ``status``, ``population``, ``findings`` or a key of finding ``number`` (from 1).
    """

    place: str
    got: str
    expected: str
    number: int | None = None

    @property
    def message(self) -> Text:
        """The difference as one line."""
        return Text(id=self.tell("id"), en=self.tell("en"))

    def tell(self, language: Language) -> str:
        """Return the difference as one line.

        >>> Difference("population", "3", "2").tell("en")
        'population: got 3, expected 2'
        """
        where = self.place if self.number is None else _FINDING.say(language, number=self.number)
        place = where if self.number is None else f"{where}, {self.place}"
        return _DIFFERS.say(language, place=place, got=self.got, expected=self.expected)


Load: TypeAlias = Callable[
    [Case], AbstractContextManager[tuple[Reader, Edition, EngineInfo, MatchedDocuments]]
]
"""Loads the graph of a case, and its documents, into an engine while the block runs."""


def find_cases(folder: Path) -> tuple[Case, ...]:
    """Return the cases of every ``.yaml`` file in ``folder``, in the order of the file names.

    Raises:
        LibraryError: a file is not a case file.
    """
    return tuple(case for path in sorted(folder.glob("*.yaml")) for case in read_cases(path))


def read_cases(path: Path) -> tuple[Case, ...]:
    """Return the cases of one case file.

    Raises:
        LibraryError: it is not YAML, has unknown keys, or names another rule than its stem.
    """
    try:
        value = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506  # a safe one
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, of_system(error)) from error
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        why = _("it is not YAML")
        raise _unreadable(path, why, mark.line + 1 if mark else None) from error
    content = as_mapping(value) or {}
    if content.get("rule") != path.stem:
        raise _fault(path, f"rule: {path.stem}")
    _closed(path, content, {"rule", *GROUPS})
    return tuple(
        _case(path, group, as_mapping(entry) or {})
        for group in GROUPS
        for entry in as_list(content.get(group)) or []
    )


def differences(case: Case, audit: Audit) -> list[Difference]:
    """Return where ``audit``, of one rule, differs from what ``case`` expects; empty: it passes."""
    answer = as_json(audit, "en")
    ran = next(entry for entry in answer["rules"] if entry["id"] == case.rule)
    expected = "not-applicable" if case.expectation == "not_applicable" else "ran"
    found: list[Mapping[str, Any]] = answer["findings"]
    result: list[Difference] = []
    if ran["status"] != expected:
        status = ran["status"] if ran["why"] is None else f"{ran['status']} ({ran['why']})"
        result.append(Difference("status", status, expected))
    if case.population is not None and ran["population"] != case.population:
        result.append(Difference("population", str(ran["population"]), str(case.population)))
    if len(found) != len(case.findings):
        ids = ", ".join(entry["subject"]["id"] for entry in found)
        got = f"{len(found)} ({ids})" if ids else "0"
        result.append(Difference("findings", got, str(len(case.findings))))
    for number, (given, wanted) in enumerate(zip(found, case.findings, strict=False), 1):
        result.extend(
            Difference(key, repr(given[key]), repr(value), number)
            for key, value in wanted.items()
            if (given[key] != value if key == "data" else not _equal(given[key], value))
        )
    return result


def prove(cases: Iterable[Case], rules: Sequence[Rule], load: Load) -> dict[str, list[Difference]]:
    """Run every case; return its differences by ``rule: name``, empty lists for those that pass.

    Raises:
        LibraryError: a case belongs to a rule that is not among ``rules``.
    """
    by_id = {rule.id: rule for rule in rules}
    outcome: dict[str, list[Difference]] = {}
    for case in cases:
        if case.rule not in by_id:
            raise _fault(Path(f"{case.rule}.yaml"), f"rule: {', '.join(sorted(by_id))}")
        outcome[f"{case.rule}: {case.name}"] = prove_case(case, by_id[case.rule], load)
    return outcome


def prove_case(case: Case, rule: Rule, load: Load) -> list[Difference]:
    """Load the graph of ``case``, run ``rule`` over it, and return the differences."""
    with load(case) as (reader, edition, engine, documents):
        audit = run(
            reader, edition, [rule], engine, parameters=case.parameters, documents=documents
        )
        return differences(case, audit)


def _case(path: Path, group: Expectation, entry: dict[str, Any]) -> Case:
    _closed(path, entry, _CASE_KEYS)
    findings = [as_mapping(finding) or {} for finding in as_list(entry.get("findings")) or []]
    graph = as_mapping(entry.get("graph", {}))
    documents = as_mapping(entry.get("documents", {})) or {}
    name = str(entry.get("name", "")).strip()
    fails = group == "fails"
    if not name or graph is None or fails != bool(findings) or entry.get("example", fails) != fails:
        raise _fault(path, f"{group}: [{{name: …, graph: {{…}}, findings: […]}}]")
    for finding in findings:
        _closed(path, finding, _FINDING_KEYS)
    return Case(
        rule=path.stem,
        name=name,
        expectation=group,
        graph=graph,
        findings=tuple(findings),
        population=entry.get("population"),
        lenient=bool(entry.get("lenient", False)),
        parameters=as_mapping(entry.get("parameters")) or {},
        is_example=bool(entry.get("example", False)),
        documents={code: as_mapping(tables) or {} for code, tables in documents.items()},
        has_plan="graph" in entry or not documents,
    )


def _closed(path: Path, value: Mapping[str, Any], known: Iterable[str]) -> None:
    names = sorted(known)
    for key in value:
        if key not in names:
            raise _fault(path, f"{key}? {', '.join(names)}")


def _unreadable(path: Path, why: Text, line: int | None = None) -> LibraryError:
    return LibraryError(
        _("Case file {file} cannot be read: {why}."),
        mend=_(
            "Check indents, colons and quotation marks there, and that it is a readable UTF-8 file."
        ),
        where=f"{path}:{line}" if line else str(path),
        code="bad-case-file",
        file=path.name,
        why=why,
    )


def _fault(path: Path, shape: str) -> LibraryError:
    return LibraryError(
        _("Case file {file} cannot be used."),
        mend=_("Expected: {shape}"),
        where=str(path),
        code="bad-case-file",
        file=path.name,
        shape=shape,
    )


def _equal(given: object, wanted: object) -> bool:
    """Compare in the keys that ``wanted`` names; an id alone stands for a thing."""
    has, asks = as_mapping(given), as_mapping(wanted)
    if has is not None and asks is not None:
        return all(key in has and _equal(has[key], item) for key, item in asks.items())
    return (has["id"] if has is not None and "id" in has else given) == wanted
