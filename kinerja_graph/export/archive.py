"""Back up editions as they are in the graph, and the accounts database, in one file with digests.

A zip of JSON Lines. Members of edition number N: ``editions/N/<Label>.jsonl`` (the properties of
one node per line) and ``editions/N/edges.jsonl`` (type, label and id of both ends, properties).
``manifest.json`` holds the facts of each edition and the SHA-256 of each member;
``manifest.sha256`` that of the manifest.
"""

from __future__ import annotations

import hashlib
import json
import math
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Any, Final, Self

from kinerja_graph.errors import UsageError
from kinerja_graph.export.snapshot import RECORD_LABELS, Snapshot
from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.model.cascade import Plan
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import PROGRAMME, reference
from kinerja_graph.model.rows import EdgeEnds, EdgeRow, Row
from kinerja_graph.shapes import json_keys
from kinerja_graph.system import of_system
from kinerja_graph.texts import Text, _

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
SEAL: Final = "manifest.sha256"
ACCOUNTS: Final = "ledger.json"
LABELS: Final = (*RECORD_LABELS, "Problem")
LARGEST_MANIFEST: Final = 50_000_000
_EDGES: Final = "edges"
_CHUNK: Final = 1 << 20
_BROKEN: Final = (
    KeyError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What ``zipfile`` raises for a damaged or encrypted zip, or an unsupported compression."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a backup: its name, size in bytes and SHA-256."""

    name: str
    bytes: int
    sha256: str


@json_keys("dataset=edition.dataset", "edition=edition.edition", "counts", "ties")
@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedEdition:
    """One edition in a backup.

    Attributes:
        edition: its facts; the scope is that of the graph it was taken from.
        counts: nodes by label.
        ties: the number of edges.
        members: its files by label; the edges under ``edges``.
    """

    edition: Edition
    counts: Mapping[str, int]
    ties: int
    members: Mapping[str, Member]

    @property
    def plan(self) -> Plan:
        """Return what a snapshot of it says about its plan."""
        return Plan(**{one.name: getattr(self.edition, one.name) for one in fields(Plan)})


class ArchiveWriter:
    """A backup being written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Start with nothing written."""
        self._archive = archive
        self._kept: list[ArchivedEdition] = []
        self._accounts: Member | None = None

    @property
    def editions(self) -> tuple[ArchivedEdition, ...]:
        """Return the editions written so far."""
        return tuple(self._kept)

    def add(self, parts: Mapping[str, tuple[Path, int]], edition: Edition) -> None:
        """Add an edition from files of lines: the path and number of lines by label."""
        number = f"editions/{len(self._kept) + 1:04}"
        members = {
            label: self._copy(path, f"{number}/{label}.jsonl") for label, (path, _) in parts.items()
        }
        counts = {label: parts[label][1] for label in LABELS if label in parts}
        self._kept.append(
            ArchivedEdition(edition=edition, counts=counts, ties=parts[_EDGES][1], members=members)
        )

    def add_accounts(self, path: Path) -> None:
        """Add the accounts database."""
        self._accounts = self._copy(path, ACCOUNTS)

    def finish(self, made: str, version: str) -> str:
        """Write the manifest; return its SHA-256."""
        told = {
            "format": FORMAT,
            "made": made,
            "version": version,
            "ledger": None if self._accounts is None else asdict(self._accounts),
            "editions": [
                {
                    "edition": asdict(one.edition),
                    "counts": dict(one.counts),
                    "ties": one.ties,
                    "members": {label: asdict(item) for label, item in one.members.items()},
                }
                for one in self._kept
            ],
        }
        text = json.dumps(told, indent=1).encode()
        digest = hashlib.sha256(text).hexdigest()
        self._archive.writestr(MANIFEST, text)
        self._archive.writestr(SEAL, f"{digest}\n")
        return digest

    def _copy(self, path: Path, name: str) -> Member:
        with path.open("rb") as source, self._archive.open(name, "w", force_zip64=True) as out:
            size, digest = _read_through(source, out.write)
        return Member(name, size, digest)


def _read_through(
    source: IO[bytes], take: Callable[[bytes], object] | None = None, *, most: float = math.inf
) -> tuple[int, str]:
    """Read ``source`` in chunks, at most a chunk past ``most`` bytes; return its size and SHA-256.

    Each chunk is passed to ``take``.
    """
    digest, size = hashlib.sha256(), 0
    while size <= most and (chunk := source.read(_CHUNK)):
        digest.update(chunk)
        size += len(chunk)
        if take is not None:
            take(chunk)
    return size, digest.hexdigest()


def write_lines(snapshot: Snapshot, folder: Path) -> dict[str, tuple[Path, int]]:
    """Write an edition to files in ``folder``; return path and line count by label or ``edges``."""
    parts = {label: _lines(folder / label, snapshot.nodes(label)) for label in snapshot.labels()}
    ties = (
        [tie.type, tie.source_label, tie.source, tie.target_label, tie.target, tie.properties]
        for label in RECORD_LABELS
        for tie in snapshot.edges(label)
    )
    return parts | {_EDGES: _lines(folder / _EDGES, ties)}


class Archive:
    """A backup open for reading; a context manager that closes it on exit.

    Attributes:
        made: when it was written, ISO 8601.
        digest: the SHA-256 of its manifest.
        kept: its editions, in the order in which they must be restored.
        accounts: the member that holds the accounts database; None if there is none.
    """

    def __init__(self, path: Path) -> None:
        """Read and check the manifest.

        Raises:
            UsageError: there is no such file (``missing-file``), it is no backup or was modified
                (``bad-backup``), or a newer version wrote it (``newer-backup``).
        """
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise _missing(path) from error
        except OSError as error:
            raise _unreadable(path, error) from error
        except zipfile.BadZipFile as error:
            raise _invalid_backup(path, _reason(error)) from error
        try:
            self._read_manifest()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        """Return the backup itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._zip.close()

    def check(self) -> None:
        """Read every member completely and compare its digest.

        Raises:
            UsageError: a member is missing, damaged or was modified.
        """
        members = [member for one in self.kept for member in one.members.values()]
        for member in (*members, *([self.accounts] if self.accounts else [])):
            try:
                with self._zip.open(member.name) as file:
                    found = _read_through(file, most=member.bytes)
            except _BROKEN as error:
                raise _invalid_backup(self.path, _in_member(member.name, _reason(error))) from error
            if found != (member.bytes, member.sha256):
                raise _invalid_backup(self.path, _in_member(member.name, _CHANGED))

    def content(self, member: Member) -> bytes:
        """Return the whole content of a member."""
        return self._zip.read(member.name)

    def lines(self, member: Member) -> Iterator[Any]:
        """Yield the lines of a member."""
        with self._zip.open(member.name) as file:
            for line in file:
                yield json.loads(line)

    def _read_manifest(self) -> None:
        try:
            if self._zip.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
                raise _invalid_backup(self.path, _in_member(MANIFEST, _CHANGED))
            text = self._zip.read(MANIFEST)
            seal = self._zip.read(SEAL).decode("ascii").strip()
            told = as_mapping(json.loads(text)) or {}
        except (ValueError, *_BROKEN) as error:
            raise _invalid_backup(self.path, _in_member(MANIFEST, _reason(error))) from error
        self.digest = hashlib.sha256(text).hexdigest()
        if seal != self.digest:
            raise _invalid_backup(self.path, _in_member(MANIFEST, _CHANGED))
        if told.get("format") != FORMAT:
            raise _newer(self.path, told)
        try:
            self.made = str(told["made"])
            self.kept = tuple(_read_edition(item) for item in as_list(told["editions"]) or ())
            accounts = as_mapping(told["ledger"])
            self.accounts = None if accounts is None else Member(**accounts)
        except (KeyError, TypeError) as error:
            raise _invalid_backup(self.path, _in_member(MANIFEST, _reason(error))) from error


class ArchivedRows:
    """The rows of an edition in a backup, read on demand."""

    def __init__(self, archive: Archive, archived: ArchivedEdition) -> None:
        """Start with nothing read."""
        self._archive = archive
        self._kept = archived
        self.counts: dict[str, int] = dict(archived.counts)
        self.ties: int = archived.ties

    def nodes(self, label: str) -> Iterator[Row]:
        """Yield the rows of one label, without ``key`` and ``scope``."""
        return self._archive.lines(self._kept.members[label])

    def edges(self) -> Iterator[tuple[EdgeEnds, EdgeRow]]:
        """Yield the edges with their types and the labels of their ends."""
        for kind, low, source, high, target, properties in self._archive.lines(
            self._kept.members[_EDGES]
        ):
            yield (
                (kind, low, high),
                EdgeRow(reference(low, source), reference(high, target), properties),
            )


def _lines(path: Path, items: Iterable[object]) -> tuple[Path, int]:
    number = 0
    with path.open("w", encoding="ascii") as out:
        for item in items:
            out.write(json.dumps(item) + "\n")
            number += 1
    return path, number


def _read_edition(item: Any) -> ArchivedEdition:
    members = {label: Member(**one) for label, one in item["members"].items()}
    if set(members) | {PROGRAMME} != {*LABELS, _EDGES}:
        raise KeyError("members")
    return ArchivedEdition(
        edition=Edition(**item["edition"]),
        counts={label: int(item["counts"][label]) for label in LABELS if label in members},
        ties=int(item["ties"]),
        members=members,
    )


def _missing(path: Path) -> UsageError:
    return UsageError(
        _("There is no file {path}."),
        mend=_("Check the name; a backup is made by: kinerja backup F"),
        where=str(path),
        code="missing-file",
        path=path,
    )


def _unreadable(path: Path, error: OSError) -> UsageError:
    return UsageError(
        _("The backup {path} cannot be read: {why}."),
        mend=_("Check the read permission and that it is an ordinary file, then try again."),
        where=str(path),
        code="bad-backup",
        path=path,
        why=of_system(error),
    )


_CHANGED: Final = _("it was changed or truncated")


def _in_member(member: str, why: Text) -> Text:
    return Text(id=f"{member}: {why.id}", en=f"{member}: {why.en}")


def _reason(error: Exception) -> Text:
    """Say in both languages why a backup cannot be read."""
    if isinstance(error, OSError):
        return of_system(error)
    if isinstance(error, zipfile.BadZipFile) and "not a zip file" in str(error):
        return _("it is not a ZIP archive")
    if isinstance(error, KeyError):
        return _("a part of it is missing")
    return _CHANGED


def _invalid_backup(path: Path, why: Text) -> UsageError:
    return UsageError(
        _("{path} is not a complete backup: {why}. Nothing is restored."),
        mend=_("Use another copy of the backup; this file is damaged or was changed."),
        where=str(path),
        code="bad-backup",
        path=path,
        why=why,
    )


def _newer(path: Path, manifest: Mapping[str, Any]) -> UsageError:
    return UsageError(
        _("{path} was written by kinerja-graph {version}, in a format that is not known here."),
        mend=_("Upgrade kinerja-graph."),
        where=str(path),
        code="newer-backup",
        path=path,
        version=manifest.get("version", "?"),
    )
