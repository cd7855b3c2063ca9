"""What an audit makes of the rows of its rules.

The reader here gives rows that no engine can be made to give on purpose.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.audit.finding import Audit, fingerprint
from kinerja_graph.audit.run import run
from kinerja_graph.errors import TimeLimitReached, Unavailable, UsageError
from kinerja_graph.library.rule_file import read_rule
from kinerja_graph.library.rules import Rule
from kinerja_graph.library.statement import EngineInfo, Statement
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import Text

Rows = Sequence[Mapping[str, Any]]
NO_LINKS = {"stated": 0, "nesting": 0}
HEADER = """// ---
// id: {name}
// severity: {severity}
// category: level
// title: {{id: Judul, en: Title}}
// what: {{id: Apa, en: What}}
// why: {{id: Mengapa, en: Why}}
// mend: {{id: "Perbaiki {{subject}}", en: "Mend {{subject}}"}}
// message: {{id: "{{subject}} salah", en: "{{subject}} is wrong"}}
// example: {{before: {{id: a, en: b}}, after: {{id: c, en: d}}}}
// limits: {{id: Batas, en: Limits}}
// source: [{{text: Praktik, about: {{id: e, en: f}}}}]
// anchor: {anchor}
// columns: {columns}
// identity: {identity}
// population: population-indicators
// since: 0.1.0
{more}// ---
MATCH (i:Indicator {{scope: $scope}}) {clause}
RETURN {returned}
"""


class Rowed:
    """Gives each statement the rows under its name, and keeps what its rules asked."""

    def __init__(self, **rows: Rows | Exception) -> None:
        self.rows: dict[str, Rows | Exception] = {"links_by_basis": [NO_LINKS], **rows}
        self.asked: list[tuple[str, dict[str, object]]] = []

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        assert seconds is None
        assert set(values) == set(statement.parameters)
        if statement.name != "links-by-basis":
            self.asked.append((statement.name, values))
        given = self.rows.get(statement.name.replace("-", "_"), [])
        if isinstance(given, Exception):
            raise given
        keys = values.get("keys")
        if isinstance(keys, list):
            given = [row for row in given if f"s/{row['id']}" in keys]
        return [dict(row) for row in given]


def described(*ids: str, **more: object) -> list[dict[str, Any]]:
    """Rows of ``describe-…`` for records called like their ids."""
    known = {"level": 1, "origin": "i.csv!2", "source": None, "line": 3}
    known |= {"agencies": [], "owners": [], **more}
    return [{"id": one, "name": one.upper(), **known} for one in ids]


MakeRule = Callable[..., Rule]


@pytest.fixture
def make_rule(tmp_path: Path) -> MakeRule:
    """A rule file made from a few keys, read through the gate."""

    def make(name: str = "own-rule", **keys: str) -> Rule:
        columns = keys.get("columns", "{id: str}")
        names = [part.split(":")[0].strip() for part in columns.strip("{}").split(",")]
        text = HEADER.format(
            name=name,
            severity=keys.get("severity", "error"),
            anchor=keys.get("anchor", "[Indicator]"),
            columns=columns,
            identity=keys.get("identity", "[id]"),
            more="".join(f"// {line}\n" for line in keys.get("more", "").splitlines()),
            clause=keys.get("clause", ""),
            returned=", ".join(f"i.id AS {one}" for one in names),
        )
        path = tmp_path / f"{name}.cypher"
        path.write_text(text, "utf-8")
        return read_rule(path)

    return make


ENGINE = EngineInfo("neo4j", "5.26.30")
EDITION = Edition(dataset="kota", edition="1", scope="s", name="Kota", as_of=2025)
LATE = TimeLimitReached(Text(id="terlalu lama", en="too long"), mend=Text(id="a", en="b"))


def count(number: int) -> list[dict[str, int]]:
    return [{"population": number}]


def test_a_finding_is_told_whole(make_rule: MakeRule) -> None:
    rule = make_rule(
        columns="{id: str, other_id: str, cut_off: int, years: list}",
        identity="[id, other_id]",
        more="other: [Objective]",
    )
    reader = Rowed(
        population_indicators=count(7),
        own_rule=[{"id": "a", "other_id": "o", "cut_off": 3, "years": [2025]}],
        describe_indicator=described("a", agencies=["z", "b"]),
        describe_objective=described("o"),
    )
    audit = run(reader, EDITION, [rule], ENGINE)
    (finding,) = as_json(audit, "id")["findings"]
    assert finding == {
        "rule": "own-rule",
        "severity": "error",
        "fingerprint": fingerprint("own-rule", "kota", "a", "o"),
        "status": "new",
        "subject": {"label": "Indicator", "id": "a", "name": "A"},
        "other": {"label": "Objective", "id": "o", "name": "O"},
        "agency": "b",
        "cut_off": 3,
        "message": "«A» (a) salah",
        "remediation": "Perbaiki «A» (a)",
        "path": ["a", "o"],
        "origin": "i.csv!2",
        "source": None,
        "references": ["Praktik"],
        "data": {"years": [2025]},
    }
    (ran,) = as_json(audit, "en")["rules"]
    assert ran.pop("milliseconds") >= 0
    assert ran == {
        "id": "own-rule",
        "severity": "error",
        "population": 7,
        "findings": 1,
        "status": "ran",
        "why": None,
    }


def test_order_is_severity_rule_subject_other_by_code_point(make_rule: MakeRule) -> None:
    rules = [
        make_rule("b-rule", severity="info"),
        make_rule(
            "c-rule",
            columns="{id: str, other_id: str}",
            identity="[id, other_id]",
            more="other: []",
        ),
        make_rule("a-rule", severity="warning"),
    ]
    ids = ["i10", "i2", "I3", "\uff21", "\U0001f6a6"]
    reader = Rowed(
        population_indicators=count(9),
        a_rule=[{"id": "i2"}],
        b_rule=[{"id": one} for one in reversed(ids)],
        c_rule=[
            {"id": "i2", "other_id": "z"},
            {"id": "i2", "other_id": "Z"},
            {"id": "i2", "other_id": None},
        ],
        describe_indicator=described(*ids),
    )
    audit = run(reader, EDITION, rules, ENGINE)
    assert [one.id for one in audit.rules] == ["a-rule", "b-rule", "c-rule"]
    told = [
        (one.rule, one.subject.id, one.other.id if one.other else None) for one in audit.findings
    ]
    assert told == [
        ("c-rule", "i2", None),
        ("c-rule", "i2", "Z"),
        ("c-rule", "i2", "z"),
        ("a-rule", "i2", None),
        *(("b-rule", one, None) for one in ("I3", "i10", "i2", "\uff21", "\U0001f6a6")),
    ]


def test_a_group_is_sorted_and_known_by_its_smallest_id(make_rule: MakeRule) -> None:
    rule = make_rule(columns="{id: str, path: list}")
    ids = ["\uff21", "\U0001f6a6"]
    reader = Rowed(
        population_indicators=count(2),
        own_rule=[{"id": "\U0001f6a6", "path": ["\U0001f6a6", "\uff21"]}],
        describe_indicator=described(*ids),
    )
    (finding,) = run(reader, EDITION, [rule], ENGINE).findings
    assert finding.subject.id == "\uff21"
    assert finding.path == tuple(ids)


def test_what_everything_lacks_is_said_once(make_rule: MakeRule) -> None:
    rule = make_rule(more="whole: true")
    rows = [{"id": "a"}, {"id": "b"}]
    reader = Rowed(
        population_indicators=count(2), own_rule=rows, describe_indicator=described("a", "b")
    )
    audit = run(reader, EDITION, [rule], ENGINE)
    (finding,) = as_json(audit, "en")["findings"]
    assert finding["subject"] == {"label": "Dataset", "id": "kota", "name": "Kota"}
    assert finding["data"] == {"of": 2}
    assert finding["path"] == ["kota"]
    assert [finding[key] for key in ("other", "agency", "origin", "cut_off")] == [None] * 4
    assert finding["fingerprint"] == fingerprint("own-rule", "kota", "kota", None, is_dataset=True)
    assert audit.rules[0].findings == 1
    assert [name for name, _ in reader.asked] == ["population-indicators", "own-rule"]
    assert audit.findings[0].members == (("a", None), ("b", None))
    assert audit.findings[0].affected == 2


LINKED = "fields: [indicators.contributes_to]"
NO_TOP = (
    "The plan has no result of level 0: add the final outcome, and name it under contributes_to of "
    "«A» (a)."
)


@pytest.mark.parametrize(
    ("more", "top", "says"),
    [
        ("\ntop_first: true", 1, NO_TOP),
        ("\ntop_first: true", 0, "Mend «A» (a)"),
        ("\ntop_first: true", 2, "Mend «A» (a)"),
        ("", 1, "Mend «A» (a)"),
    ],
)
def test_any_rule_may_ask_for_a_missing_level_0(
    make_rule: MakeRule, more: str, top: int, says: str
) -> None:
    rule = make_rule("own-links", more=LINKED + more)
    reader = Rowed(
        population_indicators=count(3),
        own_links=[{"id": "a"}],
        describe_indicator=described("a"),
        top_level=[{"level": top}],
    )
    (finding,) = as_json(run(reader, EDITION, [rule], ENGINE), "en")["findings"]
    assert finding["remediation"] == says


YEARLY = """whole:
  every: population-indicators-due
  same: [years]
  message: {id: "{of} {years}", en: "{subject}: {of} in {years}"}
  mend: {id: "{years}", en: "{years}"}"""


def yearly(make_rule: MakeRule, due: int, *years: list[int]) -> tuple[Audit, Rowed]:
    """An audit of a rule that four indicators could break, but for those not ``due``."""
    rule = make_rule(columns="{id: str, years: list}", more=YEARLY)
    ids = "abcd"[: len(years)]
    reader = Rowed(
        population_indicators=count(4),
        population_indicators_due=count(due),
        own_rule=[{"id": one, "years": told} for one, told in zip(ids, years, strict=True)],
        describe_indicator=described(*ids),
    )
    return run(reader, EDITION, [rule], ENGINE), reader


def test_what_all_lack_alike_is_said_once_with_the_years(make_rule: MakeRule) -> None:
    audit, reader = yearly(make_rule, 2, [2024, 2025], [2024, 2025])
    (finding,) = as_json(audit, "en")["findings"]
    assert finding["data"] == {"of": 4, "years": [2024, 2025]}
    assert finding["message"] == "plan «Kota» (kota): 4 in 2024 and 2025"
    assert audit.findings[0].affected == 2
    asked = dict(reader.asked)["population-indicators-due"]
    assert asked == {"scope": "s", "as_of": 2025}


@pytest.mark.parametrize(
    ("due", "years"), [(2, [[2024], [2025]]), (3, [[2024], [2024]]), (1, [[2024]]), (0, [])]
)
def test_what_not_all_lack_alike_is_told_one_by_one(
    make_rule: MakeRule, due: int, years: list[list[int]]
) -> None:
    audit, _ = yearly(make_rule, due, *years)
    assert [one.subject.label for one in audit.findings] == ["Indicator"] * len(years)
    assert all(one.affected == 1 and one.members == () for one in audit.findings)


@pytest.mark.parametrize(("population", "rows"), [(1, 1), (3, 2), (2, 0)])
def test_less_than_everything_is_told_one_by_one(
    make_rule: MakeRule, population: int, rows: int
) -> None:
    rule = make_rule(more="whole: true")
    ids = ["a", "b"][:rows]
    reader = Rowed(
        population_indicators=count(population),
        own_rule=[{"id": one} for one in ids],
        describe_indicator=described(*ids),
    )
    audit = run(reader, EDITION, [rule], ENGINE)
    assert [one.subject.id for one in audit.findings] == ids


def test_a_rule_without_its_data_does_not_apply(make_rule: MakeRule) -> None:
    rule = make_rule(
        more="needs: [population-tasks, population-units]\n"
        "needs_why: {id: tanpa tugas, en: no tasks}"
    )
    reader = Rowed(population_tasks=count(3), population_units=count(0))
    (ran,) = as_json(run(reader, EDITION, [rule], ENGINE), "en")["rules"]
    assert (ran["status"], ran["why"], ran["population"]) == ("not-applicable", "no tasks", 0)
    assert [name for name, _ in reader.asked] == ["population-tasks", "population-units"]


def test_a_rule_that_fails_says_why_and_the_others_run_on(make_rule: MakeRule) -> None:
    rules = [make_rule("a-rule"), make_rule("b-rule")]
    reader = Rowed(
        population_indicators=count(1),
        a_rule=LATE,
        b_rule=[{"id": "a"}],
        describe_indicator=described("a"),
    )
    audit = run(reader, EDITION, rules, ENGINE)
    first, second = as_json(audit, "id")["rules"]
    assert (first["status"], first["why"], first["population"]) == ("failed", "terlalu lama", 0)
    assert (second["status"], second["findings"]) == ("ran", 1)
    assert [one.id for one in audit.failed] == ["a-rule"]


def test_the_overview_says_on_what_the_links_stand(make_rule: MakeRule) -> None:
    reader = Rowed(population_indicators=count(0), links_by_basis=[{"stated": 3, "nesting": 9}])
    audit = run(reader, EDITION, [make_rule()], ENGINE)
    assert as_json(audit, "en")["overview"]["links"] == {"stated": 3, "nesting": 9}


def test_an_engine_that_is_gone_ends_the_audit(make_rule: MakeRule) -> None:
    gone = Unavailable(Text(id="a", en="b"), mend=Text(id="c", en="d"))
    with pytest.raises(Unavailable):
        run(Rowed(population_indicators=gone), EDITION, [make_rule()], ENGINE)


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ("{id: str}", {"id": None}),
        ("{id: str}", {"id": "a", "extra": 1}),
        ("{id: str}", {}),
        ("{id: str, many: int}", {"id": "a", "many": "x"}),
        ("{id: str, many: int}", {"id": "a", "many": True}),
        ("{id: str, label: str}", {"id": "a", "label": "Task"}),
        ("{id: str}", {"id": "unknown"}),
    ],
)
def test_rows_that_break_the_header_fail_the_rule(
    make_rule: MakeRule, columns: str, row: dict[str, object]
) -> None:
    reader = Rowed(
        population_indicators=count(1), own_rule=[row], describe_indicator=described("a")
    )
    audit = run(reader, EDITION, [make_rule(columns=columns)], ENGINE)
    assert audit.rules[0].status == "failed"
    assert audit.findings == ()


def test_two_rows_of_one_identity_fail_the_rule(make_rule: MakeRule) -> None:
    reader = Rowed(
        population_indicators=count(2),
        own_rule=[{"id": "a"}, {"id": "a"}],
        describe_indicator=described("a"),
    )
    assert run(reader, EDITION, [make_rule()], ENGINE).rules[0].status == "failed"


def test_a_subject_that_is_no_record_keeps_its_place(make_rule: MakeRule) -> None:
    rule = make_rule(columns="{id: str, label: str, origin: str}")
    reader = Rowed(
        population_indicators=count(0), own_rule=[{"id": "x", "label": None, "origin": "v.csv!3"}]
    )
    (finding,) = as_json(run(reader, EDITION, [rule], ENGINE), "en")["findings"]
    assert finding["subject"] == {"label": None, "id": "x", "name": None}
    assert (finding["origin"], finding["agency"]) == ("v.csv!3", None)
    assert finding["message"] == "x is wrong"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("renstra.xlsx!T-C.27!B46", "renstra.xlsx!T-C.27!B46 (i.csv!2)"),
        ("Bappeda", "i.csv!2"),
        (None, "i.csv!2"),
    ],
)
def test_a_source_that_is_a_place_is_told_before_the_origin(
    make_rule: MakeRule, source: str | None, told: str
) -> None:
    reader = Rowed(
        population_indicators=count(7),
        own_rule=[{"id": "a"}],
        describe_indicator=described("a", source=source),
    )
    (finding,) = run(reader, EDITION, [make_rule()], ENGINE).findings
    assert (finding.origin, finding.line, finding.place) == ("i.csv!2", 3, told)
    assert finding.source == (None if source == "Bappeda" else source)


def test_the_line_is_that_of_the_row_which_the_rule_names(make_rule: MakeRule) -> None:
    rule = make_rule(columns="{id: str, label: str, origin: str}")
    reader = Rowed(
        population_indicators=count(7),
        own_rule=[
            {"id": "a", "label": "Indicator", "origin": "v.csv!9"},
            {"id": "b", "label": "Indicator", "origin": "v.csv!8"},
            {"id": "c", "label": "Indicator", "origin": None},
        ],
        describe_indicator=described("a", "b", "c"),
        problem_lines=[{"origin": "v.csv!9", "line": 12}],
    )
    found = run(reader, EDITION, [rule], ENGINE).findings
    assert [one.line for one in found] == [12, None, 3]


def test_a_float_is_a_float_on_every_engine(make_rule: MakeRule) -> None:
    rule = make_rule(columns="{id: str, share: float}")
    reader = Rowed(
        population_indicators=count(1),
        own_rule=[{"id": "a", "share": 1}],
        describe_indicator=described("a"),
    )
    (finding,) = run(reader, EDITION, [rule], ENGINE).findings
    assert json.dumps(finding.data) == '{"share": 1.0}'


PARAMETER = "parameters: {limit: {type: int, default: 5, meaning: {id: a, en: b}}}"


@pytest.mark.parametrize(("given", "value"), [({}, 5), ({"limit": 7}, 7), ({"limit": " 8 "}, 8)])
def test_parameters_and_years_reach_the_statement(
    make_rule: MakeRule, given: dict[str, object], value: int
) -> None:
    rule = make_rule(more=PARAMETER, clause="WHERE i.level > $limit AND $as_of > 0")
    reader = Rowed(population_indicators=count(0))
    run(reader, EDITION, [rule], ENGINE, parameters=given)
    assert reader.asked[-1] == ("own-rule", {"scope": "s", "limit": value, "as_of": 2025})


@pytest.mark.parametrize("given", [{"border": 1}, {"limit": "x"}, {"limit": True}, {"limit": 1.5}])
def test_parameters_that_cannot_be_used(make_rule: MakeRule, given: dict[str, object]) -> None:
    rule = make_rule(more=PARAMETER, clause="WHERE i.level > $limit")
    reader = Rowed()
    with pytest.raises(UsageError) as caught:
        run(reader, EDITION, [rule], ENGINE, parameters=given)
    assert caught.value.exit_code == 2
    assert reader.asked == []


@pytest.mark.parametrize(
    ("kind", "default", "given", "value"),
    [
        ("str", "x", 5, "5"),
        ("bool", "true", "Tidak", False),
        ("bool", "true", True, True),
        ("float", "0.5", "2", 2.0),
        ("float", "0.5", 0.25, 0.25),
    ],
)
def test_parameters_of_every_type(
    make_rule: MakeRule, kind: str, default: str, given: object, value: object
) -> None:
    meaning = "meaning: {id: a, en: b}"
    rule = make_rule(
        more=f"parameters: {{limit: {{type: {kind}, default: {default}, {meaning}}}}}",
        clause="WHERE i.level > $limit",
    )
    reader = Rowed(population_indicators=count(0))
    run(reader, EDITION, [rule], ENGINE, parameters={"limit": given})
    found = reader.asked[-1][1]["limit"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("given", ["nan", "inf", "x", True])
def test_a_float_parameter_is_a_finite_number(make_rule: MakeRule, given: object) -> None:
    text = "parameters: {limit: {type: float, default: 0.5, meaning: {id: a, en: b}}}"
    rule = make_rule(more=text, clause="WHERE i.level > $limit")
    with pytest.raises(UsageError):
        run(Rowed(), EDITION, [rule], ENGINE, parameters={"limit": given})


def test_a_far_end_of_a_label_that_is_none_of_its_own_fails_the_rule(make_rule: MakeRule) -> None:
    rule = make_rule(
        columns="{id: str, other_id: str, other_label: str}",
        identity="[id, other_id]",
        more="other: [Objective]",
    )
    row = {"id": "a", "other_id": "o", "other_label": "Task"}
    reader = Rowed(population_indicators=count(1), own_rule=[row])
    assert run(reader, EDITION, [rule], ENGINE).rules[0].status == "failed"


def test_counts_and_descriptions_are_asked_once(make_rule: MakeRule) -> None:
    rules = [make_rule("a-rule"), make_rule("b-rule")]
    reader = Rowed(
        population_indicators=count(2),
        a_rule=[{"id": "a"}],
        b_rule=[{"id": "b"}],
        describe_indicator=described("a", "b"),
    )
    steps: list[tuple[int, int, str]] = []
    run(reader, EDITION, rules, ENGINE, progress=lambda *step: steps.append(step))
    assert [name for name, _ in reader.asked] == [
        "population-indicators",
        "a-rule",
        "b-rule",
        "describe-indicator",
        "agencies-above",
    ]
    assert steps == [(0, 2, "a-rule"), (1, 2, "b-rule")]


@pytest.mark.parametrize("at_once", [1, 3])
def test_rules_at_once_give_the_same_audit(make_rule: MakeRule, at_once: int) -> None:
    rules = [make_rule(f"rule-{number}") for number in range(8)]
    rows: dict[str, Rows | Exception] = {f"rule_{number}": [{"id": "A"}] for number in range(6)}
    rows["rule_7"] = LATE
    reader = Rowed(
        population_indicators=[{"population": 9}], describe_indicator=described("A"), **rows
    )
    told: list[tuple[int, int, str]] = []
    audit = run(
        reader,
        EDITION,
        rules,
        replace(ENGINE, at_once=at_once),
        progress=lambda *about: told.append(about),
    )
    assert [one.findings for one in audit.rules] == [1] * 6 + [0, 0]
    assert [one.id for one in audit.failed] == ["rule-7"]
    assert told == [(number, 8, f"rule-{number}") for number in range(8)]
    counted = [name for name, _ in reader.asked if name == "population-indicators"]
    assert len(counted) == 1


def test_with_the_engine_gone_no_more_rules_are_asked(make_rule: MakeRule) -> None:
    rules = [make_rule(f"rule-{number:02}") for number in range(40)]

    class Gone(Rowed):
        def read(
            self, statement: Statement, /, *, seconds: float | None = None, **values: object
        ) -> list[dict[str, Any]]:
            super().read(statement, seconds=seconds, **values)
            time.sleep(0.01)
            raise Unavailable(Text(id="a", en="b"), mend=Text(id="c", en="d"))

    reader = Gone()
    with pytest.raises(Unavailable):
        run(reader, EDITION, rules, replace(ENGINE, at_once=2))
    assert len(reader.asked) < 20
