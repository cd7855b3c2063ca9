"""What is known: the file, and findings beside it."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from kinerja_graph.audit.baseline import (
    BaselineFile,
    Known,
    baseline_text,
    known_of,
    read_baseline,
    read_baseline_file,
    updated,
)
from kinerja_graph.audit.finding import Audit, Change, Finding, FindingSubject, RuleRun, fingerprint
from kinerja_graph.audit.history import compared
from kinerja_graph.errors import UsageError
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import Text

NOTHING = Text(id="", en="")
HOSTILE = 'a "b" \\ {x: y}, #\x85\u2028\x07\U000e0001 null'


def finding(
    rule: str,
    subject: str,
    other: str | None = None,
    *,
    label: str = "Indicator",
    dataset: str = "kota",
) -> Finding:
    return Finding(
        rule=rule,
        severity="error",
        fingerprint=fingerprint(rule, dataset, subject, other, is_dataset=label == "Dataset"),
        subject=FindingSubject(label, subject, f"Nama {subject}"),
        other=None if other is None else FindingSubject("Indicator", other, None),
        agency=None,
        cut_off=None,
        message=NOTHING,
        remediation=NOTHING,
        path=(subject,),
        origin=None,
        references=(),
        data={},
    )


def audit(*findings: Finding, rules: tuple[str, ...] = ("copy-down", "level-skip")) -> Audit:
    return Audit(
        dataset="kota",
        edition="1",
        engine=EngineInfo("neo4j", "5"),
        rules=tuple(RuleRun(id=rule, severity="error", status="ran") for rule in rules),
        findings=findings,
    )


def whole(*members: str, rule: str = "copy-down", years: list[int] | None = None) -> Finding:
    """The finding on the dataset that stands for those of ``members``."""
    found = finding(rule, "kota", label="Dataset")
    data = {"of": 9} if years is None else {"of": 9, "years": years}
    return replace(found, members=tuple((one, None) for one in members), data=data)


def statuses(found: Audit) -> list[tuple[str, str]]:
    return [(one.subject.id, one.status) for one in found.findings]


def gone(found: Audit) -> list[str]:
    return [entry.subject.id for entry in found.gone]


def written(tmp_path: Path, *known: Known) -> Path:
    path = tmp_path / "garis.yaml"
    path.write_text(baseline_text(known), encoding="utf-8")
    return path


def test_findings_are_new_or_existing_and_entries_resolved() -> None:
    before = audit(finding("copy-down", "A"), finding("copy-down", "B", "C"))
    after = compared(audit(finding("copy-down", "A"), finding("level-skip", "A")), known_of(before))
    assert statuses(after) == [("A", "existing"), ("A", "new")]
    assert after.with_baseline
    assert after.summary() == {
        "error": 2, "warning": 0, "info": 0, "new": 1, "existing": 1, "resolved": 1, "waived": 0,
    }  # fmt: skip
    assert [as_json(one) for one in after.gone] == [
        {
            "rule": "copy-down",
            "severity": "error",
            "fingerprint": fingerprint("copy-down", "kota", "B", "C"),
            "subject": {"label": "Indicator", "id": "B", "name": "Nama B"},
            "other": {"label": "Indicator", "id": "C", "name": None},
        },
    ]


def test_the_far_end_counts() -> None:
    before = audit(finding("copy-down", "A", "B"))
    after = compared(audit(finding("copy-down", "A", "C")), known_of(before))
    assert (statuses(after), gone(after)) == ([("A", "new")], ["A"])


def test_an_entry_on_the_dataset_covers_every_later_finding_of_its_rule() -> None:
    before = audit(whole())
    after = compared(audit(finding("copy-down", "A"), finding("level-skip", "B")), known_of(before))
    assert statuses(after) == [("A", "existing"), ("B", "new")]
    assert gone(after) == []
    assert gone(compared(audit(finding("level-skip", "B")), known_of(before))) == ["kota"]


def test_a_record_with_the_datasets_id_is_known_apart_from_the_dataset() -> None:
    namesake = finding("copy-down", "kota")
    assert statuses(compared(audit(namesake), known_of(audit(namesake)))) == [("kota", "existing")]
    # an entry on the record says nothing of a finding on the dataset
    after = compared(audit(whole()), known_of(audit(namesake)))
    assert statuses(after) == [("kota", "new")]


def test_an_older_baseline_tells_a_record_by_its_label(tmp_path: Path) -> None:
    """Before, a record with the dataset's id had the fingerprint of the finding on the dataset."""
    both = whole().fingerprint
    path = tmp_path / "garis.yaml"
    for label, expected in (("Indicator", "Indicator"), ("Dataset", "Dataset")):
        entry = f"{{rule: copy-down, label: {label}, subject: kota, fingerprint: {both}}}"
        path.write_text(f"version: 1\ndatasets:\n  kota:\n  - {entry}\n", "utf-8")
        (known,) = read_baseline(path)
        assert known.subject.label == expected
        assert known.fingerprint == finding("copy-down", "kota", label=label).fingerprint
        assert statuses(compared(audit(finding("copy-down", "kota", label=label)), [known])) == [
            ("kota", "existing")
        ]


@pytest.mark.parametrize("subject", ["kota", "'@dataset'"])
def test_an_entry_by_hand_on_the_dataset_needs_no_label(tmp_path: Path, subject: str) -> None:
    path = tmp_path / "garis.yaml"
    entry = f"{{rule: copy-down, subject: {subject}}}"
    path.write_text(f"version: 1\ndatasets:\n  kota:\n  - {entry}\n", "utf-8")
    known = read_baseline(path)
    assert statuses(compared(audit(whole()), known)) == [("kota", "existing")]
    assert statuses(compared(audit(finding("copy-down", "A")), known)) == [("A", "existing")]


def test_a_record_called_as_the_sign_of_the_dataset_reads_back(tmp_path: Path) -> None:
    known = known_of(
        audit(finding("copy-down", "@dataset"), finding("copy-down", "kota"), whole("level-skip"))
    )
    assert set(read_baseline(written(tmp_path, *known))) == set(known)
    bare = (Known(dataset="kota", rule="copy-down", subject=FindingSubject(None, "kota", None)),)
    assert read_baseline(written(tmp_path, *bare)) == bare
    sign = (
        Known(dataset="kota", rule="copy-down", subject=FindingSubject(None, "@dataset", None)),
    )
    assert read_baseline(written(tmp_path, *sign)) == sign


def test_what_one_finding_now_tells_of_all_is_not_resolved() -> None:
    before = audit(finding("copy-down", "A"), finding("copy-down", "B"))
    after = compared(audit(whole("A", "B", "C")), known_of(before))
    assert (statuses(after), gone(after)) == ([("kota", "new")], [])


def test_one_finding_for_all_is_known_where_each_of_all_is() -> None:
    before = audit(*(finding("copy-down", one) for one in "ABCD"))
    after = compared(audit(whole("A", "B", "C")), known_of(before))
    assert (statuses(after), gone(after)) == ([("kota", "existing")], ["D"])
    links = replace(whole(), members=(("A", "B"), ("A", "C")))
    for second, status in ((("A", "C"), "existing"), (("A", "D"), "new"), (("A", None), "new")):
        known = known_of(audit(finding("copy-down", "A", "B"), finding("copy-down", *second)))
        assert statuses(compared(audit(links), known)) == [("kota", status)]
    of_another_rule = known_of(audit(*(finding("level-skip", one) for one in "ABC")))
    assert statuses(compared(audit(whole("A", "B", "C")), of_another_rule)) == [("kota", "new")]


def yearly(subject: str, *years: int) -> Finding:
    return replace(finding("copy-down", subject), data={"years": list(years)})


def test_an_entry_on_the_dataset_keeps_its_years() -> None:
    known = known_of(audit(whole("A", "B", years=[2025, 2026])))
    assert [one.years for one in known] == [(2025, 2026)]
    after = compared(
        audit(yearly("A", 2025), yearly("B", 2025, 2026), yearly("C", 2026, 2027)), known
    )
    assert statuses(after) == [("A", "existing"), ("B", "existing"), ("C", "new")]
    assert gone(after) == []
    for years, status in (([2025, 2026], "existing"), ([2026], "existing"), ([2027], "new")):
        later = compared(audit(whole("A", "B", years=years)), known)
        assert statuses(later) == [("kota", status)]


def test_an_entry_on_the_dataset_is_gone_with_its_years() -> None:
    known = known_of(audit(whole("A", "B", years=[2025, 2026])))
    assert gone(compared(audit(yearly("A", 2026)), known)) == []
    assert gone(compared(audit(whole("A", "B", years=[2026, 2027])), known)) == []
    assert gone(compared(audit(yearly("A", 2027)), known)) == ["kota"]
    assert gone(compared(audit(whole("A", "B", years=[2027])), known)) == ["kota"]
    assert gone(compared(audit(), known)) == ["kota"]


def test_a_known_record_is_known_in_whatever_year() -> None:
    known = known_of(audit(yearly("A", 2025)))
    assert [one.years for one in known] == [None]
    assert statuses(compared(audit(yearly("A", 2026)), known)) == [("A", "existing")]


def test_what_was_not_looked_at_is_not_resolved() -> None:
    known = known_of(audit(finding("copy-down", "A"), finding("level-skip", "B")))
    assert gone(compared(audit(rules=("copy-down",)), known)) == ["A"]
    runs = audit().rules
    failed = replace(audit(), rules=(replace(runs[0], status="failed"), runs[1]))
    assert gone(compared(failed, known)) == ["B"]
    change = Change("error", off=True, reason="belum")
    off = replace(runs[0], status="not-applicable", changed=change)
    assert gone(compared(replace(audit(), rules=(off, runs[1])), known)) == ["B"]
    empty = replace(runs[0], status="not-applicable")
    assert gone(compared(replace(audit(), rules=(empty, runs[1])), known)) == ["A", "B"]


def test_entries_of_another_dataset_say_nothing() -> None:
    known = [replace(one, dataset="desa") for one in known_of(audit(finding("copy-down", "A")))]
    after = compared(audit(finding("copy-down", "A")), known)
    assert (statuses(after), gone(after)) == ([("A", "new")], [])


def test_a_baseline_reads_back_whatever_ids_are(tmp_path: Path) -> None:
    known = (
        Known(
            dataset=HOSTILE, rule="copy-down", subject=FindingSubject("Indicator", HOSTILE, HOSTILE)
        ),
        Known(
            dataset="kota",
            rule="level-skip",
            subject=FindingSubject(None, "007", None),
            other=FindingSubject("Objective", "null", "~"),
        ),
        Known(dataset="kota", rule="copy-down", subject=FindingSubject("Dataset", "kota", "Kota")),
        Known(
            dataset="kota",
            rule="missing-annual-target",
            subject=FindingSubject("Dataset", "kota", None),
            years=(2025, 2027),
        ),
    )
    path = tmp_path / "garis.yaml"
    path.write_bytes(baseline_text(known).encode("utf-8"))
    assert set(read_baseline(path)) == set(known)
    assert [one.sort_key for one in read_baseline(path)] == sorted(one.sort_key for one in known)


def test_a_baseline_is_made_for_diffs() -> None:
    known = known_of(
        audit(finding("level-skip", "B"), finding("copy-down", "B"), finding("copy-down", "A", "C"))
    )
    text = baseline_text(known)
    assert baseline_text(reversed(known)) == text
    lines = [line for line in text.splitlines() if line.startswith("  - ")]
    assert [yaml.safe_load(line)[0]["subject"] for line in lines] == ["A", "B", "B"]
    assert text.endswith("\n")
    more = baseline_text(
        [
            *known,
            Known(dataset="kota", rule="copy-down", subject=FindingSubject("Task", "AA", None)),
        ]
    )
    assert len(set(more.splitlines()) - set(text.splitlines())) == 1
    assert set(text.splitlines()) <= set(more.splitlines())


def test_a_baseline_says_since_when(tmp_path: Path) -> None:
    known = known_of(audit(finding("copy-down", "A")))
    path = tmp_path / "garis.yaml"
    for day in ("2026-01-02", None):
        path.write_text(baseline_text(known, day), "utf-8")
        assert read_baseline_file(path) == BaselineFile(known, day)


def test_an_empty_baseline_reads_back(tmp_path: Path) -> None:
    assert read_baseline(written(tmp_path)) == ()


def test_an_update_keeps_what_the_audit_did_not_look_at() -> None:
    desa = Known(dataset="desa", rule="copy-down", subject=FindingSubject("Task", "T", None))
    own = Known(dataset="kota", rule="aturan-sendiri", subject=FindingSubject("Task", "T", None))
    old = known_of(audit(finding("copy-down", "A"), finding("level-skip", "B")))
    found = audit(finding("copy-down", "C"), rules=("copy-down",))
    after = updated([*old, desa, own], [found])
    assert {(one.dataset, one.rule, one.subject.id) for one in after} == {
        ("desa", "copy-down", "T"),
        ("kota", "aturan-sendiri", "T"),
        ("kota", "copy-down", "C"),
        ("kota", "level-skip", "B"),
    }


def test_what_is_waived_is_not_taken_over() -> None:
    found = audit(replace(finding("copy-down", "A"), status="waived"), finding("copy-down", "B"))
    assert [one.subject.id for one in updated((), [found])] == ["B"]


GOOD = """version: 1
datasets:
  kota:
  - {rule: copy-down, label: Indicator, subject: A}
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("version: 1", "version: 2", 1),
        ("version: 1\n", "", 1),
        ("datasets:", "dataset:", 1),
        ("datasets:", "date: kemarin\ndatasets:", 2),
        ("  kota:\n", "  kota: 3\n", 4),
        ("rule: copy-down", "rules: copy-down", 4),
        ("rule: copy-down, ", "", 4),
        ("subject: A", "subject:", 4),
        ("subject: A", "subject: [A]", 4),
        ("subject: A", "subject: A, subject: B", 4),
        ("subject: A", "subject: A, fingerprint: 0123", 4),
        ("  - {", "  - [", 4),
        ("{rule", "{{rule", 5),
        ("label: Indicator, subject: A", "label: Dataset, subject: A, years: 2025", 4),
        ("label: Indicator, subject: A", "label: Dataset, subject: A, years: [dua]", 4),
        ("label: Indicator, subject: A", "label: Dataset, subject: A, years: [[2025]]", 4),
        ("label: Indicator, subject: A", "label: Indicator, subject: A, years: [2025]", 4),
        ("datasets:", "- datasets", 2),
    ],
)
def test_what_is_no_baseline_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int
) -> None:
    path = tmp_path / "garis.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert [one.subject.id for one in read_baseline(path)] == ["A"]
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_baseline(path)
    assert (refused.value.code, refused.value.exit_code) == ("bad-baseline", 2)
    assert refused.value.where == f"{path}:{line}"


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\x00", b"[" * 100_000, b""])
def test_what_is_no_text_or_yaml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "garis.yaml"
    path.write_bytes(content)
    with pytest.raises(UsageError):
        read_baseline(path)


def test_a_baseline_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no\.yaml"):
        read_baseline(tmp_path / "no.yaml")
