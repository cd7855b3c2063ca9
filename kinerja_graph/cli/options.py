"""What commands take: arguments and options, in groups that several commands share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal

from kinerja_graph.cli.completing import Suggested
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.sources.formats import endings_in_help
from kinerja_graph.texts import Text, _


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its name on the command line, what it means, and a word for its value.

    ``suggests`` says which names a shell offers for the value; ``facts`` fill its help.
    """

    name: str
    help: Text
    value: str | None = None
    min: int | None = None
    max: int | None = None
    suggests: Suggested | None = None
    facts: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument: the word that stands for it, what it means, and which names a shell offers.

    ``facts`` fill its help.
    """

    value: str
    help: Text
    suggests: Suggested | None = None
    facts: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What every command takes."""

    json: Annotated[
        bool,
        Option("--json", _("the answer as JSON")),
    ] = False
    lang: Annotated[
        Literal["id", "en"] | None,
        Option(
            "--lang",
            _("language of the answer: id or en"),
            "id|en",
        ),
    ] = None
    url: Annotated[
        str | None,
        Option(
            "--url",
            _("the database: embedded, bolt://…, neo4j://… (also KINERJA_URL)"),
            "URL",
        ),
    ] = None
    debug: Annotated[
        bool,
        Option(
            "--debug",
            _("if it fails, show the whole traceback"),
        ),
    ] = False


DATASET: Final = Option(
    "--dataset",
    _("the dataset; may be left out where only one is loaded"),
    "D",
    suggests="datasets",
)
EDITION: Final = Option(
    "--edition",
    _("the edition; else the newest"),
    "E",
    suggests="editions",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionArguments(EditionRef):
    """Which loaded edition is asked, as every command that asks one takes it."""

    dataset: Annotated[str | None, DATASET] = None
    edition: Annotated[str | None, EDITION] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InputPath:
    """The plan files."""

    path: Annotated[
        Path,
        Argument(
            "PATH",
            _(
                "a folder of CSV files, a workbook {workbook_ending}, or a document "
                "{document_ending}"
            ),
            facts=endings_in_help(),
        ),
    ]


DecimalWord = Literal["comma", "dot", "koma", "titik"]
DECIMAL: Final = Option(
    "--decimal",
    _("the decimal separator, for numbers that can be read in two ways, such as 1.250"),
    "comma|dot",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Separator:
    """How ambiguous numbers are read."""

    decimal: Annotated[DecimalWord | None, DECIMAL] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArguments:
    """How plan files are read, and under which names."""

    dataset: Annotated[
        str | None,
        Option(
            "--dataset",
            _("name of the dataset, wins over that of the files"),
            "D",
        ),
    ] = None
    edition: Annotated[
        str | None,
        Option(
            "--edition",
            _("name of the edition, wins over that of the files"),
            "E",
        ),
    ] = None
    lenient: Annotated[
        bool,
        Option(
            "--lenient",
            _("load what can be read; the rest becomes findings of the audit"),
        ),
    ] = False
    decimal: Annotated[DecimalWord | None, DECIMAL] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditArguments:
    """What is audited, how it is shown, and when it fails."""

    rule: Annotated[
        list[str],
        Option(
            "--rule",
            _("run this rule only; may be repeated"),
            "R",
            suggests="rules",
        ),
    ] = field(default_factory=list[str])
    format: Annotated[
        Literal["table", "json", "csv", "sarif", "junit", "html"] | None,
        Option(
            "--format",
            _("form of the answer; else table"),
            "table|json|csv|sarif|junit|html",
        ),
    ] = None
    out: Annotated[
        Path | None,
        Option(
            "--out",
            _("write the answer to this file"),
            "F",
        ),
    ] = None
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"],
        Option(
            "--fail-on",
            _("severity from which the exit code is 1; else error"),
            "error|warning|info|never",
        ),
    ] = "error"
