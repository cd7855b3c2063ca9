"""Waivers: what they cover, when they lapse, what is told of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.audit.answer import FailOn, exceeds
from kinerja_graph.audit.finding import Audit, Finding, FindingSubject, RuleRun, fingerprint
from kinerja_graph.audit.history import compared, together, waived
from kinerja_graph.audit.waiver import Waiver, WaiverUse, read_waivers, waivers_text
from kinerja_graph.errors import UsageError
from kinerja_graph.library.rules import load_rules
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import Text

TODAY = date(2026, 6, 30)
NOTHING = Text(id="", en="")


def finding(rule: str, subject: str, other: str | None = None, label: str = "Indicator") -> Finding:
    return Finding(
        rule=rule,
        severity="error",
        fingerprint=fingerprint(rule, "kota", subject, other, is_dataset=label == "Dataset"),
        subject=FindingSubject(label, subject, None),
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


def audit(*findings: Finding, rules: tuple[str, ...] = ("copy-down", "missing-formula")) -> Audit:
    return Audit(
        dataset="kota",
        edition="1",
        engine=EngineInfo("neo4j", "5"),
        rules=tuple(RuleRun(id=rule, severity="error", status="ran") for rule in rules),
        findings=findings,
    )


def waiver(rule: str = "copy-down", subject: str = "A", **more: object) -> Waiver:
    plain = Waiver(rule=rule, subject=subject, reason="r", until=TODAY, by="b")
    return replace(plain, **more)  # type: ignore[arg-type]


def after(*waivers: Waiver, found: Audit | None = None, namesake: bool = False) -> Audit:
    plain = found or audit(finding("copy-down", "A", "X"), finding("copy-down", "A", "Y"))
    return waived(plain, waivers, load_rules(), today=TODAY, namesake=namesake)


def states(found: Audit) -> list[tuple[str, int]]:
    return [(use.state, use.findings) for use in found.waivers or ()]


def test_a_waiver_accepts_every_finding_of_its_rule_and_subject() -> None:
    found = after(waiver())
    assert [one.status for one in found.findings] == ["waived", "waived"]
    assert {one.waiver for one in found.findings} == {waiver()}
    assert states(found) == [("used", 2)]
    assert found.summary()["waived"] == 2
    assert found.summary()["error"] == found.summary()["new"] == 0
    assert not exceeds(found, FailOn("info"))


def test_a_far_end_narrows_it() -> None:
    assert [one.status for one in after(waiver(other="Y")).findings] == ["new", "waived"]


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"reason": None}, "without-reason"),
        ({"until": None}, "without-until"),
        ({"by": None}, "without-by"),
        ({"until": date(2026, 6, 29)}, "expired"),
    ],
)
def test_a_waiver_that_has_lapsed_waives_nothing(more: dict[str, Any], state: str) -> None:
    found = after(waiver(**more))
    assert [one.status for one in found.findings] == ["new", "new"]
    assert states(found) == [(state, 2)]
    assert exceeds(found, FailOn("error"))


def test_the_last_day_still_counts() -> None:
    assert states(after(waiver(until=TODAY))) == [("used", 2)]


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"subject": "B"}, "unmatched"),
        ({"other": "Z"}, "unmatched"),
        ({"rule": "missing-formula"}, "unmatched"),
        ({"rule": "tiada"}, "unknown-rule"),
        ({"rule": "level-skip"}, "not-run"),
        ({"subject": "kota"}, "unmatched"),
    ],
)
def test_what_it_does_not_match_is_told(more: dict[str, Any], state: str) -> None:
    found = after(waiver(**more))
    assert [one.status for one in found.findings] == ["new", "new"]
    assert states(found) == [(state, 0)]


def test_a_waiver_of_another_dataset_is_no_matter_here() -> None:
    found = after(waiver(dataset="desa"), waiver(dataset="kota"))
    assert states(found) == [("used", 2)]


def test_a_waiver_on_the_dataset_covers_what_is_absent_altogether() -> None:
    plan = waiver("missing-formula", "kota")
    whole = audit(finding("missing-formula", "kota", label="Dataset"))
    assert states(after(plan, found=whole)) == [("used", 1)]
    mended = audit(finding("missing-formula", "A"), finding("missing-formula", "B"))
    assert states(after(plan, found=mended)) == [("used", 2)]


ABSENT = "missing-formula"
"""A rule that tells in one finding that all lack something."""


def accepted(found: Audit) -> list[str]:
    return [one.subject.id for one in found.findings if one.status == "waived"]


def test_a_waiver_of_the_dataset_by_its_sign_reaches_the_finding_on_it_alone() -> None:
    sign = waiver(ABSENT, "@dataset")
    whole = audit(finding(ABSENT, "kota", label="Dataset"))
    for namesake in (False, True):
        assert accepted(after(sign, found=whole, namesake=namesake)) == ["kota"]
        mended = audit(finding(ABSENT, "kota"), finding(ABSENT, "B"), finding(ABSENT, "@dataset"))
        found = after(sign, found=mended, namesake=namesake)
        assert (accepted(found), states(found)) == ([], [("unmatched", 0)])
    assert states(after(waiver("copy-down", "@dataset"))) == [("unmatched", 0)]


def test_a_waiver_that_may_mean_the_dataset_or_a_record_is_ambiguous() -> None:
    """A record has the dataset's id: an older waiver no longer says what it is about."""
    mended = audit(finding(ABSENT, "kota"), finding(ABSENT, "B"))
    found = after(waiver(ABSENT, "kota"), found=mended, namesake=True)
    assert (accepted(found), states(found)) == ([], [("ambiguous", 2)])
    assert exceeds(found, FailOn("error"))
    whole = audit(finding(ABSENT, "kota", label="Dataset"))
    found = after(waiver(ABSENT, "kota"), found=whole, namesake=True)
    assert (accepted(found), states(found)) == ([], [("ambiguous", 1)])
    lapsed = waiver(ABSENT, "kota", until=date(2020, 1, 1))
    assert states(after(lapsed, found=whole, namesake=True)) == [("expired", 1)]


def test_a_rule_that_never_tells_of_the_dataset_leaves_no_doubt() -> None:
    plain = audit(finding("copy-down", "kota", "X"), finding("copy-down", "B", "X"))
    found = after(waiver("copy-down", "kota"), found=plain, namesake=True)
    assert (accepted(found), states(found)) == (["kota"], [("used", 1)])


@pytest.mark.parametrize("subject", ["kota", "@dataset"])
def test_a_fingerprint_waives_one_finding_whatever_its_subject_is_called(subject: str) -> None:
    one, far = finding(ABSENT, subject), finding(ABSENT, "B")
    for named in (subject, None):
        found = after(
            waiver(ABSENT, named, fingerprint=one.fingerprint),  # type: ignore[arg-type]
            found=audit(one, far),
            namesake=True,
        )
        assert (accepted(found), states(found)) == ([subject], [("used", 1)])
    whole = finding(ABSENT, "kota", label="Dataset")
    assert whole.fingerprint != finding(ABSENT, "kota").fingerprint
    by_print = waiver(ABSENT, None, fingerprint=whole.fingerprint)  # type: ignore[arg-type]
    assert accepted(after(by_print, found=audit(whole), namesake=True)) == ["kota"]
    assert accepted(after(by_print, found=audit(one, far), namesake=True)) == []


def test_a_fingerprint_beside_another_subject_matches_nothing() -> None:
    one = finding("copy-down", "A", "X")
    found = after(waiver(subject="B", fingerprint=one.fingerprint), found=audit(one))
    assert states(found) == [("unmatched", 0)]


def test_an_ambiguous_waiver_is_told_over_several_audits_too() -> None:
    one = waiver(ABSENT, "kota")
    uses = [[WaiverUse(one, "ambiguous", 2)], [WaiverUse(one, "used", 1)]]
    assert together(uses, [one], today=TODAY) == (WaiverUse(one, "ambiguous", 3),)


def test_the_first_that_holds_is_shown() -> None:
    found = after(waiver(until=date(2020, 1, 1)), waiver(by="Bappeda"), waiver(by="lain"))
    assert [one.waiver.by if one.waiver else None for one in found.findings] == ["Bappeda"] * 2
    assert states(found) == [("expired", 2), ("used", 2), ("used", 2)]


def test_what_is_waived_is_not_resolved() -> None:
    known = compared(audit(finding("copy-down", "A")), ())
    found = waived(known, [waiver()], load_rules(), today=TODAY)
    assert (found.gone, found.summary()["waived"], found.summary()["new"]) == ((), 1, 0)


def test_json_tells_waivers_only_where_they_were_given() -> None:
    assert "waivers" not in as_json(audit(), "id")
    answer = as_json(after(waiver()), "id")
    accepted = {"reason": "r", "until": "2026-06-30", "by": "b"}
    assert answer["findings"][0]["waiver"] == accepted
    assert answer["waivers"] == [
        {
            "rule": "copy-down",
            "dataset": None,
            "subject": "A",
            "other": None,
            "fingerprint": None,
            **accepted,
            "line": 0,
            "status": "used",
            "findings": 2,
        }
    ]


def test_over_several_audits_a_waiver_is_told_once() -> None:
    first, second = waiver(line=1), waiver(line=2)
    uses = together(
        [
            [WaiverUse(first, "unmatched", 0), WaiverUse(second, "unmatched", 0)],
            [WaiverUse(first, "used", 3), WaiverUse(second, "unmatched", 0)],
            [WaiverUse(first, "used", 1)],
        ],
        [first, second],
        today=TODAY,
    )
    assert uses == (WaiverUse(first, "used", 4), WaiverUse(second, "unmatched", 0))


def test_over_several_audits_what_was_not_looked_at_is_not_called_unmatched() -> None:
    plain, elsewhere, broken = waiver(line=1), waiver(line=2, dataset="tiada"), waiver(line=3)
    failed = [[WaiverUse(plain, "unmatched", 0)], [WaiverUse(plain, "not-run", 0)]]
    assert [use.state for use in together(failed, [plain, elsewhere], today=TODAY)] == [
        "not-run",
        "unmatched",
    ]
    told = together([], [broken, elsewhere], today=TODAY, unseen={"desa"})
    assert [use.state for use in told] == ["not-run", "unmatched"]


def test_a_rule_of_ones_own_that_was_not_asked_is_not_run() -> None:
    own = replace(load_rules()[0], id="aturan-kota")
    found = waived(audit(), [waiver("aturan-kota")], [*load_rules(), own], today=TODAY)
    assert states(found) == [("not-run", 0)]


GOOD = """- rule: copy-down
  subject: 007
  reason: Kesepakatan
  until: 2026-12-31
  by: Inspektorat
"""


@pytest.mark.parametrize("head", ["", "waivers:\n"])
def test_a_file_of_waivers(tmp_path: Path, head: str) -> None:
    path = tmp_path / "kecuali.yaml"
    path.write_text(head + GOOD + "- {rule: a, subject: b, other: c, dataset: d}\n", "utf-8-sig")
    first, second = read_waivers(path)
    assert first == Waiver(
        rule="copy-down",
        subject="007",
        reason="Kesepakatan",
        until=date(2026, 12, 31),
        by="Inspektorat",
        line=1 + bool(head),
    )
    assert (second.other, second.dataset, second.reason, second.line) == (
        "c",
        "d",
        None,
        6 + bool(head),
    )


def test_a_fingerprint_stands_in_for_the_subject(tmp_path: Path) -> None:
    path = tmp_path / "kecuali.yaml"
    path.write_text(
        "- {rule: a, fingerprint: 4b5662884ead7ef96c4ab7e4}\n"
        "- {rule: a, subject: '@dataset', fingerprint: 4b5662884ead7ef96c4ab7e4}\n",
        "utf-8",
    )
    first, second = read_waivers(path)
    assert (first.subject, first.fingerprint) == (None, "4b5662884ead7ef96c4ab7e4")
    assert (second.subject, second.fingerprint) == ("@dataset", "4b5662884ead7ef96c4ab7e4")
    path.write_text(waivers_text([first, second]), "utf-8")
    assert [replace(one, line=0) for one in read_waivers(path)] == [
        replace(one, line=0) for one in (first, second)
    ]


@pytest.mark.parametrize("content", ["", "waivers:\n", "[]\n", "# kosong\n"])
def test_a_file_without_waivers(tmp_path: Path, content: str) -> None:
    path = tmp_path / "kecuali.yaml"
    path.write_text(content, encoding="utf-8")
    assert read_waivers(path) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("reason:", "reasons:", 3, "kunci reasons tidak dikenal"),
        ("- rule: copy-down\n  subject", "- subject", 1, "rule belum diisi"),
        ("  subject: 007\n", "", 1, "subject belum diisi"),
        ("  subject: 007\n", "  fingerprint: '007'\n", 1, "fingerprint “007” bukan"),
        ("2026-12-31", "31-12-2026", 1, "until “31-12-2026” bukan tanggal"),
        ("2026-12-31", "2026-02-30", 1, "until “2026-02-30” bukan tanggal"),
        ("Kesepakatan", "[a]", 3, "reason bukan satu nilai"),
        ("by: Inspektorat", "by: Inspektorat\n  by: b", 6, "kunci by tertulis dua kali"),
        ("- rule: copy-down\n", "- rule: 'copy-down\n", 1, "isinya bukan YAML"),
    ],
)
def test_what_is_no_waiver_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, why: str
) -> None:
    path = tmp_path / "kecuali.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_waivers(path)
    assert refused.value.code == "bad-waivers"
    assert why in refused.value.what.id
    place, _, number = refused.value.where.rpartition(":")
    assert place == str(path)
    assert int(number) >= line


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no\.yaml"):
        read_waivers(tmp_path / "no.yaml")
