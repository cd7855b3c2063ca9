"""Units, alerts and dashboard name what there is: commands, settings, metrics, labels, routes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from kinerja_api.access.metrics import Metrics
from kinerja_graph.cli.command_list import COMMANDS
from kinerja_graph.settings import Settings

TOP: Final = Path(__file__).parent.parent.parent
FILES: Final = TOP / "operations"
UNITS: Final = sorted((FILES / "systemd").iterdir())
ALERTS: Final[dict[str, Any]] = yaml.safe_load(
    (FILES / "prometheus/kinerja-alerts.yml").read_text("utf-8")
)
BOARD: Final[dict[str, Any]] = json.loads((FILES / "grafana/kinerja.json").read_text("utf-8"))
OF_PROMETHEUS: Final = {"up"}
LABELS_OF_PROMETHEUS: Final = {"job", "instance", "le"}
WORDS_OF_PROMQL: Final = {
    "by", "sum", "rate", "increase", "histogram_quantile", "min", "max", "min_over_time", "topk",
    "or", "vector", "label_values",
}  # fmt: skip


def expressions() -> Iterator[str]:
    for group in ALERTS["groups"]:
        yield from (str(rule["expr"]) for rule in group["rules"])
    for panel in BOARD["panels"]:
        yield from (str(target["expr"]) for target in panel["targets"])
    for variable in BOARD["templating"]["list"]:
        if variable["type"] == "query":
            yield str(variable["query"])


def exposed() -> tuple[set[str], set[str]]:
    """The names and labels of the metrics of a service that answered a request."""
    metrics = Metrics()
    metrics.record_response("/audit", "GET", 200, 0.1)
    found = [
        sample
        for family in metrics.registry.collect()
        for sample in family.samples
        if not sample.name.endswith("_created")
    ]
    return {one.name for one in found}, {label for one in found for label in one.labels}


@pytest.mark.parametrize("expression", [*expressions()])
def test_each_metric_and_label_exists(expression: str) -> None:
    names, labels = exposed()
    bare = re.sub(r'"[^"]*"', '""', expression)
    selectors = "".join(re.findall(r"\{([^}]*)\}", bare))
    grouped = ",".join(re.findall(r"by \(([^)]*)\)", bare))
    used = set(re.findall(r"[a-z_]+(?=[=!~])", selectors)) | set(re.findall(r"[a-z_]+", grouped))
    assert used <= labels | LABELS_OF_PROMETHEUS
    rest = re.sub(r"\{[^}]*\}|by \([^)]*\)|\[[^]]*\]|\$\w+", "", bare)
    asked = set(re.findall(r"[a-z_]+", rest)) - WORDS_OF_PROMQL - {"job"}
    assert asked
    assert asked <= names | OF_PROMETHEUS


def test_every_metric_is_on_the_dashboard() -> None:
    shown = " ".join(target["expr"] for panel in BOARD["panels"] for target in panel["targets"])
    families = {family.name for family in Metrics().registry.collect()}
    assert [name for name in families if name not in shown] == []


def test_statuses_in_expressions_are_ones_that_are_counted() -> None:
    told = " ".join(expressions())
    statuses = {
        one for found in re.findall(r'status=~?"([^"]+)"', told) for one in found.split("|")
    }
    assert statuses == {"401", "403", "429", "500", "503"}


def test_alerts_say_what_is_wrong_and_where_to_look() -> None:
    (group,) = ALERTS["groups"]
    names = [rule["alert"] for rule in group["rules"]]
    assert len(set(names)) == len(names)
    for rule in group["rules"]:
        assert rule["labels"]["severity"] in {"critical", "warning"}
        assert rule["annotations"]["summary"].endswith(".")
        assert rule["annotations"]["description"].strip()
        for setting in re.findall(r"KINERJA_([A-Z_]+)", str(rule["annotations"])):
            assert setting.lower() in Settings.model_fields


def test_panels_stand_side_by_side_and_ask_the_chosen_prometheus() -> None:
    panels = BOARD["panels"]
    assert [panel["id"] for panel in panels] == list(range(1, len(panels) + 1))
    taken = set[tuple[int, int]]()
    for panel in panels:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not taken & cells, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells
        assert panel["datasource"]["uid"] == "${datasource}"
        assert panel["description"].endswith(".")


def test_prometheus_asks_with_a_key_and_reads_the_alerts() -> None:
    told = yaml.safe_load((FILES / "prometheus/prometheus.yml").read_text("utf-8"))
    (job,) = told["scrape_configs"]
    assert told["rule_files"] == ["kinerja-alerts.yml"]
    assert (job["job_name"], job["metrics_path"]) == ("kinerja", "/metrics")
    assert "credentials_file" in job["authorization"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_run_commands_and_settings_of_ours(unit: Path) -> None:
    told = read_unit(unit)
    text = unit.read_text("utf-8")
    commands = {command.name for command in COMMANDS}
    assert set(re.findall(r"/opt/kinerja/bin/kinerja (\w+)", text)) <= commands
    assert {name.lower() for name in re.findall(r"KINERJA_([A-Z_]+)", text)} <= set(
        Settings.model_fields
    )
    if unit.suffix == ".service":
        assert told["Service"]["User"] == "kinerja"
        assert told["Service"]["NoNewPrivileges"] == "true"
        assert told["Service"]["ProtectSystem"] == "strict"
        assert "MemoryDenyWriteExecute" not in told["Service"]  # Java compiles as it runs
    else:
        assert unit.with_suffix(".service") in UNITS


def test_the_service_and_its_engine_have_limits() -> None:
    told = read_unit(FILES / "systemd/kinerja.service")["Service"]
    assert {"MemoryMax", "CPUQuota", "TasksMax"} <= set(told)


def read_unit(path: Path) -> ConfigParser:
    found = ConfigParser(interpolation=None, strict=False)
    found.optionxform = str  # type: ignore[assignment,method-assign]  # keys of units are CamelCase
    found.read_string(path.read_text("utf-8"))
    return found


def test_the_page_shows_the_files_as_they_are() -> None:
    page = (TOP / "docs/how-to/operating.md").read_text("utf-8")
    for path in (*UNITS, FILES / "prometheus/prometheus.yml"):
        assert f"\n{path.read_text('utf-8')}```" in page, path.name
