"""``backup`` and ``restore``: every edition and the accounts database in one file, and back."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from kinerja_graph.accounts import FILE as ACCOUNTS_FILE
from kinerja_graph.accounts import copying
from kinerja_graph.accounts.database import open_accounts
from kinerja_graph.errors import StoreError, UsageError
from kinerja_graph.export.archive import (
    Archive,
    ArchivedEdition,
    ArchivedRows,
    ArchiveWriter,
    write_lines,
)
from kinerja_graph.export.snapshot import Snapshot
from kinerja_graph.files import not_written, replace_file
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.migrations import migrate_rows
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import Progress, Source, put, silent
from kinerja_graph.store.snapshots import every_document, refuse_newer
from kinerja_graph.texts import _
from kinerja_graph.workflow.access import note, operating_system_user

_TRIES: Final = 3
_MAX_LISTED: Final = 5


@json_keys(
    "path",
    "bytes=size",
    "sha256=digest",
    "made",
    "ledger=accounts",
    "still_closed",
    "editions=kept",
)
@dataclass(frozen=True, slots=True)
class Backup:
    """The contents of a backup.

    Attributes:
        path: its file.
        size: its size in bytes.
        digest: the SHA-256 of its manifest, which lists those of all members.
        made: when it was written, ISO 8601.
        kept: its editions.
        accounts: whether it contains an accounts database.
        still_closed: after ``restore``: keys and roles that the backup would grant but that have
            been revoked here since, and so stay revoked (``copying.replace_by``).
    """

    path: Path
    size: int
    digest: str
    made: str
    kept: tuple[ArchivedEdition, ...]
    accounts: bool
    still_closed: tuple[str, ...] = ()


def backup(store: Store, out: Path, *, settings: Settings, progress: Progress = silent) -> Backup:
    """Write every edition and the accounts database to ``out``, completely or not at all.

    An edition that is replaced meanwhile is written in its new state. The file is readable by its
    owner alone, since it contains all plans.

    Raises:
        UsageError: the file exists already, or cannot be written.
        StoreError: the database failed.
    """
    if out.exists():
        raise _already_exists(out)
    made = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    try:
        with (
            replace_file(out, private=True) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        ):
            writer = ArchiveWriter(archive)
            accounts = _write(store, writer, settings, out.parent, progress)
            digest = writer.finish(made, version("kinerja-graph"))
    except OSError as error:
        raise not_written(out, error) from error
    return Backup(out, out.stat().st_size, digest, made, writer.editions, accounts)


def check_readable(path: Path) -> None:
    """Refuse a file that is no backup, before an engine is started for it.

    Raises:
        UsageError: as ``Archive``.
    """
    with Archive(path):
        pass


def restore(
    store: Store,
    path: Path,
    *,
    settings: Settings,
    replace: bool = False,
    progress: Progress = silent,
) -> Backup:
    """Restore a backup on either engine; other editions stay.

    Everything is checked before anything is changed. Editions are restored in the order in which
    they were first loaded, each completely or not at all, and the accounts database last.

    Args:
        store: the graph.
        path: the backup.
        settings: where the accounts database is, and how much is written at once.
        replace: whether editions of the same names, and the accounts database, are replaced.
        progress: called as in a load.

    Raises:
        UsageError: the backup is incomplete, or something would be replaced (``would-replace``).
        StoreError: the database failed, or a newer version wrote the backup; what was restored
            before stays.
        AccountsError: the accounts database cannot be written.
    """
    with Archive(path) as archive:
        for one in archive.kept:
            refuse_newer(one.edition)
        archive.check()
        if not replace:
            _check_nothing_lost(store, archive, settings)
        accounts = _read_accounts(archive)
        for number, one in enumerate(archive.kept):
            progress("editions", number, len(archive.kept))
            put(store, _source(archive, one), settings, progress)
        closed = () if accounts is None else _restore_accounts(accounts, archive, settings)
        progress("editions", len(archive.kept), len(archive.kept))
        return Backup(
            path,
            path.stat().st_size,
            archive.digest,
            archive.made,
            archive.kept,
            archive.accounts is not None,
            closed,
        )


def _restore_accounts(
    accounts: copying.Rows, archive: Archive, settings: Settings
) -> tuple[str, ...]:
    """Restore the accounts database and log it; return the keys and roles that stay revoked."""
    with open_accounts(settings.home) as opened:
        closed = copying.replace_by(opened, accounts)
        facts = {"backup": archive.digest, "made": archive.made}
        note(
            opened,
            operating_system_user(),
            "restore",
            **facts,
            still_closed="; ".join(closed) or None,
        )
    return closed


def _source(archive: Archive, kept: ArchivedEdition) -> Source:
    """Return an edition of the backup, migrated to the current schema."""
    version = kept.edition.schema_version
    return Source(
        kept.plan,
        lambda: migrate_rows(ArchivedRows(archive, kept), version),
        kept.edition.loaded_at,
    )


def _write(
    store: Store, writer: ArchiveWriter, settings: Settings, folder: Path, progress: Progress
) -> bool:
    """Write everything; return whether there was an accounts database."""
    found = every_document(store)
    for number, edition in enumerate(found):
        progress("editions", number, len(found))
        _write_edition(store, writer, edition, folder)
    progress("editions", len(found), len(found))
    accounts = settings.home / ACCOUNTS_FILE
    if not accounts.exists():
        return False
    with _temporary_folder(folder) as aside:
        copy = aside / ACCOUNTS_FILE
        with open_accounts(settings.home) as opened:
            copy.write_text(json.dumps(copying.rows(opened)), encoding="ascii")
        writer.add_accounts(copy)
    return True


def _write_edition(store: Store, writer: ArchiveWriter, edition: Edition, folder: Path) -> None:
    """Write an edition in its current state; leave it out if it has been removed."""
    wanted: Edition | None = edition
    for _unused in range(_TRIES):
        if wanted is None:
            return
        refuse_newer(wanted)
        with _temporary_folder(folder) as aside:
            try:
                parts = write_lines(Snapshot(store, wanted), aside)
            except KeyError:  # a node that was listed is gone: the snapshot is being removed
                parts = None
            now = _current_edition(store, wanted)
            if parts is not None and now == wanted:
                writer.add(parts, wanted)
                return
        wanted = now
    raise _keeps_changing(edition)


def _current_edition(store: Store, edition: Edition) -> Edition | None:
    found = (item for item in every_document(store) if _name(item) == _name(edition))
    return next(found, None)


def _name(edition: Edition) -> tuple[str, str, str]:
    return edition.dataset, edition.edition, edition.code


def _check_nothing_lost(store: Store, archive: Archive, settings: Settings) -> None:
    """Refuse to replace anything without permission."""
    there = {_name(item) for item in every_document(store)}
    lost = [one.edition.title for one in archive.kept if _name(one.edition) in there]
    if archive.accounts is not None and _has_entries(settings):
        lost.append(ACCOUNTS_FILE)
    if lost:
        more = f", … ({len(lost)})" if len(lost) > _MAX_LISTED else ""
        raise UsageError(
            _("This already exists and would be replaced: {names}. Nothing is restored."),
            mend=_("If it is to be replaced: kinerja restore {path} --replace"),
            where=str(archive.path),
            code="would-replace",
            names=", ".join(lost[:_MAX_LISTED]) + more,
            path=archive.path,
        )


def _read_accounts(archive: Archive) -> copying.Rows | None:
    """Return the rows of the accounts database in a backup; None if it contains none.

    Raises:
        UsageError: a newer version wrote them.
    """
    if archive.accounts is None:
        return None
    try:
        rows: dict[str, list[dict[str, Any]]] = json.loads(archive.content(archive.accounts))
        copying.check(rows)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _bad_accounts(archive.path, error) from error
    return rows


def _has_entries(settings: Settings) -> bool:
    """Return whether the accounts database contains anything that somebody would miss."""
    if not (settings.home / ACCOUNTS_FILE).exists():
        return False
    with open_accounts(settings.home) as accounts:
        return any(copying.rows(accounts).values())


@contextmanager
def _temporary_folder(folder: Path) -> Generator[Path]:
    with tempfile.TemporaryDirectory(dir=folder, prefix=".kinerja-backup-") as name:
        yield Path(name)


def _already_exists(out: Path) -> UsageError:
    return UsageError(
        _("{path} already exists. Nothing is written."),
        mend=_("Choose another name."),
        where=str(out),
        code="not-empty",
        path=out,
    )


def _bad_accounts(path: Path, why: Exception) -> UsageError:
    return UsageError(
        _("The accounts database in {path} cannot be used: {why}. Nothing is restored."),
        mend=_("Upgrade kinerja-graph, or use another backup."),
        where=str(path),
        code="bad-backup",
        path=path,
        why=why,
    )


def _keeps_changing(edition: Edition) -> StoreError:
    return StoreError(
        _("{dataset} {edition} is replaced again and again while it is backed up."),
        mend=_("Try again when its loads have ended."),
        where=f"{edition.dataset} {edition.edition}",
        code="changing",
        dataset=edition.dataset,
        edition=edition.edition,
    )
