"""What ``audit`` and ``check`` answer: one screen, single findings on request, exit codes."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from command_line import SLIDES, TOP, Done, Kinerja, run
from rich.cells import cell_len

CITY = "examples/city/2026-murni"
PLANS = {
    CITY: (),
    "examples/real/renstra-2025-2029": ("--lenient",),
    "examples/real/biro-organisasi": ("--lenient",),
}
LINES = 22
COLUMNS = 80


def next_command(done: Done) -> list[str]:
    """The words of the command in the last line."""
    return shlex.split(done.out.splitlines()[-1].partition(": kinerja ")[2])


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("path", "how"), PLANS.items())
def test_a_plan_is_answered_on_one_screen(
    kinerja: Kinerja, path: str, how: tuple[str, ...], language: str
) -> None:
    done = kinerja("check", path, *how, language=language)
    told = json.loads(kinerja("check", path, *how, "--json", language=language).out)
    lines = done.out.splitlines()
    assert (done.code, done.err) == (1, "")
    assert len(lines) <= LINES
    assert max(map(cell_len, lines)) <= COLUMNS
    assert "\x1b" not in done.out
    overview, findings = told["overview"], {one["fingerprint"]: one for one in told["findings"]}
    for fingerprint in overview["breaks"]:
        finding = findings[fingerprint]
        (line,) = (
            one
            for one in lines
            if re.search(rf" \({finding['subject']['id']}\)  .*\.csv!\d+$", one)
        )
        assert line.endswith(finding["source"] or finding["origin"])
        assert str(finding["cut_off"]) in line
    shown = [rule["id"] for rule in overview["rules"][:8]]
    ids = [found[1] for line in lines if (found := re.search(r"\(([a-z-]+)\)(?:,|$)", line))]
    assert ids[: len(shown)] == shown
    assert not any(line.endswith("…") for line in lines)
    more = {"id": "… dan {} lagi", "en": "… and {} more"}[language]
    assert more.format(len(overview["rules"]) - 8) in lines
    assert done.out.count(path) == 1
    assert next_command(done) == ["check", path, *how, "--findings"]


def test_the_next_step_lists_the_findings_and_leads_to_the_cell(kinerja: Kinerja) -> None:
    answer = kinerja("check", str(SLIDES), "--set", "max_indicators=-1", "--fail-on", "never")
    assert answer.code == 0
    listed = kinerja(*next_command(answer))
    assert "crowded-objective" in listed.out  # the parameter is said again
    assert "indicators.csv!" in listed.out
    assert listed.out.splitlines()[0] == answer.out.splitlines()[0]


def test_the_next_step_names_what_was_named(kinerja: Kinerja, loaded_home: Path) -> None:
    assert next_command(kinerja("audit")) == ["audit", "--findings"]
    words = ["--dataset", "salindia", "--edition", "1"]
    named = kinerja("audit", *words)
    assert next_command(named) == ["audit", *words, "--findings"]
    done = run(loaded_home, "audit", "--url", "embedded", language="en")
    assert next_command(done) == ["audit", "--url", "embedded", "--findings"]
    listed = kinerja("audit", "--findings", language="en")
    assert re.fullmatch(
        r"\nFor a report: kinerja report --dataset \S+ --edition 1 --out report.pdf\n", listed.err
    )
    assert named.err == ""


def test_a_clean_plan_leads_on(kinerja: Kinerja, tmp_path: Path) -> None:
    path = tmp_path / "rencana baru.yaml"
    path.write_text("units: [{id: K, name: Kota, kind: pemda}]\n", encoding="utf-8")
    done = kinerja("check", str(path), "--dataset", "baru")
    assert done.out.startswith("✔ Tidak ada temuan pada baru 1.\n")
    assert next_command(done) == ["load", str(path), "--dataset", "baru"]


def test_a_table_is_the_same_whether_named_or_not(kinerja: Kinerja) -> None:
    assert kinerja("audit", "--format", "table").out == kinerja("audit").out


@pytest.mark.parametrize(
    "words",
    [
        ("--findings",),
        ("--rule", "missing-measure-unit"),
        ("--agency", "dishub"),
        ("--limit", "99"),
    ],
    ids=" ".join,
)
def test_single_findings_come_on_request(kinerja: Kinerja, words: tuple[str, ...]) -> None:
    done = kinerja("audit", *words)
    answer = kinerja("audit")
    assert "Perbaikan: " in done.out
    assert "Perbaikan: " not in answer.out


def test_a_file_holds_the_findings(kinerja: Kinerja, tmp_path: Path) -> None:
    place = tmp_path / "temuan.txt"
    assert kinerja("audit", "--out", str(place)).out == ""
    assert "Perbaikan: " in place.read_text("utf-8")


def test_twenty_findings_of_a_rule_are_listed_or_as_many_as_asked(kinerja: Kinerja) -> None:
    path, how = "examples/real/biro-organisasi", ("--lenient", "--rule", "orphan-indicator")

    def listed(*words: str) -> tuple[int, str]:
        done = kinerja("check", path, *how, *words, language="en")
        rest = [line for line in done.out.splitlines() if line.startswith("  … and ")]
        return done.out.count("  Indicator «"), " ".join(rest).strip()

    more = "more (--limit N lists more, --format csv or json all)"
    assert listed() == (20, f"… and 57 {more}")
    assert listed("--limit", "3") == (3, f"… and 74 {more}")
    assert listed("--limit", "77") == (77, "")


def test_an_agency_chooses_what_is_listed_and_nothing_else(kinerja: Kinerja) -> None:
    whole = json.loads(kinerja("check", CITY, "--json").out)
    done = kinerja("check", CITY, "--agency", "dishub", "--agency", "pupr", "--json")
    chosen = json.loads(done.out)
    of = [one for one in whole["findings"] if one["agency"] in {"dishub", "pupr"}]
    assert (chosen["findings"], len(of)) == (of, 7)
    for key in ("rules", "summary", "overview"):
        for run_of in (*whole["rules"], *chosen["rules"]):
            run_of["milliseconds"] = 0
        assert chosen[key] == whole[key]
    assert done.code == 1
    none = kinerja("audit", "--agency", "polri", "--rule", "copy-down", "--format", "csv")
    assert (none.code, none.out.count("\n")) == (0, 1)
    for form in ("sarif", "junit", "html"):
        told = kinerja("check", CITY, "--agency", "dishub", "--format", form).out
        listed = {one["fingerprint"] for one in whole["findings"] if one["fingerprint"] in told}
        assert listed == {one["fingerprint"] for one in of if one["agency"] == "dishub"}, form


@pytest.mark.parametrize("words", [("check", CITY), ("audit",), ("audit", "--all")], ids=" ".join)
def test_an_unknown_agency_is_usage_with_the_nearest(
    kinerja: Kinerja, words: tuple[str, ...]
) -> None:
    done = kinerja(*words, "--agency", "dishubb", "--json", language="en")
    error = json.loads(done.err)["error"]
    assert (done.code, done.out, error["code"]) == (2, "", "unknown-id")
    assert error["message"] == "There is no agency with the id “dishubb”."
    assert error["nearest"][0] == "dishub"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("missing-measure-unit:5",), 1),
        (("missing-measure-unit:53,8",), 1),  # 7 of 13
        (("missing-measure-unit:53.9",), 0),
        (("missing-measure-unit:100", "contribution-cycle:0"), 0),
        (("missing-measure-unit:100", "missing-polarity:100"), 1),  # absent altogether
        (("missing-measure-unit:100", "error"), 1),
        (("missing-measure-unit:100", "never"), 0),
        (("never", "missing-measure-unit:1"), 1),
    ],
    ids=str,
)
def test_so_many_percent_of_a_rule_end_with_1(
    kinerja: Kinerja, words: tuple[str, ...], code: int
) -> None:
    options = [word for one in words for word in ("--fail-on", one)]
    assert kinerja("audit", *options).code == code
    assert kinerja("check", str(SLIDES), *options, "--json").code == code


def test_waived_and_known_findings_are_no_part_of_the_percentage(
    kinerja: Kinerja, tmp_path: Path
) -> None:
    path, known = tmp_path / "kecuali.yaml", tmp_path / "garis.yaml"
    told = json.loads(kinerja("audit", "--rule", "missing-measure-unit", "--json").out)
    subjects = [one["subject"]["id"] for one in told["findings"]]
    path.write_text(
        "\n".join(
            f"- {{rule: missing-measure-unit, subject: {one}, reason: r, until: 2999-12-31, by: b}}"
            for one in subjects[1:]
        ),
        encoding="utf-8",
    )
    words = ("audit", "--fail-on", "missing-measure-unit:8")
    assert kinerja(*words, "--waivers", str(path)).code == 0  # 1 of 13
    assert kinerja("audit", "--fail-on", "missing-measure-unit:7", "--waivers", str(path)).code == 1
    kinerja("audit", "--baseline", str(known), "--update-baseline")
    assert (
        kinerja("audit", "--fail-on", "missing-measure-unit:0", "--baseline", str(known)).code == 0
    )


def test_all_datasets_are_a_line_each(kinerja: Kinerja) -> None:
    done = kinerja("audit", "--all", language="en")
    lines = done.out.splitlines()
    assert re.fullmatch(r"✖ 1 dataset: \d+ errors, \d+ warnings?(, \d+ info)?\.", lines[0])
    assert re.fullmatch(r"✖ \S+ 1: \d+ errors, .*", lines[1])
    assert next_command(done)[:2] == ["audit", "--dataset"]
    assert kinerja(*next_command(done)).code == 1
    assert "How to fix: " in kinerja("audit", "--all", "--findings", language="en").out


def test_the_examples_are_those_of_the_repository() -> None:
    assert all((TOP / path).is_dir() for path in PLANS)
