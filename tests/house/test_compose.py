"""What docker-compose.yml promises, held without Docker."""

import copy
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import run
from jsonschema import Draft7Validator

from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store.neo4j_server import limits_of

TOP = Path(__file__).parent.parent.parent
SCHEMAS = Path(__file__).parent / "schemas"
COMPOSE: dict[str, Any] = yaml.safe_load((TOP / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
CONTAINERS = pytest.mark.parametrize("name", SERVICES)


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    """The schema of the Compose Specification, byte for byte as it was published."""
    text = (SCHEMAS / "compose-spec.json").read_bytes()
    assert hashlib.sha256(text).hexdigest() in (SCHEMAS / "README.md").read_text("utf-8")
    told = json.loads(text)
    Draft7Validator.check_schema(told)
    return Draft7Validator(told)


def test_it_keeps_to_the_compose_specification(schema: Draft7Validator) -> None:
    found = [
        f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in schema.iter_errors(COMPOSE)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("red_only", True),
        ("cap_drop", "ALL"),
        ("ports", "8000"),
        ("healthcheck", {"test": 1}),
    ],
)
def test_the_schema_sees_what_is_wrong(schema: Draft7Validator, key: str, value: object) -> None:
    broken = copy.deepcopy(COMPOSE)
    broken["services"]["service"][key] = value
    assert not schema.is_valid(broken)


def test_images_are_pinned() -> None:
    assert re.fullmatch(r"neo4j:5\.26\.\d+-community", SERVICES["neo4j"]["image"])
    assert SERVICES["service"]["build"] == {"context": ".", "dockerfile": "docker/Dockerfile"}
    built = (TOP / "docker/Dockerfile").read_text("utf-8")
    bases = re.findall(r"^FROM (\S+)", built, re.MULTILINE)
    assert bases
    assert all(re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", base) for base in bases)
    assert "-r requirements/run.txt" in built  # versions as locked


@CONTAINERS
def test_containers_are_well_only_where_they_say_so(name: str) -> None:
    told = SERVICES[name]["healthcheck"]
    assert told["test"][0] in {"CMD", "CMD-SHELL"}
    assert {"interval", "timeout", "retries"} <= set(told)


def test_the_service_waits_for_its_engine() -> None:
    assert SERVICES["service"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "/readyz" in SERVICES["service"]["healthcheck"]["test"][-1]


@CONTAINERS
def test_containers_run_without_rights(name: str) -> None:
    told = SERVICES[name]
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", told["user"])
    assert told["cap_drop"] == ["ALL"]
    assert told["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "network_mode", "pid", "devices"} & set(told)


def test_the_service_writes_to_its_volume_alone() -> None:
    told = SERVICES["service"]
    assert told["read_only"] is True
    assert told["tmpfs"] == ["/tmp"]  # noqa: S108 (a file system of the container's own)
    home = told["environment"]["KINERJA_HOME"]
    assert told["volumes"] == [f"kinerja-home:{home}"]
    built = (TOP / "docker/Dockerfile").read_text("utf-8")
    owner = told["user"].split(":")[0]
    assert f"-o {owner} -g {owner} {home}" in built  # a new volume takes its owner from the image
    assert f"USER {told['user']}" in built


@CONTAINERS
def test_every_volume_is_named_and_kept(name: str) -> None:
    for volume in SERVICES[name]["volumes"]:
        assert volume.split(":")[0] in COMPOSE["volumes"]


def test_secrets_come_from_files_alone() -> None:
    for name, told in COMPOSE["secrets"].items():
        assert told == {"file": f"./secrets/{name}"}
    for service in SERVICES.values():
        for key, value in service["environment"].items():
            if re.search(r"PASSWORD|AUTH|SECRET|TOKEN", key):
                assert key.endswith("_FILE"), key
                assert value.removeprefix("/run/secrets/") in service["secrets"], value
    ignored = (TOP / ".gitignore").read_text("utf-8").split()
    assert "/secrets/" in ignored
    kept_out = (TOP / ".dockerignore").read_text("utf-8").split()
    assert "secrets" in {line.strip("/") for line in kept_out}


def test_no_statement_takes_all_the_memory_of_the_engine_for_good() -> None:
    told = SERVICES["neo4j"]["environment"]
    each, total = limits_of(told["NEO4J_server_memory_heap_max__size"])
    assert told["NEO4J_db_memory_transaction_max"] == f"{each}m"
    assert told["NEO4J_dbms_memory_transaction_total_max"] == f"{total}m"
    assert told["NEO4J_server_jvm_additional"] == "-XX:+ExitOnOutOfMemoryError"
    assert SERVICES["neo4j"]["restart"] == "unless-stopped"


@CONTAINERS
def test_no_container_takes_the_whole_machine(name: str) -> None:
    limits = SERVICES[name]["deploy"]["resources"]["limits"]
    assert 0 < float(limits["cpus"]) <= 2
    assert 0 < limits["pids"] <= 1000
    assert megabytes(limits["memory"]) <= 4096


def test_what_the_engine_may_take_fits_into_its_container() -> None:
    told = SERVICES["neo4j"]
    taken = ("NEO4J_server_memory_heap_max__size", "NEO4J_server_memory_pagecache_size")
    limit = megabytes(told["deploy"]["resources"]["limits"]["memory"])
    assert sum(megabytes(told["environment"][name]) for name in taken) <= limit * 3 / 4


def megabytes(text: str) -> int:
    return int(text[:-1]) * {"m": 1, "g": 1024}[text[-1]]


@pytest.fixture
def started(tmp_path: Path) -> Callable[[], tuple[str, list[str]]]:
    """Runs docker/up.sh beside a program called docker that only notes how it is called."""
    shutil.copytree(TOP / "docker", tmp_path / "docker")
    programs, calls = tmp_path / "bin", tmp_path / "calls"
    programs.mkdir()
    noting = (
        f'#!/bin/sh\necho "$*" >> {calls}\ncase "$*" in *"keys add"*) echo KEY-FOR-ONCE;; esac\n'
    )
    (programs / "docker").write_text(noting, "utf-8")
    (programs / "docker").chmod(0o755)

    def start() -> tuple[str, list[str]]:
        calls.write_text("", "utf-8")
        done = subprocess.run(
            ["sh", str(tmp_path / "docker/up.sh")],
            env={"PATH": f"{programs}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout, calls.read_text("utf-8").splitlines()

    return start


def test_one_command_makes_secrets_and_a_key_once(
    started: Callable[[], tuple[str, list[str]]], tmp_path: Path
) -> None:
    told, calls = started()
    secrets = tmp_path / "secrets"
    assert secrets.stat().st_mode & 0o777 == 0o700
    password = (secrets / "neo4j_password").read_text("utf-8")
    assert re.fullmatch("[0-9a-f]{32}", password)
    assert (secrets / "neo4j_auth").read_text("utf-8") == f"neo4j/{password}"
    assert [call.split()[1] for call in calls] == ["version", "build", "run", "up"]
    assert "http://127.0.0.1:8000/sign-in" in told
    assert "KEY-FOR-ONCE" in told
    again, calls = started()
    assert [call.split()[1] for call in calls] == ["version", "build", "up"]
    assert "KEY" not in again
    assert (secrets / "neo4j_password").read_text("utf-8") == password


def test_the_command_of_the_first_key_is_one_of_ours(
    started: Callable[[], tuple[str, list[str]]], tmp_path: Path
) -> None:
    _, calls = started()
    (words,) = (call.partition(" kinerja ")[2].split() for call in calls if "keys add" in call)
    done = run(tmp_path / "home", *words)
    assert done.code == 0, done.err
    assert re.search(r"kinerja_[0-9a-f]{8}_\S+", done.out)


def test_only_this_machine_reaches_it() -> None:
    assert "ports" not in SERVICES["neo4j"]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["service"]["ports"])


def test_its_settings_are_settings_of_ours() -> None:
    names = {f"KINERJA_{name.upper()}" for name in Settings.model_fields}
    told = {key for key in SERVICES["service"]["environment"] if key.startswith("KINERJA_")}
    assert {key.removesuffix("_FILE") for key in told} <= names


def test_the_proxy_beside_it_is_the_one_that_is_trusted(schema: Draft7Validator) -> None:
    told = yaml.safe_load((TOP / "docker/with-caddy.yml").read_text("utf-8"))
    assert not list(schema.iter_errors(told))
    services = told["services"]
    trusted = services["service"]["environment"]["KINERJA_TRUSTED_PROXIES"]
    assert services["caddy"]["networks"]["default"]["ipv4_address"] == trusted
    (network,) = told["networks"]["default"]["ipam"]["config"]
    assert ip_address(trusted) in ip_network(network["subnet"])
    assert read_settings(trusted_proxies=trusted).trusted_proxies == f"{trusted}/32"
    assert re.fullmatch(r"caddy:\d+\.\d+\.\d+-alpine", services["caddy"]["image"])
    assert set(services["caddy"]["volumes"][0].split(":")) >= set(told["volumes"])


def test_by_itself_it_trusts_no_proxy() -> None:
    given = SERVICES["service"]["environment"]["KINERJA_TRUSTED_PROXIES"]
    assert given == "${KINERJA_TRUSTED_PROXIES:-}"


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_page_shows_the_files_of_proxies_as_they_are(name: str) -> None:
    page = (TOP / "docs/how-to/serving.md").read_text("utf-8")
    assert f"```\n{(TOP / 'docker' / name).read_text('utf-8')}```" in page
