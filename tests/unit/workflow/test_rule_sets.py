"""What the command line and ``kinerja.toml`` decide of the rules."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.audit.evidence import LKE
from kinerja_graph.audit.rule_set import Regrade
from kinerja_graph.errors import KinerjaError, LibraryError, SettingsError, UsageError
from kinerja_graph.library.new import skeleton
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.workflow.rule_sets import (
    default_rule_set,
    evidence_sheet,
    read_rule_set,
    rule_folder,
)

TOP = Path(__file__).parent.parent.parent.parent


def settings(**rules: Any) -> Settings:
    return Settings(rules=rules)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for name, text in skeleton("late-report", ()).items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_nothing_decided_is_the_product_as_it_is() -> None:
    assert read_rule_set(settings()) == default_rule_set()
    assert [one.id for one in default_rule_set().rules] == sorted(
        path.stem for path in (TOP / "cypher/rules").glob("*.cypher")
    )


def test_kinerja_toml_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kinerja.toml").write_text(
        """[rules.parameters]
max_indicators = 3
[rules.severity.soft-target]
level = "info"
reason = "ditetapkan pusat"
[rules.off]
idle-position = "belum dipetakan"
""",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    decided = read_rule_set(read_settings())
    assert decided.parameters == {"max_indicators": 3}
    assert decided.regraded == {"soft-target": Regrade("info", "ditetapkan pusat")}
    assert decided.off == {"idle-position": "belum dipetakan"}


def test_the_command_line_wins_and_its_last_word_holds() -> None:
    given = ("max_indicators=4", " max_indicators = 6 ", "leap_ratio=1.5")
    standing = settings(parameters={"max_indicators": 3, "sum_tolerance": 0.1})
    decided = read_rule_set(standing, parameters=given)
    assert decided.parameters == {"leap_ratio": 1.5, "max_indicators": 6, "sum_tolerance": 0.1}


def test_a_parameter_of_a_rule_that_is_not_run_is_known() -> None:
    decided = read_rule_set(settings(), ["detached-task"], parameters=["max_indicators=4"])
    assert [rule.id for rule in decided.rules] == ["detached-task"]


def test_a_folder_from_the_command_line_or_the_settings(own: Path) -> None:
    by_wish = read_rule_set(settings(), folder=own, parameters=("lowest_level=1",))
    by_settings = read_rule_set(settings(folder=str(own), off={"late-report": "nanti"}))
    assert len(by_wish.rules) == len(by_settings.rules) == 64
    assert rule_folder(settings(folder="elsewhere"), own) == own
    (alone,) = read_rule_set(settings(), ["late-report"], folder=own).rules
    assert alone.path == own / "late-report.cypher"


def test_an_id_of_the_product_is_refused(own: Path) -> None:
    text = (own / "late-report.cypher").read_text("utf-8").replace("late-report", "level-skip")
    (own / "level-skip.cypher").write_text(text, "utf-8")
    with pytest.raises(LibraryError) as caught:
        read_rule_set(settings(), folder=own)
    assert "level-skip" in caught.value.what.en


def refusal(*names: str, given: Sequence[str] = (), **rules: Any) -> KinerjaError:
    with pytest.raises(UsageError) as caught:
        read_rule_set(settings(**rules), names, parameters=given)
    assert caught.value.exit_code == 2
    return caught.value


def test_an_unknown_parameter_names_the_nearest() -> None:
    error = refusal(given=["max_indicator=3"])
    assert error.code == "unknown-parameter"
    assert error.facts["nearest"] == ["max_indicators"]
    assert "max_indicators" in refusal(parameters={"max_indikators": 3}).tell("en")
    assert "working_minutes" in refusal(given=["q=3"]).tell("id")


@pytest.mark.parametrize("text", ["max_indicators", "=3", "max_indicators=many", "leap_ratio="])
def test_what_sets_no_value_is_refused(text: str) -> None:
    refusal(given=[text])


def test_an_unknown_rule_names_the_nearest() -> None:
    assert refusal("soft-targets").facts["nearest"][0] == "soft-target"  # type: ignore[index]
    error = refusal(off={"soft-targets": "x"})
    assert error.facts["nearest"][0] == "soft-target"  # type: ignore[index]
    assert error.where == "kinerja.toml: rules.off.soft-targets"
    refusal(severity={"soft-targets": {"level": "info", "reason": "x"}})


@pytest.mark.parametrize(
    "rules",
    [
        {"severity": {"soft-target": {"level": "info"}}},
        {"severity": {"soft-target": {"level": "info", "reason": "  "}}},
        {"off": {"soft-target": ""}},
        {"off": {"soft-target": True}},
    ],
)
def test_a_decision_needs_its_reason(rules: dict[str, Any]) -> None:
    error = refusal(**rules)
    assert isinstance(error, SettingsError)
    assert "reason" in error.what.en
    assert error.where.startswith("kinerja.toml: rules.")


@pytest.mark.parametrize(
    "rules",
    [
        {"severity": {"soft-target": {"level": "fatal", "reason": "x"}}},
        {"severity": {"soft-target": {"level": "info", "reason": "x", "until": 2027}}},
        {"severity": {"soft-target": "info"}},
        {"severity": "info"},
        {"off": ["soft-target"]},
        {"parameter": {}},
        {"folder": 3},
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(rules: dict[str, Any]) -> None:
    error = refusal(**rules)
    assert isinstance(error, SettingsError)
    assert error.where.startswith(f"kinerja.toml: rules.{next(iter(rules))}")


def test_the_sheet_of_a_region(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(LKE.read_text("utf-8").replace("name: lke", "name: ours"), "utf-8")
    assert evidence_sheet(settings()).name == "lke"
    assert evidence_sheet(settings(lke=str(path))).name == "ours"
    with pytest.raises(SettingsError):
        evidence_sheet(settings(lke=7))
