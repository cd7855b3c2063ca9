"""Official forms: which there are, and one of them filled from a loaded edition.

[forms]
folder = "formulir"                     # own forms, as with --forms
cap = 120                               # an extra column with achievements of at most this

[[forms.bands]]                         # words for achievements, the best first
above = 90
name = "Sangat tinggi"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from kinerja_graph.analysis.comparison import compare
from kinerja_graph.analysis.document_reading import read_indicators
from kinerja_graph.analysis.individual_reading import individuals
from kinerja_graph.analysis.matching import DocumentIndicator
from kinerja_graph.audit.baseline import read_baseline
from kinerja_graph.audit.finding import Audit
from kinerja_graph.errors import Failure, LibraryError, SettingsError, UsageError
from kinerja_graph.files import WrittenFile, write_whole
from kinerja_graph.forms.beside import Beside
from kinerja_graph.forms.facts import Facts, read_facts
from kinerja_graph.forms.fill import FilledForm, fill
from kinerja_graph.forms.filling import Asked, Band, Earlier, Reads, Scales
from kinerja_graph.forms.form import Form, Need, OptionName
from kinerja_graph.forms.form_file import FormFolder, faults_of_form, is_form_name
from kinerja_graph.forms.names import NAMES
from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.formats.spec import DocumentFormat
from kinerja_graph.report.official.formats import form_file
from kinerja_graph.report.official.layout import lay_out
from kinerja_graph.report.official.names import form_format_of
from kinerja_graph.settings import SETTINGS_FILE, Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.snapshots import (
    documents_of,
    editions_beside,
    every_document,
    named_beside,
    refuse_others,
)
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.document_rules import run_rule_set
from kinerja_graph.workflow.edition_cache import checking_editions
from kinerja_graph.workflow.rule_sets import evidence_sheet, read_rule_set
from kinerja_graph.workflow.selecting import selected_ids

_KEYS: Final = ("folder", "bands", "cap")
_FORM_LINE: Final = re.compile(r"^form:.*$", re.MULTILINE)
_FOLDER: Final = 'folder = "…"'
_CAP: Final = "cap = 120"
_BANDS: Final = 'bands = [{above = 90, name = "…"}, …, {name = "…"}]'


@json_keys("form", "title", "options", "own")
@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form of the list.

    Attributes:
        form: its name.
        title: its title, as its file has it.
        options: the options that it takes, and whether it needs them.
        own: whether it is one of one's own.
    """

    form: str
    title: Text
    options: Mapping[OptionName, Need]
    own: bool


@dataclass(frozen=True, slots=True)
class FormList:
    """All forms, by name.

    Attributes:
        forms: the forms.
    """

    forms: tuple[FormEntry, ...]


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """A column of a form: what stands in it, and who fills it where that is unknown."""

    id: str
    head: Text
    value: str | None
    human: str | None


@dataclass(frozen=True, slots=True)
class PartEntry:
    """One table of a form: what its rows are, which, and in which order."""

    title: Text
    rows: str
    where: str
    order: tuple[str, ...]
    columns: tuple[ColumnEntry, ...]


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """A name that columns may have: for which rows, whether it takes a year, what it means."""

    rows: str
    name: str
    meaning: Text


@json_keys("form", "title", "basis", "file", "options", "parts", optional=("fields",))
@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The page of a form.

    Attributes:
        form: its name.
        title, basis: as its file has them.
        file: its file.
        options: the options that it takes, and whether it needs them.
        parts: its tables.
        fields: every name that columns of such rows may have; None: not asked for.
    """

    form: str
    title: Text
    basis: Text
    file: Path
    options: Mapping[OptionName, Need]
    parts: tuple[PartEntry, ...]
    fields: tuple[FieldEntry, ...] | None = None


@json_keys(
    "form=filled.form",
    "dataset=filled.dataset",
    "edition=filled.edition",
    "*file",
    "format",
    "rows",
)
@dataclass(frozen=True, slots=True)
class FormFile:
    """A form that was written: what was filled, its file and format, and how many rows it has."""

    filled: FilledForm
    file: WrittenFile
    format: str
    rows: int


@json_keys("forms", "faults=failures")
@dataclass(frozen=True, slots=True)
class FormCheck:
    """The forms of a folder that were checked, every fault of each, how many have none."""

    forms: tuple[str, ...]
    faults: tuple[LibraryError, ...]
    good: int

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The faults as data."""
        return tuple(one.failure for one in self.faults)


def form_folder(settings: Settings, given: Path | None = None) -> FormFolder:
    """Return where forms lie: ``given``, else ``forms.folder``, beside those of the package.

    Raises:
        SettingsError: ``forms.folder`` is not a path.
    """
    folder = _form_settings(settings).get("folder")
    if given is not None or folder is None:
        return FormFolder(given)
    if isinstance(folder, str) and folder:
        return FormFolder(Path(folder))
    raise _invalid_setting("forms.folder", _FOLDER)


def read_scales(settings: Settings) -> Scales:
    """Return the bands and the cap of achievements.

    Raises:
        SettingsError: they have another shape.
    """
    given = _form_settings(settings)
    scales = Scales()
    if "cap" in given:
        cap = given["cap"]
        if isinstance(cap, bool) or not isinstance(cap, int | float) or cap <= 0:
            raise _invalid_setting("forms.cap", _CAP)
        scales = replace(scales, cap=float(cap))
    if "bands" in given:
        bands = tuple(_band(one) for one in as_list(given["bands"]) or ())
        limits = [one.above for one in bands[:-1]]
        known = [one for one in limits if one is not None]
        ordered = len(known) == len(limits) and known == sorted(set(known), reverse=True)
        if not bands or not ordered or bands[-1].above is not None:
            raise _invalid_setting("forms.bands", _BANDS)
        scales = replace(scales, bands=bands)
    return scales


def fill_form(
    store: Store,
    edition: Edition,
    form: Form,
    asked: Asked,
    *,
    settings: Settings,
    facts: Facts | None = None,
) -> FilledForm:
    """Fill a form from a loaded edition, and from its ``facts`` if they have been read.

    Raises:
        UsageError: an option that the form does not take or needs, an unknown id or edition, or a
            file that is no baseline.
        SettingsError: ``[forms]`` has another shape.
        LibraryError: the evaluation sheet of the settings breaks a rule.
        StoreError: the database failed.
    """
    scales = read_scales(settings)
    decided = read_rule_set(settings)

    @cache
    def audit() -> Audit:
        return run_rule_set(store, edition, decided, store.engine)

    def select(text: str) -> tuple[str, ...]:
        return selected_ids(
            store, edition, [text], takes=("Objective", "Indicator", "Task"), rule_set=decided
        )

    def earlier(name: str) -> Earlier:
        other = named_beside(editions_beside(store, edition), edition, name, option="--since")
        with checking_editions(store, other):
            return Earlier(read_facts(store, other), compare(store, other, edition))

    def beside(of: Edition) -> Beside:
        found = refuse_others(documents_of(every_document(store), of))
        codes = {one.code: one for one in found}

        @cache
        def read_document(code: str) -> Facts:
            with checking_editions(store, codes[code]):
                return read_facts(store, codes[code])

        def indicators() -> tuple[DocumentIndicator, ...]:
            with checking_editions(store, *found):
                return tuple(each for one in found for each in read_indicators(store, one))

        return Beside(codes, read_document, indicators)

    reads = Reads(
        audit=audit,
        select=select,
        rules=lambda: decided.library,
        sheet=cache(lambda: evidence_sheet(settings)),
        earlier=earlier,
        known=lambda path: read_baseline(Path(path)),
        beside=beside,
        individuals=lambda year: individuals(store, edition, year=year),
    )
    found = read_facts(store, edition) if facts is None else facts
    return fill(found, form, asked, scales=scales, reads=reads)


def write_form(found: FilledForm, out: Path, *, language: Language, made: datetime) -> FormFile:
    """Write a filled form to ``out``; its ending says the format.

    Call it once the edition has been checked: what was read while it was replaced is not written.

    Raises:
        UsageError: forms are not written with this ending, or the file cannot be written.
    """
    written_as = form_format_of(out)
    content = form_bytes(found, written_as, language=language, made=made)
    rows = sum(len(one.rows) for one in found.tables)
    return FormFile(found, write_whole(out, content), written_as.name, rows)


def form_bytes(
    found: FilledForm, written_as: DocumentFormat, *, language: Language, made: datetime
) -> bytes:
    """Return a filled form as the bytes of a file.

    Raises:
        RenderError: it could not be written.
    """
    return form_file(lay_out(found, language), written_as, made)


def new_form(name: str, *, model: str, into: Path) -> WrittenFile:
    """Copy a form, under a new name, into a folder of one's own; return the new file.

    ``model`` is one of that folder, else a shipped one.

    Raises:
        UsageError: the name is none for a form, there is no such model, or there is such a file.
    """
    if not is_form_name(name):
        raise UsageError(
            _("“{name}” is no name for a form."),
            mend=_("Use lower-case letters, digits and hyphens, such as iku-daerah."),
            where=name,
            code="bad-value",
            name=name,
        )
    out = into / f"{name}.yaml"
    if out.exists():
        raise UsageError(
            _("{path} already exists."),
            mend=_("Choose another id or folder; nothing is overwritten."),
            where=str(out),
            code="file-exists",
            path=out,
        )
    folder = FormFolder(into if into.is_dir() else None)
    text = folder.read(model).path.read_text(encoding="utf-8-sig")
    return write_whole(out, _FORM_LINE.sub(f"form: {name}", text, count=1))


def check_forms(folder: Path) -> FormCheck:
    """Check every form of a folder; return every fault of each, with file and line.

    Raises:
        UsageError: there is no such folder.
    """
    own = FormFolder(folder)
    faults = {
        path.stem: faults_of_form(path) for path in own.paths().values() if path.parent == folder
    }
    return FormCheck(
        tuple(faults),
        tuple(one for each in faults.values() for one in each),
        sum(not each for each in faults.values()),
    )


def list_forms(folder: FormFolder) -> FormList:
    """Return all forms by name.

    Raises:
        UsageError: there is no such folder.
        LibraryError: a form breaks a rule, with file and line.
    """
    shipped = FormFolder().paths()
    entries = [
        FormEntry(name, form.title, form.options, shipped.get(name) != path)
        for name, path in folder.paths().items()
        for form in (folder.read(name),)
    ]
    return FormList(tuple(entries))


def show_form(folder: FormFolder, name: str, *, with_fields: bool = False) -> FormPage:
    """Return the page of a form, with the names its columns may have if asked for.

    Raises:
        UsageError: there is no such form or folder.
        LibraryError: it breaks a rule, with file and line.
    """
    form = folder.read(name)
    parts = tuple(
        PartEntry(
            title=part.title,
            rows=part.of,
            where=part.where,
            order=tuple(map(str, part.order)),
            columns=tuple(
                ColumnEntry(
                    one.id, one.head, None if one.value is None else str(one.value), one.human
                )
                for one in part.columns
            ),
        )
        for part in form.parts
    )
    fields = tuple(
        FieldEntry(rows, f"{one}(Y)" if known.has_argument else one, known.meaning)
        for rows in dict.fromkeys(part.of for part in form.parts)
        for one, known in sorted(NAMES[rows].items())
    )
    return FormPage(
        form=form.name,
        title=form.title,
        basis=form.basis,
        file=form.path,
        options=form.options,
        parts=parts,
        fields=fields if with_fields else None,
    )


def _form_settings(settings: Settings) -> Mapping[str, Any]:
    for key in settings.forms:
        if key not in _KEYS:
            raise _invalid_setting(f"forms.{key}", " | ".join((_FOLDER, _CAP, _BANDS)))
    return settings.forms


def _band(value: object) -> Band:
    given = as_mapping(value) or {}
    name, above = given.get("name"), given.get("above")
    fits = isinstance(name, str) and name.strip() and not set(given) - {"name", "above"}
    if not fits or isinstance(above, bool) or not isinstance(above, int | float | None):
        raise _invalid_setting("forms.bands", _BANDS)
    text = str(name).strip()
    return Band(Text(id=text, en=text), above)


def _invalid_setting(place: str, shape: str) -> SettingsError:
    return SettingsError(
        _("Setting {place} cannot be used."),
        mend=_("Expected: {shape}"),
        where=f"{SETTINGS_FILE}: {place}",
        place=place,
        shape=shape,
    )
