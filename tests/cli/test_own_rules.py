"""``--rules``, ``--set``, ``--evidence``, ``rules test`` and ``rules new``, as typed."""

import json
from pathlib import Path

import pytest
from command_line import run

DECISIONS = """[rules.parameters]
max_indicators = 3
[rules.severity.unsupported-outcome]
level = "info"
reason = "Masih disusun"
[rules.off]
missing-polarity = "Menyusul"
"""


def test_a_rule_is_begun_proved_broken_and_mended(loaded_home: Path, tmp_path: Path) -> None:
    assert run(loaded_home, "rules", "new", "late-report", "--out", "own", cwd=tmp_path).code == 0
    proved = run(loaded_home, "rules", "test", "own", cwd=tmp_path)
    assert proved.code == 0, proved.err
    assert "1 aturan, 5 kasus: semuanya cocok" in proved.out
    rule = tmp_path / "own" / "late-report.cypher"
    rule.write_text(rule.read_text("utf-8").replace("IS NULL AND", "IS NOT NULL AND"), "utf-8")
    broken = run(loaded_home, "rules", "test", "own", language="en", cwd=tmp_path)
    assert broken.code == 1
    assert "findings: got 0, expected 1" in broken.out
    answer = json.loads(run(loaded_home, "rules", "test", "own", "--json", cwd=tmp_path).out)
    assert answer["summary"]["failed"] == 4
    listed = run(loaded_home, "rules", "list", "--rules", "own", "--json", cwd=tmp_path)
    assert len(json.loads(listed.out)["rules"]) == 64
    shown = run(loaded_home, "rules", "show", "late-report", "--rules", "own", cwd=tmp_path)
    assert "Indikator tanpa pemasok catatan" in shown.out
    audit = run(loaded_home, "audit", "--rules", "own", "--json", cwd=tmp_path)
    assert len(json.loads(audit.out)["rules"]) == 64


@pytest.mark.parametrize("command", [("audit",), ("check", "plan.yaml")])
def test_decisions_of_kinerja_toml_show(
    loaded_home: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "kinerja.toml").write_text(DECISIONS, "utf-8")
    (tmp_path / "plan.yaml").write_text("objectives: [{id: S, name: s, level: 0}]\n", "utf-8")
    table = run(loaded_home, *command, "--findings", language="en", cwd=tmp_path).out
    assert "Parameter max_indicators = 3." in table
    assert "missing-polarity · Switched off: Menyusul" in table
    assert "unsupported-outcome · Severity info instead of error: Masih disusun" in table
    assert "1 switched off" in table
    answer = json.loads(run(loaded_home, *command, "--json", cwd=tmp_path).out)
    rules = {rule["id"]: rule for rule in answer["rules"]}
    assert rules["missing-polarity"]["status"] == "not-applicable"
    assert rules["unsupported-outcome"]["changed"]["severity"] == "error"
    assert {one["severity"] for one in answer["findings"] if one["rule"] == "unsupported-outcome"} \
        == {"info"}  # fmt: skip
    assert answer["parameters"] == {"max_indicators": 3}


def test_a_decision_that_cannot_be_used_is_told(loaded_home: Path, tmp_path: Path) -> None:
    (tmp_path / "kinerja.toml").write_text('[rules.off]\nlevel-skp = "x"\n', "utf-8")
    done = run(loaded_home, "audit", language="en", cwd=tmp_path)
    assert done.code == 2
    assert "kinerja.toml: rules.off.level-skp" in done.err
    assert "level-skip" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "max_indicator=3"), "Perhaps you mean: max_indicators."),
        (("--set", "max_indicators"), "does not set a value"),
        (("--set", "max_indicators=few"), "cannot be used: few"),
        (("--rules", "nowhere"), "no such folder of rules"),
        (("--evidence", "lke", "--format", "csv"), "cannot be used together"),
        (("--evidence", "skp"), "The value given for --evidence cannot be used."),
    ],
)
def test_wrong_use_is_usage(loaded_home: Path, words: tuple[str, ...], said: str) -> None:
    done = run(loaded_home, "audit", *words, language="en")
    assert done.code == 2
    assert said in done.err


def test_a_parameter_changes_what_is_found(loaded_home: Path) -> None:
    words = ("audit", "--rule", "crowded-objective", "--fail-on", "info")
    assert run(loaded_home, *words).code == 0
    assert run(loaded_home, *words, "--set", "max_indicators=-1").code == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", ("Perencanaan kinerja, bobot 30", "missing-measure-unit: 7 dari 13")),
        ("en", ("Planning, weight 30", "missing-measure-unit: 7 of 13", "Not shown by a graph:")),
    ],
)
def test_evidence_for_the_evaluation(
    loaded_home: Path, language: str, said: tuple[str, ...]
) -> None:
    table = run(loaded_home, "audit", "--evidence", "lke", language=language)
    assert table.code == 1
    for words in said:
        assert words in table.out
    answer = json.loads(run(loaded_home, "audit", "--evidence", "lke", "--json").out)
    assert [part["id"] for part in answer["evidence"]["components"]] == [
        "planning",
        "measurement",
        "reporting",
        "evaluation",
    ]
    assert answer["findings"]
