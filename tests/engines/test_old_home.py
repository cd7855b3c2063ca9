"""What a version of long ago left behind is opened by this one: nothing is lost, all answers hold.

The fixture is a whole home of 2026-11-30 and the desk beside it: graph, accounts, waivers,
baselines, ``kinerja.toml``, a map file and a backup, with the answers of that version.
"""

import csv
import json
import tarfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import httpx
import pytest
from command_line import Done, run
from serving import serve

from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.store.embedded import Embedded

FIXTURE = Path(__file__).parent.parent / "homes" / "home-2026-11-30.tar.xz"
FREE_TEXT = {"message", "remediation", "remedy", "why", "title"}
"""Fields whose words may become better."""
VARIES = {"milliseconds", "loaded_at", "engine", "used_at", "seen_at", "at"}

SHARPER = {
    "missing-annual-target",
    "missing-realisation",
    "missing-measure-unit",
    "missing-polarity",
    "missing-formula",
    "missing-data-source",
    "missing-baseline",
    "task-without-standard",
    "unowned-indicator",
    "task-without-performer",
    "untested-link",
}
"""Rules that since December 2026 pass over what could not be read (``biro`` was read so), or say
once what is true of everything."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture, unpacked: ``home`` and ``desk`` beside each other."""
    place = tmp_path_factory.mktemp("old")
    with tarfile.open(FIXTURE) as archive:
        archive.extractall(place, filter="data")
    return place / "desk"


@pytest.fixture(scope="module")
def asked(
    desk: Path, engine_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Generator[dict[str, str]]:
    """The environment of commands: the old home itself, or its backup restored into a server."""
    if engine_settings.url == "embedded":
        home = desk.parent / "home"
        yield {"KINERJA_HOME": str(home)}
        Embedded(read_settings(url="embedded", home=home)).stop()
        return
    home = tmp_path_factory.mktemp("restored-home")
    env = {
        "KINERJA_HOME": str(home),
        "KINERJA_URL": engine_settings.url,
        "KINERJA_USER": engine_settings.user,
        "KINERJA_PASSWORD": engine_settings.password,
        "KINERJA_DATABASE": engine_settings.database,
    }
    done = kinerja(desk, env, "restore", str(desk / "cadangan.zip"))
    assert done.code == 0, done.out + done.err
    yield env
    for dataset in ("slides", "kota-contoh", "biro"):
        kinerja(desk, env, "drop", dataset)


def kinerja(desk: Path, env: dict[str, str], *words: str) -> Done:
    return run(Path(env["KINERJA_HOME"]), *words, language="en", cwd=desk, **env)


def answers() -> dict[str, Any]:
    with tarfile.open(FIXTURE) as archive:
        file = archive.extractfile("desk/answers.json")
        assert file is not None
        told: dict[str, Any] = json.load(file)
        return told


def known(value: Any, then: Any) -> Any:
    """``value`` without what varies, words for people, and keys that ``then`` did not have."""
    if isinstance(value, dict):
        kept = then if isinstance(then, dict) else {}
        return {
            key: known(one, kept[key])
            for key, one in value.items()
            if key in kept and key not in FREE_TEXT | VARIES
        }
    if isinstance(value, list):
        pairs = then if isinstance(then, list) and len(then) == len(value) else [None] * len(value)
        return [known(one, other) for one, other in zip(value, pairs, strict=True)]
    return value


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def without_sharper_rules(answer: dict[str, Any]) -> dict[str, Any]:
    """An audit without the rules whose meaning became sharper, and what they add up to."""
    return {
        **answer,
        "summary": None,
        "rules": [rule for rule in answer["rules"] if rule["id"] not in SHARPER],
        "findings": [finding for finding in answer["findings"] if finding["rule"] not in SHARPER],
    }


NEW: dict[str, str] = dict.fromkeys(
    (
        "ambiguous-match",
        "document-disagrees",
        "document-outside-cascade",
        "only-in-one-document",
        "missing-definition",
        "outcome-without-csf",
        "period-target-disagrees",
        "programme-without-result",
    ),
    "not-applicable",
)
"""Rules that came later, and what they say of plans without the columns that they speak of."""


def without_new_rules(answer: dict[str, Any]) -> dict[str, Any]:
    """An audit of all rules without those that came later, which do not apply to old plans."""
    later = {rule["id"]: rule["status"] for rule in answer["rules"] if rule["id"] in NEW}
    assert later == NEW
    return {**answer, "rules": [rule for rule in answer["rules"] if rule["id"] not in NEW]}


@pytest.mark.parametrize("words", sorted(answers()))
def test_an_old_home_answers_as_it_did(desk: Path, asked: dict[str, str], words: str) -> None:
    then = answers()[words]
    done = kinerja(desk, asked, *words.split(), "--json")
    assert done.code in {0, 1}, done.err
    now = json.loads(done.out)
    if words == "datasets":  # other tests' datasets may stand beside them on a shared server
        mine = {one["dataset"] for one in then["datasets"]}
        now["datasets"] = [one for one in now["datasets"] if one["dataset"] in mine]
    if words.startswith("audit"):
        now = without_new_rules(now)
    if words == "audit --dataset biro":
        then, now = without_sharper_rules(then), without_sharper_rules(now)
    assert known(now, then) == known(then, then)


def test_the_accounts_of_an_old_home_hold(desk: Path, asked: dict[str, str]) -> None:
    kept = json.loads((desk / "keys.json").read_text("utf-8"))
    then = json.loads((desk / "service.json").read_text("utf-8"))
    settings = read_settings(
        **{name.removeprefix("KINERJA_").lower(): value for name, value in asked.items()}
    )
    with serve(settings) as url, httpx.Client(base_url=url, timeout=60) as client:

        def get(path: str, who: str, **params: str) -> httpx.Response:
            headers = {"Authorization": f"Bearer {kept['keys'][who]['secret']}"}
            return client.get(path, params=params, headers=headers)

        for role in ("viewer", "planner", "inspector", "admin", "cypher"):
            assert get("/datasets", role).status_code == 200, role
        assert [one["dataset"] for one in get("/datasets", "one").json()["datasets"]] == ["slides"]
        for path in ("/waivers", "/baseline"):
            now = get(path, "admin", dataset="kota-contoh").json()
            assert known(now, then[path]) == known(then[path], then[path])


def test_the_files_of_an_old_desk_are_read(
    desk: Path, asked: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "again"
    done = kinerja(
        desk, asked, "import", "matriks-renstra.csv", "--map", "matriks-renstra.yaml", "--out",
        str(out),
    )  # fmt: skip
    assert done.code == 0, done.out + done.err
    for old in sorted((desk / "imported").iterdir()):
        then = records(old)
        now = [{key: row[key] for key in then[0]} for row in records(out / old.name)]
        assert now == then, old.name
    done = kinerja(desk, asked, "validate", str(desk / "imported"))
    assert done.code == 0, done.out + done.err
