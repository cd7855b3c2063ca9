"""What single commands take, beside the groups of ``options.py``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Final, Literal

from kinerja_graph.cli.options import DOCUMENT, Argument, Option
from kinerja_graph.texts import _

View = Literal[
    "cascade",
    "chain",
    "crosscutting",
    "diff",
    "evidence",
    "findings",
    "matrix",
    "organisation",
]
DEMO_FOLDER: Final = Path("kinerja-demo")


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """Which engine of ours."""

    engine: Annotated[
        Literal["embedded", "neo4j"],
        Option(
            "--engine",
            _("engine: embedded (default) or neo4j"),
            "embedded|neo4j",
        ),
    ] = "embedded"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleArgument:
    """Which rule is shown."""

    rule: Annotated[str, Argument("RULE", _("id of a rule"), suggests="rules")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DropArguments:
    """What is removed."""

    dataset: Annotated[
        str,
        Argument("DATASET", _("the dataset"), suggests="datasets"),
    ]
    edition: Annotated[
        str | None,
        Argument(
            "EDITION",
            _("the edition (default: all of its editions)"),
            suggests="editions",
        ),
    ] = None
    document: Annotated[
        str | None,
        replace(DOCUMENT, help=_("one document of the edition, such as pk (default: all of them)")),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOptions:
    """Where the picture goes."""

    out: Annotated[
        Path,
        Option(
            "--out",
            _("folder of the picture (default: kinerja-demo)"),
            "DIR",
        ),
    ] = DEMO_FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryArguments:
    """The query."""

    text: Annotated[
        str,
        Argument(
            "CYPHER",
            _(
                "a reading query; $scope chooses the edition, for example "
                "MATCH (i:Indicator) WHERE i.scope = $scope RETURN i.id"
            ),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderArguments:
    """What is drawn, and where to."""

    id: Annotated[
        str | None,
        Argument(
            "ID",
            _("id whose chain is drawn, or a selector; else everything"),
        ),
    ] = None
    out: Annotated[
        Path,
        Option(
            "--out",
            _("file of the picture: .html interactive, .svg and .png still"),
            "F.html|.svg|.png",
        ),
    ]
    view: Annotated[
        View | None,
        Option(
            "--view",
            _(
                "the view: cascade (a result and all below), chain (up and down), crosscutting "
                "(one outcome and its agencies), organisation (units and posts), findings (breaks "
                "and their surroundings), diff (two editions), matrix (agencies and outcomes), "
                "evidence (what the years say of links)"
            ),
            "VIEW",
        ),
    ] = None
    against: Annotated[
        str | None,
        Option(
            "--against",
            _("the older edition of --view diff (default: the one before)"),
            "EDITION",
        ),
    ] = None
    theme: Annotated[
        Literal["light", "dark", "print"] | None,
        Option(
            "--theme",
            _(
                "colours of the picture: light, dark, print (black and white); without it a page "
                "follows the system, others are light"
            ),
            "light|dark|print",
        ),
    ] = None
    renderer: Annotated[
        Literal["page", "pyvis"],
        Option(
            "--renderer",
            _(
                "of a .html file: page (default, self-contained, any number of boxes) or pyvis (an "
                "interactive network of up to 500 boxes)"
            ),
            "page|pyvis",
        ),
    ] = "page"
    width: Annotated[
        int | None,
        Option(
            "--width",
            _("width of the whole picture in pixels; a PNG has twice as many"),
            "N",
            min=200,
        ),
    ] = None
    only: Annotated[
        str | None,
        Option(
            "--only",
            _(
                "of a map as .svg or .png: what keeps its height while the rest is squeezed, as in "
                "the address of a page: chain:ID, rule:RULE, tone:error, search:WORDS, agency:ID, "
                "level:COLUMN"
            ),
            "KIND:WHAT",
        ),
    ] = None
    node: Annotated[
        str | None,
        Option(
            "--node",
            _("of a map as .svg or .png: the record whose chain is drawn with lines"),
            "ID",
        ),
    ] = None
    z: Annotated[
        float | None,
        Option(
            "--z",
            _("of a map as .svg or .png: the height of a row in pixels; a window of it is drawn"),
            "PIXELS",
            min=1,
        ),
    ] = None
    row: Annotated[
        float | None,
        Option(
            "--row",
            _("with --z: the row at the top"),
            "N",
            min=0,
        ),
    ] = None
    dpi: Annotated[
        int | None,
        Option(
            "--dpi",
            _("dots an inch of a PNG (192)"),
            "N",
            min=48,
        ),
    ] = None
