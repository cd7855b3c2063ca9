"""What commands take: arguments and options, in groups that several commands share."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Annotated,
    Final,
    Literal,
    cast,
    get_args,
    get_type_hints,
)

from kinerja_graph.cli.completing import Suggested
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.sources.formats import endings_in_help
from kinerja_graph.texts import Text, _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


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
            _("show the whole traceback if it fails"),
        ),
    ] = False


DATASET: Final = Option(
    "--dataset",
    _("the dataset; optional if only one is loaded"),
    "D",
    suggests="datasets",
)
EDITION: Final = Option(
    "--edition",
    _("the edition (default: the newest)"),
    "E",
    suggests="editions",
)
DOCUMENT: Final = Option(
    "--document",
    _("a document of the edition, such as pk (default: the plan)"),
    "C",
    suggests="documents",
)
FAIL_ON: Final = Option(
    "--fail-on",
    _(
        "severity from which the exit code is 1 (default: error); or a percentage with "
        "findings of a rule, such as missing-measure-unit:5; may be repeated"
    ),
    "error|warning|info|never|RULE:PERCENT",
    suggests="fail-on",
)
RULE: Final = Option(
    "--rule",
    _("run this rule only; may be repeated"),
    "R",
    suggests="rules",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionArguments(EditionRef):
    """Which loaded edition is asked, as every command that asks one takes it."""

    dataset: Annotated[str | None, DATASET] = None
    edition: Annotated[str | None, EDITION] = None
    document: Annotated[str | None, DOCUMENT] = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckArguments(InputPath):
    """The plan files that are checked, and what is done beside that."""

    watch: Annotated[
        bool,
        Option(
            "--watch",
            _(
                "check again after each save, and show which findings appeared and disappeared;"
                " Ctrl-C ends it"
            ),
        ),
    ] = False
    annotate: Annotated[
        Path | None,
        Option(
            "--annotate",
            _("write the planner's workbook with the findings at their cells to this new file"),
            "OUT.xlsx",
        ),
    ] = None


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
            _("name of the dataset; overrides the one in the files"),
            "D",
        ),
    ] = None
    edition: Annotated[
        str | None,
        Option(
            "--edition",
            _("name of the edition; overrides the one in the files"),
            "E",
        ),
    ] = None
    document: Annotated[
        str | None,
        Option(
            "--document",
            _(
                "the document that this is, beside the plan: rpjmd, renstra, rkpd, renja, iku, pk, "
                "renaksi, dpa, or a code of your own; overrides the one in the files"
            ),
            "C",
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

    rule: Annotated[list[str], RULE] = field(default_factory=list[str])
    format: Annotated[
        Literal["table", "json", "csv", "sarif", "junit", "html"] | None,
        Option(
            "--format",
            _("format of the answer (default: table)"),
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
    fail_on: Annotated[list[str], FAIL_ON] = field(default_factory=list[str])
    findings: Annotated[
        bool,
        Option(
            "--findings",
            _("list the findings instead of the answer on one screen"),
        ),
    ] = False
    agency: Annotated[
        list[str],
        Option(
            "--agency",
            _("list the findings of this agency (its id) only; may be repeated"),
            "A",
        ),
    ] = field(default_factory=list[str])
    limit: Annotated[
        int | None,
        Option(
            "--limit",
            _("how many findings of each rule a table lists (default 20)"),
            "N",
            min=1,
        ),
    ] = None

    @property
    def lists(self) -> bool:
        """Whether single findings are asked for rather than a summary."""
        narrowed = (self.rule, self.agency, self.limit, self.out)
        return self.findings or any(narrowed)


def typed(*groups: object, leave_out: Container[str] = ()) -> list[str]:
    """Return the words of a command line that give ``groups`` of arguments and options.

    Options left at their defaults are omitted, and so are the fields in ``leave_out``.
    """
    words: list[str] = []
    for group in groups:
        hints = get_type_hints(type(group), include_extras=True)
        for item in fields(cast("DataclassInstance", group)):
            value: object = getattr(group, item.name)
            declared: Option | Argument = get_args(hints[item.name])[1]
            if value in (None, False, []) or item.name in leave_out:
                continue
            for one in cast("list[object]", value) if isinstance(value, list) else [value]:
                option = [declared.name] if isinstance(declared, Option) else []
                words += option if one is True else [*option, str(one)]
    return words
