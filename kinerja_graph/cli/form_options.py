"""What the commands of official forms take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from kinerja_graph.cli.options import Argument, Option
from kinerja_graph.report.official.names import FORM_ENDINGS
from kinerja_graph.texts import _

FORMS: Final = Option("--forms", _("folder of your own forms"), "DIR")
NAME: Final = Argument("NAME", _("name of a form; kinerja forms list names them"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFolderOption:
    """Where one's own forms lie."""

    forms: Annotated[Path | None, FORMS] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormArguments:
    """Which form is shown."""

    name: Annotated[str, NAME]
    fields: Annotated[
        bool, Option("--fields", _("also list every name that its columns may have"))
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFormArguments:
    """The name of a new form, what it is a copy of, and the folder it goes to."""

    name: Annotated[str, Argument("NAME", _("name of the new form"))]
    model: Annotated[str, Option("--from", _("the form that it is a copy of"), "NAME")]
    forms: Annotated[Path | None, FORMS] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFormsArguments:
    """Whose forms are checked."""

    folder: Annotated[Path, Argument("DIR", _("folder of your own forms"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class FillArguments:
    """Which form is filled, for whom and which year, and where it goes."""

    name: Annotated[str, NAME]
    position: Annotated[
        str | None, Option("--position", _("the post that it is filled for (its id)"), "P")
    ] = None
    unit: Annotated[
        str | None, Option("--unit", _("the unit that it is filled for (its id)"), "U")
    ] = None
    tag: Annotated[str | None, Option("--tag", _("only records with this theme"), "T")] = None
    year: Annotated[
        int | None,
        Option("--year", _("the year (default: as the form says)"), "Y", min=1),
    ] = None
    since: Annotated[
        str | None,
        Option(
            "--since", _("an earlier edition of the dataset to hold the plan against"), "EDITION"
        ),
    ] = None
    baseline: Annotated[
        Path | None,
        Option("--baseline", _("file of findings of an earlier audit"), "F"),
    ] = None
    forms: Annotated[Path | None, FORMS] = None
    out: Annotated[
        Path | None,
        Option(
            "--out",
            _("file of the form; its ending says the format: {endings}"),
            "F",
            facts={"endings": ", ".join(FORM_ENDINGS)},
        ),
    ] = None
