"""A backup brings everything back, on the other engine too, or changes nothing."""

from __future__ import annotations

import json
import secrets
import stat
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.accounts import copying, keys, log, people
from kinerja_graph.accounts.database import now, open_accounts
from kinerja_graph.accounts.rights import Grant
from kinerja_graph.errors import UsageError
from kinerja_graph.export.archive import MANIFEST, SEAL
from kinerja_graph.export.snapshot import RECORD_LABELS, Snapshot
from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import drop, load
from kinerja_graph.store.snapshots import every_document, find_edition
from kinerja_graph.workflow import backups
from kinerja_graph.workflow.backups import backup, restore

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
LABELS = ("Unit", "Position", "Objective", "Indicator", "Task", "Programme", "Problem")
OTHER = {"embedded": "neo4j", "neo4j": "embedded"}


@pytest.fixture
def dataset() -> str:
    return f"cadangan-{secrets.token_hex(4)}"


@pytest.fixture
def only_mine(dataset: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests use these engines too: what is theirs is left out of the backups made here."""

    def mine(store: Store) -> tuple[Edition, ...]:
        return tuple(item for item in every_document(store) if item.dataset == dataset)

    monkeypatch.setattr(backups, "every_document", mine)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", keep_replaced=0, batch_rows=7)


def fill(store: Store, dataset: str, settings: Settings) -> None:
    """Two editions, the older one loaded again, one of them with problems that were kept."""
    broken = settings.home.parent / "rusak.yaml"
    broken.write_text(
        "units: [{id: a, name: A, kind: opd}]\n"
        "objectives: [{id: S1, name: 'Sasaran «1» \\U0001F600', level: 0}]\n"
        "indicators:\n"
        "  - {id: I1, name: N, level: 1, owner: a, contributes_to: [S1, S9], baseline: 12.5}\n"
        "  - {id: 'I/2;', name: M, level: x, polarity: up}\n"
        "values:\n"
        "  - {indicator: I1, year: 2025, target: 10, realisation: 12.25}\n"
        "contributions: [{from: I1, to: S1, weight: 0.5, reason: 'a\"b'}]\n"
        "programmes: [{id: S1, name: P, unit: a}, {id: P2, name: Q, parent: S1, serves: S1}]\n"
        "budgets: [{programme: P2, year: 2026, budget: 12.5}]\n"
    )
    for edition, path in (("2025", EXAMPLES / "slides"), ("2026", broken), ("2025", None)):
        found = read(
            path or EXAMPLES / "slides",
            settings=settings,
            dataset=dataset,
            edition=edition,
            lenient=True,
        )
        assert found.cascade is not None
        load(store, found.cascade, settings=settings)


def whole(store: Store, dataset: str) -> list[dict[str, Any]]:
    """Everything that stands in the graph of a dataset but scopes and counters."""
    told = []
    for edition in every_document(store):
        if edition.dataset != dataset:
            continue
        snapshot = Snapshot(store, edition)
        facts = {
            name: getattr(edition, name)
            for name in ("edition", "name", "loaded_at", "digest", "schema_version", "as_of")
        }
        nodes = {label: list(snapshot.nodes(label)) for label in LABELS}
        ties = [tie for label in RECORD_LABELS for tie in snapshot.edges(label)]
        told.append({"facts": facts, "nodes": nodes, "ties": ties})
    return told


def note(settings: Settings, text: str) -> None:
    """An entry of our own in the accounts database's log."""
    with open_accounts(settings.home) as accounts:
        log.note(accounts, "penguji", text, "kota", berkas="a")


def notes(settings: Settings) -> list[str]:
    with open_accounts(settings.home) as accounts:
        return [entry.act for entry in reversed(log.entries(accounts))]


@pytest.mark.usefixtures("only_mine")
@pytest.mark.parametrize("engine", sorted(OTHER))
def test_everything_comes_back_on_the_other_engine(
    both_stores: dict[str, Store], engine: str, dataset: str, settings: Settings, tmp_path: Path
) -> None:
    store, other = both_stores[engine], both_stores[OTHER[engine]]
    settings.home.mkdir()
    fill(store, dataset, settings)
    note(settings, "catatan")
    before = whole(store, dataset)
    out = tmp_path / "cadangan.zip"
    saved = backup(store, out, settings=settings)
    assert [one.edition.edition for one in saved.kept] == ["2025", "2026"]
    assert (saved.accounts, saved.size) == (True, out.stat().st_size)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    elsewhere = settings.model_copy(update={"home": tmp_path / "lain"})
    done = restore(other, out, settings=elsewhere)
    assert (done.digest, done.made) == (saved.digest, saved.made)
    assert whole(other, dataset) == before
    assert before[1]["nodes"]["Problem"]
    assert {one["id"] for one in before[1]["nodes"]["Indicator"]} == {"I1", "I/2;"}
    assert find_edition(other, EditionRef(dataset)).edition == "2026"
    assert notes(elsewhere) == ["catatan", "restore"]
    assert not list(tmp_path.glob("**/.kinerja-backup-*"))
    for each in (store, other):
        drop(each, dataset, settings=settings)


def test_what_was_taken_back_since_stays_so(tmp_path: Path) -> None:
    """Keys, roles and people that were taken back after a backup do not come back with it."""
    later = datetime(2099, 1, 1, tzinfo=UTC)
    with open_accounts(tmp_path / "home") as book:
        made = {
            name: keys.add(book, name, [Grant("viewer")], expires=later, by="uji")[0].id
            for name in ("tetap", "bocor", "dahulu")
        }
        keys.revoke(book, made["dahulu"], by="uji")
        two = [Grant("admin"), Grant("viewer", "kota")]
        for name in ("siti", "budi", "tono", "wati"):
            people.grant(book, name, two, by="uji")
        people.withdraw(book, "wati", two[:1], by="uji")
        people.grant(book, "wati", two[:1], by="uji")
        kept = copying.rows(book)
        keys.revoke(book, made["bocor"], by="uji")
        people.withdraw(book, "siti", two[:1], by="uji")
        people.withdraw(book, "budi", two, by="uji")
        people.grant(book, "budi", two[1:], by="uji")
        people.forget(book, "tono", by="uji")
        closed = copying.replace_by(book, kept)
        assert closed == (
            made["bocor"], "admin * budi", "admin * siti", "admin * tono", "viewer kota tono"
        )  # fmt: skip
        states = {key.name: key.state(now()) for key in keys.every(book)}
        assert states == {"tetap": "valid", "bocor": "revoked", "dahulu": "revoked"}
        held = {person.name: set(person.grants.held) for person in people.every(book)}
        assert held == {
            "siti": set(two[1:]), "budi": set(two[1:]), "tono": set(), "wati": set(two)
        }  # fmt: skip
    with open_accounts(tmp_path / "lain") as elsewhere:  # nothing is known of it there
        assert copying.replace_by(elsewhere, kept) == ()
        states = {key.name: key.state(now()) for key in keys.every(elsewhere)}
        assert states == {"tetap": "valid", "bocor": "valid", "dahulu": "revoked"}


@pytest.fixture
def saved(
    store: Store, dataset: str, settings: Settings, tmp_path: Path, only_mine: None
) -> Iterator[Path]:
    """A backup of a dataset that is loaded still."""
    del only_mine
    settings.home.mkdir()
    fill(store, dataset, settings)
    note(settings, "lama")
    out = tmp_path / "cadangan.zip"
    backup(store, out, settings=settings)
    yield out
    if any(item.dataset == dataset for item in every_document(store)):
        drop(store, dataset, settings=settings)


def test_nothing_is_replaced_unasked(
    store: Store, saved: Path, dataset: str, settings: Settings
) -> None:
    before = whole(store, dataset)
    note(settings, "baru")
    with pytest.raises(UsageError) as refused:
        restore(store, saved, settings=settings)
    assert refused.value.code == "would-replace"
    assert "--replace" in refused.value.tell("id")
    assert (whole(store, dataset), notes(settings)) == (before, ["lama", "baru"])
    drop(store, dataset, "2026", settings=settings)
    restore(store, saved, settings=settings, replace=True)
    assert (whole(store, dataset), notes(settings)) == (before, ["lama", "restore"])
    with pytest.raises(UsageError) as taken:
        backup(store, saved, settings=settings)
    assert taken.value.code == "not-empty"


def changed(path: Path, out: Path, name: str, content: bytes | None) -> Path:
    """A copy of a backup with one member otherwise, or without it."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
            elif content is not None:
                new.writestr(member, content)
    return out


def test_a_backup_that_was_changed_changes_nothing(
    store: Store, saved: Path, dataset: str, settings: Settings, tmp_path: Path
) -> None:
    before = whole(store, dataset)
    with zipfile.ZipFile(saved) as archive:
        names = archive.namelist()
        edges = next(name for name in names if name.endswith("edges.jsonl"))
        manifest = json.loads(archive.read(MANIFEST))
        first = archive.read(edges)
        header = archive.getinfo(edges).header_offset
    manifest["editions"][0]["edition"]["name"] = "lain"
    torn = tmp_path / "torn.zip"
    torn.write_bytes(saved.read_bytes()[:-200])
    text = tmp_path / "text.zip"
    text.write_text("bukan cadangan")
    spoiled = tmp_path / "spoiled.zip"
    data = bytearray(saved.read_bytes())
    data[header + 30 + len(edges) + 20] ^= 0xFF  # what is stored, not a header of the zip
    spoiled.write_bytes(data)
    cases = [
        torn,
        text,
        spoiled,
        changed(saved, tmp_path / "1.zip", edges, first.replace(b"CONTRIBUTES_TO", b"OWNS")),
        changed(saved, tmp_path / "2.zip", edges, None),
        changed(saved, tmp_path / "3.zip", MANIFEST, json.dumps(manifest).encode()),
        changed(saved, tmp_path / "4.zip", SEAL, None),
        changed(saved, tmp_path / "5.zip", MANIFEST, b"[" * 10_000),
    ]
    for path in cases:
        with pytest.raises(UsageError) as refused:
            restore(store, path, settings=settings, replace=True)
        assert refused.value.code == "bad-backup", path
        assert str(path) in refused.value.tell("en")
    with pytest.raises(UsageError) as missing:
        restore(store, tmp_path / "tiada.zip", settings=settings)
    assert missing.value.code == "missing-file"
    assert (whole(store, dataset), notes(settings)) == (before, ["lama"])
