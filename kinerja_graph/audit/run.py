"""Run rules over one edition to produce an audit."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from kinerja_graph.audit.causes import pattern_of
from kinerja_graph.audit.counting import Populations
from kinerja_graph.audit.finding import (
    Audit,
    Finding,
    FindingSubject,
    GroupMember,
    LinkCounts,
    RuleRun,
    fingerprint,
)
from kinerja_graph.audit.headings import Remedies
from kinerja_graph.audit.matched import NO_DOCUMENTS, NOTHING, MatchedDocuments
from kinerja_graph.audit.parameters import check_parameters, chosen
from kinerja_graph.audit.rows import End, Hit, hits, no_record
from kinerja_graph.audit.wording import sentence, spoken
from kinerja_graph.errors import KinerjaError, Unavailable
from kinerja_graph.library.cells import ANY, Column
from kinerja_graph.library.describe import BATCH, DESCRIBED, Described, describe
from kinerja_graph.library.fields import TICK
from kinerja_graph.library.plain import as_list
from kinerja_graph.library.queries import named
from kinerja_graph.library.row_packing import read_packed
from kinerja_graph.library.rules import OF_EDITION, ParameterValue, Rule
from kinerja_graph.library.statement import EngineInfo, Reader
from kinerja_graph.model.edition import Edition, node_key
from kinerja_graph.model.headings import read_headings
from kinerja_graph.model.origin import source_place
from kinerja_graph.model.tables import TABLE_OF
from kinerja_graph.texts import LANGUAGES, Text, _

logger = logging.getLogger(__name__)
_LINKED: Final = "contributions"
_VALUES: Final = "values"
_TARGET: Final = "target"
_HELD: Final = "held"
_AIMS: Final = "aims"
_WRITTEN: Final = "written"
"""Columns of rules whose findings may only follow from others (``causes``)."""
_BELOW_RESULTS: Final = frozenset({"Task", "Indicator", "Objective"})
_NO_TOP: Final = _("The plan has no result of level 0: add the final outcome first.")
_OF_GOVERNMENT: Final = _("{agency} of {government}")
_LEAD_TO_TOP: Final = _(
    "The plan has no result of level 0: add the final outcome, and name it under `contributes_to` "
    "of {subject}."
)

AuditProgress = Callable[[int, int, str], None]
"""Called before each rule with the number done, the total, and the rule's id."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One rule after its statements ran: its outcome, its hits, and the parameters used.

    ``is_whole``: everything that could be at fault is, so one aggregate finding says so.
    """

    rule: Rule
    run: RuleRun
    hits: tuple[Hit, ...] = ()
    values: Mapping[str, ParameterValue] = field(default_factory=dict[str, ParameterValue])
    is_whole: bool = False


def run(  # noqa: PLR0913 - what is audited, by what, with what
    reader: Reader,
    edition: Edition,
    rules: Iterable[Rule],
    engine: EngineInfo,
    *,
    parameters: Mapping[str, object] | None = None,
    documents: MatchedDocuments = NO_DOCUMENTS,
    progress: AuditProgress | None = None,
) -> Audit:
    """Audit ``edition`` by ``rules``.

    A rule that fails is reported as ``failed`` with the reason, and the others continue. Rows are
    sorted here and nowhere else, so that both engines give the same bytes.

    Args:
        reader: runs reading statements.
        edition: the visible snapshot.
        rules: the rules to run, in any order.
        engine: name and version to report, and how many rules may run concurrently.
        parameters: values for rule parameters, by name; strings are converted.
        documents: the documents of the edition, for the rules about them.
        progress: called before each rule, in their order even if several run concurrently.

    Raises:
        UsageError: an unknown parameter, or a value of the wrong type.
        StoreError: the contributions could not be counted.
        Unavailable: the engine no longer answers.
    """
    ordered = sorted(rules, key=lambda rule: rule.id)
    given = dict(parameters or {})
    check_parameters(ordered, given)
    asking = _Asking.of(reader, edition, ordered, documents)
    outcomes = _outcomes(asking, ordered, given, progress or _silent, engine.at_once)
    known = _known(reader, edition, outcomes, documents)
    outcomes = [_checked(outcome, known) for outcome in outcomes]
    remedies = Remedies(read_headings(edition.headings))
    findings = [
        finding for outcome in outcomes for finding in _findings(edition, outcome, known, remedies)
    ]
    counts: dict[str, int] = defaultdict(int)
    for finding in findings:
        counts[finding.rule] += 1
    return Audit(
        dataset=edition.dataset,
        edition=edition.edition,
        engine=engine,
        rules=tuple(replace(item.run, findings=counts[item.rule.id]) for item in outcomes),
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        links=LinkCounts() if edition.is_together else _links(reader, edition),
        mends={item.rule.id: _mend(item, remedies, known) for item in outcomes if item.hits},
    )


def _links(reader: Reader, edition: Edition) -> LinkCounts:
    """Return the number of contributions of the edition by what they are based on."""
    (row,) = reader.read(named("links-by-basis"), scope=edition.scope)
    return LinkCounts(stated=row["stated"], nesting=row["nesting"])


def _outcomes(
    asking: _Asking,
    rules: Sequence[Rule],
    given: Mapping[str, object],
    progress: AuditProgress,
    at_once: int,
) -> list[_Outcome]:
    """Return the outcome of each rule, in order; if the engine is gone, start no more."""

    def one(rule: Rule) -> _Outcome:
        return _run_rule(asking, rule, chosen(rule, given))

    outcomes: list[_Outcome] = []
    if at_once == 1:
        for done, rule in enumerate(rules):
            progress(done, len(rules), rule.id)
            outcomes.append(one(rule))
        return outcomes
    pool = ThreadPoolExecutor(at_once)
    try:
        waiting = [pool.submit(one, rule) for rule in rules]
        for done, (rule, outcome) in enumerate(zip(rules, waiting, strict=True)):
            progress(done, len(rules), rule.id)
            outcomes.append(outcome.result())
    finally:
        pool.shutdown(cancel_futures=True)
    return outcomes


def _silent(_done: int, _total: int, _rule: str) -> None:
    """Ignore progress."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """The reader for the rules of one edition, and the parameters available undeclared."""

    reader: Reader
    edition: Mapping[str, Any]
    populations: Populations

    @classmethod
    def of(
        cls, reader: Reader, edition: Edition, rules: Iterable[Rule], documents: MatchedDocuments
    ) -> Self:
        values = {
            **{name: getattr(edition, name) for name in sorted(OF_EDITION)},
            **(documents.parameters() if documents.editions else NOTHING),
        }
        wanted = [query for rule in rules for query in (rule.population, *rule.needs)]
        return cls(reader, values, Populations(reader, values, wanted))


def _run_rule(asking: _Asking, rule: Rule, values: Mapping[str, ParameterValue]) -> _Outcome:
    start = time.perf_counter()
    about = RuleRun(id=rule.id, severity=rule.severity, status="ran")
    try:
        if any(asking.populations.count(query) == 0 for query in rule.needs):
            status = replace(about, status="not-applicable", why=rule.needs_why)
            return _Outcome(rule, replace(status, milliseconds=_since(start)))
        population = asking.populations.count(rule.population)
        asked = {**values, **asking.edition}
        taken: dict[str, Any] = {name: asked[name] for name in rule.statement.parameters}
        found = hits(rule, asking.reader.read(rule.statement, **taken))
        is_whole = _is_whole(asking, rule, population, found)
    except Unavailable:
        raise
    except KinerjaError as error:
        logger.warning("rule %s failed: %s", rule.id, error)
        failure = replace(about, status="failed", why=error.what, milliseconds=_since(start))
        return _Outcome(rule, failure)
    ran = replace(about, population=population, milliseconds=_since(start))
    return _Outcome(rule, ran, found, values, is_whole)


def _is_whole(asking: _Asking, rule: Rule, population: int, found: Sequence[Hit]) -> bool:
    """Return whether everything that could be at fault is (rules.md, Absent altogether)."""
    whole = rule.whole
    if whole is None or len(found) < 2:  # noqa: PLR2004 - one alone is told by itself
        return False
    first = found[0].facts
    if any(hit.facts[name] != first[name] for hit in found for name in whole.same):
        return False
    every = population if whole.every is None else asking.populations.count(whole.every)
    return len(found) == every


def _since(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 1)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known about everything that findings name.

    Attributes:
        records: by label and id.
        elsewhere: those of other documents, by document, label and id.
        lines: for rows that a lenient load could not read completely, the first line by origin.
        written: where contributions are written that have a row of their own, by their ends.
        values: the rows of the values of indicators, by their ids.
        top: the level of the highest results; None where it is 0, or not asked for.
        above: the agencies of the results right above records without agency, by their ids.
        governments: the government of each agency of a group, and the agency in words.
    """

    records: Mapping[tuple[str, str], Described]
    elsewhere: Mapping[tuple[str, str, str], Described]
    lines: Mapping[str, int]
    written: Mapping[tuple[str, str], str]
    values: Mapping[str, _ValueRows]
    top: int | None
    above: Mapping[str, Sequence[str]]
    governments: Mapping[str, tuple[str, Text]]

    def record(self, end: End) -> Described | None:
        """Return the record of an end; None if there is none."""
        label = end.label or ""
        if end.document is not None:
            return self.elsewhere.get((end.document, label, end.id))
        return self.records.get((label, end.id))

    def row_of(
        self,
        rule: Rule,
        subject: FindingSubject,
        other: FindingSubject | None,
        years: Sequence[int],
    ) -> tuple[str | None, bool]:
        """Return where the contribution or the value is written that a finding asks to correct.

        None where that is no other row than the one of the subject; beside it whether a row is to
        be added below that one.
        """
        column = _first_column(rule)
        if column is not None and column.table == _VALUES and subject.id in self.values:
            values = self.values[subject.id]
            return values.place(column.name, years), values.has_none_of(years)
        if other is None or not _is_about_contribution(rule):
            return None, False
        return self.written.get((subject.id, other.id)), False

    def group(self, rule: Rule, hit: Hit) -> tuple[GroupMember, ...] | None:
        """Return the records at fault together with the subject, where there are several."""
        found: list[GroupMember] = []
        for id_ in () if hit.ends[0].document is not None else _others(hit):
            record = next(
                (self.records[label, id_] for label in rule.anchor if (label, id_) in self.records),
                None,
            )
            if record is not None:
                agency = _agency(record)
                origin = self.written_within(rule, id_, hit) or record.origin
                source = source_place(record.source)
                found.append(GroupMember(id_, record.name, agency, origin, source))
        return tuple(found) or None

    def across_governments(
        self, rule: Rule, agency: str | None, group: Iterable[GroupMember] | None
    ) -> Text | None:
        """Return the agencies of a group in words, where they are of several governments."""
        if rule.mend_across is None:
            return None
        ids = dict.fromkeys([agency, *(one.agency for one in group or ())])
        found = [self.governments[one] for one in ids if one and one in self.governments]
        if len({government for government, _name in found}) < 2:  # noqa: PLR2004 - of one, keep one
            return None
        return Text(**{it: spoken([name.say(it) for _, name in found], it) for it in LANGUAGES})

    def written_within(self, rule: Rule, id_: str, hit: Hit) -> str | None:
        """Return the row of a contribution of ``id_`` to another of a group, if it has its own."""
        if not _is_about_contribution(rule):
            return None
        rows = (self.written.get((id_, other)) for other in hit.path)
        return next((row for row in rows if row is not None), None)


@dataclass(frozen=True, slots=True)
class _ValueRows:
    """The rows of the table ``values`` of one indicator.

    Attributes:
        origin: where the table stands.
        rows: the number of each row, by year.
        known: the years with a target, and those with a realisation, by column.
        computed: those of them that no row states, by column: the values of periods make them.
    """

    origin: str
    rows: Mapping[int, int]
    known: Mapping[str, frozenset[int]]
    computed: Mapping[str, frozenset[int]]

    def place(self, column: str, years: Sequence[int]) -> str | None:
        """Return the first row to correct in ``column``.

        It is the first that one of these ``years`` has; else the last row of the indicator, below
        which the missing ones are to be added. Without years it is the first that has a value.
        None if what is to be corrected stands in no row, as it is computed.
        """
        named = years or self.known.get(column, ())
        computed = self.computed.get(column, frozenset())
        found = [self.rows[year] for year in named if year in self.rows and year not in computed]
        if not found and not computed.isdisjoint(named):
            return None
        return f"{self.origin}!{min(found, default=max(self.rows.values()))}"

    def has_none_of(self, years: Sequence[int]) -> bool:
        """Whether years are named of which none has a row."""
        return bool(years) and self.rows.keys().isdisjoint(years)


def _known(
    reader: Reader, edition: Edition, outcomes: Sequence[_Outcome], documents: MatchedDocuments
) -> _Known:
    """Read every record and row that findings name: one query per label, and one for rows."""
    scope = edition.scope
    asked: dict[str, set[str]] = defaultdict(set)
    beside: dict[tuple[str, str], set[str]] = defaultdict(set)
    placed = False
    for outcome in outcomes:
        for hit in () if outcome.is_whole else outcome.hits:
            placed = placed or hit.origin is not None
            for end in hit.ends:
                if end.document is not None:
                    beside[end.document, end.label or ""].add(end.id)
                elif end.label is not None:
                    asked[end.label].add(end.id)
            if hit.ends[0].document is None:
                for label in outcome.rule.anchor if _others(hit) else ():
                    asked[label].update(_others(hit))
    records = {
        (label, name): record
        for label in DESCRIBED
        if asked[label]
        for name, record in describe(reader, scope, label, asked[label]).items()
    }
    rows = reader.read(named("problem-lines"), scope=scope) if placed else ()
    elsewhere = {
        (document, label, name): record
        for (document, label), ids in beside.items()
        for name, record in describe(
            reader, documents.scope_of(document) or scope, label, ids
        ).items()
    }
    return _Known(
        records,
        elsewhere,
        {row["origin"]: row["line"] for row in rows},
        _written(reader, scope, outcomes),
        _values(reader, edition, outcomes),
        _top(reader, scope, outcomes),
        _agencies_above(reader, scope, records),
        _governments(reader, scope, outcomes, records),
    )


def _others(hit: Hit) -> tuple[str, ...]:
    """Return the ids of those that are at fault together with the ends of ``hit``."""
    ends = {end.id for end in hit.ends}
    return tuple(id_ for id_ in hit.path if id_ not in ends)


def _written(
    reader: Reader, scope: str, outcomes: Sequence[_Outcome]
) -> dict[tuple[str, str], str]:
    """Return the rows of the contributions that findings ask to correct, by their ends."""
    keys = {
        node_key(scope, id_)
        for outcome in outcomes
        if not outcome.is_whole and _is_about_contribution(outcome.rule)
        for hit in outcome.hits
        for id_ in (hit.path if _others(hit) else (hit.ends[0].id,))
        if len(hit.path) > 1
    }
    ordered = sorted(keys)
    return {
        (row["id"], row["other_id"]): row["origin"]
        for start in range(0, len(ordered), BATCH)
        for row in read_packed(
            reader, named("written-contributions"), keys=ordered[start : start + BATCH]
        )
    }


def _values(
    reader: Reader, edition: Edition, outcomes: Sequence[_Outcome]
) -> dict[str, _ValueRows]:
    """Return the rows of the values that findings ask to correct, by the ids of indicators."""
    origin = edition.values_origin
    keys = {
        node_key(edition.scope, hit.ends[0].id)
        for outcome in outcomes
        if not outcome.is_whole and _is_about_value(outcome.rule)
        for hit in outcome.hits
    }
    if origin is None:
        return {}
    ordered = sorted(keys)
    return {
        row["id"]: _ValueRows(
            origin,
            dict(zip(row["years"], row["rows"], strict=True)),
            {
                _TARGET: frozenset((*(row["target_years"] or ()), *(row["range_years"] or ()))),
                "realisation": frozenset(row["realisation_years"] or ()),
            },
            {
                _TARGET: frozenset(row["derived_target_years"] or ()),
                "realisation": frozenset(row["derived_realisation_years"] or ()),
            },
        )
        for start in range(0, len(ordered), BATCH)
        for row in read_packed(reader, named("value-rows"), keys=ordered[start : start + BATCH])
    }


def _agencies_above(
    reader: Reader, scope: str, records: Mapping[tuple[str, str], Described]
) -> dict[str, list[str]]:
    """Return the agencies of the results right above the results and tasks without agency."""
    ordered = sorted(
        node_key(scope, record.id)
        for (label, _id), record in records.items()
        if label in _BELOW_RESULTS and not record.agencies
    )
    found: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(ordered), BATCH):
        rows = read_packed(reader, named("agencies-above"), keys=ordered[start : start + BATCH])
        for row in rows:
            found[row["id"]].append(row["agency"])
    return {name: sorted(agencies) for name, agencies in found.items()}


def _governments(
    reader: Reader,
    scope: str,
    outcomes: Sequence[_Outcome],
    records: Mapping[tuple[str, str], Described],
) -> dict[str, tuple[str, Text]]:
    """Return the government of each agency that has part in a group, and both in words."""
    ids = {
        _agency(records.get((label, id_)))
        for outcome in outcomes
        if outcome.rule.mend_across is not None
        for hit in outcome.hits
        for id_ in hit.path
        for label in outcome.rule.anchor
    }
    keys = sorted(node_key(scope, one) for one in ids if one is not None)
    found: dict[str, tuple[str, Text]] = {}
    for row in reader.read(named("governments-of-agencies"), keys=keys) if keys[1:] else ():
        facts = {"agency": row["name"] or row["id"], "government": row["title"] or row["above"]}
        found[row["id"]] = (row["above"], _OF_GOVERNMENT.filled(**facts))
    return found


def _concerned(
    subject: FindingSubject,
    other: FindingSubject | None,
    agency: str | None,
    group: Iterable[GroupMember] | None,
    known: _Known,
) -> tuple[str, ...]:
    """Return the agencies besides ``agency`` that have to know of a finding."""
    far = None if other is None else known.records.get((other.label or "", other.id))
    ids = {*(far.agencies if far is not None else ())}
    if agency is None:
        ids.update(known.above.get(subject.id, ()))
    ids.update(one.agency for one in group or () if one.agency is not None)
    return tuple(sorted(ids - {agency}))


def _is_about_contribution(rule: Rule) -> bool:
    """Return whether what a rule asks to correct first is a contribution."""
    first = _first_column(rule)
    return first is not None and (first.table == _LINKED or first.name == "contributes_to")


def _is_about_value(rule: Rule) -> bool:
    """Return whether what a rule asks to correct first is a target or a realisation."""
    first = _first_column(rule)
    return first is not None and first.table == _VALUES and first.name != ANY


def _first_column(rule: Rule) -> Column | None:
    return next(iter(rule.fields), None)


def _top(reader: Reader, scope: str, outcomes: Sequence[_Outcome]) -> int | None:
    """Return the level of the highest results, where they lead nowhere for lack of a level 0."""
    if not any(outcome.hits for outcome in outcomes if outcome.rule.top_first):
        return None
    (row,) = reader.read(named("top-level"), scope=scope)
    level: int | None = row["level"]
    return level or None


def _checked(outcome: _Outcome, known: _Known) -> _Outcome:
    """Return the outcome, or a failure if the rule named a record that does not exist."""
    for hit in () if outcome.is_whole else outcome.hits:
        for end in hit.ends:
            if end.label is not None and known.record(end) is None:
                error = no_record(outcome.rule, end)
                failure = replace(outcome.run, status="failed", population=0, why=error.what)
                return _Outcome(outcome.rule, failure)
    return outcome


def _findings(
    edition: Edition, outcome: _Outcome, known: _Known, remedies: Remedies
) -> list[Finding]:
    if outcome.is_whole:
        return [_whole(edition, outcome, remedies)]
    return [_finding(edition, outcome, hit, known, remedies) for hit in outcome.hits]


def _finding(
    edition: Edition, outcome: _Outcome, hit: Hit, known: _Known, remedies: Remedies
) -> Finding:
    rule = outcome.rule
    things = [FindingSubject(end.label, end.id, _name(known, end)) for end in hit.ends]
    subject, other = things[0], (things[1] if things[1:] else None)
    record = known.record(hit.ends[0])
    agency = _agency(record)
    facts = {**outcome.values, **hit.facts, "cut_off": hit.cut_off, "path": hit.path}
    years = _years(facts)
    message = rule.whole_message if hit.cut_off else rule.message
    lacks_top = _lacks_top(rule, record, known)
    group = known.group(rule, hit)
    across = known.across_governments(rule, agency, group)
    asked = _leading_to_top(rule) if lacks_top else _between_governments(rule) if across else rule
    if across is not None:
        facts |= {"agencies": {it: across.say(it) for it in LANGUAGES}}
    mend = remedies.of_record(asked, TABLE_OF.get(subject.label or ""), record, facts)
    written_in, is_below = known.row_of(rule, subject, other, years)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        fingerprint=fingerprint(rule.id, edition.dataset, subject.id, other.id if other else None),
        subject=subject,
        other=other,
        agency=agency,
        cut_off=hit.cut_off,
        message=sentence(message, subject=subject, other=other, agency=agency, facts=facts),
        remediation=sentence(mend, subject=subject, other=other, agency=agency, facts=facts),
        path=hit.path,
        origin=hit.origin or (record.origin if record else None),
        references=rule.references,
        data=hit.data,
        source=source_place(record.source) if record else None,
        written_in=written_in,
        belongs_below=written_in is not None and is_below,
        line=known.lines.get(hit.origin) if hit.origin else record.line if record else None,
        years=years,
        concerned=_concerned(subject, other, agency, group, known),
        group=group,
        lacks_top=lacks_top,
        document=hit.ends[0].document,
        stems_from=_stems_from(facts),
        levels=_levels(hit, known),
        unread=_unread(as_list(facts.get(_WRITTEN)) or ()),
    )


def _mend(outcome: _Outcome, remedies: Remedies, known: _Known) -> Text:
    """Return how to fix the findings of a rule in general."""
    rule, subjects = outcome.rule, _subjects(outcome, known)
    if rule.mend_across is not None:
        return _mend_of_groups(outcome, remedies, known)
    if known.top is None or not rule.top_first:
        return remedies.of_all(rule, subjects)
    ends = [(hit.ends[0].label or "", hit.ends[0].id) for hit in outcome.hits]
    if all(_lacks_top(rule, known.records.get(end), known) for end in ends):
        return remedies.of_all(_leading_to_top(rule), subjects)
    mend = remedies.of_all(rule, subjects)
    return Text(id=f"{_NO_TOP.id} {mend.id}", en=f"{_NO_TOP.en} {mend.en}")


def _mend_of_groups(outcome: _Outcome, remedies: Remedies, known: _Known) -> Text:
    """Return how to fix groups in general: those of one government, and those across several."""
    rule = outcome.rule
    is_across = {
        known.across_governments(rule, _agency(known.record(hit.ends[0])), known.group(rule, hit))
        is not None
        for hit in outcome.hits
    }
    mends = [
        remedies.of_all(_between_governments(rule) if across else rule, _subjects(outcome, known))
        for across in sorted(is_across)
    ]
    return Text(id=" ".join(one.id for one in mends), en=" ".join(one.en for one in mends))


def _agency(record: Described | None) -> str | None:
    return record.agencies[0] if record is not None and record.agencies else None


def _between_governments(rule: Rule) -> Rule:
    """Return a rule that asks what is to be done between governments."""
    across = rule.mend_across
    return rule if across is None else replace(rule, mend=across, mend_marked=across)


def _lacks_top(rule: Rule, record: Described | None, known: _Known) -> bool:
    """Return whether a record leads nowhere because it is of the highest level, which is not 0."""
    if not rule.top_first or known.top is None or record is None:
        return False
    return record.level == known.top


def _leading_to_top(rule: Rule) -> Rule:
    """Return a rule that asks for the level 0 that a plan lacks."""
    plain = Text(id=_LEAD_TO_TOP.id.replace(TICK, ""), en=_LEAD_TO_TOP.en.replace(TICK, ""))
    return replace(rule, mend=plain, mend_marked=_LEAD_TO_TOP)


def _stems_from(facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the ids of what is held, each beside that of what it leads on from."""
    held, aims = ([str(one) for one in as_list(facts.get(name)) or ()] for name in (_HELD, _AIMS))
    return tuple(sorted(zip(held, aims, strict=True)))


def _levels(hit: Hit, known: _Known) -> tuple[int | None, int | None]:
    """Return the levels of the subject and of the far end."""
    records = [known.record(end) for end in hit.ends]
    lower, upper, *_rest = [*(None if one is None else one.level for one in records), None]
    return lower, upper


def _unread(written: Iterable[object]) -> tuple[tuple[str, str], ...]:
    """Return the headings of cells that could not be read, each with the form of its text."""
    cells = (str(one).partition(" = ") for one in written)
    return tuple(
        sorted({(heading.partition(" ")[0], pattern_of(text)) for heading, _is, text in cells})
    )


def _years(facts: Mapping[str, object]) -> tuple[int, ...]:
    """Return the years among the facts of a finding: a list ``years``, or one ``year``."""
    named = [*(as_list(facts.get("years")) or ()), facts.get("year")]
    return tuple(one for one in named if isinstance(one, int) and not isinstance(one, bool))


def _subjects(outcome: _Outcome, known: _Known) -> Iterator[tuple[str | None, Described]]:
    """Yield the known subjects of the findings, each with its table."""
    for hit in outcome.hits:
        record = known.record(hit.ends[0])
        if record is not None:
            yield TABLE_OF.get(hit.ends[0].label or ""), record


def _name(known: _Known, end: End) -> str | None:
    record = known.record(end)
    return None if record is None else record.name


def _whole(edition: Edition, outcome: _Outcome, remedies: Remedies) -> Finding:
    """Return the aggregate finding of a rule (rules.md, Absent altogether)."""
    rule, whole = outcome.rule, outcome.rule.whole
    subject = FindingSubject("Dataset", edition.dataset, edition.name)
    same = () if whole is None else whole.same
    ends = [[end.id for end in hit.ends] for hit in outcome.hits]
    facts = {"of": outcome.run.population, **{name: outcome.hits[0].facts[name] for name in same}}
    message = rule.message if whole is None else whole.message
    mend = rule.mend if whole is None else remedies.of_whole(rule, whole, facts)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        fingerprint=fingerprint(rule.id, edition.dataset, edition.dataset, None, is_dataset=True),
        subject=subject,
        other=None,
        agency=None,
        cut_off=None,
        message=sentence(message, subject=subject, other=None, agency=None, facts=facts),
        remediation=sentence(mend, subject=subject, other=None, agency=None, facts=facts),
        path=(edition.dataset,),
        origin=None,
        references=rule.references,
        data=facts,
        members=tuple((one[0], one[1] if one[1:] else None) for one in ends),
    )
